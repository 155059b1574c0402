//! What each conjunction of schemas became.

use foldhash::{HashMap, HashMapExt};

use crate::api::Type;
use crate::dialect::Schemas;

use super::parts::{Part, Parts};

/// The types of the conjunctions that are lowered.
#[derive(Debug)]
pub(super) struct Memo {
    /// Those of one whole schema, which are nearly all, by schema.
    whole: Vec<Option<Type>>,
    others: HashMap<Parts, Type>,
}

impl Memo {
    /// Room for what may become of schemas.
    pub fn of(schemas: &Schemas<'_>) -> Memo {
        Memo {
            whole: vec![None; schemas.nodes.len()],
            others: HashMap::new(),
        }
    }

    pub fn get(&self, parts: &[Part]) -> Option<&Type> {
        match parts {
            [Part { id, trunk: false }] => self.whole[id.index()].as_ref(),
            others => self.others.get(&Parts::of(others)),
        }
    }

    pub fn insert(&mut self, parts: &[Part], ty: Type) {
        match parts {
            [Part { id, trunk: false }] => self.whole[id.index()] = Some(ty),
            others => {
                self.others.insert(Parts::of(others), ty);
            }
        }
    }
}
