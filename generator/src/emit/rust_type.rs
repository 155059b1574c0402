//! The Rust type model: what a type is spelled as.
//!
//! [`RustType`] is made from an IR type in one place and rendered in one place.
//! Both emitters use it, so a field and the row that describes it on a page
//! always agree.

use std::fmt;

use proc_macro2::TokenStream;
use quote::quote;

use crate::api::{Api, Field, Format, Integer, ModelId, Shape, Type};
use crate::name::Names;

use super::Context;

/// A Rust type.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum RustType {
    /// A type that every crate knows.
    Primitive(Primitive),
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

/// A primitive type, or `String`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[allow(missing_docs)]
pub enum Primitive {
    Unit,
    Bool,
    I8,
    I16,
    I32,
    I64,
    U8,
    U16,
    U32,
    U64,
    F64,
    String,
}

impl Primitive {
    /// As Rust spells it.
    pub fn as_str(self) -> &'static str {
        match self {
            Primitive::Unit => "()",
            Primitive::Bool => "bool",
            Primitive::I8 => "i8",
            Primitive::I16 => "i16",
            Primitive::I32 => "i32",
            Primitive::I64 => "i64",
            Primitive::U8 => "u8",
            Primitive::U16 => "u16",
            Primitive::U32 => "u32",
            Primitive::U64 => "u64",
            Primitive::F64 => "f64",
            Primitive::String => "String",
        }
    }

    fn tokens(self) -> TokenStream {
        match self {
            Primitive::Unit => quote!(()),
            Primitive::Bool => quote!(bool),
            Primitive::I8 => quote!(i8),
            Primitive::I16 => quote!(i16),
            Primitive::I32 => quote!(i32),
            Primitive::I64 => quote!(i64),
            Primitive::U8 => quote!(u8),
            Primitive::U16 => quote!(u16),
            Primitive::U32 => quote!(u32),
            Primitive::U64 => quote!(u64),
            Primitive::F64 => quote!(f64),
            Primitive::String => quote!(String),
        }
    }
}

impl From<Integer> for Primitive {
    fn from(width: Integer) -> Primitive {
        match width {
            Integer::I8 => Primitive::I8,
            Integer::I16 => Primitive::I16,
            Integer::I32 => Primitive::I32,
            Integer::I64 => Primitive::I64,
            Integer::U8 => Primitive::U8,
            Integer::U16 => Primitive::U16,
            Integer::U32 => Primitive::U32,
            Integer::U64 => Primitive::U64,
        }
    }
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
            Type::Null => RustType::Primitive(Primitive::Unit),
            Type::Boolean => RustType::Primitive(Primitive::Bool),
            Type::Integer(width) => RustType::Primitive((*width).into()),
            Type::Number => RustType::Primitive(Primitive::F64),
            Type::String(Format::None) => RustType::Primitive(Primitive::String),
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

    /// The type as tokens, models by their names.
    pub fn tokens(&self, names: &Names) -> TokenStream {
        match self {
            RustType::Primitive(primitive) => primitive.tokens(),
            RustType::Value => quote!(serde_json::Value),
            RustType::Model(id) => {
                let name = &names.model(*id).rust;
                quote!(#name)
            }
            RustType::Foreign(path) => path
                .parse()
                .expect("the configuration takes paths of types alone"),
            RustType::Option(inner) => {
                let inner = inner.tokens(names);
                quote!(Option<#inner>)
            }
            RustType::Vec(inner) => {
                let inner = inner.tokens(names);
                quote!(Vec<#inner>)
            }
            RustType::Map(inner) => {
                let inner = inner.tokens(names);
                quote!(BTreeMap<String, #inner>)
            }
            RustType::Boxed(inner) => {
                let inner = inner.tokens(names);
                quote!(Box<#inner>)
            }
            RustType::Tuple(items) => {
                let items = items.iter().map(|item| item.tokens(names));
                quote!((#(#items,)*))
            }
        }
    }

    /// Whether a model is in it.
    pub fn mentions_model(&self) -> bool {
        let mut mentions = false;
        self.for_each(&mut |ty| mentions |= matches!(ty, RustType::Model(_)));
        mentions
    }

    /// Calls `visit` with this type, then with those it is made of, in order.
    pub fn for_each(&self, visit: &mut impl FnMut(&RustType)) {
        visit(self);
        match self {
            RustType::Option(inner)
            | RustType::Vec(inner)
            | RustType::Map(inner)
            | RustType::Boxed(inner) => inner.for_each(visit),
            RustType::Tuple(items) => items.iter().for_each(|item| item.for_each(visit)),
            RustType::Primitive(_)
            | RustType::Value
            | RustType::Model(_)
            | RustType::Foreign(_) => {}
        }
    }
}

/// The type as Rust spells it; a model, whose name is not known here, as `_`.
impl fmt::Display for RustType {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            RustType::Primitive(primitive) => f.write_str(primitive.as_str()),
            RustType::Value => f.write_str("serde_json::Value"),
            RustType::Model(_) => f.write_str("_"),
            RustType::Foreign(path) => f.write_str(path),
            RustType::Option(inner) => write!(f, "Option<{inner}>"),
            RustType::Vec(inner) => write!(f, "Vec<{inner}>"),
            RustType::Map(inner) => write!(f, "BTreeMap<String, {inner}>"),
            RustType::Boxed(inner) => write!(f, "Box<{inner}>"),
            RustType::Tuple(items) => {
                f.write_str("(")?;
                for (index, item) in items.iter().enumerate() {
                    write!(f, "{}{item}", if index > 0 { ", " } else { "" })?;
                }
                f.write_str(if items.len() == 1 { ",)" } else { ")" })
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
