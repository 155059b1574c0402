//! What a user can decide about the output: `specs/NAME.toml`, or `--config`.
//!
//! Everything has a default, so that no configuration is needed. An unknown
//! key is an error with the list of known ones, and so is what no generated file could
//! hold.

use std::collections::BTreeMap;
use std::path::PathBuf;

use serde::{Deserialize, Serialize};

mod formats;
mod suggest;

pub use formats::{Dependency, FormatConfig};
pub(crate) use suggest::suggestion;

/// The configuration of one generated crate.
///
/// ```toml
/// [crate]
/// name = "openai-assistants"
/// version = "0.3.0"
/// license = "MIT"                 # also `description`, `repository`
///
/// [formats]                       # how string and integer formats become Rust types
/// date-time = "jiff"              # "string" (the default), "jiff", "chrono", "time", "uuid",
///                                 # "url", "bytes", "rust_decimal"
/// uuid = { type = "uuid::Uuid", dependency = 'uuid = "1"' }   # or any path
///
/// [models]
/// enums = "open"                  # or "closed": an unknown string is an error
/// unions = "open"                 # or "closed": an unknown tag is an error
/// unknown-keys = "drop"           # or "keep": in a field `additional_properties`
/// copies = "share"                # or "keep": a schema that repeats another is its own type
///
/// [rename]                        # by schema, or by schema and property
/// "#/components/schemas/Thing" = "Widget"
///
/// [select]                        # only these and what they reach
/// schemas = ["RunStepObject"]
/// tags = ["Assistants"]
/// operations = ["createRun"]
///
/// [input]
/// overlays = ["fixes.overlay.yaml"]   # OpenAPI Overlay 1.0, applied in order
/// lenient = false                     # dangling references become free-form values
/// allow-outside = false               # references may leave the document's directory
/// ```
#[derive(Debug, Clone, Default, PartialEq, Deserialize, Serialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct Config {
    /// The crate's own name and version.
    #[serde(rename = "crate")]
    pub krate: CrateConfig,
    /// Rust types by `format`.
    pub formats: BTreeMap<String, FormatConfig>,
    /// Open or closed, kept or dropped.
    pub models: ModelConfig,
    /// Rust names by schema reference (`#/components/schemas/Thing`) or by
    /// property reference (`#/components/schemas/Thing/properties/type`).
    pub rename: BTreeMap<String, String>,
    /// A part of the document.
    pub select: Selection,
    /// How the document is read.
    pub input: InputConfig,
}

/// `[crate]`.
#[derive(Debug, Clone, Default, PartialEq, Deserialize, Serialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct CrateConfig {
    /// The package name; by default made from the document's file name.
    pub name: Option<String>,
    /// The package version; by default `0.1.0`.
    pub version: Option<String>,
    /// One sentence for the package; by default made from the API's title.
    pub description: Option<String>,
    /// An SPDX expression; by default the document's licence where that is one
    /// of the usual ones.
    pub license: Option<String>,
    /// The URL of the repository that the crate is kept in.
    pub repository: Option<String>,
}

/// `[models]`.
#[derive(Debug, Clone, Default, PartialEq, Deserialize, Serialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct ModelConfig {
    /// What an unknown string (or integer) of an enum is.
    pub enums: Openness,
    /// What an unknown tag of a union is.
    pub unions: Openness,
    /// What an unknown key of an object is.
    pub unknown_keys: UnknownKeys,
    /// What a component is that repeats another word for word.
    pub copies: Copies,
}

/// Whether a list of values is final.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Openness {
    /// A value that is not listed is kept in `Unknown`.
    #[default]
    Open,
    /// A value that is not listed is an error.
    Closed,
}

/// What is done with unknown keys.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum UnknownKeys {
    /// Accepted and forgotten.
    #[default]
    Drop,
    /// Kept in `additional_properties` and written back.
    Keep,
}

/// What is made of components that repeat another word for word.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Copies {
    /// They are other names for one type.
    #[default]
    Share,
    /// Each is a type of its own.
    Keep,
}

/// `[select]`, `--select`.
#[derive(Debug, Clone, Default, PartialEq, Deserialize, Serialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct Selection {
    /// Component names.
    pub schemas: Vec<String>,
    /// Tag names.
    pub tags: Vec<String>,
    /// Operation ids.
    pub operations: Vec<String>,
}

impl Selection {
    /// Whether everything is selected.
    pub fn is_everything(&self) -> bool {
        self.schemas.is_empty() && self.tags.is_empty() && self.operations.is_empty()
    }
}

/// `[input]`.
#[derive(Debug, Clone, Default, PartialEq, Deserialize, Serialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct InputConfig {
    /// Overlay documents, relative to the configuration, applied in order.
    pub overlays: Vec<PathBuf>,
    /// Dangling references become free-form values instead of errors.
    pub lenient: bool,
    /// References may lead out of the document's directory.
    pub allow_outside: bool,
}

impl Config {
    /// The tables of a configuration, by which one is known.
    pub const TABLES: [&str; 6] = ["crate", "formats", "models", "rename", "select", "input"];

    /// Reads a configuration.
    ///
    /// # Errors
    /// A message with line and column when the text is no TOML or names a key
    /// that does not exist.
    pub fn parse(text: &str) -> Result<Config, String> {
        toml::from_str(text).map_err(|e| {
            let message = e.to_string();
            match unknown(e.message()) {
                Some(help) => format!("{}\n  help: {help}", message.trim_end()),
                None => message,
            }
        })
    }
}

/// The remedy for a key that does not exist, of which serde says
/// ``unknown field `nmae`, expected one of `name`, `version` ``.
fn unknown(message: &str) -> Option<String> {
    let names = message
        .strip_prefix("unknown field `")
        .or_else(|| message.strip_prefix("unknown variant `"))?;
    let (name, known) = names.split_once('`')?;
    let known: Vec<&str> = known.split('`').skip(1).step_by(2).collect();
    suggestion(name, known.iter().copied())
        .or_else(|| Some(format!("there are {}", known.join(", "))))
}

#[cfg(test)]
mod tests {
    use super::Config;

    #[test]
    fn what_does_not_exist_is_an_error_with_a_suggestion() {
        for (text, help) in [
            ("[crate]\nnmae = 'x'", "did you mean `name`?"),
            ("[format]\ndate = 'jiff'", "did you mean `formats`?"),
            ("[models]\nenums = 'opened'", "did you mean `open`?"),
            ("[formats]\nuuid = 'uiud'", "did you mean `uuid`?"),
            ("[models]\nfrobnicate = true", "there are enums, unions"),
        ] {
            let fault = Config::parse(text).unwrap_err();
            assert!(fault.contains(&format!("\n  help: {help}")), "{fault}");
            assert!(
                fault.contains("line 2") || fault.contains("line 1"),
                "{fault}"
            );
        }
    }
}
