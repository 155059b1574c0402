//! Unions: a plan, made when the code was generated, that picks the variant.
//!
//! In comes the plan as data and the union as something whose variants have
//! numbers. The reader looks for what decides, goes back, and lets the variant
//! read the whole value as if it were no union at all. When the tag comes first
//! that is a look at one key; when it comes late, what stands before it is
//! passed over once and never held.

use super::reader::Mark;
use super::{Codec, Error, Fixed, Kind, Reader, Writer, value};

/// An enum whose variants hold one value each.
pub trait Union {
    /// Becomes the variant of this number, blank, and returns its value.
    fn select(&mut self, variant: usize) -> &mut dyn Codec;
    /// The number and the value of the present variant.
    fn active(&self) -> (usize, &dyn Codec);
}

/// What is known about a union.
pub struct Plan {
    /// The names of its variants, for messages.
    pub variants: &'static [&'static str],
    /// The variant that holds any JSON, if there is one.
    pub unknown: Option<usize>,
    /// How to pick a variant.
    pub route: Route,
    /// Tags that the union writes, because the variant has no field for them.
    pub tags: &'static [(usize, &'static str, Fixed)],
}

/// How to pick a variant.
pub enum Route {
    /// It is this one.
    Variant(usize),
    /// By the value of one key. The first entry with the key decides.
    Tag {
        /// The key.
        key: &'static str,
        /// Its values.
        tags: &'static [(Fixed, Route)],
        /// The route for objects that lack the key, if they are allowed.
        missing: Option<&'static Route>,
        /// The route for every other value, if there is one.
        other: Option<&'static Route>,
    },
    /// By the type of the JSON value. An integer takes the route for numbers if
    /// it has none of its own, and the other way round.
    Type(&'static [(Kind, Route)]),
    /// By which key is there.
    Key {
        /// Keys that only one variant has.
        keys: &'static [(&'static str, usize)],
        /// The route for objects that have none of them.
        fallback: Option<&'static Route>,
        /// Whether the first such key decides. Otherwise an object with the
        /// keys of several variants is unknown.
        first: bool,
    },
    /// The first of these that keeps all of the value, or else the first that
    /// decodes.
    Trial(&'static [usize]),
}

impl Plan {
    /// Decodes the variant that the plan picks.
    ///
    /// # Errors
    ///
    /// There is no such variant, or it does not decode.
    pub fn decode(&self, union: &mut dyn Union, from: &mut Reader<'_>) -> Result<(), Error> {
        self.follow(&self.route, union, from)
    }

    /// Writes the present variant.
    pub fn encode(&self, union: &dyn Union, to: &mut Writer) {
        let (variant, part) = union.active();
        if let Some((_, key, tag)) = self.tag(variant) {
            to.tag(key, *tag);
        }
        part.encode(to);
        to.untag();
    }

    /// The tag that the union writes for a variant.
    fn tag(&self, variant: usize) -> Option<&'static (usize, &'static str, Fixed)> {
        self.tags.iter().find(|(of, ..)| *of == variant)
    }

    fn follow(
        &self,
        route: &Route,
        union: &mut dyn Union,
        from: &mut Reader<'_>,
    ) -> Result<(), Error> {
        match route {
            Route::Variant(variant) => self.decode_as(*variant, union, from),
            Route::Type(types) => self.by_type(types, union, from),
            Route::Trial(variants) => self.by_trial(variants, union, from),
            Route::Tag {
                key,
                tags,
                missing,
                other,
            } => {
                let mark = from.mark();
                let found = find_tag(key, tags, from)?;
                let route = match (found, *missing, *other) {
                    (Found::Known(route), ..)
                    | (Found::Other(_), _, Some(route))
                    | (Found::Nothing, Some(route), _) => route,
                    (Found::Nothing, None, _) => return Err(Error::missing(key)),
                    (Found::Other(place), _, None) => {
                        let Some(unknown) = self.unknown else {
                            return Err(unknown_tag(key, tags, place, from));
                        };
                        from.rewind(mark);
                        return union.select(unknown).decode(from);
                    }
                };
                from.rewind(mark);
                self.follow(route, union, from)
            }
            Route::Key {
                keys,
                fallback,
                first,
            } => {
                let mark = from.mark();
                let found = find_keys(keys, *first, from)?;
                from.rewind(mark);
                match (found.as_slice(), fallback, self.unknown) {
                    ([], Some(route), _) => self.follow(route, union, from),
                    ([], None, _) => Err(missing_key(keys)),
                    ([variant], ..) => self.decode_as(*variant, union, from),
                    (_, _, Some(unknown)) => union.select(unknown).decode(from),
                    (several, _, None) => self.by_trial(several, union, from),
                }
            }
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

    fn by_type(
        &self,
        types: &'static [(Kind, Route)],
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
                let names: Vec<&str> = types.iter().map(|(kind, _)| kind.name()).collect();
                Err(from.unexpected(&names.join(" or ")))
            }
        }
    }

    fn by_trial(
        &self,
        variants: &[usize],
        union: &mut dyn Union,
        from: &mut Reader<'_>,
    ) -> Result<(), Error> {
        let mark = from.mark();
        from.skip()?;
        let original = from.since(mark);
        let mut decodes = None;
        let mut failures = Vec::new();
        for &variant in variants {
            from.retry(mark)?;
            match self.decode_as(variant, union, from) {
                Ok(()) if self.is_kept(union, original) => return Ok(()),
                Ok(()) => decodes = decodes.or(Some(variant)),
                Err(error) => failures.push(format!("{}: {error}", self.variants[variant])),
            }
        }
        from.retry(mark)?;
        match decodes {
            Some(variant) => self.decode_as(variant, union, from),
            None => Err(Error::new(format!(
                "no variant fits ({})",
                failures.join("; ")
            ))),
        }
    }

    /// Whether a union, when it is written, says all that a text says.
    fn is_kept(&self, union: &dyn Union, original: &str) -> bool {
        let mut text = Writer::new();
        self.encode(union, &mut text);
        let text = text.finish();
        text == original
            || {
                let read = super::from_json::<serde_json::Value>;
                matches!((read(&text), read(original)), (Ok(this), Ok(that)) if value::same(&this, &that))
            }
    }
}

/// What an object has for a tag.
enum Found {
    Nothing,
    Known(&'static Route),
    /// No tag of this union; it stands here.
    Other(Mark),
}

/// Looks for the tag of the next object.
fn find_tag(
    key: &str,
    tags: &'static [(Fixed, Route)],
    from: &mut Reader<'_>,
) -> Result<Found, Error> {
    from.begin_object()?;
    while from.entry()? {
        if !from.key_is(key)? {
            from.skip()?;
            continue;
        }
        let place = from.mark();
        return match Fixed::find(tags, from) {
            Ok(Some(route)) => Ok(Found::Known(route)),
            Ok(None) => Ok(Found::Other(place)),
            Err(error) => Err(error.at_key(key.to_owned())),
        };
    }
    Ok(Found::Nothing)
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

/// The error that the tag at a place is none of the known ones.
#[cold]
fn unknown_tag(
    key: &'static str,
    tags: &[(Fixed, Route)],
    place: Mark,
    from: &mut Reader<'_>,
) -> Error {
    let known: Vec<String> = tags.iter().map(|(tag, _)| tag.to_string()).collect();
    from.rewind(place);
    from.unexpected(&format!("one of {}", known.join(", ")))
        .at_key(key)
}

/// The error that an object has none of the deciding keys.
#[cold]
fn missing_key(keys: &[(&str, usize)]) -> Error {
    let keys: Vec<String> = keys.iter().map(|(key, _)| format!("{key:?}")).collect();
    Error::new(format!("missing one of the fields {}", keys.join(", ")))
}

impl Kind {
    fn name(self) -> &'static str {
        match self {
            Self::Null => "null",
            Self::Bool => "a boolean",
            Self::Integer => "an integer",
            Self::Number => "a number",
            Self::String => "a string",
            Self::Array => "an array",
            Self::Object => "an object",
        }
    }
}
