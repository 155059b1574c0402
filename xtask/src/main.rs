//! The tasks of this repository: `cargo xtask gen | vendor | docs | corpus | bench`.
//!
//! Exit status: 0 done; 1 the check or a document failed; 2 wrong usage.

mod bench;
mod corpus;
mod docs;
mod documents;
mod generate;
mod root;
mod vendor;

use std::process::ExitCode;

use clap::{Parser, Subcommand};
use typewright::cli::Terminal;

/// As in `typewright` itself: what is measured here is what users get.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// The tasks of this repository
#[derive(Debug, Parser)]
#[command(
    name = "cargo xtask",
    bin_name = "cargo xtask",
    disable_version_flag = true
)]
struct Cli {
    #[command(subcommand)]
    task: Task,
}

#[derive(Debug, Subcommand)]
enum Task {
    Gen(generate::Args),
    Vendor(vendor::Args),
    Docs(docs::Args),
    Corpus(corpus::Args),
    Bench(bench::Args),
}

fn main() -> ExitCode {
    let cli = Cli::parse();
    let mut terminal = Terminal::standard();
    if let Err(message) = root::enter() {
        terminal.err(typewright::cli::report::error(&message));
        return ExitCode::from(typewright::cli::FAILED);
    }
    ExitCode::from(match cli.task {
        Task::Gen(args) => generate::run(args, &mut terminal),
        Task::Vendor(args) => vendor::run(args, &mut terminal),
        Task::Docs(args) => docs::run(args, &mut terminal),
        Task::Corpus(args) => corpus::run(args, &mut terminal),
        Task::Bench(args) => bench::run(args, &mut terminal),
    })
}
