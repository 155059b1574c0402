//! What the value of a property tells about a type.

use foldhash::HashMap;

use crate::api::{Api, Bounds, Field, Member, ModelId, Scalar, Shape, Type};

use super::super::union::Discriminator;

/// What a type's values hold under one key.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Tags {
    /// The values listed, in order.
    pub values: Vec<Scalar>,
    /// Any other string may stand there too.
    pub other: bool,
    /// The key may be missing.
    pub optional: bool,
    /// Some variant lists several values: an enum, which may well be no tag.
    pub several: bool,
}

/// What a type's values hold under `key`; `None` where it is nothing that tells.
pub(super) fn tags(api: &Api, ty: &Type, key: &str, depth: usize) -> Option<Tags> {
    let Type::Model(id) = api.resolve(ty) else {
        return None;
    };
    match &api.model(*id).shape {
        Shape::Struct(s) => match s.members.iter().find(|m| m.key() == key) {
            None => Some(Tags {
                optional: true,
                ..Tags::default()
            }),
            Some(Member::Constant(constant)) => Some(Tags {
                values: vec![constant.value.clone()],
                ..Tags::default()
            }),
            Some(Member::Field(field)) => {
                let mut tags = listed(api, &field.ty)?;
                tags.several = tags.values.len() > 1;
                tags.optional = !field.required || field.nullable;
                Some(tags)
            }
        },
        // A union of unions shares the tag when all of its variants have it.
        Shape::Union(union) if depth < 8 => {
            let mut all = Tags::default();
            for variant in &union.variants {
                let mut tags = tags(api, &variant.ty, key, depth + 1)?;
                all.values.append(&mut tags.values);
                all.other |= tags.other;
                all.optional |= tags.optional;
                all.several |= tags.several;
            }
            Some(all)
        }
        _ => None,
    }
}

fn listed(api: &Api, ty: &Type) -> Option<Tags> {
    match api.resolve(ty) {
        Type::String(_) => Some(Tags {
            other: true,
            ..Tags::default()
        }),
        Type::Model(id) => match &api.model(*id).shape {
            Shape::StringEnum(e) => {
                let values = e
                    .values
                    .iter()
                    .map(|v| Scalar::String(v.value.clone()))
                    .collect();
                Some(Tags {
                    values,
                    ..Tags::default()
                })
            }
            Shape::IntegerEnum(e) => {
                let values = e.values.iter().map(|v| Scalar::Integer(v.value)).collect();
                Some(Tags {
                    values,
                    ..Tags::default()
                })
            }
            _ => None,
        },
        _ => None,
    }
}

/// Declares the tag in variants whose schema does not.
///
/// A discriminator names a property of every variant (OpenAPI 3.1, section
/// 4.8.25), yet documents forget to declare it. An optional string field keeps
/// what came and leaves out what did not.
pub(super) fn declare(api: &mut Api, discriminators: &HashMap<ModelId, Discriminator>) {
    let mut unions: Vec<(&ModelId, &Discriminator)> = discriminators.iter().collect();
    unions.sort_by_key(|(id, _)| **id);
    for (id, discriminator) in unions {
        let Shape::Union(union) = &api.model(*id).shape else {
            continue;
        };
        let owners: Vec<ModelId> = union
            .variants
            .iter()
            .filter_map(|variant| match api.resolve(&variant.ty) {
                Type::Model(id) => Some(*id),
                _ => None,
            })
            .collect();
        let pointer = api
            .model(*id)
            .pointer
            .rsplit('/')
            .next()
            .unwrap_or_default()
            .to_owned();
        for owner in owners {
            let Shape::Struct(s) = &mut api.models[owner.index()].shape else {
                continue;
            };
            if !discriminator.property.is_empty()
                && !s.members.iter().any(|m| m.key() == discriminator.property)
            {
                s.members.push(Member::Field(Field {
                    key: discriminator.property.clone(),
                    ty: Type::STRING,
                    required: false,
                    nullable: false,
                    description: Some(format!("Tells which variant of `{pointer}` this is.")),
                    read_only: false,
                    write_only: false,
                    deprecated: false,
                    default: None,
                    bounds: Bounds::default(),
                    examples: Default::default(),
                }));
            }
        }
    }
}
