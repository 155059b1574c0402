//! Rust types on pages, with links to the models in them.

use super::super::rust_type::RustType;
use super::page::Page;

/// Appends a type in code font. `<code>` instead of backticks where a link is to
/// be in it.
pub(super) fn write(page: &mut Page<'_>, ty: &RustType) {
    if let RustType::Model(id) = ty {
        page.model(*id);
    } else if ty.mentions_model() {
        page.body.push("<code>");
        part(page, ty);
        page.body.push("</code>");
    } else {
        page.body.cell_code(&ty.to_string());
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
            page.body.push("(");
            for (index, item) in items.iter().enumerate() {
                page.body.push(if index > 0 { ", " } else { "" });
                part(page, item);
            }
            page.body.push(if items.len() == 1 { ",)" } else { ")" });
            return;
        }
        RustType::Primitive(_) | RustType::Value | RustType::Foreign(_) => {
            return page.body.text(&ty.to_string());
        }
    };
    page.body.push(open);
    part(page, inner);
    page.body.push("&gt;");
}
