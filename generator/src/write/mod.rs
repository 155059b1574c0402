//! From an [`OutputTree`] to a folder on disk, or to what a folder lacks.
//!
//! What comes in: a finished tree and a folder. What goes out: [`apply`] makes
//! the folder hold the tree and tells what it did; [`check`] touches nothing and
//! tells what `apply` would have to do, with a diff.
//!
//! ```text
//! lock         one run at a time into a folder
//! survey       tree + folder -> for every file: absent, same, or different (and whose)
//! apply        survey        -> disk
//! check        survey        -> findings
//! cache        what an earlier run read and wrote -> whether a run can be left out
//! ```
//!
//! Invariants:
//!
//! - **Only what changed is written.** A file with the right content keeps its
//!   modification time.
//! - **Only what is ours is replaced or removed.** Ours is what the manifest
//!   (`typewright.json`) of the previous run lists. A file of somebody else's
//!   that is in the way stops the run before anything is touched; a file that is
//!   no longer generated goes only if nobody has edited it.
//! - **One run at a time.** From the first look to the last change a run holds the
//!   folder's lock; a check waits for it.
//! - **A run is interrupted anywhere, and nothing is lost.** All files are written
//!   beside the crate first ([`staging`]) and moved into their places after that. Before
//!   the first move the journal ([`journal`]) notes what is coming; it goes after the
//!   last. So a folder always knows what is ours, the next run completes it, and until
//!   then a check says that it is unfinished.
//! - **Nothing leads out of the folder.** A manifest is input like any other: a
//!   path with `..` or a root makes it invalid, and symbolic links inside the
//!   folder are not followed. Only regular files are read.

mod apply;
mod cache;
mod check;
mod diff;
mod error;
mod fingerprint;
mod journal;
mod lock;
mod owned;
mod path;
mod remove;
mod staging;
mod survey;

pub use apply::{Options, Written, apply};
pub use cache::{Cache, Input, Run, Trust};
pub use check::{Checked, Finding, Kind, check};
pub use error::WriteError;
pub use lock::Wait;
pub use remove::remove;

pub(crate) use apply::apply_locked;
pub(crate) use check::check_locked;
pub(crate) use lock::{Access, FolderLock};

#[cfg(doc)]
use crate::emit::OutputTree;

/// The manifest: part of every tree, and how a folder is known to be ours.
pub const MANIFEST: &str = "typewright.json";

/// What a run under way notes before its first change, and removes after its last.
const JOURNAL: &str = "typewright.json.unfinished";

/// The folder in which files are written before they are put in their places.
const STAGING: &str = ".typewright-staging";

/// The file that is locked where folders cannot be.
#[cfg(not(unix))]
const LOCK: &str = ".typewright-lock";
