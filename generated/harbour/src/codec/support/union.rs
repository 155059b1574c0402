//! Unions: a plan, made when the code was generated, that picks the variant.
//!
//! In comes the plan as data and the union as something whose variants have
//! numbers. The reader looks for what decides, goes back, and lets the variant
//! read the whole value as if it were no union at all. When the tag comes first
//! that is a look at one key; when it comes late, what stands before it is
//! passed over once and never held.

use serde_json::Value;

use super::plan::{Choice, Plan, Route, Tag, TagValue};
use super::reader::Mark;
use super::{Codec, Error, Fixed, Kind, Reader, Writer, value};

/// An enum whose variants hold one value each.
pub trait Union {
    /// Becomes the variant of this number, blank, and returns its value.
    fn select(&mut self, variant: usize) -> &mut dyn Codec;
    /// The number and the value of the present variant.
    fn active(&self) -> (usize, &dyn Codec);
}

impl Plan {
    /// Decodes the variant that the plan picks.
    ///
    /// # Errors
    ///
    /// There is no such variant, or it does not decode.
    pub fn decode(&self, union: &mut dyn Union, from: &mut Reader<'_>) -> Result<(), Error> {
        let choice = self.choice();
        choice.follow(&choice.route, union, from)
    }

    /// Writes the present variant.
    pub fn encode(&self, union: &dyn Union, to: &mut Writer) {
        self.choice().encode(union, to);
    }
}

impl Choice {
    fn encode(&self, union: &dyn Union, to: &mut Writer) {
        let (variant, part) = union.active();
        if let Some((_, key, tag)) = self.tag(variant) {
            to.tag(key, *tag);
        }
        part.encode(to);
        to.untag();
    }

    /// The tag that the union writes for a variant.
    fn tag(&self, variant: usize) -> Option<&(usize, &'static str, Fixed)> {
        self.writes.iter().find(|(of, ..)| *of == variant)
    }

    fn follow(
        &self,
        route: &Route,
        union: &mut dyn Union,
        from: &mut Reader<'_>,
    ) -> Result<(), Error> {
        match route {
            Route::Variant(variant) => self.decode_as(*variant, union, from),
            Route::Types(types) => self.by_type(types, union, from),
            Route::Trial { order, keys } => self.by_trial(order, keys, union, from),
            Route::Tag(tag) => match tag.ahead(from) {
                Some(route) => self.follow(route, union, from),
                None => self.by_tag(tag, union, from),
            },
            Route::Keys {
                keys,
                fallback,
                first,
            } => self.by_keys(keys, fallback.as_deref(), *first, union, from),
        }
    }

    fn decode_as(
        &self,
        variant: usize,
        union: &mut dyn Union,
        from: &mut Reader<'_>,
    ) -> Result<(), Error> {
        if let Some((_, key, _)) = self.tag(variant) {
            from.hide(key);
        }
        union.select(variant).decode(from)
    }

    fn by_tag(&self, tag: &Tag, union: &mut dyn Union, from: &mut Reader<'_>) -> Result<(), Error> {
        let mark = from.mark();
        let found = tag.find(from)?;
        let route = match (found, tag.missing.as_deref(), tag.other.as_deref()) {
            (Found::Known(route), ..)
            | (Found::Other(_), _, Some(route))
            | (Found::Nothing, Some(route), _) => route,
            (Found::Nothing, None, _) => return Err(Error::missing(tag.key)),
            (Found::Other(place), _, None) => {
                let Some(unknown) = self.unknown else {
                    from.rewind(place);
                    return Err(tag.unknown(from));
                };
                from.rewind(mark);
                return union.select(unknown).decode(from);
            }
        };
        from.rewind(mark);
        self.follow(route, union, from)
    }

    fn by_keys(
        &self,
        keys: &[(&'static str, usize)],
        fallback: Option<&Route>,
        first: bool,
        union: &mut dyn Union,
        from: &mut Reader<'_>,
    ) -> Result<(), Error> {
        let mark = from.mark();
        let found = find_keys(keys, first, from)?;
        from.rewind(mark);
        match (found.as_slice(), fallback, self.unknown) {
            ([], Some(route), _) => self.follow(route, union, from),
            ([], None, _) => Err(missing_key(keys)),
            ([variant], ..) => self.decode_as(*variant, union, from),
            (_, _, Some(unknown)) => union.select(unknown).decode(from),
            (several, _, None) => self.by_trial(several, &[], union, from),
        }
    }

    fn by_type(
        &self,
        types: &[(Kind, Route)],
        union: &mut dyn Union,
        from: &mut Reader<'_>,
    ) -> Result<(), Error> {
        let kind = from.kind()?;
        let find = |kind| types.iter().find(|(of, _)| *of == kind);
        let found = find(kind).or_else(|| match kind {
            Kind::Integer => find(Kind::Number),
            Kind::Number => find(Kind::Integer),
            _ => None,
        });
        match found {
            Some((_, route)) => self.follow(route, union, from),
            None => {
                let names: Vec<String> = types.iter().map(|(kind, _)| kind.described()).collect();
                Err(from.unexpected(&names.join(" or ")))
            }
        }
    }

    fn by_trial(
        &self,
        order: &[usize],
        keys: &[&str],
        union: &mut dyn Union,
        from: &mut Reader<'_>,
    ) -> Result<(), Error> {
        let mark = from.mark();
        from.skip()?;
        let original = from.since(mark);
        let mut decodes = None;
        let mut failures = Vec::new();
        for &variant in order {
            from.retry(mark)?;
            match self.decode_as(variant, union, from) {
                Ok(()) => match self.loss(union, original, keys) {
                    Loss::Nothing => return Ok(()),
                    loss => decodes = decodes.or(Some((variant, loss))),
                },
                Err(error) => failures.push(format!("{}: {error}", self.variants[variant])),
            }
        }
        from.retry(mark)?;
        match (decodes, self.unknown) {
            (Some((_, Loss::Keys)), Some(unknown)) => union.select(unknown).decode(from),
            (Some((variant, _)), _) => self.decode_as(variant, union, from),
            (None, _) => Err(Error::new(format!(
                "no variant fits ({})",
                failures.join("; ")
            ))),
        }
    }

    /// What a text says that the union, when it is written, does not.
    fn loss(&self, union: &dyn Union, original: &str, keys: &[&str]) -> Loss {
        let mut text = Writer::new();
        self.encode(union, &mut text);
        let text = text.finish();
        if text == original {
            return Loss::Nothing;
        }
        let read = super::from_json::<Value>;
        match (read(&text), read(original)) {
            (Ok(kept), Ok(original)) if value::same(&kept, &original) => Loss::Nothing,
            (Ok(kept), Ok(original)) if loses(&original, &kept, keys) => Loss::Keys,
            _ => Loss::Other,
        }
    }
}

/// What a variant does not keep of a value.
enum Loss {
    Nothing,
    /// Keys that another variant would keep.
    Keys,
    /// Something that no variant knows.
    Other,
}

/// Whether an object, or one in a list, has a key of these that is not kept.
fn loses(original: &Value, kept: &Value, keys: &[&str]) -> bool {
    match (original, kept) {
        (Value::Object(original), Value::Object(kept)) => original
            .keys()
            .any(|key| !kept.contains_key(key) && keys.contains(&key.as_str())),
        (Value::Array(original), Value::Array(kept)) => original
            .iter()
            .zip(kept)
            .any(|(original, kept)| loses(original, kept, keys)),
        _ => false,
    }
}

/// What an object has for a tag.
enum Found<'p> {
    Nothing,
    Known(&'p Route),
    /// No tag of this union; it stands here.
    Other(Mark),
}

impl Tag {
    /// Where the next object leads if the tag is what it begins with.
    fn ahead(&self, from: &Reader<'_>) -> Option<&Route> {
        let starts = |value: &&TagValue| {
            value
                .start
                .as_ref()
                .is_some_and(|start| from.is_next(start.as_bytes()))
        };
        Some(&self.values.iter().find(starts)?.route)
    }

    /// Looks for the tag of the next object, wherever in it that is.
    fn find(&self, from: &mut Reader<'_>) -> Result<Found<'_>, Error> {
        from.begin_object()?;
        while from.entry()? {
            if !from.key_is(self.key)? {
                from.skip()?;
                continue;
            }
            let place = from.mark();
            return match self.value(from) {
                Ok(Some(value)) => Ok(Found::Known(&value.route)),
                Ok(None) => Ok(Found::Other(place)),
                Err(error) => Err(error.at_key(self.key)),
            };
        }
        Ok(Found::Nothing)
    }

    /// Which of the values comes next; None if it is another one. Arrays and objects
    /// are an error.
    fn value(&self, from: &mut Reader<'_>) -> Result<Option<&TagValue>, Error> {
        let mut values = self.values.iter();
        if !from.is_text()? {
            let next = Fixed::next(from)?;
            return Ok(values.find(|value| value.tag.is(next)));
        }
        let text = from.text()?;
        Ok(values.find(|value| matches!(value.tag, Fixed::Str(tag) if tag == text)))
    }

    /// The error that the tag that comes next is none of the known ones.
    #[cold]
    fn unknown(&self, from: &mut Reader<'_>) -> Error {
        let known: Vec<String> = self.values.iter().map(|v| v.tag.to_string()).collect();
        from.unexpected(&format!("one of {}", known.join(", ")))
            .at_key(self.key)
    }
}

/// Looks for the variants whose keys the next object has.
fn find_keys(
    keys: &[(&str, usize)],
    first: bool,
    from: &mut Reader<'_>,
) -> Result<Vec<usize>, Error> {
    let mut found = Vec::new();
    from.begin_object()?;
    while from.entry()? {
        let key = from.key()?;
        let hit = keys.iter().find(|(name, _)| *name == key);
        if let Some((_, variant)) = hit
            && !found.contains(variant)
        {
            found.push(*variant);
            if first {
                break;
            }
        }
        from.skip()?;
    }
    Ok(found)
}

/// The error that an object has none of the deciding keys.
#[cold]
fn missing_key(keys: &[(&str, usize)]) -> Error {
    let keys: Vec<String> = keys.iter().map(|(key, _)| format!("{key:?}")).collect();
    Error::new(format!("missing one of the fields {}", keys.join(", ")))
}
