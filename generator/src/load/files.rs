//! Where bytes come from.
//!
//! What comes in: a path. What goes out: bytes. Reading goes through the trait
//! [`Files`], so that tests and fuzzing load documents of several files without
//! a disk, and so that `std::fs` has one home on the reading side.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{self, Read as _};
use std::path::{Component, Path, PathBuf};

/// More bytes than any file has that is read. A device never ends, and a sparse file
/// can claim more than there is memory.
const LARGEST: u64 = 1 << 29;

/// What standard input is called.
const STANDARD_INPUT: &str = "-";

/// A source of files.
pub trait Files: Sync {
    /// The content of a file.
    ///
    /// # Errors
    /// As [`std::fs::read`]; and what is no regular file is not read, because a pipe
    /// can wait for ever and a device never ends.
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
        match is_stream(path) {
            true => read_stream(path),
            false => read_regular(path),
        }
    }

    fn canonical(&self, path: &Path) -> Option<PathBuf> {
        let path = if path == Path::new("") {
            Path::new(".")
        } else {
            path
        };
        fs::canonicalize(path).ok()
    }

    fn is_file(&self, path: &Path) -> bool {
        path.is_file()
    }
}

/// The content of a regular file, to which links may lead.
///
/// # Errors
/// As [`std::fs::read`]; [`io::ErrorKind::InvalidInput`] where there is a pipe, a device
/// or a folder, [`io::ErrorKind::FileTooLarge`] where there is more than is read.
pub(crate) fn read_regular(path: &Path) -> io::Result<Vec<u8>> {
    // Before it is opened: to open a pipe waits for whoever writes into it.
    let found = fs::metadata(path)?;
    if !found.is_file() {
        let what = match found.is_dir() {
            true => "it is a folder",
            false => "it is a pipe or a device, and only regular files are read",
        };
        return Err(io::Error::new(io::ErrorKind::InvalidInput, what));
    }
    read_bounded(File::open(path)?, found.len())
}

/// The content of a stream that its caller handed to the process. It is read once.
fn read_stream(path: &Path) -> io::Result<Vec<u8>> {
    match path == Path::new(STANDARD_INPUT) {
        true => read_bounded(io::stdin().lock(), 0),
        false => read_bounded(File::open(path)?, 0),
    }
}

/// Whether a path names a stream that was handed to the process by its caller: standard
/// input, or the `/dev/fd/63` that a shell writes for `<(command)`.
pub(crate) fn is_stream(path: &Path) -> bool {
    let names = [STANDARD_INPUT, "/dev/stdin"];
    let folders = ["/dev/fd", "/proc/self/fd"];
    names.iter().any(|name| path == Path::new(name))
        || folders.iter().any(|folder| path.starts_with(folder))
}

fn read_bounded(from: impl io::Read, expected: u64) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::with_capacity(expected.min(LARGEST) as usize);
    from.take(LARGEST + 1).read_to_end(&mut bytes)?;
    match bytes.len() as u64 > LARGEST {
        true => Err(io::Error::new(
            io::ErrorKind::FileTooLarge,
            format!("it is larger than {} MB", LARGEST >> 20),
        )),
        false => Ok(bytes),
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
