//! Sizes, ranges, patterns and formats.

use serde_json::{Map, Number, Value};

use super::at::At;
use super::keywords::One;
use super::reader::{Reader, field};

/// Reads a keyword about bounds; false if it is not one.
pub(super) fn read<'doc>(one: &mut One<'_, 'doc, '_>, keyword: &str, value: &'doc Value) -> bool {
    let at = one.at;
    let here = at.key(keyword);
    let bounds = &mut one.bounds;
    let reader = &mut *one.reader;
    match keyword {
        "format" => bounds.format = reader.string(&here, value).or(bounds.format),
        "pattern" => bounds.pattern = reader.string(&here, value),
        "uniqueItems" => bounds.unique_items = reader.flag(&here, value),
        "minimum" => bounds.minimum = number(reader, &here, value),
        "maximum" => bounds.maximum = number(reader, &here, value),
        "multipleOf" | "divisibleBy" => bounds.multiple_of = number(reader, &here, value),
        // A boolean here is 3.0's and is settled when all keywords are known.
        "exclusiveMinimum" | "exclusiveMaximum" if boolean(value).is_some() => {}
        "exclusiveMinimum" => bounds.exclusive_minimum = number(reader, &here, value),
        "exclusiveMaximum" => bounds.exclusive_maximum = number(reader, &here, value),
        "minLength" => bounds.min_length = count(reader, &here, value),
        "maxLength" => bounds.max_length = count(reader, &here, value),
        "minItems" => bounds.min_items = count(reader, &here, value),
        "maxItems" => bounds.max_items = count(reader, &here, value),
        "minProperties" => bounds.min_properties = count(reader, &here, value),
        "maxProperties" => bounds.max_properties = count(reader, &here, value),
        _ => return false,
    }
    true
}

/// `exclusiveMinimum: true` makes `minimum` the exclusive one.
pub(super) fn settle(one: &mut One<'_, '_, '_>, map: &Map<String, Value>) {
    let bounds = &mut one.bounds;
    let exclusive = |key: &str| field(map, key).and_then(boolean) == Some(true);
    if bounds.minimum.is_some() && exclusive("exclusiveMinimum") {
        bounds.exclusive_minimum = bounds.minimum.take();
    }
    if bounds.maximum.is_some() && exclusive("exclusiveMaximum") {
        bounds.exclusive_maximum = bounds.maximum.take();
    }
}

fn boolean(value: &Value) -> Option<bool> {
    match value {
        Value::Bool(flag) => Some(*flag),
        Value::String(text) => text.parse().ok(),
        _ => None,
    }
}

fn number<'doc>(
    reader: &mut Reader<'doc, '_>,
    at: &At<'_>,
    value: &'doc Value,
) -> Option<&'doc Number> {
    match value {
        Value::Number(number) => Some(number),
        Value::Null => None,
        Value::String(text) => {
            let number: Option<Number> = text.trim().parse().ok();
            reader.note(
                at,
                "a number is expected here",
                &format!("found the string \"{text}\""),
            );
            reader.coin(Value::Number(number?)).as_number()
        }
        _ => {
            reader.warn(at, "a number is expected here; the value is ignored", "");
            None
        }
    }
}

fn count(reader: &mut Reader<'_, '_>, at: &At<'_>, value: &Value) -> Option<u64> {
    let whole = |number: f64| (number >= 0.0 && number.fract() == 0.0).then_some(number as u64);
    let found = match value {
        Value::Number(number) => number.as_u64().or_else(|| number.as_f64().and_then(whole)),
        Value::String(text) => text.trim().parse().ok().and_then(whole),
        Value::Null => return None,
        _ => None,
    };
    if found.is_none() {
        let shown: String = value.to_string().chars().take(40).collect();
        reader.warn(at, "a size is expected here; the value is ignored", &shown);
    } else if value.is_string() {
        reader.note(
            at,
            "a number is expected here",
            &format!("found the string {value}"),
        );
    }
    found
}
