//! `cargo xtask corpus`: many documents at once.
//!
//! What comes in: a folder. What goes out: a table of how each document fared
//! (generated, compiled, documented, checked for fidelity and for good pages), the
//! same as JSON, and an exit status.
//!
//! ```text
//! discover   folder      -> documents
//! generate   documents   -> crates on disk, members of one workspace
//! compile    workspace   -> errors, warnings and seconds by crate
//! fidelity   crates      -> the harness's report by crate
//! pages      crates      -> what is wrong with links, tables, examples
//! program    programs of the `tests` package, which both of these run
//! row, table all of it    -> JSON and text
//! ```

mod compile;
mod discover;
mod fidelity;
mod generate;
mod pages;
mod program;
mod progress;
mod row;
mod table;

use std::fs;
use std::path::PathBuf;

use typewright::cli::{DONE, FAILED, Terminal, report};

use crate::root;
use row::Row;

/// Generate a crate from every OpenAPI document in a folder
///
/// The crates go to target/corpus, as members of one workspace that shares one
/// target folder. Overlays, and files that are no OpenAPI document, are left out.
#[derive(Debug, clap::Args)]
#[command(after_help = "Exit status: 0 every document passed; 1 one failed; 2 wrong usage.")]
pub struct Args {
    /// The folder, searched with its subfolders
    dir: PathBuf,
    /// Compile what was generated; a warning is a failure
    #[arg(long)]
    compile: bool,
    /// Also document the N largest crates [default: 10 with --compile]
    #[arg(long, value_name = "N")]
    doc: Option<usize>,
    /// Decode and encode valid values of every schema, and broken ones
    #[arg(long)]
    fidelity: bool,
    /// Check the links, tables and examples of the Markdown pages
    #[arg(long)]
    pages: bool,
    /// How many values of a schema at most, with --fidelity
    #[arg(long, value_name = "N", default_value_t = 40)]
    instances: usize,
    /// Only documents whose path contains this
    #[arg(long, value_name = "TEXT")]
    only: Option<String>,
    /// Write everything as JSON
    #[arg(long, value_name = "FILE")]
    json: Option<PathBuf>,
    /// Where the crates go
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
}

/// Runs over a folder.
pub fn run(args: Args, terminal: &mut Terminal<'_>) -> u8 {
    match corpus(&args, terminal) {
        Ok(true) => DONE,
        Ok(false) => FAILED,
        Err(message) => {
            terminal.err(report::error(&message));
            FAILED
        }
    }
}

/// Whether every document passed.
fn corpus(args: &Args, terminal: &mut Terminal<'_>) -> Result<bool, String> {
    let out = match &args.out {
        Some(out) => root::resolve(out),
        None => root::target().join("corpus"),
    };
    let found = discover::documents(&root::resolve(&args.dir), args.only.as_deref())?;
    if found.documents.is_empty() {
        return Err(format!("no OpenAPI document in {}", args.dir.display()));
    }
    fs::create_dir_all(&out).map_err(|e| format!("cannot create {}: {e}", out.display()))?;
    let mut rows: Vec<Row> = generate::all(&found.documents, &out);
    let doc = args.doc.unwrap_or(if args.compile { 10 } else { 0 });
    if args.compile || doc > 0 {
        compile::all(&mut rows, &out, args.compile, doc)?;
    }
    if args.fidelity {
        fidelity::all(&mut rows, &out, args.instances)?;
    }
    if args.pages {
        pages::all(&mut rows, &out)?;
    }
    terminal.out(&table::text(&rows, &found.left_out));
    if let Some(path) = &args.json {
        let path = root::resolve(path);
        fs::write(&path, row::json(&rows))
            .map_err(|e| format!("cannot write {}: {e}", path.display()))?;
    }
    Ok(rows.iter().all(Row::passed))
}
