//! Runs the rig of the `tests` package on every crate of a corpus.
//!
//! The rig needs a validator for JSON Schema, which nobody who generates code
//! should have to compile; so it is a program of another package.

use std::fs;
use std::path::Path;
use std::process::Command;

use serde_json::Value;

use super::progress::Progress;
use super::row::{Fidelity, Row};

/// Runs the rig on every crate that was generated and compiles.
///
/// # Errors
/// The rig itself does not compile.
pub fn all(rows: &mut [Row], out: &Path, instances: usize) -> Result<(), String> {
    build()?;
    let work = out.join("fidelity");
    fs::create_dir_all(&work).map_err(|e| format!("cannot create {}: {e}", work.display()))?;
    let progress = Progress::new("fidelity", rows.len());
    for row in rows.iter_mut().filter(|r| r.compiles()) {
        progress.begin(&row.document);
        let result = one(row, &work, instances);
        progress.end(&row.document, &result.in_words());
        row.fidelity = Some(result);
    }
    progress.done();
    Ok(())
}

fn cargo() -> Command {
    let mut cargo = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    cargo.args(["--quiet"]);
    cargo
}

const RIG: [&str; 5] = [
    "--release",
    "--package",
    "typewright-tests",
    "--bin",
    "fidelity",
];

fn build() -> Result<(), String> {
    let status = cargo()
        .arg("build")
        .args(RIG)
        .status()
        .map_err(|e| e.to_string())?;
    status
        .success()
        .then_some(())
        .ok_or_else(|| "the rig does not compile".to_owned())
}

fn one(row: &Row, work: &Path, instances: usize) -> Fidelity {
    let json = work.join(format!("{}.json", row.krate));
    let _ = fs::remove_file(&json);
    let mut command = cargo();
    command
        .arg("run")
        .args(RIG)
        .arg("--")
        .arg("--document")
        .arg(&row.path);
    command
        .arg("--crate")
        .arg(&row.folder)
        .arg("--work")
        .arg(work)
        .arg("--json")
        .arg(&json);
    command.arg("--instances").arg(instances.to_string());
    let config = row.path.with_extension("toml");
    if config.exists() {
        command.arg("--config").arg(config);
    }
    let output = match command.output() {
        Ok(output) => output,
        Err(error) => return Fidelity::broken(&error.to_string()),
    };
    let report = fs::read_to_string(&json)
        .ok()
        .and_then(|t| serde_json::from_str::<Value>(&t).ok());
    match report {
        Some(report) => Fidelity {
            passed: output.status.success(),
            report,
            text: String::from_utf8_lossy(&output.stdout).into_owned(),
        },
        None => Fidelity::broken(&String::from_utf8_lossy(&output.stderr)),
    }
}
