//! `fidelity --document FILE --crate DIR`: the harness on one generated crate.
//!
//! Exit status: 0 when the contract holds, 1 when it does not or the driver
//! cannot be built, 2 for wrong usage.

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::Parser;
use typewright::config::Config;
use typewright_tests::driver::{Build, build, own_types};
use typewright_tests::load;
use typewright_tests::report::Report;
use typewright_tests::roundtrip::{self, Options};
use typewright_tests::synth::Limits;

/// Decodes and encodes valid values of every schema of a document with the crate
/// generated from it, and values with drift or a fault.
#[derive(Debug, Parser)]
#[command(name = "fidelity")]
struct Arguments {
    /// The OpenAPI document.
    #[arg(long)]
    document: PathBuf,
    /// The crate generated from it.
    #[arg(long = "crate", value_name = "DIR")]
    krate: PathBuf,
    /// The configuration that the crate was generated with.
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,
    /// Where the driver is written and built.
    #[arg(long, value_name = "DIR", default_value = "target/fidelity")]
    work: PathBuf,
    /// Most instances of one schema.
    #[arg(long, default_value_t = 60)]
    instances: usize,
    /// Writes the report as JSON.
    #[arg(long, value_name = "FILE")]
    json: Option<PathBuf>,
}

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    match run(&arguments) {
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
    let config = match &arguments.config {
        Some(path) => Config::parse(&read(path)?)?,
        None => Config::default(),
    };
    let mut manifest = load::manifest(&arguments.krate)?;
    let document = load::document(&arguments.document, &config.input)?;
    let name = arguments
        .krate
        .file_name()
        .map_or_else(Default::default, |n| n.to_string_lossy());
    let package = arguments.work.join("drivers").join(&*name);
    let driver = build(
        &Build {
            krate: &arguments.krate,
            package: &package,
            target: &arguments.work.join("target"),
            lock: Some(Path::new("Cargo.lock")),
        },
        &manifest.models,
    )?;
    let own = own_types(&driver, &arguments.krate)?;
    for (model, own) in manifest.models.iter_mut().zip(own) {
        model.foreign = !own;
    }
    let options = Options {
        limits: Limits {
            instances: arguments.instances,
            ..Limits::default()
        },
        keeps_unknown_keys: config.models.unknown_keys == typewright::config::UnknownKeys::Keep,
    };
    let report = roundtrip::run(&document, &manifest.models, &driver, options)?;
    if let Some(path) = &arguments.json {
        let text = serde_json::to_string_pretty(&report).map_err(|e| e.to_string())?;
        std::fs::write(path, text).map_err(|e| format!("{}: {e}", path.display()))?;
    }
    Ok(report)
}

fn read(path: &Path) -> Result<String, String> {
    std::fs::read_to_string(path).map_err(|e| format!("{}: {e}", path.display()))
}
