//! Runs the round trip of the `tests` package on every crate of a corpus.

use std::fs;
use std::path::Path;

use super::program::Program;
use super::progress::Progress;
use super::row::{Checked, Row};

/// Runs the round trip on every crate that was generated and compiles.
///
/// # Errors
/// The harness does not compile.
pub fn all(rows: &mut [Row], out: &Path, instances: usize) -> Result<(), String> {
    let program = Program("fidelity");
    program.build()?;
    let work = out.join("fidelity");
    fs::create_dir_all(&work).map_err(|e| format!("cannot create {}: {e}", work.display()))?;
    let progress = Progress::new("fidelity", rows.len());
    for row in rows.iter_mut().filter(|r| r.compiles()) {
        progress.begin(&row.document);
        let result = one(program, row, &work, instances);
        progress.end(&row.document, &result.fidelity_in_words());
        row.fidelity = Some(result);
    }
    progress.done();
    Ok(())
}

fn one(program: Program, row: &Row, work: &Path, instances: usize) -> Checked {
    let json = work.join(format!("{}.json", row.krate));
    let config = row.path.with_extension("toml");
    program.run(&json, |command| {
        command.arg("--document").arg(&row.path);
        command.arg("--crate").arg(&row.folder);
        command.arg("--work").arg(work);
        command.arg("--instances").arg(instances.to_string());
        if config.exists() {
            command.arg("--config").arg(config);
        }
    })
}
