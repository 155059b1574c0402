//! How a folder compares with a tree: what [`apply`](super::apply) and
//! [`check`](super::check) both start from. Reads, never writes.

use std::collections::HashSet;
use std::fs;
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use crate::emit::OutputTree;
use crate::hash::sha256;
use crate::load::{read_regular, with_line_feeds};

use super::MANIFEST;
use super::error::WriteError;
use super::owned::Owned;
use super::path::{Standing, folders_of, is_inside, join};
use super::staging::Staging;

/// A folder beside the tree that it should hold.
pub(super) struct Survey<'t> {
    /// The folder.
    pub(super) root: PathBuf,
    /// Whether it exists.
    pub(super) exists: bool,
    /// What earlier runs wrote into it.
    pub(super) owned: Owned,
    /// Whether an interrupted run left files that it had not put in their places.
    pub(super) staged: bool,
    /// Every file of the tree, sorted by path.
    pub(super) files: Vec<Surveyed<'t>>,
    /// Files that earlier runs wrote, that are still there, and that the tree
    /// does not have. Sorted by path.
    pub(super) dropped: Vec<Dropped>,
}

/// A file of the tree.
pub(super) struct Surveyed<'t> {
    pub(super) path: &'t str,
    pub(super) text: &'t str,
    pub(super) disk: Disk,
}

/// What stands at the path of a file of the tree.
pub(super) enum Disk {
    /// Nothing.
    Absent,
    /// A file with the tree's text.
    Same,
    /// A file with another text.
    Differs(Owner),
    /// Something that is no file, in words.
    Blocked(&'static str),
}

/// Whose text a file on disk has.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Owner {
    /// What an earlier run wrote.
    Ours,
    /// What somebody made of what an earlier run wrote.
    Edited,
    /// No earlier run wrote a file here.
    Foreign,
}

/// A file that earlier runs wrote and that the tree does not have.
pub(super) struct Dropped {
    pub(super) path: String,
    /// Whether somebody has changed it since.
    pub(super) edited: bool,
}

impl<'t> Survey<'t> {
    /// Compares a folder with a tree. With `force` a manifest that cannot be
    /// read counts as none.
    ///
    /// # Errors
    /// Every [`WriteError`] but `ForeignFolder` and `InTheWay`: whose files
    /// these are is found here, and judged by the caller.
    pub(super) fn of(tree: &'t OutputTree, root: &Path, force: bool) -> Result<Self, WriteError> {
        if let Some((path, _)) = tree.iter().find(|(path, _)| !is_inside(path)) {
            return Err(WriteError::Path(path.to_owned()));
        }
        let exists = match fs::metadata(root) {
            Ok(found) if found.is_dir() => true,
            Ok(_) => return Err(WriteError::NotAFolder(root.to_owned())),
            Err(e) if e.kind() == std::io::ErrorKind::NotFound => false,
            Err(e) => return Err(WriteError::io("look at", root)(e)),
        };
        let mut survey = Survey {
            root: root.to_owned(),
            exists,
            owned: Owned::default(),
            staged: false,
            files: Vec::new(),
            dropped: Vec::new(),
        };
        if !exists {
            survey.files = tree
                .iter()
                .map(|(path, text)| Surveyed {
                    path,
                    text,
                    disk: Disk::Absent,
                })
                .collect();
            return Ok(survey);
        }
        survey.owned = Owned::read(root, force)?;
        survey.staged = Staging::is_left(root)?;
        let owned = &survey.owned;
        refuse_detours(root, owned, tree)?;
        let files: Vec<_> = tree.iter().collect();
        survey.files = files
            .into_par_iter()
            .with_min_len(16)
            .map(|(path, text)| {
                let disk = compare(owned, root, path, text)?;
                Ok(Surveyed { path, text, disk })
            })
            .collect::<Result<_, WriteError>>()?;
        survey.dropped = dropped(owned, root, tree)?;
        survey.claim_renamed();
        Ok(survey)
    }

    /// Where the file system ignores case, `docs/Pet.md` finds the `docs/pet.md`
    /// of an earlier run: it is ours, and it is written anew after that one has
    /// been removed.
    fn claim_renamed(&mut self) {
        let dropped: HashSet<String> = self.dropped.iter().map(|d| d.path.to_lowercase()).collect();
        if dropped.is_empty() {
            return;
        }
        for file in &mut self.files {
            if let Disk::Same | Disk::Differs(Owner::Foreign) = file.disk
                && dropped.contains(&file.path.to_lowercase())
            {
                file.disk = Disk::Differs(Owner::Ours);
            }
        }
    }

    /// Whether an earlier run was interrupted.
    pub(super) fn is_unfinished(&self) -> bool {
        self.staged || self.owned.journal().is_some()
    }

    /// Whether nothing needs to be done, or has been left undone.
    pub(super) fn is_clean(&self) -> bool {
        self.exists
            && self.dropped.is_empty()
            && !self.is_unfinished()
            && self.files.iter().all(|f| matches!(f.disk, Disk::Same))
    }

    /// Where a file is on disk.
    pub(super) fn on_disk(&self, path: &str) -> PathBuf {
        join(&self.root, path)
    }
}

/// Every folder on the way to a file has to be a folder: a link could lead
/// anywhere. A file of ours in such a place will have been removed by then.
fn refuse_detours(root: &Path, owned: &Owned, tree: &OutputTree) -> Result<(), WriteError> {
    let paths = owned.paths().chain(tree.iter().map(|(path, _)| path));
    for folder in folders_of(paths) {
        let path = join(root, folder);
        let standing = Standing::at(&path)?;
        match standing {
            Standing::Nothing | Standing::Folder => {}
            Standing::File(_) if owned.contains(folder) => {}
            _ => {
                return Err(WriteError::Blocked {
                    path,
                    what: standing.what(),
                });
            }
        }
    }
    Ok(())
}

fn compare(owned: &Owned, root: &Path, path: &str, text: &str) -> Result<Disk, WriteError> {
    let on_disk = join(root, path);
    let length = match Standing::at(&on_disk)? {
        Standing::Nothing => return Ok(Disk::Absent),
        Standing::File(length) => length,
        other => return Ok(Disk::Blocked(other.what())),
    };
    let known = owned.contains(path);
    if length < text.len() as u64 && !known {
        return Ok(Disk::Differs(Owner::Foreign));
    }
    let bytes = read_regular(&on_disk).map_err(WriteError::io("read", &on_disk))?;
    if bytes == text.as_bytes() {
        return Ok(Disk::Same);
    }
    let bytes = with_line_feeds(&bytes);
    Ok(if bytes == text.as_bytes() {
        Disk::Same
    } else if !known {
        Disk::Differs(Owner::Foreign)
    } else if path == MANIFEST || owned.wrote(path, &sha256(&bytes)) {
        Disk::Differs(Owner::Ours)
    } else {
        Disk::Differs(Owner::Edited)
    })
}

fn dropped(owned: &Owned, root: &Path, tree: &OutputTree) -> Result<Vec<Dropped>, WriteError> {
    let mut paths: Vec<&str> = owned
        .paths()
        .filter(|path| tree.get(path).is_none())
        .collect();
    paths.sort_unstable();
    paths.dedup();
    let mut dropped = Vec::new();
    for path in paths {
        let on_disk = join(root, path);
        let edited = match Standing::at(&on_disk)? {
            Standing::Nothing => continue,
            Standing::File(_) => {
                let bytes = read_regular(&on_disk).map_err(WriteError::io("read", &on_disk))?;
                !owned.wrote(path, &sha256(&with_line_feeds(&bytes)))
            }
            // Somebody put something else there: theirs.
            _ => continue,
        };
        dropped.push(Dropped {
            path: path.to_owned(),
            edited,
        });
    }
    Ok(dropped)
}
