//! Which variant a value is: the one place that follows a union's plan.

use serde_json::Value;

use super::{JsonKind, KeyPlan, Plan, Scalar, TagPlan};

/// A JSON value, as far as plans look at one.
pub trait Instance {
    /// Its JSON type; `None` for null.
    fn kind(&self) -> Option<JsonKind>;

    /// What an object holds under a key.
    fn property(&self, key: &str) -> Option<&Self>;

    /// Whether it is this scalar, numbers by value.
    fn is(&self, scalar: &Scalar) -> bool;
}

/// What a plan says of a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Decision<'p> {
    /// It is this variant.
    Variant(usize),
    /// These have to be tried, in this order.
    Trial(&'p [usize]),
}

impl Decision<'_> {
    /// The variant, where none has to be tried.
    pub fn variant(self) -> Option<usize> {
        match self {
            Decision::Variant(variant) => Some(variant),
            Decision::Trial(_) => None,
        }
    }
}

impl Plan {
    /// Decides on a variant for a value; `None` where it is none of them.
    pub fn decide<V: Instance>(&self, value: &V) -> Option<Decision<'_>> {
        match self {
            Plan::Variant(variant) => Some(Decision::Variant(*variant)),
            Plan::Exclusive(plan) => Some(Decision::Variant(plan.variant)),
            Plan::Tag(tag) => tag.decide(value),
            Plan::Kind(routes) => of_kind(routes, value.kind()?)?.decide(value),
            Plan::Key(plan) => plan.decide(value).map(Decision::Variant),
            Plan::Trial(order) => Some(Decision::Trial(order)),
        }
    }

    /// Whether it is decided of some value, without trying, that it is this variant.
    pub fn discriminates(&self, variant: usize) -> bool {
        match self {
            Plan::Variant(known) => *known == variant,
            Plan::Exclusive(plan) => plan.variant == variant,
            Plan::Kind(routes) => routes.iter().any(|(_, plan)| plan.discriminates(variant)),
            Plan::Key(plan) => {
                let mut keys = plan.keys.iter();
                plan.fallback == Some(variant) || keys.any(|(_, known)| *known == variant)
            }
            Plan::Tag(tag) => {
                let arms = tag.arms.iter().map(|arm| &arm.plan);
                let mut plans = arms.chain(tag.absent.as_deref());
                tag.other == Some(variant) || plans.any(|plan| plan.discriminates(variant))
            }
            Plan::Trial(_) => false,
        }
    }
}

/// The plan for a JSON type. Where only one type of number is listed, it takes all.
fn of_kind(routes: &[(JsonKind, Plan)], kind: JsonKind) -> Option<&Plan> {
    let find = |kind| routes.iter().find(|(listed, _)| *listed == kind);
    let found = find(kind).or_else(|| match kind {
        JsonKind::Integer => find(JsonKind::Number),
        JsonKind::Number => find(JsonKind::Integer),
        _ => None,
    });
    found.map(|(_, plan)| plan)
}

impl TagPlan {
    fn decide<V: Instance>(&self, value: &V) -> Option<Decision<'_>> {
        if value.kind() != Some(JsonKind::Object) {
            return None;
        }
        let Some(tag) = value.property(&self.property) else {
            return self.absent.as_deref()?.decide(value);
        };
        match self.arms.iter().find(|arm| tag.is(&arm.tag)) {
            Some(arm) => arm.plan.decide(value),
            None if tag.kind() == Some(JsonKind::String) => self.other.map(Decision::Variant),
            None => None,
        }
    }
}

impl KeyPlan {
    /// The variant whose keys an object shows; `None` where it shows those of several.
    fn decide<V: Instance>(&self, value: &V) -> Option<usize> {
        if value.kind() != Some(JsonKind::Object) {
            return None;
        }
        let mut found = None;
        for (key, variant) in &self.keys {
            if found != Some(*variant) && value.property(key).is_some() {
                if found.is_some() {
                    return None;
                }
                found = Some(*variant);
            }
        }
        found.or(self.fallback)
    }
}

impl Instance for Value {
    fn kind(&self) -> Option<JsonKind> {
        Some(match self {
            Value::Null => return None,
            Value::Bool(_) => JsonKind::Boolean,
            Value::Number(n) if n.as_f64().is_some_and(|n| n.fract() == 0.0) => JsonKind::Integer,
            Value::Number(_) => JsonKind::Number,
            Value::String(_) => JsonKind::String,
            Value::Array(_) => JsonKind::Array,
            Value::Object(_) => JsonKind::Object,
        })
    }

    fn property(&self, key: &str) -> Option<&Value> {
        self.get(key)
    }

    fn is(&self, scalar: &Scalar) -> bool {
        match (scalar, self) {
            (Scalar::String(this), Value::String(that)) => this == that,
            (Scalar::Null, Value::Null) => true,
            (Scalar::Boolean(this), Value::Bool(that)) => this == that,
            (Scalar::Integer(this), Value::Number(that)) => {
                that.as_i64() == Some(*this) || that.as_f64() == Some(*this as f64)
            }
            (Scalar::Number(this), Value::Number(that)) => that.as_f64() == Some(*this),
            _ => false,
        }
    }
}
