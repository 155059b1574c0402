//! One run through the stages: what is said on the way, and how long each takes.

use std::time::{Duration, Instant};

use crate::diagnostic::{Diagnostics, Severity};
use crate::load::RawDocument;

use super::DeferredDrop;
use super::Stage;
use super::locating::Locating;

/// A run that is under way.
pub(super) struct Session {
    pub(super) diagnostics: Diagnostics,
    times: Vec<(Stage, Duration)>,
    since: Instant,
    locating: Option<Locating>,
}

/// A run that has come to its end without an error.
pub(super) struct Finished {
    pub(super) diagnostics: Diagnostics,
    pub(super) times: Vec<(Stage, Duration)>,
    pub(super) dropped: DeferredDrop,
}

impl Session {
    pub(super) fn start() -> Session {
        Session {
            diagnostics: Diagnostics::default(),
            times: Vec::new(),
            since: Instant::now(),
            locating: None,
        }
    }

    /// Does one stage, and takes its time.
    pub(super) fn stage<R>(&mut self, stage: Stage, work: impl FnOnce(&mut Diagnostics) -> R) -> R {
        let result = work(&mut self.diagnostics);
        let now = Instant::now();
        self.times.push((stage, now - self.since));
        self.since = now;
        result
    }

    /// Starts to look for the lines of what has been said, from the severity `least` up,
    /// beside the stages that follow. They need the document no more.
    pub(super) fn locate(&mut self, raw: RawDocument, least: Severity) {
        let said = std::mem::take(&mut self.diagnostics);
        self.locating = Some(Locating::start(raw, said, least));
    }

    /// The end of a run that comes to nothing: everything that was said, with lines.
    pub(super) fn fail(mut self, raw: RawDocument, least: Severity) -> Diagnostics {
        self.locate(raw, least);
        self.said(&mut DeferredDrop::default())
    }

    /// The end of a run.
    ///
    /// # Errors
    /// Everything that was said, if an error is among it.
    pub(super) fn finish(mut self) -> Result<Finished, Diagnostics> {
        let mut dropped = DeferredDrop::default();
        let diagnostics = self.said(&mut dropped);
        self.stage(Stage::Locate, |_| ());
        if diagnostics.has_errors() {
            return Err(diagnostics);
        }
        Ok(Finished {
            diagnostics,
            times: self.times,
            dropped,
        })
    }

    /// Everything that was said, in order.
    fn said(&mut self, dropped: &mut DeferredDrop) -> Diagnostics {
        let late = std::mem::take(&mut self.diagnostics);
        let Some(locating) = self.locating.take() else {
            return late;
        };
        let (raw, mut diagnostics) = locating.finish();
        dropped.add(raw);
        diagnostics.extend(late.iter().cloned());
        diagnostics
    }
}
