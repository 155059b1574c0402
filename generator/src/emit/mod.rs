//! From an [`Api`] and its names to files in memory.
//!
//! [`rust`] and [`docs`] do not import each other; what both need (the Rust
//! type of a field) is in [`rust_type`], so the code and its page cannot
//! disagree.

#[macro_use]
mod piece;

pub mod docs;
pub mod example;
pub mod manifest;
pub mod markdown;
pub mod package;
pub mod prose;
pub mod rust;
pub mod rust_type;
pub mod snippet;
mod tree;

pub use piece::Piece;
pub use tree::{File, OutputTree};

use crate::analyze::Analysis;
use crate::api::Api;
use crate::config::Config;
use crate::name::{Identifier, ModelName, Names};

/// How many files a thread makes at a time: what it has not begun, another one that is
/// done can take over.
const FILES: usize = 8;

/// Everything an emitter reads.
#[derive(Debug, Clone, Copy)]
pub struct Context<'a> {
    /// The API.
    pub api: &'a Api,
    /// Its identifiers.
    pub names: &'a Names,
    /// Its side tables.
    pub analysis: &'a Analysis,
    /// The user's decisions.
    pub config: &'a Config,
    /// About the crate that is written.
    pub krate: &'a Crate,
}

/// What the output says about itself.
#[derive(Debug, Clone)]
pub struct Crate {
    /// Package name: `openai-assistants`.
    pub name: String,
    /// Its name in Rust: `openai_assistants`.
    pub ident: Identifier,
    /// Package version.
    pub version: String,
    /// The document's path as written into headers and the manifest, relative
    /// where possible: `specs/openai-assistants.yaml`.
    pub source: String,
    /// The command that regenerates the crate: `cargo xtask gen`.
    pub command: String,
    /// SHA-256 of the document (its bytes; of several files, over all), in hex.
    pub source_hash: String,
}

/// The tags that have operations, with their pages.
pub fn endpoint_pages<'a>(cx: &Context<'a>) -> impl Iterator<Item = (usize, &'a Identifier)> {
    let mut used = vec![false; cx.api.tags.len()];
    cx.api.operations.iter().for_each(|o| used[o.tag] = true);
    let names = cx.names;
    let used = used.into_iter().enumerate().filter(|(_, used)| *used);
    used.map(move |(tag, _)| (tag, &names.tag(tag).page))
}

/// The file of a model's type: `src/models/run_step_object.rs`.
pub fn model_file(name: &ModelName) -> String {
    format!("src/models/{}.rs", name.module)
}

/// The page of a model: `docs/RunStepObject.md`.
pub fn model_page(name: &ModelName) -> String {
    format!("docs/{}.md", name.page)
}
