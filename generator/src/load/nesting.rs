//! A guard against brackets that nest without end.
//!
//! The YAML parser spends time on every token for every bracket that is open, and
//! builds all of its events before anyone can stop it, so that 1 MB of `[` would
//! take it a quarter of an hour. This scanner knows just enough YAML to tell
//! brackets that nest from brackets in prose.

use super::value::DEPTH;

/// The offset of the bracket that nests too deep, if one does.
pub(super) fn too_deep(text: &str) -> Option<usize> {
    if roughly(text.as_bytes()) <= DEPTH {
        return None;
    }
    let mut scanner = Scanner {
        text: text.as_bytes(),
        at: 0,
    };
    while scanner.at < scanner.text.len() {
        if let Some(deep) = scanner.line() {
            return Some(deep);
        }
    }
    None
}

/// An upper bound of the depth: brackets in prose count, closing ones that were
/// never opened do not.
fn roughly(text: &[u8]) -> usize {
    let is_bracket = |b: &u8| matches!(b, b'[' | b']' | b'{' | b'}');
    let (mut depth, mut deepest) = (0_usize, 0);
    for chunk in text.chunks(64) {
        // Most chunks have none, which is found out 64 bytes at a time.
        if chunk.iter().filter(|b| is_bracket(b)).count() == 0 {
            continue;
        }
        for byte in chunk {
            match byte {
                b'[' | b'{' => depth += 1,
                b']' | b'}' => depth = depth.saturating_sub(1),
                _ => {}
            }
            deepest = deepest.max(depth);
        }
    }
    deepest
}

struct Scanner<'t> {
    text: &'t [u8],
    at: usize,
}

impl Scanner<'_> {
    fn peek(&self) -> Option<u8> {
        self.text.get(self.at).copied()
    }

    fn skip_while(&mut self, wanted: impl Fn(u8) -> bool) {
        while self.peek().is_some_and(&wanted) {
            self.at += 1;
        }
    }

    /// One line in block style, with the flow collections, quoted strings and
    /// block scalars that begin on it.
    fn line(&mut self) -> Option<usize> {
        let start = self.at;
        self.skip_while(|b| b == b' ');
        let indent = self.at - start;
        // Whether a value may begin here: at the start, behind `key:`, behind a
        // marker, a tag or an anchor; not within a plain scalar.
        let mut begins = true;
        loop {
            self.skip_while(|b| matches!(b, b' ' | b'\t'));
            match self.peek() {
                Some(b'[' | b'{') if begins => {
                    if let Some(deep) = self.flow(indent) {
                        return Some(deep);
                    }
                }
                Some(quote @ (b'"' | b'\'')) if begins => self.quoted(quote),
                Some(b'|' | b'>') if begins => {
                    self.end_of_line();
                    self.block_scalar(indent);
                    return None;
                }
                Some(b'#' | b'\n') | None => {
                    self.end_of_line();
                    return None;
                }
                Some(first) => {
                    let word = self.at;
                    self.skip_while(|b| !matches!(b, b' ' | b'\t' | b'\n'));
                    let word = &self.text[word..self.at];
                    begins = matches!(first, b'!' | b'&') || word == b"-" || word.ends_with(b":");
                }
            }
        }
    }

    fn end_of_line(&mut self) {
        self.skip_while(|b| b != b'\n');
        self.at += 1;
    }

    fn block_scalar(&mut self, indent: usize) {
        while self.at < self.text.len() {
            let spaces = self.text[self.at..]
                .iter()
                .take_while(|b| **b == b' ')
                .count();
            let blank = matches!(self.text.get(self.at + spaces), Some(b'\n' | b'\r') | None);
            if !blank && spaces <= indent {
                return;
            }
            self.end_of_line();
        }
    }

    fn quoted(&mut self, quote: u8) {
        self.at += 1;
        while let Some(byte) = self.peek() {
            self.at += match byte {
                b'\\' if quote == b'"' => 2,
                _ => 1,
            };
            if byte == quote {
                return;
            }
        }
    }

    /// A flow collection, which ends at the latest where a line is indented less
    /// than the one it began on.
    fn flow(&mut self, indent: usize) -> Option<usize> {
        let mut depth = 0;
        while let Some(byte) = self.peek() {
            let before = self.at.checked_sub(1).map(|at| self.text[at]);
            let begins = matches!(
                before,
                None | Some(b' ' | b'\t' | b'\n' | b'[' | b'{' | b',' | b':')
            );
            match byte {
                b'"' | b'\'' if begins => {
                    self.quoted(byte);
                    continue;
                }
                b'#' if begins => {
                    self.end_of_line();
                    continue;
                }
                b'[' | b'{' => depth += 1,
                b']' | b'}' => depth -= 1,
                b'\n' => {
                    let rest = self.text[self.at + 1..].iter();
                    let blank = |b: &&u8| matches!(b, b' ' | b'\t' | b'\r' | b'\n');
                    let spaces = rest.clone().take_while(|b| **b == b' ').count();
                    if spaces < indent && rest.skip(spaces).take(1).all(|b| !blank(&b)) {
                        return None;
                    }
                }
                _ => {}
            }
            if depth > DEPTH {
                return Some(self.at);
            }
            self.at += 1;
            if depth == 0 {
                break;
            }
        }
        None
    }
}
