//! Markdown pages: one per model, one per tag, and the crate's README.
//!
//! What comes in: a [`Context`]. What goes out: `docs/<Model>.md`,
//! `docs/<Tag>Api.md` and `README.md`. The pages have two kinds of readers: those
//! of the files, and those of rustdoc, which includes a model's page into its
//! documentation and runs the example. How their links work for both is told in
//! [`page`].

mod alias;
mod curl;
mod diagram;
mod doctest;
mod endpoint;
mod enums;
mod model;
mod page;
mod properties;
mod readme;
mod types;
mod unions;
mod usage;

use rayon::prelude::*;

use crate::api::ModelId;

use super::example::Examples;
use super::prose::{self, Site};
use super::{Context, FILES, File, OutputTree};

/// What every page is written from.
struct Book<'a> {
    cx: &'a Context<'a>,
    site: Site<'a>,
    examples: Examples<'a>,
    /// By model: whether a request can hold it.
    sent: Vec<bool>,
    /// The crate's name in Rust.
    ident: String,
}

/// Writes `docs/<Model>.md`, `docs/<Tag>Api.md` and `README.md`.
pub fn emit(cx: &Context<'_>, tree: &mut OutputTree) {
    let book = Book {
        cx,
        site: Site::of(cx.api),
        examples: Examples::of(cx),
        sent: sent(cx),
        ident: cx.krate.ident(),
    };
    // The README first: it takes longest.
    let tags = prose::endpoint_pages(cx).map(|(tag, page)| Chapter::Tag(tag, page));
    let models = cx.api.iter().map(|(id, _)| Chapter::Model(id));
    let chapters: Vec<Chapter<'_>> = std::iter::once(Chapter::Readme)
        .chain(tags)
        .chain(models)
        .collect();
    let files: Vec<(String, File)> = chapters
        .par_iter()
        .with_max_len(FILES)
        .map(|it| it.file(&book))
        .collect();
    tree.extend(files);
}

/// A file to write.
enum Chapter<'a> {
    Readme,
    Tag(usize, &'a str),
    Model(ModelId),
}

impl Chapter<'_> {
    /// Its path and its text.
    fn file(&self, book: &Book<'_>) -> (String, File) {
        let (path, text) = match self {
            Chapter::Readme => ("README.md".to_owned(), readme::readme(book)),
            Chapter::Tag(tag, page) => (format!("docs/{page}.md"), endpoint::page(book, *tag)),
            Chapter::Model(id) => {
                let path = super::model_page(book.cx.names.model(*id));
                (path, model::page(book, *id))
            }
        };
        (path, File::new(text))
    }
}

/// Which models a request can hold: those of bodies, and what they mention.
fn sent(cx: &Context<'_>) -> Vec<bool> {
    let mut sent = vec![false; cx.api.models.len()];
    let mut open: Vec<ModelId> = Vec::new();
    let bodies = cx.api.operations.iter().filter_map(|o| o.request.as_ref());
    for ty in bodies
        .flat_map(|body| &body.content)
        .filter_map(|c| c.ty.as_ref())
    {
        ty.for_each_model(&mut |id| open.push(id));
    }
    while let Some(id) = open.pop() {
        if !std::mem::replace(&mut sent[id.index()], true) {
            cx.api
                .model(id)
                .for_each_model(&mut |mentioned| open.push(mentioned));
        }
    }
    sent
}
