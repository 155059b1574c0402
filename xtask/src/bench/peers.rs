//! Other generators, as far as they are on `PATH`.
//!
//! What comes in: a document. What goes out: a crate in a folder, made in the way
//! that gives the smallest crate a generator can make: types without a client where
//! it has a switch for that.

use std::fmt;
use std::path::{Path, PathBuf};
use std::process::Command;

use clap::ValueEnum;

use super::files::{create, read, write};
use super::measure::once;

/// What the types of oas3-gen use; it does not say.
const OAS3_GEN: &str = r#"anyhow = "1"
chrono = { version = "0.4", features = ["serde"] }
http = "1"
indexmap = { version = "2", features = ["serde"] }
oas3-gen-support = "*"
regex = "1"
reqwest = { version = "*", default-features = false, features = ["json", "multipart", "query", "form"] }
serde = { version = "1", features = ["derive"] }
serde_json = "1"
serde_with = "3"
uuid = { version = "1", features = ["serde"] }
validator = { version = "*", features = ["derive"] }"#;

/// A generator that can be compared with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Peer {
    /// Models and a client
    Ploidy,
    /// Types only
    OpenapiToRust,
    /// Types only
    #[value(name = "oas3-gen")]
    Oas3Gen,
    /// Models and a client
    CargoProgenitor,
    /// Models and a client
    OpenapiGeneratorCli,
}

impl fmt::Display for Peer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.program())
    }
}

impl Peer {
    /// Whether it is on `PATH`.
    pub fn is_there(self) -> bool {
        on_path(self.program()).is_some()
    }

    /// What a path to a type of its crate begins with, as in `generated::Pet`; `None`
    /// where a crate is more than types, and a comparison would be of more than that.
    pub fn types(self) -> Option<&'static str> {
        match self {
            Peer::OpenapiToRust => Some("generated::"),
            Peer::Oas3Gen => Some(""),
            Peer::Ploidy | Peer::CargoProgenitor | Peer::OpenapiGeneratorCli => None,
        }
    }

    fn program(self) -> &'static str {
        match self {
            Peer::Ploidy => "ploidy",
            Peer::OpenapiToRust => "openapi-to-rust",
            Peer::Oas3Gen => "oas3-gen",
            Peer::CargoProgenitor => "cargo-progenitor",
            Peer::OpenapiGeneratorCli => "openapi-generator-cli",
        }
    }

    /// Generates a crate into a folder.
    ///
    /// # Errors
    /// The generator is not on `PATH`, or refuses the document.
    pub fn generate(self, document: &Path, out: &Path) -> Result<(), String> {
        let program = on_path(self.program()).ok_or("it is not on PATH")?;
        let src = out.join("src");
        create(&src)?;
        let mut command = Command::new(program);
        match self {
            Peer::Ploidy => {
                command.args(["generate", "rust", "--name", "peer"]);
                command.arg(document).arg("--output").arg(out);
            }
            Peer::OpenapiToRust => {
                command.arg("generate").arg(document);
                command.arg("--types-only").current_dir(out);
            }
            Peer::Oas3Gen => {
                command.args(["generate", "types", "--input"]);
                command
                    .arg(document)
                    .arg("--output")
                    .arg(src.join("lib.rs"));
            }
            Peer::CargoProgenitor => {
                command.args([
                    "progenitor",
                    "--name",
                    "peer",
                    "--version",
                    "0.0.0",
                    "--input",
                ]);
                command.arg(document).arg("--output").arg(out);
            }
            Peer::OpenapiGeneratorCli => {
                command.args(["generate", "--generator-name", "rust", "--input-spec"]);
                command.arg(document).arg("--output").arg(out);
            }
        }
        once(&mut command)?;
        match self {
            Peer::OpenapiToRust => wrap(out, &out.join("src/generated/REQUIRED_DEPS.toml")),
            Peer::Oas3Gen => manifest(out, OAS3_GEN),
            _ => Ok(()),
        }
    }
}

/// Makes a crate of a module that says what it depends on.
fn wrap(out: &Path, dependencies: &Path) -> Result<(), String> {
    let text = read(dependencies)?;
    let text = text
        .lines()
        .filter(|line| !line.starts_with("[dependencies]"));
    manifest(out, &text.collect::<Vec<_>>().join("\n"))?;
    write(&out.join("src/lib.rs"), "pub mod generated;\n")
}

fn manifest(out: &Path, dependencies: &str) -> Result<(), String> {
    let package = "[package]\nname = \"peer\"\nversion = \"0.0.0\"\nedition = \"2024\"\n";
    let text = format!("{package}\n[dependencies]\n{dependencies}\n");
    write(&out.join("Cargo.toml"), &text)
}

fn on_path(program: &str) -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    std::env::split_paths(&path)
        .map(|folder| {
            folder
                .join(program)
                .with_extension(std::env::consts::EXE_EXTENSION)
        })
        .find(|candidate| candidate.is_file())
}
