//! `Clone` and `PartialEq`, part by part.
//!
//! The derives would write code for every field of every model, and cost the
//! compiler as much as the rest of the codec. But a codec hands out the parts of
//! its model already, to be written and to be filled, so a copy is a blank that is
//! filled from the parts of another, and two models are equal if their parts are.
//! [`Record`](super::record::Record) and [`Plan`](super::union::Plan) ask their
//! reader and writer whether it is about parts before it is about text.

use std::any::Any;

use super::record::Extra;
use super::{Codec, Error, Reader, Writer};

/// What a value can do with another of its type that it sees as a part only.
/// Parts of different types are not equal, and not copied.
pub trait Part: Any {
    /// Whether the other is equal.
    fn equals(&self, other: &dyn Any) -> bool;
    /// Becomes a copy of the other.
    fn assign(&mut self, other: &dyn Any);
}

impl<T: Any + Clone + PartialEq> Part for T {
    fn equals(&self, other: &dyn Any) -> bool {
        other.downcast_ref::<T>().is_some_and(|other| self == other)
    }

    fn assign(&mut self, other: &dyn Any) {
        if let Some(other) = other.downcast_ref::<T>() {
            self.clone_from(other);
        }
    }
}

/// What a model consists of.
#[derive(Clone, Copy)]
pub struct Parts<'a> {
    /// The number of a union's variant.
    pub(super) variant: usize,
    /// A struct's fields, or a variant's value.
    pub(super) list: &'a [&'a dyn Codec],
    /// The keys of a struct beyond its fields.
    pub(super) extra: Option<&'a dyn Extra>,
}

impl<'a> Parts<'a> {
    pub(super) fn of_struct(list: &'a [&'a dyn Codec], extra: Option<&'a dyn Extra>) -> Self {
        Self {
            variant: 0,
            list,
            extra,
        }
    }

    pub(super) fn of_union(variant: usize, list: &'a [&'a dyn Codec; 1]) -> Self {
        Self {
            variant,
            list,
            extra: None,
        }
    }

    fn equal(&self, others: &Parts<'_>) -> bool {
        let extra = match (self.extra, others.extra) {
            (Some(these), Some(those)) => these.equals(those),
            (these, those) => these.is_none() && those.is_none(),
        };
        let equal = |(this, that): (&&dyn Codec, &&dyn Codec)| this.equals(*that);
        extra
            && self.variant == others.variant
            && self.list.len() == others.list.len()
            && self.list.iter().zip(others.list).all(equal)
    }

    /// Copies a struct into the places of another.
    pub(super) fn fill(&self, places: &mut [&mut dyn Codec], extra: Option<&mut dyn Extra>) {
        for (place, part) in places.iter_mut().zip(self.list) {
            place.assign(*part);
        }
        if let (Some(place), Some(part)) = (extra, self.extra) {
            place.assign(part);
        }
    }
}

/// Who is shown the parts of a value.
pub(super) type Visitor<'v> = &'v mut dyn FnMut(Parts<'_>);

/// What `PartialEq` is for every model with parts.
pub fn equal<T: Codec>(this: &T, that: &T) -> bool {
    alike(this, that)
}

fn alike(this: &dyn Codec, that: &dyn Codec) -> bool {
    let mut equal = false;
    this.encode(&mut Writer::of_parts(&mut |these| {
        that.encode(&mut Writer::of_parts(&mut |those| {
            equal = these.equal(&those);
        }));
    }));
    equal
}

/// What `Clone` is for every model with parts.
pub fn copy<T: Codec>(model: &T) -> T {
    let mut copy = T::blank();
    copy_into(&mut copy, model);
    copy
}

fn copy_into(place: &mut dyn Codec, model: &dyn Codec) {
    let mut copied: Result<(), Error> = Ok(());
    model.encode(&mut Writer::of_parts(&mut |parts| {
        copied = place.decode(&mut Reader::of_parts(&parts));
    }));
    debug_assert!(copied.is_ok(), "parts need no decoding");
}
