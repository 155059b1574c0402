//! Documents and crates from the disk.
//!
//! Reading bytes and finding files is the generator's; everything after that is
//! the harness's own.

use std::path::Path;

use serde_json::Value;
use typewright::config::InputConfig;
use typewright::diagnostic::{Diagnostics, Severity};
use typewright::load::{RawDocument, load};

use crate::document::Document;
use crate::driver::Manifest;

/// Reads a document with all of its files and overlays.
///
/// # Errors
/// Why it cannot be read.
pub fn document(path: &Path, input: &InputConfig) -> Result<Document, String> {
    let files = raw(path, input)?
        .files
        .into_iter()
        .map(|file| (file.name, file.root));
    Ok(Document::new(files.collect()))
}

/// The root document alone, as a value.
///
/// # Errors
/// Why it cannot be read.
pub fn value(path: &Path) -> Result<Value, String> {
    let mut files = raw(path, &InputConfig::default())?.files;
    Ok(files.swap_remove(0).root)
}

fn raw(path: &Path, input: &InputConfig) -> Result<RawDocument, String> {
    let mut diagnostics = Diagnostics::default();
    load(path, input, &mut diagnostics).ok_or_else(|| {
        let errors = diagnostics.iter().filter(|d| d.severity == Severity::Error);
        errors.map(|d| format!("{d}\n")).collect()
    })
}

/// Reads the manifest of a generated crate; derived models come after the others.
///
/// # Errors
/// It cannot be read, or is none.
pub fn manifest(krate: &Path) -> Result<Manifest, String> {
    let path = krate.join("typewright.json");
    let text = std::fs::read_to_string(&path).map_err(|e| format!("{}: {e}", path.display()))?;
    let mut manifest: Manifest =
        serde_json::from_str(&text).map_err(|e| format!("{}: {e}", path.display()))?;
    manifest.models.append(&mut manifest.derived);
    Ok(manifest)
}
