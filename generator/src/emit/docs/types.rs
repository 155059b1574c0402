//! Rust types on pages, with links to the models in them.

use super::super::rust_type::RustType;
use super::page::Page;

/// Appends a type in code font. `<code>` instead of backticks where a link is to
/// be in it.
pub(super) fn write(page: &mut Page<'_>, ty: &RustType) {
    if let RustType::Model(id) = ty {
        page.model(*id);
    } else if mentions_model(ty) {
        page.body.push_str("<code>");
        part(page, ty);
        page.body.push_str("</code>");
    } else {
        page.body.push('`');
        page.body.push_str(&ty.render(&|_| String::new()));
        page.body.push('`');
    }
}

fn mentions_model(ty: &RustType) -> bool {
    match ty {
        RustType::Model(_) => true,
        RustType::Option(inner)
        | RustType::Vec(inner)
        | RustType::Map(inner)
        | RustType::Boxed(inner) => mentions_model(inner),
        RustType::Tuple(items) => items.iter().any(mentions_model),
        RustType::Plain(_) | RustType::Value | RustType::Foreign(_) => false,
    }
}

fn part(page: &mut Page<'_>, ty: &RustType) {
    let (open, inner) = match ty {
        RustType::Model(id) => return page.model(*id),
        RustType::Option(inner) => ("Option&lt;", inner),
        RustType::Vec(inner) => ("Vec&lt;", inner),
        RustType::Map(inner) => ("BTreeMap&lt;String, ", inner),
        RustType::Boxed(inner) => ("Box&lt;", inner),
        RustType::Tuple(items) => {
            page.body.push('(');
            for (index, item) in items.iter().enumerate() {
                page.body.push_str(if index > 0 { ", " } else { "" });
                part(page, item);
            }
            page.body
                .push_str(if items.len() == 1 { ",)" } else { ")" });
            return;
        }
        RustType::Plain(_) | RustType::Value | RustType::Foreign(_) => {
            let text = ty.render(&|_| String::new());
            let text = text.replace('<', "&lt;").replace('>', "&gt;");
            page.body.push_str(&text);
            return;
        }
    };
    page.body.push_str(open);
    part(page, inner);
    page.body.push_str("&gt;");
}
