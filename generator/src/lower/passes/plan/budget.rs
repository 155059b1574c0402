//! How much planning may take.
//!
//! A union of unions that list each other's variants may ask for plans out of all
//! proportion to the document. Plans share what a document of this size may take;
//! a union that asks for more is tried in order, which is reported.

use crate::api::{Api, Model, Shape};

/// What the smallest document may take. No document of the real world needs as much.
const LEAST: usize = 50_000;

/// Steps for each member and variant of a document.
const STEPS: usize = 16;

/// Steps that are left. A step looks at one member of one variant, or writes one key.
#[derive(Debug)]
pub(super) struct Budget(usize);

impl Budget {
    /// In proportion to an API.
    pub fn of(api: &Api) -> Budget {
        let size: usize = api.models.iter().map(size).sum();
        Budget(LEAST + STEPS * size)
    }

    /// Takes some steps; false where so many are not left.
    pub fn spend(&mut self, steps: usize) -> bool {
        let left = self.0.checked_sub(steps);
        self.0 = left.unwrap_or(self.0);
        left.is_some()
    }
}

fn size(model: &Model) -> usize {
    match &model.shape {
        Shape::Struct(s) => s.members.len(),
        Shape::Union(union) => union.variants.len(),
        Shape::StringEnum(e) => e.values.len(),
        Shape::IntegerEnum(e) => e.values.len(),
        Shape::Alias(_) => 1,
    }
}
