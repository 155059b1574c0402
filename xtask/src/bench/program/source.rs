//! The text of a program.
//!
//! What comes in: paths of models in the crate that the program knows as `krate`.
//! What goes out: a program that decodes its arguments as every one of these models
//! and encodes them again.

use std::fmt::Write as _;

/// How a program decodes and encodes.
#[derive(Debug, Clone, Copy)]
pub enum Style {
    /// With the functions that every model of ours has.
    Inherent,
    /// With `serde_json`, of models that derive serde's traits.
    Derive,
}

/// The program's `main.rs`.
pub fn source(models: &[String], style: Style) -> String {
    let mut text = String::from("fn main() {\n    for text in std::env::args() {\n");
    for i in 0..models.len() {
        let _ = writeln!(text, "        println!(\"{{}}\", model_{i}(&text));");
    }
    text.push_str("    }\n}\n");
    for (i, model) in models.iter().enumerate() {
        let body = match style {
            Style::Inherent => {
                format!("krate::{model}::from_json(text).map_or(0, |model| model.to_json().len())")
            }
            Style::Derive => format!(
                "serde_json::from_str::<krate::{model}>(text)\
                 .map_or(0, |model| serde_json::to_string(&model).map_or(0, |text| text.len()))"
            ),
        };
        let _ = write!(
            text,
            "\nfn model_{i}(text: &str) -> usize {{\n    {body}\n}}\n"
        );
    }
    text
}
