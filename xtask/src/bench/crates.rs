//! A crate that is compiled over and over.
//!
//! What comes in: a generated crate in a workspace of its own, which keeps it out
//! of the workspace of this repository. What goes out: what Cargo's commands cost
//! when only that crate, or what uses it, is to be compiled.

use std::fs::{self, File};
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::SystemTime;

use super::files::{create, read, rust_files, write};
use super::measure::{Cost, Quantity, once};
use super::tools::cargo;

/// What is kept between two compilations.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Incremental {
    /// Nothing, as in CI.
    No,
    /// What the compiler wants to, as at a desk.
    Yes,
}

/// A workspace in a folder, with one target folder.
pub struct Workspace {
    folder: PathBuf,
}

impl Workspace {
    /// Writes the workspace's manifest. With `lock` it starts from the versions that
    /// this repository uses, without asking the registry.
    ///
    /// # Errors
    /// The disk's.
    pub fn create(folder: &Path, members: &[&str], lock: bool) -> Result<Workspace, String> {
        create(folder)?;
        let text = format!(
            "# Written by `cargo xtask bench`.\n[workspace]\nresolver = \"3\"\nmembers = {members:?}\n"
        );
        write(&folder.join("Cargo.toml"), &text)?;
        if lock {
            write(&folder.join("Cargo.lock"), &read(Path::new("Cargo.lock"))?)?;
        }
        Ok(Workspace {
            folder: folder.to_owned(),
        })
    }

    /// What a command of Cargo's costs, of which only the last part is measured:
    /// everything is compiled, `edit` makes some of it stale, and that is compiled
    /// again.
    ///
    /// # Errors
    /// It does not compile, with the compiler's words.
    pub fn rebuild(
        &self,
        arguments: &[&str],
        incremental: Incremental,
        edit: &dyn Fn() -> Result<(), String>,
    ) -> Result<Cost, String> {
        once(&mut self.cargo(arguments, incremental))?;
        edit()?;
        once(&mut self.cargo(arguments, incremental))
    }

    fn cargo(&self, arguments: &[&str], incremental: Incremental) -> Command {
        let mut command = cargo();
        command
            .args(arguments)
            .arg("--quiet")
            .current_dir(&self.folder)
            .env(
                "CARGO_INCREMENTAL",
                if incremental == Incremental::Yes {
                    "1"
                } else {
                    "0"
                },
            )
            .env("CARGO_TARGET_DIR", self.folder.join("target"))
            .env_remove("RUSTFLAGS");
        command
    }

    /// The size of a program that was built.
    ///
    /// # Errors
    /// It was not.
    pub fn program_size(&self, profile: &str, name: &str) -> Result<Quantity, String> {
        let path = self.folder.join("target").join(profile).join(name);
        let path = path.with_extension(std::env::consts::EXE_EXTENSION);
        let meta = fs::metadata(&path).map_err(|e| format!("{}: {e}", path.display()))?;
        Ok(Quantity::Bytes(meta.len()))
    }
}

/// Makes a file newer than what was compiled from it.
///
/// # Errors
/// The disk's.
pub fn touch(path: &Path) -> Result<(), String> {
    let touched = File::options()
        .append(true)
        .open(path)
        .and_then(|file| file.set_modified(SystemTime::now()));
    touched.map_err(|e| format!("cannot touch {}: {e}", path.display()))
}

/// Edits a file as somebody would who works on it: a function more.
///
/// # Errors
/// The disk's.
pub fn edit(path: &Path) -> Result<(), String> {
    let now = SystemTime::UNIX_EPOCH.elapsed().unwrap_or_default();
    let edited = File::options()
        .append(true)
        .open(path)
        .and_then(|mut file| {
            writeln!(
                file,
                "#[doc(hidden)]\npub fn edited_{}() {{}}",
                now.as_nanos()
            )
        });
    edited.map_err(|e| format!("cannot edit {}: {e}", path.display()))
}

/// How many lines of Rust are in a folder.
///
/// # Errors
/// The disk's.
pub fn lines(folder: &Path) -> Result<u64, String> {
    let mut count = 0;
    for file in rust_files(folder)? {
        count += read(&file)?.lines().count() as u64;
    }
    Ok(count)
}
