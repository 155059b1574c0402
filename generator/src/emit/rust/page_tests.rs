//! `tests/pages/`: the examples of the pages, as tests.
//!
//! Rustdoc compiles whatever looks like code in any comment, so a crate's doctests are off:
//! what is compiled is what was made here, line by line what a page shows, and no text of
//! a document's. One program for all of them is also faster to build.

use rayon::prelude::*;

use crate::name::ModelGroup;

use super::super::snippet::Snippets;
use super::super::{Context, File};
use super::header;
use super::krate::recursion_limit;
use super::print::Source;

/// The tests of all pages, and what holds them.
pub(super) fn files(cx: &Context<'_>, snippets: &Snippets) -> Vec<(String, File)> {
    let main = ("tests/pages/main.rs".to_owned(), File::from(main(cx)));
    let mut files: Vec<(String, File)> = cx
        .names
        .page_tests()
        .par_iter()
        .with_max_len(1)
        .map(|group| {
            let path = format!("tests/pages/{}.rs", group.module);
            (path, File::from(group_file(cx, snippets, group)))
        })
        .collect();
    files.push(main);
    files
}

fn main(cx: &Context<'_>) -> Source {
    let mut source = header(cx);
    source.push(
        "//! The examples of the pages in `docs/`, which are to run as they stand there.\n\n\
         // The document decides what is deprecated and what things are called.\n\
         #![allow(\n    \
             deprecated,\n    \
             confusable_idents,\n    \
             mixed_script_confusables,\n    \
             uncommon_codepoints\n\
         )]\n",
    );
    recursion_limit(cx, &mut source);
    for group in cx.names.page_tests() {
        pieces!(source, "\n#[rustfmt::skip]\nmod ", &group.module, ";");
    }
    source.push("\n");
    source
}

fn group_file(cx: &Context<'_>, snippets: &Snippets, group: &ModelGroup) -> Source {
    let mut source = header(cx);
    source.push("type Tested = Result<(), Box<dyn std::error::Error>>;\n");
    for id in &group.models {
        if let Some(snippet) = snippets.model(*id) {
            let name = &cx.names.model(*id).module;
            pieces!(source, "\n#[test]\nfn ", name, "() -> Tested {\n");
            source.append(snippet);
            source.push("\nOk(())\n}\n");
        }
    }
    source
}
