//! The codecs of models: what their fields are called in JSON, as input for the
//! macros of the support module.

mod blank;
mod enums;
mod json;
mod layout;
mod records;
mod unions;

use crate::api::Shape;
use crate::name::ModelGroup;

use super::super::Context;
use super::super::rust_type::RustType;
use super::header;
use super::print::Source;
use layout::Imports;

/// The text of `src/codec/<module>.rs`.
pub(super) fn file(cx: &Context<'_>, name: &ModelGroup) -> Source {
    let mut codecs = String::with_capacity(512 * name.models.len());
    let mut uses = Uses::default();
    for id in &name.models {
        codecs.push('\n');
        uses.models.model(cx, *id);
        match &cx.api.model(*id).shape {
            Shape::Struct(s) => records::write(cx, *id, s, &mut uses, &mut codecs),
            Shape::StringEnum(e) => enums::strings(cx, *id, e, &mut codecs),
            Shape::IntegerEnum(e) => enums::integers(cx, *id, e, &mut codecs),
            Shape::Union(u) => unions::write(cx, *id, u, &mut codecs),
            Shape::Alias(_) => unreachable!("an alias has no codec"),
        }
    }
    let mut text = String::with_capacity(codecs.len() + 1024);
    uses.write(&mut text);
    text.push_str(&codecs);
    let mut source = header(cx);
    source.table(&text);
    source
}

/// What a file of codecs imports.
#[derive(Debug, Default)]
struct Uses {
    models: Imports,
    map: bool,
    codec: bool,
}

impl Uses {
    /// Notes what the blank value of a type needs.
    fn blank(&mut self, cx: &Context<'_>, ty: &RustType) {
        match ty {
            RustType::Map(_) => self.map = true,
            // The trait being implemented is in scope, so `X::blank()` needs no more.
            RustType::Model(id) => self.models.model(cx, *id),
            RustType::Boxed(_) | RustType::Foreign(_) | RustType::Tuple(_) => self.codec = true,
            RustType::Primitive(_) | RustType::Value | RustType::Option(_) | RustType::Vec(_) => {}
        }
    }

    fn write(&self, out: &mut String) {
        if self.map {
            out.push_str("use std::collections::BTreeMap;\n\n");
        }
        if self.codec {
            out.push_str("use super::support::Codec;\n");
        }
        self.models.write_models(out);
    }
}
