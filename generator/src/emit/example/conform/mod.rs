//! Whether a JSON value is one of a type, and what encoding makes of it.
//!
//! This follows the contract of the generated codecs, so that what conforms here
//! decodes there: a required key that admits null may be absent, a constant must
//! be what it is, unknown keys are dropped ([`structure`]), unions follow their
//! plan ([`route`]). What comes out is what encoding writes: keys in the schema's
//! order, `1` as `1.0` where the schema says `number`, nothing that the model does
//! not know.

mod route;
mod structure;

use std::borrow::Cow;

use serde_json::Number;

use crate::api::{Format, Integer, ModelId, Shape, Type};

use super::super::Context;
use super::json::Json;
use super::{numbers, words};

/// Values nested deeper are not examples that anyone reads.
pub(super) const DEPTH: usize = 48;

/// How much of a value is kept, to make a long example readable.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Trim {
    /// How many items of a list and entries of a map.
    pub items: usize,
    /// Objects nested deeper than this keep only what is required.
    pub optional_depth: usize,
    /// How many bytes of a string.
    pub text: usize,
}

impl Trim {
    /// Keeps everything.
    pub const NOTHING: Trim = Trim {
        items: usize::MAX,
        optional_depth: usize::MAX,
        text: usize::MAX,
    };
}

/// A check under way.
pub(super) struct Conform<'a> {
    cx: &'a Context<'a>,
    trim: Trim,
    /// Keys that the model does not know, or values that it would lose.
    pub dropped: usize,
    /// A variant was found by trial, so it may be another one.
    pub tried: bool,
    /// A union was met, so what is left of a value that is trimmed may be of
    /// another variant, or of none.
    pub chose: bool,
    depth: usize,
    /// How many values it may still look at: limited inside of trials.
    left: Option<usize>,
}

impl<'a> Conform<'a> {
    /// A check that keeps what `trim` says.
    pub fn new(cx: &'a Context<'a>, trim: Trim) -> Conform<'a> {
        Conform {
            cx,
            trim,
            dropped: 0,
            tried: false,
            chose: false,
            depth: 0,
            left: None,
        }
    }

    /// The same, which looks at so many values at most.
    pub fn within(cx: &'a Context<'a>, trim: Trim, values: usize) -> Conform<'a> {
        Conform {
            left: Some(values),
            ..Conform::new(cx, trim)
        }
    }

    /// How many values it may still look at, where that is limited.
    pub fn left(&self) -> usize {
        self.left.unwrap_or(0)
    }

    /// The value as encoding writes it; `None` when it is not of the type.
    pub fn check(&mut self, ty: &Type, value: &Json<'a>) -> Option<Json<'a>> {
        if self.depth > DEPTH {
            return None;
        }
        if let Some(left) = &mut self.left {
            *left = left.checked_sub(1)?;
        }
        self.depth += 1;
        let checked = self.check_type(ty, value);
        self.depth -= 1;
        checked
    }

    fn check_type(&mut self, ty: &Type, value: &Json<'a>) -> Option<Json<'a>> {
        match (ty, value) {
            (Type::Any, value) => self.any(value),
            (Type::Null, Json::Null) => Some(Json::Null),
            (Type::Boolean, Json::Bool(b)) => Some(Json::Bool(*b)),
            (Type::Integer(width), Json::Number(number)) => integer(*width, number),
            (Type::Number, Json::Number(number)) => {
                Some(Json::Number(Number::from_f64(number.as_f64()?)?))
            }
            (Type::String(Format::None), Json::Text(text)) => Some(self.text(text)),
            // Only the foreign type knows what it reads and writes.
            (Type::String(Format::Mapped(mapped)), Json::Text(_)) => {
                Some(Json::text(words::formatted(&mapped.format)?))
            }
            (Type::Model(id), value) => self.model(*id, value),
            (Type::List(item), Json::List(list)) => {
                let kept = list.iter().take(self.trim.items);
                let list: Option<Vec<_>> = kept.map(|v| self.check(item, v)).collect();
                list.map(Json::List)
            }
            (Type::Tuple(items), Json::List(list)) if items.len() == list.len() => {
                let pairs = items.iter().zip(list);
                let list: Option<Vec<_>> = pairs.map(|(ty, v)| self.check(ty, v)).collect();
                list.map(Json::List)
            }
            (Type::Map(ty), Json::Object(map)) => {
                let kept = map.iter().take(self.trim.items);
                let entries = kept.map(|(k, v)| Some((k.clone(), self.check(ty, v)?)));
                entries.collect::<Option<_>>().map(Json::Object)
            }
            (Type::Nullable(_), Json::Null) => Some(Json::Null),
            (Type::Nullable(inner), value) => self.check(inner, value),
            _ => None,
        }
    }

    fn any(&mut self, value: &Json<'a>) -> Option<Json<'a>> {
        if self.depth > DEPTH {
            return None;
        }
        self.depth += 1;
        let kept = match value {
            Json::Text(text) => Some(self.text(text)),
            Json::List(list) => {
                let kept = list.iter().take(self.trim.items);
                let list: Option<Vec<_>> = kept.map(|v| self.any(v)).collect();
                list.map(Json::List)
            }
            Json::Object(map) => {
                let kept = map.iter().take(self.trim.items);
                let entries = kept.map(|(k, v)| Some((k.clone(), self.any(v)?)));
                entries.collect::<Option<_>>().map(Json::Object)
            }
            scalar => Some(scalar.clone()),
        };
        self.depth -= 1;
        kept
    }

    fn text(&self, text: &Cow<'a, str>) -> Json<'a> {
        if text.len() <= self.trim.text {
            return Json::Text(text.clone());
        }
        let mut end = self.trim.text;
        while !text.is_char_boundary(end) {
            end -= 1;
        }
        Json::text(format!("{}…", text[..end].trim_end()))
    }

    fn model(&mut self, id: ModelId, value: &Json<'a>) -> Option<Json<'a>> {
        match &self.cx.api.model(id).shape {
            Shape::Struct(s) => self.structure(s, value.as_object()?),
            Shape::StringEnum(e) => {
                let text = value.as_text()?;
                let listed = e.values.iter().any(|v| v.value == text);
                listed.then(|| value.clone())
            }
            Shape::IntegerEnum(e) => {
                let value = integer(Integer::I64, value.as_number()?)?;
                let number = value.as_number()?.as_i64();
                let listed = e.values.iter().any(|v| Some(v.value) == number);
                listed.then_some(value)
            }
            Shape::Union(union) => self.union(union, value),
            Shape::Alias(ty) => self.check(ty, value),
        }
    }
}

/// An integer as encoding writes it, if its type can hold it.
fn integer(width: Integer, number: &Number) -> Option<Json<'static>> {
    let value = match (number.as_i64(), number.as_u64(), number.as_f64()) {
        (Some(value), _, _) => i128::from(value),
        (_, Some(value), _) => i128::from(value),
        (_, _, Some(value)) if value.fract() == 0.0 && value.abs() < 9.0e18 => value as i128,
        _ => return None,
    };
    let (low, high) = numbers::range(width);
    if value < low || value > high {
        return None;
    }
    Number::from_i128(value).map(Json::Number)
}
