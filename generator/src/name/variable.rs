//! What the value of a model is called in an example.

use super::reserved::KEYWORDS;
use super::{Identifier, ModelName};

/// Names that an example has for something else, or that mean something everywhere.
const TAKEN: &[&str] = &[
    "json",
    "encoded",
    "original",
    "built",
    "unknown",
    "std",
    "core",
    "alloc",
    "serde",
    "serde_json",
    "bool",
    "str",
    "char",
    "u8",
    "i8",
    "u16",
    "i16",
    "u32",
    "i32",
    "u64",
    "i64",
    "u128",
    "i128",
    "usize",
    "isize",
    "f32",
    "f64",
];

/// Last words that say too little.
const SHORT: &[&str] = &["request", "response", "event", "error", "params", "status"];

/// The last words of a model's name: `run_step` for a `ThreadRunStepObject`.
pub fn variable(model: &ModelName) -> Identifier {
    let words: Vec<&str> = model
        .module
        .split('_')
        .filter(|word| !word.is_empty() && *word != "object")
        .collect();
    let last = words.last().copied().unwrap_or("model");
    let name = match words.as_slice() {
        [.., before, last] if !SHORT.contains(last) => format!("{before}_{last}"),
        _ => last.to_owned(),
    };
    let starts_well = name.starts_with(|c: char| c.is_alphabetic());
    let name = &*name;
    if starts_well && !TAKEN.contains(&name) && !KEYWORDS.contains(&name) {
        Identifier::new(name.to_owned())
    } else {
        Identifier::new("value".to_owned())
    }
}
