//! Long lines broken for doc comments, so that Rust files stay readable.

/// Columns, so that a comment in an indented item stays below a hundred.
const WIDTH: usize = 88;

/// Breaks long lines of Markdown that [`super::block`] wrote. Code blocks stay
/// as they are; a line is broken only before a word that starts with a letter,
/// so that no line starts a list or a heading by accident.
pub(super) fn wrap(text: String) -> String {
    if text.lines().all(|line| line.len() <= WIDTH) {
        return text;
    }
    let mut out = String::with_capacity(text.len() + text.len() / WIDTH);
    let mut block: Option<Block<'_>> = None;
    for (index, line) in text.lines().enumerate() {
        if index > 0 {
            out.push('\n');
        }
        let content = line.trim_start_matches([' ', '>']);
        match &block {
            Some(open) => {
                if open.ends_with(content) {
                    block = None;
                }
                out.push_str(line);
            }
            None => {
                block = Block::starting_with(content);
                if block.is_none() && line.len() > WIDTH && !content.starts_with(PRE) {
                    wrap_line(&mut out, line);
                } else {
                    out.push_str(line);
                }
            }
        }
    }
    out
}

/// A block of code, which has to stay as it is.
enum Block<'a> {
    /// Between fences like this one.
    Fenced(&'a str),
    /// Between tags.
    Preformatted,
}

const PRE: &str = "<pre>";

impl<'a> Block<'a> {
    /// The block that goes on below a line.
    fn starting_with(line: &'a str) -> Option<Block<'a>> {
        let marks = line.len() - line.trim_start_matches('`').len();
        if marks >= 3 {
            Some(Block::Fenced(&line[..marks]))
        } else if line.starts_with(PRE) && !Block::Preformatted.ends_with(line) {
            Some(Block::Preformatted)
        } else {
            None
        }
    }

    fn ends_with(&self, line: &str) -> bool {
        match self {
            Block::Fenced(fence) => line == *fence,
            Block::Preformatted => line.ends_with("</pre>"),
        }
    }
}

fn wrap_line(out: &mut String, line: &str) {
    let indent = continuation(line);
    let bytes = line.as_bytes();
    let (mut start, mut column) = (0, 0);
    let mut last_space = None;
    let mut at = indent.len();
    while at < bytes.len() {
        match bytes[at] {
            b'`' => {
                let run = bytes[at..].iter().take_while(|b| **b == b'`').count();
                let after = at + run;
                let close = line[after..].find(&line[at..after]);
                let end = close.map_or(after, |i| after + i + run);
                column += end - at;
                at = end;
                continue;
            }
            b' ' if bytes.get(at + 1).is_some_and(u8::is_ascii_alphabetic) => {
                last_space = Some(at);
            }
            _ => {}
        }
        at += 1;
        column += 1;
        if let Some(space) = last_space.filter(|_| column > WIDTH - indent.len()) {
            out.push_str(&line[start..space]);
            out.push('\n');
            out.push_str(&indent);
            start = space + 1;
            column = at - start;
            last_space = None;
        }
    }
    out.push_str(&line[start..]);
}

/// What the next line of the same paragraph starts with: quotation marks stay,
/// indentation stays, a list marker becomes indentation.
fn continuation(line: &str) -> String {
    let mut indent: String = line
        .chars()
        .take_while(|c| matches!(c, ' ' | '>'))
        .collect();
    let rest = &line[indent.len()..];
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    let marker = match rest.as_bytes().get(digits) {
        Some(b'.') if digits > 0 => digits + 2,
        Some(b'-') if digits == 0 => 2,
        _ => 0,
    };
    if marker > 0 && rest.as_bytes().get(marker - 1) == Some(&b' ') {
        indent.extend(std::iter::repeat_n(' ', marker));
    }
    indent
}
