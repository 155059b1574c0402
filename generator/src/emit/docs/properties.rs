//! The properties of a struct, as a table.

use std::fmt::Write as _;

use crate::api::{Constant, Extra, Field, Member, ModelId, Struct};

use super::super::prose::{self, Notes};
use super::super::rust_type::RustType;
use super::page::{Page, put};
use super::{Book, types};

/// Adds *Properties*, and what happens to other keys.
pub(super) fn write(book: &Book<'_>, page: &mut Page<'_>, id: ModelId, s: &Struct) {
    page.section("Properties");
    if s.members.is_empty() {
        page.body.push_str("It has no properties of its own.\n");
    } else {
        page.body
            .push_str("| Name | Type | Description | Notes |\n|---|---|---|---|\n");
        let idents = &book.cx.names.model(id).members;
        for (member, ident) in s.members.iter().zip(idents) {
            match member {
                Member::Field(field) => row(book, page, id, field, ident),
                Member::Constant(constant) => constant_row(book, page, id, constant, ident),
            }
        }
    }
    match &s.extra {
        Extra::Kept(ty) => {
            let field = &book.cx.names.model(id).extra;
            let _ = write!(page.body, "\nOther keys are kept in `{field}`, a ");
            let ty = RustType::of(book.cx, id, ty);
            types::write(page, &RustType::Map(Box::new(ty)));
            page.body.push_str(".\n");
        }
        Extra::Ignored { closed: true } => page
            .body
            .push_str("\nThe document allows no other keys. They are accepted and dropped.\n"),
        Extra::Ignored { closed: false } | Extra::Unstated => {}
    }
}

fn row(book: &Book<'_>, page: &mut Page<'_>, id: ModelId, field: &Field, ident: &str) {
    name(page, &field.key);
    types::write(page, &RustType::of_field(book.cx, id, field));
    description(book, page, field.description.as_deref());
    let mut notes = Notes::for_table();
    if !field.required {
        notes.add("optional");
    }
    if field.nullable {
        notes.add("nullable");
    }
    notes.field(field);
    if field.deprecated {
        notes.add("deprecated");
    }
    in_rust(&mut notes, &field.key, ident);
    put(&mut page.body, &[" | ", &notes.finish(), " |\n"]);
}

fn constant_row(
    book: &Book<'_>,
    page: &mut Page<'_>,
    id: ModelId,
    constant: &Constant,
    ident: &str,
) {
    let value = constant.value.to_value();
    name(page, &constant.key);
    page.body.push_str(match &value {
        serde_json::Value::String(_) => "`&'static str`",
        serde_json::Value::Bool(_) => "`bool`",
        serde_json::Value::Null => "`()`",
        serde_json::Value::Number(n) if n.is_f64() => "`f64`",
        _ => "`i64`",
    });
    description(book, page, constant.description.as_deref());
    let mut notes = Notes::for_table();
    notes.add_code("constant", &value.to_string());
    if constant.deprecated {
        notes.add("deprecated");
    }
    if !value.is_null() {
        notes.add_code(
            "in Rust",
            &format!("{}::{ident}", book.cx.names.model(id).rust),
        );
    }
    put(&mut page.body, &[" | ", &notes.finish(), " |\n"]);
}

fn name(page: &mut Page<'_>, key: &str) {
    page.body.push_str("| ");
    prose::code_cell(&mut page.body, key);
    page.body.push_str(" | ");
}

fn description(book: &Book<'_>, page: &mut Page<'_>, text: Option<&str>) {
    page.body.push_str(" | ");
    if let Some(text) = text {
        prose::cell(&mut page.body, text, &book.site);
    }
}

/// Tells the field's name where it is another one than the property's.
fn in_rust(notes: &mut Notes, key: &str, ident: &str) {
    if ident.strip_prefix("r#").unwrap_or(ident) != key {
        notes.add_code("in Rust", ident);
    }
}
