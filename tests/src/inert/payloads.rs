//! What is put into the places of a document: `tests/documents/inert/payloads.yaml`.

use std::path::Path;

use serde::Deserialize;

/// A text that would be more than text in some context.
#[derive(Debug, Clone, Deserialize)]
pub struct Payload {
    /// What it tries.
    pub name: String,
    /// The text, with `§` where the mark of its place goes.
    pub text: String,
}

impl Payload {
    /// The text with a mark.
    pub fn with(&self, mark: &str) -> String {
        self.text.replace('§', mark)
    }

    /// Whether texts of different places differ.
    pub fn is_marked(&self) -> bool {
        self.text.contains('§')
    }
}

/// All payloads.
///
/// # Panics
/// When the file cannot be read.
pub fn payloads() -> Vec<Payload> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("documents/inert/payloads.yaml");
    let text = std::fs::read_to_string(path).expect("the payloads");
    serde_yaml::from_str(&text).expect("a list of payloads")
}
