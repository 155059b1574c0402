//! What holds the models and their codecs together.

use std::collections::BTreeSet;

use proc_macro2::{Literal, TokenStream};
use quote::{format_ident, quote};

use crate::analyze::central_model;
use crate::api::{Format, Type};
use crate::name::Identifier;

use super::super::markdown::{Markdown, Site};
use super::super::rust_type::RustType;
use super::super::{Context, File, endpoint_pages, snippet};
use super::header;
use super::print::{Printer, Source};

/// `lib.rs` and the two `mod.rs`.
pub(super) fn files(cx: &Context<'_>) -> Vec<(String, File)> {
    vec![
        ("src/lib.rs".to_owned(), File::from(lib(cx))),
        ("src/models/mod.rs".to_owned(), File::from(models(cx))),
        ("src/codec/mod.rs".to_owned(), File::from(codec(cx))),
    ]
}

fn lib(cx: &Context<'_>) -> Source {
    let mut source = header(cx);
    source.inner_docs(&front_page(cx));
    source.push("\n");
    recursion_limit(cx, &mut source);
    source.push(ALLOWED);
    source.push(PAGE_MACRO);
    source.push(MODULES);
    source.push("\n");
    endpoints(cx, &mut source);
    source
}

/// The crate's front page: what the API is, how a model is used, where to go on.
fn front_page(cx: &Context<'_>) -> Markdown {
    let site = &Site::of(cx.api);
    let info = &cx.api.info;
    let mut page = Markdown::summary(&info.title, site);
    page.push(", version ");
    page.text(&info.version);
    page.push(": models for Rust.");
    for said in [&info.summary, &info.description].into_iter().flatten() {
        page.push("\n\n");
        page.append(&Markdown::comment(said, site));
    }
    if let Some(id) = central_model(cx.api, cx.analysis) {
        page.push("\n\n");
        page.code_block("rust", snippet::usage(cx, id).as_str());
    }
    page.push("\n\n# Where to go on\n\n- [`models`]: every model, with an example of each\n");
    if !cx.api.operations.is_empty() {
        page.push("- [`endpoints`]: what the API can be asked, by tag\n");
    }
    page
}

/// Raises the limit where the models may go deeper than the compiler's own.
pub(super) fn recursion_limit(cx: &Context<'_>, source: &mut Source) {
    /// What the compiler takes without being asked.
    const DEFAULT: usize = 128;
    /// From one model to the next through an `Option` and a `Box`, which has
    /// parts of its own: `Unique`, `NonNull`, a pointer.
    const STEPS: usize = 7;
    let depth = cx.analysis.depth() * STEPS;
    if depth > DEFAULT {
        source.push(
            "// These models lead through one another. A crate that asks whether one of them is\n\
             // `Send`, as spawning a task does, may need the same line.\n\
             #![recursion_limit = \"",
        );
        source.push(depth.next_power_of_two());
        source.push("\"]\n");
    }
}

/// The macro that includes a page.
///
/// What a page says before its first `-->` (title, description, diagram, where
/// its links lead) is there for readers of the file: in rustdoc the item has a
/// description of its own, and the labels of links are Rust paths, which rustdoc
/// resolves once their definitions are out of sight. So the macro opens an HTML
/// comment that the page closes.
const PAGE_MACRO: &str = r#"
/// The page of a model or of a group of endpoints in `docs/`, from where it goes
/// beyond what the item itself says: the comment that opens here ends in the page.
#[cfg(doc)]
#[allow(unused_macros)]
macro_rules! page {
    ($name:literal) => {
        concat!(
            "
<!--
",
            include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/", $name, ".md"))
        )
    };
}
"#;

/// What a crate has beside its documentation. The printer of tokens has a layout of its
/// own, which is why `rustfmt` leaves these files alone.
const MODULES: &str = "
#[rustfmt::skip]
mod codec;
#[rustfmt::skip]
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

/// Modules that exist in rustdoc alone and hold the pages of endpoints. Pages link to
/// them, so they are always there.
fn endpoints(cx: &Context<'_>, source: &mut Source) {
    let mut printer = Printer::default();
    let mut docs = Markdown::default();
    docs.push("What the API can be asked, by tag. These modules hold documentation only.");
    let docs = printer.docs(docs);
    let modules: Vec<TokenStream> = endpoint_pages(cx)
        .map(|(tag, page)| {
            let docs = printer.docs(tag_summary(cx, tag));
            let file = &**page;
            quote! {
                #docs
                #[doc = page!(#file)]
                pub mod #page {}
            }
        })
        .collect();
    source.items(
        printer,
        quote! {
            #docs
            #[cfg(doc)]
            #[allow(non_snake_case)]
            #[rustfmt::skip]
            pub mod endpoints {
                #(#modules)*
            }
        },
    );
}

fn tag_summary(cx: &Context<'_>, tag: usize) -> Markdown {
    let tag = &cx.api.tags[tag];
    let description = tag.description.as_deref().unwrap_or_default();
    let mut summary = Markdown::summary(description, &Site::of(cx.api));
    if summary.is_empty() {
        summary.push("The endpoints of ");
        summary.code(&tag.name);
        summary.push(".");
    }
    summary
}

fn models(cx: &Context<'_>) -> Source {
    let mut source = header(cx);
    source.push("//! The models, one file each.\n\n");
    let mut names: Vec<(&Identifier, &Identifier)> = cx
        .api
        .iter()
        .map(|(id, _)| cx.names.model(id))
        .map(|names| (&names.module, &names.rust))
        .collect();
    names.sort_unstable();
    for (module, _) in &names {
        pieces!(source, "mod ", *module, ";\n");
    }
    source.push("\n");
    for (module, name) in &names {
        pieces!(source, "pub use ", *module, "::", *name, ";\n");
    }
    source
}

fn codec(cx: &Context<'_>) -> Source {
    let mut source = header(cx);
    source.push(
        "//! How the models are read from and written to JSON, by the first words of their\n\
         //! names.\n\n\
         // What a model's macro puts beside it has the model's name.\n\
         #![allow(non_upper_case_globals)]\n\n\
         // A document may need only a part of it.\n\
         #[allow(dead_code, unused_imports, unused_macros)]\n\
         #[macro_use]\n\
         pub(crate) mod support;\n\n",
    );
    for name in cx.names.codecs() {
        pieces!(source, "mod ", &name.module, ";\n");
    }
    source.push("\npub use support::Error;\n");
    let needs = Needs::of(cx);
    let foreign = needs.foreign.iter().map(|path| {
        let ty = RustType::Foreign(path.clone()).tokens(cx.names);
        quote!(support::text_codec!(#ty);)
    });
    let tuples = needs.tuples.iter().map(|length| {
        let items = (0..*length).map(|position| {
            let ty = format_ident!("T{position}");
            let position = Literal::usize_unsuffixed(position);
            quote!(#ty #position)
        });
        quote!(support::tuple!(#(#items),*);)
    });
    source.push("\n");
    source.items(Printer::default(), quote!(#(#foreign)* #(#tuples)*));
    source
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
