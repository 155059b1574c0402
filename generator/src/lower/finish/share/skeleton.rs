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
pub(super) struct Skeleton<'a> {
    bones: Bones<'a>,
    /// What a component says; of an inline model it does not matter.
    said: Option<Said<'a>>,
}

/// A shape, where one model that it mentions is like another.
#[derive(PartialEq, Eq, Hash)]
enum Bones<'a> {
    Struct {
        members: Vec<(&'a str, Slot<'a>)>,
        extra: Option<Outline<'a>>,
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
        variants: Vec<Branch<'a>>,
        open: bool,
        plan: &'a Plan,
    },
    /// Never shared, but what mentions equal ones may be.
    Alias { target: Outline<'a>, nullable: bool },
}

/// A variant of a union.
#[derive(PartialEq, Eq, Hash)]
struct Branch<'a> {
    name: &'a str,
    ty: Outline<'a>,
    writes_tag: Option<&'a (String, Scalar)>,
}

#[derive(PartialEq, Eq, Hash)]
enum Slot<'a> {
    Constant(&'a Scalar),
    Field {
        ty: Outline<'a>,
        required: bool,
        nullable: bool,
        deprecated: bool,
    },
}

/// What the document says about a model for people to read.
#[derive(PartialEq, Eq, Hash)]
struct Said<'a> {
    title: Option<&'a str>,
    description: Option<&'a str>,
    deprecated: bool,
    nullable: bool,
    closed: bool,
    bounds: &'a Bounds,
    default: Option<&'a Value>,
    parts: Vec<Part<'a>>,
}

/// What it says about a property, a value or a variant.
#[derive(Default, PartialEq, Eq, Hash)]
struct Part<'a> {
    description: Option<&'a str>,
    bounds: Option<&'a Bounds>,
    default: Option<&'a Value>,
    read_only: bool,
    write_only: bool,
    deprecated: bool,
}

impl<'a> Skeleton<'a> {
    /// That of a model.
    pub(super) fn of(model: &'a Model) -> Skeleton<'a> {
        Skeleton {
            bones: Bones::of(model),
            said: model.is_component().then(|| Said::of(model)),
        }
    }
}

impl<'a> Bones<'a> {
    fn of(model: &'a Model) -> Bones<'a> {
        match &model.shape {
            Shape::Struct(s) => Bones::Struct {
                members: s.members.iter().map(|m| (m.key(), Slot::of(m))).collect(),
                extra: match &s.extra {
                    Extra::Kept(kept) => Some(Outline(kept)),
                    Extra::Ignored { .. } | Extra::Unstated => None,
                },
            },
            Shape::StringEnum(e) => Bones::Strings {
                values: values(&e.values, String::as_str),
                open: e.open,
            },
            Shape::IntegerEnum(e) => Bones::Integers {
                values: values(&e.values, |value| *value),
                open: e.open,
            },
            Shape::Union(u) => Bones::Union {
                variants: u.variants.iter().map(Branch::of).collect(),
                open: u.open,
                plan: &u.plan,
            },
            Shape::Alias(target) => Bones::Alias {
                target: Outline(target),
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

impl<'a> Branch<'a> {
    fn of(variant: &'a Variant) -> Branch<'a> {
        Branch {
            name: &variant.name,
            ty: Outline(&variant.ty),
            writes_tag: variant.writes_tag.as_ref(),
        }
    }
}

impl<'a> Slot<'a> {
    fn of(member: &'a Member) -> Slot<'a> {
        match member {
            Member::Constant(constant) => Slot::Constant(&constant.value),
            Member::Field(field) => Slot::Field {
                ty: Outline(&field.ty),
                required: field.required,
                nullable: field.nullable,
                deprecated: field.deprecated,
            },
        }
    }
}

impl<'a> Said<'a> {
    fn of(model: &'a Model) -> Said<'a> {
        let (closed, default, parts) = match &model.shape {
            Shape::Struct(s) => (is_closed(s), None, s.members.iter().map(Part::of).collect()),
            Shape::StringEnum(e) => (false, e.default.as_ref(), described(&e.values)),
            Shape::IntegerEnum(e) => (false, e.default.as_ref(), described(&e.values)),
            Shape::Union(u) => (false, None, variants(u)),
            Shape::Alias(_) => (false, None, Vec::new()),
        };
        Said {
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

impl<'a> Part<'a> {
    fn of(member: &'a Member) -> Part<'a> {
        match member {
            Member::Field(field) => Part::of_field(field),
            Member::Constant(constant) => Part {
                description: constant.description.as_deref(),
                deprecated: constant.deprecated,
                ..Part::default()
            },
        }
    }

    fn of_field(field: &'a Field) -> Part<'a> {
        Part {
            description: field.description.as_deref(),
            bounds: Some(&field.bounds),
            default: field.default.as_deref(),
            read_only: field.read_only,
            write_only: field.write_only,
            ..Part::default()
        }
    }

    fn of_description(description: &'a Option<String>) -> Part<'a> {
        Part {
            description: description.as_deref(),
            ..Part::default()
        }
    }
}

fn described<T>(values: &[EnumValue<T>]) -> Vec<Part<'_>> {
    let parts = values.iter().map(|v| Part::of_description(&v.description));
    parts.collect()
}

fn variants(union: &Union) -> Vec<Part<'_>> {
    let parts = union.variants.iter();
    parts
        .map(|v| Part::of_description(&v.description))
        .collect()
}

/// A type in which any model stands where one does.
struct Outline<'a>(&'a Type);

impl PartialEq for Outline<'_> {
    fn eq(&self, other: &Self) -> bool {
        match (self.0, other.0) {
            (Type::Model(_), Type::Model(_)) => true,
            (Type::List(one), Type::List(other))
            | (Type::Map(one), Type::Map(other))
            | (Type::Nullable(one), Type::Nullable(other)) => Outline(one) == Outline(other),
            (Type::Tuple(one), Type::Tuple(other)) => {
                one.iter().map(Outline).eq(other.iter().map(Outline))
            }
            (one, other) => one == other,
        }
    }
}

impl Eq for Outline<'_> {}

impl Hash for Outline<'_> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        discriminant(self.0).hash(state);
        match self.0 {
            Type::Model(_) => {}
            Type::List(inner) | Type::Map(inner) | Type::Nullable(inner) => {
                Outline(inner).hash(state);
            }
            Type::Tuple(items) => items.iter().for_each(|item| Outline(item).hash(state)),
            other => other.hash(state),
        }
    }
}
