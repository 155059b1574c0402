//! Scalars as they are written.
//!
//! What comes in: a YAML file and a pointer. What goes out: the text of the scalar
//! there. `version: 1.10` is the number 1.1 to YAML and a string to its author;
//! once a reader knows that a string is meant, it asks here for the author's.

use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};

use super::locate::{Key, segments};
use super::{RawFile, Syntax};

/// The text of a scalar; `None` where it cannot be had.
pub(super) fn scalar(file: &RawFile, pointer: &str) -> Option<String> {
    if file.syntax == Syntax::Json {
        return None;
    }
    let path: Vec<String> = segments(pointer).collect();
    let first = serde_yaml::Deserializer::from_str(&file.text).next()?;
    Descend(&path).deserialize(first).ok()?
}

/// Goes down along a path, past everything else.
struct Descend<'p>(&'p [String]);

impl<'de> DeserializeSeed<'de> for Descend<'_> {
    type Value = Option<String>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        match self.0 {
            [] => DeserializeSeed::deserialize(std::marker::PhantomData::<Key<'de>>, deserializer)
                .map(|key| Some(key.0.into_owned())),
            _ => deserializer.deserialize_any(self),
        }
    }
}

impl<'de> Visitor<'de> for Descend<'_> {
    type Value = Option<String>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object or a list")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut access: A) -> Result<Self::Value, A::Error> {
        let mut found = None;
        while let Some(key) = access.next_key::<Key<'de>>()? {
            if self.0.first().is_some_and(|segment| *segment == key.0) {
                found = access.next_value_seed(Descend(&self.0[1..]))?;
            } else {
                access.next_value::<IgnoredAny>()?;
            }
        }
        Ok(found)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut access: A) -> Result<Self::Value, A::Error> {
        let wanted = self.0.first().and_then(|segment| segment.parse().ok());
        let mut found = None;
        for index in 0_usize.. {
            if Some(index) == wanted {
                let item = access.next_element_seed(Descend(&self.0[1..]))?;
                found = item.flatten();
            } else if access.next_element::<IgnoredAny>()?.is_none() {
                break;
            }
        }
        Ok(found)
    }
}
