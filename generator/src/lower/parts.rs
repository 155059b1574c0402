//! Conjunctions: the schemas that apply to one value.

use crate::dialect::SchemaId;

/// A schema that takes part in a conjunction.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct Part {
    pub id: SchemaId,
    /// Leave out `oneOf` and `anyOf`, here and below: the part is the trunk that
    /// every branch of a union shares.
    pub trunk: bool,
}

impl Part {
    pub fn whole(id: SchemaId) -> Part {
        Part { id, trunk: false }
    }

    pub fn trunk(id: SchemaId) -> Part {
        Part { id, trunk: true }
    }
}

/// The parts of a conjunction. Nearly always there is one, which needs no list.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) enum Parts {
    One(Part),
    Several(Vec<Part>),
}

impl Parts {
    pub fn of(parts: &[Part]) -> Parts {
        match parts {
            [one] => Parts::One(*one),
            several => Parts::Several(several.to_vec()),
        }
    }

    pub fn as_slice(&self) -> &[Part] {
        match self {
            Parts::One(part) => std::slice::from_ref(part),
            Parts::Several(parts) => parts,
        }
    }

    /// Adds a part that is not among them yet.
    pub fn add(&mut self, part: Part) {
        match self {
            Parts::One(known) if *known == part => {}
            Parts::One(known) => *self = Parts::Several(vec![*known, part]),
            Parts::Several(known) if known.contains(&part) => {}
            Parts::Several(known) => known.push(part),
        }
    }
}
