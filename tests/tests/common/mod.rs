//! What several tests need: a document in, a crate in memory out.

use typewright::emit::OutputTree;
use typewright::load::Memory;
use typewright::pipeline::{Generated, Request, generate_from};

/// Generates a crate from a text.
///
/// # Panics
/// When the document has an error; the message shows it.
pub fn generated(document: &str) -> Generated {
    generated_with(document, "")
}

/// Generates a crate from a text and a configuration.
///
/// # Panics
/// As [`generated`].
pub fn generated_with(document: &str, config: &str) -> Generated {
    let mut request = Request::new("api.yaml", "specs/api.yaml", "cargo xtask gen");
    request.config = typewright::config::Config::parse(config).unwrap();
    let files = Memory::from_iter([("api.yaml", document)]);
    generate_from(&files, &request).unwrap_or_else(|diagnostics| {
        let all: Vec<String> = diagnostics.iter().map(ToString::to_string).collect();
        panic!("{}", all.join("\n"))
    })
}

/// The files whose path `wanted` accepts, one after the other, each under its
/// path.
#[allow(dead_code)]
pub fn listing(tree: &OutputTree, wanted: impl Fn(&str) -> bool) -> String {
    tree.iter()
        .filter(|(path, _)| wanted(path))
        .map(|(path, text)| format!("=== {path}\n{text}"))
        .collect::<Vec<_>>()
        .join("\n")
}
