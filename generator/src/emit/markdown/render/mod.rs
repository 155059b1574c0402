//! The slow path: text is parsed, and what it means is written anew.
//!
//! Everything that comes out is of our own making, so it is well formed whatever
//! went in: code is fenced and labelled, text is escaped, blocks are apart.
mod inline;

use pulldown_cmark::TextMergeStream;
use pulldown_cmark::{CodeBlockKind, Event, LinkType, Options, Parser, Tag, TagEnd};

use super::{Site, clean, html};

/// What is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Mode {
    /// Paragraphs, lists and code blocks.
    Block,
    /// One line in a table.
    Cell,
    /// The first paragraph, as one line in a table.
    Summary,
}

/// Lists and quotations within one another beyond this are written flat, so that
/// the output of hostile text stays linear.
const DEPTH: usize = 6;

/// Code blocks that keep their language; none of these is Rust.
const LANGUAGES: &[&str] = &[
    "bash",
    "console",
    "csv",
    "curl",
    "diff",
    "graphql",
    "html",
    "http",
    "javascript",
    "js",
    "json",
    "jsonc",
    "python",
    "sh",
    "shell",
    "sql",
    "toml",
    "typescript",
    "xml",
    "yaml",
];

/// Parses `text` and appends it as Markdown of ours.
pub(super) fn render(out: &mut String, text: &str, site: &Site<'_>, mode: Mode) {
    let clean = clean(text);
    let markdown = html::to_markdown(&clean);
    let options =
        Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH | Options::ENABLE_TASKLISTS;
    let mut renderer = Renderer {
        start: out.len(),
        out,
        site,
        mode,
        prefix: String::new(),
        containers: Vec::new(),
        lists: Vec::new(),
        fresh: true,
        line_start: true,
        hard_break: false,
        marked: usize::MAX,
        heading: None,
        strong: 0,
        struck: 0,
        link: None,
        code_block: None,
        row: Row::default(),
        item_ended: false,
        done: false,
    };
    for event in TextMergeStream::new(Parser::new_ext(&markdown, options)) {
        renderer.event(event);
        if renderer.done {
            break;
        }
    }
    let end = out.trim_end().len();
    out.truncate(end);
}

struct Renderer<'a> {
    out: &'a mut String,
    /// Where this text begins in `out`.
    start: usize,
    site: &'a Site<'a>,
    mode: Mode,
    /// What every line starts with: the indentation of lists, `> ` of quotations.
    prefix: String,
    /// The open list items and quotations.
    containers: Vec<Container>,
    /// The next number of each open list; `None` for bullets.
    lists: Vec<Option<u64>>,
    /// Nothing was written yet since the start or a list marker.
    fresh: bool,
    line_start: bool,
    hard_break: bool,
    /// Where the mark ends that was opened last.
    marked: usize,
    /// Where the text of the open heading starts.
    heading: Option<usize>,
    /// How many of these are open; the outermost alone is written.
    strong: usize,
    struck: usize,
    /// The open link: where it leads, and where its text starts.
    link: Option<(Option<String>, usize)>,
    /// The open code block: language and content.
    code_block: Option<(String, String)>,
    row: Row,
    /// The last thing was an item of the open list.
    item_ended: bool,
    done: bool,
}

/// An open list item or quotation.
struct Container {
    /// How much it added to the prefix.
    indent: usize,
    /// Where it began, marker and line break included.
    start: usize,
    /// Where its content begins.
    content: usize,
    /// Whether it is the first in what is around it.
    fresh: bool,
}

/// The open row of a table.
#[derive(Default)]
struct Row {
    is_head: bool,
    cells: usize,
}

impl Renderer<'_> {
    fn event(&mut self, event: Event<'_>) {
        match event {
            Event::Start(tag) => self.open(tag),
            Event::End(tag) => self.close(tag),
            Event::Text(text) => match &mut self.code_block {
                Some((_, code)) => code.push_str(&text),
                None => self.text(&text),
            },
            Event::Code(code) => self.code(&code),
            // What is left of HTML after its translation is text.
            Event::Html(html) | Event::InlineHtml(html) => {
                for (index, line) in html.trim_end_matches('\n').split('\n').enumerate() {
                    if index > 0 {
                        self.line_break();
                    }
                    self.text(line);
                }
            }
            Event::SoftBreak => self.line_break(),
            Event::HardBreak => self.hard_break = true,
            Event::TaskListMarker(done) => self.text(if done { "☑ " } else { "☐ " }),
            Event::Rule
            | Event::FootnoteReference(_)
            | Event::InlineMath(_)
            | Event::DisplayMath(_) => {}
        }
    }

    fn open(&mut self, tag: Tag<'_>) {
        match tag {
            Tag::Paragraph | Tag::HtmlBlock => self.block(),
            Tag::Heading { .. } => {
                self.block();
                self.mark("**");
                self.strong += 1;
                self.heading = Some(self.out.len());
            }
            Tag::BlockQuote(_) => {
                let start = (self.out.len(), self.fresh);
                self.block();
                let quoted = self.mode == Mode::Block && self.containers.len() < DEPTH;
                self.enter(start, if quoted { "> " } else { "" }, "> ");
            }
            Tag::CodeBlock(kind) => {
                let language = match &kind {
                    CodeBlockKind::Fenced(info) => info.split([' ', ',']).next(),
                    CodeBlockKind::Indented => None,
                };
                let language = language.unwrap_or_default().to_ascii_lowercase();
                let known = LANGUAGES.contains(&language.as_str());
                let language = if known { language } else { "text".to_owned() };
                self.code_block = Some((language, String::new()));
            }
            Tag::List(first) => {
                self.lists.push(first);
                self.item_ended = false;
            }
            Tag::Item => self.item(),
            Tag::TableHead | Tag::TableRow => {
                self.row = Row {
                    is_head: matches!(tag, Tag::TableHead),
                    cells: 0,
                };
                if self.row.is_head {
                    self.item_ended = false;
                    self.block();
                    self.strong += 1;
                    self.mark("**");
                } else {
                    self.lists.push(None);
                    self.item();
                }
            }
            Tag::TableCell => {
                if self.row.cells > 0 {
                    self.before_inline();
                    self.out.push_str(" · ");
                }
                self.row.cells += 1;
            }
            Tag::Emphasis => self.mark("*"),
            Tag::Strong => {
                if self.strong == 0 {
                    self.mark("**");
                }
                self.strong += 1;
            }
            Tag::Strikethrough => {
                if self.struck == 0 {
                    self.mark("~~");
                }
                self.struck += 1;
            }
            Tag::Link {
                link_type,
                dest_url,
                ..
            } => {
                let mailto = match link_type {
                    LinkType::Email => format!("mailto:{dest_url}").into(),
                    _ => dest_url,
                };
                self.open_link(&mailto);
            }
            Tag::Image { dest_url, .. } if self.link.is_none() => self.open_link(&dest_url),
            _ => {}
        }
    }

    fn close(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Paragraph => self.done = self.mode == Mode::Summary,
            TagEnd::Heading(_) => {
                self.strong -= 1;
                let start = self.heading.take().unwrap_or(self.out.len());
                self.close_mark_from(start, "**");
            }
            TagEnd::BlockQuote(_) => self.leave(),
            TagEnd::CodeBlock => self.write_code(),
            TagEnd::List(_) => drop(self.lists.pop()),
            TagEnd::Item => {
                self.leave();
                self.item_ended = true;
            }
            TagEnd::TableHead => {
                self.strong -= 1;
                self.out.push_str("**");
            }
            TagEnd::TableRow => {
                self.leave();
                self.item_ended = true;
                self.lists.pop();
            }
            TagEnd::Emphasis => self.out.push('*'),
            TagEnd::Strong => {
                self.strong -= 1;
                if self.strong == 0 {
                    self.out.push_str("**");
                }
            }
            TagEnd::Strikethrough => {
                self.struck -= 1;
                if self.struck == 0 {
                    self.out.push_str("~~");
                }
            }
            TagEnd::Link | TagEnd::Image => self.close_link(),
            _ => {}
        }
    }

    /// Starts a block: apart from the previous one, or right after a marker.
    fn block(&mut self) {
        self.hard_break = false;
        if std::mem::take(&mut self.fresh) || self.out.len() == self.start {
            return;
        }
        match self.mode {
            Mode::Block => {
                self.out.push('\n');
                self.out.push_str(self.prefix.trim_end());
                self.new_line();
            }
            Mode::Cell | Mode::Summary => self.out.push_str("<br>"),
        }
        self.line_start = true;
    }

    fn new_line(&mut self) {
        self.out.push('\n');
        self.out.push_str(&self.prefix);
        self.line_start = true;
    }

    fn line_break(&mut self) {
        if self.mode == Mode::Block && self.heading.is_none() {
            self.new_line();
        } else {
            self.out.push(' ');
        }
    }

    fn item(&mut self) {
        let (start, fresh) = (self.out.len(), self.fresh);
        let depth = self.lists.len();
        let marker = match self.lists.last_mut() {
            Some(Some(number)) => {
                *number += 1;
                format!("{}. ", *number - 1)
            }
            _ => "- ".to_owned(),
        };
        if self.mode != Mode::Block {
            self.block();
            let marker = if marker == "- " { "• " } else { &marker };
            self.enter((start, fresh), "", marker);
            return;
        }
        if depth > 1 || std::mem::take(&mut self.item_ended) {
            if !self.fresh && self.out.len() > self.start {
                self.new_line();
            }
        } else {
            self.block();
        }
        let deep = self.containers.len() >= DEPTH;
        let indent = " ".repeat(if deep { 0 } else { marker.len() });
        self.enter((start, fresh), &indent, &marker);
    }

    fn enter(&mut self, (start, fresh): (usize, bool), indent: &str, marker: &str) {
        let unmarked = indent.is_empty() && marker == "> ";
        if !unmarked {
            self.out.push_str(marker);
        }
        self.prefix.push_str(indent);
        self.containers.push(Container {
            indent: indent.len(),
            start,
            content: self.out.len(),
            fresh,
        });
        self.fresh = true;
        self.line_start = true;
    }

    fn leave(&mut self) {
        let Some(container) = self.containers.pop() else {
            return;
        };
        self.prefix.truncate(self.prefix.len() - container.indent);
        if self.out[container.content..].trim().is_empty() {
            // Take its marker back.
            self.out.truncate(container.start);
            self.fresh = container.fresh;
        }
    }
}
