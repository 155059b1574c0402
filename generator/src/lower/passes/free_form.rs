//! Free-form values in the place of what cannot be spelled out.

use crate::api::{Model, ModelId, Shape, Type};

/// Puts a free-form value where an alias mentions a model that is to `go`. One that
/// is nothing else any more does not admit null besides.
pub(super) fn set_free(alias: &mut Model, go: &dyn Fn(ModelId) -> bool) {
    if let Shape::Alias(target) = &mut alias.shape {
        replace(target, go);
    }
    alias.nullable &= !matches!(alias.shape, Shape::Alias(Type::Any));
}

fn replace(ty: &mut Type, go: &dyn Fn(ModelId) -> bool) {
    match ty {
        Type::Model(id) if go(*id) => *ty = Type::Any,
        Type::List(inner) | Type::Map(inner) => replace(inner, go),
        Type::Nullable(inner) => {
            replace(inner, go);
            if **inner == Type::Any {
                *ty = Type::Any;
            }
        }
        Type::Tuple(items) => items.iter_mut().for_each(|item| replace(item, go)),
        _ => {}
    }
}
