//! The values of an enum, as a table.

use crate::api::{EnumValue, IntegerEnum, ModelId, StringEnum};

use super::super::markdown::Markdown;
use super::Book;
use super::page::Page;

/// Adds *Values* of an enum of strings.
pub(super) fn strings(book: &Book<'_>, page: &mut Page<'_>, id: ModelId, e: &StringEnum) {
    table(book, page, id, &e.values, |value| {
        serde_json::Value::from(value.as_str()).to_string()
    });
    let unknown = e.open.then_some("String");
    more(page, unknown, e.default.as_ref());
}

/// Adds *Values* of an enum of integers.
pub(super) fn integers(book: &Book<'_>, page: &mut Page<'_>, id: ModelId, e: &IntegerEnum) {
    table(book, page, id, &e.values, i64::to_string);
    let unknown = e.open.then_some("i64");
    more(page, unknown, e.default.as_ref());
}

fn table<T>(
    book: &Book<'_>,
    page: &mut Page<'_>,
    id: ModelId,
    values: &[EnumValue<T>],
    json: impl Fn(&T) -> String,
) {
    page.section("Values");
    let described = values.iter().any(|v| v.description.is_some());
    page.body.push(if described {
        "| Value | Variant | Meaning |\n|---|---|---|\n"
    } else {
        "| Value | Variant |\n|---|---|\n"
    });
    for (value, variant) in values.iter().zip(&book.cx.names.model(id).members) {
        page.body.push("| ");
        page.body.cell_code(&json(&value.value));
        pieces!(page.body, " | `", variant, "` |");
        if described {
            page.body.push(" ");
            if let Some(text) = &value.description {
                page.body.append(&Markdown::cell(text, &book.site));
            }
            page.body.push(" |");
        }
        page.body.push("\n");
    }
}

fn more(page: &mut Page<'_>, unknown: Option<&'static str>, default: Option<&serde_json::Value>) {
    match unknown {
        Some(ty) => pieces!(
            page.body,
            "\nA value that is not listed is kept in `Unknown(",
            ty,
            ")` and written back as it came.\n",
        ),
        None => page.body.push("\nAny other value is an error.\n"),
    }
    if let Some(default) = default {
        page.body.push("\nWhere it is absent, ");
        page.body.code(&default.to_string());
        page.body.push(" is assumed.\n");
    }
}
