//! The hash of what was read.
//!
//! What comes in: the bytes of every file, in the order of reading. What goes
//! out: one SHA-256 in hex, by which a manifest can tell that nothing changed.

use crate::hash::sha256;

/// The digests of the files so far.
#[derive(Debug, Default)]
pub(super) struct Digests(Vec<(String, String)>);

impl Digests {
    /// Adds a file.
    pub(super) fn add(&mut self, name: &str, digest: String) {
        self.0.push((digest, name.to_owned()));
    }

    /// The hash of everything.
    pub(super) fn finish(self) -> String {
        match <[_; 1]>::try_from(self.0) {
            Ok([(digest, _)]) => digest,
            Err(several) => {
                let list: String = several
                    .iter()
                    .map(|(digest, name)| format!("{digest}  {name}\n"))
                    .collect();
                sha256(list.as_bytes())
            }
        }
    }
}
