//! Texts and numbers within their bounds.

use std::borrow::Cow;

use serde_json::Number;

use crate::api::{Bounds, Integer};

use super::super::json::Json;
use super::super::{numbers, pattern, strings, words};
use super::{Place, Synthesis};

impl Synthesis<'_, '_> {
    pub(super) fn text(&self, place: &Place<'_>) -> Cow<'static, str> {
        let bounds = place.bounds;
        let formatted = bounds.format.as_deref().and_then(words::formatted);
        let text = match formatted {
            Some(text) => text.into(),
            None => self.named_text(place),
        };
        let text = match bounds.pattern.as_deref() {
            Some(pattern) => pattern::matching(pattern, &text).map_or(text, Cow::Owned),
            None => text,
        };
        fit(text, bounds)
    }

    /// By what the document's examples say, what the name says, what the
    /// description hints at: in this order for identifiers, whose shape differs
    /// from API to API.
    fn named_text(&self, place: &Place<'_>) -> Cow<'static, str> {
        let name = place.words();
        let said = || {
            let first = place.nth == 0 && place.bounds.pattern.is_none();
            let said = self.vocabulary.get(&name, place.parent);
            said.filter(|_| first)
                .map(|text| Cow::Owned(text.to_owned()))
        };
        let by_name = || strings::string(&name, place.parent, place.nth);
        let text = if strings::is_id(&name) {
            said().or_else(by_name)
        } else {
            by_name().or_else(said)
        };
        text.unwrap_or_else(|| strings::hinted(&name, place.description))
    }
}

/// A text with as many characters as the bounds allow.
fn fit(mut text: Cow<'static, str>, bounds: &Bounds) -> Cow<'static, str> {
    if let Some(most) = bounds.max_length
        && let Some((end, _)) = text.char_indices().nth(most as usize)
    {
        text.to_mut().truncate(end);
    }
    let least = bounds.min_length.unwrap_or(0).min(200) as usize;
    let missing = least.saturating_sub(text.chars().count());
    if missing > 0 {
        let letters = "abcdefghijklmnopqrstuvwxyz0123456789".chars().cycle();
        text.to_mut().extend(letters.take(missing));
    }
    text
}

pub(super) fn integer(width: Integer, place: &Place<'_>) -> Json<'static> {
    let (low, high) = numbers::range(width);
    let bounds = place.bounds;
    let bound = |n: &Option<Number>| {
        n.as_ref()
            .and_then(Number::as_f64)
            .map(|n| n.clamp(low as f64, high as f64) as i128)
    };
    let low = bound(&bounds.minimum)
        .into_iter()
        .chain(bound(&bounds.exclusive_minimum).map(|n| n + 1))
        .max()
        .unwrap_or(low);
    let high = bound(&bounds.maximum)
        .into_iter()
        .chain(bound(&bounds.exclusive_maximum).map(|n| n - 1))
        .min()
        .unwrap_or(high);
    let mut value = i128::from(numbers::integer(
        &place.words(),
        place.bounds.format.as_deref(),
        place.nth,
    ));
    if let Some(unit) = bound(&bounds.multiple_of).filter(|unit| *unit > 1) {
        value = (value / unit).max(1) * unit;
    }
    value = value.min(high).max(low);
    Json::Number(i64::try_from(value).map_or_else(|_| Number::from(value as u64), Number::from))
}

pub(super) fn number(place: &Place<'_>) -> Option<Json<'static>> {
    let bounds = place.bounds;
    let bound = |n: &Option<Number>| n.as_ref().and_then(Number::as_f64);
    let low = bound(&bounds.minimum).or(bound(&bounds.exclusive_minimum).map(|n| n + 0.5));
    let high = bound(&bounds.maximum).or(bound(&bounds.exclusive_maximum).map(|n| n - 0.5));
    let mut value = numbers::number(&place.words(), place.nth);
    if let Some(high) = high {
        value = value.min(high);
    }
    if let Some(low) = low {
        value = value.max(low);
    }
    if bound(&bounds.multiple_of).is_some_and(|unit| unit.fract() == 0.0) {
        value = value.trunc();
    }
    Number::from_f64(value).map(Json::Number)
}
