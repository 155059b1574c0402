//! The bridge from serde's `Deserializer`, compiled once per format.
//!
//! Everything that is decoded is JSON text. Where `serde_json` is reading text itself,
//! it is asked for the text of the value as it stands. Any other format, and whatever
//! serde keeps for `untagged` and `flatten`, is asked for its value, whatever its type,
//! and that is written as JSON first.
//!
//! Which of the two it is, is a question of the deserializer's type and never of the
//! data: a key of the data is a key, whatever it is called.

use std::any::type_name;
use std::fmt;

use serde::de::{
    self, Deserialize, DeserializeSeed, Deserializer, Error as _, IgnoredAny, MapAccess, SeqAccess,
    Unexpected, Visitor,
};
use serde_json::value::RawValue;

use super::reader::DEPTH;
use super::{Codec, Error, Reader, Writer, syntax};

/// What `Deserialize` is for every model. The format must say what type a value
/// has, as JSON, YAML and MessagePack do, or be a form: there numbers and booleans are
/// read from texts.
///
/// # Errors
///
/// The data is not of this type.
pub fn deserialize<'de, T: Codec, D: Deserializer<'de>>(from: D) -> Result<T, D::Error> {
    let mut value = T::blank();
    fill(&mut value, from)?;
    Ok(value)
}

fn fill<'de, D: Deserializer<'de>>(codec: &mut dyn Codec, from: D) -> Result<(), D::Error> {
    let source = Source::of(type_name::<D>());
    let result = match source {
        Source::Text => decode(codec, Reader::new(<&RawValue>::deserialize(from)?.get())),
        Source::Stream => decode(
            codec,
            Reader::new(Box::<RawValue>::deserialize(from)?.get()),
        ),
        Source::Data => decode(codec, Reader::rewritten(&written(from)?)),
        Source::Form => decode(codec, Reader::of_form(&written(from)?)),
    };
    result.map_err(D::Error::custom)
}

/// The next value as JSON.
fn written<'de, D: Deserializer<'de>>(from: D) -> Result<String, D::Error> {
    let is_binary = !from.is_human_readable();
    let mut text = Writer::new();
    match from.deserialize_any(Next::outermost(&mut text)) {
        Ok(()) => Ok(text.finish()),
        // Some formats hold values and do not say of which type these are.
        Err(error) if is_binary && text.is_empty() => Err(D::Error::custom(format_args!(
            "{error} (these types need a format that tells the types of its values, as JSON, \
             YAML, CBOR and MessagePack do)"
        ))),
        Err(error) => Err(error),
    }
}

fn decode(codec: &mut dyn Codec, mut from: Reader<'_>) -> Result<(), Error> {
    codec.decode(&mut from)
}

/// Where a deserializer has its data from.
enum Source {
    /// JSON text in memory.
    Text,
    /// JSON text that is read piece by piece.
    Stream,
    /// A form or the query of a URL, all of whose values are texts.
    Form,
    /// Anything else.
    Data,
}

impl Source {
    /// To know `serde_json` by the name of its type is a shortcut: one that is not
    /// recognised hands on the same, only slower. A form has no other mark than its name.
    fn of(deserializer: &str) -> Self {
        const JSON: &str = "&mut serde_json::de::Deserializer<serde_json::read::";
        const FORMS: [&str; 3] = ["serde_urlencoded::", "serde_html_form::", "serde_qs::"];
        match deserializer.strip_prefix(JSON) {
            Some(read) if read.starts_with("StrRead") || read.starts_with("SliceRead") => {
                Self::Text
            }
            Some(_) => Self::Stream,
            None if FORMS.iter().any(|form| deserializer.contains(form)) => Self::Form,
            None => Self::Data,
        }
    }
}

/// Writes the next value as JSON.
struct Next<'a> {
    to: &'a mut Writer,
    /// How many more arrays and objects may be opened.
    depth: u8,
}

impl<'a> Next<'a> {
    fn outermost(to: &'a mut Writer) -> Self {
        Self { to, depth: DEPTH }
    }

    /// The same for what is inside of this value.
    fn inside<E: de::Error>(self) -> Result<Self, E> {
        match self.depth {
            1 => Err(E::custom("recursion limit exceeded")),
            depth => Ok(Self {
                to: self.to,
                depth: depth - 1,
            }),
        }
    }

    /// The same once more.
    fn again(&mut self) -> Next<'_> {
        Next {
            to: self.to,
            depth: self.depth,
        }
    }
}

impl<'de> DeserializeSeed<'de> for Next<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, from: D) -> Result<(), D::Error> {
        from.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Next<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a JSON value")
    }

    fn visit_unit<E>(self) -> Result<(), E> {
        self.to.null();
        Ok(())
    }

    fn visit_none<E: de::Error>(self) -> Result<(), E> {
        self.visit_unit()
    }

    fn visit_some<D: Deserializer<'de>>(self, from: D) -> Result<(), D::Error> {
        from.deserialize_any(self)
    }

    fn visit_newtype_struct<D: Deserializer<'de>>(self, from: D) -> Result<(), D::Error> {
        from.deserialize_any(self)
    }

    fn visit_bool<E>(self, value: bool) -> Result<(), E> {
        self.to.bool(value);
        Ok(())
    }

    fn visit_i64<E>(self, value: i64) -> Result<(), E> {
        self.to.int(value);
        Ok(())
    }

    fn visit_u64<E>(self, value: u64) -> Result<(), E> {
        self.to.uint(value);
        Ok(())
    }

    fn visit_i128<E>(self, value: i128) -> Result<(), E> {
        self.to.raw(&value.to_string());
        Ok(())
    }

    fn visit_u128<E>(self, value: u128) -> Result<(), E> {
        self.to.raw(&value.to_string());
        Ok(())
    }

    fn visit_f64<E: de::Error>(self, value: f64) -> Result<(), E> {
        if !value.is_finite() {
            return Err(E::invalid_value(Unexpected::Float(value), &self));
        }
        self.to.float(value);
        Ok(())
    }

    fn visit_str<E>(self, text: &str) -> Result<(), E> {
        self.to.string(text);
        Ok(())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<(), A::Error> {
        let mut inside = self.inside()?;
        inside.to.begin_array();
        loop {
            let end = inside.to.mark();
            inside.to.item();
            if items.next_element_seed(inside.again())?.is_none() {
                inside.to.rewind(end);
                break;
            }
        }
        inside.to.end_array();
        Ok(())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<(), A::Error> {
        if is_number::<A>() {
            return write_number(self.to, entries);
        }
        let mut inside = self.inside()?;
        inside.to.begin_object();
        while entries.next_key_seed(Key(inside.to))?.is_some() {
            entries.next_value_seed(inside.again())?;
        }
        inside.to.end_object();
        Ok(())
    }
}

/// Writes a key.
struct Key<'a>(&'a mut Writer);

impl<'de> DeserializeSeed<'de> for Key<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, from: D) -> Result<(), D::Error> {
        from.deserialize_str(self)
    }
}

impl Visitor<'_> for Key<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a key")
    }

    fn visit_str<E>(self, key: &str) -> Result<(), E> {
        self.0.key(key);
        Ok(())
    }

    fn visit_bool<E: de::Error>(self, key: bool) -> Result<(), E> {
        self.visit_str(&key.to_string())
    }

    fn visit_i64<E: de::Error>(self, key: i64) -> Result<(), E> {
        self.visit_str(&key.to_string())
    }

    fn visit_u64<E: de::Error>(self, key: u64) -> Result<(), E> {
        self.visit_str(&key.to_string())
    }
}

/// Whether a map is how `serde_json` shows the digits of a number, which it does if some
/// crate of the program wants numbers of arbitrary precision.
fn is_number<A>() -> bool {
    type_name::<A>().contains("serde_json::number::NumberDeserializer")
}

fn write_number<'de, A: MapAccess<'de>>(to: &mut Writer, mut entry: A) -> Result<(), A::Error> {
    entry.next_key::<IgnoredAny>()?;
    let number: String = entry.next_value()?;
    match syntax::number_len(number.as_bytes()) {
        Some((length, _)) if length == number.len() => to.raw(&number),
        _ => return Err(A::Error::custom("invalid number")),
    }
    Ok(())
}
