//! Unions: which variant a value is decoded as.

use crate::api::{JsonKind, KeyPlan, Plan, Scalar, TagPlan, Union};

use super::super::json::{Json, same};
use super::super::object::Object;
use super::{Conform, Trim};

/// The variant that a value is decoded as.
struct Found<'a> {
    variant: usize,
    /// What finding out by trial made of the value, and how much it dropped.
    /// Unions of unions would be tried twice on every level without it.
    kept: Option<(Json<'a>, usize)>,
}

/// Where a plan leads.
enum Route<'p> {
    /// It names the variant.
    Variant(usize),
    /// These have to be tried.
    Trial(&'p [usize]),
}

/// Which variant a plan tells a value to be, where it does so without trying.
pub fn told(plan: &Plan, value: &Json<'_>) -> Option<usize> {
    match follow(plan, value)? {
        Route::Variant(variant) => Some(variant),
        Route::Trial(_) => None,
    }
}

/// Whether a plan tells of some value, without trying, that it is this variant.
pub fn is_told(plan: &Plan, position: usize) -> bool {
    match plan {
        Plan::Variant(variant) => *variant == position,
        Plan::Exclusive(plan) => plan.variant == position,
        Plan::Kind(kinds) => kinds.iter().any(|(_, plan)| is_told(plan, position)),
        Plan::Key(plan) => {
            let mut keys = plan.keys.iter();
            plan.fallback == Some(position) || keys.any(|(_, variant)| *variant == position)
        }
        Plan::Tag(tag) => {
            let arms = tag.arms.iter().map(|arm| &arm.plan);
            let mut plans = arms.chain(tag.absent.as_deref());
            tag.other == Some(position) || plans.any(|plan| is_told(plan, position))
        }
        Plan::Trial(_) => false,
    }
}

impl<'a> Conform<'a> {
    /// Which variant a value is decoded as; `None` when it is none or unknown.
    pub fn route(&mut self, union: &'a Union, value: &Json<'a>) -> Option<usize> {
        let found = self.find(union, value)?;
        Some(found.variant)
    }

    fn find(&mut self, union: &'a Union, value: &Json<'a>) -> Option<Found<'a>> {
        match follow(&union.plan, value)? {
            Route::Variant(variant) => Some(Found {
                variant,
                kept: None,
            }),
            Route::Trial(order) => self.by_trial(union, order, value),
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

fn follow<'p>(plan: &'p Plan, value: &Json<'_>) -> Option<Route<'p>> {
    match plan {
        Plan::Variant(variant) => Some(Route::Variant(*variant)),
        Plan::Exclusive(plan) => Some(Route::Variant(plan.variant)),
        Plan::Tag(tag) => by_tag(tag, value),
        Plan::Kind(kinds) => {
            let kind = kind_of(value)?;
            let find = |kind| kinds.iter().find(|(k, _)| *k == kind);
            let (_, plan) = find(kind).or_else(|| match kind {
                JsonKind::Integer => find(JsonKind::Number),
                JsonKind::Number => find(JsonKind::Integer),
                _ => None,
            })?;
            follow(plan, value)
        }
        Plan::Key(keys) => by_key(keys, value.as_object()?).map(Route::Variant),
        Plan::Trial(order) => Some(Route::Trial(order)),
    }
}

fn by_tag<'p>(tag: &'p TagPlan, value: &Json<'_>) -> Option<Route<'p>> {
    let Some(found) = value.as_object()?.get(&tag.property) else {
        return follow(tag.absent.as_deref()?, value);
    };
    let arm = tag.arms.iter().find(|arm| is_scalar(&arm.tag, found));
    match (arm, found) {
        (Some(arm), _) => follow(&arm.plan, value),
        (None, Json::Text(_)) => tag.other.map(Route::Variant),
        (None, _) => None,
    }
}

fn by_key(plan: &KeyPlan, map: &Object<'_>) -> Option<usize> {
    let mut found = None;
    for (key, variant) in &plan.keys {
        if map.get(key).is_some() {
            match found {
                Some(other) if other != *variant => return None,
                _ => found = Some(*variant),
            }
        }
    }
    found.or(plan.fallback)
}

fn kind_of(value: &Json<'_>) -> Option<JsonKind> {
    Some(match value {
        Json::Null => return None,
        Json::Bool(_) => JsonKind::Boolean,
        Json::Number(n) if n.as_f64().is_some_and(|n| n.fract() == 0.0) => JsonKind::Integer,
        Json::Number(_) => JsonKind::Number,
        Json::Text(_) => JsonKind::String,
        Json::List(_) => JsonKind::Array,
        Json::Object(_) => JsonKind::Object,
    })
}

/// Whether a value is this scalar, numbers by value.
pub fn is_scalar(scalar: &Scalar, value: &Json<'_>) -> bool {
    match (scalar, value) {
        (Scalar::String(this), Json::Text(that)) => this == that,
        (Scalar::String(_), _) | (_, Json::Text(_)) => false,
        (scalar, value) => same(&Json::from(scalar), value),
    }
}
