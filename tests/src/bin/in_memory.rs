//! `in_memory FILE`: generates a crate of a document, and writes nothing.
//!
//! What `typewright gen` does before it turns to the disk, whose share depends on
//! the file system more than on the generator; `cargo xtask bench` measures both.

use std::process::ExitCode;

use typewright::pipeline::{Request, generate};

/// As in `typewright` itself.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    let Some(path) = std::env::args_os().nth(1) else {
        eprintln!("usage: in_memory FILE");
        return ExitCode::from(2);
    };
    match generate(&Request::new(path, "", "")) {
        Ok(generated) => {
            // Whoever measures is not interested in how long tidying up takes.
            std::mem::forget(std::hint::black_box(generated));
            ExitCode::SUCCESS
        }
        Err(diagnostics) => {
            for diagnostic in diagnostics.iter() {
                eprintln!("{diagnostic}");
            }
            ExitCode::FAILURE
        }
    }
}
