//! Values made invalid in a way that a Rust type can express.
//!
//! What comes in: a valid value and its places. What goes out: values with one
//! fault each, and the path at which it must be reported. Only places that no
//! union leaves open are touched: where a branch is found by trial, another one
//! may rightly take what was meant to be wrong.

use std::collections::HashSet;

use serde_json::{Value, json};

use crate::conjunction::{Conjunction, admits_null};
use crate::discrimination::kinds;
use crate::path::{Path, get, get_mut};
use crate::types::Types;
use crate::walk::Place;

/// A value that must be refused.
#[derive(Debug, Clone)]
pub struct Rejection {
    /// What is wrong.
    pub kind: RejectionKind,
    /// The value.
    pub value: Value,
    /// Where.
    pub path: Path,
    /// A word that the message must contain: the missing key.
    pub mentions: Option<String>,
    /// A union may keep it instead, as a variant that nobody knows.
    pub may_be_kept: bool,
}

/// What is wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RejectionKind {
    /// A required key that may not be null is missing.
    Missing,
    /// A value of another JSON type.
    Type,
    /// Null where it is not admitted and the place required.
    Null,
    /// Another value than the only one admitted.
    Constant,
}

impl RejectionKind {
    /// As reports call it.
    pub fn as_str(self) -> &'static str {
        match self {
            RejectionKind::Missing => "missing key",
            RejectionKind::Type => "wrong type",
            RejectionKind::Null => "null",
            RejectionKind::Constant => "wrong constant",
        }
    }
}

/// What was spoiled already: a schema is spoiled in each way once.
pub type Spoiled = HashSet<(usize, RejectionKind, String)>;

/// The rejections of a value, without those that `spoiled` has.
pub fn rejections(value: &Value, places: &[Place<'_>], spoiled: &mut Spoiled) -> Vec<Rejection> {
    let mut found = Vec::new();
    for place in places.iter().filter(|p| p.certain) {
        let Some(here) = get(value, &place.path) else {
            continue;
        };
        let owner = place.conjunction.leaves.first().map_or(0, |l| l.id());
        let mut first = |kind, word: &str| spoiled.insert((owner, kind, word.to_owned()));
        if let Value::Object(object) = here {
            for key in missable(place).filter(|k| object.contains_key(*k)) {
                if first(RejectionKind::Missing, key) {
                    found.extend(without(value, place, key));
                }
            }
        }
        if place.tag || place.has_types() {
            continue;
        }
        for wrong in wrong_types(place.kinds) {
            if first(RejectionKind::Type, &wrong.to_string()) {
                found.extend(replaced(value, place, RejectionKind::Type, wrong));
            }
        }
        if place.required
            && !place.nullable
            && place.kinds != Types::ALL
            && first(RejectionKind::Null, "")
        {
            found.extend(replaced(value, place, RejectionKind::Null, Value::Null));
        }
        if let Some([constant]) = place.conjunction.values.as_deref()
            && let (Some(wrong), true) = (other(constant), first(RejectionKind::Constant, ""))
        {
            found.extend(replaced(value, place, RejectionKind::Constant, wrong));
        }
    }
    found
}

/// The required keys whose absence a Rust type can tell.
fn missable<'p>(place: &'p Place<'_>) -> impl Iterator<Item = &'p str> {
    let told_by = place.told_by;
    place
        .conjunction
        .required
        .iter()
        .copied()
        .filter(move |key| {
            let nodes = place.conjunction.property(key);
            let free = nodes.is_empty()
                || kinds(nodes, 0) == Types::ALL
                || Conjunction::of(nodes).types.has(Types::NULL);
            told_by != Some(*key) && !free && !admits_null(nodes)
        })
}

/// Two values of types that are not admitted.
fn wrong_types(kinds: Types) -> impl Iterator<Item = Value> {
    let scalar = [
        json!(true),
        json!("wrong"),
        json!(1.5),
        json!(["wrong"]),
        json!({"wrong": true}),
    ];
    let count = if kinds == Types::ALL { 0 } else { 2 };
    scalar
        .into_iter()
        .rev()
        .filter(move |v| (kinds & Types::of(v)).is_empty())
        .take(count)
}

/// Another value of the same type.
fn other(constant: &Value) -> Option<Value> {
    Some(match constant {
        Value::String(text) => json!(format!("not {text}")),
        Value::Bool(b) => json!(!b),
        Value::Number(n) => json!(n.as_i64()?.checked_add(1)?),
        _ => return None,
    })
}

fn without(value: &Value, place: &Place<'_>, key: &str) -> Option<Rejection> {
    let mut changed = value.clone();
    get_mut(&mut changed, &place.path)?
        .as_object_mut()?
        .remove(key)?;
    Some(Rejection {
        kind: RejectionKind::Missing,
        value: changed,
        path: place.path.clone(),
        mentions: Some(key.to_owned()),
        may_be_kept: false,
    })
}

fn replaced(
    value: &Value,
    place: &Place<'_>,
    kind: RejectionKind,
    wrong: Value,
) -> Option<Rejection> {
    let mut changed = value.clone();
    *get_mut(&mut changed, &place.path)? = wrong;
    Some(Rejection {
        kind,
        value: changed,
        path: place.path.clone(),
        mentions: None,
        may_be_kept: place.union,
    })
}
