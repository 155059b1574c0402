//! A model's file: plain data with documentation, and how to construct it.

mod enums;
mod structs;
mod unions;

use std::fmt::Write as _;

use crate::api::{ModelId, Shape};

use super::super::Context;
use super::super::prose;
use super::super::rust_type::RustType;
use super::source::{Imports, WIDTH, doc, header};

/// The text of `src/models/<module>.rs`.
pub(super) fn file(cx: &Context<'_>, id: ModelId) -> String {
    let model = cx.api.model(id);
    let name = &cx.names.model(id).rust;
    let mut imports = Imports::default();
    let mut item = String::with_capacity(1024);
    item_docs(cx, id, &mut item);
    match &model.shape {
        Shape::Struct(s) => structs::write(cx, id, s, &mut imports, &mut item),
        Shape::StringEnum(e) => {
            enums::write(cx, id, &e.values, e.open.then_some("String"), &mut item);
        }
        Shape::IntegerEnum(e) => {
            enums::write(cx, id, &e.values, e.open.then_some("i64"), &mut item);
        }
        Shape::Union(u) => unions::write(cx, id, u, &mut imports, &mut item),
        Shape::Alias(target) => {
            let ty = imports.spell(cx, &RustType::of_alias(cx, id, target));
            let line = format!("pub type {name} = {ty};");
            if line.len() > WIDTH {
                let _ = writeln!(item, "pub type {name} =\n    {ty};");
            } else {
                let _ = writeln!(item, "{line}");
            }
        }
    }
    let mut text = String::with_capacity(item.len() + 256);
    header(cx, &mut text);
    imports.write(&mut text, name);
    text.push_str(&item);
    text
}

/// The item's documentation: the description for whoever reads the source, the
/// whole page for whoever reads rustdoc or runs its example.
fn item_docs(cx: &Context<'_>, id: ModelId, out: &mut String) {
    doc(out, "", &prose::model(cx, id));
    let _ = writeln!(out, "{}", prose::page_attribute(&cx.names.model(id).page));
    if cx.api.model(id).deprecated {
        out.push_str("#[deprecated]\n");
    }
}
