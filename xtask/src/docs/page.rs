//! A page for mdBook: the README is its index, and diagrams are pictures.
//!
//! What comes in: a page as it is on disk. What goes out: the same Markdown with a few
//! pieces replaced, found by a parser that reads as mdBook does. Nothing of the page is
//! HTML afterwards but the elements that pages write themselves ([`quiet`]).

use std::collections::BTreeMap;
use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, Event, Options, Parser, Tag, TagEnd};

use super::diagram;
use super::quiet::quiet;

/// What mdBook calls the README.
const INDEX: &str = "index.md";

/// The path of a page in the book.
pub fn path(page: &str) -> &str {
    if page == "README.md" { INDEX } else { page }
}

/// A piece of a text, and what takes its place.
pub type Edit = (Range<usize>, String);

/// The text of a page in the book. `targets` tells where models have their pages.
pub fn page(text: &str, targets: &BTreeMap<String, String>) -> String {
    let text = quiet(text);
    apply(&text, edits(&text, targets))
}

/// What mdBook reads beyond CommonMark.
pub fn options() -> Options {
    Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_HEADING_ATTRIBUTES
        | Options::ENABLE_DEFINITION_LIST
        | Options::ENABLE_GFM
}

/// A text with some pieces replaced.
pub fn apply(text: &str, mut edits: Vec<Edit>) -> String {
    edits.sort_by_key(|(range, _)| range.start);
    let mut out = String::with_capacity(text.len() + 1024);
    let mut done = 0;
    for (range, replacement) in edits {
        if range.start >= done {
            out.push_str(&text[done..range.start]);
            out.push_str(&replacement);
            done = range.end;
        }
    }
    out.push_str(&text[done..]);
    out
}

fn edits(text: &str, targets: &BTreeMap<String, String>) -> Vec<Edit> {
    let mut edits = Vec::new();
    let parser = Parser::new_ext(text, options());
    for (label, definition) in parser.reference_definitions().iter() {
        if label.starts_with("crate") && definition.dest.starts_with("../README.md") {
            let span = definition.span.clone();
            let moved = text[span.clone()].replace("../README.md", &format!("../{INDEX}"));
            edits.push((span, moved));
        }
    }
    let mut in_table = false;
    let mut block: Option<(Range<usize>, String)> = None;
    for (event, range) in parser.into_offset_iter() {
        match event {
            Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(info))) if &*info == "mermaid" => {
                block = Some((range, String::new()));
            }
            Event::Text(line) if block.is_some() => {
                block.iter_mut().for_each(|(_, code)| code.push_str(&line));
            }
            Event::End(TagEnd::CodeBlock) => edits.extend(block.take().map(|(range, code)| {
                let lines: Vec<&str> = code.lines().collect();
                (range, diagram::svg(&lines, targets))
            })),
            Event::Start(Tag::Table(_)) => in_table = true,
            Event::End(TagEnd::Table) => in_table = false,
            // A type may be broken behind a bracket.
            Event::Text(_) if in_table && &text[range.clone()] == "&lt;" => {
                edits.push((range, "&lt;<wbr>".to_owned()));
            }
            // Whoever sees the diagram need not unfold it.
            Event::Html(_)
                if text[range.clone()].trim_end() == "<details>"
                    && text[range.end..].starts_with("<summary>Neighbours") =>
            {
                edits.push((range, "<details open>\n".to_owned()));
            }
            _ => {}
        }
    }
    edits
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_readme_is_the_index() {
        assert_eq!(path("README.md"), "index.md");
        assert_eq!(path("docs/Pet.md"), "docs/Pet.md");
        let text = "See `../README.md` and [it][crate].\n\n[crate]: ../README.md#models\n";
        let wanted = "See `../README.md` and [it][crate].\n\n[crate]: ../index.md#models\n";
        assert_eq!(page(text, &BTreeMap::new()), wanted);
    }

    #[test]
    fn diagrams_are_pictures_and_shown() {
        let text = "<details>\n<summary>Neighbours</summary>\n\n\
                    ```mermaid\nclassDiagram\n    Pet *-- Tag : tag\n```\n\n</details>\n";
        let page = page(text, &BTreeMap::new());
        assert!(page.starts_with("<details open>\n<summary>"), "{page}");
        assert!(page.contains("</svg>") && !page.contains("```"), "{page}");
    }

    #[test]
    fn a_diagram_within_another_block_is_code() {
        let text = "````text\n```mermaid\nclassDiagram\n    A *-- B : b\n````\n\nText.\n";
        assert_eq!(page(text, &BTreeMap::new()), text);
    }

    #[test]
    fn types_in_tables_may_be_broken() {
        let text = "| A |\n|---|\n| <code>Vec&lt;i32&gt;</code> `&lt;` |\n";
        let wanted = "| A |\n|---|\n| <code>Vec&lt;<wbr>i32&gt;</code> `&lt;` |\n";
        assert_eq!(page(text, &BTreeMap::new()), wanted);
    }
}
