//! Whether the text of a document is inert in what is generated from it.
//!
//! What comes in: the files of a generated crate whose document carries [`MARK`] in its
//! texts. What goes out: every [`Finding`], a place of a file where the text is more
//! than text: code, markup, a key, a word of a shell, a path. Each file is read by the
//! kind of parser that its readers use, and nothing here knows how it was written.
//!
//! ```text
//! places     documents in which every text that reaches a file is a named place
//! payloads   what is put there
//! rust       tokens of a source file, and its documentation as rustdoc reads it
//! markdown   a page or a documentation comment: code blocks, links, headings
//! html       what a browser makes of rendered Markdown
//! shell      commands for pasting
//! files      paths, manifests, and characters that no file has
//! terminal   what is said to the user
//! ```

mod files;
mod html;
mod markdown;
pub mod payloads;
pub mod places;
mod rust;
mod shell;
mod terminal;

use std::fmt;

use typewright::emit::OutputTree;

pub use html::live as live_html;
pub use terminal::check as check_terminal;

/// What the texts of a document are recognised by. No name that the generator makes is
/// spelled so: it joins the humps of types and divides those of fields.
pub const MARK: &str = "pWNeD";

/// The hand-written files, which are the same in every crate.
const SUPPORT: &str = "src/codec/support";

/// A place of a file where a document's text is more than text.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Finding {
    /// The file's path within the crate.
    pub file: String,
    /// What the text has become.
    pub what: &'static str,
    /// The text around it.
    pub excerpt: String,
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}: {}", self.file, self.what, self.excerpt)
    }
}

/// What is found in one file.
struct Findings<'a> {
    file: &'a str,
    all: &'a mut Vec<Finding>,
}

impl Findings<'_> {
    /// Notes what a text has become.
    fn add(&mut self, what: &'static str, text: &str) {
        self.all.push(Finding {
            file: self.file.to_owned(),
            what,
            excerpt: excerpt(text),
        });
    }

    /// Notes a text unless it is as it should be.
    fn require(&mut self, holds: bool, what: &'static str, text: &str) {
        if !holds {
            self.add(what, text);
        }
    }
}

/// Everything in a crate that is more than text.
pub fn check(tree: &OutputTree) -> Vec<Finding> {
    check_where(tree, |_| true)
}

/// As [`check`], in the files alone that have a mark, which takes half the time.
pub fn check_marked(tree: &OutputTree) -> Vec<Finding> {
    check_where(tree, |text| text.contains(MARK))
}

fn check_where(tree: &OutputTree, wanted: impl Fn(&str) -> bool) -> Vec<Finding> {
    let mut all = Vec::new();
    files::paths(tree, &mut all);
    for (path, text) in tree.iter() {
        if !path.starts_with(SUPPORT) && wanted(text) {
            file(path, text, &mut all);
        }
    }
    all
}

fn file(path: &str, text: &str, all: &mut Vec<Finding>) {
    let mut findings = Findings { file: path, all };
    files::characters(text, &mut findings);
    match path.rsplit_once('.').map(|(_, suffix)| suffix) {
        Some("rs") => rust::check(text, &mut findings),
        Some("md") => markdown::page(text, &mut findings),
        Some("toml") => files::toml(text, &mut findings),
        Some("json") => files::json(text, &mut findings),
        _ => findings.require(!text.contains(MARK), "stands in a file of ours", text),
    }
}

/// The text around the mark, on one line and short.
fn excerpt(text: &str) -> String {
    const BEFORE: usize = 30;
    let chars: Vec<char> = text.chars().collect();
    let mark: Vec<char> = MARK.chars().collect();
    let at = chars.windows(mark.len()).position(|window| window == mark);
    let start = at.unwrap_or(0).saturating_sub(BEFORE);
    let shown: String = chars[start..].iter().take(3 * BEFORE).collect();
    format!("{shown:?}")
}
