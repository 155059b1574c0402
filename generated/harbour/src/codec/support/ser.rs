//! The bridge to serde's `Serializer`, compiled once per format.
//!
//! A model writes JSON text. `serde_json` takes that as it is, when it is
//! writing compact text itself; any other format is told what the text says.

use std::any::type_name;
use std::cell::RefCell;

use serde::ser::{Error, Serialize, SerializeMap, SerializeSeq, SerializeStruct, Serializer};

use super::number::Number;
use super::{Codec, Kind, Reader, text_of};

/// What `serde_json` calls a struct of one field, whose value is text to write
/// as it is.
const RAW: &str = "$serde_json::private::RawValue";

/// What `Serialize` is for every model.
///
/// # Errors
///
/// The serializer failed.
pub fn serialize<T: Codec, S: Serializer>(value: &T, to: S) -> Result<S::Ok, S::Error> {
    hand_over(&text_of(value), to)
}

fn hand_over<S: Serializer>(text: &str, to: S) -> Result<S::Ok, S::Error> {
    if is_compact_json(type_name::<S>()) {
        let mut raw = to.serialize_struct(RAW, 1)?;
        raw.serialize_field(RAW, text)?;
        return raw.end();
    }
    tell(&mut Reader::new(text), to)
}

/// Whether a serializer writes JSON text, in the format that is the default. To
/// know it by its name is a shortcut: one that is not recognised is told the
/// same, only slower.
fn is_compact_json(serializer: &str) -> bool {
    let Some(arguments) = serializer.strip_prefix("&mut serde_json::ser::Serializer<") else {
        return false;
    };
    // A default is not part of the name, any other format is.
    let mut depth = 0;
    !arguments.bytes().any(|byte| {
        match byte {
            b'<' | b'(' | b'[' => depth += 1,
            b'>' | b')' | b']' => depth -= 1,
            _ => {}
        }
        byte == b',' && depth == 0
    })
}

/// Without its feature `raw_value`, `serde_json` would not know what we mean.
const _: Option<&serde_json::value::RawValue> = None;

/// Tells a serializer what a text says.
fn tell<S: Serializer>(from: &mut Reader<'_>, to: S) -> Result<S::Ok, S::Error> {
    match from.kind().map_err(S::Error::custom)? {
        Kind::Null => from
            .null()
            .map_err(S::Error::custom)
            .and_then(|_| to.serialize_unit()),
        Kind::Bool => to.serialize_bool(from.bool().map_err(S::Error::custom)?),
        Kind::Integer | Kind::Number => match from.number().map_err(S::Error::custom)? {
            Number::Int(value) => to.serialize_i64(value),
            Number::Uint(value) => to.serialize_u64(value),
            Number::Float(value) => to.serialize_f64(value),
        },
        Kind::String => to.serialize_str(from.text().map_err(S::Error::custom)?),
        Kind::Array => {
            let mut seq = to.serialize_seq(None)?;
            from.begin_array().map_err(S::Error::custom)?;
            while from.item().map_err(S::Error::custom)? {
                seq.serialize_element(&Next(RefCell::new(from)))?;
            }
            seq.end()
        }
        Kind::Object => {
            let mut map = to.serialize_map(None)?;
            from.begin_object().map_err(S::Error::custom)?;
            while from.entry().map_err(S::Error::custom)? {
                map.serialize_key(from.key().map_err(S::Error::custom)?)?;
                map.serialize_value(&Next(RefCell::new(from)))?;
            }
            map.end()
        }
    }
}

/// The next value of a text.
struct Next<'a, 'de>(RefCell<&'a mut Reader<'de>>);

impl Serialize for Next<'_, '_> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        tell(&mut self.0.borrow_mut(), to)
    }
}
