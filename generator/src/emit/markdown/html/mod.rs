//! HTML in descriptions, translated to the Markdown that says the same.
//!
//! This happens on the source, before it is parsed, because Markdown does not
//! look into HTML: `<p>See <a href="/x">this</a></p>` would be one opaque block.
//! Code is left alone, tags without a meaning here are dropped, and what is no
//! HTML (`Bearer <token>`) is escaped.

mod source;

use std::borrow::Cow;

use super::code;
use source::{Tag, decode, fence, find_close, is_fence, is_list, line, reach, span};

/// Deeper lists are written flat.
const DEPTH: usize = 4;

/// The text with its HTML translated.
pub(super) fn to_markdown(text: &str) -> Cow<'_, str> {
    if !text.contains('<') {
        return Cow::Borrowed(text);
    }
    let mut translator = Translator {
        text,
        at: 0,
        out: String::with_capacity(text.len() + 16),
        lists: Vec::new(),
        links: Vec::new(),
    };
    translator.run();
    Cow::Owned(translator.out)
}

struct Translator<'a> {
    text: &'a str,
    at: usize,
    out: String,
    /// The next number of each open list; `None` for bullets.
    lists: Vec<Option<u32>>,
    /// Where each open `<a>` leads.
    links: Vec<Option<&'a str>>,
}

impl<'a> Translator<'a> {
    fn run(&mut self) {
        let bytes = self.text.as_bytes();
        let mut line_start = true;
        while let Some(&byte) = bytes.get(self.at) {
            let rest = &self.text[self.at..];
            let taken = match byte {
                b' ' if line_start && self.is_indented_code() => line(rest),
                b'`' | b'~' if line_start && is_fence(rest) => fence(rest),
                b'`' => span(rest),
                b'\\' if bytes.get(self.at + 1) == Some(&b'<') => 2,
                b'<' => {
                    self.markup(rest);
                    line_start = self.out.ends_with('\n');
                    continue;
                }
                _ => {
                    // The tail bytes of a character are none of these.
                    let stop = |b: &u8| matches!(b, b'<' | b'`' | b'~' | b'\\' | b'\n');
                    let plain = rest.as_bytes()[1..].iter().position(stop);
                    let length = plain.map_or(rest.len(), |i| i + 1);
                    line_start = byte == b'\n' || (line_start && byte == b' ');
                    self.copy(if byte == b'\n' { 1 } else { length });
                    continue;
                }
            };
            line_start = false;
            self.copy(taken);
        }
        for link in std::mem::take(&mut self.links).into_iter().flatten() {
            self.close_link(link);
        }
    }

    /// Whether a line here, with its indentation ahead, is code: it stands after
    /// a blank line, in no list.
    fn is_indented_code(&self) -> bool {
        let before = &self.text[..self.at];
        let apart = before.is_empty() || before.ends_with("\n\n");
        apart
            && self.text[self.at..].starts_with("    ")
            && !before.rsplit("\n\n").nth(1).is_some_and(is_list)
    }

    fn copy(&mut self, length: usize) {
        self.out.push_str(&self.text[self.at..self.at + length]);
        self.at += length;
    }

    /// At a `<`.
    fn markup(&mut self, rest: &'a str) {
        if let Some(comment) = rest.strip_prefix("<!--") {
            match reach(comment).find("-->") {
                Some(end) => self.at += end + 7,
                None => self.escape(),
            }
            return;
        }
        match Tag::parse(rest) {
            // `<https://..>`, and `[text](<link with spaces>)`.
            Some(tag) if tag.is_autolink || self.out.ends_with("](") => self.copy(1),
            Some(tag) => {
                self.at += tag.length;
                self.tag(&tag);
            }
            None => self.escape(),
        }
    }

    fn escape(&mut self) {
        self.out.push('\\');
        self.copy(1);
    }

    fn tag(&mut self, tag: &Tag<'a>) {
        let name = tag.name.to_ascii_lowercase();
        match (name.as_str(), tag.closing) {
            ("br", _) => {
                self.out.push_str("\\\n");
                self.skip_space();
            }
            ("b" | "strong", false) => self.open_mark("**"),
            ("b" | "strong", true) => self.close_mark("**"),
            ("i" | "em" | "cite" | "var", false) => self.open_mark("*"),
            ("i" | "em" | "cite" | "var", true) => self.close_mark("*"),
            ("code" | "tt" | "kbd" | "samp", false) => self.code(&name),
            ("pre", false) => self.preformatted(),
            ("a", false) => {
                let link = tag.attribute("href");
                self.links.push(link);
                if link.is_some() {
                    self.out.push('[');
                }
            }
            ("a", true) => {
                if let Some(Some(link)) = self.links.pop() {
                    self.close_link(link);
                }
            }
            ("img", _) => {
                if let Some(alt) = tag.attribute("alt") {
                    self.out.push_str(&alt.replace(['<', '['], ""));
                }
            }
            ("ul" | "menu", false) => self.open_list(None),
            ("ol", false) => self.open_list(Some(1)),
            ("ul" | "ol" | "menu", true) => {
                self.lists.pop();
                self.block();
            }
            ("li" | "dt" | "tr", false) => self.item(),
            ("h1" | "h2" | "h3" | "h4" | "h5" | "h6", false) => {
                self.block();
                self.out.push_str("###### ");
            }
            ("td" | "th", false) => {
                if !self.out.ends_with(['\n', ' ']) {
                    self.out.push_str(" · ");
                }
                self.skip_space();
            }
            ("dd", false) => self.out.push_str(": "),
            ("td" | "th" | "li" | "dt" | "dd" | "tr", true) => self.skip_space(),
            (name, _) if BLOCKS.contains(&name) => self.block(),
            (name, _) if INLINES.contains(&name) => {}
            _ => {
                // Not HTML: what looked like a tag is text.
                self.at -= tag.length;
                self.escape();
            }
        }
    }

    fn close_link(&mut self, link: &str) {
        let link = link.replace(['<', '>', '\n', '\\'], "");
        self.out.push_str(&format!("](<{}>)", link.trim()));
    }

    /// `** bold **` is no bold, so spaces inside move out.
    fn open_mark(&mut self, mark: &str) {
        let rest = &self.text[self.at..];
        let space = rest.len() - rest.trim_start_matches(' ').len();
        if space > 0 {
            self.at += space;
            self.out.push(' ');
        }
        self.out.push_str(mark);
    }

    fn close_mark(&mut self, mark: &str) {
        let length = self.out.trim_end().len();
        let space = length < self.out.len();
        self.out.truncate(length);
        if self.out.ends_with(mark) {
            self.out.truncate(length - mark.len()); // nothing was in it
        } else {
            self.out.push_str(mark);
        }
        if space {
            self.out.push(' ');
        }
    }

    /// A code span, if the element is short and closed.
    fn code(&mut self, name: &str) {
        let rest = reach(&self.text[self.at..]);
        if let Some(end) = find_close(rest, name) {
            let content = rest[..end].split_whitespace().collect::<Vec<_>>().join(" ");
            code::span(&mut self.out, &decode(&content), false);
            self.at += end + name.len() + 3;
        }
    }

    fn preformatted(&mut self) {
        let rest = reach(&self.text[self.at..]);
        self.block();
        if let Some(end) = find_close(rest, "pre") {
            let content = decode(&rest[..end]);
            let content = content.replace("<code>", "").replace("</code>", "");
            code::block(&mut self.out, "", content.trim_matches('\n'), "");
            self.out.push_str("\n\n");
            self.at += end + "</pre>".len();
        }
    }

    /// Starts a new block, unless one has just started.
    fn block(&mut self) {
        self.skip_space();
        self.out
            .truncate(self.out.trim_end_matches([' ', '\n']).len());
        if !self.out.is_empty() {
            self.out.push_str("\n\n");
            self.indent(self.lists.len());
        }
    }

    fn open_list(&mut self, first: Option<u32>) {
        self.lists.push(first);
        self.skip_space();
    }

    fn item(&mut self) {
        self.skip_space();
        self.out.truncate(self.out.trim_end().len());
        if !self.out.is_empty() {
            let apart = self.lists.len() <= 1;
            self.out.push_str(if apart { "\n\n" } else { "\n" });
        }
        self.indent(self.lists.len().saturating_sub(1));
        match self.lists.last_mut() {
            Some(Some(number)) => {
                self.out.push_str(&format!("{number}. "));
                *number += 1;
            }
            _ => self.out.push_str("- "),
        }
    }

    fn indent(&mut self, depth: usize) {
        (0..depth.min(DEPTH)).for_each(|_| self.out.push_str("   "));
    }

    fn skip_space(&mut self) {
        let rest = &self.text[self.at..];
        self.at += rest.len() - rest.trim_start().len();
    }
}

/// Elements that stand on lines of their own.
const BLOCKS: &[&str] = &[
    "p",
    "div",
    "section",
    "article",
    "header",
    "footer",
    "aside",
    "main",
    "nav",
    "blockquote",
    "pre",
    "hr",
    "table",
    "thead",
    "tbody",
    "tfoot",
    "dl",
    "details",
    "summary",
    "center",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "figure",
    "figcaption",
    "address",
    "form",
    "fieldset",
];

/// Elements that are dropped while their content stays.
const INLINES: &[&str] = &[
    "span", "font", "u", "s", "small", "big", "sup", "sub", "mark", "abbr", "q", "ins", "del",
    "label", "wbr", "nobr", "col", "colgroup", "caption", "body", "html", "head", "b", "code",
    "tt", "kbd", "samp", "button", "input", "iframe", "svg", "path", "style", "script", "strike",
];
