//! Why a folder could not be written or looked at.

use std::io;
use std::path::{Path, PathBuf};

use thiserror::Error;

/// Why a folder could not be written or looked at. Nothing has been changed, except
/// after [`WriteError::HalfDone`].
#[derive(Debug, Error)]
pub enum WriteError {
    /// The folder holds files and no manifest.
    #[error(
        "{} is not empty and was not written by typewright\n  help: choose another folder, or pass --force to write into this one (files that are in the way are overwritten, nothing is removed)",
        .0.display()
    )]
    ForeignFolder(PathBuf),
    /// The folder is a file.
    #[error("{} is not a folder\n  help: choose another place for the output", .0.display())]
    NotAFolder(PathBuf),
    /// Another run writes into the folder.
    #[error("another run is writing into {}\n  help: wait until it has ended, or leave out --no-wait", .0.display())]
    Busy(PathBuf),
    /// Files that typewright did not write stand where it wants to write.
    #[error(
        "{}\n  help: move {} away, or pass --force to overwrite",
        in_the_way(.folder, .paths),
        if .paths.len() == 1 { "it" } else { "them" }
    )]
    InTheWay {
        /// The output folder.
        folder: PathBuf,
        /// The files, relative to it.
        paths: Vec<String>,
    },
    /// A folder that is to be removed holds more than typewright put there.
    #[error(
        "{} cannot be removed: it holds files that are not as typewright wrote them:{}\n  help: save what you need and delete the folder",
        .folder.display(),
        list(.paths)
    )]
    NotOnlyOurs {
        /// The output folder.
        folder: PathBuf,
        /// The files, relative to it.
        paths: Vec<String>,
    },
    /// A folder, a link or a device stands where a file or folder is to be.
    #[error("{} is {what}, and typewright does not write through it\n  help: move it away", .path.display())]
    Blocked {
        /// What is there.
        path: PathBuf,
        /// In words: `a symbolic link`.
        what: &'static str,
    },
    /// The manifest is no JSON, or not one that this program wrote.
    #[error(
        "{}: {reason}\n  help: restore it from version control, or pass --force to write a new one",
        .path.display()
    )]
    Manifest {
        /// The manifest.
        path: PathBuf,
        /// What is wrong with it.
        reason: String,
    },
    /// The tree itself names a path outside the folder: a bug of ours.
    #[error(
        "the output names the path {0:?}, which is not inside the output folder (this is a bug in typewright)"
    )]
    Path(String),
    /// The file system refused after the first change.
    #[error(
        "{0}\n  help: the crate is half old and half new; see to the cause and run the same command again, which completes it"
    )]
    HalfDone(Box<WriteError>),
    /// The file system refused.
    #[error("cannot {action} {}: {source}", .path.display())]
    Io {
        /// What was tried: `write`, `read`, `remove`.
        action: &'static str,
        /// On what.
        path: PathBuf,
        /// Why not.
        source: io::Error,
    },
}

impl WriteError {
    /// Makes an [`io::Error`] say what was tried, and on what.
    pub(super) fn io(action: &'static str, path: &Path) -> impl FnOnce(io::Error) -> WriteError {
        move |source| WriteError::Io {
            action,
            path: path.to_owned(),
            source,
        }
    }
}

fn in_the_way(folder: &Path, paths: &[String]) -> String {
    let one = paths.len() == 1;
    format!(
        "{} {} in {} that typewright did not write {} in the way:{}",
        paths.len(),
        if one { "file" } else { "files" },
        folder.display(),
        if one { "is" } else { "are" },
        list(paths),
    )
}

/// The first few, each on a line of its own, and how many more there are.
fn list(paths: &[String]) -> String {
    const SHOWN: usize = 5;
    let mut text = String::new();
    for path in paths.iter().take(SHOWN) {
        text.push_str("\n  ");
        text.push_str(path);
    }
    if let Some(more @ 1..) = paths.len().checked_sub(SHOWN) {
        text.push_str(&format!("\n  and {more} more"));
    }
    text
}
