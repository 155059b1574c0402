//! The model that says most about what an API is for.

use std::cmp::Reverse;

use crate::api::{Api, Member, ModelId, Shape, Struct, Type};

use super::Analysis;

/// Structs of so many members show enough, and not too much.
const MEMBERS: std::ops::RangeInclusive<usize> = 3..=24;

/// The struct that most of the API speaks of, if there is one with a text in it.
pub fn central_model(api: &Api, analysis: &Analysis) -> Option<ModelId> {
    let weight = |id: ModelId| {
        let usage = analysis.usage(id);
        usage.responses.len() * 2 + usage.requests.len() + usage.models.len()
    };
    let shows_enough = |id: &ModelId| match &api.model(*id).shape {
        Shape::Struct(s) => MEMBERS.contains(&s.members.len()) && required_text(s).is_some(),
        _ => false,
    };
    api.iter()
        .filter(|(_, model)| !model.deprecated)
        .map(|(id, _)| id)
        .filter(shows_enough)
        .max_by_key(|id| (weight(*id), Reverse(*id)))
}

/// The position of the first required text of a struct.
pub fn required_text(s: &Struct) -> Option<usize> {
    s.members.iter().position(|member| match member {
        Member::Field(f) => f.required && !f.nullable && !f.deprecated && f.ty == Type::STRING,
        Member::Constant(_) => false,
    })
}
