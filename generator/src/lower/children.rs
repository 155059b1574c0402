//! Which components extend which.
//!
//! `allOf: [{$ref: Pet}, ...]` makes a schema a child of `Pet`. With a
//! discriminator on `Pet`, wherever `Pet` is asked for any of its descendants may
//! come, so a polymorphic base is a union (OpenAPI 3.1, section 4.8.25).

use foldhash::{HashMap, HashMapExt, HashSet};

use crate::dialect::{SchemaId, Schemas};

/// Direct children of every component, in the document's order.
#[derive(Debug, Default)]
pub(super) struct Children {
    direct: HashMap<SchemaId, Vec<SchemaId>>,
}

impl Children {
    /// The index over all components.
    pub fn of(schemas: &Schemas<'_>) -> Children {
        let mut direct: HashMap<SchemaId, Vec<SchemaId>> = HashMap::new();
        for (_, id) in &schemas.components {
            let parents = schemas
                .get(*id)
                .all_of
                .iter()
                .filter_map(|part| schemas.get(*part).reference);
            for parent in parents {
                let children = direct.entry(parent).or_default();
                if parent != *id && children.last() != Some(id) {
                    children.push(*id);
                }
            }
        }
        Children { direct }
    }

    /// Whether anything extends the schema.
    pub fn any(&self, id: SchemaId) -> bool {
        self.direct.contains_key(&id)
    }

    /// Children, their children, and so on, each once, parents first.
    pub fn descendants(&self, id: SchemaId) -> Vec<SchemaId> {
        let mut found: Vec<SchemaId> = Vec::new();
        let mut known = HashSet::from_iter([id]);
        let mut next = vec![id];
        while let Some(parent) = next.pop() {
            for child in self.direct.get(&parent).into_iter().flatten() {
                if known.insert(*child) {
                    found.push(*child);
                    next.push(*child);
                }
            }
        }
        found
    }
}
