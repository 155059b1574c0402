//! Makes a folder hold a tree.

use std::fs;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use crate::emit::OutputTree;

use super::error::WriteError;
use super::path::{folders_of, join};
use super::remove::{remove_file, remove_files};
use super::survey::{Disk, Dropped, Owner, Survey, Surveyed};
use super::{MANIFEST, UNFINISHED};

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

/// Makes a folder hold a tree: creates it, writes what differs, removes what
/// earlier runs wrote and this tree does not have.
///
/// # Errors
/// The folder is not ours, files of somebody else's are in the way, or the
/// manifest cannot be read (all without `force`, and before anything was
/// changed); the file system refuses (a rerun completes what was begun).
///
/// # Panics
/// When the tree has no manifest: without one the next run could not tell what
/// is ours.
pub fn apply(tree: &OutputTree, folder: &Path, options: Options) -> Result<Written, WriteError> {
    let manifest = tree.get(MANIFEST).expect("every tree has a manifest");
    let survey = Survey::of(tree, folder, options.force)?;
    refuse(&survey, options)?;

    let mut done = Written::default();
    let changes: Vec<&Surveyed<'_>> = survey
        .files
        .iter()
        .filter(|f| !matches!(f.disk, Disk::Same))
        .collect();
    done.unchanged = survey.files.len() - changes.len();
    if survey.is_clean() {
        return Ok(done);
    }
    let (condemned, kept): (Vec<&Dropped>, Vec<&Dropped>) = survey
        .dropped
        .iter()
        .partition(|d| options.force || !d.edited);
    done.kept = kept.iter().map(|d| d.path.clone()).collect();

    create_folder(folder)?;
    let commits = changes.iter().any(|f| f.path == MANIFEST);
    if commits {
        replace(&folder.join(UNFINISHED), manifest, 0)?;
    }
    done.removed = remove_files(folder, condemned.iter().map(|d| d.path.as_str()))?;
    let changes: Vec<_> = changes.into_iter().filter(|f| f.path != MANIFEST).collect();
    write_files(folder, &changes)?;
    sweep(folder, &survey)?;
    if commits {
        let path = folder.join(MANIFEST);
        fs::rename(folder.join(UNFINISHED), &path).map_err(WriteError::io("write", &path))?;
    } else if survey.owned.is_unfinished() {
        remove_file(&folder.join(UNFINISHED))?;
    }

    done.overwritten = changes
        .iter()
        .filter(|f| matches!(f.disk, Disk::Differs(Owner::Edited)))
        .map(|f| f.path.to_owned())
        .collect();
    done.written = changes.iter().map(|f| f.path.to_owned()).collect();
    if commits {
        done.written.push(MANIFEST.to_owned());
        done.written.sort_unstable();
    }
    Ok(done)
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
    if options.force || !survey.exists {
        return Ok(());
    }
    if !survey.owned.is_ours() && !is_empty(&survey.root)? {
        return Err(WriteError::ForeignFolder(survey.root.clone()));
    }
    let paths: Vec<String> = survey
        .files
        .iter()
        .filter(|f| matches!(f.disk, Disk::Differs(Owner::Foreign)))
        .map(|f| f.path.to_owned())
        .collect();
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
    for entry in fs::read_dir(folder).map_err(WriteError::io("read", folder))? {
        let name = entry.map_err(WriteError::io("read", folder))?.file_name();
        if name != ".git" && !is_temporary(&name.to_string_lossy()) {
            return Ok(false);
        }
    }
    Ok(true)
}

/// Writes files, and the folders for them first.
fn write_files(root: &Path, files: &[&Surveyed<'_>]) -> Result<(), WriteError> {
    let write = |number: usize, file: &Surveyed<'_>| {
        let path = join(root, file.path);
        match file.disk {
            Disk::Absent => create(&path, file.text),
            _ => replace(&path, file.text, number + 1),
        }
    };
    for path in SCAFFOLD {
        if let Some(number) = files.iter().position(|f| f.path == path) {
            create_folder(join(root, path).parent().unwrap_or(root))?;
            write(number, files[number])?;
        }
    }
    for folder in folders_of(files.iter().map(|f| f.path)) {
        create_folder(&join(root, folder))?;
    }
    // Files come into a folder one after the other, however many threads want to put
    // some there. So each thread has a long run of neighbours, of which whoever is done
    // takes the rest.
    let numbered = files.par_iter().enumerate().with_max_len(32);
    numbered
        .filter(|(_, file)| !SCAFFOLD.contains(&file.path))
        .try_for_each(|(number, file)| write(number, file))
}

fn create_folder(path: &Path) -> Result<(), WriteError> {
    fs::create_dir_all(path).map_err(WriteError::io("create", path))
}

/// Writes a file where none is. If this is cut off, the unfinished manifest owns
/// what there is of it.
fn create(path: &Path, text: &str) -> Result<(), WriteError> {
    fs::OpenOptions::new()
        .write(true)
        .create_new(true)
        .open(path)
        .and_then(|mut file| file.write_all(text.as_bytes()))
        .map_err(WriteError::io("write", path))
}

/// Writes a file in place of one that may be there: readers see the old text or
/// the new one.
pub(super) fn replace(path: &Path, text: &str, number: usize) -> Result<(), WriteError> {
    let temporary = path.with_file_name(temporary(number));
    fs::write(&temporary, text)
        .and_then(|()| fs::rename(&temporary, path))
        .map_err(|e| {
            let _ = fs::remove_file(&temporary);
            WriteError::io("write", path)(e)
        })
}

/// A name for a file that is about to take the place of another.
fn temporary(number: usize) -> String {
    format!(".typewright-{}-{number}.tmp", std::process::id())
}

fn is_temporary(name: &str) -> bool {
    name.starts_with(".typewright-") && name.ends_with(".tmp")
}

/// Removes the temporary files of a run that was interrupted. One that did not
/// get as far as its manifest can have left one beside it.
fn sweep(root: &Path, survey: &Survey<'_>) -> Result<(), WriteError> {
    let folders = match survey.owned.is_unfinished() {
        true => folders_of(survey.files.iter().map(|f| f.path)),
        false => Vec::new(),
    };
    for folder in folders.into_iter().chain([""]) {
        let folder = join(root, folder);
        for path in temporary_files(&folder).map_err(WriteError::io("read", &folder))? {
            remove_file(&path)?;
        }
    }
    Ok(())
}

fn temporary_files(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        if is_temporary(&entry.file_name().to_string_lossy()) {
            found.push(entry.path());
        }
    }
    Ok(found)
}
