//! JSON as examples hold it.
//!
//! Examples are copied, compared and thrown away far more often than they are
//! looked into, so the texts and keys of this JSON are borrowed from the document
//! wherever they stand there, and its objects are plain lists ([`Object`]).

use std::borrow::Cow;

use serde_json::{Number, Value};

use crate::api::Scalar;

use super::object::Object;

/// A JSON value, mostly of parts of the document.
#[derive(Debug, Clone, PartialEq)]
#[allow(missing_docs)]
pub enum Json<'a> {
    Null,
    Bool(bool),
    Number(Number),
    Text(Cow<'a, str>),
    List(Vec<Json<'a>>),
    Object(Object<'a>),
}

impl<'a> Json<'a> {
    /// A text that is borrowed or owned.
    pub fn text(text: impl Into<Cow<'a, str>>) -> Json<'a> {
        Json::Text(text.into())
    }

    /// Whether it is null.
    pub fn is_null(&self) -> bool {
        matches!(self, Json::Null)
    }

    /// Whether it is neither a list nor an object.
    pub fn is_scalar(&self) -> bool {
        !matches!(self, Json::List(_) | Json::Object(_))
    }

    /// The text, if it is one.
    pub fn as_text(&self) -> Option<&str> {
        match self {
            Json::Text(text) => Some(text),
            _ => None,
        }
    }

    /// The number, if it is one.
    pub fn as_number(&self) -> Option<&Number> {
        match self {
            Json::Number(number) => Some(number),
            _ => None,
        }
    }

    /// The object, if it is one.
    pub fn as_object(&self) -> Option<&Object<'a>> {
        match self {
            Json::Object(object) => Some(object),
            _ => None,
        }
    }

    /// How many values it consists of, itself among them.
    pub fn size(&self) -> usize {
        1 + match self {
            Json::List(list) => list.iter().map(Json::size).sum(),
            Json::Object(object) => object.values().map(Json::size).sum(),
            _ => 0,
        }
    }

    /// The value as people write it: `1` for `1.0`, which is the same number.
    #[must_use]
    pub fn as_written(&self) -> Json<'a> {
        match self {
            Json::Number(number) => match number.as_f64() {
                Some(float) if float.fract() == 0.0 && float.abs() < 1e15 => {
                    Json::from(float as i64)
                }
                _ => self.clone(),
            },
            Json::List(list) => Json::List(list.iter().map(Json::as_written).collect()),
            Json::Object(object) => {
                let entries = object.iter();
                Json::Object(entries.map(|(k, v)| (k.clone(), v.as_written())).collect())
            }
            other => other.clone(),
        }
    }
}

impl<'a> From<&'a Value> for Json<'a> {
    fn from(value: &'a Value) -> Json<'a> {
        match value {
            Value::Null => Json::Null,
            Value::Bool(flag) => Json::Bool(*flag),
            Value::Number(number) => Json::Number(number.clone()),
            Value::String(text) => Json::text(text),
            Value::Array(list) => Json::List(list.iter().map(Json::from).collect()),
            Value::Object(map) => {
                let entries = map.iter();
                Json::Object(entries.map(|(k, v)| (k.into(), v.into())).collect())
            }
        }
    }
}

impl From<Value> for Json<'_> {
    fn from(value: Value) -> Self {
        match value {
            Value::Null => Json::Null,
            Value::Bool(flag) => Json::Bool(flag),
            Value::Number(number) => Json::Number(number),
            Value::String(text) => Json::text(text),
            Value::Array(list) => Json::List(list.into_iter().map(Json::from).collect()),
            Value::Object(map) => {
                let entries = map.into_iter();
                Json::Object(entries.map(|(k, v)| (k.into(), v.into())).collect())
            }
        }
    }
}

impl<'a> From<&'a Scalar> for Json<'a> {
    fn from(scalar: &'a Scalar) -> Json<'a> {
        match scalar {
            Scalar::String(text) => Json::text(text),
            scalar => Json::from(scalar.to_value()),
        }
    }
}

impl From<i64> for Json<'_> {
    fn from(number: i64) -> Self {
        Json::Number(number.into())
    }
}

/// Whether two values are the same JSON, numbers by value: `1` is `1.0`.
pub(super) fn same(a: &Json<'_>, b: &Json<'_>) -> bool {
    match (a, b) {
        (Json::Number(a), Json::Number(b)) => a == b || a.as_f64() == b.as_f64(),
        (Json::List(a), Json::List(b)) => {
            a.len() == b.len() && a.iter().zip(b).all(|(a, b)| same(a, b))
        }
        (Json::Object(a), Json::Object(b)) => a.matches(b, same),
        _ => a == b,
    }
}
