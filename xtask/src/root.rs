//! Where the repository is.

use std::env;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

/// Where the user was when the task was started.
static STARTED_IN: OnceLock<PathBuf> = OnceLock::new();

/// Makes the repository's root the working directory, so that every path that
/// is read, written or shown is relative to it, wherever the task was started.
///
/// # Errors
/// The folder cannot be entered, in words.
pub fn enter() -> Result<(), String> {
    if let Ok(here) = env::current_dir() {
        let _ = STARTED_IN.set(here);
    }
    // `cargo run` says where the package is now; where it was when it was built
    // serves a binary that is started by hand.
    let package = env::var_os("CARGO_MANIFEST_DIR")
        .map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")), PathBuf::from);
    let root = package.parent().unwrap_or(&package);
    env::set_current_dir(root).map_err(|e| format!("cannot enter {}: {e}", root.display()))
}

/// A path that the user gave, relative to where the user was.
pub fn resolve(path: &Path) -> PathBuf {
    STARTED_IN
        .get()
        .map_or_else(|| path.to_owned(), |here| here.join(path))
}

/// The folder of everything that is built.
pub fn target() -> PathBuf {
    env::var_os("CARGO_TARGET_DIR").map_or_else(|| PathBuf::from("target"), PathBuf::from)
}
