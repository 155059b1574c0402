//! Tags that variants forgot to declare.
//!
//! A discriminator names a property of every variant (OpenAPI 3.1, section
//! 4.8.25), yet documents forget to declare it. An optional string field keeps
//! what came and leaves out what did not.

use foldhash::{HashMap, HashSet, HashSetExt};

use crate::api::{Api, Bounds, Field, Member, ModelId, Shape, Type};
use crate::lower::union::Discriminator;

/// Declares the tag in variants whose schema does not.
pub(super) fn declare(api: &mut Api, discriminators: &HashMap<ModelId, Discriminator>) {
    let mut unions: Vec<(&ModelId, &Discriminator)> = discriminators.iter().collect();
    unions.sort_by_key(|(id, _)| **id);
    // A variant may be one of many unions.
    let mut declared: HashSet<(ModelId, &str)> = HashSet::new();
    for (id, discriminator) in unions {
        let property = discriminator.property.as_str();
        if property.is_empty() {
            continue;
        }
        let name = last_token(&api.model(*id).pointer).to_owned();
        for owner in variants(api, *id) {
            let Shape::Struct(s) = &mut api.models[owner.index()].shape else {
                continue;
            };
            let is_new = declared.insert((owner, property));
            if is_new && !s.members.iter().any(|m| m.key() == property) {
                s.members.push(Member::Field(tag(property, &name)));
            }
        }
    }
}

/// The models that are variants of a union.
fn variants(api: &Api, union: ModelId) -> Vec<ModelId> {
    let Shape::Union(union) = &api.model(union).shape else {
        return Vec::new();
    };
    let models = union.variants.iter();
    let models = models.filter_map(|variant| match api.resolve(&variant.ty) {
        Type::Model(id) => Some(*id),
        _ => None,
    });
    models.collect()
}

fn last_token(pointer: &str) -> &str {
    pointer.rsplit('/').next().unwrap_or_default()
}

fn tag(property: &str, union: &str) -> Field {
    Field {
        key: property.to_owned(),
        ty: Type::STRING,
        required: false,
        nullable: false,
        description: Some(format!("Tells which variant of `{union}` this is.")),
        read_only: false,
        write_only: false,
        deprecated: false,
        default: None,
        bounds: Bounds::default(),
        examples: Default::default(),
    }
}
