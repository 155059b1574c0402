//! The hand-written part of every crate's codec, copied as it stands.

use super::super::File;
use super::print::Source;

/// `src/codec/support/`.
pub(super) fn files() -> impl Iterator<Item = (String, File)> {
    FILES.iter().map(|(name, text)| {
        let mut source = Source::with_capacity(text.len());
        source.push(*text);
        (format!("src/codec/support/{name}"), File::from(source))
    })
}

macro_rules! embedded {
    ($($name:literal)*) => {
        const FILES: &[(&str, &str)] = &[$(($name, include_str!(concat!("support/", $name)))),*];
    };
}

embedded! {
    "codec.rs" "container.rs" "de.rs" "error.rs" "fixed.rs" "foreign.rs" "macros.rs" "mod.rs"
    "number.rs" "plan.rs" "reader.rs" "record.rs" "scalar.rs" "ser.rs" "shelf.rs" "syntax.rs"
    "trial.rs" "tuple.rs" "union.rs" "value.rs" "writer.rs"
}
