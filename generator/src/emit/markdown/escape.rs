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

/// Appends text, escaped where Markdown would take it for markup; bare URLs
/// become links.
pub(super) fn text(out: &mut String, text: &str, place: Place) {
    let bytes = text.as_bytes();
    let digits = bytes.iter().take_while(|b| b.is_ascii_digit()).count();
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
            b'>' => {
                // The dashes may belong to what stands before this text.
                out.push_str(&text[done..at]);
                done = at;
                first || ends_with_dashes(out.as_bytes())
            }
            b'&' => is_word(bytes, at + 1) || bytes.get(at + 1) == Some(&b'#'),
            b'#' | b'+' | b'-' | b'=' | b':' => first,
            b'.' | b')' => place.line_start && at > 0 && at == digits,
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

/// Whether a `>` here would end an HTML comment.
pub(super) fn ends_with_dashes(before: &[u8]) -> bool {
    before.strip_suffix(b"!").unwrap_or(before).ends_with(b"--")
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
    Some(at + without_punctuation(&rest[..length]).len())
}

/// A URL without the punctuation that belongs to the sentence around it: brackets that
/// it does not open, and what ends a sentence.
fn without_punctuation(mut url: &str) -> &str {
    let count = |bracket: char| url.matches(bracket).count();
    let mut unopened = [('(', ')'), ('[', ']'), ('{', '}')]
        .map(|(open, close)| (close, count(close).saturating_sub(count(open))));
    loop {
        url = url.trim_end_matches(['.', ',', ';', ':', '!', '?', '\'', '*', '_', '~']);
        let last = unopened
            .iter_mut()
            .find(|(close, left)| *left > 0 && url.ends_with(*close));
        let Some((_, left)) = last else {
            return url;
        };
        *left -= 1;
        url = &url[..url.len() - 1];
    }
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
