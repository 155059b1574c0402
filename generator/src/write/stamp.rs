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
//!   [`Trust::Times`], every one has the inode, size and times that it had (what
//!   git's index trusts, with git's answer to files written within a clock tick
//!   of being noted: those are hashed).
//!
//! A cache that cannot be read or written is no cache, never an error.

use std::collections::{BTreeSet, HashSet};
use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;
use std::time::{Duration, SystemTime};

use rayon::prelude::*;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::emit::OutputTree;
use crate::hash::{sha256, sha256_of_parts};

use super::apply::replace;
use super::check::strangers;
use super::owned;
use super::path::{Standing, join};
use super::{MANIFEST, UNFINISHED};

/// A file whose times are this young may yet change without their changing.
const TICK: Duration = Duration::from_millis(20);

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
    /// Everything that decides the output beside the program and the files that
    /// it reads: options, configuration.
    pub request: &'a str,
}

/// What a run read and has to say.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Memory {
    /// Every file that was read, with the SHA-256 of what was read, or
    /// [`ABSENT`] where there was nothing to read.
    pub inputs: Vec<(PathBuf, String)>,
    /// What to tell the user when the run is left out.
    pub note: Value,
}

/// Stands for the SHA-256 of a file that could not be read. A file that appears
/// later can change the output as much as one that changes.
pub const ABSENT: &str = "absent";

/// How closely the files of the crate are looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Trust {
    /// By inode, size and times, where the platform has them.
    Times,
    /// By content; and files that the manifest does not know are looked for.
    Contents,
}

#[derive(Serialize, Deserialize)]
struct Stamp {
    program: String,
    request: String,
    manifest: String,
    /// Digest of the identity of every file the manifest lists.
    identities: Option<String>,
    /// Files whose identity does not prove their content.
    recent: BTreeSet<String>,
    memory: Memory,
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

    /// What an earlier run noted, if this one would read and write the same.
    pub fn recall(&self, run: Run<'_>, trust: Trust) -> Option<Memory> {
        let program = program()?;
        let out = fs::canonicalize(run.out).ok()?;
        let stamp: Stamp = serde_json::from_slice(&fs::read(self.file(&out)).ok()?).ok()?;
        if stamp.request != run.request || stamp.program != program {
            return None;
        }
        let inputs = &stamp.memory.inputs;
        let (same_inputs, same_outputs) = rayon::join(
            || {
                inputs
                    .par_iter()
                    .all(|(path, digest)| has_digest(path, digest))
            },
            || stamp.describes(&out, trust),
        );
        (same_inputs && same_outputs).then_some(stamp.memory)
    }

    /// Notes a run whose output, this tree, is in its folder now.
    pub fn remember(&self, run: Run<'_>, tree: &OutputTree, memory: Memory) {
        let _ = self.try_remember(run, tree, memory);
    }

    fn try_remember(&self, run: Run<'_>, tree: &OutputTree, memory: Memory) -> Option<()> {
        let program = program()?;
        let out = fs::canonicalize(run.out).ok()?;
        let (mut manifest, mut paths) = (None, Vec::with_capacity(tree.len()));
        for (path, digest) in tree.digests() {
            match path {
                MANIFEST => manifest = Some(digest.to_owned()),
                _ => paths.push(path),
            }
        }
        let (identities, recent) = match identities(&out, &paths) {
            Some(found) => (Some(found.digest), found.recent),
            None => (None, BTreeSet::new()),
        };
        let stamp = Stamp {
            program,
            request: run.request.to_owned(),
            manifest: manifest?,
            identities,
            recent,
            memory,
        };
        fs::create_dir_all(&self.folder).ok()?;
        replace(&self.file(&out), &serde_json::to_string(&stamp).ok()?, 0).ok()
    }

    fn file(&self, out: &Path) -> PathBuf {
        let name = sha256(out.as_os_str().as_encoded_bytes());
        self.folder.join(format!("{name}.json"))
    }
}

impl Stamp {
    /// Whether the folder is as the run left it.
    fn describes(&self, out: &Path, trust: Trust) -> bool {
        let Ok(manifest) = fs::read(out.join(MANIFEST)) else {
            return false;
        };
        let unfinished = Standing::at(&out.join(UNFINISHED));
        if sha256(&manifest) != self.manifest || !matches!(unfinished, Ok(Standing::Nothing)) {
            return false;
        }
        let Ok(files) = owned::parse(&manifest) else {
            return false;
        };
        match trust {
            Trust::Times if self.identities.is_some() => {
                let paths: Vec<&str> = files.iter().map(|(path, _)| &**path).collect();
                identities(out, &paths).is_some_and(|now| self.identities == Some(now.digest))
                    && same_contents(out, &files, |path| self.recent.contains(path))
            }
            Trust::Times => same_contents(out, &files, |_| true),
            Trust::Contents => same_contents(out, &files, |_| true) && no_strangers(out, &files),
        }
    }
}

/// Which build of which program this is, as it was when this was first asked:
/// by the end of a run it may have been built anew.
fn program() -> Option<String> {
    static PROGRAM: OnceLock<Option<String>> = OnceLock::new();
    let find = || {
        let path = env::current_exe().ok()?;
        let identity = match identity(&fs::metadata(&path).ok()?) {
            Some(identity) => sha256(&identity),
            None => sha256(&fs::read(&path).ok()?),
        };
        Some(format!("{} {identity}", env!("CARGO_PKG_VERSION")))
    };
    PROGRAM.get_or_init(find).clone()
}

fn has_digest(path: &Path, digest: &str) -> bool {
    match fs::read(path) {
        Ok(bytes) => sha256(&bytes) == digest,
        Err(_) => digest == ABSENT,
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
            matches!(Standing::at(&path), Ok(Standing::File(_))) && has_digest(&path, digest)
        }
    })
}

fn no_strangers(out: &Path, files: &[owned::File<'_>]) -> bool {
    let known: HashSet<&str> = files.iter().map(|(path, _)| &**path).collect();
    strangers(out, |path| known.contains(path)).is_ok_and(|found| found.is_empty())
}

struct Identities {
    digest: String,
    recent: BTreeSet<String>,
}

/// `None` where a file is missing or is no file, and where the platform has no
/// identities.
fn identities(out: &Path, paths: &[&str]) -> Option<Identities> {
    let now = SystemTime::now();
    let each = paths
        .par_iter()
        .map(|path| {
            let found = fs::symlink_metadata(join(out, path)).ok()?;
            let identity = identity(&found).filter(|_| found.is_file())?;
            let recent = changed(&found).is_none_or(|at| at + TICK >= now);
            Some((identity, recent.then(|| path.to_string())))
        })
        .collect::<Option<Vec<_>>>()?;
    Some(Identities {
        digest: sha256_of_parts(each.iter().map(|(identity, _)| identity)),
        recent: each.into_iter().filter_map(|(_, recent)| recent).collect(),
    })
}

/// What changes whenever a file's content does, as far as the kernel can tell.
#[cfg(unix)]
fn identity(found: &fs::Metadata) -> Option<[u8; 56]> {
    use std::os::unix::fs::MetadataExt as _;
    let parts = [
        found.dev(),
        found.ino(),
        found.size(),
        found.mtime().cast_unsigned(),
        found.mtime_nsec().cast_unsigned(),
        found.ctime().cast_unsigned(),
        found.ctime_nsec().cast_unsigned(),
    ];
    let mut identity = [0; 56];
    for (place, part) in identity.chunks_exact_mut(8).zip(parts) {
        place.copy_from_slice(&part.to_le_bytes());
    }
    Some(identity)
}

#[cfg(not(unix))]
fn identity(_: &fs::Metadata) -> Option<[u8; 56]> {
    None
}

/// When the file last changed by the kernel's own clock, which nobody can set.
#[cfg(unix)]
fn changed(found: &fs::Metadata) -> Option<SystemTime> {
    use std::os::unix::fs::MetadataExt as _;
    let since = Duration::new(
        u64::try_from(found.ctime()).ok()?,
        found.ctime_nsec() as u32,
    );
    Some(SystemTime::UNIX_EPOCH + since)
}

#[cfg(not(unix))]
fn changed(_: &fs::Metadata) -> Option<SystemTime> {
    None
}
