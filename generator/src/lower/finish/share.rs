//! Equal inline schemas become one type.
//!
//! Two inline models are equal when callers could not tell their Rust apart but
//! for the name: same keys, types, values, requirements. Descriptions and
//! examples may differ; they stay on the pages. The first in the document's order
//! keeps its shape, the others become aliases of it.

use std::borrow::Cow;

use foldhash::{HashMap, HashMapExt};

use crate::api::{Api, Extra, Member, ModelId, Plan, Scalar, Shape, Type};

use super::inline::Inline;

/// What makes two models one. Types mention the classes of models, so equality
/// reaches inside.
#[derive(Debug, PartialEq, Eq, Hash)]
enum Skeleton<'a> {
    Struct {
        members: Vec<(&'a str, Slot<'a>)>,
        extra: Option<Cow<'a, Type>>,
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
        variants: Vec<(&'a str, Cow<'a, Type>)>,
        open: bool,
        plan: String,
    },
}

#[derive(Debug, PartialEq, Eq, Hash)]
enum Slot<'a> {
    Constant(&'a Scalar),
    Field {
        ty: Cow<'a, Type>,
        required: bool,
        nullable: bool,
        deprecated: bool,
    },
}

/// Shares equal inline models.
pub(super) fn share(api: &mut Api) {
    let classes = classes(api);
    // By class: the first model that is in it.
    let mut firsts: Vec<Option<ModelId>> = vec![None; api.models.len()];
    for (index, class) in classes.into_iter().enumerate() {
        let first = *firsts[class.index()].get_or_insert(ModelId(index as u32));
        if first.index() != index {
            api.models[index].shape = Shape::Alias(Type::Model(first));
        }
    }
}

/// By model: one of those that it equals.
fn classes(api: &Api) -> Vec<ModelId> {
    let mut classes: Vec<ModelId> = (0..api.models.len() as u32).map(ModelId).collect();
    let inline = Inline::of(api);
    loop {
        let mut known = HashMap::with_capacity(inline.order.len());
        let mut changed = false;
        for id in &inline.order {
            let Some(skeleton) = skeleton(api, *id, &classes) else {
                continue;
            };
            let own = classes[id.index()];
            let class = *known.entry(skeleton).or_insert(own);
            classes[id.index()] = class;
            changed |= class != own;
        }
        // Where models lead back to themselves, one was looked at before what it
        // mentions had found its class.
        if !changed || !inline.has_cycles {
            return classes;
        }
    }
}

fn skeleton<'a>(api: &'a Api, id: ModelId, classes: &[ModelId]) -> Option<Skeleton<'a>> {
    let ty = |ty: &'a Type| shared(ty, classes);
    Some(match &api.model(id).shape {
        Shape::Struct(s) => Skeleton::Struct {
            members: s
                .members
                .iter()
                .map(|member| {
                    let slot = match member {
                        Member::Constant(c) => Slot::Constant(&c.value),
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

/// A plan holds floats at worst in tags; its debug form is a faithful key.
fn plan(plan: &Plan) -> String {
    format!("{plan:?}")
}

/// A type with classes in the place of models.
fn shared<'a>(ty: &'a Type, classes: &[ModelId]) -> Cow<'a, Type> {
    let within = |inner: &'a Type, around: fn(Box<Type>) -> Type| match shared(inner, classes) {
        Cow::Borrowed(_) => Cow::Borrowed(ty),
        Cow::Owned(inner) => Cow::Owned(around(Box::new(inner))),
    };
    match ty {
        Type::Model(id) => Cow::Owned(Type::Model(classes[id.index()])),
        Type::List(inner) => within(inner, Type::List),
        Type::Map(inner) => within(inner, Type::Map),
        Type::Nullable(inner) => within(inner, Type::Nullable),
        Type::Tuple(items) => {
            let items = items.iter().map(|item| shared(item, classes).into_owned());
            Cow::Owned(Type::Tuple(items.collect()))
        }
        other => Cow::Borrowed(other),
    }
}

#[cfg(test)]
mod tests {
    use super::share;
    use crate::api::{Api, Extra, Model, ModelId, Origin, Shape, Step, Struct, Type};

    /// Inline structs that hold nothing but values of these types.
    fn shared(types: &[Type]) -> Vec<Option<u32>> {
        let inline = |ty: &Type| Model {
            origin: Origin {
                root: "Pet".to_owned(),
                component: true,
                steps: vec![Step::Item],
            },
            shape: Shape::Struct(Struct {
                members: Vec::new(),
                extra: Extra::Kept(ty.clone()),
            }),
            ..Model::abandoned()
        };
        let mut api = Api {
            models: types.iter().map(inline).collect(),
            ..Api::default()
        };
        share(&mut api);
        let first = |model: &Model| match model.shape {
            Shape::Alias(Type::Model(first)) => Some(first.0),
            _ => None,
        };
        api.models.iter().map(first).collect()
    }

    fn list(id: u32) -> Type {
        Type::List(Box::new(Type::Model(ModelId(id))))
    }

    fn map(id: u32) -> Type {
        Type::Map(Box::new(Type::Model(ModelId(id))))
    }

    #[test]
    fn equality_reaches_inside() {
        let types = [list(2), list(3), Type::STRING, Type::STRING, map(2)];
        assert_eq!(shared(&types), [None, Some(0), None, Some(2), None]);
    }

    #[test]
    fn models_that_lead_back_to_themselves() {
        let types = [list(1), map(2), list(1), map(0)];
        assert_eq!(shared(&types), [None, None, Some(0), Some(1)]);
        // One that mentions itself is not the other that does.
        assert_eq!(shared(&[list(0), list(1)]), [None, None]);
    }
}
