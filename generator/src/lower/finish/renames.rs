//! Aliases of aliases of aliases.
//!
//! Whoever asks what an alias stands for goes from one to the next. Where so many
//! follow each other that going would take long, one leads straight to the end.

use crate::api::{Api, ModelId, Shape, Type};

/// Documents rename a schema once or twice.
const LONGEST: usize = 32;

/// Bounds how many aliases follow each other. In `order` an alias stands behind
/// those that it mentions.
pub(super) fn shorten(api: &mut Api, order: &[ModelId]) {
    let mut lengths = vec![0; api.models.len()];
    for id in order {
        let Shape::Alias(Type::Model(next)) = api.model(*id).shape else {
            continue;
        };
        lengths[id.index()] = lengths[next.index()] + 1;
        if lengths[id.index()] > LONGEST {
            api.models[id.index()].shape = Shape::Alias(Type::Model(api.target(next)));
            lengths[id.index()] = 1;
        }
    }
}
