//! `cargo xtask bench`: what generating, compiling and using a crate costs.
//!
//! What comes in: documents, and the names of other generators. What goes out: a
//! Markdown table and a plot, in which every figure of ours stands beside the
//! figure that it is to be judged by, measured in the same run on the same machine.
//!
//! ```text
//! tools        builds the generator and the small programs of the tests package
//! generation   document -> time, memory    against parsing alone
//! giant        a document of 47 MB -> memory
//! compile      crate -> time, memory       alone, or against peers
//! codec        criterion's benches         against serde's derive
//! program      a program on the crate      against derived models, and peers' types
//! peers        other generators            on PATH, as far as asked for
//! table, plot  figures -> text
//! files        the disk
//! ```

mod codec;
mod compile;
mod crates;
mod figure;
mod files;
mod generation;
mod giant;
mod measure;
mod peers;
mod plot;
mod program;
mod table;
mod tools;

use std::path::{Path, PathBuf};

use typewright::cli::{DONE, FAILED, Terminal, report};

use crate::documents;
use crate::root;
use figure::{Figure, Section};
use files::{create, write};
use peers::Peer;
use tools::Tools;

const AFTER_HELP: &str = "\
Examples:
  cargo xtask bench --only codec
  cargo xtask bench openapi.yaml --only compile --only program --against openapi-to-rust

A crate of 3,500 models takes minutes to build, a peer's takes longer and needs gigabytes.

Exit status: 0 everything was measured; 1 something could not be; 2 wrong usage.";

/// Measure what generating, compiling and using a crate costs
///
/// Everything is measured beside what it is to be judged by, in one run: ratios
/// can be compared between machines, seconds cannot. Crates are generated into
/// target/bench.
#[derive(Debug, clap::Args)]
#[command(after_help = AFTER_HELP)]
pub struct Args {
    /// The documents [default: those in specs/]
    #[arg(value_name = "DOCUMENT")]
    documents: Vec<PathBuf>,
    /// Only this; may be given several times
    #[arg(long, value_name = "SECTION", value_enum)]
    only: Vec<Section>,
    /// Other generators that `compile` and `program` compare with; those that are not on
    /// PATH are left out with a message. `program` takes those that can make types alone
    #[arg(long, value_name = "NAME", value_enum, num_args = 1..)]
    against: Vec<Peer>,
    /// Where results.md and results.svg go
    #[arg(long, value_name = "DIR", default_value = "target/bench")]
    out: PathBuf,
}

/// A document to measure with.
struct Subject {
    /// `openai-assistants`.
    name: String,
    /// Absolute.
    path: PathBuf,
    /// Where its crates go, absolute.
    folder: PathBuf,
}

/// Measures.
pub fn run(args: Args, terminal: &mut Terminal<'_>) -> u8 {
    match bench(&args, terminal) {
        Ok(true) => DONE,
        Ok(false) => FAILED,
        Err(message) => {
            terminal.err(&report::error(&message));
            FAILED
        }
    }
}

/// Whether everything could be measured.
fn bench(args: &Args, terminal: &mut Terminal<'_>) -> Result<bool, String> {
    let folder = tools::target_folder()?.join("bench");
    let subjects = subjects(&args.documents, &folder)?;
    tell(terminal, "building the generator and the tools");
    let tools = tools::build()?;
    let mut results = Results::default();
    let against = present(&args.against, &mut results.remarks, terminal);
    for section in Section::ALL {
        if args.only.is_empty() || args.only.contains(&section) {
            measure(section, &subjects, &against, &tools, &mut results, terminal);
        }
    }
    let table = table::markdown(&results.figures, &results.remarks);
    terminal.out(&table);
    let out = root::resolve(&args.out);
    create(&out)?;
    write(&out.join("results.md"), &table)?;
    write(&out.join("results.svg"), &plot::svg(&results.figures))?;
    tell(
        terminal,
        &format!("wrote {0}/results.md and {0}/results.svg", out.display()),
    );
    Ok(results.complete)
}

/// What has been measured so far.
struct Results {
    figures: Vec<Figure>,
    /// What was left out, and why.
    remarks: Vec<String>,
    /// Whether nothing of ours failed.
    complete: bool,
}

impl Default for Results {
    fn default() -> Results {
        Results {
            figures: Vec::new(),
            remarks: Vec::new(),
            complete: true,
        }
    }
}

impl Results {
    fn add(&mut self, what: &str, measured: Result<Vec<Figure>, String>) {
        match measured {
            Ok(figures) => self.figures.extend(figures),
            Err(message) => {
                self.complete = false;
                self.remarks.push(format!("{what}: {message}"));
            }
        }
    }
}

fn measure(
    section: Section,
    subjects: &[Subject],
    against: &[Peer],
    tools: &Tools,
    results: &mut Results,
    terminal: &mut Terminal<'_>,
) {
    match section {
        Section::Codec => {
            tell(terminal, section.title());
            results.add(section.title(), codec::measure());
        }
        Section::Giant => {
            tell(terminal, section.title());
            results.add(section.title(), giant::measure(tools));
        }
        Section::Generation | Section::Compile | Section::Program => {
            for subject in subjects {
                let what = format!("{}: {}", section.title(), subject.name);
                tell(terminal, &what);
                let measured = match section {
                    Section::Generation => generation::measure(subject, tools),
                    Section::Compile => {
                        compile::measure(subject, against, tools, &mut results.remarks)
                    }
                    _ => program::measure(subject, against, tools, &mut results.remarks),
                };
                results.add(&what, measured);
            }
        }
    }
}

fn subjects(given: &[PathBuf], folder: &Path) -> Result<Vec<Subject>, String> {
    let paths: Vec<PathBuf> = match given {
        [] => documents::all()?.into_iter().map(|d| d.path).collect(),
        given => given.iter().map(|path| root::resolve(path)).collect(),
    };
    let subject = |path: PathBuf| {
        let path = path
            .canonicalize()
            .map_err(|e| format!("cannot read {}: {e}", path.display()))?;
        let name = path.file_stem().unwrap_or_default();
        Ok(Subject {
            name: name.to_string_lossy().into_owned(),
            folder: folder.join(name),
            path,
        })
    };
    paths.into_iter().map(subject).collect()
}

/// The peers that are there.
fn present(against: &[Peer], remarks: &mut Vec<String>, terminal: &mut Terminal<'_>) -> Vec<Peer> {
    let (present, absent): (Vec<Peer>, Vec<Peer>) =
        against.iter().partition(|peer| peer.is_there());
    for peer in absent {
        let message = format!("{peer} is not on PATH and is left out");
        tell(terminal, &message);
        remarks.push(message);
    }
    present
}

fn tell(terminal: &mut Terminal<'_>, what: &str) {
    terminal.err(&format!("bench: {what}\n"));
}
