//! Sound documents, and what becomes of them when things happen to them.

use std::path::Path;
use std::sync::LazyLock;

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;
use serde_json::Value;
use typewright::config::InputConfig;
use typewright::diagnostic::Diagnostics;
use typewright::load::load_bytes;

use super::mutate::{INSERTS, Mutation, NAMES, Slip, Wrapping, apply, slip, strangers};
use super::oracle::outcome;

/// A document as it is written and as it is read.
struct Sound {
    text: Vec<u8>,
    value: Value,
}

/// Small documents, so that what happens to them happens often to what matters.
static SOUND: LazyLock<Vec<Sound>> = LazyLock::new(|| {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("documents");
    let mut paths: Vec<_> = std::fs::read_dir(folder)
        .expect("a folder of documents")
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| {
            path.extension()
                .is_some_and(|extension| extension == "yaml")
        })
        .collect();
    paths.sort();
    paths.iter().map(|path| sound(path)).collect()
});

fn sound(path: &Path) -> Sound {
    let text = std::fs::read(path).expect("a document");
    let mut diagnostics = Diagnostics::default();
    let input = InputConfig::default();
    let raw = load_bytes("api.yaml", text.clone(), &input, &mut diagnostics);
    let mut files = raw.expect("a document that can be read").files;
    Sound {
        text,
        value: files.swap_remove(0).root,
    }
}

fn name() -> impl Strategy<Value = String> {
    select(NAMES).prop_map(str::to_owned)
}

fn wrapping() -> impl Strategy<Value = Wrapping> {
    use Wrapping::{AllOf, Array, Items, OneOf, Property};
    select(&[Array, Items, AllOf, OneOf, Property][..])
}

fn mutation() -> impl Strategy<Value = Mutation> {
    prop_oneof![
        1 => Just(Mutation::Delete),
        4 => select(strangers()).prop_map(Mutation::Replace),
        4 => any::<usize>().prop_map(Mutation::Copy),
        1 => name().prop_map(Mutation::Duplicate),
        2 => name().prop_map(Mutation::Rename),
        2 => (0..6_usize).prop_map(Mutation::PointUp),
        1 => (wrapping(), prop_oneof![1..4_usize, 40..80_usize])
            .prop_map(|(wrapping, levels)| Mutation::Wrap(wrapping, levels)),
    ]
}

fn slips() -> impl Strategy<Value = Slip> {
    prop_oneof![
        1 => any::<u8>().prop_map(Slip::Byte),
        1 => (b' '..=b'~').prop_map(Slip::Byte),
        1 => Just(Slip::Cut),
        1 => (1..200_usize).prop_map(Slip::Gap),
        1 => Just(Slip::Line),
        4 => select(INSERTS).prop_map(Slip::Insert),
    ]
}

/// A few seconds in all; `PROPTEST_CASES=100000` looks longer.
fn config() -> ProptestConfig {
    ProptestConfig {
        failure_persistence: None,
        ..ProptestConfig::with_cases(cases())
    }
}

fn cases() -> u32 {
    let asked = std::env::var("PROPTEST_CASES").ok();
    asked.and_then(|cases| cases.parse().ok()).unwrap_or(150)
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn values_mutated(
        document in any::<prop::sample::Index>(),
        mutations in vec((any::<usize>(), mutation()), 1..8),
    ) {
        let mut value = document.get(&SOUND).value.clone();
        for (place, mutation) in &mutations {
            apply(&mut value, *place, mutation);
        }
        let _ = outcome(value.to_string().as_bytes());
    }

    #[test]
    fn texts_mutated(
        document in any::<prop::sample::Index>(),
        happenings in vec((any::<usize>(), slips()), 1..4),
    ) {
        let mut text = document.get(&SOUND).text.clone();
        for (place, happening) in &happenings {
            slip(&mut text, *place, happening);
        }
        let _ = outcome(&text);
    }
}
