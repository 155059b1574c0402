//! Files and folders, with errors that name them.

use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

/// A file's text.
///
/// # Errors
/// The disk's.
pub fn read(path: &Path) -> Result<String, String> {
    fs::read_to_string(path).map_err(|e| format!("cannot read {}: {e}", path.display()))
}

/// Writes a file.
///
/// # Errors
/// The disk's.
pub fn write(path: &Path, text: &str) -> Result<(), String> {
    fs::write(path, text).map_err(|e| format!("cannot write {}: {e}", path.display()))
}

/// Creates a folder, and those that it is in.
///
/// # Errors
/// The disk's.
pub fn create(folder: &Path) -> Result<(), String> {
    fs::create_dir_all(folder).map_err(|e| format!("cannot create {}: {e}", folder.display()))
}

/// Removes a folder that may not be there.
///
/// # Errors
/// The disk's.
pub fn remove(folder: &Path) -> Result<(), String> {
    match fs::remove_dir_all(folder) {
        Err(e) if e.kind() != ErrorKind::NotFound => {
            Err(format!("cannot remove {}: {e}", folder.display()))
        }
        _ => Ok(()),
    }
}

/// What is in a folder, in order.
///
/// # Errors
/// The disk's.
pub fn entries(folder: &Path) -> Result<Vec<PathBuf>, String> {
    let io = |e| format!("cannot read {}: {e}", folder.display());
    let entries = fs::read_dir(folder).map_err(io)?;
    let paths = entries.map(|entry| Ok(entry.map_err(io)?.path()));
    let mut paths: Vec<PathBuf> = paths.collect::<Result<_, String>>()?;
    paths.sort();
    Ok(paths)
}

/// The files below a folder, in order.
///
/// # Errors
/// The disk's.
pub fn files_below(folder: &Path) -> Result<Vec<PathBuf>, String> {
    let mut files = Vec::new();
    for path in entries(folder)? {
        if path.is_dir() {
            files.extend(files_below(&path)?);
        } else {
            files.push(path);
        }
    }
    Ok(files)
}

/// The Rust files below a folder, in order.
///
/// # Errors
/// The disk's.
pub fn rust_files(folder: &Path) -> Result<Vec<PathBuf>, String> {
    let mut files = files_below(folder)?;
    files.retain(|path| path.extension().is_some_and(|e| e == "rs"));
    Ok(files)
}
