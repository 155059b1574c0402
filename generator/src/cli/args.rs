//! The arguments, and the help that teaches them.

use std::path::PathBuf;
use std::str::FromStr;

use clap::{Args, Parser, Subcommand};

use crate::name::check_package_name;

/// Reads an OpenAPI document and writes a Rust crate.
///
/// The crate holds one readable file per model, one Markdown page per model with
/// an example that runs, a README that lists every model and endpoint, and
/// depends on nothing but serde and serde_json.
#[derive(Debug, Parser)]
#[command(name = "typewright", version, after_long_help = EXAMPLES, after_help = "Try `typewright --help` for examples.")]
pub(super) struct Cli {
    #[command(subcommand)]
    pub(super) command: Command,
}

const EXAMPLES: &str = "\
Examples:
  typewright gen openapi.yaml --out petstore
      Write the crate `openapi` into the folder petstore. Run it again after the
      document changed: only files that differ are touched.

  typewright gen openapi.json --out petstore --name petstore --select tag:Pets
      Only what the operations tagged `Pets` need, in a crate called `petstore`.

  typewright check openapi.yaml --out petstore
      Write nothing; exit with 1 and show a diff if the folder is not what `gen`
      would write. For CI.

Exit status: 0 done; 1 the check or the document failed; 2 wrong usage.";

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Write the crate of a document into a folder
    #[command(after_long_help = GEN_EXAMPLES, after_help = "Try `typewright gen --help` for details and examples.")]
    Gen(GenArgs),
    /// Tell whether a folder holds what `gen` would write, and show the difference
    ///
    /// Touches nothing. Exits with 1 when a file is stale, missing, edited by
    /// hand or left over, and shows what `gen` would change.
    #[command(after_help = "Exit status: 0 the folder is up to date; 1 it is not; 2 wrong usage.")]
    Check(CheckArgs),
}

const GEN_EXAMPLES: &str = "\
Examples:
  typewright gen openapi.yaml --out petstore
  typewright gen openapi.yaml --out petstore --config petstore.toml
  typewright gen openapi.yaml --out petstore --overlay fixes.overlay.yaml
  typewright gen huge.json --out part --select schema:Invoice --select tag:Billing

What it does to the folder:
  It writes files that differ and removes files that it wrote earlier and that
  are no longer generated; `typewright.json` in the folder lists what is its own.
  Everything else stays. A folder that holds other files and no typewright.json
  is refused, unless --force is given.

Configuration:
  `openapi.toml` beside `openapi.yaml` is used unless --config names another; a
  file of that name that has none of the tables [crate], [formats], [models],
  [rename], [select] and [input] is somebody else's and is left alone.";

#[derive(Debug, Args)]
pub(super) struct GenArgs {
    #[command(flatten)]
    pub(super) input: InputArgs,
    /// Write into a folder that holds other files, over files that are in the
    /// way, and remove files that are no longer generated even if they were edited
    #[arg(long)]
    pub(super) force: bool,
}

#[derive(Debug, Args)]
pub(super) struct CheckArgs {
    #[command(flatten)]
    pub(super) input: InputArgs,
}

#[derive(Debug, Args)]
pub(super) struct InputArgs {
    /// The document: Swagger 2.0 or OpenAPI 3.x, JSON or YAML; `-` is standard input
    #[arg(value_name = "SPEC")]
    pub(super) document: PathBuf,
    /// The folder of the crate
    #[arg(long, value_name = "DIR")]
    pub(super) out: PathBuf,
    /// A configuration [default: SPEC with the suffix .toml, where there is one]
    #[arg(long, value_name = "FILE")]
    pub(super) config: Option<PathBuf>,
    /// The name of the crate [default: made from the document's file name]
    #[arg(long, value_name = "NAME", value_parser = package)]
    pub(super) name: Option<String>,
    /// An OpenAPI Overlay to apply to the document first; may be repeated
    #[arg(long = "overlay", value_name = "FILE")]
    pub(super) overlays: Vec<PathBuf>,
    /// Only this and what it reaches: `schema:NAME`, `tag:NAME` or
    /// `operation:ID`; may be repeated
    #[arg(long = "select", value_name = "KIND:NAME")]
    pub(super) selected: Vec<Selected>,
    /// Take references that lead nowhere for free-form values instead of errors
    #[arg(long)]
    pub(super) lenient: bool,
    /// Follow references out of the document's folder
    #[arg(long)]
    pub(super) allow_outside: bool,
    /// Fail instead of waiting while another run writes into the folder
    #[arg(long)]
    pub(super) no_wait: bool,
    /// Show notes about what was tolerated or simplified, too
    #[arg(long, short)]
    pub(super) verbose: bool,
    /// Say nothing unless something is wrong
    #[arg(long, short, conflicts_with = "verbose")]
    pub(super) quiet: bool,
}

/// `--select`.
#[derive(Debug, Clone)]
pub(super) enum Selected {
    Schema(String),
    Tag(String),
    Operation(String),
}

impl FromStr for Selected {
    type Err = String;

    fn from_str(text: &str) -> Result<Selected, String> {
        const FORMS: &str = "write schema:NAME, tag:NAME or operation:ID";
        match text.split_once(':') {
            Some((_, "")) | None => Err(FORMS.to_owned()),
            Some(("schema", name)) => Ok(Selected::Schema(name.to_owned())),
            Some(("tag", name)) => Ok(Selected::Tag(name.to_owned())),
            Some(("operation", id)) => Ok(Selected::Operation(id.to_owned())),
            Some((kind, _)) => Err(format!("`{kind}` is not a kind; {FORMS}")),
        }
    }
}

fn package(name: &str) -> Result<String, String> {
    match check_package_name(name) {
        Ok(()) => Ok(name.to_owned()),
        Err(reason) => Err(format!("a crate's name {reason}")),
    }
}
