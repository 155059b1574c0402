//! `cargo xtask docs`: the pages of a generated crate as a site.
//!
//! What comes in: the Markdown pages of `generated/NAME`, as its manifest lists
//! them. What goes out: a folder of HTML with navigation and search, which needs
//! no server and loads nothing from elsewhere. The site is rendered by mdBook, a
//! program of its own, so that nobody who only generates code has to compile it.
//!
//! ```text
//! source    generated/NAME -> the pages, and what the manifest says of them
//! summary   source         -> SUMMARY.md, the navigation
//! quiet     one page       -> the same without HTML of strangers
//! page      one page       -> the same for mdBook
//! diagram   Mermaid        -> SVG, because mdBook draws no diagrams
//! mdbook    the book       -> the site
//! ```

mod diagram;
mod mdbook;
mod page;
mod quiet;
mod source;
mod summary;

use std::fs;
use std::path::{Path, PathBuf};

use typewright::cli::{DONE, FAILED, Terminal, USAGE, report};

use crate::documents::{self, Unknown};
use crate::root;
use source::Source;

/// Render the pages of a generated crate as a site
///
/// The site has navigation and search and needs no server. It is rendered by
/// mdBook, which has to be installed: cargo install mdbook --locked
#[derive(Debug, clap::Args)]
#[command(after_help = "Exit status: 0 done; 1 there is no site; 2 wrong usage.")]
pub struct Args {
    /// The document's file name without its suffix, as in generated/NAME
    name: String,
    /// Where the site goes [default: target/docs/NAME]
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
    /// Open the site in a browser
    #[arg(long)]
    open: bool,
}

/// Renders.
pub fn run(args: Args, terminal: &mut Terminal<'_>) -> u8 {
    let document = match documents::named(std::slice::from_ref(&args.name)) {
        Ok(mut documents) => documents.remove(0),
        Err(unknown) => {
            terminal.err(report::error(&unknown.message()));
            return match unknown {
                Unknown::Name { .. } => USAGE,
                Unknown::Folder(_) => FAILED,
            };
        }
    };
    let out = match &args.out {
        Some(out) => root::resolve(out),
        None => root::target().join("docs").join(&args.name),
    };
    match site(&document.crate_folder(), &out, args.open) {
        Ok(front) => {
            terminal.out(&format!("{}\n", front.display()));
            DONE
        }
        Err(message) => {
            terminal.err(report::error(&message));
            FAILED
        }
    }
}

/// Writes the book and renders it; gives the front page.
fn site(krate: &Path, out: &Path, open: bool) -> Result<PathBuf, String> {
    mdbook::installed()?;
    let source = Source::read(krate)?;
    write_book(&source, out)?;
    mdbook::build(out, open)?;
    Ok(out.join(mdbook::HTML).join("index.html"))
}

/// Writes what mdBook reads: `book.toml`, `SUMMARY.md` and the pages.
fn write_book(source: &Source, out: &Path) -> Result<(), String> {
    // What an earlier run wrote may be of models that are gone.
    let folder = out.join("src");
    if folder.exists() {
        fs::remove_dir_all(&folder).map_err(|e| format!("{}: {e}", folder.display()))?;
    }
    let write = |path: &str, text: &str| {
        let path = out.join(path);
        let parent = path.parent().unwrap_or(out);
        fs::create_dir_all(parent)
            .and_then(|()| fs::write(&path, text))
            .map_err(|e| format!("cannot write {}: {e}", path.display()))
    };
    write("book.toml", &mdbook::config(&source.title))?;
    write("pages.css", mdbook::STYLE)?;
    write("src/SUMMARY.md", &summary::summary(source))?;
    for (path, text) in &source.pages {
        write(
            &format!("src/{}", page::path(path)),
            &page::page(text, &source.targets),
        )?;
    }
    Ok(())
}
