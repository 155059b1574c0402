//! The output, sorted and in memory, before anything touches a disk.

use std::collections::BTreeMap;

/// Files by path relative to the crate's root, with `/` between folders.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct OutputTree {
    files: BTreeMap<String, String>,
}

impl OutputTree {
    /// Adds a file.
    ///
    /// # Panics
    /// When the path is taken: two emitters claiming one file is a bug of ours.
    pub fn insert(&mut self, path: impl Into<String>, text: impl Into<String>) {
        let path = path.into();
        let previous = self.files.insert(path.clone(), text.into());
        assert!(previous.is_none(), "{path} is written twice");
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
        self.files.get(path).map(String::as_str)
    }

    /// Paths and texts, sorted by path.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.files
            .iter()
            .map(|(path, text)| (path.as_str(), text.as_str()))
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

impl Extend<(String, String)> for OutputTree {
    fn extend<I: IntoIterator<Item = (String, String)>>(&mut self, files: I) {
        for (path, text) in files {
            self.insert(path, text);
        }
    }
}
