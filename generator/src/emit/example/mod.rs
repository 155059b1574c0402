//! An example of every model: a JSON value that decodes, reads well and encodes
//! to itself.
//!
//! The document's own examples come first: those of the schema, those of bodies
//! of this type, and the parts of either ([`pool`]). One is taken when it
//! conforms to what the generated code accepts ([`conform`]), and made shorter
//! when nobody would read all of it. Where there is none, a value is made up
//! from what the document says about types, formats, names and bounds
//! ([`synthesise`]).

mod conform;
mod height;
mod json;
mod numbers;
mod object;
mod pattern;
mod pool;
mod print;
mod shorten;
mod strings;
mod synthesise;
mod words;

#[cfg(test)]
mod tests;

use rayon::prelude::*;

use crate::api::{Bounds, ModelId, Type, Union};

use super::Context;
use conform::{Conform, Trim};
use height::Heights;
use pool::Vocabulary;
use synthesise::Synthesis;

pub use json::Json;
pub use object::Object;
pub use print::{inline, pretty};

/// Examples longer than this are shortened.
const LINES: usize = 60;

/// Examples of variants, of which there are many on a page, even more so.
const VARIANT_LINES: usize = 16;

/// Where variants are tried, so many have an example of their own: each of them is
/// tried for the examples of all others.
const TRIED: usize = 256;

/// An example of every model.
#[derive(Debug)]
pub struct Examples<'a> {
    /// By model: the document's own, then what was made up; `None` where no
    /// finite value exists.
    models: Vec<Option<Json<'a>>>,
    heights: Heights,
    vocabulary: Vocabulary,
}

impl<'a> Examples<'a> {
    /// Finds or makes an example of every model.
    pub fn of(cx: &'a Context<'a>) -> Examples<'a> {
        let heights = Heights::of(cx);
        let roots = pool::Roots::of(cx.api);
        let pool = roots.pool(cx);
        let ids: Vec<ModelId> = cx.api.iter().map(|(id, _)| id).collect();
        let given: Vec<Option<Json<'a>>> = ids.par_iter().map(|id| pool.choose(cx, *id)).collect();
        let vocabulary = pool.into_vocabulary();
        let made: Vec<Option<Json<'a>>> = ids
            .par_iter()
            .map(|id| match &given[id.index()] {
                Some(_) => None,
                None => made_up(cx, &heights, &vocabulary, &given, *id),
            })
            .collect();
        let models = given
            .into_iter()
            .zip(made)
            .map(|(given, made)| given.or(made));
        Examples {
            models: models.collect(),
            heights,
            vocabulary,
        }
    }

    /// The example of a model, as encoding writes it.
    pub fn model(&self, id: ModelId) -> Option<&Json<'a>> {
        self.models[id.index()].as_ref()
    }

    /// A value of a type, for something of this name.
    pub fn named(
        &self,
        cx: &'a Context<'a>,
        ty: &'a Type,
        name: &str,
        bounds: &Bounds,
    ) -> Option<Json<'a>> {
        Synthesis::new(cx, &self.heights, &self.vocabulary, &self.models).named(ty, name, bounds)
    }

    /// A short value of one variant of a union, if it is certain to be of this one.
    pub fn variant(
        &self,
        cx: &'a Context<'a>,
        id: ModelId,
        union: &'a Union,
        position: usize,
    ) -> Option<Json<'a>> {
        let too_many = position >= TRIED && union.plan.tries();
        if too_many || !union.plan.discriminates(position) {
            return None;
        }
        let made = Synthesis::new(cx, &self.heights, &self.vocabulary, &self.models);
        let value = made.variant_of(id, union, position)?;
        let ty = Type::Model(id);
        let value = shorten::shorten(cx, &ty, value, VARIANT_LINES);
        if variant_of(union, &value) != Some(position) {
            return None;
        }
        let checked = Conform::new(cx, Trim::NOTHING).check(&ty, &value)?;
        (checked == value).then_some(value)
    }
}

/// Which variant a value is decoded as, where that is certain: where variants are
/// tried, it is not.
pub fn variant_of(union: &Union, value: &Json<'_>) -> Option<usize> {
    union.plan.decide(value)?.variant()
}

/// A value of a type as encoding writes it; `None` when it is not of the type.
pub fn conforming<'a>(cx: &'a Context<'a>, ty: &Type, value: &Json<'a>) -> Option<Json<'a>> {
    let checked = Conform::new(cx, Trim::NOTHING).check(ty, value)?;
    Some(shorten::shorten(cx, ty, checked, LINES))
}

/// An example made up, checked like one of the document's. With the document's
/// examples of its parts if that goes well, else without.
fn made_up<'a>(
    cx: &'a Context<'a>,
    heights: &Heights,
    vocabulary: &Vocabulary,
    given: &[Option<Json<'a>>],
    id: ModelId,
) -> Option<Json<'a>> {
    for given in [given, &[]] {
        let Some(value) = Synthesis::new(cx, heights, vocabulary, given).model(id) else {
            continue;
        };
        let ty = Type::Model(id);
        let value = shorten::shorten(cx, &ty, value, LINES);
        if Conform::new(cx, Trim::NOTHING).check(&ty, &value).as_ref() == Some(&value) {
            return Some(value);
        }
    }
    None
}
