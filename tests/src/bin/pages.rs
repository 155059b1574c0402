//! `pages --crate DIR`: checks the pages of one generated crate.
//!
//! Exit status: 0 when nothing is wrong, 1 when something is or the crate cannot
//! be read, 2 for wrong usage.

use std::io::Write as _;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::Parser;
use typewright_tests::pages::{self, Report};

/// Checks links, tables, code and outline of every page of a generated crate.
#[derive(Debug, Parser)]
#[command(name = "pages")]
struct Arguments {
    /// The crate.
    #[arg(long = "crate", value_name = "DIR")]
    krate: PathBuf,
    /// Writes the report as JSON.
    #[arg(long, value_name = "FILE")]
    json: Option<PathBuf>,
}

fn main() -> ExitCode {
    match run(&Arguments::parse()) {
        Ok(report) => {
            // Whoever closes the pipe has read enough.
            let _ = write!(std::io::stdout(), "{report}");
            ExitCode::from(u8::from(!report.passed()))
        }
        Err(message) => {
            eprintln!("{message}");
            ExitCode::FAILURE
        }
    }
}

fn run(arguments: &Arguments) -> Result<Report, String> {
    let report = pages::check(&arguments.krate)?;
    if let Some(path) = &arguments.json {
        let text = serde_json::to_string_pretty(&report).map_err(|e| e.to_string())?;
        std::fs::write(path, text).map_err(|e| format!("{}: {e}", path.display()))?;
    }
    Ok(report)
}
