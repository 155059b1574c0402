//! Remarks, without a flood.
//!
//! A document that lacks one `operationId` often lacks eight hundred. Of each kind
//! of remark the first few places are told and the others counted.

use std::collections::BTreeMap;

use crate::diagnostic::{Diagnostic, Diagnostics, Place, Severity};

/// How many places of a kind are told.
const TOLD: usize = 8;

/// The remarks of one reading.
#[derive(Debug, Default)]
pub(super) struct Report {
    /// Those that are told, each with its kind.
    told: Vec<(&'static str, Diagnostic)>,
    counts: BTreeMap<&'static str, (Severity, usize)>,
}

impl Report {
    /// A remark of any severity; the pointer is spelled only if it is told.
    pub(super) fn say(
        &mut self,
        severity: Severity,
        pointer: impl FnOnce() -> String,
        kind: &'static str,
        detail: &str,
        help: impl FnOnce() -> Option<String>,
    ) {
        if !self.tells(severity, kind) {
            return;
        }
        let message = match detail {
            "" => kind.to_owned(),
            detail => format!("{kind}: {detail}"),
        };
        let diagnostic = Diagnostic {
            help: help(),
            ..Diagnostic::new(severity, Place::at(pointer()), message)
        };
        self.told.push((kind, diagnostic));
    }

    /// Counts a remark and decides whether it is told.
    fn tells(&mut self, severity: Severity, kind: &'static str) -> bool {
        let count = self.count(severity, kind);
        *count += 1;
        *count <= TOLD
    }

    fn count(&mut self, severity: Severity, kind: &'static str) -> &mut usize {
        &mut self.counts.entry(kind).or_insert((severity, 0)).1
    }

    /// Adds the remarks of another reading, as if they had been made after these.
    pub(super) fn append(&mut self, later: Report) {
        for (kind, diagnostic) in later.told {
            if self.tells(diagnostic.severity, kind) {
                self.told.push((kind, diagnostic));
            }
        }
        for (kind, (severity, count)) in later.counts {
            *self.count(severity, kind) += count.saturating_sub(TOLD);
        }
    }

    /// Hands over what is told, and how many places are not.
    pub(super) fn finish(self, diagnostics: &mut Diagnostics) {
        diagnostics.extend(self.told.into_iter().map(|(_, diagnostic)| diagnostic));
        for (kind, (severity, count)) in self.counts {
            if let Some(more) = count.checked_sub(TOLD).filter(|more| *more > 0) {
                let message = format!("{kind}: {more} more places");
                diagnostics.push(Diagnostic::new(severity, Place::default(), message));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn remarks_of_two_readings_are_told_as_if_made_in_one() {
        let reading = |places: std::ops::Range<usize>| {
            let mut report = Report::default();
            for place in places {
                let pointer = || format!("#/{place}");
                report.say(Severity::Note, pointer, "odd", "", || None);
            }
            report
        };
        for middle in 0..=20 {
            let mut report = reading(0..middle);
            report.append(reading(middle..20));
            let mut diagnostics = Diagnostics::default();
            report.finish(&mut diagnostics);
            let told: Vec<String> = diagnostics.iter().map(ToString::to_string).collect();
            let mut expected: Vec<String> = (0..TOLD)
                .map(|place| format!("note: odd\n  --> #/{place}"))
                .collect();
            expected.push("note: odd: 12 more places".to_owned());
            assert_eq!(told, expected, "the first {middle} in one reading");
        }
    }
}
