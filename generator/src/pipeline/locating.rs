//! Looks up the lines of diagnostics while the crate is being emitted.
//!
//! Values do not know their lines, so a file is read once more when something is
//! to be said about it. That takes about as long as reading it did, and needs
//! nothing that emission needs: it goes to a thread of its own.

use std::thread::{Builder, JoinHandle};

use crate::diagnostic::{Diagnostics, Severity};
use crate::load::RawDocument;

use super::workers::STACK;

/// The most diagnostics whose lines are looked up: nobody reads more.
const LOCATED: usize = 50;

/// A search that is under way.
pub(super) struct Locating(JoinHandle<(RawDocument, Diagnostics)>);

impl Locating {
    /// Starts looking for the lines of diagnostics from the severity `least` up.
    pub(super) fn start(
        raw: RawDocument,
        mut diagnostics: Diagnostics,
        least: Severity,
    ) -> Locating {
        let search = move || {
            complete(&raw, &mut diagnostics, least);
            (raw, diagnostics)
        };
        let thread = Builder::new().stack_size(STACK).spawn(search);
        Locating(thread.expect("a thread can be started"))
    }

    /// All diagnostics, those that matter with their lines; and the document back.
    pub(super) fn finish(self) -> (RawDocument, Diagnostics) {
        self.0
            .join()
            .unwrap_or_else(|panic| std::panic::resume_unwind(panic))
    }
}

/// Errors first: where there are some, they are what is read.
fn complete(raw: &RawDocument, diagnostics: &mut Diagnostics, least: Severity) {
    let mut places: Vec<_> = diagnostics
        .iter_mut()
        .filter(|d| d.severity >= least)
        .collect();
    places.sort_by_key(|d| std::cmp::Reverse(d.severity));
    places.truncate(LOCATED);
    let mut shown = Diagnostics::default();
    shown.extend(places.iter().map(|d| (**d).clone()));
    raw.complete_places(&mut shown);
    for (original, located) in places.into_iter().zip(shown.iter()) {
        original.place = located.place.clone();
    }
}
