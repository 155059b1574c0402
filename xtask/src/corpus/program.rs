//! Programs of the `tests` package, which run on one crate each.
//!
//! They need what nobody who generates code should have to compile: a validator
//! for JSON Schema, a parser of Markdown. So they are programs of another package.

use std::fs;
use std::path::Path;
use std::process::Command;

use serde_json::Value;

use super::row::Checked;

/// A program of the `tests` package.
#[derive(Debug, Clone, Copy)]
pub struct Program(pub &'static str);

impl Program {
    /// Compiles it.
    ///
    /// # Errors
    /// It does not compile.
    pub fn build(self) -> Result<(), String> {
        let status = self.cargo("build").status().map_err(|e| e.to_string())?;
        status
            .success()
            .then_some(())
            .ok_or_else(|| format!("`{}` of the harness does not compile", self.0))
    }

    /// Runs it; it writes its report to `json`.
    pub fn run(self, json: &Path, arguments: impl FnOnce(&mut Command)) -> Checked {
        let _ = fs::remove_file(json);
        let mut command = self.cargo("run");
        command.arg("--").arg("--json").arg(json);
        arguments(&mut command);
        let output = match command.output() {
            Ok(output) => output,
            Err(error) => return Checked::broken(&error.to_string()),
        };
        let report = fs::read_to_string(json)
            .ok()
            .and_then(|t| serde_json::from_str::<Value>(&t).ok());
        match report {
            Some(report) => Checked {
                passed: output.status.success(),
                report,
                text: String::from_utf8_lossy(&output.stdout).into_owned(),
            },
            None => Checked::broken(&String::from_utf8_lossy(&output.stderr)),
        }
    }

    fn cargo(self, task: &str) -> Command {
        let mut cargo = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
        cargo.args(["--quiet", task, "--release"]);
        cargo.args(["--package", "typewright-tests", "--bin", self.0]);
        cargo
    }
}
