//! Unions: a plan, made when the code was generated, that picks the variant.
//!
//! In comes the plan as data and the union as something whose variants have
//! numbers. The reader looks for what decides, goes back, and lets the variant
//! read the whole value as if it were no union at all. When the tag comes first
//! that is a look at one key; when it comes late, what stands before it is
//! passed over once and never held.

use serde_json::Value;

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
    /// The first that keeps all of the value, or else the first that decodes.
    Trial {
        /// The variants that are tried.
        order: &'static [usize],
        /// Keys of some of them. A value that would lose one mixes several
        /// variants, and is unknown.
        keys: &'static [&'static str],
    },
}

/// What the plans of unions are made of.
#[allow(unused_imports)] // a crate may have no such plan
pub mod names {
    pub use super::super::Fixed::{Bool, Float, Int, Null, Str};
    pub use super::super::Kind;
    pub use super::Route::{Key, Tag, Trial, Type, Variant};
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
            Route::Trial { order, keys } => self.by_trial(order, keys, union, from),
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
                    (several, _, None) => self.by_trial(several, &[], union, from),
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
