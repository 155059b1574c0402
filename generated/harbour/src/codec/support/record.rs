//! Structs: a table of keys, and a list of the places that belong to them.
//!
//! In comes a table of keys in the document's order, and for each of them that is
//! not a constant, in the same order, a place to decode into or a part to encode.
//! The loop over them is the same for every struct, so it is compiled once.

use serde_json::Value;

use super::plan::keep;
use super::shelf::{Place, Shelf};
use super::{Codec, Error, Fixed, Reader, Writer};

/// What a struct asks of one key.
#[derive(Clone, Copy)]
enum Rule {
    /// Must be there.
    Required,
    /// May be left out by others; we write `null`.
    Nullable,
    /// May be left out.
    Optional,
    /// Must be there and be this; no field holds it.
    Constant(Fixed),
}

/// The keys of a struct.
pub struct Record {
    /// The keys, in the order in which they are written, a line for each: what is
    /// asked of it in a word, the key as JSON and, if it is `constant`, its value.
    pub keys: &'static str,
    /// Where what was read from them stands.
    pub place: Place,
}

static LAYOUTS: Shelf<Layout> = Shelf::new(Layout::new);

/// A struct and the map of the keys beyond its fields.
pub struct With<'a, E> {
    record: &'a Record,
    extra: E,
}

impl<E: Extra> With<'_, &mut E> {
    /// Fills the fields of a struct, and the map from unknown keys.
    ///
    /// # Errors
    ///
    /// As [`Record::decode`], and if the value of an unknown key does not decode.
    #[inline]
    pub fn decode<const N: usize>(
        self,
        mut places: [&mut dyn Codec; N],
        from: &mut Reader<'_>,
    ) -> Result<(), Error> {
        self.record.fill(&mut places, Some(self.extra), from)
    }
}

impl<E: Extra> With<'_, &E> {
    /// Writes the fields of a struct, then the keys beyond them.
    #[inline]
    pub fn encode<const N: usize>(self, parts: [&dyn Codec; N], to: &mut Writer) {
        self.record.show(&parts, Some(self.extra), to);
    }
}

/// Keys beyond the fields of a struct, with their values.
pub trait Extra {
    /// Decodes the value of a key into the map. The last one wins.
    fn insert(&mut self, key: String, from: &mut Reader<'_>) -> Result<(), Error>;
    /// Writes all entries into an open object.
    fn write(&self, to: &mut Writer);
}

impl Record {
    /// The same struct, together with the map of the keys beyond its fields.
    pub fn with<E>(&self, extra: E) -> With<'_, E> {
        With {
            record: self,
            extra,
        }
    }

    /// Fills the fields of a struct; unknown keys are passed over.
    ///
    /// # Errors
    ///
    /// The value is not an object, a field is missing, occurs twice or does not
    /// decode.
    // An array by value takes the compiler less than a slice of one.
    #[inline]
    pub fn decode<const N: usize>(
        &self,
        mut places: [&mut dyn Codec; N],
        from: &mut Reader<'_>,
    ) -> Result<(), Error> {
        self.fill(&mut places, None, from)
    }

    /// Writes the fields of a struct.
    #[inline]
    pub fn encode<const N: usize>(&self, parts: [&dyn Codec; N], to: &mut Writer) {
        self.show(&parts, None, to);
    }

    /// As [`decode`](Self::decode), for any number of places.
    pub fn fill(
        &self,
        places: &mut [&mut dyn Codec],
        extra: Option<&mut dyn Extra>,
        from: &mut Reader<'_>,
    ) -> Result<(), Error> {
        self.layout().decode(places, extra, from)
    }

    fn show(&self, parts: &[&dyn Codec], extra: Option<&dyn Extra>, to: &mut Writer) {
        to.begin_object();
        self.layout().encode(parts, to);
        if let Some(extra) = extra {
            extra.write(to);
        }
        to.end_object();
    }

    fn layout(&self) -> &'static Layout {
        LAYOUTS.get(&self.place, self.keys)
    }
}

/// What can be known about a table before any object is seen. It is made when
/// the first one is, because making it at compile time would cost every build.
struct Layout {
    slots: Box<[Slot]>,
    /// The fields by key: a hash table of indices whose length is a power of
    /// two, at least half of it empty.
    index: Box<[Option<usize>]>,
    /// The fields that must be there.
    required: Set,
    /// The first constant: the tag that many objects begin with, wherever it stands
    /// in their document.
    tag: Option<usize>,
}

/// One field.
struct Slot {
    key: &'static str,
    rule: Rule,
    /// The key as it is written: `,"key":`
    head: Box<str>,
    /// The value of a constant as it is written.
    fixed: Box<str>,
    /// The index of its place or part, if it has one.
    place: usize,
}

impl Slot {
    /// Reads a line.
    fn new(line: &str, place: usize) -> Self {
        let (word, json) = line.split_once(' ').unwrap_or_default();
        let mut json = serde_json::Deserializer::from_str(json).into_iter::<Value>();
        let mut value = || json.next().and_then(Result::ok).unwrap_or_default();
        let key = keep(&value());
        let rule = match word {
            "required" => Rule::Required,
            "nullable" => Rule::Nullable,
            "constant" => Rule::Constant(Fixed::of(&value())),
            _ => Rule::Optional,
        };
        let fixed = match rule {
            Rule::Constant(fixed) => fixed.to_string(),
            _ => String::new(),
        };
        Self {
            key,
            rule,
            head: format!(",{}:", Fixed::Str(key)).into(),
            fixed: fixed.into(),
            place,
        }
    }
}

impl Layout {
    /// How many keys after the last one are tried before the index is asked.
    /// Most objects are in the order of their document, give or take some
    /// fields that are left out.
    const AHEAD: usize = 4;

    #[cold]
    fn new(keys: &'static str) -> Self {
        let lines = keys.lines().map(str::trim).filter(|line| !line.is_empty());
        let fields = lines.clone().count();
        let mut place = 0;
        let mut tag = None;
        let mut required = Set::new(fields);
        let mut index = vec![None; (2 * fields + 1).next_power_of_two()].into_boxed_slice();
        let mask = index.len() - 1;
        let mut slots = Vec::with_capacity(fields);
        for (position, line) in lines.enumerate() {
            let slot = Slot::new(line, place);
            match slot.rule {
                Rule::Constant(_) => tag = tag.or(Some(position)),
                _ => place += 1,
            }
            if matches!(slot.rule, Rule::Required | Rule::Constant(_)) {
                required.insert(position);
            }
            let mut at = hash(slot.key) & mask;
            while index[at].is_some() {
                at = (at + 1) & mask;
            }
            index[at] = Some(position);
            slots.push(slot);
        }
        Self {
            slots: slots.into(),
            index,
            required,
            tag,
        }
    }

    fn decode(
        &self,
        places: &mut [&mut dyn Codec],
        mut extra: Option<&mut dyn Extra>,
        from: &mut Reader<'_>,
    ) -> Result<(), Error> {
        let hidden = from.begin_object()?;
        let mut seen = Set::new(self.slots.len());
        let mut next = 0;
        let mut tag_ahead = self.tag;
        loop {
            let position = if let Some(tag) = tag_ahead.take()
                && self.is_due(tag, from)
            {
                tag
            } else if self.is_due(next, from) {
                next += 1;
                next - 1
            } else if seen.contains(next) {
                next += 1;
                continue;
            } else if from.closes() {
                break;
            } else if let Some(found) = self.search(next, hidden, &mut extra, from)? {
                next = match self.slots[found].rule {
                    // It is a tag that comes first, and what was due is still to come.
                    Rule::Constant(_) if found > next => next,
                    _ => found + 1,
                };
                found
            } else {
                break;
            };
            let slot = &self.slots[position];
            if !seen.insert(position) {
                return Err(Error::duplicate(slot.key));
            }
            let result = match slot.rule {
                Rule::Constant(Fixed::Str(_)) if from.exactly(slot.fixed.as_bytes()) => Ok(()),
                Rule::Constant(fixed) => fixed.check(from),
                _ => places[slot.place].decode(from),
            };
            if let Err(error) = result {
                return Err(error.at_key(slot.key));
            }
            if matches!(slot.rule, Rule::Optional)
                && from.is_trying()
                && places[slot.place].is_absent()
            {
                from.lose_null();
            }
        }
        match self.required.missing_from(&seen) {
            None => Ok(()),
            Some(position) => Err(Error::missing(self.slots[position].key)),
        }
    }

    /// Takes the key that is due, if it comes next and without white space, as most
    /// keys of most objects do.
    #[inline(always)]
    fn is_due(&self, next: usize, from: &mut Reader<'_>) -> bool {
        let due = self.slots.get(next);
        due.is_some_and(|slot| from.head(&slot.head, false))
    }

    /// Takes the next key of a field, wherever in the table that is, and whatever
    /// is no field on the way there. `None` is the end of the object.
    #[inline(never)] // The loop over the keys that are due is faster alone.
    fn search(
        &self,
        next: usize,
        hidden: Option<&str>,
        extra: &mut Option<&mut dyn Extra>,
        from: &mut Reader<'_>,
    ) -> Result<Option<usize>, Error> {
        // The first has been tried.
        let mut first = next + 1;
        loop {
            if let Some(position) = self.ahead(first, from, false) {
                return Ok(Some(position));
            }
            first = next;
            if !from.entry()? {
                return Ok(None);
            }
            // White space is all that can have hidden a key that is due.
            if from.is_spaced()
                && let Some(position) = self.ahead(next, from, true)
            {
                return Ok(Some(position));
            }
            let start = from.at;
            match (self.find(from.key()?), &mut *extra) {
                (Ok(position), _) => return Ok(Some(position)),
                (Err(key), _) if hidden == Some(key) => from.skip()?,
                (Err(key), Some(extra)) => {
                    let key = key.to_owned();
                    extra.insert(key, from)?;
                }
                (Err(_), None) => from.pass(start)?,
            }
        }
    }

    /// Takes the next key if it is one of the few that are due. Unless it is `begun`,
    /// the entry begins with its comma, and without white space.
    fn ahead(&self, next: usize, from: &mut Reader<'_>, begun: bool) -> Option<usize> {
        let due = self.slots.get(next..)?.iter().take(Self::AHEAD);
        let ahead = due
            .enumerate()
            .find(|(_, slot)| from.head(&slot.head, begun));
        ahead.map(|(ahead, _)| next + ahead)
    }

    /// Finds the field of a key wherever it is, or returns the key.
    fn find<'k>(&self, key: &'k str) -> Result<usize, &'k str> {
        let mask = self.index.len() - 1;
        let mut at = hash(key) & mask;
        // There is an empty slot, so this ends.
        while let Some(position) = self.index[at] {
            if self.slots[position].key == key {
                return Ok(position);
            }
            at = (at + 1) & mask;
        }
        Err(key)
    }

    fn encode(&self, parts: &[&dyn Codec], to: &mut Writer) {
        for slot in &self.slots {
            if let Rule::Constant(_) = slot.rule {
                to.head(&slot.head);
                to.raw(&slot.fixed);
                continue;
            }
            let part = parts[slot.place];
            if matches!(slot.rule, Rule::Optional) && part.is_absent() {
                continue;
            }
            to.head(&slot.head);
            part.encode(to);
        }
    }
}

/// A hash of a key. The table is fixed and half empty, so keys made to collide
/// hit at most the few fields that happen to stand side by side.
fn hash(key: &str) -> usize {
    let fold =
        |hash: u32, byte: &u8| (hash.rotate_left(5) ^ u32::from(*byte)).wrapping_mul(0x9E37_79B9);
    let hash = key.as_bytes().iter().fold(0, fold);
    (hash >> 15 ^ hash) as usize
}

/// A set of field indices.
struct Set {
    low: u64,
    /// One word for each further 64 fields; hardly any struct has any.
    high: Vec<u64>,
}

impl Set {
    /// An empty set for so many fields.
    #[inline]
    fn new(fields: usize) -> Self {
        let high = if fields <= 64 {
            Vec::new()
        } else {
            vec![0; (fields - 1) / 64]
        };
        Self { low: 0, high }
    }

    /// Adds an index, and says whether it is new.
    #[inline]
    fn insert(&mut self, index: usize) -> bool {
        let word = match index / 64 {
            0 => &mut self.low,
            more => &mut self.high[more - 1],
        };
        let bit = 1 << (index % 64);
        let new = *word & bit == 0;
        *word |= bit;
        new
    }

    /// Whether an index is in the set.
    fn contains(&self, index: usize) -> bool {
        let word = match index / 64 {
            0 => Some(&self.low),
            more => self.high.get(more - 1),
        };
        word.is_some_and(|word| word & 1 << (index % 64) != 0)
    }

    /// The first index that another set lacks.
    fn missing_from(&self, that: &Self) -> Option<usize> {
        let missing = self.low & !that.low;
        if missing != 0 {
            return Some(missing.trailing_zeros() as usize);
        }
        self.high
            .iter()
            .zip(&that.high)
            .enumerate()
            .find_map(|(word, (this, that))| {
                let missing = this & !that;
                (missing != 0).then(|| 64 * (word + 1) + missing.trailing_zeros() as usize)
            })
    }
}
