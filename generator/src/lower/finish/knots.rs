//! Unions that contain themselves.
//!
//! `A: {oneOf: [A, {type: string}]}` says no more than that A is a string: a value
//! that is an A by its first branch is one by another. Such a branch would be
//! followed without end, when decoding as well as here, so it goes.

use std::collections::HashMap;

use crate::api::{Api, ModelId, Shape, Type, Union};

use super::super::union::Discriminator;

#[derive(Clone, Copy, PartialEq)]
enum State {
    New,
    Open,
    Done,
}

/// Removes the variants by which a union leads back to itself. Aliases end
/// somewhere already.
pub(super) fn untie(api: &mut Api, discriminators: &mut HashMap<ModelId, Discriminator>) {
    let mut states = vec![State::New; api.models.len()];
    let mut knots = Vec::new();
    for index in 0..api.models.len() {
        visit(api, ModelId(index as u32), &mut states, &mut knots);
    }
    // From the last variant to the first, so that positions stay true.
    for (id, variant) in knots {
        // A tag that leads to a branch that is gone tells nothing.
        discriminators.remove(&id);
        if let Shape::Union(union) = &mut api.models[id.index()].shape {
            union.variants.remove(variant);
            if let Some(shape) = simple(union) {
                api.models[id.index()].shape = shape;
            }
        }
    }
}

/// What is left of a union of one variant, or none.
fn simple(union: &Union) -> Option<Shape> {
    match union.variants.as_slice() {
        [] => Some(Shape::Alias(Type::Any)),
        [only] => Some(Shape::Alias(only.ty.clone())),
        _ => None,
    }
}

fn visit(api: &Api, id: ModelId, states: &mut [State], knots: &mut Vec<(ModelId, usize)>) {
    let Shape::Union(union) = &api.model(id).shape else {
        return;
    };
    if states[id.index()] != State::New {
        return;
    }
    states[id.index()] = State::Open;
    for (position, variant) in union.variants.iter().enumerate().rev() {
        let Type::Model(next) = api.resolve(&variant.ty) else {
            continue;
        };
        visit(api, *next, states, knots);
        if states[next.index()] == State::Open {
            knots.push((id, position));
        }
    }
    states[id.index()] = State::Done;
}
