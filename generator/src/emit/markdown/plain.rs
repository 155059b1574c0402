//! The fast path: text without anything that Markdown could take for markup is
//! copied in one pass.
//!
//! Plain are letters, digits, most punctuation, words with `_` inside, code
//! spans in single backticks, and lines that start with a letter. Whatever is
//! in doubt is not plain and goes to the parser.

use super::escape::ends_with_dashes;
use super::render::Mode;

/// Copies `text` if it is plain. Otherwise leaves `out` as it was and answers
/// false.
pub(super) fn copy(out: &mut String, text: &str, mode: Mode) -> bool {
    let start = out.len();
    let text = text.trim_matches([' ', '\n']);
    // Code right behind code of ours would be one run of marks.
    if out.ends_with('`') {
        return false;
    }
    let plain = Copier {
        out,
        text,
        mode,
        done: 0,
    }
    .run();
    if plain.is_none() {
        out.truncate(start);
    }
    plain.is_some()
}

/// What a byte means where nothing is known about its neighbours.
#[derive(Clone, Copy, PartialEq)]
enum Class {
    Plain,
    /// Depends on its neighbours.
    Look,
    Markup,
}

const CLASSES: [Class; 256] = classes();

const fn classes() -> [Class; 256] {
    let mut table = [Class::Markup; 256];
    let mut byte = 0;
    while byte < 256 {
        table[byte] = match byte as u8 {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b' ' | b',' | b'.' | b';' | b'(' | b')' => {
                Class::Plain
            }
            b'"' | b'\'' | b'/' | b'%' | b'?' | b'+' | b'-' | b'=' | b'^' | b'$' | b'!' | b'{'
            | b'}' | b'@' | b'#' => Class::Plain,
            b'_' | b':' | b'&' | b'`' | b'\n' | b'>' | b'|' | 0xC2 | 0xD8 | 0xE2 | 0xEF => {
                Class::Look
            }
            0x80..=0xFF => Class::Plain,
            _ => Class::Markup,
        };
        byte += 1;
    }
    table
}

struct Copier<'a> {
    out: &'a mut String,
    text: &'a str,
    mode: Mode,
    /// How much of `text` is in `out`.
    done: usize,
}

impl Copier<'_> {
    /// `None` when the text is not plain.
    fn run(mut self) -> Option<()> {
        let bytes = self.text.as_bytes();
        starts_plain(bytes, 0)?;
        let mut at = 0;
        while let Some(&byte) = bytes.get(at) {
            match CLASSES[usize::from(byte)] {
                Class::Plain => at += 1,
                Class::Markup => return None,
                Class::Look => match byte {
                    b'\n' => match self.line_break(at)? {
                        Some(next) => at = next,
                        None => return Some(()),
                    },
                    b'`' => at = self.code(at)?,
                    b'|' => {
                        if self.mode != Mode::Block {
                            self.flush(at);
                            self.out.push('\\');
                        }
                        at += 1;
                    }
                    _ => {
                        harmless(bytes, at)?;
                        at += 1;
                    }
                },
            }
        }
        self.flush(bytes.len());
        Some(())
    }

    fn flush(&mut self, to: usize) {
        self.out.push_str(&self.text[self.done..to]);
        self.done = to;
    }

    /// From a line break to the start of the next line; `Some(None)` at the end
    /// of a summary.
    fn line_break(&mut self, at: usize) -> Option<Option<usize>> {
        let bytes = self.text.as_bytes();
        if at > 0 && bytes[at - 1] == b' ' {
            return None; // perhaps a hard break
        }
        let mut next = at + 1;
        while bytes.get(next) == Some(&b'\n') {
            next += 1;
        }
        self.flush(at);
        match (self.mode, next - at) {
            (Mode::Block, 1) => self.out.push('\n'),
            (Mode::Block, _) => self.out.push_str("\n\n"),
            (_, 1) => self.out.push(' '),
            (Mode::Cell, _) => self.out.push_str("<br>"),
            (Mode::Summary, _) => return Some(None),
        }
        self.done = next;
        starts_plain(bytes, next)?;
        Some(Some(next))
    }

    /// From an opening backtick to behind the closing one, on one line.
    fn code(&mut self, at: usize) -> Option<usize> {
        let bytes = self.text.as_bytes();
        let mut end = at + 1;
        loop {
            match bytes.get(end)? {
                b'`' => break,
                b'\n' | b'\t' | b'\r' | 0..0x20 => return None,
                b'|' if self.mode != Mode::Block => {
                    self.flush(end);
                    self.out.push('\\');
                }
                b'>' if ends_with_dashes(&bytes[..end]) => return None,
                0xC2 | 0xD8 | 0xE2 | 0xEF => harmless(bytes, end)?,
                _ => {}
            }
            end += 1;
        }
        if end == at + 1 || bytes.get(end + 1) == Some(&b'`') {
            return None; // a longer run of backticks
        }
        Some(end + 1)
    }
}

/// Whether a line can start here without starting a list, a heading or code.
fn starts_plain(bytes: &[u8], at: usize) -> Option<()> {
    let plain = match bytes.get(at) {
        None => true,
        Some(b'a'..=b'z' | b'A'..=b'Z' | b'`' | b'(' | b'"' | b'\'' | 0x80..) => true,
        Some(b'0'..=b'9') => {
            let digits = bytes[at..].iter().take_while(|b| b.is_ascii_digit());
            !matches!(bytes.get(at + digits.count()), Some(b'.' | b')'))
        }
        Some(_) => false,
    };
    plain.then_some(())
}

/// Whether a byte that may be markup is none here.
fn harmless(bytes: &[u8], at: usize) -> Option<()> {
    let next = bytes.get(at + 1).copied().unwrap_or(b' ');
    let after = bytes.get(at + 2).copied().unwrap_or(b' ');
    let harmless = match bytes[at] {
        b'_' => at > 0 && bytes[at - 1].is_ascii_alphanumeric() && next.is_ascii_alphanumeric(),
        b':' => next != b'/',
        b'&' => !(next.is_ascii_alphanumeric() || next == b'#'),
        b'>' => !ends_with_dashes(&bytes[..at]),
        0xC2 => next >= 0xA0,
        0xD8 => next != 0x9C,
        // Marks of direction and line separators.
        0xE2 => !matches!(
            (next, after),
            (0x80, 0xA8..=0xAE) | (0x80, 0x8B..=0x8F) | (0x81, 0xA0..=0xAF)
        ),
        0xEF => next != 0xBB,
        _ => false,
    };
    harmless.then_some(())
}
