//! Sound documents, and what becomes of them when things happen to them.
//!
//! Some hundred of them here; `cargo run -p typewright-tests --release --bin mutated`
//! tries as many as one likes, with limits of time and memory.

use rayon::prelude::*;
use typewright_tests::mutants::outcome::outcome;
use typewright_tests::mutants::{mutant, sound};

/// Every number is a document of its own: a failure names it.
const SEEDS: std::ops::Range<u64> = 0..300;

#[test]
fn mutants_become_crates_or_errors() {
    let sound = sound(&["tests/documents"]);
    SEEDS.into_par_iter().for_each(|seed| {
        let document = mutant(&sound, seed);
        let judged = std::panic::catch_unwind(|| outcome(&document));
        assert!(
            judged.is_ok(),
            "mutant {seed}:\n{}",
            String::from_utf8_lossy(&document)
        );
    });
}
