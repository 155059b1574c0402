//! The output, sorted and in memory, before anything touches a disk.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use crate::hash::sha256;

use super::markdown::Markdown;
use super::rust::print::Source;

/// Files by path relative to the crate's root, with `/` between folders.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct OutputTree {
    files: BTreeMap<String, File>,
}

/// A file's text, with its digest: whoever writes a text has it at hand, and the
/// manifest would have to fetch all of it again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct File {
    text: String,
    sha256: String,
}

impl File {
    /// A file of this text.
    pub(super) fn new(text: String) -> File {
        let sha256 = sha256(text.as_bytes());
        File { text, sha256 }
    }
}

impl From<Source> for File {
    fn from(source: Source) -> File {
        File::new(source.into_string())
    }
}

impl From<Markdown> for File {
    fn from(page: Markdown) -> File {
        File::new(page.into_string())
    }
}

impl OutputTree {
    /// Adds a file.
    ///
    /// # Panics
    /// When the path is taken: two emitters claiming one file is a bug of ours.
    pub fn insert(&mut self, path: impl Into<String>, text: impl Into<String>) {
        self.extend([(path.into(), File::new(text.into()))]);
    }

    /// Moves the files of another tree into this one.
    ///
    /// # Panics
    /// As [`OutputTree::insert`].
    pub fn append(&mut self, mut other: OutputTree) {
        let together = self.files.len() + other.files.len();
        self.files.append(&mut other.files);
        assert_eq!(self.files.len(), together, "a file is written twice");
    }

    /// A file's text.
    pub fn get(&self, path: &str) -> Option<&str> {
        self.files.get(path).map(|file| file.text.as_str())
    }

    /// Paths and texts, sorted by path.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.files
            .iter()
            .map(|(path, file)| (path.as_str(), file.text.as_str()))
    }

    /// Paths and SHA-256 in hex, sorted by path.
    pub fn digests(&self) -> impl Iterator<Item = (&str, &str)> {
        self.files
            .iter()
            .map(|(path, file)| (path.as_str(), file.sha256.as_str()))
    }

    /// How many files there are.
    pub fn len(&self) -> usize {
        self.files.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.files.is_empty()
    }
}

impl Extend<(String, File)> for OutputTree {
    /// Adds files.
    ///
    /// # Panics
    /// As [`OutputTree::insert`].
    fn extend<I: IntoIterator<Item = (String, File)>>(&mut self, files: I) {
        for (path, file) in files {
            match self.files.entry(path) {
                Entry::Vacant(place) => drop(place.insert(file)),
                Entry::Occupied(taken) => panic!("{} is written twice", taken.key()),
            }
        }
    }
}
