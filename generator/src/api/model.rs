//! Models: the schemas that become Rust items.

use std::hash::{Hash, Hasher};
use std::mem::discriminant;

use foldhash::fast::RandomState;
use indexmap::IndexSet;
use serde_json::Value;
use thin_vec::ThinVec;

use super::{Bounds, ModelId, Type, Union};

/// A schema that becomes a Rust item with a page of its own.
#[derive(Debug, Clone)]
pub struct Model {
    /// The schema's absolute reference, such as
    /// `#/components/schemas/RunStepObject/properties/last_error`.
    pub pointer: String,
    /// Other schemas that hold of the same values: what stands beside the `oneOf`
    /// of which this is a branch, or what other parts of an `allOf` say of the
    /// property. Absolute references; mostly none.
    pub with: Vec<String>,
    /// What its name is made from.
    pub origin: Origin,
    /// The `title`, where the document gives one.
    pub title: Option<String>,
    /// CommonMark of any quality, as the document has it.
    pub description: Option<String>,
    /// Callers should stop using it.
    pub deprecated: bool,
    /// The schema admits null besides what `shape` says. Places that use the
    /// model carry the null themselves ([`Field::nullable`], [`Type::Nullable`]);
    /// only an alias is spelled with it (`type Metadata = Option<..>`), because
    /// places that use an alias of a list, a map or a scalar spell it out
    /// ([`Api::is_option`](super::Api::is_option)).
    pub nullable: bool,
    /// `example` and `examples` of the schema itself.
    pub examples: Vec<Value>,
    /// Bounds of the schema itself (sizes of maps, lengths of strings).
    pub bounds: Bounds,
    /// What it is.
    pub shape: Shape,
}

impl Model {
    /// It is a component: the document gave it a name of its own.
    pub fn is_component(&self) -> bool {
        self.origin.component && self.origin.steps.is_empty()
    }

    /// No schema of the document describes the model by itself: it is made of
    /// several ([`Model::with`]), or of a part of one, which the reference says
    /// after a second `#`, as in `#/components/schemas/Pet#base`.
    pub fn is_derived(&self) -> bool {
        !self.with.is_empty() || self.pointer.matches('#').count() > 1
    }
}

/// What a model's name is made from: where it is rooted, and the way down.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Origin {
    /// The component's name, or the operation's id for inline bodies.
    pub root: String,
    /// Whether the root is a component (its model then has the name alone).
    pub component: bool,
    /// From the root down to this schema.
    pub steps: Vec<Step>,
}

/// One step on the way from a root to an inline schema.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Step {
    /// A property: `RunStepObject` + `last_error` = `RunStepObjectLastError`.
    Property(String),
    /// The items of an array: `…Item`.
    Item,
    /// The item of a tuple at an index: `…Item2`.
    TupleItem(usize),
    /// The values of a map: `…Value`.
    Value,
    /// A branch of a union, by tag, title or kind where one is known, else its
    /// number counted from 1.
    Variant(String),
    /// The struct behind a polymorphic base: `PetBase`.
    Base,
    /// A word of its own, such as `Request`, `Response`, `Parameter`.
    Word(String),
}

/// What a model is.
#[derive(Debug, Clone)]
pub enum Shape {
    /// An object with known properties.
    Struct(Struct),
    /// A string out of a list.
    StringEnum(StringEnum),
    /// An integer out of a list.
    IntegerEnum(IntegerEnum),
    /// One of several types.
    Union(Union),
    /// Another name for a type: scalars, lists, maps, and schemas equal to
    /// another one. Never leads back to itself.
    Alias(Type),
}

/// An object with known properties.
#[derive(Debug, Clone, Default)]
pub struct Struct {
    /// Properties in the document's order.
    pub members: Vec<Member>,
    /// What happens to other keys.
    pub extra: Extra,
}

impl Struct {
    /// The members that take space.
    pub fn fields(&self) -> impl Iterator<Item = &Field> {
        self.members.iter().filter_map(|m| match m {
            Member::Field(field) => Some(field),
            Member::Constant(_) => None,
        })
    }

    /// The members that can hold one value only.
    pub fn constants(&self) -> impl Iterator<Item = &Constant> {
        self.members.iter().filter_map(|m| match m {
            Member::Constant(constant) => Some(constant),
            Member::Field(_) => None,
        })
    }
}

/// A property of a struct. Constants are few, so that boxing fields would cost more
/// than it saves.
#[derive(Debug, Clone)]
#[allow(clippy::large_enum_variant)]
pub enum Member {
    /// One that callers read and set.
    Field(Field),
    /// A required one that can hold one value: checked on decoding, written on
    /// encoding, never stored.
    Constant(Constant),
}

impl Member {
    /// The property's key in JSON.
    pub fn key(&self) -> &str {
        match self {
            Member::Field(field) => &field.key,
            Member::Constant(constant) => &constant.key,
        }
    }
}

/// A property that callers read and set.
///
/// | required | nullable | Rust | absent | null |
/// |---|---|---|---|---|
/// | yes | no | `T` | refused | refused |
/// | yes | yes | `Option<T>` | read as null | kept |
/// | no | no | `Option<T>` | kept | read as absent |
/// | no | yes | `Option<Option<T>>` | kept | kept |
///
/// With [`Type::Any`] null is a value of the type itself and `nullable` is false.
#[derive(Debug, Clone)]
pub struct Field {
    /// The key in JSON.
    pub key: String,
    /// The type, without null and without optionality. Never
    /// [`Type::Nullable`].
    pub ty: Type,
    /// The schema requires the key.
    pub required: bool,
    /// The schema admits null.
    pub nullable: bool,
    /// CommonMark of any quality.
    pub description: Option<String>,
    /// Only servers send it.
    pub read_only: bool,
    /// Only clients send it.
    pub write_only: bool,
    /// Callers should stop using it.
    pub deprecated: bool,
    /// What a server assumes when it is absent. Never injected.
    pub default: Option<Box<Value>>,
    /// What the document says about its values.
    pub bounds: Bounds,
    /// `example` and `examples` of the property.
    pub examples: ThinVec<Value>,
}

/// A required property that can hold one value.
#[derive(Debug, Clone)]
pub struct Constant {
    /// The key in JSON.
    pub key: String,
    /// The only value.
    pub value: Scalar,
    /// CommonMark of any quality.
    pub description: Option<String>,
    /// Callers should stop using it.
    pub deprecated: bool,
}

/// A JSON scalar that a constant or a tag can be.
#[derive(Debug, Clone, PartialEq)]
#[allow(missing_docs)]
pub enum Scalar {
    Null,
    Boolean(bool),
    Integer(i64),
    Number(f64),
    String(String),
}

/// JSON has no number that differs from itself.
impl Eq for Scalar {}

impl Hash for Scalar {
    fn hash<H: Hasher>(&self, state: &mut H) {
        discriminant(self).hash(state);
        match self {
            Scalar::Null => {}
            Scalar::Boolean(b) => b.hash(state),
            Scalar::Integer(i) => i.hash(state),
            // Zero equals its negative, so that both hash alike.
            Scalar::Number(n) => (n + 0.0).to_bits().hash(state),
            Scalar::String(s) => s.hash(state),
        }
    }
}

impl Scalar {
    /// The scalar in a JSON value; `None` for arrays, objects and integers
    /// outside `i64`.
    pub fn of(value: &Value) -> Option<Scalar> {
        Some(match value {
            Value::Null => Scalar::Null,
            Value::Bool(b) => Scalar::Boolean(*b),
            Value::Number(n) => match n.as_i64() {
                Some(i) => Scalar::Integer(i),
                None if n.is_f64() => Scalar::Number(n.as_f64()?),
                None => return None,
            },
            Value::String(s) => Scalar::String(s.clone()),
            Value::Array(_) | Value::Object(_) => return None,
        })
    }

    /// The scalar as a JSON value.
    pub fn to_value(&self) -> Value {
        match self {
            Scalar::Null => Value::Null,
            Scalar::Boolean(b) => Value::from(*b),
            Scalar::Integer(i) => Value::from(*i),
            Scalar::Number(n) => Value::from(*n),
            Scalar::String(s) => Value::from(s.as_str()),
        }
    }
}

/// What happens to keys that are no property.
#[derive(Debug, Clone, PartialEq, Default)]
pub enum Extra {
    /// Accepted and dropped. `closed` tells that the schema forbids them
    /// (`additionalProperties: false`), which only pages and union plans heed:
    /// what a server adds later must not break a client.
    Ignored {
        /// The schema says `additionalProperties: false`.
        closed: bool,
    },
    /// Kept in a map of this value type.
    Kept(Type),
    /// Not stated; dropped, or kept when the configuration says so (lowering
    /// then makes it `Kept(Any)`).
    #[default]
    Unstated,
}

/// A string out of a list.
#[derive(Debug, Clone, PartialEq)]
pub struct StringEnum {
    /// The values in the document's order, without duplicates.
    pub values: Vec<EnumValue<String>>,
    /// Unknown strings are kept in `Unknown(String)`. False for a single
    /// optional constant and where the configuration closes enums.
    pub open: bool,
    /// What a server assumes when the value is absent.
    pub default: Option<Value>,
}

/// An integer out of a list.
#[derive(Debug, Clone, PartialEq)]
pub struct IntegerEnum {
    /// The values in the document's order, without duplicates.
    pub values: Vec<EnumValue<i64>>,
    /// Unknown integers are kept in `Unknown(i64)`.
    pub open: bool,
    /// What a server assumes when the value is absent.
    pub default: Option<Value>,
}

/// One value of an enum.
#[derive(Debug, Clone, PartialEq)]
pub struct EnumValue<T> {
    /// What is written in JSON.
    pub value: T,
    /// A name the document proposes (`x-enum-varnames`).
    pub name: Option<String>,
    /// What it means, where the document says so.
    pub description: Option<String>,
}

impl Model {
    /// Calls `visit` with every type this model is made of, fields in order.
    pub fn for_each_type(&self, visit: &mut impl FnMut(&Type)) {
        match &self.shape {
            Shape::Struct(s) => {
                s.fields().for_each(|f| visit(&f.ty));
                if let Extra::Kept(ty) = &s.extra {
                    visit(ty);
                }
            }
            Shape::Union(u) => u.variants.iter().for_each(|v| visit(&v.ty)),
            Shape::Alias(ty) => visit(ty),
            Shape::StringEnum(_) | Shape::IntegerEnum(_) => {}
        }
    }

    /// Calls `visit` with every model this one mentions, in order, as often as it
    /// does.
    pub fn for_each_model(&self, visit: &mut impl FnMut(ModelId)) {
        self.for_each_type(&mut |ty| ty.for_each_model(visit));
    }

    /// Every model this one mentions, each once, in order of mention.
    pub fn neighbours(&self) -> Vec<ModelId> {
        let mut found = IndexSet::<ModelId, RandomState>::default();
        self.for_each_model(&mut |id| {
            found.insert(id);
        });
        found.into_iter().collect()
    }
}
