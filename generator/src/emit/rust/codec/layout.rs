//! How the tables of codecs are laid out: data in macros, which token printers spoil.
//!
//! A document's texts are in them as JSON, inside of one literal for each table.

use std::cmp::Ordering;
use std::collections::BTreeSet;
use std::fmt::Write as _;

use proc_macro2::Literal;

use crate::api::ModelId;

use super::super::super::Context;
use super::super::print::lines_literal;

/// `rustfmt` breaks lines longer than this.
pub(super) const WIDTH: usize = 100;

/// A string literal.
pub(super) fn literal(text: &str) -> String {
    Literal::string(text).to_string()
}

/// A literal of a text of several lines.
pub(super) fn raw_literal(text: &str) -> String {
    lines_literal(text).to_string()
}

/// The models that a file must import.
#[derive(Debug, Default)]
pub(super) struct Imports {
    models: BTreeSet<String>,
}

impl Imports {
    /// Notes a model by its name.
    pub fn model(&mut self, cx: &Context<'_>, id: ModelId) {
        self.models.insert(cx.names.model(id).rust.to_string());
    }

    /// The import of models from elsewhere in the crate.
    pub fn write_models(&self, out: &mut String) {
        write_use(out, "crate::models", &self.models);
    }
}

/// `use path::{a, b};` as `rustfmt` lays it out, which leaves two columns of a line free,
/// and one where it takes several.
fn write_use(out: &mut String, path: &str, names: &BTreeSet<String>) {
    // `rustfmt` sorts by version: `V2` before `V10`, which plain order is not.
    let mut names: Vec<&String> = names.iter().collect();
    names.sort_by(|a, b| version_order(a, b));
    match names.as_slice() {
        [] => {}
        [one] => {
            let _ = writeln!(out, "use {path}::{one};");
        }
        many => {
            let line = many
                .iter()
                .map(|n| n.as_str())
                .collect::<Vec<_>>()
                .join(", ");
            if path.len() + line.len() + 9 <= WIDTH - 2 {
                let _ = writeln!(out, "use {path}::{{{line}}};");
                return;
            }
            let most = match line.len() + 5 <= WIDTH {
                true => WIDTH,
                false => WIDTH - 1,
            };
            let _ = write!(out, "use {path}::{{");
            fill(out, "    ", most, many);
            out.push_str("\n};\n");
        }
    }
}

/// A list of words between brackets, on one line where that is possible. `indent` is
/// that of the line on which it begins.
pub(super) fn write_list(
    out: &mut String,
    indent: &str,
    [open, close]: [char; 2],
    words: &[impl AsRef<str>],
) {
    let line_start = out.rfind('\n').map_or(0, |end| end + 1);
    let length: usize = words.iter().map(|word| word.as_ref().len() + 2).sum();
    out.push(open);
    if out.len() - line_start + length < WIDTH {
        let space = match open == '{' && !words.is_empty() {
            true => " ",
            false => "",
        };
        out.push_str(space);
        for (position, word) in words.iter().enumerate() {
            let comma = if position > 0 { ", " } else { "" };
            let _ = write!(out, "{comma}{}", word.as_ref());
        }
        out.push_str(space);
    } else {
        fill(out, &format!("{indent}    "), WIDTH, words);
        let _ = write!(out, "\n{indent}");
    }
    out.push(close);
}

/// Lines of words with a comma behind each, as many on a line as fit.
fn fill(out: &mut String, indent: &str, most: usize, words: &[impl AsRef<str>]) {
    let mut width = usize::MAX;
    for word in words {
        let word = word.as_ref();
        if width.saturating_add(word.len() + 2) > most {
            let _ = write!(out, "\n{indent}{word},");
            width = indent.len() + word.len() + 1;
        } else {
            let _ = write!(out, " {word},");
            width += word.len() + 2;
        }
    }
}

/// The order in which `rustfmt` (style edition 2024) sorts imports: numbers in
/// names by value, and an underscore before all else.
fn version_order(a: &str, b: &str) -> Ordering {
    let (mut a_rest, mut b_rest) = (a.as_bytes(), b.as_bytes());
    loop {
        match (a_rest.first(), b_rest.first()) {
            (Some(x), Some(y)) if x.is_ascii_digit() && y.is_ascii_digit() => {
                let number = |text: &[u8]| text.iter().take_while(|c| c.is_ascii_digit()).count();
                let (n, m) = (number(a_rest), number(b_rest));
                let value = |text: &[u8]| {
                    text.iter().fold(0u128, |v, d| {
                        v.saturating_mul(10).saturating_add(u128::from(d - b'0'))
                    })
                };
                let order = value(&a_rest[..n])
                    .cmp(&value(&b_rest[..m]))
                    .then(m.cmp(&n));
                if order.is_ne() {
                    return order;
                }
                (a_rest, b_rest) = (&a_rest[n..], &b_rest[m..]);
            }
            (Some(b'_'), Some(y)) if *y != b'_' => return Ordering::Less,
            (Some(x), Some(b'_')) if *x != b'_' => return Ordering::Greater,
            (Some(x), Some(y)) if x != y => return x.cmp(y),
            (Some(_), Some(_)) => (a_rest, b_rest) = (&a_rest[1..], &b_rest[1..]),
            (x, y) => return x.is_some().cmp(&y.is_some()),
        }
    }
}
