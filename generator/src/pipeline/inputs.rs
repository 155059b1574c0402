//! Notes what is read, so that the next run can tell whether it has changed.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use crate::load::{Disk, Files};
use crate::write::ABSENT;

/// The disk, and a list of what was asked of it.
#[derive(Default)]
pub(super) struct Inputs {
    seen: Mutex<Vec<(PathBuf, String)>>,
}

impl Inputs {
    /// Every path that was asked for, absolute, with the SHA-256 of what was
    /// read, or [`ABSENT`].
    pub(super) fn finish(self) -> Vec<(PathBuf, String)> {
        let seen = self.seen.into_inner();
        seen.unwrap_or_else(PoisonError::into_inner)
    }

    fn note(&self, path: &Path, digest: String) {
        let path = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
        let mut seen = self.seen.lock().unwrap_or_else(PoisonError::into_inner);
        seen.push((path, digest));
    }
}

impl Files for Inputs {
    fn read(&self, path: &Path) -> io::Result<Vec<u8>> {
        let read = Disk.read(path);
        if read.is_err() {
            self.note(path, ABSENT.to_owned());
        }
        read
    }

    fn hashed(&self, path: &Path, sha256: &str) {
        self.note(path, sha256.to_owned());
    }

    fn canonical(&self, path: &Path) -> Option<PathBuf> {
        let found = Disk.canonical(path);
        if found.is_none() {
            self.note(path, ABSENT.to_owned());
        }
        found
    }

    fn is_file(&self, path: &Path) -> bool {
        let found = Disk.is_file(path);
        if !found {
            self.note(path, ABSENT.to_owned());
        }
        found
    }
}
