//! Bytes to values.
//!
//! What comes in: the path of a document, or its bytes. What goes out:
//! [`RawDocument`]: the document and every file that its references reach, each
//! as text and as a `serde_json::Value`, with the overlays applied. JSON and YAML
//! look the same from here on.
//!
//! A value does not know its line. Parsers do not keep positions, and a document
//! of a million values would pay for them although only a handful is ever shown,
//! so [`RawDocument::complete_places`] reads the text a second time, and only when
//! there is something to show.
//!
//! ```text
//! files     names     -> bytes        the one place that touches the disk
//! text      bytes     -> text         byte order marks, UTF-16, invalid UTF-8
//! parse     text      -> Value        JSON or YAML, told apart by content
//! parts     text      -> texts        where it can be cut, and parsed on all cores
//! links     Value     -> more names   references to other files
//! overlay   Value     -> Value        OpenAPI Overlay 1.0
//! locate    pointer   -> line         for diagnostics
//! ```

mod digest;
mod files;
mod links;
mod locate;
mod nesting;
mod overlay;
mod parallel;
mod parse;
mod parts;
mod pointer;
mod repair;
mod text;
mod value;
mod written;

use std::collections::HashMap;
use std::path::Path;

use serde_json::Value;

use crate::config::InputConfig;
use crate::diagnostic::{Diagnostics, Severity};

pub use files::{Disk, Files, Memory};
pub(crate) use files::{is_stream, read_regular};
pub use links::Unreachable;
pub(crate) use links::percent_decoded;
pub use parse::Syntax;
pub(crate) use pointer::{escaped, unescaped};
pub(crate) use text::with_line_feeds;

/// A document with all of its files.
pub struct RawDocument {
    /// The files; the first is the root document.
    pub files: Vec<RawFile>,
    /// SHA-256 of what was read, in hex, lines ending as on Unix: of the root document
    /// where nothing else was read, else of the list of digests and names that
    /// `sha256sum` would print for all files and overlays.
    pub sha256: String,
    /// By the name that a reference leads to: the file, or why there is none.
    links: HashMap<String, Result<FileId, Unreachable>>,
    /// Values that later stages make up to stand for what a document means but
    /// does not say, such as the string `"10"` where `10` was written.
    pub(crate) coined: boxcar::Vec<Value>,
}

/// Which file of a [`RawDocument`]. The root document is `FileId(0)`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct FileId(pub u32);

impl FileId {
    /// The root document.
    pub const ROOT: FileId = FileId(0);

    /// The position in [`RawDocument::files`].
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

/// One file.
#[derive(Debug)]
pub struct RawFile {
    /// The name in absolute references, relative to the root document's folder:
    /// `common.yaml` in `common.yaml#/definitions/Pet`. Empty for the root document.
    pub name: String,
    /// The path, as diagnostics show it.
    pub path: String,
    /// The text that was parsed, without a byte order mark.
    pub text: String,
    /// What it is written in.
    pub syntax: Syntax,
    /// The value, overlays applied.
    pub root: Value,
}

impl RawDocument {
    /// The root document.
    pub fn root(&self) -> &RawFile {
        &self.files[0]
    }

    /// The file with this id.
    pub fn file(&self, id: FileId) -> &RawFile {
        &self.files[id.index()]
    }

    /// The file that a relative reference leads to: `../common.yaml`, as it
    /// stands in the file `from`.
    ///
    /// # Errors
    /// Why the file was not read.
    pub fn follow(&self, from: FileId, reference: &str) -> Result<FileId, Unreachable> {
        let name = links::target(&self.file(from).name, reference)?;
        match self.links.get(&name) {
            Some(found) => found.clone(),
            None => Err(Unreachable::Missing(name)),
        }
    }

    /// Splits an absolute reference into its file and the pointer within.
    pub fn split<'r>(&self, reference: &'r str) -> Option<(FileId, &'r str)> {
        let (name, pointer) = reference.split_once('#')?;
        if name.is_empty() {
            return Some((FileId::ROOT, pointer));
        }
        let found = self.links.get(name)?.as_ref().ok()?;
        Some((*found, pointer))
    }

    /// The value at an absolute reference, such as
    /// `common.yaml#/definitions/Pet`.
    pub fn value(&self, reference: &str) -> Option<&Value> {
        let (file, pointer) = self.split(reference)?;
        self.file(file).root.pointer(pointer)
    }

    /// A scalar of a YAML file as its author wrote it: `1.10`, which as a number
    /// is 1.1. Reads the file once more.
    pub fn written(&self, reference: &str) -> Option<String> {
        let (file, pointer) = self.split(reference)?;
        written::scalar(self.file(file), pointer)
    }

    /// Finds file, line and column for diagnostics that know a pointer alone.
    ///
    /// Each file that a diagnostic points into is read once more, so callers
    /// pass only what they show.
    pub fn complete_places(&self, diagnostics: &mut Diagnostics) {
        locate::complete(self, diagnostics);
    }
}

/// Reads a document and all of its files from the disk.
///
/// `None` means that the root document could not be read; `diagnostics` then
/// has the reason.
pub fn load(
    path: &Path,
    input: &InputConfig,
    diagnostics: &mut Diagnostics,
) -> Option<RawDocument> {
    load_from(&Disk, path, input, diagnostics)
}

/// Reads a document and all of its files from anywhere.
pub fn load_from(
    files: &dyn Files,
    path: &Path,
    input: &InputConfig,
    diagnostics: &mut Diagnostics,
) -> Option<RawDocument> {
    let mut digests = digest::Digests::default();
    let root = parse::read(files, path, "", Severity::Error, &mut digests, diagnostics)?;
    let mut found = root.links;
    let mut root = root.file;
    for overlay in &input.overlays {
        found.extend(overlay::apply(
            files,
            overlay,
            &mut root.root,
            &mut digests,
            diagnostics,
        ));
    }
    let mut reached = links::Reached::new(files, path, input.allow_outside, root);
    reached.follow_all(found, &mut digests, diagnostics);
    Some(RawDocument {
        files: reached.files,
        sha256: digests.finish(),
        links: reached.links,
        coined: boxcar::Vec::new(),
    })
}

/// Reads a document of one file from memory.
pub fn load_bytes(
    path: &str,
    bytes: impl Into<Vec<u8>>,
    input: &InputConfig,
    diagnostics: &mut Diagnostics,
) -> Option<RawDocument> {
    let memory = Memory::from_iter([(path, bytes.into())]);
    load_from(&memory, Path::new(path), input, diagnostics)
}

#[cfg(test)]
mod tests;
