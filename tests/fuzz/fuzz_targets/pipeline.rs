//! Bytes through the whole pipeline, in memory.
//!
//! What comes in: anything. What goes out: a crate whose code parses, or a
//! diagnostic. What counts as wrong is stated once, in the oracle that the suite's
//! own hostile documents are held to.

#![no_main]

use libfuzzer_sys::fuzz_target;
use typewright_tests::mutants::outcome::outcome;

fuzz_target!(|document: &[u8]| {
    let _ = outcome(document);
});
