//! JSON as people like to read it: two spaces, short lists on one line.

use std::fmt::Write as _;

use super::json::Json;

/// Lists of scalars up to this width stay on one line.
const INLINE: usize = 60;

/// Appends a value over several lines, the first of them where `out` ends.
pub fn pretty(out: &mut String, value: &Json<'_>) {
    write(out, value, 0);
}

/// Appends a value on one line.
pub fn inline(out: &mut String, value: &Json<'_>) {
    match value {
        Json::List(list) => {
            out.push('[');
            for (index, item) in list.iter().enumerate() {
                out.push_str(if index > 0 { ", " } else { "" });
                inline(out, item);
            }
            out.push(']');
        }
        Json::Object(map) => {
            out.push('{');
            for (index, (key, item)) in map.iter().enumerate() {
                out.push_str(if index > 0 { ", " } else { "" });
                string(out, key);
                out.push_str(": ");
                inline(out, item);
            }
            out.push('}');
        }
        Json::Text(text) => string(out, text),
        Json::Number(number) => {
            let _ = write!(out, "{number}");
        }
        Json::Bool(flag) => out.push_str(if *flag { "true" } else { "false" }),
        Json::Null => out.push_str("null"),
    }
}

/// How many lines [`pretty`] takes.
pub fn lines(value: &Json<'_>) -> usize {
    match value {
        Json::List(list) if !is_short(value) => 2 + list.iter().map(lines).sum::<usize>(),
        Json::Object(map) if !map.is_empty() => 2 + map.values().map(lines).sum::<usize>(),
        _ => 1,
    }
}

fn write(out: &mut String, value: &Json<'_>, indent: usize) {
    let line = |out: &mut String, indent: usize| {
        out.push('\n');
        (0..indent).for_each(|_| out.push_str("  "));
    };
    match value {
        Json::List(list) if !is_short(value) => {
            out.push('[');
            for (index, item) in list.iter().enumerate() {
                out.push_str(if index > 0 { "," } else { "" });
                line(out, indent + 1);
                write(out, item, indent + 1);
            }
            line(out, indent);
            out.push(']');
        }
        Json::Object(map) if !map.is_empty() => {
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
fn is_short(list: &Json<'_>) -> bool {
    let Json::List(items) = list else {
        return false;
    };
    match items.as_slice() {
        [Json::Object(map)] => {
            map.len() <= 2 && map.values().all(Json::is_scalar) && width(list) <= INLINE
        }
        items => items.iter().all(Json::is_scalar) && width(list) <= INLINE,
    }
}

/// About how many columns a value takes on one line.
fn width(value: &Json<'_>) -> usize {
    match value {
        Json::List(list) => list.iter().map(|v| width(v) + 2).sum(),
        Json::Object(map) => map.iter().map(|(k, v)| k.len() + width(v) + 6).sum(),
        Json::Text(text) => text.len() + 2,
        Json::Number(_) | Json::Bool(_) | Json::Null => 5,
    }
}

/// A string, with what cannot be seen written as escapes: compilers refuse text
/// that reads in another order than it is.
fn string(out: &mut String, text: &str) {
    let is_odd = |b: &u8| !matches!(b, b' '..=b'~') || matches!(b, b'"' | b'\\');
    // Counted rather than searched for, which looks at 16 bytes at a time.
    if text.bytes().filter(is_odd).count() == 0 {
        out.reserve(text.len() + 2);
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
