//! Which variant of a union a blank value can be made of.
//!
//! Decoding starts from a blank value. A closed union has none of its own, so it
//! takes a variant's; it must be one whose blank value does not in turn need the
//! union's. Of several it is the one with the shallowest blank value.

use crate::api::{Api, Model, ModelId, Needs, Shape, Type, Variant, Way};

/// By model: the variant with the shallowest blank value, 0 for other models.
pub(super) fn shallowest(api: &Api) -> Vec<usize> {
    let needs = Needs::solve(api.models.iter().map(|model| ways(api, model)));
    let variant = |(id, _)| needs.made(id).map_or(0, |made| made.variant);
    api.iter().map(variant).collect()
}

/// What a blank value of a model needs.
fn ways(api: &Api, model: &Model) -> Vec<Way> {
    let mut only = Way::default();
    match &model.shape {
        Shape::Struct(s) => {
            let needed = s.fields().filter(|f| f.required && !f.nullable);
            needed.for_each(|f| add_models(api, &f.ty, &mut only.needs));
        }
        Shape::Union(u) if !u.open => {
            let variants = u.variants.iter().enumerate();
            let way = |(variant, v): (usize, &Variant)| {
                let mut needs = Vec::new();
                add_models(api, &v.ty, &mut needs);
                Way { variant, needs }
            };
            return variants.map(way).collect();
        }
        Shape::Alias(ty) => add_models(api, ty, &mut only.needs),
        Shape::Union(_) | Shape::StringEnum(_) | Shape::IntegerEnum(_) => {}
    }
    vec![only]
}

/// The models that a value of a type holds itself.
fn add_models(api: &Api, ty: &Type, models: &mut Vec<ModelId>) {
    match api.resolve(ty) {
        Type::Model(id) => models.push(*id),
        Type::Tuple(items) => items.iter().for_each(|item| add_models(api, item, models)),
        _ => {}
    }
}
