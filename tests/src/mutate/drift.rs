//! What a server may add later: keys, values of enums, tags and variants of unions.
//!
//! What comes in: a valid value and its places. What goes out: changed values
//! that must decode, and what of the change must come back.

use serde_json::{Value, json};

use crate::path::{Path, get_mut};
use crate::types::Types;
use crate::walk::Place;

/// What every added key and string starts with.
pub const DRIFT: &str = "x-typewright-drift";

/// A value as a newer server might send it.
#[derive(Debug, Clone)]
pub struct Drift {
    /// What was added.
    pub kind: DriftKind,
    /// The value.
    pub value: Value,
    /// Objects whose added key must come back whatever the configuration says.
    pub keeps: Vec<Path>,
}

/// What was added.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum DriftKind {
    /// A key in every object with known properties.
    Keys,
    /// A string or integer in every place of a list of several.
    Values,
    /// A tag.
    Tag,
    /// A variant of a union, whose type none of the others has.
    Variant,
}

impl DriftKind {
    /// As reports call it.
    pub fn as_str(self) -> &'static str {
        match self {
            DriftKind::Keys => "unknown keys",
            DriftKind::Values => "unknown enum values",
            DriftKind::Tag => "unknown tags",
            DriftKind::Variant => "unknown variants",
        }
    }
}

/// The drift of a value.
pub fn drifts(value: &Value, places: &[Place<'_>]) -> Vec<Drift> {
    let mut found = Vec::new();
    found.extend(keys(value, places));
    found.extend(values(value, places));
    found.extend(places.iter().filter_map(|p| tag(value, p)).take(3));
    found.extend(places.iter().filter_map(|p| variant(value, p)).take(3));
    found
}

fn keys(value: &Value, places: &[Place<'_>]) -> Option<Drift> {
    let mut changed = value.clone();
    let mut keeps = Vec::new();
    let mut count = 0;
    for place in places
        .iter()
        .filter(|p| !p.conjunction.properties.is_empty())
    {
        // A schema for further keys makes them no drift but data.
        if place
            .conjunction
            .of_key(DRIFT)
            .is_some_and(|nodes| !nodes.is_empty())
        {
            continue;
        }
        if let Some(Value::Object(map)) = get_mut(&mut changed, &place.path) {
            count += 1;
            map.insert(DRIFT.to_owned(), json!({"added": [count, null, "ü"]}));
            if place.conjunction.invites_extra() {
                keeps.push(place.path.clone());
            }
        }
    }
    (count > 0).then_some(Drift {
        kind: DriftKind::Keys,
        value: changed,
        keeps,
    })
}

fn values(value: &Value, places: &[Place<'_>]) -> Option<Drift> {
    let mut changed = value.clone();
    let mut count = 0;
    for place in places.iter().filter(|p| !p.tag) {
        let listed = place.conjunction.values.as_deref().unwrap_or_default();
        let several = |kind: Types| {
            listed.iter().filter(|v| !v.is_null()).count() > 1
                && listed.iter().all(|v| v.is_null() || Types::of(v) == kind)
        };
        let Some(old) = get_mut(&mut changed, &place.path) else {
            continue;
        };
        if old.is_string() && several(Types::STRING) && place.conjunction.types.has(Types::STRING) {
            *old = format!("{DRIFT}-{count}").into();
        } else if old.is_i64()
            && several(Types::INTEGER)
            && place.conjunction.types.has(Types::INTEGER)
        {
            *old = fresh_integer(listed).into();
        } else {
            continue;
        }
        count += 1;
    }
    (count > 0).then_some(Drift {
        kind: DriftKind::Values,
        value: changed,
        keeps: Vec::new(),
    })
}

/// An integer that is not listed, small enough for any width.
fn fresh_integer(listed: &[&Value]) -> i64 {
    (2..127)
        .find(|n| !listed.iter().any(|v| v.as_i64() == Some(*n)))
        .unwrap_or(0)
}

fn tag(value: &Value, place: &Place<'_>) -> Option<Drift> {
    let property = place.told_by?;
    let mut changed = value.clone();
    let object = get_mut(&mut changed, &place.path)?.as_object_mut()?;
    let tag = object.get_mut(property).filter(|t| t.is_string())?;
    *tag = format!("{DRIFT}-tag").into();
    Some(Drift {
        kind: DriftKind::Tag,
        value: changed,
        keeps: Vec::new(),
    })
}

/// A value of a type that no variant of a union has.
fn variant(value: &Value, place: &Place<'_>) -> Option<Drift> {
    let later = [
        json!({DRIFT: [1]}),
        json!([DRIFT]),
        json!(DRIFT),
        json!(true),
    ];
    let fits = |later: &Value| !(place.kinds & Types::of(later)).is_empty();
    let later = later.into_iter().find(|later| !fits(later))?;
    let mut changed = value.clone();
    *get_mut(&mut changed, &place.path).filter(|_| place.has_types())? = later;
    Some(Drift {
        kind: DriftKind::Variant,
        value: changed,
        keeps: Vec::new(),
    })
}

/// Takes the added keys out again.
pub fn strip(value: &mut Value) {
    match value {
        Value::Object(map) => {
            map.retain(|key, _| key != DRIFT);
            map.values_mut().for_each(strip);
        }
        Value::Array(items) => items.iter_mut().for_each(strip),
        _ => {}
    }
}
