//! A string that matches a simple regular expression.
//!
//! Patterns in API documents are mostly of one kind: anchors, literals, classes
//! and counts (`^[A-Z]{2}-\d{4}$`). These are made from left to right, with the
//! letters of a believable word where a class allows them. Anything cleverer
//! gives `None`.

/// A string that matches `pattern`, with letters from `word` where they fit.
pub(super) fn matching(pattern: &str, word: &str) -> Option<String> {
    if pattern.len() > 300 {
        return None;
    }
    let mut parser = Parser {
        pattern: pattern.chars().collect(),
        at: 0,
        depth: 0,
    };
    let parts = parser.alternatives()?;
    if parser.at < parser.pattern.len() {
        return None;
    }
    let mut maker = Maker {
        out: String::new(),
        word: word.chars().collect(),
        used: 0,
    };
    maker.sequence(&parts);
    (maker.out.len() <= 200).then_some(maker.out)
}

/// A piece of a pattern and how often it may stand.
struct Part {
    piece: Piece,
    low: usize,
    high: usize,
}

enum Piece {
    /// One of these ranges of characters.
    Class(Vec<(char, char)>),
    Group(Vec<Part>),
}

struct Parser {
    pattern: Vec<char>,
    at: usize,
    depth: usize,
}

impl Parser {
    fn next(&mut self) -> Option<char> {
        let next = self.peek()?;
        self.at += 1;
        Some(next)
    }

    fn peek(&self) -> Option<char> {
        self.pattern.get(self.at).copied()
    }

    fn takes(&mut self, c: char) -> bool {
        let takes = self.peek() == Some(c);
        self.at += usize::from(takes);
        takes
    }

    /// The first of several alternatives; the others only have to be read.
    fn alternatives(&mut self) -> Option<Vec<Part>> {
        self.depth += 1;
        if self.depth > 10 {
            return None;
        }
        let first = self.sequence()?;
        while self.takes('|') {
            self.sequence()?;
        }
        self.depth -= 1;
        Some(first)
    }

    fn sequence(&mut self) -> Option<Vec<Part>> {
        let mut parts = Vec::new();
        while let Some(c) = self.peek() {
            let piece = match c {
                '|' | ')' => break,
                '^' | '$' => {
                    self.at += 1;
                    continue;
                }
                '(' => {
                    self.at += 1;
                    if self.takes('?') && !self.takes(':') {
                        return None; // looks around, or has a name
                    }
                    let group = self.alternatives()?;
                    if !self.takes(')') {
                        return None;
                    }
                    Piece::Group(group)
                }
                '[' => {
                    self.at += 1;
                    Piece::Class(self.class()?)
                }
                '.' => {
                    self.at += 1;
                    Piece::Class(vec![('a', 'z'), ('0', '9'), (' ', '~')])
                }
                '\\' => {
                    self.at += 1;
                    Piece::Class(escape(self.next()?)?)
                }
                '*' | '+' | '?' | '{' => return None,
                c => {
                    self.at += 1;
                    Piece::Class(vec![(c, c)])
                }
            };
            let (low, high) = self.count()?;
            parts.push(Part { piece, low, high });
        }
        Some(parts)
    }

    /// The inside of `[..]`.
    fn class(&mut self) -> Option<Vec<(char, char)>> {
        let negated = self.takes('^');
        let mut ranges = Vec::new();
        loop {
            let low = match self.next()? {
                ']' if !ranges.is_empty() => break,
                '\\' => {
                    let class = escape(self.next()?)?;
                    match class.as_slice() {
                        [(a, b)] if a == b => *a,
                        _ => {
                            ranges.extend(class);
                            continue;
                        }
                    }
                }
                c => c,
            };
            let is_range = self.peek() == Some('-')
                && self.pattern.get(self.at + 1).is_some_and(|c| *c != ']');
            if !is_range {
                ranges.push((low, low));
                continue;
            }
            self.at += 1;
            let high = match self.next()? {
                '\\' => escape(self.next()?)?.first()?.0,
                c => c,
            };
            ranges.push((low, high));
        }
        if !negated {
            return Some(ranges);
        }
        let allowed = ('a'..='z')
            .chain('A'..='Z')
            .chain('0'..='9')
            .chain(['-', '_', ' ']);
        let inside = |c: &char| ranges.iter().any(|(low, high)| low <= c && c <= high);
        let allowed: Vec<_> = allowed.filter(|c| !inside(c)).map(|c| (c, c)).collect();
        (!allowed.is_empty()).then_some(allowed)
    }

    /// `*`, `+`, `?`, `{2}`, `{2,}`, `{2,4}` or nothing.
    fn count(&mut self) -> Option<(usize, usize)> {
        let count = match self.peek() {
            Some('*') => (0, 12),
            Some('+') => (1, 12),
            Some('?') => (0, 1),
            Some('{') => {
                let rest = &self.pattern[self.at + 1..];
                let end = rest.iter().position(|c| *c == '}')?;
                let text: String = rest[..end].iter().collect();
                self.at += end + 1;
                match text.split_once(',') {
                    None => (text.parse().ok()?, text.parse().ok()?),
                    Some((low, "")) => (low.parse().ok()?, low.parse::<usize>().ok()?.max(12)),
                    Some((low, high)) => (low.parse().ok()?, high.parse().ok()?),
                }
            }
            _ => return Some((1, 1)),
        };
        self.at += 1;
        self.takes('?'); // lazy
        (count.0 <= 100 && count.0 <= count.1).then_some(count)
    }
}

fn escape(c: char) -> Option<Vec<(char, char)>> {
    Some(match c {
        'd' => vec![('0', '9')],
        'w' => vec![('a', 'z'), ('0', '9'), ('A', 'Z'), ('_', '_')],
        's' => vec![(' ', ' ')],
        'S' | 'D' => vec![('a', 'z')],
        'W' => vec![('-', '-')],
        'n' => vec![('\n', '\n')],
        't' => vec![('\t', '\t')],
        'r' => vec![('\r', '\r')],
        c if c.is_ascii_alphanumeric() => return None,
        c => vec![(c, c)],
    })
}

struct Maker {
    out: String,
    word: Vec<char>,
    used: usize,
}

impl Maker {
    fn sequence(&mut self, parts: &[Part]) {
        for part in parts {
            match &part.piece {
                Piece::Group(group) => {
                    for _ in 0..part.low {
                        if self.out.len() > 200 {
                            return;
                        }
                        self.sequence(group);
                    }
                }
                Piece::Class(ranges) => self.class(ranges, part.low, part.high),
            }
        }
    }

    fn class(&mut self, ranges: &[(char, char)], low: usize, high: usize) {
        let fits = |c: char| ranges.iter().any(|(a, b)| *a <= c && c <= *b);
        let optional = low == 0 && high == 1;
        let wanted = if optional { 0 } else { high };
        let mut made = 0;
        while made < wanted && high > 1 && self.used < self.word.len() {
            let c = self.word[self.used];
            self.used += 1;
            // A class of one case takes the other's letters as well.
            let fitting = [c, c.to_ascii_uppercase(), c.to_ascii_lowercase()];
            if let Some(c) = fitting.into_iter().find(|c| fits(*c)) {
                self.out.push(c);
                made += 1;
            }
        }
        // What the word does not give counts up: `abc`, `123`.
        let (first, last) = ranges[0];
        let start = if first == '0' && last == '9' {
            '1'
        } else {
            first
        };
        while made < low {
            // A range may be written the wrong way round: `[9-1]`.
            let span = (last as u32).saturating_sub(start as u32) + 1;
            let c = char::from_u32(start as u32 + made as u32 % span).unwrap_or(start);
            self.out.push(c);
            made += 1;
        }
    }
}
