//! What holds the models and their codecs together.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use crate::api::{Format, ModelId, Type};

use super::super::{Context, prose};
use super::source::{header, version_order};

/// `lib.rs` and the two `mod.rs`.
pub(super) fn files(cx: &Context<'_>) -> Vec<(String, String)> {
    vec![
        ("src/lib.rs".to_owned(), lib(cx)),
        ("src/models/mod.rs".to_owned(), models(cx)),
        ("src/codec/mod.rs".to_owned(), codec(cx)),
    ]
}

fn lib(cx: &Context<'_>) -> String {
    let mut text = String::new();
    header(cx, &mut text);
    for line in prose::front_page(cx).lines() {
        let _ = writeln!(
            text,
            "//!{}{}",
            if line.is_empty() { "" } else { " " },
            line
        );
    }
    text.push('\n');
    recursion_limit(cx, &mut text);
    text.push_str(ALLOWED);
    text.push_str(prose::PAGE_MACRO);
    text.push_str(MODULES);
    text.push_str(&prose::endpoints_module(cx));
    text
}

/// Raises the limit where the models may go deeper than the compiler's own.
fn recursion_limit(cx: &Context<'_>, text: &mut String) {
    /// What the compiler takes without being asked.
    const DEFAULT: usize = 128;
    /// From one model to the next through an `Option` and a `Box`, which has
    /// parts of its own: `Unique`, `NonNull`, a pointer.
    const STEPS: usize = 7;
    let depth = cx.analysis.depth() * STEPS;
    if depth > DEFAULT {
        let _ = writeln!(
            text,
            "// These models lead through one another. A crate that asks whether one of them is\n\
             // `Send`, as spawning a task does, may need the same line.\n\
             #![recursion_limit = \"{}\"]",
            depth.next_power_of_two()
        );
    }
}

/// What a crate has beside its documentation.
const MODULES: &str = "
mod codec;
pub mod models;

pub use codec::Error;

// A short way for what is said about every model.
#[allow(unused_imports)]
use codec::support::*;
";

/// Lints that names and shapes of strangers would trip; everything else holds.
const ALLOWED: &str = "\
#![forbid(unsafe_code)]
// The document decides how large a variant is, how many properties are required,
// what things are called, and what callers should stop using (which has to be
// decoded all the same).
#![allow(
    deprecated,
    clippy::large_enum_variant,
    clippy::too_many_arguments,
    clippy::enum_variant_names,
    clippy::upper_case_acronyms,
    clippy::doc_lazy_continuation,
    confusable_idents,
    mixed_script_confusables,
    uncommon_codepoints
)]
";

fn models(cx: &Context<'_>) -> String {
    let mut text = String::new();
    header(cx, &mut text);
    text.push_str("//! The models, one file each.\n");
    text.push('\n');
    let mut modules: Vec<(&str, &str)> = cx
        .api
        .iter()
        .map(|(id, _)| (module(cx, id), cx.names.model(id).rust.as_str()))
        .collect();
    // `rustfmt` has one order for modules and another for imports.
    modules.sort_unstable();
    for (module, _) in &modules {
        let _ = writeln!(text, "mod {module};");
    }
    text.push('\n');
    modules.sort_by(|a, b| version_order(a.0, b.0));
    for (module, name) in &modules {
        let _ = writeln!(text, "pub use {module}::{name};");
    }
    text
}

fn codec(cx: &Context<'_>) -> String {
    let mut text = String::new();
    header(cx, &mut text);
    text.push_str(
        "//! How the models are read from and written to JSON, by the first words of their\n\
         //! names.\n\n\
         // What a model's macro puts beside it has the model's name.\n\
         #![allow(non_upper_case_globals)]\n\n",
    );
    let needs = Needs::of(cx);
    // A document may need only a part of it.
    text.push_str(
        "#[allow(dead_code, unused_imports, unused_macros)]\n\
         #[macro_use]\n\
         pub(crate) mod support;\n\n",
    );
    for name in cx.names.codecs() {
        let _ = writeln!(text, "mod {};", name.module);
    }
    text.push_str("\npub use support::Error;\n");
    for path in needs.foreign {
        let _ = writeln!(text, "\nsupport::text_codec!({path});");
    }
    for length in needs.tuples {
        let items: Vec<String> = ('A'..)
            .zip(0..length)
            .map(|(t, i)| format!("{t} {i}"))
            .collect();
        let _ = writeln!(text, "\nsupport::tuple!({});", items.join(", "));
    }
    text
}

fn module<'a>(cx: &Context<'a>, id: ModelId) -> &'a str {
    &cx.names.model(id).module
}

/// The types of an API for which the support module has no codec of its own.
#[derive(Default)]
struct Needs {
    /// Types of other crates, by their paths.
    foreign: BTreeSet<String>,
    /// The lengths of its tuples.
    tuples: BTreeSet<usize>,
}

impl Needs {
    fn of(cx: &Context<'_>) -> Self {
        let mut needs = Self::default();
        for model in &cx.api.models {
            model.for_each_type(&mut |ty| ty.for_each(&mut |part| needs.note(part)));
        }
        needs
    }

    fn note(&mut self, ty: &Type) {
        match ty {
            Type::String(Format::Mapped(mapped)) => {
                self.foreign.insert(mapped.rust.clone());
            }
            Type::Tuple(items) => {
                self.tuples.insert(items.len());
            }
            _ => {}
        }
    }
}
