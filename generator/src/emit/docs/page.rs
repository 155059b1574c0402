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
//! In front of the seam nothing may contain `-->`; [`Markdown`] sees to that.

use std::collections::BTreeSet;

use crate::api::ModelId;
use crate::name::Identifier;

use super::super::Context;
use super::super::markdown::Markdown;
use super::super::piece::Piece;

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
    pub head: Markdown,
    /// After the seam.
    pub body: Markdown,
    models: BTreeSet<ModelId>,
    operations: BTreeSet<usize>,
}

impl<'a> Page<'a> {
    pub fn new(cx: &'a Context<'a>, title: &Identifier) -> Page<'a> {
        let mut head = Markdown::with_capacity(512);
        pieces!(head, "# ", title, "\n");
        Page {
            cx,
            head,
            body: Markdown::with_capacity(4096),
            models: BTreeSet::new(),
            operations: BTreeSet::new(),
        }
    }

    /// Adds a paragraph or another block to what stands before the seam.
    pub fn head_block(&mut self, block: &Markdown) {
        if !block.is_empty() {
            self.head.push("\n");
            self.head.append(block);
            self.head.push("\n");
        }
    }

    /// Adds a paragraph or another block behind the seam.
    pub fn block(&mut self, block: &Markdown) {
        if !block.is_empty() {
            self.body.push("\n");
            self.body.append(block);
            self.body.push("\n");
        }
    }

    /// Adds a heading.
    pub fn section(&mut self, title: impl Piece) {
        pieces!(self.body, "\n## ", title, "\n\n");
    }

    /// Adds a link to a model.
    pub fn model(&mut self, id: ModelId) {
        let name = &self.cx.names.model(id).rust;
        pieces!(self.body, "[", name, "][crate::models::", name, "]");
        self.models.insert(id);
    }

    /// Adds a link to an operation.
    pub fn operation(&mut self, position: usize) {
        let (page, method) = operation(self.cx, position);
        pieces!(
            self.body,
            "[",
            method,
            "][crate::endpoints::",
            page,
            "#",
            method,
            "]"
        );
        self.operations.insert(position);
    }

    /// The whole page.
    pub fn finish(self) -> Markdown {
        let links = self.links();
        let room = self.head.len() + links.len() + self.body.len() + SEAM.len() + FOOT.len() + 2;
        // Thousands of pages are kept, so none takes more room than it needs.
        let mut page = Markdown::with_capacity(room);
        page.append(&self.head);
        page.push("\n");
        page.append(&links);
        pieces!(page, SEAM, "\n");
        page.append(&self.body);
        page.push(FOOT);
        page
    }

    /// The definitions of the labels.
    fn links(&self) -> Markdown {
        let mut links = Markdown::with_capacity(1024);
        for id in &self.models {
            let name = self.cx.names.model(*id);
            pieces!(
                links,
                "[crate::models::",
                &name.rust,
                "]: ",
                &name.page,
                ".md\n"
            );
        }
        for position in &self.operations {
            let (page, method) = operation(self.cx, *position);
            pieces!(links, "[crate::endpoints::", page, "#", method, "]: ");
            pieces!(links, page, ".md#", method, "\n");
        }
        links.push(
            "[crate::models]: ../README.md#documentation-for-models\n\
             [crate::endpoints]: ../README.md#documentation-for-api-endpoints\n\
             [crate]: ../README.md\n",
        );
        links
    }
}

/// The page and the anchor of an operation.
fn operation<'a>(cx: &Context<'a>, position: usize) -> (&'a Identifier, &'a Identifier) {
    let tag = cx.api.operations[position].tag;
    let names = cx.names;
    (&names.tag(tag).page, &names.operation(position).method)
}
