//! From an [`OutputTree`] to a folder on disk, or to what a folder lacks.
//!
//! What comes in: a finished tree and a folder. What goes out: [`apply`] makes
//! the folder hold the tree and tells what it did; [`check`] touches nothing and
//! tells what `apply` would have to do, with a diff.
//!
//! ```text
//! survey   tree + folder -> for every file: absent, same, or different (and whose)
//! apply    survey        -> disk
//! check    survey        -> findings
//! stamp    what an earlier run read and wrote -> whether a run can be left out
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
//! - **No file is left half-written.** A file that exists is replaced by a
//!   rename. The new manifest is put beside the old one before the first change
//!   and takes its place after the last, so that a run that was interrupted
//!   leaves a folder that still knows what is ours, and that the next run
//!   completes.
//! - **Nothing leads out of the folder.** A manifest is input like any other: a
//!   path with `..` or a root makes it invalid, and symbolic links inside the
//!   folder are not followed.

mod apply;
mod check;
mod diff;
mod error;
mod owned;
mod path;
mod remove;
mod stamp;
mod survey;

pub use apply::{Options, Written, apply};
pub use check::{Checked, Finding, Kind, check};
pub use error::WriteError;
pub use remove::remove;
pub use stamp::{ABSENT, Cache, Memory, Run, Trust};

#[cfg(doc)]
use crate::emit::OutputTree;

/// The manifest: part of every tree, and how a folder is known to be ours.
pub const MANIFEST: &str = "typewright.json";

/// The manifest that a run under way will leave behind, put there before the
/// first change and renamed to [`MANIFEST`] after the last.
const UNFINISHED: &str = "typewright.json.unfinished";
