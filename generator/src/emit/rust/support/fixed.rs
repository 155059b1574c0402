//! Constants: values that the schema fixes, so that no field holds them.

use serde_json::Value;

use super::plan::keep;
use super::reader::Number;
use super::{Error, Kind, Reader, Writer};

/// A value that JSON must have at some place, or that a union tells its
/// variants apart by.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Fixed {
    /// `null`
    Null,
    /// `true` or `false`
    Bool(bool),
    /// An integer, which JSON may also write as a float.
    Int(i64),
    /// A number with a fraction.
    Float(f64),
    /// A string.
    Str(&'static str),
}

impl Fixed {
    /// A constant as JSON.
    pub(super) fn of(json: &Value) -> Self {
        match json {
            Value::Bool(value) => Self::Bool(*value),
            Value::Number(number) => match number.as_i64() {
                Some(int) => Self::Int(int),
                None => number.as_f64().map_or(Self::Null, Self::Float),
            },
            Value::String(_) => Self::Str(keep(json)),
            Value::Null | Value::Array(_) | Value::Object(_) => Self::Null,
        }
    }

    /// Checks that this is what comes next.
    pub(super) fn check(self, from: &mut Reader<'_>) -> Result<(), Error> {
        let mark = from.mark();
        let fits = match (self, from.kind()?) {
            (Self::Str(text), Kind::String) => from.text()? == text,
            (Self::Str(_), _) | (_, Kind::String | Kind::Array | Kind::Object) => false,
            _ => self.is(Self::next(from)?),
        };
        if fits {
            return Ok(());
        }
        from.rewind(mark);
        Err(from.unexpected(&self.to_string()))
    }

    /// The next value, if it is neither a string nor has parts.
    pub(super) fn next(from: &mut Reader<'_>) -> Result<Self, Error> {
        Ok(match from.kind()? {
            Kind::Null => {
                from.null()?;
                Self::Null
            }
            Kind::Bool => Self::Bool(from.bool()?),
            Kind::Integer | Kind::Number => match from.number()? {
                Number::Int(value) => Self::Int(value),
                Number::Uint(value) => Self::Float(value as f64),
                Number::Float(value) => Self::Float(value),
            },
            Kind::String | Kind::Array | Kind::Object => return Err(from.unexpected("a tag")),
        })
    }

    /// Whether two values are the same JSON: `1` and `1.0` are one number.
    pub(super) fn is(self, that: Self) -> bool {
        match (self, that) {
            (Self::Int(int), Self::Float(float)) | (Self::Float(float), Self::Int(int)) => {
                int as f64 == float
            }
            _ => self == that,
        }
    }

    pub(super) fn write(self, to: &mut Writer) {
        match self {
            Self::Null => to.null(),
            Self::Bool(value) => to.bool(value),
            Self::Int(value) => to.int(value),
            Self::Float(value) => to.float(value),
            Self::Str(text) => to.string(text),
        }
    }
}

impl std::fmt::Display for Fixed {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let mut text = Writer::new();
        self.write(&mut text);
        f.write_str(&text.finish())
    }
}
