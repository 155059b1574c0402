//! Bytes through the whole pipeline, in memory.
//!
//! What comes in: anything. What goes out: a crate whose code parses, or a
//! diagnostic. What counts as wrong is stated once, in the oracle that the suite's
//! own hostile documents are held to.

#![no_main]

#[path = "../../tests/hostile/oracle.rs"]
mod oracle;

use libfuzzer_sys::fuzz_target;

fuzz_target!(|document: &[u8]| {
    let _ = oracle::outcome(document);
});
