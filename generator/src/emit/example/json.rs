//! JSON as people like to read it: two spaces, short lists on one line.

use std::fmt::Write as _;

use serde_json::Value;

/// Lists of scalars up to this width stay on one line.
const INLINE: usize = 60;

/// Appends a value over several lines, the first of them where `out` ends.
pub fn pretty(out: &mut String, value: &Value) {
    write(out, value, 0);
}

/// Appends a value on one line.
pub fn inline(out: &mut String, value: &Value) {
    match value {
        Value::Array(list) => {
            out.push('[');
            for (index, item) in list.iter().enumerate() {
                out.push_str(if index > 0 { ", " } else { "" });
                inline(out, item);
            }
            out.push(']');
        }
        Value::Object(map) => {
            out.push('{');
            for (index, (key, item)) in map.iter().enumerate() {
                out.push_str(if index > 0 { ", " } else { "" });
                string(out, key);
                out.push_str(": ");
                inline(out, item);
            }
            out.push('}');
        }
        Value::String(text) => string(out, text),
        scalar => {
            let _ = write!(out, "{scalar}");
        }
    }
}

/// The value as people write it: `1` for `1.0`, which is the same number.
pub fn as_written(value: &Value) -> Value {
    match value {
        Value::Number(number) => match number.as_f64() {
            Some(float) if float.fract() == 0.0 && float.abs() < 1e15 => Value::from(float as i64),
            _ => value.clone(),
        },
        Value::Array(list) => list.iter().map(as_written).collect(),
        Value::Object(map) => {
            let entries = map.iter().map(|(k, v)| (k.clone(), as_written(v)));
            Value::Object(entries.collect())
        }
        other => other.clone(),
    }
}

/// How many lines [`pretty`] takes.
pub fn lines(value: &Value) -> usize {
    match value {
        Value::Array(list) if !is_short(value) => 2 + list.iter().map(lines).sum::<usize>(),
        Value::Object(map) if !map.is_empty() => 2 + map.values().map(lines).sum::<usize>(),
        _ => 1,
    }
}

fn write(out: &mut String, value: &Value, indent: usize) {
    let line = |out: &mut String, indent: usize| {
        out.push('\n');
        (0..indent).for_each(|_| out.push_str("  "));
    };
    match value {
        Value::Array(list) if !is_short(value) => {
            out.push('[');
            for (index, item) in list.iter().enumerate() {
                out.push_str(if index > 0 { "," } else { "" });
                line(out, indent + 1);
                write(out, item, indent + 1);
            }
            line(out, indent);
            out.push(']');
        }
        Value::Object(map) if !map.is_empty() => {
            out.push('{');
            for (index, (key, item)) in map.iter().enumerate() {
                out.push_str(if index > 0 { "," } else { "" });
                line(out, indent + 1);
                string(out, key);
                out.push_str(": ");
                write(out, item, indent + 1);
            }
            line(out, indent);
            out.push('}');
        }
        other => inline(out, other),
    }
}

/// Whether a list fits on a line and is easy to read there: scalars, or one
/// small object.
fn is_short(list: &Value) -> bool {
    let Value::Array(items) = list else {
        return false;
    };
    match items.as_slice() {
        [Value::Object(map)] => {
            map.len() <= 2 && map.values().all(is_scalar) && width(list) <= INLINE
        }
        items => items.iter().all(is_scalar) && width(list) <= INLINE,
    }
}

fn is_scalar(value: &Value) -> bool {
    !value.is_array() && !value.is_object()
}

/// About how many columns a value takes on one line.
fn width(value: &Value) -> usize {
    match value {
        Value::Array(list) => list.iter().map(|v| width(v) + 2).sum(),
        Value::Object(map) => map.iter().map(|(k, v)| k.len() + width(v) + 6).sum(),
        Value::String(text) => text.len() + 2,
        Value::Number(_) | Value::Bool(_) | Value::Null => 5,
    }
}

/// A string, with what cannot be seen written as escapes: compilers refuse text
/// that reads in another order than it is.
fn string(out: &mut String, text: &str) {
    let plain = |b: u8| b >= 0x20 && b != b'"' && b != b'\\' && b < 0x7F;
    if text.bytes().all(plain) {
        out.push('"');
        out.push_str(text);
        out.push('"');
        return;
    }
    out.push('"');
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            '\r' => out.push_str("\\r"),
            c if c.is_control()
                || matches!(c, '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{2028}'..='\u{202E}')
                || matches!(c, '\u{2060}'..='\u{206F}' | '\u{FEFF}') =>
            {
                let _ = write!(out, "\\u{:04x}", c as u32);
            }
            c => out.push(c),
        }
    }
    out.push('"');
}
