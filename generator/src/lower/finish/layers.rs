//! Aliases of lists of aliases of lists.
//!
//! An alias of a list or a map is spelled out wherever it is used. A list of lists
//! of lists through a thousand aliases would be spelled out a thousand times, and
//! no compiler reads it; where it is too deep, the value is free-form.

use crate::api::{Api, Model, ModelId, Shape, Type};
use crate::diagnostic::{Diagnostic, Diagnostics};

/// As deep as examples go; documents use a handful.
const DEEPEST: usize = 48;

/// Bounds how deep aliases are when spelled out. In `order` an alias stands behind
/// those that it mentions.
pub(super) fn bound(api: &mut Api, order: &[ModelId], diagnostics: &mut Diagnostics) {
    let mut known = vec![0; api.models.len()];
    for id in order {
        let model = &mut api.models[id.index()];
        let Shape::Alias(target) = &mut model.shape else {
            continue;
        };
        if layers(target, &known) > DEEPEST {
            flatten(target, &known);
            tell(model, diagnostics);
        }
        if let Shape::Alias(target) = &api.model(*id).shape {
            known[id.index()] = layers(target, &known);
        }
    }
}

/// How many types lie in each other, those behind aliases among them. One that
/// only renames another adds none.
fn layers(ty: &Type, known: &[usize]) -> usize {
    match ty {
        Type::Model(id) => known[id.index()],
        Type::List(inner) | Type::Map(inner) | Type::Nullable(inner) => 1 + layers(inner, known),
        Type::Tuple(items) => {
            let deepest = items.iter().map(|item| layers(item, known)).max();
            1 + deepest.unwrap_or(0)
        }
        _ => 0,
    }
}

/// Puts a free-form value where a type mentions an alias that has layers.
fn flatten(ty: &mut Type, known: &[usize]) {
    match ty {
        Type::Model(id) if known[id.index()] > 0 => *ty = Type::Any,
        Type::List(inner) | Type::Map(inner) => flatten(inner, known),
        Type::Nullable(inner) => {
            flatten(inner, known);
            if **inner == Type::Any {
                *ty = Type::Any;
            }
        }
        Type::Tuple(items) => items.iter_mut().for_each(|item| flatten(item, known)),
        _ => {}
    }
}

fn tell(model: &mut Model, diagnostics: &mut Diagnostics) {
    model.nullable &= !matches!(model.shape, Shape::Alias(Type::Any));
    let message = "lists and maps are nested too deep here; what is inside is a free-form value";
    let help = "describe an object with properties somewhere on the way";
    diagnostics.push(Diagnostic::warning(model.pointer.clone(), message).help(help));
}
