//! What must hold of any input whatever.
//!
//! What comes in: the bytes of a document. What goes out: the crate's size, or the
//! errors. What panics: a crate that is no Rust, a failure without an error, and
//! output out of all proportion. The fuzzer's target asks the same.

use std::panic::resume_unwind;
use std::thread;

use typewright::diagnostic::Severity;
use typewright::load::Memory;
use typewright::pipeline::{Generated, Request, generate_from};

/// Output that any crate may have: the support module, the manifest, the README.
const FREE: usize = 1 << 20;

/// Output bytes for one byte of a document. `{}` becomes a model, its codec and
/// its page; a schema that many refer to by `allOf` becomes part of them all.
const GROWTH: usize = 1000;

/// Of the thread that parses a crate, in bytes.
const STACK: usize = 64 << 20;

/// The hand-written files, which are the same in every crate.
const SUPPORT: &str = "src/codec/support";

/// How many bytes the crate has, or what the errors say.
///
/// # Panics
/// When the generator breaks a promise that it makes for all input.
pub fn outcome(document: &[u8]) -> Result<usize, Vec<String>> {
    let files = Memory::from_iter([("api.yaml", document)]);
    outcome_of(&files, document.len())
}

/// As [`outcome`], for a document `api.yaml` of so many bytes among other files.
pub fn outcome_of(files: &Memory, size: usize) -> Result<usize, Vec<String>> {
    // What is nested deeply is so in the crate, too, and its parser recurses.
    thread::scope(|scope| {
        let thread = thread::Builder::new().stack_size(STACK);
        let judge = thread.spawn_scoped(scope, || judged(files, size));
        let outcome = judge.expect("a thread").join();
        outcome.unwrap_or_else(|panic| resume_unwind(panic))
    })
}

fn judged(files: &Memory, size: usize) -> Result<usize, Vec<String>> {
    let request = Request::new("api.yaml", "specs/api.yaml", "cargo xtask gen");
    match generate_from(files, &request) {
        Ok(generated) => {
            assert!(
                !generated.diagnostics.has_errors(),
                "a crate despite errors"
            );
            Ok(checked(&generated, size))
        }
        Err(diagnostics) => {
            let is_error = |severity| severity == Severity::Error;
            let errors: Vec<String> = diagnostics
                .iter()
                .filter(|d| is_error(d.severity))
                .map(ToString::to_string)
                .collect();
            assert!(!errors.is_empty(), "no crate, and no error");
            Err(errors)
        }
    }
}

/// Looks at every file that depends on the document.
fn checked(generated: &Generated, document: usize) -> usize {
    let mut size = 0;
    for (path, text) in generated.tree.iter() {
        size += text.len();
        let long = path.split('/').find(|name| name.len() > 255);
        assert_eq!(long, None, "no file can have this name");
        if path.ends_with(".rs")
            && !path.starts_with(SUPPORT)
            && let Err(error) = syn::parse_file(text)
        {
            panic!("{path} is no Rust: {error}\n{text}");
        }
    }
    let most = FREE + GROWTH * document;
    assert!(size <= most, "{document} bytes became {size}");
    size
}
