//! One visitor for both syntaxes.
//!
//! What comes in: any serde deserializer. What goes out: a `serde_json::Value`.
//! `Value`'s own `Deserialize` would do for most documents; this one also
//!
//! - takes every YAML scalar as a key, as written (`200:`, `2024-01-01:`, `null:`);
//! - takes integers of any size and `.inf` (a number that JSON cannot write
//!   becomes the nearest `f64`, or null);
//! - applies YAML's merge keys (`<<: *base`);
//! - reports duplicate keys and collects references to other files, both of which
//!   would otherwise need a walk over the finished value;
//! - bounds depth and, against aliases that multiply, the size of what is made.

use std::cell::{Cell, RefCell};
use std::collections::BTreeSet;
use std::fmt;

use serde::de::{
    self, DeserializeSeed, Deserializer, EnumAccess, MapAccess, SeqAccess, VariantAccess, Visitor,
};
use serde_json::map::Entry;
use serde_json::{Map, Number, Value};

use super::pointer::escaped;

/// Deeper than any document is written, and shallow enough for any stack.
pub(super) const DEPTH: usize = 512;

/// What a value takes beside its text.
const VALUE: usize = 4;

/// How large the value of a text may be, keys, strings and values together. Aliases that
/// people write make it twice as large, or a small text ten times.
pub(super) fn allowance(length: usize) -> usize {
    length.saturating_mul(10).saturating_add(SMALL)
}

/// How large the value of a text can be without aliases.
pub(super) fn largest(length: usize) -> usize {
    length.saturating_mul(VALUE)
}

/// The allowance of a text of no length at all.
pub(super) const SMALL: usize = 1 << 20;

/// What the fault is called where a text has more than its allowance.
pub(super) const TOO_LARGE: &str = "aliases make more of this than the file is large";

/// What is noticed on the way, and the limits.
#[derive(Debug)]
pub(super) struct Scan {
    /// Whether `<<` merges (YAML).
    merge: bool,
    /// How deep values may be nested.
    deepest: usize,
    depth: Cell<usize>,
    /// How much may still be made.
    left: Cell<usize>,
    /// Pointers of keys that an object has twice, innermost segment first.
    duplicates: RefCell<Vec<Vec<String>>>,
    /// References that leave the file.
    links: RefCell<BTreeSet<String>>,
}

/// What was noticed in a text.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Noticed {
    /// JSON Pointers of keys that an object has twice.
    pub(super) duplicates: Vec<String>,
    /// References that leave the file.
    pub(super) links: BTreeSet<String>,
}

impl Noticed {
    /// Adds what was noticed in another part of the text.
    pub(super) fn extend(&mut self, other: Noticed) {
        self.duplicates.extend(other.duplicates);
        self.links.extend(other.links);
    }
}

impl Scan {
    pub(super) fn new(merge: bool, allowance: usize) -> Scan {
        Scan {
            merge,
            deepest: DEPTH,
            depth: Cell::new(0),
            left: Cell::new(allowance),
            duplicates: RefCell::default(),
            links: RefCell::default(),
        }
    }

    /// The same, for values that are nested less.
    pub(super) fn within(self, deepest: usize) -> Scan {
        Scan { deepest, ..self }
    }

    /// The value of a JSON text.
    pub(super) fn json(&self, text: &str) -> serde_json::Result<Value> {
        let mut parser = serde_json::Deserializer::from_str(text);
        // The scan has a limit of its own.
        parser.disable_recursion_limit();
        let value = AnyValue(self).deserialize(&mut parser)?;
        parser.end()?;
        Ok(value)
    }

    /// What was noticed.
    pub(super) fn finish(self) -> Noticed {
        let pointer = |segments: Vec<String>| {
            segments
                .iter()
                .rev()
                .fold(String::new(), |mut pointer, segment| {
                    pointer.push('/');
                    pointer.push_str(&escaped(segment));
                    pointer
                })
        };
        let duplicates = self.duplicates.into_inner();
        Noticed {
            duplicates: duplicates.into_iter().map(pointer).collect(),
            links: self.links.into_inner(),
        }
    }

    fn enter<E: de::Error>(&self) -> Result<(), E> {
        let deepest = self.deepest;
        if self.depth.get() == deepest {
            return Err(E::custom(format_args!(
                "values are nested more than {deepest} deep"
            )));
        }
        self.depth.set(self.depth.get() + 1);
        Ok(())
    }

    fn leave(&self) {
        self.depth.set(self.depth.get() - 1);
    }

    /// Takes the size of a key or a value, whose text is this long, from what is left.
    fn spend<E: de::Error>(&self, length: usize) -> Result<(), E> {
        let left = self.left.get().checked_sub(length + VALUE);
        self.left.set(left.ok_or_else(|| E::custom(TOO_LARGE))?);
        Ok(())
    }

    /// Completes the pointers of duplicates that were found below a key.
    fn extend_duplicates(&self, known: usize, segment: impl Fn() -> String) {
        for pointer in &mut self.duplicates.borrow_mut()[known..] {
            pointer.push(segment());
        }
    }

    /// Remembers `$ref` and the values of `mapping` that name a file.
    fn note_links(&self, key: &str, value: &Value) {
        let leaves = |text: &&String| !text.starts_with('#') && text.contains(['.', '/']);
        let note = |value: &Value| {
            let Value::String(text) = value else { return };
            if leaves(&text) {
                self.links.borrow_mut().insert(text.clone());
            }
        };
        match (key, value) {
            ("$ref", value) => note(value),
            ("mapping", Value::Object(mapping)) => mapping.values().for_each(note),
            _ => {}
        }
    }
}

/// Makes a [`Value`].
#[derive(Clone, Copy)]
pub(super) struct AnyValue<'s>(pub(super) &'s Scan);

impl<'de> DeserializeSeed<'de> for AnyValue<'_> {
    type Value = Value;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for AnyValue<'_> {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("any value")
    }

    fn visit_unit<E: de::Error>(self) -> Result<Value, E> {
        self.0.spend(0)?;
        Ok(Value::Null)
    }

    fn visit_none<E: de::Error>(self) -> Result<Value, E> {
        self.0.spend(0)?;
        Ok(Value::Null)
    }

    fn visit_bool<E: de::Error>(self, v: bool) -> Result<Value, E> {
        self.0.spend(0)?;
        Ok(Value::Bool(v))
    }

    fn visit_i64<E: de::Error>(self, v: i64) -> Result<Value, E> {
        self.0.spend(0)?;
        Ok(Value::Number(v.into()))
    }

    fn visit_u64<E: de::Error>(self, v: u64) -> Result<Value, E> {
        self.0.spend(0)?;
        Ok(Value::Number(v.into()))
    }

    fn visit_i128<E: de::Error>(self, v: i128) -> Result<Value, E> {
        self.0.spend(0)?;
        Ok(Value::from(v as f64))
    }

    fn visit_u128<E: de::Error>(self, v: u128) -> Result<Value, E> {
        self.0.spend(0)?;
        Ok(Value::from(v as f64))
    }

    fn visit_f64<E: de::Error>(self, v: f64) -> Result<Value, E> {
        self.0.spend(0)?;
        Ok(Number::from_f64(v).map_or(Value::Null, Value::Number))
    }

    fn visit_str<E: de::Error>(self, v: &str) -> Result<Value, E> {
        self.0.spend(v.len())?;
        Ok(Value::String(v.to_owned()))
    }

    fn visit_string<E: de::Error>(self, v: String) -> Result<Value, E> {
        self.0.spend(v.len())?;
        Ok(Value::String(v))
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        deserializer.deserialize_any(self)
    }

    /// A value with a YAML tag of its own (`!vault secret`): the tag is dropped.
    fn visit_enum<A: EnumAccess<'de>>(self, access: A) -> Result<Value, A::Error> {
        let (_, variant) = access.variant_seed(Key)?;
        variant.newtype_variant_seed(self)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut access: A) -> Result<Value, A::Error> {
        let scan = self.0;
        scan.enter()?;
        scan.spend(0)?;
        let mut items = Vec::new();
        loop {
            let known = scan.duplicates.borrow().len();
            let Some(item) = access.next_element_seed(self)? else {
                break;
            };
            scan.extend_duplicates(known, || items.len().to_string());
            items.push(item);
        }
        scan.leave();
        Ok(Value::Array(items))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut access: A) -> Result<Value, A::Error> {
        let scan = self.0;
        scan.enter()?;
        scan.spend(0)?;
        let mut map = Map::new();
        let mut merged = Vec::new();
        while let Some(key) = access.next_key_seed(Key)? {
            scan.spend(key.len())?;
            let known = scan.duplicates.borrow().len();
            let value = access.next_value_seed(self)?;
            scan.extend_duplicates(known, || key.clone());
            if scan.merge && key == "<<" {
                merged.push(value);
                continue;
            }
            scan.note_links(&key, &value);
            match map.entry(key) {
                Entry::Vacant(entry) => {
                    entry.insert(value);
                }
                Entry::Occupied(mut entry) => {
                    scan.duplicates.borrow_mut().push(vec![entry.key().clone()]);
                    entry.insert(value);
                }
            }
        }
        for base in merged {
            merge(&mut map, base);
        }
        scan.leave();
        Ok(Value::Object(map))
    }
}

/// `<<: *base` and `<<: [*first, *second]`: what is there already stays.
fn merge(map: &mut Map<String, Value>, base: Value) {
    match base {
        Value::Object(base) => {
            for (key, value) in base {
                map.entry(key).or_insert(value);
            }
        }
        Value::Array(bases) => bases.into_iter().for_each(|base| merge(map, base)),
        _ => {}
    }
}

/// A key as written, whatever YAML would make of it as a value.
struct Key;

impl<'de> DeserializeSeed<'de> for Key {
    type Value = String;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<String, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl Visitor<'_> for Key {
    type Value = String;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a key that is a string")
    }

    fn visit_str<E>(self, v: &str) -> Result<String, E> {
        Ok(v.to_owned())
    }

    fn visit_string<E>(self, v: String) -> Result<String, E> {
        Ok(v)
    }
}
