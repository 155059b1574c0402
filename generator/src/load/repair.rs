//! Text that is nearly JSON, or nearly YAML.
//!
//! What comes in: text that failed to parse. What goes out: the same text with
//! the common faults painted over, byte by byte, so that every position stays
//! what it was. In JSON: numbers beyond `f64`, line breaks and tabs inside
//! strings, half surrogate pairs, commas before a closing bracket, comments. In
//! YAML: control characters, and tabs where they indent nothing.

/// The repaired text, and what was wrong with it; `None` where nothing was found.
pub(super) fn yaml(text: &str) -> Option<(String, String)> {
    let mut faults = Vec::new();
    let mut out = String::with_capacity(text.len());
    for line in text.split_inclusive('\n') {
        let content = line.trim_start_matches([' ', '\t', '-']);
        let start = &line[..line.len() - content.len()];
        // A line of nothing or a comment needs no indentation, and what follows
        // a dash is none.
        let empty = matches!(content.chars().next(), None | Some('\n' | '\r' | '#'));
        let dash = if empty { Some(0) } else { start.find('-') };
        for (at, c) in line.char_indices() {
            let harmless = c == '\t' && at < start.len() && dash.is_some_and(|dash| at >= dash);
            let fault = match c {
                '\t' if harmless => "tabs among the indentation",
                '\0'..='\x08'
                | '\x0B'..='\x0C'
                | '\x0E'..='\x1F'
                | '\x7F'
                | '\u{FFFE}'
                | '\u{FFFF}' => "control characters",
                '\u{80}'..='\u{84}' | '\u{86}'..='\u{9F}' => "control characters",
                c => {
                    out.push(c);
                    continue;
                }
            };
            out.extend(std::iter::repeat_n(' ', c.len_utf8()));
            if !faults.contains(&fault) {
                faults.push(fault);
            }
        }
    }
    (!faults.is_empty()).then(|| (out, faults.join(", ")))
}

/// The repaired text, and what was wrong with it; `None` where nothing was found.
pub(super) fn json(text: &str) -> Option<(String, String)> {
    let mut repair = Repair {
        out: text.as_bytes().to_vec(),
        faults: Vec::new(),
    };
    let mut at = 0;
    while at < repair.out.len() {
        at = match repair.out[at] {
            b'"' => repair.string(at),
            b'-' | b'0'..=b'9' => repair.number(at),
            b'/' => repair.comment(at),
            b',' => repair.comma(at),
            _ => at + 1,
        };
    }
    if repair.faults.is_empty() {
        return None;
    }
    let repaired = String::from_utf8(repair.out).ok()?;
    Some((repaired, repair.faults.join(", ")))
}

struct Repair {
    out: Vec<u8>,
    faults: Vec<&'static str>,
}

impl Repair {
    fn fault(&mut self, what: &'static str) {
        if !self.faults.contains(&what) {
            self.faults.push(what);
        }
    }

    /// From an opening quote to behind the closing one.
    fn string(&mut self, start: usize) -> usize {
        let mut at = start + 1;
        while let Some(byte) = self.out.get(at).copied() {
            match byte {
                b'"' => return at + 1,
                b'\\' => at = self.escape(at),
                0..=0x1F => {
                    self.fault("control characters in strings");
                    self.out[at] = b' ';
                    at += 1;
                }
                _ => at += 1,
            }
        }
        at
    }

    /// From a backslash to behind the escape.
    fn escape(&mut self, at: usize) -> usize {
        match self.unit(at) {
            Some(0xD800..=0xDBFF) if matches!(self.unit(at + 6), Some(0xDC00..=0xDFFF)) => at + 12,
            Some(0xD800..=0xDFFF) => {
                self.fault("half surrogate pairs");
                self.out[at + 2..at + 6].copy_from_slice(b"FFFD");
                at + 6
            }
            _ => at + 2,
        }
    }

    /// The code unit of `\uXXXX` at this place.
    fn unit(&self, at: usize) -> Option<u16> {
        let escape = self.out.get(at..at + 6)?;
        let digits = std::str::from_utf8(escape).ok()?.strip_prefix("\\u")?;
        u16::from_str_radix(digits, 16).ok()
    }

    /// From the first character of a number to behind the last.
    fn number(&mut self, start: usize) -> usize {
        let part = |b: &u8| matches!(b, b'-' | b'+' | b'.' | b'e' | b'E' | b'0'..=b'9');
        let len = self.out[start..].iter().take_while(|b| part(b)).count();
        let number = std::str::from_utf8(&self.out[start..start + len]);
        let value = number.ok().and_then(|n| n.parse::<f64>().ok());
        if let Some(value) = value.filter(|value| value.is_infinite()) {
            self.fault("numbers beyond the range of f64");
            let nearest: &[u8] = if value > 0.0 { b"1e308" } else { b"-1e308" };
            let space = &mut self.out[start..start + len];
            space.fill(b' ');
            space[..nearest.len()].copy_from_slice(nearest);
        }
        start + len
    }

    fn comment(&mut self, start: usize) -> usize {
        let rest = &self.out[start..];
        let len = if rest.starts_with(b"//") {
            rest.iter().position(|b| *b == b'\n')
        } else if rest.starts_with(b"/*") {
            rest.windows(2)
                .position(|two| two == b"*/")
                .map(|at| at + 2)
        } else {
            return start + 1;
        };
        self.fault("comments");
        let end = len.map_or(self.out.len(), |len| start + len);
        for byte in self.out[start..end].iter_mut().filter(|b| **b != b'\n') {
            *byte = b' ';
        }
        end
    }

    fn comma(&mut self, at: usize) -> usize {
        let next = self.out[at + 1..].iter().find(|b| !b.is_ascii_whitespace());
        if matches!(next, Some(b'}' | b']')) {
            self.fault("commas before a closing bracket");
            self.out[at] = b' ';
        }
        at + 1
    }
}
