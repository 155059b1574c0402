//! Long examples made short.
//!
//! What comes in: a value that conforms to a type. What goes out: the same, or one
//! that conforms too and that people read to its end.

use crate::api::Type;

use super::super::Context;
use super::conform::{Conform, Trim};
use super::json::Json;
use super::print;

/// How many bytes of a text are kept.
const TEXT: usize = 160;

/// How many items of a list.
const ITEMS: usize = 5;

/// First lists become shorter, then what is optional deep inside goes, then all
/// that is optional.
const STEPS: [Trim; 6] = [
    step(ITEMS, usize::MAX),
    step(2, usize::MAX),
    step(2, 3),
    step(1, 2),
    step(1, 1),
    SHORTEST,
];

const SHORTEST: Trim = step(1, 0);

const fn step(items: usize, optional_depth: usize) -> Trim {
    Trim {
        items,
        optional_depth,
        text: TEXT,
    }
}

/// Makes an example shorter that has more `lines` than this, or long texts or lists.
pub(super) fn shorten<'a>(
    cx: &'a Context<'a>,
    ty: &Type,
    value: Json<'a>,
    lines: usize,
) -> Json<'a> {
    let is_long = |value: &Json<'a>| print::lines(value) > lines;
    let long = is_long(&value);
    if !long && !has_long_parts(&value) {
        return value;
    }
    let trimmed = |value: &Json<'a>, trim: Trim| Trimmed::of(cx, ty, value, trim);
    // Many are long whatever is left out, which the last step tells soonest.
    if long
        && let Some(shortest) = trimmed(&value, SHORTEST)
        && is_long(&shortest.value)
        && shortest.conforms(cx, ty)
    {
        return shortest.value;
    }
    // Each step goes on from the one before, of which the most is gone already.
    let mut too_long: Vec<Trimmed<'a>> = Vec::new();
    for mut trim in STEPS {
        if !too_long.is_empty() {
            // Texts are short by now; their ellipsis is not to be cut off.
            trim.text = usize::MAX;
        }
        let before = too_long.last().map_or(&value, |trimmed| &trimmed.value);
        match trimmed(before, trim) {
            Some(shorter) if is_long(&shorter.value) => too_long.push(shorter),
            Some(shorter) if shorter.conforms(cx, ty) => return shorter.value,
            _ => {}
        }
    }
    let shortest = too_long.into_iter().rev().find(|t| t.conforms(cx, ty));
    shortest.map_or(value, |trimmed| trimmed.value)
}

/// What trimming left of a value.
struct Trimmed<'a> {
    value: Json<'a>,
    /// It may be another variant of a union than the value was.
    doubtful: bool,
}

impl<'a> Trimmed<'a> {
    fn of(cx: &'a Context<'a>, ty: &Type, value: &Json<'a>, trim: Trim) -> Option<Trimmed<'a>> {
        let mut conform = Conform::new(cx, trim);
        let value = conform.check(ty, value)?;
        let doubtful = conform.chose;
        Some(Trimmed { value, doubtful })
    }

    /// Whether encoding writes just this.
    fn conforms(&self, cx: &'a Context<'a>, ty: &Type) -> bool {
        let checked = || Conform::new(cx, Trim::NOTHING).check(ty, &self.value);
        !self.doubtful || checked().as_ref() == Some(&self.value)
    }
}

fn has_long_parts(value: &Json<'_>) -> bool {
    match value {
        Json::Text(text) => text.len() > TEXT,
        Json::List(list) => list.len() > ITEMS || list.iter().any(has_long_parts),
        Json::Object(map) => map.values().any(has_long_parts),
        _ => false,
    }
}
