//! Aliases of lists of aliases of lists.
//!
//! An alias of a list or a map is spelled out wherever it is used. A list of lists
//! of lists through a thousand aliases would be spelled out a thousand times, and
//! no compiler reads it; where it is too deep, the value is free-form.

use crate::api::{Api, Model, ModelId, Shape, Type};
use crate::diagnostic::{Diagnostic, Diagnostics};

use super::free::set_free;

/// As deep as examples go; documents use a handful.
const DEEPEST: usize = 48;

/// Bounds how deep aliases are when spelled out. In `order` an alias stands behind
/// those that it mentions.
pub(super) fn bound(api: &mut Api, order: &[ModelId], diagnostics: &mut Diagnostics) {
    let mut known = vec![0; api.models.len()];
    for id in order {
        let model = &mut api.models[id.index()];
        let Shape::Alias(target) = &model.shape else {
            continue;
        };
        if layers(target, &known) > DEEPEST {
            // An alias without layers costs nothing to spell out.
            set_free(model, &|id| known[id.index()] > 0);
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

fn tell(model: &Model, diagnostics: &mut Diagnostics) {
    let message = "lists and maps are nested too deep here; what is inside is a free-form value";
    let help = "describe an object with properties somewhere on the way";
    diagnostics.push(Diagnostic::warning(model.pointer.clone(), message).help(help));
}
