//! How many properties a document may ask for.
//!
//! What a schema builds on by `allOf`, and what stands beside a `oneOf`, becomes part
//! of every model that it applies to. That is what documents mean by it, and it is
//! also how a short document asks for a crate without end. Models share what a
//! document of this size may ask for; one that asks for more is an error.

use crate::diagnostic::Diagnostic;
use crate::dialect::{Schema, SchemaId, Schemas};

use super::parts::Part;
use super::seen::Seen;

/// What the smallest document may ask for.
const LEAST: usize = 100_000;

/// Properties for each schema of a document. Documents of the real world stay below
/// two.
const PER_SCHEMA: usize = 16;

/// The properties that are left.
#[derive(Debug)]
pub(super) struct Budget {
    left: usize,
    exhausted: bool,
}

impl Budget {
    /// In proportion to a document.
    pub fn of(schemas: &Schemas<'_>) -> Budget {
        Budget {
            left: LEAST + PER_SCHEMA * schemas.nodes.len(),
            exhausted: false,
        }
    }

    /// More was asked for than there is.
    pub fn is_exhausted(&self) -> bool {
        self.exhausted
    }

    /// Takes some properties; an error at `pointer` the first time that so many are
    /// not left.
    pub fn spend(
        &mut self,
        properties: usize,
        pointer: impl FnOnce() -> String,
    ) -> Result<(), Option<Box<Diagnostic>>> {
        if let Some(left) = self
            .left
            .checked_sub(properties)
            .filter(|_| !self.exhausted)
        {
            self.left = left;
            return Ok(());
        }
        let is_first = !std::mem::replace(&mut self.exhausted, true);
        Err(is_first.then(|| Box::new(too_much(pointer()))))
    }

    /// Checks what the components of a document ask for by `$ref` and `allOf`, before
    /// any of it is put together.
    pub fn check_components(&self, schemas: &Schemas<'_>) -> Result<(), Box<Diagnostic>> {
        let mut left = self.left;
        for (_, id) in &schemas.components {
            // A mere reference is nothing of its own.
            if schemas.meaning(*id) != *id {
                continue;
            }
            left = left
                .checked_sub(inherited(schemas, *id, left))
                .ok_or_else(|| Box::new(too_much(schemas.pointer(*id))))?;
        }
        Ok(())
    }
}

/// How much a schema takes over from others, counted up to a little more than `most`.
fn inherited(schemas: &Schemas<'_>, id: SchemaId, most: usize) -> usize {
    let schema = schemas.get(id);
    if schema.reference.is_none() && schema.all_of.is_empty() {
        return 0;
    }
    let mut known = Seen::default();
    let mut size = 0;
    let mut next = vec![id];
    while let Some(id) = next.pop().filter(|_| size <= most) {
        let id = schemas.meaning(id);
        if known.insert(Part::whole(id)) {
            let schema = schemas.get(id);
            size += weight(schema);
            next.extend(schema.reference);
            next.extend(&schema.all_of);
        }
    }
    size
}

/// What a schema adds to each that builds on it. Values and branches are cheap.
fn weight(schema: &Schema<'_>) -> usize {
    let values = schema.enumeration.as_ref().map_or(0, |e| e.values.len());
    let branches = schema.one_of.len() + schema.any_of.len();
    1 + schema.properties.len() + (values + branches + schema.required.len()) / 8
}

fn too_much(pointer: String) -> Diagnostic {
    let message = "too many properties are repeated by `allOf`, or beside `oneOf` and `anyOf`, \
                   in this schema and those before it";
    let help = "mention a large schema by a property, instead of building on it everywhere";
    Diagnostic::error(pointer, message).help(help)
}
