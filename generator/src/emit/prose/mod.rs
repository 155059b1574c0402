//! Text from strangers, made safe: descriptions of any quality become Markdown
//! that cannot break a page, a table or rustdoc.
//!
//! In comes CommonMark as people write it in OpenAPI documents, mixed with HTML.
//! Out goes Markdown of ours:
//!
//! | in | out |
//! |---|---|
//! | headings | bold lines, so that a page's outline stays its own |
//! | code blocks | fenced and labelled, so that none becomes a doctest |
//! | HTML | Markdown where there is some for it, else nothing, else text |
//! | `[brackets]`, `<angles>`, bare URLs | escaped, or made the links they are |
//! | relative links | resolved against the document's site, or plain text |
//! | tables | lists |
//!
//! Most descriptions are plain sentences and are copied in one pass ([`plain`]);
//! only the others are parsed ([`render`]).

mod clean;
mod escape;
mod html;
mod item;
mod notes;
mod plain;
mod plan;
mod render;
mod rustdoc;
mod site;
mod wrap;

#[cfg(test)]
mod tests;

pub use clean::clean;
pub use escape::longest_run;
pub use item::{constant, field, introduction, model, value, variant};
pub use notes::Notes;
pub use plan::{recognised, told_apart};
pub use rustdoc::{
    PAGE_MACRO, central_model, endpoint_pages, endpoints_module, front_page, page_attribute,
};
pub use site::Site;

use std::borrow::Cow;

use render::Mode;

/// Writes a description as blocks, for a page or a doc comment. Neither starts
/// nor ends with a line break.
pub fn block(out: &mut String, text: &str, site: &Site<'_>) {
    write(out, text, site, Mode::Block);
}

/// Writes a description into a cell of a table: one line, pipes escaped.
pub fn cell(out: &mut String, text: &str, site: &Site<'_>) {
    write(out, text, site, Mode::Cell);
}

/// Writes the first paragraph of a description as one line of a table.
pub fn summary(out: &mut String, text: &str, site: &Site<'_>) {
    write(out, text, site, Mode::Summary);
}

/// Writes code into a cell of a table.
pub fn code_cell(out: &mut String, code: &str) {
    if code.is_empty() {
        out.push_str("(empty)");
    } else {
        escape::code(out, &one_line(code), true);
    }
}

/// A description as blocks, its lines wrapped for a doc comment.
pub fn comment(text: &str, site: &Site<'_>) -> String {
    let mut out = String::with_capacity(text.len() + 16);
    block(&mut out, text, site);
    wrap::wrap(out)
}

/// Text for a code span: one line, nothing invisible.
fn one_line(text: &str) -> Cow<'_, str> {
    let clean = clean(text);
    if clean.contains('\n') {
        Cow::Owned(clean.replace('\n', " "))
    } else {
        clean
    }
}

fn write(out: &mut String, text: &str, site: &Site<'_>, mode: Mode) {
    if !plain::copy(out, text, mode) {
        render::render(out, text, site, mode);
    }
}
