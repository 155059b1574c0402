//! Whether a run can be left out, because nothing has changed since an earlier
//! one.
//!
//! A manifest is committed, so it can hold only what is the same on every
//! machine; whether *this* build of the generator would write the same again is
//! not. That is kept here: after a run [`Cache::remember`] notes, outside the
//! crate, what was read, by which program, and what was written. Before the next
//! one [`Cache::recall`] answers only when all of it is still so:
//!
//! - the program is the same file with the same times (not only the same
//!   version: a generator under development changes without changing its
//!   version), started with the same request;
//! - every document and overlay that was read has the same SHA-256;
//! - the manifest has the same SHA-256, and so does every file it lists, or, with
//!   [`Trust::Times`], every one has the same [fingerprint](super::fingerprint).
//!
//! Both happen while the crate's folder is locked. A cache that cannot be read or
//! written is no cache, never an error. The oldest entries go where there are many.

use std::collections::HashSet;
use std::env;
use std::fs;
use std::path::{Path, PathBuf};

use rayon::prelude::*;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use crate::emit::OutputTree;
use crate::hash::sha256;
use crate::load::{is_stream, read_regular};

use super::check::strangers;
use super::fingerprint::{Fingerprint, program};
use super::owned;
use super::path::{Standing, join};
use super::{JOURNAL, MANIFEST, STAGING};

/// How many runs are remembered: more than anybody has crates.
const ENTRIES: usize = 500;

/// Where runs are remembered.
#[derive(Debug, Clone)]
pub struct Cache {
    folder: PathBuf,
}

/// What there is to know about a run before it starts.
#[derive(Debug, Clone, Copy)]
pub struct Run<'a> {
    /// The folder that is written.
    pub out: &'a Path,
    /// Digest of everything that decides the output beside the program and the files
    /// that it reads: options, configuration.
    pub request: &'a str,
}

/// A file that a run read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Input {
    /// Where it is.
    pub path: PathBuf,
    /// The SHA-256 of what was read. `None` where there was nothing to read: a file that
    /// appears later can change the output as much as one that changes.
    pub sha256: Option<String>,
}

/// How closely the files of the crate are looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Trust {
    /// By inode, size and times, where the platform has them.
    Times,
    /// By content; and files that the manifest does not know are looked for.
    Contents,
}

/// What is remembered of a run, `S` being what it told its user.
#[derive(Serialize, Deserialize)]
struct CacheEntry<S> {
    program: String,
    request: String,
    /// The SHA-256 of the manifest that was written.
    manifest: String,
    /// That of every file the manifest lists.
    files: Option<Fingerprint>,
    inputs: Vec<Input>,
    summary: S,
}

impl Cache {
    /// A cache in a folder, which need not exist.
    pub fn at(folder: impl Into<PathBuf>) -> Cache {
        Cache {
            folder: folder.into(),
        }
    }

    /// The user's own: `TYPEWRIGHT_CACHE_DIR`, or `typewright` in the platform's
    /// folder for caches. `None` where there is no such folder, or where the
    /// variable is set and empty.
    pub fn of_user() -> Option<Cache> {
        let folder = |name: &str| {
            env::var_os(name)
                .filter(|v| !v.is_empty())
                .map(PathBuf::from)
        };
        if env::var_os("TYPEWRIGHT_CACHE_DIR").is_some() {
            return folder("TYPEWRIGHT_CACHE_DIR").map(Cache::at);
        }
        let caches = if cfg!(windows) {
            folder("LOCALAPPDATA")
        } else if cfg!(target_os = "macos") {
            folder("HOME").map(|home| home.join("Library/Caches"))
        } else {
            folder("XDG_CACHE_HOME").or_else(|| folder("HOME").map(|home| home.join(".cache")))
        };
        Some(Cache::at(caches?.join("typewright")))
    }

    /// What an earlier run told its user, if this one would read and write the same.
    pub fn recall<S: DeserializeOwned + Sync>(&self, run: Run<'_>, trust: Trust) -> Option<S> {
        let program = program()?;
        let out = fs::canonicalize(run.out).ok()?;
        let entry = read_regular(&self.file(&out)).ok()?;
        let entry: CacheEntry<S> = serde_json::from_slice(&entry).ok()?;
        if entry.request != run.request || entry.program != program {
            return None;
        }
        let (same_inputs, same_outputs) = rayon::join(
            || entry.inputs.par_iter().all(Input::is_unchanged),
            || entry.describes(&out, trust),
        );
        (same_inputs && same_outputs).then_some(entry.summary)
    }

    /// Notes a run whose output, this tree, is in its folder now. What was read from a
    /// stream is gone, so that such a run is not noted.
    pub fn remember<S: Serialize>(
        &self,
        run: Run<'_>,
        tree: &OutputTree,
        inputs: Vec<Input>,
        summary: S,
    ) {
        if !inputs.iter().any(|input| is_stream(&input.path)) {
            let _ = self.try_remember(run, tree, inputs, summary);
        }
    }

    fn try_remember<S: Serialize>(
        &self,
        run: Run<'_>,
        tree: &OutputTree,
        inputs: Vec<Input>,
        summary: S,
    ) -> Option<()> {
        let out = fs::canonicalize(run.out).ok()?;
        let (mut manifest, mut paths) = (None, Vec::with_capacity(tree.len()));
        for (path, digest) in tree.digests() {
            match path {
                MANIFEST => manifest = Some(digest.to_owned()),
                _ => paths.push(path),
            }
        }
        let entry = CacheEntry {
            program: program()?,
            request: run.request.to_owned(),
            manifest: manifest?,
            files: Fingerprint::of(&out, &paths),
            inputs,
            summary,
        };
        self.put(&self.file(&out), &serde_json::to_string(&entry).ok()?)?;
        self.prune()
    }

    /// Writes an entry: readers see the old one or the new one.
    fn put(&self, path: &Path, text: &str) -> Option<()> {
        fs::create_dir_all(&self.folder).ok()?;
        let temporary = path.with_extension(format!("{}.tmp", std::process::id()));
        let put = fs::write(&temporary, text).and_then(|()| fs::rename(&temporary, path));
        if put.is_err() {
            let _ = fs::remove_file(&temporary);
        }
        put.ok()
    }

    /// Removes the oldest entries where there are too many, and what is left of one that
    /// was not written to its end. Other files in the folder are somebody else's.
    fn prune(&self) -> Option<()> {
        let mut files: Vec<_> = fs::read_dir(&self.folder).ok()?.flatten().collect();
        files.retain(|file| is_entry(&file.file_name().to_string_lossy()));
        let surplus = files.len().checked_sub(ENTRIES)?;
        let mut aged: Vec<_> = files
            .into_iter()
            .filter_map(|file| Some((file.metadata().ok()?.modified().ok()?, file.path())))
            .collect();
        aged.sort_unstable();
        for (_, path) in aged.into_iter().take(surplus) {
            let _ = fs::remove_file(path);
        }
        Some(())
    }

    fn file(&self, out: &Path) -> PathBuf {
        let name = sha256(out.as_os_str().as_encoded_bytes());
        self.folder.join(format!("{name}.json"))
    }
}

/// Whether a file of this name is the cache's: a digest, and a suffix.
fn is_entry(name: &str) -> bool {
    name.split_once('.').is_some_and(|(digest, _)| {
        digest.len() == 64 && digest.bytes().all(|b| b.is_ascii_hexdigit())
    })
}

impl Input {
    fn is_unchanged(&self) -> bool {
        let now = read_regular(&self.path).ok();
        now.map(|bytes| sha256(&bytes)) == self.sha256
    }
}

impl<S> CacheEntry<S> {
    /// Whether the folder is as the run left it.
    fn describes(&self, out: &Path, trust: Trust) -> bool {
        let interrupted = [JOURNAL, STAGING]
            .iter()
            .any(|left| !matches!(Standing::at(&out.join(left)), Ok(Standing::Nothing)));
        let Ok(manifest) = read_regular(&out.join(MANIFEST)) else {
            return false;
        };
        if interrupted || sha256(&manifest) != self.manifest {
            return false;
        }
        let Ok(files) = owned::parse(&manifest) else {
            return false;
        };
        match (trust, &self.files) {
            (Trust::Times, Some(then)) => {
                let paths: Vec<&str> = files.iter().map(|(path, _)| &**path).collect();
                Fingerprint::of(out, &paths).is_some_and(|now| now.digest == then.digest)
                    && same_contents(out, &files, |path| then.recent.contains(path))
            }
            (Trust::Times, None) => same_contents(out, &files, |_| true),
            (Trust::Contents, _) => {
                same_contents(out, &files, |_| true) && no_strangers(out, &files)
            }
        }
    }
}

fn same_contents(
    out: &Path,
    files: &[owned::File<'_>],
    which: impl Fn(&str) -> bool + Sync,
) -> bool {
    files.par_iter().all(|(path, digest)| {
        !which(path) || {
            let path = join(out, path);
            matches!(Standing::at(&path), Ok(Standing::File(_)))
                && read_regular(&path).is_ok_and(|bytes| sha256(&bytes) == **digest)
        }
    })
}

fn no_strangers(out: &Path, files: &[owned::File<'_>]) -> bool {
    let known: HashSet<&str> = files.iter().map(|(path, _)| &**path).collect();
    strangers(out, |path| known.contains(path)).is_ok_and(|found| found.is_empty())
}
