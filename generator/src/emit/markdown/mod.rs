//! Markdown of ours, and what a document's text becomes in it.
//!
//! In comes CommonMark as people write it in OpenAPI documents, mixed with HTML; or a
//! text that is meant as it stands. [`Markdown`] has one function for each context that
//! such a text can stand in, and takes it in no other way:
//!
//! | context | function |
//! |---|---|
//! | blocks of a page or a doc comment | [`Markdown::blocks`], [`Markdown::comment`] |
//! | a cell of a table | [`Markdown::cell`], [`Markdown::summary`] |
//! | words in a paragraph or a list | [`Markdown::text`] |
//! | inline code | [`Markdown::code`], [`Markdown::cell_code`] |
//! | a block of code | [`Markdown::code_block`] |
//!
//! What becomes of CommonMark:
//!
//! | in | out |
//! |---|---|
//! | headings | bold lines, so that a page's outline stays its own |
//! | code blocks | fenced and labelled, none as Rust |
//! | HTML | Markdown where there is some for it, else nothing, else text |
//! | `[brackets]`, `<angles>`, bare URLs | escaped, or made the links they are |
//! | relative links | resolved against the document's site, or plain text |
//! | tables | lists |
//!
//! Whatever comes in, what goes out has no HTML but ours, no character that cannot be
//! seen, and, but for blocks of code of our own, nothing that ends an HTML comment, since
//! the head of a page stands in one where rustdoc shows it.
//!
//! Most descriptions are plain sentences and are copied in one pass ([`plain`]); only
//! the others are parsed ([`render`]).

mod clean;
mod code;
mod escape;
mod html;
mod plain;
mod render;
mod site;
mod wrap;

#[cfg(test)]
mod tests;

pub use clean::{clean, is_visible};
pub use site::Site;

use std::borrow::Cow;

use super::piece::Piece;
use render::Mode;

/// Markdown that is safe to stand on a page or in a doc comment.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Markdown(String);

impl Markdown {
    /// None yet, with room for so many bytes.
    pub fn with_capacity(bytes: usize) -> Markdown {
        Markdown(String::with_capacity(bytes))
    }

    /// A description as blocks. Neither starts nor ends with a line break; empty where
    /// the text says nothing.
    pub fn blocks(text: &str, site: &Site<'_>) -> Markdown {
        Markdown::from_text(text, site, Mode::Block)
    }

    /// A description as blocks, its lines wrapped for a doc comment.
    pub fn comment(text: &str, site: &Site<'_>) -> Markdown {
        Markdown(wrap::wrap(Markdown::blocks(text, site).0))
    }

    /// A description in a cell of a table: one line, pipes escaped.
    pub fn cell(text: &str, site: &Site<'_>) -> Markdown {
        Markdown::from_text(text, site, Mode::Cell)
    }

    /// The first paragraph of a description as one line, in a table or elsewhere.
    pub fn summary(text: &str, site: &Site<'_>) -> Markdown {
        Markdown::from_text(text, site, Mode::Summary)
    }

    fn from_text(text: &str, site: &Site<'_>, mode: Mode) -> Markdown {
        let mut out = String::with_capacity(text.len() + 16);
        if !plain::copy(&mut out, text, mode) {
            render::render(&mut out, text, site, mode);
        }
        Markdown(out)
    }

    /// Several, with something between them.
    pub fn join(parts: &[Markdown], between: &'static str) -> Markdown {
        let mut joined = Markdown::default();
        for (index, part) in parts.iter().enumerate() {
            if index > 0 {
                joined.push(between);
            }
            joined.append(part);
        }
        joined
    }

    /// Appends a piece of ours.
    pub fn push(&mut self, piece: impl Piece) {
        piece.append_to(&mut self.0);
    }

    /// Appends other Markdown.
    pub fn append(&mut self, other: &Markdown) {
        self.0.push_str(&other.0);
    }

    /// Appends a text as it stands: one line, without markup. A heading must not end with
    /// it, where braces would be attributes.
    pub fn text(&mut self, text: &str) {
        let line_start = self.0.is_empty() || self.0.ends_with('\n');
        let place = escape::Place {
            line_start,
            in_link: true,
            in_table: true,
        };
        escape::text(&mut self.0, one_line(text).trim(), place);
    }

    /// Appends inline code: one line.
    pub fn code(&mut self, code: &str) {
        code::span(&mut self.0, &one_line(code), false);
    }

    /// Appends inline code in a cell of a table.
    pub fn cell_code(&mut self, code: &str) {
        code::span(&mut self.0, &one_line(code), true);
    }

    /// Appends a block of code, which ends with a line break. It is not to stand in a
    /// comment, which it may end.
    pub fn code_block(&mut self, language: &'static str, text: &str) {
        code::fenced(&mut self.0, language, clean(text).trim_end(), "");
        self.0.push('\n');
    }

    /// The first letter as a capital.
    #[must_use]
    pub fn capitalized(self) -> Markdown {
        let mut letters = self.0.chars();
        let mut text = String::with_capacity(self.0.len());
        text.extend(letters.next().into_iter().flat_map(char::to_uppercase));
        text.push_str(letters.as_str());
        Markdown(text)
    }

    /// The first sentence, if it has at most so many bytes and is complete by itself.
    pub fn first_sentence(&self, most: usize) -> Option<Markdown> {
        let text = &self.0;
        let end = text.find(". ").map_or(text.len(), |i| i + 1);
        let sentence = &text[..end];
        let even = |marks: &[char]| sentence.matches(marks).count().is_multiple_of(2);
        let whole = even(&['`']) && even(&['*']) && even(&['[', ']']) && even(&['(', ')']);
        let good = whole && !sentence.is_empty() && sentence.len() <= most;
        good.then(|| Markdown(sentence.to_owned()))
    }

    /// Whether it ends as a sentence does.
    pub fn is_sentence(&self) -> bool {
        self.0.ends_with(['.', '!', '?'])
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// How many bytes it has.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Makes room for more bytes.
    pub fn reserve(&mut self, bytes: usize) {
        self.0.reserve(bytes);
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The text.
    pub fn into_string(self) -> String {
        self.0
    }
}

/// Text for a place of one line, without what cannot be seen.
fn one_line(text: &str) -> Cow<'_, str> {
    let clean = clean(text);
    if clean.contains('\n') {
        Cow::Owned(clean.replace('\n', " "))
    } else {
        clean
    }
}
