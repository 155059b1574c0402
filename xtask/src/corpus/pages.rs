//! Checks the Markdown pages of every crate of a corpus.

use std::fs;
use std::path::Path;

use super::program::Program;
use super::progress::Progress;
use super::row::Row;

/// Checks the pages of every crate that was generated.
///
/// # Errors
/// The checker does not compile.
pub fn all(rows: &mut [Row], out: &Path) -> Result<(), String> {
    let checker = Program("pages");
    checker.build()?;
    let work = out.join("pages");
    fs::create_dir_all(&work).map_err(|e| format!("cannot create {}: {e}", work.display()))?;
    let progress = Progress::new("pages", rows.len());
    for row in rows.iter_mut().filter(|r| r.generated.is_ok()) {
        progress.begin(&row.document);
        let json = work.join(format!("{}.json", row.krate));
        let result = checker.run(&json, |command| {
            command.arg("--crate").arg(&row.folder);
        });
        progress.end(&row.document, &result.pages_in_words());
        row.pages = Some(result);
    }
    progress.done();
    Ok(())
}
