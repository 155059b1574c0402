//! Unions: which variant a value is decoded as.

use crate::api::{Decision, Instance, JsonKind, Scalar, Union};

use super::super::json::{Json, same};
use super::{Conform, Trim};

/// How many values a trial of a small value looks at, the trials inside of it
/// included. Where unions that are tried lie in each other, each level multiplies
/// what there is to try.
const TRIAL: usize = 1000;

/// The variant that a value is decoded as.
struct Found<'a> {
    variant: usize,
    /// What finding out by trial made of the value, and how much it dropped.
    /// Unions of unions would be tried twice on every level without it.
    kept: Option<(Json<'a>, usize)>,
}

impl<'a> Conform<'a> {
    /// Which variant a value is decoded as; `None` when it is none or unknown.
    pub fn route(&mut self, union: &'a Union, value: &Json<'a>) -> Option<usize> {
        let found = self.find(union, value)?;
        Some(found.variant)
    }

    fn find(&mut self, union: &'a Union, value: &Json<'a>) -> Option<Found<'a>> {
        match union.plan.decide(value)? {
            Decision::Variant(variant) => Some(Found {
                variant,
                kept: None,
            }),
            Decision::Trial(order) => self.by_trial(union, order, value),
        }
    }

    pub(super) fn union(&mut self, union: &'a Union, value: &Json<'a>) -> Option<Json<'a>> {
        self.chose = true;
        let found = self.find(union, value)?;
        match found.kept.filter(|_| self.trim == Trim::NOTHING) {
            Some((kept, dropped)) => {
                self.dropped += dropped;
                Some(kept)
            }
            None => self.variant(union, found.variant, value),
        }
    }

    fn variant(&mut self, union: &'a Union, variant: usize, value: &Json<'a>) -> Option<Json<'a>> {
        let variant = &union.variants[variant];
        let Some((key, tag)) = &variant.writes_tag else {
            return self.check(&variant.ty, value);
        };
        let content = Json::Object(value.as_object()?.without(key));
        let Json::Object(checked) = self.check(&variant.ty, &content)? else {
            return None;
        };
        Some(Json::Object(checked.led_by(key, Json::from(tag))))
    }

    fn by_trial(
        &mut self,
        union: &'a Union,
        order: &[usize],
        value: &Json<'a>,
    ) -> Option<Found<'a>> {
        let mut first = None;
        self.tried = true;
        let mut left = self.left.unwrap_or_else(|| TRIAL + 4 * value.size());
        for &variant in order {
            let mut trial = Conform::within(self.cx, Trim::NOTHING, left);
            trial.depth = self.depth;
            let kept = trial.variant(union, variant, value);
            left = trial.left();
            self.left = self.left.map(|_| left);
            let Some(kept) = kept else { continue };
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

impl Instance for Json<'_> {
    fn kind(&self) -> Option<JsonKind> {
        Some(match self {
            Json::Null => return None,
            Json::Bool(_) => JsonKind::Boolean,
            Json::Number(n) if n.as_f64().is_some_and(|n| n.fract() == 0.0) => JsonKind::Integer,
            Json::Number(_) => JsonKind::Number,
            Json::Text(_) => JsonKind::String,
            Json::List(_) => JsonKind::Array,
            Json::Object(_) => JsonKind::Object,
        })
    }

    fn property(&self, key: &str) -> Option<&Self> {
        self.as_object()?.get(key)
    }

    fn is(&self, scalar: &Scalar) -> bool {
        match (scalar, self) {
            (Scalar::String(this), Json::Text(that)) => this == that,
            (Scalar::String(_), _) | (_, Json::Text(_)) => false,
            (scalar, value) => same(&Json::from(scalar), value),
        }
    }
}
