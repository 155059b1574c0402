//! A model's codec: what its fields are called in JSON, as input for the macros
//! of the support module.

mod blank;
mod enums;
mod records;
mod unions;

use crate::api::{ModelId, Shape};

use super::super::Context;
use super::source::header;

/// The text of `src/codec/<module>.rs`; an alias has none.
pub(super) fn file(cx: &Context<'_>, id: ModelId) -> Option<String> {
    let mut text = String::with_capacity(512);
    header(cx, &mut text);
    match &cx.api.model(id).shape {
        Shape::Struct(s) => records::write(cx, id, s, &mut text),
        Shape::StringEnum(e) => enums::strings(cx, id, e, &mut text),
        Shape::IntegerEnum(e) => enums::integers(cx, id, e, &mut text),
        Shape::Union(u) => unions::write(cx, id, u, &mut text),
        Shape::Alias(_) => return None,
    }
    Some(text)
}
