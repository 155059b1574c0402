//! How deep the smallest value of every model is.

use crate::api::{Api, Model, ModelId, Needs, Shape, Type, Variant, Way};

use super::super::Context;

/// By model: how many models deep its smallest value is; `None` where no finite
/// value exists.
#[derive(Debug)]
pub(super) struct Heights(Vec<Option<u32>>);

impl Heights {
    /// Measures every model. Aliases add nothing to what they stand for.
    pub fn of(cx: &Context<'_>) -> Heights {
        let api = cx.api;
        let needs = Needs::solve(api.models.iter().map(|model| ways(api, model)));
        let height = |id: ModelId| needs.made(id).map(|made| made.round);
        let heights = api.iter().map(|(id, model)| match &model.shape {
            Shape::Alias(ty) => {
                let needed = models(api, ty).into_iter().map(height);
                needed.collect::<Option<Vec<u32>>>().map(deepest)
            }
            _ => height(id),
        });
        Heights(heights.collect())
    }

    /// The height of a type; `None` where no finite value exists.
    pub fn of_type(&self, ty: &Type) -> Option<u32> {
        match ty {
            Type::Model(id) => self.0[id.index()],
            Type::Tuple(items) => {
                let items = items.iter().map(|item| self.of_type(item));
                items.collect::<Option<Vec<u32>>>().map(deepest)
            }
            _ => Some(0),
        }
    }
}

fn deepest(heights: Vec<u32>) -> u32 {
    heights.into_iter().max().unwrap_or(0)
}

/// The ways to make a value of a model.
fn ways(api: &Api, model: &Model) -> Vec<Way> {
    let way = |(variant, ty): (usize, &Type)| Way {
        variant,
        needs: models(api, ty),
    };
    match &model.shape {
        Shape::Struct(s) => {
            let needed = s.fields().filter(|f| f.required && !f.nullable);
            let needs = needed.flat_map(|f| models(api, &f.ty)).collect();
            vec![Way { variant: 0, needs }]
        }
        Shape::Union(u) => {
            let types = u.variants.iter().map(|Variant { ty, .. }| ty);
            types.enumerate().map(way).collect()
        }
        Shape::Alias(ty) => vec![way((0, ty))],
        Shape::StringEnum(e) if e.values.is_empty() => Vec::new(),
        Shape::IntegerEnum(e) if e.values.is_empty() => Vec::new(),
        Shape::StringEnum(_) | Shape::IntegerEnum(_) => vec![Way::default()],
    }
}

/// The models that a value of a type holds itself.
fn models(api: &Api, ty: &Type) -> Vec<ModelId> {
    match api.resolve(ty) {
        Type::Model(id) => vec![*id],
        Type::Tuple(items) => items.iter().flat_map(|item| models(api, item)).collect(),
        _ => Vec::new(),
    }
}
