//! Whether a JSON value is one of a type, and what encoding makes of it.
//!
//! This follows the contract of the generated codecs, so that what conforms here
//! decodes there: a required key that admits null may be absent, a constant must
//! be what it is, unknown keys are dropped, unions follow their plan. What comes
//! out is what encoding writes: keys in the schema's order, `1` as `1.0` where
//! the schema says `number`, nothing that the model does not know.

use serde_json::{Map, Number, Value};

use crate::api::{
    Extra, Field, Format, Integer, JsonKind, KeyPlan, Member, ModelId, Plan, Scalar, Shape, Struct,
    TagPlan, Type, Union,
};

use super::super::Context;
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

/// The variant that a value is decoded as.
struct Found {
    variant: usize,
    /// What finding out by trial made of the value, and how much it dropped.
    /// Unions of unions would be tried twice on every level without it.
    kept: Option<(Value, usize)>,
}

impl Found {
    /// A variant that the plan names.
    fn of(variant: usize) -> Found {
        Found {
            variant,
            kept: None,
        }
    }
}

/// A check under way.
pub(super) struct Conform<'a> {
    cx: &'a Context<'a>,
    trim: Trim,
    /// Keys that the model does not know, or values that it would lose.
    pub dropped: usize,
    /// A variant was found by trial, so it may be another one.
    pub tried: bool,
    depth: usize,
}

impl<'a> Conform<'a> {
    /// A check that keeps what `trim` says.
    pub fn new(cx: &'a Context<'a>, trim: Trim) -> Conform<'a> {
        Conform {
            cx,
            trim,
            dropped: 0,
            tried: false,
            depth: 0,
        }
    }

    /// The value as encoding writes it; `None` when it is not of the type.
    pub fn check(&mut self, ty: &Type, value: &Value) -> Option<Value> {
        if self.depth > DEPTH {
            return None;
        }
        self.depth += 1;
        let checked = self.check_type(ty, value);
        self.depth -= 1;
        checked
    }

    fn check_type(&mut self, ty: &Type, value: &Value) -> Option<Value> {
        match (ty, value) {
            (Type::Any, value) => self.any(value),
            (Type::Null, Value::Null) => Some(Value::Null),
            (Type::Boolean, Value::Bool(b)) => Some(Value::Bool(*b)),
            (Type::Integer(width), Value::Number(number)) => integer(*width, number),
            (Type::Number, Value::Number(number)) => {
                Some(Value::Number(Number::from_f64(number.as_f64()?)?))
            }
            (Type::String(Format::None), Value::String(text)) => Some(self.text(text)),
            // Only the foreign type knows what it reads and writes.
            (Type::String(Format::Mapped { format, .. }), Value::String(_)) => {
                Some(Value::from(words::formatted(format)?))
            }
            (Type::Model(id), value) => self.model(*id, value),
            (Type::List(item), Value::Array(list)) => {
                let kept = list.iter().take(self.trim.items);
                let list: Option<Vec<_>> = kept.map(|v| self.check(item, v)).collect();
                list.map(Value::Array)
            }
            (Type::Tuple(items), Value::Array(list)) if items.len() == list.len() => {
                let pairs = items.iter().zip(list);
                let list: Option<Vec<_>> = pairs.map(|(ty, v)| self.check(ty, v)).collect();
                list.map(Value::Array)
            }
            (Type::Map(ty), Value::Object(map)) => {
                let mut out = Map::new();
                for (key, value) in map.iter().take(self.trim.items) {
                    out.insert(key.clone(), self.check(ty, value)?);
                }
                Some(Value::Object(out))
            }
            (Type::Nullable(_), Value::Null) => Some(Value::Null),
            (Type::Nullable(inner), value) => self.check(inner, value),
            _ => None,
        }
    }

    fn any(&mut self, value: &Value) -> Option<Value> {
        if self.depth > DEPTH {
            return None;
        }
        self.depth += 1;
        let kept = match value {
            Value::String(text) => Some(self.text(text)),
            Value::Array(list) => {
                let kept = list.iter().take(self.trim.items);
                let list: Option<Vec<_>> = kept.map(|v| self.any(v)).collect();
                list.map(Value::Array)
            }
            Value::Object(map) => {
                let kept = map.iter().take(self.trim.items);
                let map: Option<Map<_, _>> =
                    kept.map(|(k, v)| Some((k.clone(), self.any(v)?))).collect();
                map.map(Value::Object)
            }
            scalar => Some(scalar.clone()),
        };
        self.depth -= 1;
        kept
    }

    fn text(&self, text: &str) -> Value {
        if text.len() <= self.trim.text {
            return Value::from(text);
        }
        let mut end = self.trim.text;
        while !text.is_char_boundary(end) {
            end -= 1;
        }
        Value::from(format!("{}…", text[..end].trim_end()))
    }

    fn model(&mut self, id: ModelId, value: &Value) -> Option<Value> {
        match &self.cx.api.model(id).shape {
            Shape::Struct(s) => self.structure(s, value.as_object()?),
            Shape::StringEnum(e) => {
                let text = value.as_str()?;
                let listed = e.values.iter().any(|v| v.value == text);
                listed.then(|| value.clone())
            }
            Shape::IntegerEnum(e) => {
                let value = integer(Integer::I64, value.as_number()?)?;
                let listed = e.values.iter().any(|v| Some(v.value) == value.as_i64());
                listed.then_some(value)
            }
            Shape::Union(union) => {
                let found = self.follow(union, &union.plan, value)?;
                match found.kept.filter(|_| self.trim == Trim::NOTHING) {
                    Some((kept, dropped)) => {
                        self.dropped += dropped;
                        Some(kept)
                    }
                    None => self.variant(union, found.variant, value),
                }
            }
            Shape::Alias(ty) => self.check(ty, value),
        }
    }

    fn structure(&mut self, s: &Struct, map: &Map<String, Value>) -> Option<Value> {
        let mut out = Map::with_capacity(s.members.len().min(map.len() + 1));
        for member in &s.members {
            match member {
                Member::Constant(constant) => {
                    let value = constant.value.to_value();
                    match map.get(&constant.key) {
                        Some(given) if !same(given, &value) => return None,
                        _ => out.insert(constant.key.clone(), value),
                    };
                }
                Member::Field(field) => self.field(field, map.get(&field.key), &mut out)?,
            }
        }
        if out.is_empty() && !map.is_empty() {
            self.first_of(s, map, &mut out)?;
        }
        if out.len() < map.len() {
            let unknown = |key: &&String| !s.members.iter().any(|m| m.key() == key.as_str());
            match &s.extra {
                Extra::Kept(ty) => {
                    let extra = map.iter().filter(|(key, _)| unknown(key));
                    for (key, value) in extra.take(self.trim.items) {
                        out.insert(key.clone(), self.check(ty, value)?);
                    }
                }
                Extra::Ignored { .. } | Extra::Unstated => {
                    self.dropped += map.keys().filter(unknown).count();
                }
            }
        }
        Some(Value::Object(out))
    }

    /// Where trimming would leave nothing, the first property stays.
    fn first_of(
        &mut self,
        s: &Struct,
        map: &Map<String, Value>,
        out: &mut Map<String, Value>,
    ) -> Option<()> {
        let trim = self.trim;
        self.trim.optional_depth = self.depth;
        for field in s.fields() {
            self.field(field, map.get(&field.key), out)?;
            if !out.is_empty() {
                break;
            }
        }
        self.trim = trim;
        Some(())
    }

    fn field(
        &mut self,
        field: &Field,
        value: Option<&Value>,
        out: &mut Map<String, Value>,
    ) -> Option<()> {
        let holds_null = field.nullable || matches!(field.ty, Type::Any | Type::Null);
        let value = match value {
            None if field.required && field.nullable => Value::Null,
            None if field.required => return None,
            None => return Some(()),
            Some(_) if !field.required && self.depth > self.trim.optional_depth => return Some(()),
            Some(Value::Null) if holds_null => Value::Null,
            Some(Value::Null) if !field.required => {
                self.dropped += 1;
                return Some(());
            }
            Some(value) => self.check(&field.ty, value)?,
        };
        out.insert(field.key.clone(), value);
        Some(())
    }

    fn variant(&mut self, union: &Union, variant: usize, value: &Value) -> Option<Value> {
        let variant = &union.variants[variant];
        let Some((key, tag)) = &variant.writes_tag else {
            return self.check(&variant.ty, value);
        };
        let mut content = value.as_object()?.clone();
        content.shift_remove(key);
        let checked = self.check(&variant.ty, &Value::Object(content))?;
        let mut out = Map::new();
        out.insert(key.clone(), tag.to_value());
        out.extend(match checked {
            Value::Object(map) => map,
            _ => return None,
        });
        Some(Value::Object(out))
    }

    /// Which variant a value is decoded as; `None` when it is none or unknown.
    pub fn route(&mut self, union: &Union, value: &Value) -> Option<usize> {
        let found = self.follow(union, &union.plan, value)?;
        Some(found.variant)
    }

    fn follow(&mut self, union: &Union, plan: &Plan, value: &Value) -> Option<Found> {
        match plan {
            Plan::Variant(variant) => Some(Found::of(*variant)),
            Plan::Unmixed(plan) => Some(Found::of(plan.variant)),
            Plan::Tag(tag) => self.by_tag(union, tag, value),
            Plan::Kind(kinds) => {
                let kind = kind_of(value)?;
                let find = |kind| kinds.iter().find(|(k, _)| *k == kind);
                let (_, plan) = find(kind).or_else(|| match kind {
                    JsonKind::Integer => find(JsonKind::Number),
                    JsonKind::Number => find(JsonKind::Integer),
                    _ => None,
                })?;
                self.follow(union, plan, value)
            }
            Plan::Key(keys) => by_key(keys, value.as_object()?).map(Found::of),
            Plan::Trial(order) => self.by_trial(union, order, value),
        }
    }

    fn by_tag(&mut self, union: &Union, tag: &TagPlan, value: &Value) -> Option<Found> {
        let Some(found) = value.as_object()?.get(&tag.property) else {
            return self.follow(union, tag.absent.as_deref()?, value);
        };
        let arm = tag.arms.iter().find(|arm| is_scalar(&arm.tag, found));
        match arm {
            Some(arm) => self.follow(union, &arm.plan, value),
            None => tag.other.filter(|_| found.is_string()).map(Found::of),
        }
    }

    fn by_trial(&mut self, union: &Union, order: &[usize], value: &Value) -> Option<Found> {
        let mut first = None;
        self.tried = true;
        for &variant in order {
            let mut trial = Conform::new(self.cx, Trim::NOTHING);
            trial.depth = self.depth;
            let Some(kept) = trial.variant(union, variant, value) else {
                continue;
            };
            let whole = same(&kept, value);
            let found = Found {
                variant,
                kept: Some((kept, trial.dropped)),
            };
            if whole {
                return Some(found);
            }
            first = first.or(Some(found));
        }
        first
    }
}

fn by_key(plan: &KeyPlan, map: &Map<String, Value>) -> Option<usize> {
    let mut found = None;
    for (key, variant) in &plan.keys {
        if map.contains_key(key) {
            match found {
                Some(other) if other != *variant => return None,
                _ => found = Some(*variant),
            }
        }
    }
    found.or(plan.fallback)
}

fn kind_of(value: &Value) -> Option<JsonKind> {
    Some(match value {
        Value::Null => return None,
        Value::Bool(_) => JsonKind::Boolean,
        Value::Number(n) if n.as_f64().is_some_and(|n| n.fract() == 0.0) => JsonKind::Integer,
        Value::Number(_) => JsonKind::Number,
        Value::String(_) => JsonKind::String,
        Value::Array(_) => JsonKind::Array,
        Value::Object(_) => JsonKind::Object,
    })
}

fn is_scalar(scalar: &Scalar, value: &Value) -> bool {
    match (scalar, value) {
        (Scalar::String(this), Value::String(that)) => this == that,
        (Scalar::String(_), _) => false,
        (scalar, value) => same(&scalar.to_value(), value),
    }
}

/// Whether two values are the same JSON, numbers by value.
pub(super) fn same(a: &Value, b: &Value) -> bool {
    match (a, b) {
        (Value::Number(a), Value::Number(b)) => a == b || a.as_f64() == b.as_f64(),
        (Value::Array(a), Value::Array(b)) => {
            a.len() == b.len() && a.iter().zip(b).all(|(a, b)| same(a, b))
        }
        (Value::Object(a), Value::Object(b)) => {
            a.len() == b.len()
                && a.iter()
                    .all(|(key, a)| b.get(key).is_some_and(|b| same(a, b)))
        }
        _ => a == b,
    }
}

/// An integer as encoding writes it, if its type can hold it.
fn integer(width: Integer, number: &Number) -> Option<Value> {
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
    i64::try_from(value)
        .map(Value::from)
        .or_else(|_| u64::try_from(value).map(Value::from))
        .ok()
}
