//! What a run is about to write, noted before its first change.
//!
//! What comes in: the tree of a run, and what earlier runs noted that were interrupted.
//! What goes out: one file, the journal, that lists every path that any of them may have
//! written, with the SHA-256 of each text that may be there. It goes when a run has come
//! to its end. So however many runs are interrupted one after the other, the next one
//! knows all that is theirs.
//!
//! ```json
//! {"files": {"src/models/pet.rs": ["9f86d0..", "60303a.."]}}
//! ```

use std::collections::BTreeMap;
use std::path::Path;

use serde::{Deserialize, Serialize};

use crate::emit::OutputTree;

use super::error::WriteError;
use super::path::{is_inside, read_own};
use super::{JOURNAL, MANIFEST};

/// What interrupted runs may have written.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Journal {
    files: BTreeMap<String, Vec<String>>,
}

impl Journal {
    /// The journal in a folder; `None` where there is none. One that is no journal was
    /// not left by a run, because it is put in place as a whole: it says nothing.
    ///
    /// # Errors
    /// [`WriteError::Blocked`], [`WriteError::Io`].
    pub(super) fn read(root: &Path) -> Result<Option<Journal>, WriteError> {
        let Some(bytes) = read_own(&root.join(JOURNAL))? else {
            return Ok(None);
        };
        let journal: Journal = serde_json::from_slice(&bytes).unwrap_or_default();
        let honest = journal.files.keys().all(|path| is_inside(path));
        Ok(Some(if honest { journal } else { Journal::default() }))
    }

    /// This journal with what a run is about to write.
    pub(super) fn with(mut self, tree: &OutputTree) -> Journal {
        for (path, digest) in tree.digests().filter(|(path, _)| *path != MANIFEST) {
            let digests = self.files.entry(path.to_owned()).or_default();
            if !digests.iter().any(|known| known == digest) {
                digests.push(digest.to_owned());
            }
        }
        self
    }

    /// The text of its file.
    pub(super) fn to_json(&self) -> String {
        serde_json::to_string(self).expect("strings and lists are JSON")
    }

    /// The SHA-256 of what may have been written at a path.
    pub(super) fn digests(&self, path: &str) -> impl Iterator<Item = &str> {
        let digests = self.files.get(path).into_iter().flatten();
        digests.map(String::as_str)
    }

    /// Every path, sorted.
    pub(super) fn paths(&self) -> impl Iterator<Item = &str> {
        self.files.keys().map(String::as_str)
    }
}

#[cfg(test)]
mod tests {
    use super::Journal;
    use crate::emit::OutputTree;
    use crate::hash::sha256;

    #[test]
    fn claims_are_merged() {
        let tree = |text: &str| {
            let mut tree = OutputTree::default();
            tree.insert("a", text);
            tree.insert(text, "");
            tree
        };
        let journal = Journal::default().with(&tree("b")).with(&tree("c"));
        let journal = journal.with(&tree("b"));
        assert_eq!(journal.paths().collect::<Vec<_>>(), ["a", "b", "c"]);
        let digests: Vec<_> = journal.digests("a").collect();
        assert_eq!(digests, [sha256(b"b"), sha256(b"c")]);
        assert_eq!(journal.digests("d").count(), 0);
    }
}
