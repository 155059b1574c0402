//! The variants of a union, and what tells them apart.

use crate::api::{ModelId, Plan, Union};

use super::super::prose;
use super::super::rust_type::RustType;
use super::page::Page;
use super::{Book, types};

/// Adds *Variants*.
pub(super) fn write(book: &Book<'_>, page: &mut Page<'_>, id: ModelId, union: &Union) {
    page.section("Variants");
    if let Some(told) = prose::told_apart(union) {
        page.body.push_str(&told);
        page.body.push_str("\n\n");
    }
    let certain = !matches!(union.plan, Plan::Trial(_));
    let described = union.variants.iter().any(|v| v.description.is_some());
    page.body.push_str("| Variant | Type |");
    page.body.push_str(if certain { " When |" } else { "" });
    page.body
        .push_str(if described { " Description |" } else { "" });
    page.body.push_str("\n|---|---|");
    page.body.push_str(if certain { "---|" } else { "" });
    page.body.push_str(if described { "---|" } else { "" });
    page.body.push('\n');
    let names = &book.cx.names.model(id).members;
    for (position, (variant, name)) in union.variants.iter().zip(names).enumerate() {
        page.body.push_str("| `");
        page.body.push_str(name);
        page.body.push_str("` | ");
        types::write(page, &RustType::of(book.cx, id, &variant.ty));
        page.body.push_str(" |");
        if certain {
            page.body.push(' ');
            page.body
                .push_str(&prose::recognised(&union.plan, position, true));
            page.body.push_str(" |");
        }
        if described {
            page.body.push(' ');
            if let Some(text) = &variant.description {
                prose::cell(&mut page.body, text, &book.site);
            }
            page.body.push_str(" |");
        }
        page.body.push('\n');
    }
    if union.open {
        page.body.push_str(
            "\nWhat is none of these is kept whole in `Unknown(serde_json::Value)` and written \
             back as it came.\n",
        );
    }
}
