//! Removes what is ours, and nothing else.

use std::fs;
use std::io;
use std::path::Path;

use crate::emit::OutputTree;

use super::apply::SCAFFOLD;
use super::error::WriteError;
use super::lock::{Access, FolderLock, Wait};
use super::path::{files_below, folders_of, join};
use super::staging::Staging;
use super::survey::Survey;
use super::{JOURNAL, MANIFEST};

/// Removes a generated crate with its folder: all of it or, where the folder
/// holds anything that is not as typewright wrote it, nothing.
///
/// # Errors
/// The folder has no manifest, or one that cannot be read; it holds somebody's
/// work; the file system refuses.
pub fn remove(folder: &Path) -> Result<(), WriteError> {
    let Some(lock) = FolderLock::existing(folder, Access::Write, Wait::SILENTLY)? else {
        return Err(WriteError::ForeignFolder(folder.to_owned()));
    };
    let nothing = OutputTree::default();
    let survey = Survey::of(&nothing, folder, false)?;
    if !survey.owned.is_ours() {
        return Err(WriteError::ForeignFolder(folder.to_owned()));
    }
    let is_pristine = |path: &str| {
        let dropped = survey.dropped.iter().find(|d| d.path == path);
        matches!(path, MANIFEST | JOURNAL) || dropped.is_some_and(|d| !d.edited)
    };
    Staging::at(folder).clear()?;
    let mut paths = files_below(folder, "")?;
    paths.retain(|path| !is_pristine(path));
    if !paths.is_empty() {
        let folder = folder.to_owned();
        return Err(WriteError::NotOnlyOurs { folder, paths });
    }
    // While there is a manifest of Cargo's, there is something to build: a
    // workspace around the crate loads at every moment.
    let (scaffold, rest): (Vec<_>, Vec<_>) = survey
        .dropped
        .iter()
        .map(|dropped| dropped.path.as_str())
        .partition(|path| SCAFFOLD.contains(path));
    remove_files(folder, rest.into_iter())?;
    for manifest in [JOURNAL, MANIFEST] {
        remove_file(&folder.join(manifest))?;
    }
    for path in SCAFFOLD.iter().rev().filter(|path| scaffold.contains(path)) {
        remove_files(folder, std::iter::once(*path))?;
    }
    lock.remove()
}

/// Removes files, and the folders that this leaves empty.
pub(super) fn remove_files<'a>(
    root: &Path,
    paths: impl Iterator<Item = &'a str>,
) -> Result<Vec<String>, WriteError> {
    let mut removed = Vec::new();
    for path in paths {
        remove_file(&join(root, path))?;
        removed.push(path);
    }
    remove_empty(root, removed.iter().copied());
    Ok(removed.into_iter().map(str::to_owned).collect())
}

/// Removes the folders of these paths that are empty.
pub(super) fn remove_empty<'a>(root: &Path, paths: impl Iterator<Item = &'a str>) {
    // Innermost first.
    for folder in folders_of(paths).into_iter().rev() {
        let _ = fs::remove_dir(join(root, folder)); // stays when something is left in it
    }
}

/// Removes a file that may be gone already.
pub(super) fn remove_file(path: &Path) -> Result<(), WriteError> {
    match fs::remove_file(path) {
        Err(e) if e.kind() != io::ErrorKind::NotFound => Err(WriteError::io("remove", path)(e)),
        _ => Ok(()),
    }
}
