//! The variants of a union, and what tells them apart.

use crate::api::{ModelId, Plan, Union};

use super::super::markdown::Markdown;
use super::super::prose;
use super::super::rust_type::RustType;
use super::page::Page;
use super::{Book, types};

/// Adds *Variants*.
pub(super) fn write(book: &Book<'_>, page: &mut Page<'_>, id: ModelId, union: &Union) {
    page.section("Variants");
    if let Some(told) = prose::told_apart(union) {
        page.body.append(&told);
        page.body.push("\n\n");
    }
    let certain = !matches!(union.plan, Plan::Trial(_));
    let described = union.variants.iter().any(|v| v.description.is_some());
    let either = |shown, column| if shown { column } else { "" };
    pieces!(
        page.body,
        "| Variant | Type |",
        either(certain, " When |"),
        either(described, " Description |"),
        "\n|---|---|",
        either(certain, "---|"),
        either(described, "---|"),
        "\n",
    );
    let names = &book.cx.names.model(id).members;
    for (position, (variant, name)) in union.variants.iter().zip(names).enumerate() {
        pieces!(page.body, "| `", name, "` | ");
        types::write(page, &RustType::of(book.cx, id, &variant.ty));
        page.body.push(" |");
        if certain {
            page.body.push(" ");
            page.body
                .append(&prose::recognised(&union.plan, position, true));
            page.body.push(" |");
        }
        if described {
            page.body.push(" ");
            if let Some(text) = &variant.description {
                page.body.append(&Markdown::cell(text, &book.site));
            }
            page.body.push(" |");
        }
        page.body.push("\n");
    }
    if union.open {
        page.body.push(
            "\nWhat is none of these is kept whole in `Unknown(serde_json::Value)` and written \
             back as it came.\n",
        );
    }
}
