//! One page, and links that work for all its readers.
//!
//! The label of a link is the Rust path of what it means:
//! `[RunStepObject][crate::models::RunStepObject]`. Readers of the file find the
//! label's definition, `RunStepObject.md`, between the description and the
//! properties. Rustdoc resolves the label itself, because there the definitions
//! are out of sight: the macro that includes a page opens an HTML comment before
//! it, and the line [`SEAM`] closes the comment. So rustdoc also leaves out the
//! title, the description and the diagram; the item shows those itself.
//!
//! In front of the seam nothing may contain `-->`; [`super::prose`] sees to that.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use crate::api::ModelId;

use super::super::Context;

/// Ends what rustdoc does not show.
const SEAM: &str = "<!-- Where rustdoc shows this page, it begins here. -->";

/// Ends every page.
const FOOT: &str = "\n[[Back to Model list]][crate::models] \
                    [[Back to API list]][crate::endpoints] \
                    [[Back to README]][crate]\n";

/// A page being written.
pub(super) struct Page<'a> {
    cx: &'a Context<'a>,
    /// Title, description, diagram: before the seam.
    pub head: String,
    /// After the seam.
    pub body: String,
    models: BTreeSet<ModelId>,
    operations: BTreeSet<usize>,
}

impl<'a> Page<'a> {
    pub fn new(cx: &'a Context<'a>, title: &str) -> Page<'a> {
        let mut head = String::with_capacity(512);
        let _ = writeln!(head, "# {title}");
        Page {
            cx,
            head,
            body: String::with_capacity(4096),
            models: BTreeSet::new(),
            operations: BTreeSet::new(),
        }
    }

    /// Adds a paragraph or another block to what stands before the seam.
    pub fn head_block(&mut self, text: &str) {
        if !text.is_empty() {
            let _ = write!(self.head, "\n{text}\n");
        }
    }

    /// Adds a heading.
    pub fn section(&mut self, title: &str) {
        let _ = write!(self.body, "\n## {title}\n\n");
    }

    /// Adds a link to a model.
    pub fn model(&mut self, id: ModelId) {
        let name = &self.cx.names.model(id).rust;
        put(&mut self.body, &["[", name, "][crate::models::", name, "]"]);
        self.models.insert(id);
    }

    /// Adds a link to an operation.
    pub fn operation(&mut self, position: usize) {
        let (page, method) = operation(self.cx, position);
        let label = ["[", method, "][crate::endpoints::", page, "#", method, "]"];
        put(&mut self.body, &label);
        self.operations.insert(position);
    }

    /// The page's text.
    pub fn finish(self) -> String {
        let links = self.links();
        let pieces = [&self.head, "\n", &links, SEAM, "\n", &self.body, FOOT];
        // Thousands of pages are kept, so none takes more room than it needs.
        let mut out = String::with_capacity(pieces.iter().map(|piece| piece.len()).sum());
        put(&mut out, &pieces);
        out
    }

    /// The definitions of the labels.
    fn links(&self) -> String {
        let mut out = String::with_capacity(1024);
        for id in &self.models {
            let name = self.cx.names.model(*id);
            put(
                &mut out,
                &["[crate::models::", &name.rust, "]: ", &name.page, ".md\n"],
            );
        }
        for position in &self.operations {
            let (page, method) = operation(self.cx, *position);
            put(&mut out, &["[crate::endpoints::", page, "#", method, "]: "]);
            put(&mut out, &[page, ".md#", method, "\n"]);
        }
        out.push_str(
            "[crate::models]: ../README.md#documentation-for-models\n\
             [crate::endpoints]: ../README.md#documentation-for-api-endpoints\n\
             [crate]: ../README.md\n",
        );
        out
    }
}

/// Appends several pieces; `write!` takes its time for as much.
pub(super) fn put(out: &mut String, pieces: &[&str]) {
    pieces.iter().for_each(|piece| out.push_str(piece));
}

/// The page and the anchor of an operation.
fn operation<'a>(cx: &Context<'a>, position: usize) -> (&'a str, &'a str) {
    let tag = cx.api.operations[position].tag;
    let names = cx.names;
    (&names.tag(tag).page, &names.operation(position).method)
}
