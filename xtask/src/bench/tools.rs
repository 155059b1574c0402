//! The programs that are measured, and those that measuring needs.
//!
//! They are built in one go, so that all of them use the same parsers, built alike.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::root;

/// Where they are.
pub struct Tools {
    /// The generator.
    pub typewright: PathBuf,
    /// Parses a document and stops.
    pub parse_baseline: PathBuf,
    /// Generates a crate and writes nothing.
    pub in_memory: PathBuf,
    /// Creates files and does nothing else.
    pub files: PathBuf,
    /// Writes a giant document.
    pub giant: PathBuf,
    /// Writes models with serde's derive.
    pub serde_baseline: PathBuf,
}

/// Cargo, the one that runs this task.
pub fn cargo() -> Command {
    Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
}

/// Where this repository's own builds go, absolute.
///
/// # Errors
/// The working directory cannot be told.
pub fn target_folder() -> Result<PathBuf, String> {
    std::path::absolute(root::target()).map_err(|e| e.to_string())
}

/// Builds them.
///
/// # Errors
/// They do not compile.
pub fn build() -> Result<Tools, String> {
    let status = cargo()
        .args(["build", "--quiet", "--release"])
        .args(["--package", "typewright", "--package", "typewright-tests"])
        .args(
            [
                "typewright",
                "parse_baseline",
                "in_memory",
                "files",
                "giant",
                "serde_baseline",
            ]
            .map(|bin| format!("--bin={bin}")),
        )
        .status()
        .map_err(|e| format!("cannot run cargo: {e}"))?;
    if !status.success() {
        return Err("the tools do not compile".to_owned());
    }
    let folder = target_folder()?.join("release");
    let tool = |name: &str| folder.join(format!("{name}{}", std::env::consts::EXE_SUFFIX));
    Ok(Tools {
        typewright: tool("typewright"),
        parse_baseline: tool("parse_baseline"),
        in_memory: tool("in_memory"),
        files: tool("files"),
        giant: tool("giant"),
        serde_baseline: tool("serde_baseline"),
    })
}

impl Tools {
    /// Generates a crate.
    pub fn generate(&self, document: &Path, out: &Path) -> Command {
        let mut command = Command::new(&self.typewright);
        command.arg("gen").arg(document).arg("--out").arg(out);
        command
    }

    /// Generates a crate without writing it.
    pub fn generate_in_memory(&self, document: &Path) -> Command {
        let mut command = Command::new(&self.in_memory);
        command.arg(document);
        command
    }

    /// Creates the files of a list in a folder.
    pub fn create_files(&self, list: &Path, folder: &Path) -> Command {
        let mut command = Command::new(&self.files);
        command.arg(list).arg(folder);
        command
    }

    /// Reads a document into a value.
    pub fn parse(&self, document: &Path) -> Command {
        let mut command = Command::new(&self.parse_baseline);
        command.arg(document);
        command
    }
}
