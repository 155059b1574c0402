//! Where files are written before any of them is put in its place.
//!
//! What comes in: paths and texts. What goes out: the same files in a hidden folder, from
//! where they are moved into the crate once all of them are there. A disk that is full or
//! a program that is killed in between has changed nothing of the crate; and what is moved
//! is complete, so that no file is ever cut off.
//!
//! A folder that the crate does not have yet is moved as a whole.

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use super::STAGING;
use super::error::WriteError;
use super::path::{Standing, folders_of, join};

/// The hidden folder in a crate's folder.
pub(super) struct Staging<'r> {
    root: &'r Path,
    folder: PathBuf,
}

/// A path and the text that is to be there.
pub(super) type Text<'t> = (&'t str, &'t str);

impl<'r> Staging<'r> {
    /// That of a crate's folder, be it there or not.
    pub(super) fn at(root: &'r Path) -> Staging<'r> {
        Staging {
            root,
            folder: root.join(STAGING),
        }
    }

    /// An empty one. What an interrupted run left in it goes.
    ///
    /// # Errors
    /// [`WriteError::Blocked`], [`WriteError::Io`].
    pub(super) fn create(root: &'r Path) -> Result<Staging<'r>, WriteError> {
        let staging = Staging::at(root);
        staging.clear()?;
        fs::create_dir(&staging.folder).map_err(WriteError::io("create", &staging.folder))?;
        Ok(staging)
    }

    /// Whether an interrupted run has left something.
    ///
    /// # Errors
    /// [`WriteError::Io`].
    pub(super) fn is_left(root: &Path) -> Result<bool, WriteError> {
        Ok(!matches!(
            Standing::at(&root.join(STAGING))?,
            Standing::Nothing
        ))
    }

    /// Removes it with everything in it.
    ///
    /// # Errors
    /// As [`Staging::create`].
    pub(super) fn clear(&self) -> Result<(), WriteError> {
        match Standing::at(&self.folder)? {
            Standing::Nothing => Ok(()),
            // Links inside of it are removed, and not followed.
            Standing::Folder => {
                fs::remove_dir_all(&self.folder).map_err(WriteError::io("remove", &self.folder))
            }
            other => Err(WriteError::Blocked {
                path: self.folder.clone(),
                what: other.what(),
            }),
        }
    }

    /// Writes files, and the folders for them first. Sorted by path.
    ///
    /// # Errors
    /// [`WriteError::Io`], with the path that the file was meant for.
    pub(super) fn write(&self, files: &[Text<'_>]) -> Result<(), WriteError> {
        for folder in folders_of(files.iter().map(|(path, _)| *path)) {
            match fs::create_dir(join(&self.folder, folder)) {
                Err(e) if e.kind() != io::ErrorKind::AlreadyExists => {
                    return Err(WriteError::io("create", &join(self.root, folder))(e));
                }
                _ => {}
            }
        }
        // Files come into a folder one after the other, however many threads want to put
        // some there. So each thread has a long run of neighbours, of which whoever is done
        // takes the rest.
        files
            .par_iter()
            .with_max_len(32)
            .try_for_each(|(path, text)| {
                fs::write(join(&self.folder, path), text)
                    .map_err(WriteError::io("write", &join(self.root, path)))
            })
    }

    /// Puts files in their places: each takes the place of what is there at once.
    /// Sorted by path.
    ///
    /// # Errors
    /// [`WriteError::Io`].
    pub(super) fn place<'p>(
        &self,
        paths: impl Iterator<Item = &'p str> + Clone,
    ) -> Result<(), WriteError> {
        let missing = self.missing(paths.clone())?;
        let mut whole = "";
        for path in paths {
            if is_below(path, whole) {
                continue;
            }
            let ends = path.match_indices('/').map(|(end, _)| &path[..end]);
            match ends.into_iter().find(|folder| missing.contains(folder)) {
                Some(folder) => {
                    self.place_one(folder)?;
                    whole = folder;
                }
                None => self.place_one(path)?,
            }
        }
        Ok(())
    }

    /// Puts one file, or one folder with all that is in it, in its place.
    ///
    /// # Errors
    /// [`WriteError::Io`].
    pub(super) fn place_one(&self, path: &str) -> Result<(), WriteError> {
        let to = join(self.root, path);
        fs::rename(join(&self.folder, path), &to).map_err(WriteError::io("write", &to))
    }

    /// The folders that these paths need and the crate does not have.
    fn missing<'p>(
        &self,
        paths: impl Iterator<Item = &'p str>,
    ) -> Result<BTreeSet<&'p str>, WriteError> {
        let mut missing = BTreeSet::new();
        for folder in folders_of(paths) {
            if let Standing::Nothing = Standing::at(&join(self.root, folder))? {
                missing.insert(folder);
            }
        }
        Ok(missing)
    }
}

/// Whether a path lies in a folder.
fn is_below(path: &str, folder: &str) -> bool {
    !folder.is_empty()
        && path
            .strip_prefix(folder)
            .is_some_and(|rest| rest.starts_with('/'))
}
