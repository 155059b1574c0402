//! Small APIs for the tests of the passes.

use crate::api::{Api, Model, ModelId, Shape, Type};

/// So many aliases, each made from the one before it.
pub(super) fn aliases(count: u32, each: impl Fn(Option<ModelId>) -> Type) -> Api {
    let alias = |index: u32| Model {
        shape: Shape::Alias(each(index.checked_sub(1).map(ModelId))),
        ..Model::abandoned()
    };
    Api {
        models: (0..count).map(alias).collect(),
        ..Api::default()
    }
}

/// What an alias stands for.
pub(super) fn alias(api: &Api, id: ModelId) -> &Type {
    match &api.model(id).shape {
        Shape::Alias(target) => target,
        other => panic!("no alias: {other:?}"),
    }
}
