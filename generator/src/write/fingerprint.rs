//! By what it is known whether a file may have changed, without reading it.
//!
//! What comes in: paths. What goes out: [`Fingerprint`], a digest of what the kernel
//! changes whenever a file's content changes: inode, size and times. It is what git's
//! index trusts, with git's answer to files that were written within a clock tick of
//! being looked at: those are listed, so that they can be read.

use std::collections::BTreeSet;
use std::env;
use std::fs;
use std::path::Path;
use std::sync::OnceLock;
use std::time::{Duration, SystemTime};

use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use crate::hash::{sha256, sha256_of_parts};
use crate::load::read_regular;

use super::path::join;

/// A file whose times are this young may yet change without their changing.
const TICK: Duration = Duration::from_millis(20);

/// Of some files.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Fingerprint {
    pub(super) digest: String,
    /// Files whose identity does not prove their content.
    pub(super) recent: BTreeSet<String>,
}

impl Fingerprint {
    /// That of the files at these paths. `None` where a file is missing or is no file, and
    /// where the platform has no identities.
    pub(super) fn of(root: &Path, paths: &[&str]) -> Option<Fingerprint> {
        let now = SystemTime::now();
        let each = paths
            .par_iter()
            .map(|path| {
                let found = fs::symlink_metadata(join(root, path)).ok()?;
                let identity = identity(&found).filter(|_| found.is_file())?;
                let recent = changed(&found).is_none_or(|at| at + TICK >= now);
                Some((identity, recent.then(|| path.to_string())))
            })
            .collect::<Option<Vec<_>>>()?;
        Some(Fingerprint {
            digest: sha256_of_parts(each.iter().map(|(identity, _)| identity)),
            recent: each.into_iter().filter_map(|(_, recent)| recent).collect(),
        })
    }
}

/// Which build of which program this is, as it was when this was first asked:
/// by the end of a run it may have been built anew.
pub(super) fn program() -> Option<String> {
    static PROGRAM: OnceLock<Option<String>> = OnceLock::new();
    let find = || {
        let path = env::current_exe().ok()?;
        let identity = match identity(&fs::metadata(&path).ok()?) {
            Some(identity) => sha256(&identity),
            None => sha256(&read_regular(&path).ok()?),
        };
        Some(format!("{} {identity}", env!("CARGO_PKG_VERSION")))
    };
    PROGRAM.get_or_init(find).clone()
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
