//! Arbitrary text in every place of a small document.
//!
//! What comes in: a byte that chooses one of the documents with places, then texts,
//! each behind two bytes that choose its place, and divided by [`END`]; [`SIGN`] becomes
//! the mark by which a text is recognised. What goes out: a crate in which every text is
//! inert, or an error. What counts as inert is stated once, in what the suite's own
//! table of places is held to.

#![no_main]

use std::collections::BTreeMap;
use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use typewright_tests::inert::places::{Document, Syntax, documents};
use typewright_tests::inert::{check, check_terminal};

/// Divides texts. No text in UTF-8 has it.
const END: u8 = 0xFF;

/// Stands for the mark.
const SIGN: char = '§';

static DOCUMENTS: LazyLock<Vec<Document>> = LazyLock::new(documents);

fuzz_target!(|input: &[u8]| {
    let Some((first, rest)) = input.split_first() else {
        return;
    };
    let document = &DOCUMENTS[usize::from(*first) % DOCUMENTS.len()];
    let mut texts = BTreeMap::new();
    for piece in rest.split(|byte| *byte == END) {
        let Some((place, text)) = piece.split_at_checked(2) else {
            continue;
        };
        let Ok(text) = std::str::from_utf8(text) else {
            return;
        };
        let place = usize::from(u16::from_be_bytes([place[0], place[1]])) % document.places.len();
        texts.insert(place, text.replace(SIGN, &document.mark(place)));
    }
    let filled = document.fill(|place| texts.get(&place).cloned());
    let syntax = [Syntax::Json, Syntax::Yaml][usize::from(*first >> 7)];
    let mut found = Vec::new();
    match filled.generate(syntax) {
        Ok(generated) => {
            found = check(&generated.tree);
            check_terminal(&generated.diagnostics, &mut found);
        }
        Err(diagnostics) => check_terminal(&diagnostics, &mut found),
    }
    let lines: Vec<String> = found.iter().map(ToString::to_string).collect();
    assert!(lines.is_empty(), "{}", lines.join("\n"));
});
