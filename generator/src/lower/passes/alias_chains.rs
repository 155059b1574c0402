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

#[cfg(test)]
mod tests {
    use super::{LONGEST, shorten};
    use crate::api::{ModelId, Type};
    use crate::lower::passes::test_api::{alias, aliases};

    #[test]
    fn the_alias_at_the_end_of_a_long_way_takes_the_short_one() {
        let count = LONGEST as u32 + 3;
        let mut api = aliases(count, |before| before.map_or(Type::Boolean, Type::Model));
        let order: Vec<ModelId> = (0..count).map(ModelId).collect();
        shorten(&mut api, &order);
        let leads_to = |id: u32| alias(&api, ModelId(id)).clone();
        // The first is an alias of no model, so the way begins behind it.
        assert_eq!(leads_to(count - 3), Type::Model(ModelId(count - 4)));
        assert_eq!(leads_to(count - 2), Type::Model(ModelId(0)));
        assert_eq!(leads_to(count - 1), Type::Model(ModelId(count - 2)));
    }
}
