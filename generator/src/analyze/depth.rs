//! How deep types are nested.
//!
//! To learn whether a type is `Send`, the compiler descends into all it is made
//! of, and gives up at its recursion limit. A model of a large component can lead
//! through every other one before it comes back to one already seen.

use crate::api::{Api, ModelId};

use super::components::components;

/// At most so many models lie on a way through the API that meets none twice.
pub(super) fn depth(api: &Api) -> usize {
    let mentions: Vec<Vec<ModelId>> = api.models.iter().map(|m| m.neighbours()).collect();
    let component = components(&mentions);
    let count = component.iter().max().map_or(0, |last| last + 1);
    let mut members = vec![Vec::new(); count];
    for (model, component) in component.iter().enumerate() {
        members[*component].push(model);
    }
    let mut depth = vec![0; count];
    // What a component leads to has a lower number, so it is known by then.
    for this in 0..count {
        let below = members[this]
            .iter()
            .flat_map(|model| &mentions[*model])
            .map(|target| component[target.index()])
            .filter(|target| *target != this)
            .map(|target| depth[target])
            .max();
        depth[this] = members[this].len() + below.unwrap_or(0);
    }
    depth.into_iter().max().unwrap_or(0)
}
