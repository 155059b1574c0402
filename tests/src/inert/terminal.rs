//! What is said to the user: nothing that a terminal would obey.

use typewright::cli::report;
use typewright::diagnostic::{Diagnostics, Severity};

use super::files::turns_direction;
use super::{Finding, Findings};

/// Checks diagnostics as they are shown, without our own colours.
pub fn check(diagnostics: &Diagnostics, all: &mut Vec<Finding>) {
    let mut findings = Findings {
        file: "(terminal)",
        all,
    };
    let text = report::diagnostics(diagnostics, Severity::Note);
    for line in text.lines() {
        let obeyed = |c: char| (c.is_control() && c != '\t') || turns_direction(c);
        let plain = without_colours(line);
        findings.require(!plain.contains(obeyed), "what a terminal obeys", &plain);
    }
}

/// A text without `ESC [ .. m`.
fn without_colours(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("\u{1b}[") {
        out.push_str(before);
        let code = after.trim_start_matches(|c: char| c.is_ascii_digit() || c == ';');
        match code.strip_prefix('m') {
            Some(after) => rest = after,
            None => {
                out.push('\u{1b}');
                rest = after;
            }
        }
    }
    out.push_str(rest);
    out
}
