//! Makes a folder hold a tree.

use std::fs;
use std::path::Path;

use crate::emit::OutputTree;

use super::error::WriteError;
use super::lock::{FolderLock, Wait};
use super::remove::{remove_empty, remove_file, remove_files};
use super::staging::{Staging, Text};
use super::survey::{Disk, Dropped, Owner, Survey, Surveyed};
use super::{JOURNAL, MANIFEST, STAGING};

/// Cargo does not load a workspace in which a member's folder lacks these, not
/// even to build the program that would write them: they come first and go last.
pub(super) const SCAFFOLD: [&str; 2] = ["src/lib.rs", "Cargo.toml"];

/// How [`apply`] treats what it finds.
#[derive(Debug, Clone, Copy, Default)]
pub struct Options {
    /// Write into a folder that is not ours, over files that are not ours, and
    /// remove files that are no longer generated even if they were edited.
    pub force: bool,
}

/// What [`apply`] did. Paths are relative to the folder and sorted.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Written {
    /// Files that were created or replaced.
    pub written: Vec<String>,
    /// Files of earlier runs that were removed.
    pub removed: Vec<String>,
    /// How many files had the right content already and were not touched.
    pub unchanged: usize,
    /// Those of `written` that somebody had edited: generated files belong to
    /// the generator, but their author will want to know.
    pub overwritten: Vec<String>,
    /// Files that are no longer generated and were not removed, because somebody
    /// had edited them: nothing can bring that work back.
    pub kept: Vec<String>,
}

/// Makes a folder hold a tree, once no other run writes into it: creates it, writes
/// what differs, removes what earlier runs wrote and this tree does not have.
///
/// # Errors
/// The folder is not ours, files of somebody else's are in the way, or the
/// manifest cannot be read (all without `force`, and before anything was
/// changed); the file system refuses (nothing was changed, or a rerun completes
/// what was begun, and the error says which).
///
/// # Panics
/// When the tree has no manifest: without one the next run could not tell what
/// is ours.
pub fn apply(tree: &OutputTree, folder: &Path, options: Options) -> Result<Written, WriteError> {
    let lock = FolderLock::create(folder, Wait::SILENTLY)?;
    apply_locked(tree, &lock, options)
}

/// The same for a folder that the caller has locked.
pub(crate) fn apply_locked(
    tree: &OutputTree,
    lock: &FolderLock,
    options: Options,
) -> Result<Written, WriteError> {
    let done = Survey::of(tree, lock.path(), options.force).and_then(|survey| {
        refuse(&survey, options)?;
        match survey.is_clean() {
            true => Ok(Written {
                unchanged: survey.files.len(),
                ..Written::default()
            }),
            false => Change::of(&survey, options).perform(tree),
        }
    });
    if done.is_err() {
        lock.abandon();
    }
    done
}

/// Refuses before anything is touched.
fn refuse(survey: &Survey<'_>, options: Options) -> Result<(), WriteError> {
    for file in &survey.files {
        if let Disk::Blocked(what) = file.disk {
            return Err(WriteError::Blocked {
                path: survey.on_disk(file.path),
                what,
            });
        }
    }
    if options.force {
        return Ok(());
    }
    if !survey.owned.is_ours() && !is_empty(&survey.root)? {
        return Err(WriteError::ForeignFolder(survey.root.clone()));
    }
    let foreign = survey
        .files
        .iter()
        .filter(|f| matches!(f.disk, Disk::Differs(Owner::Foreign)))
        .map(|f| f.path.to_owned());
    // An edited file is kept, so that no folder can take its place.
    let is_folder = |kept: &&Dropped| {
        let inside = |f: &Surveyed<'_>| {
            let rest = f.path.strip_prefix(&*kept.path);
            rest.is_some_and(|rest| rest.starts_with('/'))
        };
        kept.edited && survey.files.iter().any(inside)
    };
    let kept = survey.dropped.iter().filter(is_folder);
    let paths: Vec<String> = foreign.chain(kept.map(|d| d.path.clone())).collect();
    if paths.is_empty() {
        return Ok(());
    }
    Err(WriteError::InTheWay {
        folder: survey.root.clone(),
        paths,
    })
}

/// Whether nobody has put anything into a folder yet. A fresh repository counts
/// as empty, and so does what is left of a run that was cut off at its start.
fn is_empty(folder: &Path) -> Result<bool, WriteError> {
    let mut names = Vec::new();
    for entry in fs::read_dir(folder).map_err(WriteError::io("read", folder))? {
        names.push(entry.map_err(WriteError::io("read", folder))?.file_name());
    }
    let ignored = [
        ".git",
        STAGING,
        #[cfg(not(unix))]
        super::LOCK,
    ];
    Ok(names
        .iter()
        .all(|name| ignored.iter().any(|ignored| name == ignored)))
}

/// What has to be done to a folder.
struct Change<'s> {
    survey: &'s Survey<'s>,
    /// The files to write, but for the manifest. Sorted by path.
    files: Vec<&'s Surveyed<'s>>,
    /// The manifest, if it is another.
    manifest: Option<&'s Surveyed<'s>>,
    /// The files to remove.
    condemned: Vec<&'s Dropped>,
    /// Those that nobody but the user may remove.
    kept: Vec<&'s Dropped>,
}

impl<'s> Change<'s> {
    fn of(survey: &'s Survey<'s>, options: Options) -> Change<'s> {
        let changed = |f: &&Surveyed<'_>| !matches!(f.disk, Disk::Same);
        let (manifest, files): (Vec<_>, Vec<_>) = survey
            .files
            .iter()
            .filter(changed)
            .partition(|f| f.path == MANIFEST);
        let (condemned, kept) = survey
            .dropped
            .iter()
            .partition(|d| options.force || !d.edited);
        Change {
            survey,
            files,
            manifest: manifest.first().copied(),
            condemned,
            kept,
        }
    }

    /// Does it: writes everything beside the crate, and then puts it in its place.
    fn perform(&self, tree: &OutputTree) -> Result<Written, WriteError> {
        assert!(tree.get(MANIFEST).is_some(), "every tree has a manifest");
        let staging = Staging::create(&self.survey.root)?;
        if let Err(reason) = self.prepare(tree, &staging) {
            self.undo(&staging);
            return Err(reason);
        }
        let removed = self
            .replace(&staging)
            .map_err(|reason| WriteError::HalfDone(Box::new(reason)))?;
        Ok(self.written(removed))
    }

    /// Writes the journal, what Cargo needs at once, and the rest beside the crate.
    fn prepare(&self, tree: &OutputTree, staging: &Staging<'_>) -> Result<(), WriteError> {
        let earlier = self.survey.owned.journal().cloned();
        let journal = earlier.unwrap_or_default().with(tree).to_json();
        staging.write(&[(JOURNAL, &journal)])?;
        staging.place_one(JOURNAL)?;
        for (path, text) in self.scaffold() {
            staging.write(&[(path, text)])?;
            staging.place([path].into_iter())?;
        }
        let files: Vec<Text<'_>> = self
            .files
            .iter()
            .chain(&self.manifest)
            .map(|f| (f.path, f.text))
            .filter(|file| !self.scaffold().any(|scaffold| scaffold == *file))
            .collect();
        staging.write(&files)
    }

    /// What there has to be from the first moment, and is not there.
    fn scaffold(&self) -> impl Iterator<Item = Text<'s>> {
        SCAFFOLD.iter().filter_map(|path| {
            let found = self.files.iter().find(|f| f.path == *path)?;
            matches!(found.disk, Disk::Absent).then_some((found.path, found.text))
        })
    }

    /// Leaves the folder as it was.
    fn undo(&self, staging: &Staging<'_>) {
        let root = &self.survey.root;
        let _ = staging.clear();
        let _ = remove_files(root, self.scaffold().map(|(path, _)| path));
        if self.survey.owned.journal().is_none() {
            let _ = remove_file(&root.join(JOURNAL));
        }
    }

    /// Removes what is no longer generated, and puts everything in its place.
    fn replace(&self, staging: &Staging<'_>) -> Result<Vec<String>, WriteError> {
        let root = &self.survey.root;
        let condemned = self.condemned.iter().map(|d| d.path.as_str());
        let removed = remove_files(root, condemned)?;
        let placed = |path: &&str| !self.scaffold().any(|(scaffold, _)| scaffold == *path);
        staging.place(self.files.iter().map(|f| f.path).filter(placed))?;
        if self.manifest.is_some() {
            staging.place_one(MANIFEST)?;
        }
        // Interrupted runs may have made folders, and nothing in them.
        if let Some(journal) = self.survey.owned.journal() {
            remove_empty(root, journal.paths());
        }
        staging.clear()?;
        remove_file(&root.join(JOURNAL))?;
        Ok(removed)
    }

    fn written(&self, removed: Vec<String>) -> Written {
        let paths = |files: &mut dyn Iterator<Item = &Surveyed<'_>>| {
            files.map(|f| f.path.to_owned()).collect::<Vec<_>>()
        };
        let files = || self.files.iter().copied();
        let mut written = paths(&mut files().chain(self.manifest));
        written.sort_unstable();
        Written {
            unchanged: self.survey.files.len() - written.len(),
            written,
            removed,
            overwritten: paths(
                &mut files().filter(|f| matches!(f.disk, Disk::Differs(Owner::Edited))),
            ),
            kept: self.kept.iter().map(|d| d.path.clone()).collect(),
        }
    }
}
