//! Cuts a text where parts of it can be parsed at the same time.
//!
//! To parse is half of what it takes to generate, and no parser uses more than one
//! core. But nearly all documents put each entry of an object on a line of its own,
//! indented like its neighbours, so that lines tell where an object can be cut.
//!
//! ```text
//! info: ..             a run of entries
//! paths:               an entry in parts:
//!   /pets: ..            a run of entries
//!   /toys: ..            a run of entries
//! ```
//!
//! What lines tell is taken for a proposal: a part that does not parse to an object
//! means that the text is parsed as a whole. In JSON parts prove themselves, because
//! runs of entries with commas between them are the entries of one object. In YAML
//! what goes on behind a cut, such as a scalar in quotes or a list in brackets, is not
//! closed before it, and fails there.
//!
//! Where a text is cut depends on the text alone, not on how many cores there are.

use std::ops::Range;

use memchr::{memchr, memmem};
use rayon::prelude::*;

use super::Syntax;

/// What both syntaxes take for white space.
const WHITE: [char; 4] = [' ', '\t', '\n', '\r'];

/// How many objects within each other are cut: no document has its bulk deeper, and
/// each is gone through line by line.
const DEPTH: usize = 8;

/// A part of an object.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Part<'t> {
    /// Some of its entries, without the comma behind the last one.
    Run(&'t str),
    /// One of its entries, whose value is an object.
    Entry {
        /// The key as it stands.
        key: &'t str,
        /// The parts of the value.
        parts: Vec<Part<'t>>,
    },
}

/// How to cut.
#[derive(Debug, Clone, Copy)]
pub(super) struct Cut {
    /// What the text is written in.
    pub(super) syntax: Syntax,
    /// How long a run is at least, in bytes, but where there is no more.
    pub(super) size: usize,
}

impl Cut {
    /// The parts of the object that a text holds. `None` where it had better be parsed
    /// as a whole.
    pub(super) fn apply(self, text: &str) -> Option<Vec<Part<'_>>> {
        if text.len() < 2 * self.size {
            return None;
        }
        match self.syntax {
            Syntax::Json => {
                let object = text.trim_matches(WHITE);
                self.parts(object.strip_prefix('{')?.strip_suffix('}')?, 1)
            }
            // What is merged gives way to keys of other parts.
            Syntax::Yaml if memmem::find(text.as_bytes(), b"<<").is_some() => None,
            Syntax::Yaml => self.parts(text.strip_prefix("---\n").unwrap_or(text), 1),
        }
    }

    /// The parts of an object, so many of them within each other, whose entries are
    /// these.
    fn parts(self, body: &str, depth: usize) -> Option<Vec<Part<'_>>> {
        let mut parts = Vec::new();
        let mut run = 0..0;
        let entries = self.entries(body)?;
        let within = |entry: &Range<usize>| match entry.len() > 2 * self.size && depth < DEPTH {
            true => self.nested(body, entry, depth),
            false => None,
        };
        let nested: Vec<Option<Part<'_>>> = entries.par_iter().map(within).collect();
        for (entry, nested) in entries.into_iter().zip(nested) {
            if nested.is_some() || run.len() >= self.size {
                self.push(body, &run, &mut parts)?;
                run.start = entry.start;
            }
            run.end = entry.end;
            if let Some(nested) = nested {
                parts.push(nested);
                run.start = entry.end;
            }
        }
        self.push(body, &run, &mut parts)?;
        (parts.len() > 1).then_some(parts)
    }

    fn push<'t>(self, body: &'t str, run: &Range<usize>, parts: &mut Vec<Part<'t>>) -> Option<()> {
        if !run.is_empty() {
            parts.push(Part::Run(self.unseparated(body, run)?));
        }
        Some(())
    }

    /// Some entries without the comma that JSON has behind all but the last one.
    fn unseparated<'t>(self, body: &'t str, run: &Range<usize>) -> Option<&'t str> {
        let text = &body[run.clone()];
        match self.syntax {
            Syntax::Json if run.end < body.len() => text.trim_end_matches(WHITE).strip_suffix(','),
            _ => Some(text),
        }
    }

    /// An entry in parts, if its value is an object that can be cut.
    fn nested<'t>(self, body: &'t str, entry: &Range<usize>, depth: usize) -> Option<Part<'t>> {
        let text = self.unseparated(body, entry)?;
        let (line, rest) = text.split_at(memchr(b'\n', text.as_bytes())? + 1);
        let line = line.trim_matches(WHITE);
        let (key, body) = match self.syntax {
            Syntax::Json => {
                let key = line.strip_suffix('{')?.trim_end_matches(WHITE);
                let body = rest.trim_end_matches(WHITE).strip_suffix('}')?;
                (key.strip_suffix(':')?, body)
            }
            Syntax::Yaml => (line.strip_suffix(':')?, rest),
        };
        let parts = self.parts(body, depth + 1)?;
        Some(Part::Entry { key, parts })
    }

    /// Where the entries of an object begin and end, one behind the other. `None` if
    /// that cannot be told from its lines.
    fn entries(self, body: &str) -> Option<Vec<Range<usize>>> {
        let bytes = body.as_bytes();
        let mut starts = Vec::new();
        let mut indent = None;
        let mut line = 0;
        while line < bytes.len() {
            let end = memchr(b'\n', &bytes[line..]).map_or(bytes.len(), |end| line + end + 1);
            match indent {
                // Most lines are deeper.
                Some(indent) if line + indent < end && bytes[line + indent] == b' ' => {}
                _ => {
                    let text = body[line..end].trim_end_matches(WHITE);
                    let inner = text.trim_start_matches(' ');
                    let column = text.len() - inner.len();
                    match self.begin(inner) {
                        Begin::Entry if *indent.get_or_insert(column) == column => {
                            starts.push(line);
                        }
                        Begin::More if !starts.is_empty() => {}
                        Begin::Nothing => {}
                        Begin::Entry | Begin::More | Begin::Unclear => return None,
                    }
                }
            }
            line = end;
        }
        // What stands before the first entry, such as a comment, goes with it.
        *starts.first_mut()? = 0;
        let ends: Vec<usize> = starts
            .iter()
            .skip(1)
            .copied()
            .chain([bytes.len()])
            .collect();
        Some(
            starts
                .into_iter()
                .zip(ends)
                .map(|(start, end)| start..end)
                .collect(),
        )
    }

    /// What a line that is not deeper than the entries begins with.
    fn begin(self, line: &str) -> Begin {
        match (self.syntax, line.as_bytes()) {
            (_, []) => Begin::Nothing,
            (Syntax::Json, [b'"', ..]) => Begin::Entry,
            (Syntax::Json, _) => Begin::More,
            (Syntax::Yaml, [b'#', ..]) => Begin::Nothing,
            // A list may stand as far left as the key that it belongs to.
            (Syntax::Yaml, [b']' | b'}', ..] | [b'-'] | [b'-', b' ', ..]) => Begin::More,
            (Syntax::Yaml, [b'/' | b'_' | b'$' | b'"' | b'\'', ..]) => Begin::Entry,
            (Syntax::Yaml, [first, ..]) if first.is_ascii_alphanumeric() => Begin::Entry,
            (Syntax::Yaml, _) => Begin::Unclear,
        }
    }
}

/// What a line begins with.
enum Begin {
    /// An entry.
    Entry,
    /// More of the entry before it.
    More,
    /// White space or a comment.
    Nothing,
    /// Something that only a parser can tell.
    Unclear,
}
