//! The values of an enum, as a table.

use std::fmt::Write as _;

use crate::api::{EnumValue, IntegerEnum, ModelId, StringEnum};

use super::super::prose;
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
    page.body.push_str(if described {
        "| Value | Variant | Meaning |\n|---|---|---|\n"
    } else {
        "| Value | Variant |\n|---|---|\n"
    });
    for (value, variant) in values.iter().zip(&book.cx.names.model(id).members) {
        page.body.push_str("| ");
        prose::code_cell(&mut page.body, &json(&value.value));
        let _ = write!(page.body, " | `{variant}` |");
        if described {
            page.body.push(' ');
            if let Some(text) = &value.description {
                prose::cell(&mut page.body, text, &book.site);
            }
            page.body.push_str(" |");
        }
        page.body.push('\n');
    }
}

fn more(page: &mut Page<'_>, unknown: Option<&str>, default: Option<&serde_json::Value>) {
    page.body.push('\n');
    match unknown {
        Some(ty) => {
            let _ = writeln!(
                page.body,
                "A value that is not listed is kept in `Unknown({ty})` and written back as it came."
            );
        }
        None => page.body.push_str("Any other value is an error.\n"),
    }
    if let Some(default) = default {
        page.body.push_str("\nWhere it is absent, ");
        prose::code_cell(&mut page.body, &default.to_string());
        page.body.push_str(" is assumed.\n");
    }
}
