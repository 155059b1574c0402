//! `serde_json::Value`: any JSON, kept as it is.

use serde_json::{Map, Value};

use super::container::decode_entries;
use super::number::Number;
use super::record::Extra;
use super::{Codec, Error, Kind, Reader, Writer};

/// Whether two values are the same JSON: `1`, `1.0` and `1e0` are one number.
pub(super) fn same(this: &Value, that: &Value) -> bool {
    match (this, that) {
        (Value::Number(this), Value::Number(that)) => {
            this == that || this.as_f64() == that.as_f64()
        }
        (Value::Array(this), Value::Array(that)) => {
            this.len() == that.len() && this.iter().zip(that).all(|(this, that)| same(this, that))
        }
        (Value::Object(this), Value::Object(that)) => {
            let matched = |(key, this)| that.get(key).is_some_and(|that| same(this, that));
            this.len() == that.len() && this.iter().all(matched)
        }
        _ => this == that,
    }
}

impl Codec for Value {
    fn blank() -> Self {
        Self::Null
    }

    fn from_null() -> Option<Self> {
        Some(Self::Null)
    }

    fn decode(&mut self, from: &mut Reader<'_>) -> Result<(), Error> {
        *self = match from.kind()? {
            Kind::Null => {
                from.null()?;
                Self::Null
            }
            Kind::Bool => Self::Bool(from.bool()?),
            Kind::Integer | Kind::Number => match from.number()? {
                Number::Int(value) => Self::from(value),
                Number::Uint(value) => Self::from(value),
                Number::Float(value) => Self::from(value),
            },
            Kind::String => Self::from(from.text()?),
            Kind::Array => {
                let mut list: Vec<Self> = Vec::new();
                list.decode(from)?;
                Self::from(list)
            }
            Kind::Object => {
                let mut map = Map::new();
                decode_entries(&mut map, from)?;
                Self::from(map)
            }
        };
        Ok(())
    }

    fn encode(&self, to: &mut Writer) {
        match self {
            Self::Null => to.null(),
            Self::Bool(value) => to.bool(*value),
            Self::Number(value) => match (value.as_i64(), value.as_u64()) {
                (Some(value), _) => to.int(value),
                (_, Some(value)) => to.uint(value),
                _ => to.float(value.as_f64().unwrap_or(f64::NAN)),
            },
            Self::String(text) => to.string(text),
            Self::Array(list) => list.encode(to),
            Self::Object(map) => {
                to.begin_object();
                map.write(to);
                to.end_object();
            }
        }
    }
}

impl Extra for Map<String, Value> {
    fn insert(&mut self, key: String, from: &mut Reader<'_>) -> Result<(), Error> {
        let mut value = Value::Null;
        match value.decode(from) {
            Ok(()) => drop(Self::insert(self, key, value)),
            Err(error) => return Err(error.at_key(key)),
        }
        Ok(())
    }

    fn write(&self, to: &mut Writer) {
        for (key, value) in self {
            to.key(key);
            value.encode(to);
        }
    }
}
