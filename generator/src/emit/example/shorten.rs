//! Long examples made short.
//!
//! What comes in: a value that conforms to a type. What goes out: the same, or one
//! that conforms too and that people read to its end.

use serde_json::Value;

use crate::api::Type;

use super::super::Context;
use super::conform::{Conform, Trim};
use super::json;

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
pub(super) fn shorten(cx: &Context<'_>, ty: &Type, value: Value, lines: usize) -> Value {
    let is_long = |value: &Value| json::lines(value) > lines;
    let long = is_long(&value);
    if !long && !has_long_parts(&value) {
        return value;
    }
    let trimmed = |value: &Value, trim: Trim| Conform::new(cx, trim).check(ty, value);
    // What is shorter may be another variant of a union by trial.
    let same = |shorter: &Value| trimmed(shorter, Trim::NOTHING).as_ref() == Some(shorter);
    // Many are long whatever is left out, which the last step tells soonest.
    if long && let Some(shortest) = trimmed(&value, SHORTEST).filter(|v| is_long(v) && same(v)) {
        return shortest;
    }
    // Each step goes on from the one before, of which the most is gone already.
    let mut too_long: Vec<Value> = Vec::new();
    for mut trim in STEPS {
        if !too_long.is_empty() {
            // Texts are short by now; their ellipsis is not to be cut off.
            trim.text = usize::MAX;
        }
        let shorter = trimmed(too_long.last().unwrap_or(&value), trim);
        match shorter {
            Some(shorter) if is_long(&shorter) => too_long.push(shorter),
            Some(shorter) if same(&shorter) => return shorter,
            _ => {}
        }
    }
    let shortest = too_long.into_iter().rev().find(same);
    shortest.unwrap_or(value)
}

fn has_long_parts(value: &Value) -> bool {
    match value {
        Value::String(text) => text.len() > TEXT,
        Value::Array(list) => list.len() > ITEMS || list.iter().any(has_long_parts),
        Value::Object(map) => map.values().any(has_long_parts),
        _ => false,
    }
}
