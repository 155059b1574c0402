//! Remarks, without a flood.
//!
//! A document that lacks one `operationId` often lacks eight hundred. Of each kind
//! of remark the first few places are told and the others counted.

use std::collections::BTreeMap;

use crate::diagnostic::{Diagnostic, Diagnostics, Place, Severity};

/// How many places of a kind are told.
const TOLD: usize = 8;

/// The remarks of one reading.
#[derive(Debug)]
pub(super) struct Report<'d> {
    diagnostics: &'d mut Diagnostics,
    counts: BTreeMap<&'static str, (Severity, usize)>,
}

impl<'d> Report<'d> {
    pub(super) fn new(diagnostics: &'d mut Diagnostics) -> Self {
        Report {
            diagnostics,
            counts: BTreeMap::new(),
        }
    }

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
        self.diagnostics.push(Diagnostic {
            help: help(),
            ..Diagnostic::new(severity, Place::at(pointer()), message)
        });
    }

    /// Counts a remark and decides whether it is told.
    fn tells(&mut self, severity: Severity, kind: &'static str) -> bool {
        let (_, count) = self.counts.entry(kind).or_insert((severity, 0));
        *count += 1;
        *count <= TOLD
    }

    /// Tells how many places were not told.
    pub(super) fn finish(self) {
        for (kind, (severity, count)) in self.counts {
            if let Some(more) = count.checked_sub(TOLD).filter(|more| *more > 0) {
                let message = format!("{kind}: {more} more places");
                self.diagnostics
                    .push(Diagnostic::new(severity, Place::default(), message));
            }
        }
    }
}
