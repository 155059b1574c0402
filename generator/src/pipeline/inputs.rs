//! Notes what is read, so that the next run can tell whether it has changed.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use crate::load::{Disk, Files, is_stream};
use crate::write::Input;

/// The disk, and a list of what was asked of it.
#[derive(Default)]
pub(super) struct Inputs {
    seen: Mutex<Vec<Input>>,
}

impl Inputs {
    /// Every path that was asked for, absolute but for streams.
    pub(super) fn finish(self) -> Vec<Input> {
        let seen = self.seen.into_inner();
        seen.unwrap_or_else(PoisonError::into_inner)
    }

    fn note(&self, path: &Path, sha256: Option<String>) {
        let path = match is_stream(path) {
            true => path.to_owned(),
            false => std::path::absolute(path).unwrap_or_else(|_| path.to_owned()),
        };
        let mut seen = self.seen.lock().unwrap_or_else(PoisonError::into_inner);
        seen.push(Input { path, sha256 });
    }
}

impl Files for Inputs {
    fn read(&self, path: &Path) -> io::Result<Vec<u8>> {
        let read = Disk.read(path);
        if read.is_err() {
            self.note(path, None);
        }
        read
    }

    fn hashed(&self, path: &Path, sha256: &str) {
        self.note(path, Some(sha256.to_owned()));
    }

    fn canonical(&self, path: &Path) -> Option<PathBuf> {
        let found = Disk.canonical(path);
        if found.is_none() {
            self.note(path, None);
        }
        found
    }

    fn is_file(&self, path: &Path) -> bool {
        let found = Disk.is_file(path);
        if !found {
            self.note(path, None);
        }
        found
    }
}
