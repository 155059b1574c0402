//! Strings that match a regular expression.
//!
//! Patterns of documents are ECMA-262; what `regex-syntax` can parse of them is
//! nearly all. The validator has the last word on whether a string matches.

use std::cell::RefCell;
use std::collections::HashMap;

use regex::Regex;
use regex_syntax::hir::{Class, Hir, HirKind};

/// A string that matches, the shortest or one with `extra` more repetitions.
pub fn string(pattern: &str, extra: u32) -> Option<String> {
    let hir = regex_syntax::parse(&ecma(pattern)).ok()?;
    let mut out = String::new();
    write(&hir, extra, &mut out)?;
    Some(out)
}

/// Whether a key matches a pattern; false for patterns that do not parse.
pub fn matches(pattern: &str, text: &str) -> bool {
    thread_local! {
        static KNOWN: RefCell<HashMap<String, Option<Regex>>> = RefCell::default();
    }
    KNOWN.with_borrow_mut(|known| {
        let regex = known
            .entry(pattern.to_owned())
            .or_insert_with(|| Regex::new(&ecma(pattern)).ok());
        regex.as_ref().is_some_and(|r| r.is_match(text))
    })
}

/// The same pattern without what ECMA-262 writes differently: a slash may be
/// escaped there, and `\Z` is written `$`.
fn ecma(pattern: &str) -> String {
    pattern
        .replace("\\/", "/")
        .replace("\\Z", "$")
        .replace("\\_", "_")
        .replace("\\@", "@")
}

fn write(hir: &Hir, extra: u32, out: &mut String) -> Option<()> {
    match hir.kind() {
        HirKind::Empty | HirKind::Look(_) => {}
        HirKind::Literal(literal) => out.push_str(std::str::from_utf8(&literal.0).ok()?),
        HirKind::Class(Class::Unicode(class)) => {
            let ranges = class.ranges();
            let range = ranges.get(extra as usize % ranges.len().max(1))?;
            let visible = ranges.iter().find(|r| r.end() >= ' ' && r.start() <= '~');
            let range = visible
                .filter(|_| range.start() < ' ' || range.start() > '~')
                .unwrap_or(range);
            out.push(
                range
                    .start()
                    .max(if range.end() > ' ' { '!' } else { '\0' }),
            );
        }
        HirKind::Class(Class::Bytes(class)) => {
            out.push(char::from(class.ranges().first()?.start()));
        }
        HirKind::Repetition(repetition) => {
            let most = repetition.max.unwrap_or(u32::MAX);
            let count = repetition
                .min
                .saturating_add(extra)
                .min(most)
                .min(repetition.min + 40);
            for _ in 0..count {
                write(&repetition.sub, extra, out)?;
            }
        }
        HirKind::Capture(capture) => write(&capture.sub, extra, out)?,
        HirKind::Concat(parts) => parts.iter().try_for_each(|p| write(p, extra, out))?,
        HirKind::Alternation(parts) => write(&parts[extra as usize % parts.len()], extra, out)?,
    }
    Some(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strings_match_their_pattern() {
        for pattern in [
            "^[a-zA-Z0-9_-]+$",
            "^AC[0-9a-fA-F]{32}$",
            r"^\d{4}-\d{2}$",
            "^(foo|bar)?$",
            "[^\\x00-\\x1F]+",
            r"^https?:\/\/",
        ] {
            for extra in 0..4 {
                let text = string(pattern, extra).unwrap();
                assert!(matches(pattern, &text), "{pattern} and {text:?}");
            }
        }
    }
}
