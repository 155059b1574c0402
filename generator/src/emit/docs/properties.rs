//! The properties of a struct, as a table.

use crate::api::{Constant, Extra, Field, Member, ModelId, Struct};
use crate::name::Identifier;

use super::super::markdown::Markdown;
use super::super::prose::Notes;
use super::super::rust_type::RustType;
use super::page::Page;
use super::{Book, types};

/// Adds *Properties*, and what happens to other keys.
pub(super) fn write(book: &Book<'_>, page: &mut Page<'_>, id: ModelId, s: &Struct) {
    page.section("Properties");
    if s.members.is_empty() {
        page.body.push("It has no properties of its own.\n");
    } else {
        page.body
            .push("| Name | Type | Description | Notes |\n|---|---|---|---|\n");
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
            pieces!(page.body, "\nOther keys are kept in `", field, "`, a ");
            let ty = RustType::of(book.cx, id, ty);
            types::write(page, &RustType::Map(Box::new(ty)));
            page.body.push(".\n");
        }
        Extra::Ignored { closed: true } => page
            .body
            .push("\nThe document allows no other keys. They are accepted and dropped.\n"),
        Extra::Ignored { closed: false } | Extra::Unstated => {}
    }
}

fn row(book: &Book<'_>, page: &mut Page<'_>, id: ModelId, field: &Field, ident: &Identifier) {
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
    page.body.push(" | ");
    page.body.append(&notes.finish());
    page.body.push(" |\n");
}

fn constant_row(
    book: &Book<'_>,
    page: &mut Page<'_>,
    id: ModelId,
    constant: &Constant,
    ident: &Identifier,
) {
    let value = constant.value.to_value();
    name(page, &constant.key);
    page.body.push(match &value {
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
    page.body.push(" | ");
    page.body.append(&notes.finish());
    page.body.push(" |\n");
}

fn name(page: &mut Page<'_>, key: &str) {
    page.body.push("| ");
    page.body.cell_code(key);
    page.body.push(" | ");
}

fn description(book: &Book<'_>, page: &mut Page<'_>, text: Option<&str>) {
    page.body.push(" | ");
    if let Some(text) = text {
        page.body.append(&Markdown::cell(text, &book.site));
    }
}

/// Tells the field's name where it is another one than the property's.
fn in_rust(notes: &mut Notes, key: &str, ident: &Identifier) {
    if *ident.unraw() != *key {
        notes.add_code("in Rust", ident);
    }
}
