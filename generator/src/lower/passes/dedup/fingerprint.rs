//! What makes two models one, as far as it can be seen without what they mention.

use std::hash::{Hash, Hasher};
use std::mem::discriminant;

use serde_json::Value;

use crate::api::{
    Bounds, EnumValue, Extra, Field, Member, Model, Plan, Scalar, Shape, Struct, Type, Union,
    Variant,
};

/// A model without what may differ between equal ones.
#[derive(PartialEq, Eq, Hash)]
pub(super) struct Fingerprint<'a> {
    shape: ShapeKey<'a>,
    /// What a component says; of an inline model it does not matter.
    docs: Option<DocsKey<'a>>,
}

/// A shape, where one model that it mentions is like another.
#[derive(PartialEq, Eq, Hash)]
enum ShapeKey<'a> {
    Struct {
        members: Vec<(&'a str, MemberKey<'a>)>,
        extra: Option<TypeKey<'a>>,
    },
    Strings {
        values: Vec<(&'a str, Option<&'a str>)>,
        open: bool,
    },
    Integers {
        values: Vec<(i64, Option<&'a str>)>,
        open: bool,
    },
    Union {
        variants: Vec<VariantKey<'a>>,
        open: bool,
        plan: &'a Plan,
    },
    /// Never shared, but what mentions equal ones may be.
    Alias { target: TypeKey<'a>, nullable: bool },
}

/// A variant of a union.
#[derive(PartialEq, Eq, Hash)]
struct VariantKey<'a> {
    name: &'a str,
    ty: TypeKey<'a>,
    writes_tag: Option<&'a (String, Scalar)>,
}

#[derive(PartialEq, Eq, Hash)]
enum MemberKey<'a> {
    Constant(&'a Scalar),
    Field {
        ty: TypeKey<'a>,
        required: bool,
        nullable: bool,
        deprecated: bool,
    },
}

/// What the document says about a model for people to read.
#[derive(PartialEq, Eq, Hash)]
struct DocsKey<'a> {
    title: Option<&'a str>,
    description: Option<&'a str>,
    deprecated: bool,
    nullable: bool,
    closed: bool,
    bounds: &'a Bounds,
    default: Option<&'a Value>,
    parts: Vec<MemberDocs<'a>>,
}

/// What it says about a property, a value or a variant.
#[derive(Default, PartialEq, Eq, Hash)]
struct MemberDocs<'a> {
    description: Option<&'a str>,
    bounds: Option<&'a Bounds>,
    default: Option<&'a Value>,
    read_only: bool,
    write_only: bool,
    deprecated: bool,
}

impl<'a> Fingerprint<'a> {
    /// That of a model.
    pub(super) fn of(model: &'a Model) -> Fingerprint<'a> {
        Fingerprint {
            shape: ShapeKey::of(model),
            docs: model.is_component().then(|| DocsKey::of(model)),
        }
    }
}

impl<'a> ShapeKey<'a> {
    fn of(model: &'a Model) -> ShapeKey<'a> {
        match &model.shape {
            Shape::Struct(s) => ShapeKey::Struct {
                members: s
                    .members
                    .iter()
                    .map(|m| (m.key(), MemberKey::of(m)))
                    .collect(),
                extra: match &s.extra {
                    Extra::Kept(kept) => Some(TypeKey(kept)),
                    Extra::Ignored { .. } | Extra::Unstated => None,
                },
            },
            Shape::StringEnum(e) => ShapeKey::Strings {
                values: values(&e.values, String::as_str),
                open: e.open,
            },
            Shape::IntegerEnum(e) => ShapeKey::Integers {
                values: values(&e.values, |value| *value),
                open: e.open,
            },
            Shape::Union(u) => ShapeKey::Union {
                variants: u.variants.iter().map(VariantKey::of).collect(),
                open: u.open,
                plan: &u.plan,
            },
            Shape::Alias(target) => ShapeKey::Alias {
                target: TypeKey(target),
                nullable: model.nullable,
            },
        }
    }
}

/// The values of an enum, with the names that the document proposes.
fn values<'a, T, V>(
    values: &'a [EnumValue<T>],
    value: impl Fn(&'a T) -> V,
) -> Vec<(V, Option<&'a str>)> {
    let named = values.iter().map(|v| (value(&v.value), v.name.as_deref()));
    named.collect()
}

impl<'a> VariantKey<'a> {
    fn of(variant: &'a Variant) -> VariantKey<'a> {
        VariantKey {
            name: &variant.name,
            ty: TypeKey(&variant.ty),
            writes_tag: variant.writes_tag.as_ref(),
        }
    }
}

impl<'a> MemberKey<'a> {
    fn of(member: &'a Member) -> MemberKey<'a> {
        match member {
            Member::Constant(constant) => MemberKey::Constant(&constant.value),
            Member::Field(field) => MemberKey::Field {
                ty: TypeKey(&field.ty),
                required: field.required,
                nullable: field.nullable,
                deprecated: field.deprecated,
            },
        }
    }
}

impl<'a> DocsKey<'a> {
    fn of(model: &'a Model) -> DocsKey<'a> {
        let (closed, default, parts) = match &model.shape {
            Shape::Struct(s) => (
                is_closed(s),
                None,
                s.members.iter().map(MemberDocs::of).collect(),
            ),
            Shape::StringEnum(e) => (false, e.default.as_ref(), described(&e.values)),
            Shape::IntegerEnum(e) => (false, e.default.as_ref(), described(&e.values)),
            Shape::Union(u) => (false, None, variants(u)),
            Shape::Alias(_) => (false, None, Vec::new()),
        };
        DocsKey {
            title: model.title.as_deref(),
            description: model.description.as_deref(),
            deprecated: model.deprecated,
            nullable: model.nullable,
            closed,
            bounds: &model.bounds,
            default,
            parts,
        }
    }
}

fn is_closed(s: &Struct) -> bool {
    matches!(s.extra, Extra::Ignored { closed: true })
}

impl<'a> MemberDocs<'a> {
    fn of(member: &'a Member) -> MemberDocs<'a> {
        match member {
            Member::Field(field) => MemberDocs::of_field(field),
            Member::Constant(constant) => MemberDocs {
                description: constant.description.as_deref(),
                deprecated: constant.deprecated,
                ..MemberDocs::default()
            },
        }
    }

    fn of_field(field: &'a Field) -> MemberDocs<'a> {
        MemberDocs {
            description: field.description.as_deref(),
            bounds: Some(&field.bounds),
            default: field.default.as_deref(),
            read_only: field.read_only,
            write_only: field.write_only,
            ..MemberDocs::default()
        }
    }

    fn of_description(description: &'a Option<String>) -> MemberDocs<'a> {
        MemberDocs {
            description: description.as_deref(),
            ..MemberDocs::default()
        }
    }
}

fn described<T>(values: &[EnumValue<T>]) -> Vec<MemberDocs<'_>> {
    let parts = values
        .iter()
        .map(|v| MemberDocs::of_description(&v.description));
    parts.collect()
}

fn variants(union: &Union) -> Vec<MemberDocs<'_>> {
    let parts = union.variants.iter();
    parts
        .map(|v| MemberDocs::of_description(&v.description))
        .collect()
}

/// A type in which any model stands where one does.
struct TypeKey<'a>(&'a Type);

impl PartialEq for TypeKey<'_> {
    fn eq(&self, other: &Self) -> bool {
        match (self.0, other.0) {
            (Type::Model(_), Type::Model(_)) => true,
            (Type::List(one), Type::List(other))
            | (Type::Map(one), Type::Map(other))
            | (Type::Nullable(one), Type::Nullable(other)) => TypeKey(one) == TypeKey(other),
            (Type::Tuple(one), Type::Tuple(other)) => {
                one.iter().map(TypeKey).eq(other.iter().map(TypeKey))
            }
            (one, other) => one == other,
        }
    }
}

impl Eq for TypeKey<'_> {}

impl Hash for TypeKey<'_> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        discriminant(self.0).hash(state);
        match self.0 {
            Type::Model(_) => {}
            Type::List(inner) | Type::Map(inner) | Type::Nullable(inner) => {
                TypeKey(inner).hash(state);
            }
            Type::Tuple(items) => items.iter().for_each(|item| TypeKey(item).hash(state)),
            other => other.hash(state),
        }
    }
}
