//! Which mentions must be boxed.
//!
//! A type has an infinite size when it contains itself without a pointer on the
//! way. Lists and maps are pointers already; every other mention within one
//! strongly connected component of the graph of direct mentions is boxed, and no
//! mention outside of one, so boxes appear only where a cycle needs them.

use foldhash::fast::RandomState;
use indexmap::IndexSet;

use crate::api::{Api, Model, ModelId, Shape, Type};

use super::components::components;

/// By model, sorted: the models it must box.
pub(super) fn boxed(api: &Api) -> Vec<Vec<ModelId>> {
    let direct: Vec<Vec<ModelId>> = api.models.iter().map(|m| direct_mentions(api, m)).collect();
    let component = components(&direct);
    direct
        .iter()
        .enumerate()
        .map(|(owner, targets)| {
            let mut boxed: Vec<ModelId> = targets
                .iter()
                .copied()
                .filter(|target| component[target.index()] == component[owner])
                .collect();
            boxed.sort_unstable();
            boxed
        })
        .collect()
}

/// The models this one holds without a list or a map between. An alias holds
/// nothing itself: whoever mentions it holds what it stands for.
fn direct_mentions(api: &Api, model: &Model) -> Vec<ModelId> {
    fn walk(api: &Api, ty: &Type, found: &mut IndexSet<ModelId, RandomState>) {
        match api.resolve(ty) {
            Type::Model(id) => {
                found.insert(*id);
            }
            Type::Nullable(inner) => walk(api, inner, found),
            Type::Tuple(items) => items.iter().for_each(|t| walk(api, t, found)),
            _ => {}
        }
    }
    let mut found = IndexSet::default();
    if !matches!(model.shape, Shape::Alias(_)) {
        model.for_each_type(&mut |ty| walk(api, ty, &mut found));
    }
    found.into_iter().collect()
}
