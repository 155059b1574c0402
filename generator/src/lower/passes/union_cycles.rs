//! Unions that contain themselves.
//!
//! `A: {oneOf: [A, {type: string}]}` says no more than that A is a string: a value
//! that is an A by its first branch is one by another. Such a branch would be
//! followed without end, when decoding as well as here, so it goes.

use foldhash::HashMap;

use crate::api::{Api, ModelId, Shape, Type, Union};

use crate::lower::union::Discriminator;

#[derive(Clone, Copy, PartialEq)]
enum State {
    New,
    Open,
    Done,
}

/// Removes the variants by which a union leads back to itself. Aliases end
/// somewhere already. Answers the unions, each behind those that are its variants.
pub(super) fn break_cycles(
    api: &mut Api,
    discriminators: &mut HashMap<ModelId, Discriminator>,
) -> Vec<ModelId> {
    let mut search = Search {
        states: vec![State::New; api.models.len()],
        cycles: Vec::new(),
        order: Vec::new(),
    };
    for index in 0..api.models.len() {
        search.visit(api, ModelId(index as u32));
    }
    let Search { cycles, order, .. } = search;
    // From the last variant to the first, so that positions stay true.
    for (id, variant) in cycles {
        // A tag that leads to a branch that is gone tells nothing.
        discriminators.remove(&id);
        if let Shape::Union(union) = &mut api.models[id.index()].shape {
            union.variants.remove(variant);
            if let Some(shape) = simple(union) {
                api.models[id.index()].shape = shape;
            }
        }
    }
    order
}

/// What is left of a union of one variant, or none.
fn simple(union: &Union) -> Option<Shape> {
    match union.variants.as_slice() {
        [] => Some(Shape::Alias(Type::Any)),
        [only] => Some(Shape::Alias(only.ty.clone())),
        _ => None,
    }
}

/// A union on the way, with how many of its variants are still to come.
type Path = Vec<(ModelId, usize)>;

struct Search {
    states: Vec<State>,
    /// The variants that lead back, by union and position.
    cycles: Vec<(ModelId, usize)>,
    order: Vec<ModelId>,
}

impl Search {
    /// Goes down every path from a union, depth first.
    fn visit(&mut self, api: &Api, start: ModelId) {
        let mut path = Path::new();
        self.open(api, start, &mut path);
        while let Some((id, left)) = path.last_mut() {
            let (id, union) = (*id, union_of(api, *id));
            let Some(position) = left.checked_sub(1) else {
                self.states[id.index()] = State::Done;
                self.order.push(id);
                path.pop();
                continue;
            };
            *left = position;
            let variant = union.map(|union| api.resolve(&union.variants[position].ty));
            let Some(Type::Model(next)) = variant else {
                continue;
            };
            match self.states[next.index()] {
                State::Open => self.cycles.push((id, position)),
                _ => self.open(api, *next, &mut path),
            }
        }
    }

    /// Puts a union that is new on the path.
    fn open(&mut self, api: &Api, id: ModelId, path: &mut Path) {
        let new = self.states[id.index()] == State::New;
        if let Some(union) = union_of(api, id).filter(|_| new) {
            self.states[id.index()] = State::Open;
            path.push((id, union.variants.len()));
        }
    }
}

fn union_of(api: &Api, id: ModelId) -> Option<&Union> {
    match &api.model(id).shape {
        Shape::Union(union) => Some(union),
        _ => None,
    }
}
