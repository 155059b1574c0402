//! Aliases that lead back to themselves.
//!
//! `type A = Vec<A>` is no Rust type. A schema that is nothing but a list or a map
//! of itself loses the knot: at the place where it closes, the value is free-form.

use crate::api::{Api, ModelId, Shape, Type};
use crate::diagnostic::{Diagnostic, Diagnostics};

#[derive(Clone, Copy, PartialEq)]
enum State {
    New,
    Open,
    Done,
}

/// Makes every alias end somewhere.
pub(super) fn break_cycles(api: &mut Api, diagnostics: &mut Diagnostics) {
    let mut states = vec![State::New; api.models.len()];
    for index in 0..api.models.len() {
        visit(api, ModelId(index as u32), &mut states, diagnostics);
    }
}

/// Depth is bounded by the longest chain of aliases of aliases, which lowering
/// bounds in turn for inline schemas; named ones form chains only on purpose.
fn visit(api: &mut Api, id: ModelId, states: &mut [State], diagnostics: &mut Diagnostics) {
    let model = &api.models[id.index()];
    let Shape::Alias(target) = &model.shape else {
        return;
    };
    if states[id.index()] != State::New {
        return;
    }
    states[id.index()] = State::Open;
    let mut mentioned = Vec::new();
    target.for_each_model(&mut |next| mentioned.push(next));
    for next in mentioned {
        visit(api, next, states, diagnostics);
        if states[next.index()] == State::Open {
            let model = &mut api.models[id.index()];
            let message =
                "the schema is defined by nothing but itself; it becomes a free-form value";
            let help = "describe an object with properties somewhere in the cycle";
            diagnostics.push(Diagnostic::warning(model.pointer.clone(), message).help(help));
            if let Shape::Alias(target) = &mut model.shape {
                replace(target, next);
            }
            model.nullable &= !matches!(model.shape, Shape::Alias(Type::Any));
        }
    }
    states[id.index()] = State::Done;
}

/// Puts a free-form value where `ty` mentions `id`.
fn replace(ty: &mut Type, id: ModelId) {
    match ty {
        Type::Model(found) if *found == id => *ty = Type::Any,
        Type::List(inner) | Type::Map(inner) => replace(inner, id),
        Type::Nullable(inner) => {
            replace(inner, id);
            if **inner == Type::Any {
                *ty = Type::Any;
            }
        }
        Type::Tuple(items) => items.iter_mut().for_each(|item| replace(item, id)),
        _ => {}
    }
}
