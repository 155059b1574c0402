//! Whether the pages of a generated crate are what their readers expect.
//!
//! What comes in: the folder of a crate. What goes out: a [`Report`] with every
//! [`Problem`], by page and line. The pages are read by a Markdown parser, as
//! GitHub and rustdoc read them, and nothing here knows how they were written:
//!
//! ```text
//! page     text           -> what is on it: headings, links, tables, code, HTML
//! book     crate          -> all pages, and what the manifest says of them
//! links    page, book     -> links that lead nowhere
//! tables   page           -> rows that a table breaks apart or swallows
//! code     page           -> code that rustdoc would run, or would not
//! shape    page, book     -> title, description, sections, the way back
//! members  source of a model -> how many properties its page must list
//! ```

mod book;
mod code;
mod links;
mod members;
mod page;
mod report;
mod shape;
mod tables;

use std::path::Path;

pub use report::{Problem, Report};

use book::Book;

/// Reads and checks every page of a crate.
///
/// # Errors
/// A file cannot be read, or there is no manifest.
pub fn check(krate: &Path) -> Result<Report, String> {
    let book = Book::open(krate)?;
    let mut report = Report::default();
    for (path, page) in &book.pages {
        report.page(page);
        links::check(&book, path, page, &mut report);
        tables::check(path, page, &mut report);
        code::check(&book, path, page, &mut report);
        shape::check(&book, path, page, &mut report);
    }
    book.unlisted(&mut report);
    Ok(report)
}
