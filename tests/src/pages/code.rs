//! Code that rustdoc would run, or would not.

use super::book::{Book, README};
use super::page::Page;
use super::report::Report;

/// What makes rustdoc take a block as Rust, besides saying nothing.
const RUST: [&str; 7] = [
    "rust",
    "ignore",
    "no_run",
    "should_panic",
    "compile_fail",
    "test_harness",
    "standalone_crate",
];

/// The examples of models are doctests, and nothing else is.
pub fn check(book: &Book, path: &str, page: &Page, report: &mut Report) {
    if path == README {
        return;
    }
    let is_model = book.models.contains_key(path);
    for code in &page.code {
        let in_place = is_model && code.section == "Example";
        match &code.info {
            None => report.add(path, code.line, "a code block without a fence is a doctest"),
            Some(info) if info == "rust" && in_place => {}
            Some(info) if is_rust(info) && in_place => {
                report.add(path, code.line, format!("`{info}` is no plain doctest"));
            }
            Some(info) if is_rust(info) => {
                report.add(
                    path,
                    code.line,
                    format!("`{info}` is a doctest out of place"),
                );
            }
            Some(info) if in_place => {
                report.add(path, code.line, format!("`{info}` does not run"));
            }
            Some(_) => {}
        }
    }
}

fn is_rust(info: &str) -> bool {
    let mut words = info.split([' ', ',']).filter(|w| !w.is_empty()).peekable();
    words.peek().is_none()
        || words.any(|w| RUST.contains(&w) || w.starts_with("edition") || w.starts_with("ignore-"))
}
