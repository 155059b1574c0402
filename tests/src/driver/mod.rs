//! A program that decodes and encodes with a generated crate.
//!
//! What comes in: a generated crate on disk. What goes out: [`Driver`]s, running
//! programs that take values and answer what came of them. The program is
//! written from the crate's manifest: a table with one function for each model,
//! so a type is chosen by number. It depends on the crate by path and on what
//! the crate depends on itself, with the features that the crate asks for.

mod build;
mod process;

pub use build::{Build, build, own_types};
pub use process::{Answer, Driver, Outcome};

use serde::Deserialize;

/// What the harness reads of a crate's `typewright.json`.
#[derive(Debug, Deserialize)]
pub struct Manifest {
    /// What the crate was generated from.
    pub document: Origin,
    /// Every model; once read, the derived ones among them.
    pub models: Vec<Model>,
    /// Models made of several schemas, or of a part of one.
    #[serde(default)]
    pub derived: Vec<Model>,
}

/// The document of a manifest.
#[derive(Debug, Deserialize)]
pub struct Origin {
    /// Its path, relative to the repository's root.
    pub path: String,
}

/// A model of the manifest.
#[derive(Debug, Clone, Deserialize)]
pub struct Model {
    /// The schema's absolute reference.
    pub schema: String,
    /// Other schemas that hold of the same values.
    #[serde(default)]
    pub with: Vec<String>,
    /// The Rust path within the crate.
    pub rust: String,
    /// The schema admits null, which the type leaves to those who use it.
    #[serde(default)]
    pub nullable: bool,
    /// It is another name for a type of a library ([`own_types`]).
    #[serde(skip)]
    pub foreign: bool,
}
