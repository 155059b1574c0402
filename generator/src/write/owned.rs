//! What is ours in a folder: what the previous run's manifest says.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt;
use std::fs;
use std::path::Path;

use serde::{Deserialize, Deserializer, de};

use super::error::WriteError;
use super::path::{is_inside, is_missing};
use super::{MANIFEST, UNFINISHED};

/// The files that earlier runs wrote, with the SHA-256 of what they wrote.
#[derive(Debug, Default)]
pub(super) struct Owned {
    /// As the manifest lists them. `None` where there is no manifest.
    finished: Option<BTreeMap<String, String>>,
    /// As the manifest of an interrupted run lists them.
    unfinished: Option<BTreeMap<String, String>>,
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
    /// Reads the manifests in a folder. With `force` one that cannot be read
    /// counts as none.
    ///
    /// # Errors
    /// [`WriteError::Manifest`], [`WriteError::Io`].
    pub(super) fn read(root: &Path, force: bool) -> Result<Owned, WriteError> {
        let finished = match read(&root.join(MANIFEST)) {
            Err(WriteError::Manifest { .. }) if force => None,
            other => other?,
        };
        // One that cannot be read was cut off before it was complete, thus
        // before anything else was touched.
        let unfinished = match read(&root.join(UNFINISHED)) {
            Err(WriteError::Manifest { .. }) => Some(BTreeMap::new()),
            other => other?,
        };
        Ok(Owned {
            finished,
            unfinished,
        })
    }

    /// Whether the folder is one that typewright wrote.
    pub(super) fn is_ours(&self) -> bool {
        self.finished.is_some() || self.unfinished.is_some()
    }

    /// Whether the previous run was interrupted.
    pub(super) fn is_unfinished(&self) -> bool {
        self.unfinished.is_some()
    }

    /// Whether an earlier run wrote a file at this path.
    pub(super) fn contains(&self, path: &str) -> bool {
        path == MANIFEST || self.recorded(path).next().is_some()
    }

    /// Whether an earlier run wrote a file of this digest at this path. What only
    /// an interrupted run lists was not there before it, and may be cut off:
    /// whatever its digest, that run wrote it.
    pub(super) fn wrote(&self, path: &str, digest: &str) -> bool {
        self.recorded(path).any(|recorded| recorded == digest)
            || self.finished_digest(path).is_none() && self.contains(path)
    }

    /// The digest that the manifest of the last complete run records.
    pub(super) fn finished_digest(&self, path: &str) -> Option<&str> {
        self.finished.as_ref()?.get(path).map(String::as_str)
    }

    /// Every path, sorted within each manifest; those of both come twice.
    pub(super) fn paths(&self) -> impl Iterator<Item = &str> {
        self.maps()
            .flat_map(|files| files.keys().map(String::as_str))
    }

    fn recorded<'a>(&'a self, path: &'a str) -> impl Iterator<Item = &'a str> {
        self.maps()
            .filter_map(move |files| files.get(path).map(String::as_str))
    }

    fn maps(&self) -> impl Iterator<Item = &BTreeMap<String, String>> {
        self.finished.iter().chain(&self.unfinished)
    }
}

/// The `files` of a manifest; `None` where there is none.
fn read(path: &Path) -> Result<Option<BTreeMap<String, String>>, WriteError> {
    let bytes = match fs::read(path) {
        Ok(bytes) => bytes,
        Err(e) if is_missing(&e) => return Ok(None),
        Err(e) => return Err(WriteError::io("read", path)(e)),
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
