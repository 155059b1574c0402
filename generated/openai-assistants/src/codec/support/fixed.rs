//! Constants: values that the schema fixes, so that no field holds them.

use serde_json::Value;

use super::number::Number;
use super::plan::keep;
use super::{Error, Kind, Reader, Writer};

/// A value that JSON must have at some place, or that a union tells its
/// variants apart by.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Fixed {
    /// `null`
    Null,
    /// `true` or `false`
    Bool(bool),
    /// A number. An integer is one, however JSON writes it.
    Number(Number),
    /// A string.
    Str(&'static str),
}

impl Fixed {
    /// A constant as JSON.
    pub(super) fn of(json: &Value) -> Self {
        match json {
            Value::Bool(value) => Self::Bool(*value),
            Value::Number(number) => Reader::new(&number.to_string())
                .comparable()
                .map_or(Self::Null, Self::Number),
            Value::String(_) => Self::Str(keep(json)),
            Value::Null | Value::Array(_) | Value::Object(_) => Self::Null,
        }
    }

    /// Checks that this is what comes next.
    pub(super) fn check(self, from: &mut Reader<'_>) -> Result<(), Error> {
        let mark = from.mark();
        let fits = match (self, from.kind()?) {
            (Self::Str(text), Kind::String) => from.text()? == text,
            (_, Kind::String) if from.form => from.in_string(Self::next)? == Some(self),
            (Self::Str(_), _) | (_, Kind::String | Kind::Array | Kind::Object) => false,
            _ => self == Self::next(from)?,
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
            Kind::Integer | Kind::Number => Self::Number(from.comparable()?),
            Kind::String | Kind::Array | Kind::Object => return Err(from.unexpected("a tag")),
        })
    }

    pub(super) fn write(self, to: &mut Writer) {
        match self {
            Self::Null => to.null(),
            Self::Bool(value) => to.bool(value),
            Self::Number(Number::Int(value)) => to.int(value),
            Self::Number(Number::Uint(value)) => to.uint(value),
            Self::Number(Number::Float(value)) => to.float(value),
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
