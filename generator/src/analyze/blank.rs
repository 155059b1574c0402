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
    loop {
        let round: Vec<(usize, usize)> = api
            .models
            .iter()
            .enumerate()
            .filter(|(index, _)| !ready[*index])
            .filter_map(|(index, model)| Some((index, variant(api, model, &ready)?)))
            .collect();
        if round.is_empty() {
            return chosen;
        }
        for (index, variant) in round {
            chosen[index] = variant;
            ready[index] = true;
        }
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
