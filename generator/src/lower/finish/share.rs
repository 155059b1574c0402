//! Equal inline schemas become one type.
//!
//! Two inline models are equal when callers could not tell their Rust apart but
//! for the name: same keys, types, values, requirements. Descriptions and
//! examples may differ; they stay on the pages. The first in the document's order
//! keeps its shape, the others become aliases of it.

use std::collections::HashMap;

use rayon::prelude::*;

use crate::api::{Api, Extra, Member, ModelId, Plan, Scalar, Shape, Type};

/// What makes two models one. Types mention the models their own models were
/// shared with, so equality reaches inside.
#[derive(Debug, PartialEq, Eq, Hash)]
enum Skeleton<'a> {
    Struct {
        members: Vec<(&'a str, Slot)>,
        extra: Option<Type>,
    },
    Strings {
        values: Vec<&'a str>,
        open: bool,
    },
    Integers {
        values: Vec<i64>,
        open: bool,
    },
    Union {
        variants: Vec<(&'a str, Type)>,
        open: bool,
        plan: String,
    },
}

#[derive(Debug, PartialEq, Eq, Hash)]
enum Slot {
    Constant(String),
    Field {
        ty: Type,
        required: bool,
        nullable: bool,
        deprecated: bool,
    },
}

/// Shares equal inline models.
pub(super) fn share(api: &mut Api) {
    let mut canonical: Vec<ModelId> = (0..api.models.len() as u32).map(ModelId).collect();
    // Innermost first: a model can be shared once what it mentions has been.
    // Rounds end when nothing changes; nesting bounds them.
    loop {
        let skeletons: Vec<Option<Skeleton>> = (0..api.models.len())
            .into_par_iter()
            .with_min_len(64)
            .map(|index| {
                let is_first = canonical[index].index() == index;
                let is_inline = !api.models[index].origin.steps.is_empty();
                (is_first && is_inline)
                    .then(|| skeleton(api, index, &canonical))
                    .flatten()
            })
            .collect();
        let mut known: HashMap<Skeleton, ModelId> = HashMap::new();
        let mut changed = false;
        for (first, skeleton) in canonical.iter_mut().zip(skeletons) {
            let Some(skeleton) = skeleton else { continue };
            let known = *known.entry(skeleton).or_insert(*first);
            changed |= known != *first;
            *first = known;
        }
        if !changed {
            break;
        }
        // Straight to the end of the chain, for whoever compares with it next.
        canonical = canonical
            .iter()
            .map(|first| canonical[first.index()])
            .collect();
    }
    for (index, (model, first)) in api.models.iter_mut().zip(canonical).enumerate() {
        if first.index() != index {
            model.shape = Shape::Alias(Type::Model(first));
        }
    }
}

fn skeleton<'a>(api: &'a Api, index: usize, canonical: &[ModelId]) -> Option<Skeleton<'a>> {
    let ty = |ty: &Type| shared(ty, canonical);
    Some(match &api.models[index].shape {
        Shape::Struct(s) => Skeleton::Struct {
            members: s
                .members
                .iter()
                .map(|member| {
                    let slot = match member {
                        Member::Constant(c) => Slot::Constant(scalar(&c.value)),
                        Member::Field(f) => Slot::Field {
                            ty: ty(&f.ty),
                            required: f.required,
                            nullable: f.nullable,
                            deprecated: f.deprecated,
                        },
                    };
                    (member.key(), slot)
                })
                .collect(),
            extra: match &s.extra {
                Extra::Kept(kept) => Some(ty(kept)),
                Extra::Ignored { .. } | Extra::Unstated => None,
            },
        },
        Shape::StringEnum(e) => Skeleton::Strings {
            values: e.values.iter().map(|v| v.value.as_str()).collect(),
            open: e.open,
        },
        Shape::IntegerEnum(e) => Skeleton::Integers {
            values: e.values.iter().map(|v| v.value).collect(),
            open: e.open,
        },
        Shape::Union(u) => Skeleton::Union {
            variants: u
                .variants
                .iter()
                .map(|v| (v.name.as_str(), ty(&v.ty)))
                .collect(),
            open: u.open,
            plan: plan(&u.plan),
        },
        Shape::Alias(_) => return None,
    })
}

fn scalar(value: &Scalar) -> String {
    value.to_value().to_string()
}

/// A plan holds floats at worst in tags; its debug form is a faithful key.
fn plan(plan: &Plan) -> String {
    format!("{plan:?}")
}

fn shared(ty: &Type, canonical: &[ModelId]) -> Type {
    match ty {
        Type::Model(id) => Type::Model(canonical[id.index()]),
        Type::List(inner) => Type::List(Box::new(shared(inner, canonical))),
        Type::Map(inner) => Type::Map(Box::new(shared(inner, canonical))),
        Type::Nullable(inner) => Type::Nullable(Box::new(shared(inner, canonical))),
        Type::Tuple(items) => Type::Tuple(items.iter().map(|t| shared(t, canonical)).collect()),
        other => other.clone(),
    }
}
