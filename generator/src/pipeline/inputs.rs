//! Notes what is read, so that the next run can tell whether it has changed.

use std::cell::RefCell;
use std::io;
use std::path::{Path, PathBuf};

use crate::hash::sha256;
use crate::load::{Disk, Files};
use crate::write::ABSENT;

/// The disk, and a list of what was asked of it.
#[derive(Default)]
pub(super) struct Inputs {
    seen: RefCell<Vec<(PathBuf, String)>>,
}

impl Inputs {
    /// Every path that was asked for, absolute, with the SHA-256 of what was
    /// read, or [`ABSENT`].
    pub(super) fn finish(self) -> Vec<(PathBuf, String)> {
        self.seen.into_inner()
    }

    fn note(&self, path: &Path, digest: String) {
        let path = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
        self.seen.borrow_mut().push((path, digest));
    }
}

impl Files for Inputs {
    fn read(&self, path: &Path) -> io::Result<Vec<u8>> {
        let read = Disk.read(path);
        let digest = read
            .as_ref()
            .map_or_else(|_| ABSENT.to_owned(), |bytes| sha256(bytes));
        self.note(path, digest);
        read
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
