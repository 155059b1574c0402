//! What is to be generated, and how.

use std::borrow::Cow;
use std::io;
use std::path::{Path, PathBuf};

use serde::Serialize;

use crate::config::Config;
use crate::diagnostic::Severity;
use crate::hash::sha256;
use crate::load::{Disk, Files as _};
use crate::printable::is_unprintable;

/// A document, how it is to be read, and what the crate is called.
///
/// Two requests with the same [key](Request::key), for documents with the same bytes,
/// give the same crate.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Request {
    /// The document's path.
    pub document: PathBuf,
    /// The path as the crate tells it: `specs/openai-assistants.yaml`.
    pub source: String,
    /// The command that regenerates the crate, as the crate tells it.
    pub command: String,
    /// The user's decisions. Paths in it are relative to the working directory.
    pub config: Config,
    /// The least severe diagnostics whose lines are looked up, which takes a
    /// second reading of the file as soon as there is one: those that will be
    /// shown.
    pub locate: Severity,
}

impl Request {
    /// A request for a document as it is, with the defaults. `source` and
    /// `command` go into comments, so control characters are taken out of them.
    pub fn new(
        document: impl Into<PathBuf>,
        source: impl Into<String>,
        command: impl Into<String>,
    ) -> Request {
        Request {
            document: document.into(),
            source: one_line(source.into()),
            command: one_line(command.into()),
            config: Config::default(),
            locate: Severity::Warning,
        }
    }

    /// The document's file name without its suffix: what the crate is called
    /// unless the configuration says otherwise.
    pub fn stem(&self) -> Cow<'_, str> {
        self.document
            .file_stem()
            .map_or(Cow::Borrowed(""), |stem| stem.to_string_lossy())
    }

    /// A digest of the whole request. `None` if a path in it is no Unicode.
    pub fn key(&self) -> Option<String> {
        Some(sha256(&serde_json::to_vec(self).ok()?))
    }

    /// Reads a configuration and makes it this request's.
    ///
    /// # Errors
    /// The file cannot be read or is no configuration, with the file's name.
    pub fn configure(&mut self, path: &Path) -> Result<(), String> {
        let text = read(path).map_err(|e| format!("cannot read {}: {e}", path.display()))?;
        self.config = parse(path, &text)?;
        Ok(())
    }
}

fn one_line(text: String) -> String {
    text.replace(is_unprintable, "\u{FFFD}")
}

/// The configuration beside a document: `specs/pets.toml` for `specs/pets.yaml`.
/// `None` where there is none, and where the file is TOML of some other kind,
/// which an empty list of our tables tells.
///
/// # Errors
/// The file is a configuration with a fault, or no TOML.
pub fn config_beside(document: &Path) -> Result<Option<Config>, String> {
    let path = document.with_extension("toml");
    let text = match read(&path) {
        Ok(text) => text,
        Err(e) if e.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(e) => return Err(format!("cannot read {}: {e}", path.display())),
    };
    // A letter more or less makes no other tool's configuration of ours.
    let is_table = |key: &String| {
        let mut tables = Config::TABLES.iter();
        tables.any(|table| strsim::damerau_levenshtein(table, key) <= 1)
    };
    let is_ours = |table: &toml::Table| table.is_empty() || table.keys().any(is_table);
    match text.parse::<toml::Table>() {
        Ok(table) if !is_ours(&table) => Ok(None),
        _ => parse(&path, &text).map(Some),
    }
}

fn read(path: &Path) -> io::Result<String> {
    let bytes = Disk.read(path)?;
    String::from_utf8(bytes).map_err(|e| io::Error::new(io::ErrorKind::InvalidData, e))
}

/// Overlays are relative to the configuration that names them.
fn parse(path: &Path, text: &str) -> Result<Config, String> {
    let mut config =
        Config::parse(text).map_err(|e| format!("{}: {}", path.display(), e.trim_end()))?;
    let folder = path.parent().unwrap_or(Path::new(""));
    for overlay in &mut config.input.overlays {
        *overlay = folder.join(&*overlay);
    }
    Ok(config)
}
