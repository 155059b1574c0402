//! The command line tool; everything is in [`typewright::cli`].

use std::env;
use std::process::ExitCode;

use typewright::cli::{Terminal, run};
use typewright::write::Cache;

/// A document becomes hundreds of thousands of small values, on all cores.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    ExitCode::from(run(
        env::args_os(),
        &mut Terminal::standard(),
        Cache::of_user().as_ref(),
    ))
}
