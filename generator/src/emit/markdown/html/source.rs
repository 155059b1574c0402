//! The pieces of a source: tags, code spans, code blocks.

/// How far a tag, a code span or an element without nesting may reach. It bounds
/// the work on hostile text.
const REACH: usize = 4000;

/// A tag of HTML.
pub(super) struct Tag<'a> {
    pub name: &'a str,
    pub closing: bool,
    attributes: &'a str,
    pub length: usize,
    /// `<https://..>` and `<me@example.com>` are Markdown's own.
    pub is_autolink: bool,
}

impl<'a> Tag<'a> {
    /// The tag at the start of a text.
    pub fn parse(text: &'a str) -> Option<Tag<'a>> {
        let inner = text.strip_prefix('<')?;
        let closing = inner.starts_with('/');
        let inner = inner.strip_prefix('/').unwrap_or(inner);
        let name_end = inner
            .find(|c: char| !c.is_ascii_alphanumeric())
            .filter(|end| *end > 0 && inner.as_bytes()[0].is_ascii_alphabetic())?;
        let end = reach(inner).find(['>', '<'])?;
        if inner.as_bytes()[end] == b'<' {
            return None;
        }
        let attributes = &inner[name_end..end];
        let scheme = attributes.starts_with(':') && !attributes.contains(' ');
        Some(Tag {
            name: &inner[..name_end],
            closing,
            attributes,
            length: text.len() - inner.len() + end + 1,
            is_autolink: scheme || (attributes.contains('@') && !attributes.contains([' ', '='])),
        })
    }

    /// The value of an attribute.
    pub fn attribute(&self, name: &str) -> Option<&'a str> {
        let start = self.attributes.find(&format!("{name}="))? + name.len() + 1;
        let value = &self.attributes[start..];
        let value = match value.chars().next()? {
            quote @ ('"' | '\'') => value[1..].split(quote).next()?,
            _ => value.split_whitespace().next()?,
        };
        (!value.is_empty()).then_some(value)
    }
}

/// The start of a text, as far as we look.
pub(super) fn reach(text: &str) -> &str {
    let mut end = text.len().min(REACH);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[..end]
}

/// Whether a paragraph is an item of a list, or of one around it.
pub(super) fn is_list(paragraph: &str) -> bool {
    let first = paragraph.trim_start_matches('\n');
    first.starts_with([' ', '-', '*', '+']) || first.starts_with(|c: char| c.is_ascii_digit())
}

/// The length of a line and of those below that are as far in.
pub(super) fn line(text: &str) -> usize {
    let lines = text.split_inclusive('\n');
    let code = lines.take_while(|l| l.starts_with("    ") || l.trim().is_empty());
    code.map(str::len).sum()
}

pub(super) fn is_fence(text: &str) -> bool {
    text.starts_with("```") || text.starts_with("~~~")
}

/// The length of a fenced code block.
pub(super) fn fence(text: &str) -> usize {
    let mark = &text[..1];
    let run = text.len() - text.trim_start_matches(mark).len();
    let mut length = 0;
    for (index, line) in text.split_inclusive('\n').enumerate() {
        length += line.len();
        let trimmed = line.trim();
        if index > 0 && trimmed.len() >= run && trimmed.bytes().all(|b| b == mark.as_bytes()[0]) {
            break;
        }
    }
    length
}

/// The length of a code span, or of the backticks alone when it is not closed.
pub(super) fn span(text: &str) -> usize {
    let run = text.len() - text.trim_start_matches('`').len();
    let mut at = run;
    let limit = reach(text).len();
    while at < limit {
        let Some(next) = text[at..].find('`') else {
            break;
        };
        at += next;
        let closing = text[at..].bytes().take_while(|b| *b == b'`').count();
        at += closing;
        if closing == run {
            return at;
        }
    }
    run
}

/// Where `</name>` is.
pub(super) fn find_close(text: &str, name: &str) -> Option<usize> {
    let mut at = 0;
    loop {
        at += text[at..].find("</")?;
        let close = &text[at + 2..];
        let found = close
            .get(..name.len())
            .is_some_and(|n| n.eq_ignore_ascii_case(name));
        if found && close[name.len()..].starts_with('>') {
            return Some(at);
        }
        at += 2;
    }
}

/// The entities that code in HTML cannot do without.
pub(super) fn decode(text: &str) -> String {
    text.replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&#39;", "'")
        .replace("&nbsp;", " ")
        .replace("&amp;", "&")
}
