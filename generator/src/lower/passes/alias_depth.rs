//! Aliases of lists of aliases of lists.
//!
//! An alias of a list or a map is spelled out wherever it is used. A list of lists
//! of lists through a thousand aliases would be spelled out a thousand times, and
//! no compiler reads it; where it is too deep, the value is free-form.

use crate::api::{Api, Model, ModelId, Shape, Type};
use crate::diagnostic::{Diagnostic, Diagnostics};

use super::free_form::set_free;

/// As deep as examples go; documents use a handful.
const DEEPEST: usize = 48;

/// Limits how deep aliases are when spelled out. In `order` an alias stands behind
/// those that it mentions.
pub(super) fn limit(api: &mut Api, order: &[ModelId], diagnostics: &mut Diagnostics) {
    let mut known = vec![0; api.models.len()];
    for id in order {
        let model = &mut api.models[id.index()];
        let Shape::Alias(target) = &model.shape else {
            continue;
        };
        if depth(target, &known) > DEEPEST {
            // An alias without depth costs nothing to spell out.
            set_free(model, &|id| known[id.index()] > 0);
            free_if_deep(model, &known);
            report(model, diagnostics);
        }
        if let Shape::Alias(target) = &api.model(*id).shape {
            known[id.index()] = depth(target, &known);
        }
    }
}

/// An alias that is too deep by itself.
fn free_if_deep(model: &mut Model, known: &[usize]) {
    if let Shape::Alias(target) = &mut model.shape
        && depth(target, known) > DEEPEST
    {
        *target = Type::Any;
        model.nullable = false;
    }
}

/// How many types lie in each other, those behind aliases among them. One that
/// only renames another adds none.
fn depth(ty: &Type, known: &[usize]) -> usize {
    match ty {
        Type::Model(id) => known[id.index()],
        Type::List(inner) | Type::Map(inner) | Type::Nullable(inner) => 1 + depth(inner, known),
        Type::Tuple(items) => {
            let deepest = items.iter().map(|item| depth(item, known)).max();
            1 + deepest.unwrap_or(0)
        }
        _ => 0,
    }
}

fn report(model: &Model, diagnostics: &mut Diagnostics) {
    let message = "lists and maps are nested too deep here; what is inside is a free-form value";
    let help = "describe an object with properties somewhere on the way";
    diagnostics.push(Diagnostic::warning(model.pointer.clone(), message).help(help));
}

#[cfg(test)]
mod tests {
    use super::{DEEPEST, limit};
    use crate::api::{Api, ModelId, Type};
    use crate::diagnostic::Diagnostics;
    use crate::lower::passes::test_api::{alias, aliases};

    fn list(inner: Type) -> Type {
        Type::List(Box::new(inner))
    }

    #[test]
    fn the_list_that_is_too_deep_holds_anything() {
        // Each is a list of the one before.
        let mut api = aliases(60, |before| list(before.map_or(Type::Boolean, Type::Model)));
        let order: Vec<ModelId> = (0..60).map(ModelId).collect();
        let mut diagnostics = Diagnostics::default();
        limit(&mut api, &order, &mut diagnostics);
        let free = |id: &&ModelId| *alias(&api, **id) == list(Type::Any);
        let free: Vec<usize> = order.iter().filter(free).map(|id| id.index()).collect();
        assert_eq!(free, [DEEPEST]);
        assert_eq!(diagnostics.iter().count(), 1);
    }

    #[test]
    fn one_alias_may_be_too_deep_by_itself() {
        let deep = (0..=DEEPEST).fold(Type::Boolean, |inner, _| list(inner));
        let mut api: Api = aliases(1, |_| deep.clone());
        limit(&mut api, &[ModelId(0)], &mut Diagnostics::default());
        assert_eq!(*alias(&api, ModelId(0)), Type::Any);
    }
}
