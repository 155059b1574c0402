//! The Rust type model: what a type is spelled as.
//!
//! [`RustType`] is made from an IR type in one place and rendered in one place.
//! Both emitters use it, so a field and the row that describes it on a page
//! always agree.

use crate::api::{Api, Field, Format, Integer, ModelId, Shape, Type};

use super::Context;

/// A Rust type.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RustType {
    /// A primitive or a type of the prelude: `bool`, `i64`, `f64`, `String`, `()`.
    Plain(&'static str),
    /// `serde_json::Value`.
    Value,
    /// A model of the crate.
    Model(ModelId),
    /// A foreign type by its absolute path.
    Foreign(String),
    /// `Option<T>`.
    Option(Box<RustType>),
    /// `Vec<T>`.
    Vec(Box<RustType>),
    /// `BTreeMap<String, T>`.
    Map(Box<RustType>),
    /// `Box<T>`.
    Boxed(Box<RustType>),
    /// `(A, B)`.
    Tuple(Vec<RustType>),
}

impl RustType {
    /// The type a model `owner` spells for `ty`; aliases of scalars, lists and
    /// maps are spelled out so that a reader sees what is there.
    pub fn of(cx: &Context<'_>, owner: ModelId, ty: &Type) -> RustType {
        Self::build(cx, owner, ty, false)
    }

    /// The type that an operation speaks of. No model owns it, so nothing is boxed.
    pub fn unowned(cx: &Context<'_>, ty: &Type) -> RustType {
        Self::build(cx, ModelId(0), ty, true)
    }

    /// The type that an alias is another name for, with nullability.
    pub fn of_alias(cx: &Context<'_>, alias: ModelId, target: &Type) -> RustType {
        let ty = Self::of(cx, alias, target);
        if cx.api.is_option(alias) {
            RustType::Option(Box::new(ty))
        } else {
            ty
        }
    }

    /// The type of a field, with optionality and nullability.
    pub fn of_field(cx: &Context<'_>, owner: ModelId, field: &Field) -> RustType {
        let mut ty = Self::of(cx, owner, &field.ty);
        if field.nullable && !matches!(ty, RustType::Value) {
            ty = RustType::Option(Box::new(ty));
        }
        if !field.required {
            ty = RustType::Option(Box::new(ty));
        }
        ty
    }

    fn build(cx: &Context<'_>, owner: ModelId, ty: &Type, behind_pointer: bool) -> RustType {
        match spelled_out(cx.api, ty) {
            Type::Any => RustType::Value,
            Type::Null => RustType::Plain("()"),
            Type::Boolean => RustType::Plain("bool"),
            Type::Integer(width) => RustType::Plain(integer(*width)),
            Type::Number => RustType::Plain("f64"),
            Type::String(Format::None) => RustType::Plain("String"),
            Type::String(Format::Mapped(mapped)) => RustType::Foreign(mapped.rust.clone()),
            Type::Model(id)
                if !behind_pointer && cx.analysis.is_boxed(owner, cx.api.target(*id)) =>
            {
                RustType::Boxed(Box::new(RustType::Model(*id)))
            }
            Type::Model(id) => RustType::Model(*id),
            Type::List(item) => RustType::Vec(Box::new(Self::build(cx, owner, item, true))),
            Type::Map(value) => RustType::Map(Box::new(Self::build(cx, owner, value, true))),
            Type::Nullable(inner) => {
                RustType::Option(Box::new(Self::build(cx, owner, inner, behind_pointer)))
            }
            Type::Tuple(items) => RustType::Tuple(
                items
                    .iter()
                    .map(|t| Self::build(cx, owner, t, behind_pointer))
                    .collect(),
            ),
        }
    }

    /// The type as Rust source. `model` spells a model's path, which differs
    /// between a model's own module and a doctest.
    pub fn render(&self, model: &impl Fn(ModelId) -> String) -> String {
        match self {
            RustType::Plain(name) => (*name).to_owned(),
            RustType::Value => "serde_json::Value".to_owned(),
            RustType::Model(id) => model(*id),
            RustType::Foreign(path) => path.clone(),
            RustType::Option(inner) => format!("Option<{}>", inner.render(model)),
            RustType::Vec(inner) => format!("Vec<{}>", inner.render(model)),
            RustType::Map(inner) => format!("BTreeMap<String, {}>", inner.render(model)),
            RustType::Boxed(inner) => format!("Box<{}>", inner.render(model)),
            RustType::Tuple(items) => {
                let items: Vec<_> = items.iter().map(|t| t.render(model)).collect();
                match items.as_slice() {
                    [one] => format!("({one},)"),
                    many => format!("({})", many.join(", ")),
                }
            }
        }
    }
}

/// A type without the aliases that are spelled out: aliases of models keep their
/// own name, since it says more than the target's (but one that admits null is an
/// `Option` by name, and its users carry the null themselves).
fn spelled_out<'a>(api: &'a Api, mut ty: &'a Type) -> &'a Type {
    while let Type::Model(id) = ty {
        match &api.model(*id).shape {
            Shape::Alias(Type::Model(_)) if !api.is_option(*id) => break,
            Shape::Alias(target) => ty = target,
            _ => break,
        }
    }
    ty
}

fn integer(width: Integer) -> &'static str {
    match width {
        Integer::I8 => "i8",
        Integer::I16 => "i16",
        Integer::I32 => "i32",
        Integer::I64 => "i64",
        Integer::U8 => "u8",
        Integer::U16 => "u16",
        Integer::U32 => "u32",
        Integer::U64 => "u64",
    }
}
