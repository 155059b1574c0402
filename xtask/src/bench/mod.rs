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
//! results      figures, kept by section from run to run
//! table, plot  results -> text
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
mod results;
mod table;
mod tools;

use std::path::{Path, PathBuf};

use typewright::cli::{DONE, FAILED, Terminal, report};

use crate::documents;
use crate::root;
use figure::Section;
use peers::Peer;
use results::{Measured, Results};
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
    /// Where results.md, results.svg and results.json go; what is not measured now stays
    /// there as it was
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
            terminal.err(report::error(&message));
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
    let peers = present(&args.against, terminal);
    let out = root::resolve(&args.out);
    let mut results = Results::of(&out);
    let mut complete = true;
    for section in Section::ALL {
        if args.only.is_empty() || args.only.contains(&section) {
            let mut measured = Measured::default();
            complete &= measure(section, &subjects, &peers, &tools, &mut measured, terminal);
            results.replace(section, measured);
        }
    }
    results.write(&out)?;
    terminal.out(&table::markdown(&results));
    tell(
        terminal,
        &format!("wrote {0}/results.md and {0}/results.svg", out.display()),
    );
    Ok(complete)
}

/// Measures a section. Answers whether nothing of ours failed.
fn measure(
    section: Section,
    subjects: &[Subject],
    (present, absent): &(Vec<Peer>, Vec<Peer>),
    tools: &Tools,
    into: &mut Measured,
    terminal: &mut Terminal<'_>,
) -> bool {
    match section {
        Section::Codec => {
            tell(terminal, section.title());
            into.add(section.title(), codec::measure())
        }
        Section::Giant => {
            tell(terminal, section.title());
            into.add(section.title(), giant::measure(tools))
        }
        Section::Generation | Section::Compile | Section::Program => {
            if section != Section::Generation {
                let absent = absent.iter().map(|peer| format!("{peer} is not on PATH"));
                into.remarks.extend(absent);
            }
            let mut complete = true;
            for subject in subjects {
                tell(terminal, &format!("{}: {}", section.title(), subject.name));
                let remarks = &mut into.remarks;
                let measured = match section {
                    Section::Generation => generation::measure(subject, tools),
                    Section::Compile => compile::measure(subject, present, tools, remarks),
                    _ => program::measure(subject, present, tools, remarks),
                };
                complete &= into.add(&subject.name, measured);
            }
            if section == Section::Generation {
                let left = subjects.iter().map(generation::tidy);
                into.remarks.extend(left.filter_map(Result::err));
            }
            complete
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

/// The peers that are there, and those that are not.
fn present(against: &[Peer], terminal: &mut Terminal<'_>) -> (Vec<Peer>, Vec<Peer>) {
    let (present, absent): (Vec<Peer>, Vec<Peer>) =
        against.iter().partition(|peer| peer.is_there());
    for peer in &absent {
        tell(terminal, &format!("{peer} is not on PATH and is left out"));
    }
    (present, absent)
}

fn tell(terminal: &mut Terminal<'_>, what: &str) {
    terminal.err(&format!("bench: {what}\n"));
}
