//! The objects of [`Json`]: lists of entries.
//!
//! Most of them have a few dozen keys, and list them in the order of the schema
//! by which they are read. Looking where the next key is expected ([`InOrder`])
//! costs less than a hash, and making a copy costs one allocation.

use std::borrow::Cow;

use foldhash::HashMap;

use super::json::Json;

/// So many keys are compared one by one, which is faster than hashing.
const FEW: usize = 16;

/// A key and its value.
type Entry<'a> = (Cow<'a, str>, Json<'a>);

/// An object. No key is in it twice, which whoever adds one sees to.
#[derive(Debug, Clone, Default)]
pub struct Object<'a> {
    entries: Vec<Entry<'a>>,
}

impl<'a> Object<'a> {
    /// An empty object with room for so many entries.
    pub fn with_capacity(capacity: usize) -> Object<'a> {
        Object {
            entries: Vec::with_capacity(capacity),
        }
    }

    /// How many entries it has.
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether it has no entries.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// The keys and their values.
    pub fn iter(&self) -> impl Iterator<Item = (&Cow<'a, str>, &Json<'a>)> {
        self.entries.iter().map(|(key, value)| (key, value))
    }

    /// The keys alone.
    pub fn keys(&self) -> impl Iterator<Item = &str> {
        self.entries.iter().map(|(key, _)| key.as_ref())
    }

    /// The values alone.
    pub fn values(&self) -> impl Iterator<Item = &Json<'a>> {
        self.entries.iter().map(|(_, value)| value)
    }

    /// The value of a key.
    pub fn get(&self, key: &str) -> Option<&Json<'a>> {
        let entry = self.entries.iter().find(|(k, _)| k == key)?;
        Some(&entry.1)
    }

    /// The value of a key, to be changed.
    pub fn get_mut(&mut self, key: &str) -> Option<&mut Json<'a>> {
        let entry = self.entries.iter_mut().find(|(k, _)| k == key)?;
        Some(&mut entry.1)
    }

    /// Adds an entry whose key is not there yet.
    pub fn push(&mut self, key: impl Into<Cow<'a, str>>, value: Json<'a>) {
        self.entries.push((key.into(), value));
    }

    /// Puts an entry in front. Where the key is there already, it moves there with
    /// the value that it has.
    #[must_use]
    pub fn led_by(mut self, key: impl Into<Cow<'a, str>>, value: Json<'a>) -> Object<'a> {
        let key = key.into();
        let first = match self.entries.iter().position(|(k, _)| *k == key) {
            Some(position) => self.entries.remove(position),
            None => (key, value),
        };
        self.entries.insert(0, first);
        self
    }

    /// A copy that lacks a key.
    #[must_use]
    pub fn without(&self, key: &str) -> Object<'a> {
        let others = self.entries.iter().filter(|(k, _)| k != key);
        others.cloned().collect()
    }

    /// Looks several keys up.
    pub fn in_order(&self) -> InOrder<'_, 'a> {
        InOrder {
            entries: &self.entries,
            expected: 0,
            positions: None,
        }
    }

    /// Whether both have the same keys, in whichever order, with values that match.
    pub fn matches(
        &self,
        other: &Object<'_>,
        values: impl Fn(&Json<'_>, &Json<'_>) -> bool,
    ) -> bool {
        let mut there = other.in_order();
        self.len() == other.len()
            && self
                .iter()
                .all(|(key, value)| there.get(key).is_some_and(|other| values(value, other)))
    }
}

impl PartialEq for Object<'_> {
    fn eq(&self, other: &Object<'_>) -> bool {
        self.matches(other, |a, b| a == b)
    }
}

impl<'a> FromIterator<Entry<'a>> for Object<'a> {
    fn from_iter<T: IntoIterator<Item = Entry<'a>>>(entries: T) -> Object<'a> {
        Object {
            entries: entries.into_iter().collect(),
        }
    }
}

/// Looks keys up that are asked for in about the order in which they stand.
pub struct InOrder<'o, 'a> {
    entries: &'o [Entry<'a>],
    /// Where the next key is looked for first.
    expected: usize,
    /// Where every key is, once some stood elsewhere in a long object.
    positions: Option<HashMap<&'o str, usize>>,
}

impl<'o, 'a> InOrder<'o, 'a> {
    /// The value of a key.
    pub fn get(&mut self, key: &str) -> Option<&'o Json<'a>> {
        let found = self.position(key)?;
        self.expected = found + 1;
        Some(&self.entries[found].1)
    }

    fn position(&mut self, key: &str) -> Option<usize> {
        let entries = self.entries;
        let is_key = |(k, _): &Entry<'a>| k == key;
        if entries.get(self.expected).is_some_and(is_key) {
            return Some(self.expected);
        }
        if entries.len() <= FEW {
            return entries.iter().position(is_key);
        }
        let positions = self.positions.get_or_insert_with(|| {
            let keys = entries.iter().map(|(key, _)| key.as_ref());
            keys.zip(0..).collect()
        });
        positions.get(key).copied()
    }
}
