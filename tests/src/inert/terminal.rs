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
    for line in text.plain().lines() {
        let obeyed = |c: char| (c.is_control() && c != '\t') || turns_direction(c);
        findings.require(!line.contains(obeyed), "what a terminal obeys", line);
    }
}
