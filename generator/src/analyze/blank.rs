//! Which variant of a union a blank value can be made of.
//!
//! Decoding starts from a blank value. A closed union has none of its own, so it
//! takes a variant's; it must be one whose blank value does not in turn need the
//! union's.

use crate::api::{Api, Model, Shape, Type};

/// By model: the variant with the shallowest blank value, 0 for other models.
pub(super) fn shallowest(api: &Api) -> Vec<usize> {
    let mut chosen = vec![0; api.models.len()];
    let mut ready = vec![false; api.models.len()];
    // Each round makes ready what needs only what was ready before it, so that the
    // choice is the shallowest; lowering leaves nothing that is never ready.
    let users = users(api);
    let mut asked: Vec<usize> = (0..api.models.len()).collect();
    while !asked.is_empty() {
        let round: Vec<(usize, usize)> = asked
            .iter()
            .filter_map(|index| Some((*index, variant(api, &api.models[*index], &ready)?)))
            .collect();
        for (index, variant) in &round {
            chosen[*index] = *variant;
            ready[*index] = true;
        }
        asked = round
            .iter()
            .flat_map(|(index, _)| &users[*index])
            .copied()
            .collect();
        asked.retain(|index| !ready[*index]);
        asked.sort_unstable();
        asked.dedup();
    }
    chosen
}

/// By model: those whose readiness depends on it.
fn users(api: &Api) -> Vec<Vec<usize>> {
    let mut users = vec![Vec::new(); api.models.len()];
    for (user, model) in api.models.iter().enumerate() {
        model.for_each_type(&mut |ty| note_user(api, ty, user, &mut users));
    }
    users
}

fn note_user(api: &Api, ty: &Type, user: usize, users: &mut [Vec<usize>]) {
    match api.resolve(ty) {
        Type::Model(id) => users[id.index()].push(user),
        Type::Tuple(items) => items
            .iter()
            .for_each(|item| note_user(api, item, user, users)),
        _ => {}
    }
}

/// The first variant that is ready; 0 for a ready model of another shape.
fn variant(api: &Api, model: &Model, ready: &[bool]) -> Option<usize> {
    let is_ready = |ty: &Type| is_ready(api, ty, ready);
    match &model.shape {
        Shape::Struct(s) => s
            .fields()
            .all(|f| !f.required || f.nullable || is_ready(&f.ty))
            .then_some(0),
        Shape::Union(u) if u.open => Some(0),
        Shape::Union(u) => u.variants.iter().position(|v| is_ready(&v.ty)),
        Shape::Alias(ty) => is_ready(ty).then_some(0),
        Shape::StringEnum(_) | Shape::IntegerEnum(_) => Some(0),
    }
}

fn is_ready(api: &Api, ty: &Type, ready: &[bool]) -> bool {
    match api.resolve(ty) {
        Type::Model(id) => ready[id.index()],
        Type::Tuple(items) => items.iter().all(|item| is_ready(api, item, ready)),
        _ => true,
    }
}
