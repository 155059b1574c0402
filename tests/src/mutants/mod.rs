//! Sound documents, after something has happened to them.
//!
//! What comes in: a number, and documents that are sound. What goes out: a document
//! that a few things have happened to, always the same for one number. What the
//! generator makes of it is judged in [`outcome`].

pub mod mutation;
pub mod outcome;

use std::path::{Path, PathBuf};

use fastrand::Rng;
use serde_json::Value;
use typewright::config::InputConfig;
use typewright::diagnostic::Diagnostics;
use typewright::load::load_bytes;

use mutation::{INSERTS, Mutation, NAMES, Slip, Wrapping, apply, slip, strangers};

/// A document as it is written and as it is read.
pub struct Sound {
    text: Vec<u8>,
    value: Value,
}

impl Sound {
    /// Reads a document.
    ///
    /// # Panics
    /// When it cannot be read.
    pub fn read(path: &Path) -> Sound {
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
}

/// The sound documents in these folders of the repository, and not below.
///
/// # Panics
/// When a folder cannot be read.
pub fn sound(folders: &[&str]) -> Vec<Sound> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let mut paths: Vec<PathBuf> = folders
        .iter()
        .flat_map(|folder| std::fs::read_dir(root.join(folder)).expect("a folder"))
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| path.extension().is_some_and(|e| e == "yaml" || e == "json"))
        .filter(|path| !path.to_string_lossy().contains(".overlay."))
        .collect();
    paths.sort();
    paths.iter().map(|path| Sound::read(path)).collect()
}

/// The document of a number: one of the sound ones after one to eight mutations of its
/// values, or one to four of its text.
pub fn mutant(sound: &[Sound], seed: u64) -> Vec<u8> {
    let mut rng = Rng::with_seed(seed);
    // Small documents first: what happens to them happens often to what matters.
    let sound = match rng.u8(..8) {
        0 => &sound[rng.usize(..sound.len())],
        _ => rng.choice(&small(sound)).copied().unwrap_or(&sound[0]),
    };
    if rng.bool() {
        let mut value = sound.value.clone();
        for _ in 0..rng.usize(1..8) {
            let place = rng.usize(..);
            apply(&mut value, place, &mutation(&mut rng));
        }
        return value.to_string().into_bytes();
    }
    let mut text = sound.text.clone();
    for _ in 0..rng.usize(1..4) {
        let place = rng.usize(..);
        slip(&mut text, place, &slip_of(&mut rng));
    }
    text
}

fn small(sound: &[Sound]) -> Vec<&Sound> {
    const SMALL: usize = 16 << 10;
    let is_small = |sound: &&Sound| sound.text.len() < SMALL;
    sound.iter().filter(is_small).collect()
}

fn mutation(rng: &mut Rng) -> Mutation {
    match rng.u8(..15) {
        0 => Mutation::Delete,
        1..5 => Mutation::Replace(pick(rng, &strangers())),
        5..9 => Mutation::Copy(rng.usize(..)),
        9 => Mutation::Duplicate(pick(rng, NAMES).to_owned()),
        10..12 => Mutation::Rename(pick(rng, NAMES).to_owned()),
        12..14 => Mutation::PointUp(rng.usize(..6)),
        _ => {
            use Wrapping::{AllOf, Array, Items, OneOf, Property};
            let wrapping = pick(rng, &[Array, Items, AllOf, OneOf, Property]);
            let levels = if rng.bool() { 1..4 } else { 40..80 };
            Mutation::Wrap(wrapping, rng.usize(levels))
        }
    }
}

fn slip_of(rng: &mut Rng) -> Slip {
    match rng.u8(..9) {
        0 => Slip::Byte(rng.u8(..)),
        1 => Slip::Byte(rng.u8(b' '..=b'~')),
        2 => Slip::Cut,
        3 => Slip::Gap(rng.usize(1..200)),
        4 => Slip::Line,
        _ => Slip::Insert(pick(rng, INSERTS)),
    }
}

fn pick<T: Clone>(rng: &mut Rng, from: &[T]) -> T {
    from[rng.usize(..from.len())].clone()
}
