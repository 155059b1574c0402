//! `serde_baseline --crate DIR --out DIR`: the models of a generated crate as they would be
//! with serde's derive.
//!
//! What comes in: a generated crate. What goes out: a crate with the same plain
//! data, where every type derives serde's traits and the codec is left out. What
//! decodes a union by its plan in the one is `untagged` in the other. `cargo xtask
//! bench` compiles the same program with either.

use std::fmt::Write as _;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::Parser;

/// Writes the models of a generated crate with serde's derive.
#[derive(Debug, Parser)]
#[command(name = "serde_baseline")]
struct Arguments {
    /// The generated crate.
    #[arg(long = "crate", value_name = "DIR")]
    krate: PathBuf,
    /// Where the twin goes.
    #[arg(long, value_name = "DIR")]
    out: PathBuf,
}

/// What every twin derives, whatever else its model does.
const DERIVES: &str = "Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize";

fn main() -> ExitCode {
    match run(&Arguments::parse()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

fn run(arguments: &Arguments) -> io::Result<()> {
    let models = arguments.out.join("src/models");
    fs::create_dir_all(&models)?;
    for entry in fs::read_dir(arguments.krate.join("src/models"))? {
        let path = entry?.path();
        let text = fs::read_to_string(&path)?;
        fs::write(
            models.join(path.file_name().unwrap_or_default()),
            twin(&text),
        )?;
    }
    let manifest = fs::read_to_string(arguments.krate.join("Cargo.toml"))?;
    fs::write(arguments.out.join("Cargo.toml"), with_derive(&manifest))?;
    fs::write(arguments.out.join("src/lib.rs"), root(&arguments.krate)?)
}

/// The crate's root without the codec, and without what only pages need.
fn root(krate: &Path) -> io::Result<String> {
    let text = fs::read_to_string(krate.join("src/lib.rs"))?;
    let limit = text
        .lines()
        .find(|line| line.starts_with("#![recursion_limit"))
        .unwrap_or_default();
    Ok(format!(
        "{limit}\n#![allow(deprecated, missing_docs, unused, clippy::all)]\npub mod models;\n"
    ))
}

fn with_derive(manifest: &str) -> String {
    manifest.replace(
        r#"features = ["std"] }"#,
        r#"features = ["std", "derive"] }"#,
    )
}

/// A file of models: each derives all that its codec would implement.
fn twin(text: &str) -> String {
    let mut twin = String::with_capacity(text.len() * 2);
    let lines: Vec<&str> = text.lines().collect();
    let mut more = "";
    for (i, line) in lines.iter().enumerate() {
        if line.contains("page!(") {
            continue;
        }
        if line.starts_with("#[derive(") {
            more = ["Default", "Copy"]
                .into_iter()
                .find(|derive| line.contains(derive))
                .unwrap_or_default();
            continue;
        }
        if line.starts_with("pub struct") || line.starts_with("pub enum") {
            let comma = if more.is_empty() { "" } else { ", " };
            let _ = writeln!(twin, "#[derive({DERIVES}{comma}{more})]");
            more = "";
            if is_union(&lines[i..]) {
                twin.push_str("#[serde(untagged)]\n");
            }
        }
        // Strings that the document does not list.
        if *line == "    Unknown(String)," {
            twin.push_str("    #[serde(untagged)]\n");
        }
        twin.push_str(line);
        twin.push('\n');
    }
    twin
}

/// Whether an item is an enum whose first variant holds something.
fn is_union(item: &[&str]) -> bool {
    let mut body = item.iter().take_while(|line| **line != "}");
    body.next().is_some_and(|line| line.starts_with("pub enum"))
        && body
            .map(|line| line.trim_start())
            .find(|line| line.starts_with(char::is_alphabetic))
            .is_some_and(|line| line.contains('('))
}
