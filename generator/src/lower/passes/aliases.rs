//! Aliases that lead back to themselves.
//!
//! `type A = Vec<A>` is no Rust type. A schema that is nothing but a list or a map
//! of itself is cut where it leads back: the value there is free-form.

use crate::api::{Api, Model, ModelId, Shape};
use crate::diagnostic::{Diagnostic, Diagnostics};

use super::free_form::set_free;

#[derive(Clone, Copy, PartialEq)]
enum State {
    New,
    Open,
    Done,
}

/// Makes every alias end somewhere. Answers the aliases, each behind those that
/// it mentions.
pub(super) fn break_cycles(api: &mut Api, diagnostics: &mut Diagnostics) -> Vec<ModelId> {
    let mut states = vec![State::New; api.models.len()];
    let mut order = Vec::new();
    for index in 0..api.models.len() {
        let start = ModelId(index as u32);
        visit(api, start, &mut states, &mut order, diagnostics);
    }
    order
}

/// Goes down every path from an alias, depth first.
fn visit(
    api: &mut Api,
    start: ModelId,
    states: &mut [State],
    order: &mut Vec<ModelId>,
    diagnostics: &mut Diagnostics,
) {
    let mut path = Vec::new();
    open(api, start, states, &mut path);
    while let Some((id, mentioned)) = path.last_mut() {
        let id = *id;
        match mentioned.pop() {
            Some(next) if states[next.index()] == State::Open => {
                cut(&mut api.models[id.index()], next, diagnostics);
            }
            Some(next) => open(api, next, states, &mut path),
            None => {
                states[id.index()] = State::Done;
                order.push(id);
                path.pop();
            }
        }
    }
}

/// Puts an alias that is new on the path, with what it mentions, the last first.
fn open(api: &Api, id: ModelId, states: &mut [State], path: &mut Vec<(ModelId, Vec<ModelId>)>) {
    let Shape::Alias(target) = &api.model(id).shape else {
        return;
    };
    if states[id.index()] == State::New {
        states[id.index()] = State::Open;
        let mut mentioned = Vec::new();
        target.for_each_model(&mut |next| mentioned.push(next));
        mentioned.reverse();
        path.push((id, mentioned));
    }
}

/// Takes out of an alias what leads back to it.
fn cut(model: &mut Model, next: ModelId, diagnostics: &mut Diagnostics) {
    let message = "the schema is defined by nothing but itself; it becomes a free-form value";
    let help = "describe an object with properties somewhere in the cycle";
    diagnostics.push(Diagnostic::warning(model.pointer.clone(), message).help(help));
    set_free(model, &|id| id == next);
}
