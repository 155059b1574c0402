//! The bridge from serde's `Deserializer`, compiled once per format.
//!
//! Everything that is decoded is JSON text. `serde_json` hands us the text of
//! the value as it stands, which is how its raw values work; any other format
//! is asked for its value, whatever its type, and that is written as JSON first.

use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, Error as _, MapAccess, SeqAccess, Visitor};

use super::{Codec, Error, Reader, Writer};

/// The name by which a visitor asks `serde_json` for the text of a value, and
/// the key under which it gets it.
const RAW: &str = "$serde_json::private::RawValue";
/// The key under which `serde_json` shows the text of a number, if some crate
/// of the program wants numbers of arbitrary precision.
const NUMBER: &str = "$serde_json::private::Number";

/// What `Deserialize` is for every model. The format must say what type a value
/// has, as JSON, YAML and MessagePack do.
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
    let mut text = Text {
        whole: None,
        written: Writer::new(),
    };
    from.deserialize_newtype_struct(RAW, Next(&mut text))?;
    let Text { whole, written } = text;
    let result = match whole {
        Some(text) => decode(codec, text),
        None => decode(codec, &written.finish()),
    };
    result.map_err(D::Error::custom)
}

fn decode(codec: &mut dyn Codec, text: &str) -> Result<(), Error> {
    codec.decode(&mut Reader::new(text))
}

/// The JSON text of a value.
struct Text<'de> {
    /// All of it, as it stands in the text that is being deserialized.
    whole: Option<&'de str>,
    /// What was written instead.
    written: Writer,
}

/// Collects the text of the next value.
struct Next<'a, 'de>(&'a mut Text<'de>);

impl<'de> DeserializeSeed<'de> for Next<'_, 'de> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, from: D) -> Result<(), D::Error> {
        from.deserialize_any(self)
    }
}

impl Next<'_, '_> {
    #[allow(clippy::unnecessary_wraps)] // as visitors return it
    fn write<E>(self, write: impl FnOnce(&mut Writer)) -> Result<(), E> {
        write(&mut self.0.written);
        Ok(())
    }
}

impl<'de> Visitor<'de> for Next<'_, 'de> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a JSON value")
    }

    fn visit_unit<E>(self) -> Result<(), E> {
        self.write(Writer::null)
    }

    fn visit_none<E>(self) -> Result<(), E> {
        self.write(Writer::null)
    }

    fn visit_some<D: Deserializer<'de>>(self, from: D) -> Result<(), D::Error> {
        from.deserialize_any(self)
    }

    fn visit_newtype_struct<D: Deserializer<'de>>(self, from: D) -> Result<(), D::Error> {
        from.deserialize_any(self)
    }

    fn visit_bool<E>(self, value: bool) -> Result<(), E> {
        self.write(|to| to.bool(value))
    }

    fn visit_i64<E>(self, value: i64) -> Result<(), E> {
        self.write(|to| to.int(value))
    }

    fn visit_u64<E>(self, value: u64) -> Result<(), E> {
        self.write(|to| to.uint(value))
    }

    fn visit_f64<E>(self, value: f64) -> Result<(), E> {
        self.write(|to| to.float(value))
    }

    fn visit_str<E>(self, text: &str) -> Result<(), E> {
        self.write(|to| to.string(text))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<(), A::Error> {
        self.0.written.begin_array();
        loop {
            let end = self.0.written.mark();
            self.0.written.item();
            if items.next_element_seed(Next(self.0))?.is_none() {
                self.0.written.rewind(end);
                break;
            }
        }
        self.0.written.end_array();
        Ok(())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<(), A::Error> {
        let start = self.0.written.mark();
        self.0.written.begin_object();
        while let Some(is_text) = entries.next_key_seed(Key(&mut self.0.written))? {
            if is_text {
                self.0.written.rewind(start);
                return entries.next_value_seed(Raw(self.0));
            }
            entries.next_value_seed(Next(self.0))?;
        }
        self.0.written.end_object();
        Ok(())
    }
}

/// Writes a key, unless it announces text.
struct Key<'a>(&'a mut Writer);

impl<'de> DeserializeSeed<'de> for Key<'_> {
    type Value = bool;

    fn deserialize<D: Deserializer<'de>>(self, from: D) -> Result<bool, D::Error> {
        from.deserialize_str(self)
    }
}

impl Visitor<'_> for Key<'_> {
    type Value = bool;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a key")
    }

    fn visit_str<E>(self, key: &str) -> Result<bool, E> {
        let is_text = key == RAW || key == NUMBER;
        if !is_text {
            self.0.key(key);
        }
        Ok(is_text)
    }
}

/// Takes text as it is.
struct Raw<'a, 'de>(&'a mut Text<'de>);

impl<'de> DeserializeSeed<'de> for Raw<'_, 'de> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, from: D) -> Result<(), D::Error> {
        from.deserialize_str(self)
    }
}

impl<'de> Visitor<'de> for Raw<'_, 'de> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("JSON text")
    }

    fn visit_str<E>(self, text: &str) -> Result<(), E> {
        self.0.written.raw(text);
        Ok(())
    }

    fn visit_borrowed_str<E>(self, text: &'de str) -> Result<(), E> {
        if self.0.written.is_empty() {
            self.0.whole = Some(text);
        } else {
            self.0.written.raw(text);
        }
        Ok(())
    }
}
