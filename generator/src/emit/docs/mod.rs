//! Markdown pages: one per model, one per tag, and the crate's README.
//!
//! What comes in: a [`Context`]. What goes out: `docs/<Model>.md`,
//! `docs/<Tag>Api.md` and `README.md`. The pages have two kinds of readers: those
//! of the files, and those of rustdoc, which includes a model's page into its
//! documentation. How their links work for both is told in [`page`].

mod alias;
mod curl;
mod diagram;
mod endpoint;
mod enums;
mod model;
mod page;
mod properties;
mod readme;
mod shell;
mod types;
mod unions;
mod usage;

use rayon::prelude::*;

use crate::api::ModelId;

use super::example::Examples;
use super::markdown::Site;
use super::snippet::Snippets;
use super::{Context, FILES, File, OutputTree, endpoint_pages};

/// What every page is written from.
struct Book<'a> {
    cx: &'a Context<'a>,
    site: Site<'a>,
    examples: &'a Examples<'a>,
    snippets: &'a Snippets,
}

/// Writes `docs/<Model>.md`, `docs/<Tag>Api.md` and `README.md`.
pub fn emit<'a>(
    cx: &'a Context<'a>,
    examples: &'a Examples<'a>,
    snippets: &'a Snippets,
    tree: &mut OutputTree,
) {
    let book = Book {
        cx,
        site: Site::of(cx.api),
        examples,
        snippets,
    };
    // The README first: it takes longest.
    let tags = endpoint_pages(cx).map(|(tag, page)| Chapter::Tag(tag, page));
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
        let (path, page) = match self {
            Chapter::Readme => ("README.md".to_owned(), readme::readme(book)),
            Chapter::Tag(tag, page) => (format!("docs/{page}.md"), endpoint::page(book, *tag)),
            Chapter::Model(id) => {
                let path = super::model_page(book.cx.names.model(*id));
                (path, model::page(book, *id))
            }
        };
        (path, File::from(page))
    }
}
