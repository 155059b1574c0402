//! Text written so that Markdown reads it as text.

/// Where a text is written.
#[derive(Clone, Copy)]
pub(super) struct Place {
    /// The line has only its indentation so far.
    pub line_start: bool,
    /// The text of a link cannot contain another one.
    pub in_link: bool,
    /// Pipes end the cell.
    pub in_table: bool,
}

impl Place {
    /// In the middle of a paragraph.
    pub fn inside() -> Place {
        Place {
            line_start: false,
            in_link: false,
            in_table: false,
        }
    }
}

/// Appends text, escaped where Markdown would take it for markup; bare URLs
/// become links.
pub(super) fn text(out: &mut String, text: &str, place: Place) {
    let bytes = text.as_bytes();
    let mut done = 0;
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        let first = at == 0 && place.line_start;
        if byte == b'h'
            && !place.in_link
            && let Some(end) = url_at(text, at)
        {
            out.push_str(&text[done..at]);
            url(out, &text[at..end]);
            (at, done) = (end, end);
            continue;
        }
        let escape = match byte {
            b'\\' | b'`' | b'*' | b'[' | b']' | b'<' | b'~' => true,
            b'_' => !(is_word(bytes, at.wrapping_sub(1)) && is_word(bytes, at + 1)),
            b'|' => place.in_table || first,
            b'>' => first || bytes[..at].ends_with(b"--") || at < 2,
            b'&' => is_word(bytes, at + 1) || bytes.get(at + 1) == Some(&b'#'),
            b'#' | b'+' | b'-' | b'=' | b':' => first,
            b'.' | b')' => place.line_start && at > 0 && bytes[..at].iter().all(u8::is_ascii_digit),
            _ => false,
        };
        if escape {
            out.push_str(&text[done..at]);
            out.push('\\');
            done = at;
        }
        at += 1;
    }
    out.push_str(&text[done..]);
}

fn is_word(bytes: &[u8], at: usize) -> bool {
    bytes
        .get(at)
        .is_some_and(|b| b.is_ascii_alphanumeric() || *b >= 0x80)
}

/// Where the bare URL that starts at `at` ends.
fn url_at(text: &str, at: usize) -> Option<usize> {
    let rest = &text[at..];
    let host = rest
        .strip_prefix("https://")
        .or_else(|| rest.strip_prefix("http://"))?;
    if is_word(text.as_bytes(), at.wrapping_sub(1)) || !is_word(host.as_bytes(), 0) {
        return None;
    }
    let length = rest
        .find(|c: char| c.is_whitespace() || c.is_control() || "<>\"`\\|^".contains(c))
        .unwrap_or(rest.len());
    let mut url = &rest[..length];
    loop {
        url = url.trim_end_matches(['.', ',', ';', ':', '!', '?', '\'', '*', '_', '~']);
        match url.as_bytes().last() {
            Some(b')') if url.matches(')').count() > url.matches('(').count() => {}
            Some(b']') if url.matches(']').count() > url.matches('[').count() => {}
            Some(b'}') if url.matches('}').count() > url.matches('{').count() => {}
            _ => break,
        }
        url = &url[..url.len() - 1];
    }
    Some(at + url.len())
}

/// A URL that readers can follow is a link; a template or a local one is code.
pub(super) fn url(out: &mut String, url: &str) {
    let local = url.contains("://localhost") || url.contains("://127.");
    let odd = url.contains(['{', '}', '[', ']']) || url.ends_with("--");
    let (open, close) = if local || odd { ('`', '`') } else { ('<', '>') };
    out.push(open);
    out.push_str(url);
    out.push(close);
}

/// Appends a code span. `|` is escaped in a table, where it would end the cell
/// even inside code.
pub(super) fn code(out: &mut String, code: &str, in_table: bool) {
    let fence = longest_run(code) + 1;
    let pad = code.starts_with('`')
        || code.ends_with('`')
        || (code.starts_with(' ') && code.ends_with(' ') && !code.trim().is_empty());
    let ticks = |out: &mut String| (0..fence).for_each(|_| out.push('`'));
    ticks(out);
    if pad {
        out.push(' ');
    }
    for (index, part) in code.split('|').enumerate() {
        if index > 0 {
            out.push_str(if in_table { "\\|" } else { "|" });
        }
        out.push_str(part);
    }
    if pad {
        out.push(' ');
    }
    ticks(out);
}

/// The length of the longest run of backticks.
pub fn longest_run(code: &str) -> usize {
    if !code.contains('`') {
        return 0;
    }
    code.split(|c| c != '`').map(str::len).max().unwrap_or(0)
}
