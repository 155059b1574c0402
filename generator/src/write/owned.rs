//! What is ours in a folder: what the manifest of the last run that came to its end says,
//! and what the journal says of those after it that did not.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt;
use std::path::Path;

use serde::{Deserialize, Deserializer, de};

use super::MANIFEST;
use super::error::WriteError;
use super::journal::Journal;
use super::path::{is_inside, read_own};

/// The files that earlier runs wrote, with the SHA-256 of what they wrote.
#[derive(Debug, Default)]
pub(super) struct Owned {
    /// As the manifest lists them. `None` where there is no manifest.
    finished: Option<BTreeMap<String, String>>,
    /// As runs noted them that were interrupted since.
    journal: Option<Journal>,
}

/// A path and the SHA-256 of what was written there.
pub(super) type File<'m> = (Cow<'m, str>, Cow<'m, str>);

/// The part of a manifest that says what is ours.
#[derive(Deserialize)]
struct Manifest<'m> {
    #[serde(borrow)]
    files: Files<'m>,
}

/// The object `files` as a list that borrows from the text: it has thousands of
/// entries, and is read before anything else can happen.
struct Files<'m>(Vec<File<'m>>);

#[derive(Deserialize)]
struct Text<'m>(#[serde(borrow)] Cow<'m, str>);

impl<'de: 'm, 'm> Deserialize<'de> for Files<'m> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Visitor;

        impl<'de> de::Visitor<'de> for Visitor {
            type Value = Files<'de>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object of digests by path")
            }

            fn visit_map<A: de::MapAccess<'de>>(self, mut map: A) -> Result<Files<'de>, A::Error> {
                let mut files = Vec::new();
                while let Some((Text(path), Text(digest))) = map.next_entry()? {
                    files.push((path, digest));
                }
                Ok(Files(files))
            }
        }

        deserializer.deserialize_map(Visitor)
    }
}

impl Owned {
    /// Reads the manifest and the journal in a folder. With `force` a manifest that
    /// cannot be read counts as none.
    ///
    /// # Errors
    /// [`WriteError::Manifest`], [`WriteError::Blocked`], [`WriteError::Io`].
    pub(super) fn read(root: &Path, force: bool) -> Result<Owned, WriteError> {
        let finished = match read(&root.join(MANIFEST)) {
            Err(WriteError::Manifest { .. }) if force => None,
            other => other?,
        };
        let journal = Journal::read(root)?;
        Ok(Owned { finished, journal })
    }

    /// Whether the folder is one that typewright wrote.
    pub(super) fn is_ours(&self) -> bool {
        self.finished.is_some() || self.journal.is_some()
    }

    /// What interrupted runs noted.
    pub(super) fn journal(&self) -> Option<&Journal> {
        self.journal.as_ref()
    }

    /// Whether an earlier run wrote a file at this path.
    pub(super) fn contains(&self, path: &str) -> bool {
        path == MANIFEST || self.digests(path).next().is_some()
    }

    /// Whether an earlier run wrote a file of this digest at this path.
    pub(super) fn wrote(&self, path: &str, digest: &str) -> bool {
        self.digests(path).any(|known| known == digest)
    }

    /// The digest that the manifest of the last complete run records.
    pub(super) fn finished_digest(&self, path: &str) -> Option<&str> {
        self.finished.as_ref()?.get(path).map(String::as_str)
    }

    /// Every path, sorted by who lists it; those of both come twice.
    pub(super) fn paths(&self) -> impl Iterator<Item = &str> {
        let finished = self
            .finished
            .iter()
            .flatten()
            .map(|(path, _)| path.as_str());
        finished.chain(self.journal.iter().flat_map(Journal::paths))
    }

    fn digests(&self, path: &str) -> impl Iterator<Item = &str> {
        let journal = self.journal.iter();
        self.finished_digest(path)
            .into_iter()
            .chain(journal.flat_map(move |journal| journal.digests(path)))
    }
}

/// The `files` of a manifest; `None` where there is none.
fn read(path: &Path) -> Result<Option<BTreeMap<String, String>>, WriteError> {
    let Some(bytes) = read_own(path)? else {
        return Ok(None);
    };
    let files = parse(&bytes).map_err(|reason| WriteError::Manifest {
        path: path.to_owned(),
        reason,
    })?;
    let owned = |(path, digest): File<'_>| (path.into_owned(), digest.into_owned());
    Ok(Some(files.into_iter().map(owned).collect()))
}

/// The `files` of a manifest's text, in its order.
pub(super) fn parse(bytes: &[u8]) -> Result<Vec<File<'_>>, String> {
    let Manifest {
        files: Files(files),
    } = serde_json::from_slice(bytes)
        .map_err(|e| format!("this is not a manifest of typewright's ({e})"))?;
    match files.iter().find(|(path, _)| !is_inside(path)) {
        Some((path, _)) => Err(format!(
            "it lists {path:?}, which is not a path inside this folder"
        )),
        None => Ok(files),
    }
}
