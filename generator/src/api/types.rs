//! The types that fields, items, parameters and bodies can have.

use std::ops::Deref;
use std::sync::LazyLock;

use serde_json::Number;

use super::ModelId;

/// A type, independent of how Rust spells it.
///
/// ```text
/// {type: array, items: {$ref: Pet}}   List(Model(Pet))
/// {type: [string, "null"]}            as a property: String, the field is nullable
///                                     as an item:    Nullable(String)
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Type {
    /// Any JSON value, null included.
    Any,
    /// Only null.
    Null,
    /// `true` or `false`.
    Boolean,
    /// A whole number of a given width.
    Integer(Integer),
    /// Any number.
    Number,
    /// A string, perhaps with a format that the configuration may map.
    String(Format),
    /// A model of the API.
    Model(ModelId),
    /// An array.
    List(Box<Type>),
    /// An array of a fixed length whose items have types of their own.
    Tuple(Vec<Type>),
    /// An object used as a map.
    Map(Box<Type>),
    /// The inner type or null. Never nested, never around [`Type::Any`] or
    /// [`Type::Null`].
    Nullable(Box<Type>),
}

impl Type {
    /// A plain string without a format.
    pub const STRING: Type = Type::String(Format::None);

    /// The same type, with null added (a no-op where null is in it already).
    #[must_use]
    pub fn nullable(self) -> Type {
        match self {
            Type::Any | Type::Null | Type::Nullable(_) => self,
            other => Type::Nullable(Box::new(other)),
        }
    }

    /// The type without null, and whether null was in it.
    pub fn split_null(self) -> (Type, bool) {
        match self {
            Type::Nullable(inner) => (*inner, true),
            other => (other, false),
        }
    }

    /// Calls `visit` with every model this type mentions, in order.
    pub fn for_each_model(&self, visit: &mut impl FnMut(ModelId)) {
        self.for_each(&mut |ty| {
            if let Type::Model(id) = ty {
                visit(*id);
            }
        });
    }

    /// Calls `visit` with this type, then with those it is made of, in order.
    pub fn for_each(&self, visit: &mut impl FnMut(&Type)) {
        visit(self);
        match self {
            Type::List(inner) | Type::Map(inner) | Type::Nullable(inner) => inner.for_each(visit),
            Type::Tuple(items) => items.iter().for_each(|item| item.for_each(visit)),
            Type::Model(_)
            | Type::Any
            | Type::Null
            | Type::Boolean
            | Type::Integer(_)
            | Type::Number
            | Type::String(_) => {}
        }
    }
}

/// The width of an integer, from `format` (OpenAPI format registry).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
#[allow(missing_docs)]
pub enum Integer {
    I8,
    I16,
    I32,
    /// What an integer is unless a format says otherwise.
    #[default]
    I64,
    U8,
    U16,
    U32,
    U64,
}

/// The format of a string.
///
/// Only formats that the configuration maps to a Rust type matter to types;
/// every other one is told in the notes of a page.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub enum Format {
    /// None, or one that stays a plain `String`.
    #[default]
    None,
    /// One that the configuration maps to a Rust type. Few are, and types are many.
    Mapped(Box<Mapped>),
}

/// A format and the Rust type that the configuration maps it to, which reads with
/// `FromStr` and writes with `Display`.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Mapped {
    /// The document's word, such as `date-time`.
    pub format: String,
    /// The absolute path of the type, such as `jiff::Timestamp`.
    pub rust: String,
}

/// What the document says about the values of a type beyond the type itself.
///
/// JSON Schema validation, sections 6.2 to 6.5. Generated code does not check
/// these; pages show them and examples honour them.
///
/// Most values have none, so that this is as wide as a pointer.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub struct Bounds(Option<Box<Limits>>);

/// [`Bounds`] one by one.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub struct Limits {
    /// The `format` keyword as written.
    pub format: Option<String>,
    /// Smallest value allowed.
    pub minimum: Option<Number>,
    /// Largest value allowed.
    pub maximum: Option<Number>,
    /// Values must be greater than this.
    pub exclusive_minimum: Option<Number>,
    /// Values must be smaller than this.
    pub exclusive_maximum: Option<Number>,
    /// Values must be a multiple of this.
    pub multiple_of: Option<Number>,
    /// Fewest characters.
    pub min_length: Option<u64>,
    /// Most characters.
    pub max_length: Option<u64>,
    /// A regular expression (ECMA-262) that values match somewhere.
    pub pattern: Option<String>,
    /// Fewest items.
    pub min_items: Option<u64>,
    /// Most items.
    pub max_items: Option<u64>,
    /// No two items are equal.
    pub unique_items: bool,
    /// Fewest properties.
    pub min_properties: Option<u64>,
    /// Most properties.
    pub max_properties: Option<u64>,
}

impl From<Limits> for Bounds {
    fn from(limits: Limits) -> Bounds {
        Bounds((limits != Limits::default()).then(|| Box::new(limits)))
    }
}

impl Deref for Bounds {
    type Target = Limits;

    fn deref(&self) -> &Limits {
        static NONE: LazyLock<Limits> = LazyLock::new(Limits::default);
        self.0.as_deref().unwrap_or(&NONE)
    }
}
