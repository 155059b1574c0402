//! What is on a page, as a Markdown parser sees it.

use std::collections::{HashMap, HashSet};
use std::ops::Range;
use std::sync::LazyLock;

use pulldown_cmark::{
    BrokenLink, CodeBlockKind, CowStr, Event, LinkType, Options, Parser, Tag, TagEnd,
};
use regex::Regex;

/// A page.
#[derive(Debug, Default)]
pub struct Page {
    /// Headings and what stands between them, in order.
    pub blocks: Vec<(usize, Block)>,
    /// Every link: its line and where it leads.
    pub links: Vec<(usize, String)>,
    /// Labels that are used and not defined.
    pub undefined: Vec<(usize, String)>,
    /// Every table.
    pub tables: Vec<Table>,
    /// Every code block.
    pub code: Vec<Code>,
    /// Every tag of raw HTML: its line, its name, and whether it closes.
    pub html: Vec<(usize, String, bool)>,
    /// What a link can lead to on this page.
    pub anchors: HashSet<String>,
}

/// A block at the top level.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Block {
    /// A heading: its level and its text.
    Heading(usize, String),
    /// A paragraph: its text.
    Paragraph(String),
    /// The next of [`Page::tables`].
    Table,
    /// The next of [`Page::code`].
    Code,
    /// Raw HTML that shows something: no comment.
    Html(String),
    /// A list, a quotation, a line.
    Other,
}

/// A table.
#[derive(Debug, Default)]
pub struct Table {
    /// Its line.
    pub line: usize,
    /// What its columns are called.
    pub head: Vec<String>,
    /// Its rows, as they are written: line and text.
    pub rows: Vec<(usize, String)>,
}

/// A code block.
#[derive(Debug)]
pub struct Code {
    /// Its line.
    pub line: usize,
    /// What stands behind the fence; `None` for a block without one.
    pub info: Option<String>,
    /// The heading of the second level that it is under.
    pub section: String,
}

impl Page {
    /// Reads a page.
    pub fn read(text: &str) -> Page {
        let lines = Lines::of(text);
        let mut undefined = Vec::new();
        let mut page = Page::default();
        // `[text]` alone is no link unless somebody defined it.
        let note = |link: BrokenLink<'_>| -> Option<(CowStr<'_>, CowStr<'_>)> {
            if link.link_type != LinkType::Shortcut {
                undefined.push((lines.at(link.span.start), link.reference.to_string()));
            }
            None
        };
        let parser =
            Parser::new_with_broken_link_callback(text, options(), Some(note)).into_offset_iter();
        let mut reader = Reader::new(text, &lines, &mut page);
        for (event, range) in parser {
            reader.event(event, range);
        }
        page.undefined = undefined;
        page
    }
}

/// What GitHub and rustdoc have in common beyond CommonMark.
fn options() -> Options {
    Options::ENABLE_TABLES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_FOOTNOTES
}

/// Where lines begin.
struct Lines(Vec<usize>);

impl Lines {
    fn of(text: &str) -> Lines {
        let breaks = text.match_indices('\n').map(|(at, _)| at + 1);
        Lines(std::iter::once(0).chain(breaks).collect())
    }

    fn at(&self, position: usize) -> usize {
        self.0.partition_point(|start| *start <= position)
    }
}

struct Reader<'a> {
    source: &'a str,
    lines: &'a Lines,
    page: &'a mut Page,
    /// How many containers are open.
    depth: usize,
    /// The text of the open heading, paragraph, cell or piece of HTML.
    text: String,
    section: String,
    in_head: bool,
    slugs: HashMap<String, usize>,
}

impl<'a> Reader<'a> {
    fn new(source: &'a str, lines: &'a Lines, page: &'a mut Page) -> Reader<'a> {
        Reader {
            source,
            lines,
            page,
            depth: 0,
            text: String::new(),
            section: String::new(),
            in_head: false,
            slugs: HashMap::new(),
        }
    }

    fn event(&mut self, event: Event<'_>, range: Range<usize>) {
        let line = self.lines.at(range.start);
        match event {
            Event::Start(tag) => {
                self.open(tag, line, &range);
                self.depth += 1;
            }
            Event::End(tag) => {
                self.depth -= 1;
                self.close(tag, line);
            }
            Event::Text(text) | Event::Code(text) => self.text.push_str(&text),
            Event::SoftBreak | Event::HardBreak => self.text.push(' '),
            Event::Html(html) | Event::InlineHtml(html) => self.html(&html, line),
            Event::Rule => self.block(line, Block::Other),
            _ => {}
        }
    }

    fn open(&mut self, tag: Tag<'_>, line: usize, range: &Range<usize>) {
        match tag {
            Tag::Heading { .. } | Tag::Paragraph | Tag::TableCell | Tag::HtmlBlock => {
                self.text.clear();
            }
            Tag::List(_) | Tag::BlockQuote(_) | Tag::FootnoteDefinition(_) => {
                self.block(line, Block::Other);
            }
            Tag::Link {
                link_type,
                dest_url,
                ..
            } => {
                let mail = matches!(link_type, LinkType::Email);
                let scheme = if mail { "mailto:" } else { "" };
                self.page.links.push((line, format!("{scheme}{dest_url}")));
            }
            Tag::Image { dest_url, .. } => self.page.links.push((line, dest_url.to_string())),
            Tag::Table(_) => {
                self.block(line, Block::Table);
                self.page.tables.push(Table {
                    line,
                    ..Table::default()
                });
            }
            Tag::TableHead => self.in_head = true,
            Tag::TableRow => {
                let row = self.source[range.clone()].trim_end().to_owned();
                if let Some(table) = self.page.tables.last_mut() {
                    table.rows.push((line, row));
                }
            }
            Tag::CodeBlock(kind) => {
                self.block(line, Block::Code);
                self.page.code.push(Code {
                    line,
                    info: match kind {
                        CodeBlockKind::Fenced(info) => Some(info.to_string()),
                        CodeBlockKind::Indented => None,
                    },
                    section: self.section.clone(),
                });
            }
            _ => {}
        }
    }

    fn close(&mut self, tag: TagEnd, line: usize) {
        let text = self.text.trim().to_owned();
        match tag {
            TagEnd::Heading(level) => {
                if level as usize == 2 {
                    self.section.clone_from(&text);
                }
                self.anchor(&text);
                self.block(line, Block::Heading(level as usize, text));
            }
            TagEnd::Paragraph => self.block(line, Block::Paragraph(text)),
            TagEnd::HtmlBlock if !text.is_empty() => self.block(line, Block::Html(text)),
            TagEnd::TableHead => self.in_head = false,
            TagEnd::TableCell if self.in_head => {
                if let Some(table) = self.page.tables.last_mut() {
                    table.head.push(text);
                }
            }
            _ => {}
        }
    }

    fn block(&mut self, line: usize, block: Block) {
        if self.depth == 0 {
            self.page.blocks.push((line, block));
        }
    }

    fn html(&mut self, html: &str, line: usize) {
        static TAG: LazyLock<Regex> = LazyLock::new(|| regex(r"<(/?)([a-zA-Z][a-zA-Z0-9-]*)"));
        static HREF: LazyLock<Regex> =
            LazyLock::new(|| regex(r#"(?:href|src)\s*=\s*["']([^"']*)["']"#));
        static ID: LazyLock<Regex> =
            LazyLock::new(|| regex(r#"\s(?:id|name)\s*=\s*["']([^"']*)["']"#));
        static COMMENT: LazyLock<Regex> = LazyLock::new(|| regex(r"(?s)<!--.*?-->"));
        let html = COMMENT.replace_all(html, "");
        for tag in TAG.captures_iter(&html) {
            let name = tag[2].to_ascii_lowercase();
            self.page.html.push((line, name, !tag[1].is_empty()));
        }
        for link in HREF.captures_iter(&html) {
            self.page.links.push((line, link[1].to_owned()));
        }
        for id in ID.captures_iter(&html) {
            self.page.anchors.insert(id[1].to_owned());
        }
        self.text.push_str(&html);
    }

    /// The anchor that GitHub gives to a heading.
    fn anchor(&mut self, heading: &str) {
        let slug = slug(heading);
        let count = self.slugs.entry(slug.clone()).or_insert(0);
        let anchor = match *count {
            0 => slug,
            number => format!("{slug}-{number}"),
        };
        *count += 1;
        self.page.anchors.insert(anchor);
    }
}

/// Small letters, digits, `-` and `_`; a space becomes `-`, the rest goes.
fn slug(heading: &str) -> String {
    heading
        .to_lowercase()
        .chars()
        .filter(|c| c.is_alphanumeric() || matches!(c, '-' | '_' | ' '))
        .map(|c| if c == ' ' { '-' } else { c })
        .collect()
}

fn regex(pattern: &str) -> Regex {
    Regex::new(pattern).expect("a pattern of ours")
}
