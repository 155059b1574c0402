//! The hand-written part of every crate's codec, copied as it stands.

/// `src/codec/support/`.
pub(super) fn files() -> impl Iterator<Item = (String, String)> {
    FILES
        .iter()
        .map(|(name, text)| (format!("src/codec/support/{name}"), (*text).to_owned()))
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
