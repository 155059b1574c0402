//! Where bytes come from.
//!
//! What comes in: a path. What goes out: bytes. Reading goes through the trait
//! [`Files`], so that tests and fuzzing load documents of several files without
//! a disk, and so that `std::fs` has one home on the reading side.

use std::collections::BTreeMap;
use std::io;
use std::path::{Component, Path, PathBuf};

/// A source of files.
pub trait Files: Sync {
    /// The content of a file.
    ///
    /// # Errors
    /// As [`std::fs::read`].
    fn read(&self, path: &Path) -> io::Result<Vec<u8>>;

    /// Is told the SHA-256, in hex, of what was read.
    fn hashed(&self, _path: &Path, _sha256: &str) {}

    /// The one path of a file or folder that can be reached by many: absolute,
    /// without symbolic links. `None` where there is none.
    fn canonical(&self, path: &Path) -> Option<PathBuf>;

    /// Whether this is a file in the narrow sense. Reading a pipe that a
    /// reference names could wait for ever.
    fn is_file(&self, path: &Path) -> bool;
}

/// The file system.
#[derive(Debug, Clone, Copy)]
pub struct Disk;

impl Files for Disk {
    fn read(&self, path: &Path) -> io::Result<Vec<u8>> {
        std::fs::read(path)
    }

    fn canonical(&self, path: &Path) -> Option<PathBuf> {
        let path = if path == Path::new("") {
            Path::new(".")
        } else {
            path
        };
        std::fs::canonicalize(path).ok()
    }

    fn is_file(&self, path: &Path) -> bool {
        path.is_file()
    }
}

/// Files in memory, by path.
#[derive(Debug, Clone, Default)]
pub struct Memory(BTreeMap<PathBuf, Vec<u8>>);

impl<P: AsRef<Path>, B: Into<Vec<u8>>> FromIterator<(P, B)> for Memory {
    fn from_iter<I: IntoIterator<Item = (P, B)>>(files: I) -> Self {
        let named = files.into_iter();
        Memory(
            named
                .map(|(path, bytes)| (plain(path.as_ref()), bytes.into()))
                .collect(),
        )
    }
}

impl Files for Memory {
    fn read(&self, path: &Path) -> io::Result<Vec<u8>> {
        let found = self.0.get(&plain(path)).cloned();
        found.ok_or_else(|| io::ErrorKind::NotFound.into())
    }

    fn canonical(&self, path: &Path) -> Option<PathBuf> {
        Some(plain(path))
    }

    fn is_file(&self, path: &Path) -> bool {
        self.0.contains_key(&plain(path))
    }
}

/// The path without `.` and, where something stands before it, without `..`.
fn plain(path: &Path) -> PathBuf {
    let mut out = PathBuf::new();
    for component in path.components() {
        match component {
            Component::CurDir => {}
            Component::ParentDir
                if matches!(out.components().next_back(), Some(Component::Normal(_))) =>
            {
                out.pop();
            }
            other => out.push(other),
        }
    }
    out
}
