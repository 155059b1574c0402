//! `enum`, `const`, and the extensions that name and describe their values.

use std::collections::HashMap;

use serde_json::{Map, Value};

use super::keywords::One;
use super::reader::kind_of;
use super::schema::{Enumeration, TypeSet};

/// Reads `enum` or `const`.
pub(super) fn read<'doc>(one: &mut One<'_, 'doc, '_>, keyword: &str, value: &'doc Value) {
    let at = one.at;
    let here = at.key(keyword);
    match (keyword, value) {
        ("const", value) => one.enumeration.values = vec![value],
        ("enum", _) if !one.enumeration.values.is_empty() => {}
        (_, Value::Array(values)) if values.is_empty() => {
            one.reader
                .note(&here, "an empty list of values is ignored", "");
        }
        (_, Value::Array(values)) => one.enumeration.values = values.iter().collect(),
        (_, Value::Null) => {}
        (_, Value::Object(_)) => {
            one.reader
                .warn(&here, "`enum` is a list; it is ignored", kind_of(value));
        }
        (_, single) => {
            one.reader.note(
                &here,
                "`enum` is a list; the value is taken as the only one",
                &single.to_string(),
            );
            one.enumeration.values = vec![single];
        }
    }
}

/// Reads an extension about the values of an enum; false if it is not one.
pub(super) fn read_extension<'doc>(
    one: &mut One<'_, 'doc, '_>,
    keyword: &str,
    value: &'doc Value,
) -> bool {
    let texts = |value: &'doc Value| -> Vec<Option<&'doc str>> {
        value
            .as_array()
            .into_iter()
            .flatten()
            .map(Value::as_str)
            .collect()
    };
    match keyword {
        "x-enum-varnames" | "x-enumNames" | "x-enum-names" => {
            let names = texts(value);
            if names.iter().all(Option::is_some) {
                one.enumeration.names = names.into_iter().flatten().collect();
            }
        }
        "x-enum-descriptions" | "x-enumDescriptions" => {
            one.enumeration.descriptions = texts(value);
        }
        _ => return false,
    }
    true
}

/// What needs the list of values and the type: descriptions by value, and values
/// of the wrong type.
pub(super) fn settle<'doc>(one: &mut One<'_, 'doc, '_>, map: &'doc Map<String, Value>) {
    if one.enumeration.values.is_empty() {
        return;
    }
    let mut stated = std::mem::take(&mut one.enumeration);
    let by_value = ["x-enum-descriptions", "x-enumDescriptions"];
    if let Some(Value::Object(by_value)) = by_value.iter().find_map(|key| map.get(*key)) {
        let description = |value: &&Value| by_value.get(&key_of(value)).and_then(Value::as_str);
        stated.descriptions = stated.values.iter().map(description).collect();
    }
    let listed = map.get("x-ms-enum").and_then(|named| named.get("values"));
    if let Some(Value::Array(listed)) = listed {
        name_by_list(&mut stated, listed);
    }
    // Names and descriptions go by position, so that a value takes its own along.
    for (index, value) in stated.values.into_iter().enumerate() {
        let Some(value) = fit(one, index, value) else {
            continue;
        };
        let kept = &mut one.enumeration;
        kept.values.push(value);
        kept.names.extend(stated.names.get(index));
        kept.descriptions.extend(stated.descriptions.get(index));
    }
}

/// A value as a key: strings as they are, the rest as JSON.
fn key_of(value: &Value) -> String {
    value
        .as_str()
        .map_or_else(|| value.to_string(), str::to_owned)
}

/// Azure's `x-ms-enum`: a list of `{value, name, description}`.
fn name_by_list<'doc>(stated: &mut Enumeration<'doc>, listed: &'doc [Value]) {
    let entries = listed
        .iter()
        .filter_map(|entry| Some((key_of(entry.get("value")?), entry)));
    let entries: HashMap<String, &'doc Value> = entries.collect();
    let text = |value: &Value, key: &str| entries.get(&key_of(value))?.get(key)?.as_str();
    let values = &stated.values;
    let names: Option<Vec<_>> = values.iter().map(|value| text(value, "name")).collect();
    let descriptions = values.iter().map(|value| text(value, "description"));
    stated.descriptions = descriptions.collect();
    if let Some(names) = names {
        stated.names = names;
    }
}

/// The value in the schema's own type; `None` where it cannot be one.
fn fit<'doc>(one: &mut One<'_, 'doc, '_>, index: usize, value: &'doc Value) -> Option<&'doc Value> {
    let types = one.schema.types.without(TypeSet::NULL);
    let numeric = TypeSet::INTEGER.union(TypeSet::NUMBER);
    let own = match value {
        Value::Null => return Some(value),
        Value::Bool(_) => TypeSet::BOOLEAN,
        Value::Number(_) => numeric,
        Value::String(_) => TypeSet::STRING,
        Value::Array(_) => TypeSet::ARRAY,
        Value::Object(_) => TypeSet::OBJECT,
    };
    if types.is_empty() || !types.intersection(own).is_empty() {
        return Some(value);
    }
    let at = one.at;
    let list = at.key("enum");
    let here = list.index(index);
    let coined = match value {
        Value::Number(_) | Value::Bool(_) if types == TypeSet::STRING => {
            Some(Value::String(one.reader.as_text(&here, value)))
        }
        Value::String(text) if numeric.contains(types) => {
            text.trim().parse().ok().map(Value::Number)
        }
        Value::String(text) if types == TypeSet::BOOLEAN => {
            text.trim().parse().ok().map(Value::Bool)
        }
        _ => None,
    };
    let shown: String = value.to_string().chars().take(40).collect();
    match coined {
        Some(coined) => {
            let kind = "a value is not of the schema's type; it is taken as if it were";
            one.reader.note(&here, kind, &shown);
            Some(one.reader.coin(coined))
        }
        None => {
            let kind = "a value is not of the schema's type; it is ignored";
            one.reader.warn(&here, kind, &shown);
            None
        }
    }
}
