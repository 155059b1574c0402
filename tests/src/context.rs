//! The schemas that a model of the manifest is made of.
//!
//! A model may stand for several schemas at once: a property that several parts
//! of an `allOf` describe, or a branch of a union and what stands beside it. The
//! manifest lists them, and what holds of the model's values is what all say.

use crate::document::Document;
use crate::driver::Model;
use crate::schema::Node;

/// The schemas that hold of the values of a model, its own schema first.
/// `None` if the document lacks one of them.
pub fn schemas<'d>(document: &'d Document, model: &Model) -> Option<Vec<Node<'d>>> {
    // What lowering makes of a part of a schema is called `<schema>#<word>`; a path
    // may have the same character.
    let own = match model.schema.rsplit_once('#') {
        Some((schema, word)) if !schema.is_empty() && !word.contains('/') => schema,
        _ => &model.schema,
    };
    let references = std::iter::once(own).chain(model.with.iter().map(String::as_str));
    references.map(|r| document.node(r)).collect()
}
