//! Unions: a plan, made when the code was generated, that picks the variant.
//!
//! In comes the plan as data and the union as something whose variants have
//! numbers. The reader looks for what decides, goes back, and lets the variant
//! read the whole value as if it were no union at all. When the tag comes first
//! that is a look at one key; when it comes late, what stands before it is
//! passed over once and never held.

use super::error::{any_of, quoted};
use super::plan::{Choice, Plan, Route, Tag, TagValue};
use super::reader::Mark;
use super::trial::Trial;
use super::{Codec, Error, Fixed, Kind, Reader, Writer};

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
            Route::Trial { order, keys } => {
                let trial = Trial {
                    order,
                    keys,
                    plan: order.as_ptr().addr(),
                };
                self.by_trial(trial, union, from)
            }
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

    /// Keeps the next value, which fits no variant, or refuses it.
    fn otherwise(
        &self,
        error: impl FnOnce(&mut Reader<'_>) -> Error,
        union: &mut dyn Union,
        from: &mut Reader<'_>,
    ) -> Result<(), Error> {
        match self.unknown {
            Some(unknown) => self.decode_unknown(unknown, union, from),
            None => Err(error(from)),
        }
    }

    fn decode_unknown(
        &self,
        unknown: usize,
        union: &mut dyn Union,
        from: &mut Reader<'_>,
    ) -> Result<(), Error> {
        from.unlisted(());
        union.select(unknown).decode(from)
    }

    pub(super) fn decode_as(
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
        let found = match from.kind()? {
            Kind::Object => tag.find(from)?,
            _ => return self.otherwise(|from| from.unexpected("an object"), union, from),
        };
        let route = match (found, tag.missing.as_deref(), tag.other.as_deref()) {
            (Found::Known(route), ..)
            | (Found::Other(_), _, Some(route))
            | (Found::Nothing, Some(route), _) => route,
            (Found::Nothing, None, _) => {
                from.rewind(mark);
                return self.otherwise(|_| Error::missing(tag.key), union, from);
            }
            (Found::Other(place), _, None) => {
                from.rewind(mark);
                let unknown = |from: &mut Reader<'_>| {
                    from.rewind(place);
                    tag.unknown(from)
                };
                return self.otherwise(unknown, union, from);
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
        let found = match from.kind()? {
            Kind::Object => find_keys(keys, first, from)?,
            _ => return self.otherwise(|from| from.unexpected("an object"), union, from),
        };
        from.rewind(mark);
        match (found.as_slice(), fallback, self.unknown) {
            ([], Some(route), _) => self.follow(route, union, from),
            ([], None, _) => self.otherwise(|_| missing_key(keys), union, from),
            ([variant], ..) => self.decode_as(*variant, union, from),
            (_, _, Some(unknown)) => self.decode_unknown(unknown, union, from),
            (several, _, None) => {
                let trial = Trial {
                    order: several,
                    keys: &[],
                    plan: keys.as_ptr().addr(),
                };
                self.by_trial(trial, union, from)
            }
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
            Kind::Number if from.is_whole() => find(Kind::Integer),
            _ => None,
        });
        match found {
            Some((_, route)) => self.follow(route, union, from),
            None => {
                let names = || any_of(types.iter().map(|(kind, _)| kind.described()), " or ");
                self.otherwise(|from| from.unexpected(&names()), union, from)
            }
        }
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
            return Ok(match self.value(from)? {
                Some(value) => Found::Known(&value.route),
                None => Found::Other(place),
            });
        }
        Ok(Found::Nothing)
    }

    /// Which of the values comes next; None if it is another one.
    fn value(&self, from: &mut Reader<'_>) -> Result<Option<&TagValue>, Error> {
        let mut values = self.values.iter();
        match from.kind()? {
            Kind::String => {
                let text = from.text()?;
                Ok(values.find(|value| matches!(value.tag, Fixed::Str(tag) if tag == text)))
            }
            Kind::Array | Kind::Object => Ok(None),
            _ => {
                let next = Fixed::next(from)?;
                Ok(values.find(|value| value.tag == next))
            }
        }
    }

    /// The error that the tag that comes next is none of the known ones.
    #[cold]
    fn unknown(&self, from: &mut Reader<'_>) -> Error {
        let known = any_of(self.values.iter().map(|value| value.tag.to_string()), ", ");
        from.unexpected(&format!("one of {known}")).at_key(self.key)
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
    let keys = any_of(keys.iter().map(|(key, _)| quoted(key)), ", ");
    Error::new(format!("missing one of the fields {keys}"))
}
