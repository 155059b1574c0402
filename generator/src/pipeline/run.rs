//! One run over one document: from the document to its folder.
//!
//! What comes in: a [`Request`] and a [`Target`]. What goes out: [`Done`], what was written
//! or what differs. From the first look at the folder to the last change nobody else
//! changes it. A run is remembered; the next one that would read and write the same only
//! tells what that one told.

use std::path::Path;
use std::time::{Duration, Instant};

use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::diagnostic::Diagnostics;
use crate::write::{self, Access, Cache, Checked, FolderLock, Options, Run, Trust, Wait};
use crate::write::{WriteError, Written};

use super::inputs::Inputs;
use super::workers::on_workers;
use super::{Generated, Request, Statistics, generate_from};

/// Where a crate goes.
#[derive(Clone, Copy)]
pub struct Target<'a> {
    /// The crate's folder.
    pub out: &'a Path,
    /// Where earlier runs are remembered. Without one every run does everything.
    pub cache: Option<&'a Cache>,
    /// What is done while another run holds the folder.
    pub wait: Wait<'a>,
}

/// What a run did.
#[derive(Debug)]
pub struct Done<T> {
    /// What it came to.
    pub result: T,
    /// What there is to say about the document.
    pub diagnostics: Diagnostics,
    /// How many models the crate has.
    pub models: usize,
    /// How many operations the document has.
    pub operations: usize,
    /// `None` when an earlier run had come to the same already.
    pub statistics: Option<Statistics>,
    /// How long it took.
    pub time: Duration,
}

/// Why a run came to nothing.
#[derive(Debug, Error)]
pub enum Failure {
    /// The document.
    #[error("the document has errors")]
    Document(Diagnostics),
    /// The folder.
    #[error(transparent)]
    Folder(#[from] WriteError),
}

/// What is remembered of a run: what it told the user, so that a warning does not fall
/// silent when there is nothing else to do.
#[derive(Debug, Clone, Serialize, Deserialize)]
struct Summary {
    models: usize,
    operations: usize,
    files: usize,
    diagnostics: Diagnostics,
}

/// Generates a crate into its folder.
///
/// When nothing that decides the output has changed since the last run, and
/// neither has the folder, that is all this finds out.
///
/// # Errors
/// Those of [`super::generate`] and of [`write::apply`].
pub fn regenerate(
    request: &Request,
    target: Target<'_>,
    options: Options,
) -> Result<Done<Written>, Failure> {
    let Target { out, wait, .. } = target;
    let start = Instant::now();
    let key = request.key();
    let memory = Memory::of(target, key.as_deref());
    // Waiting for a lock must not keep a worker from what the lock's holder does.
    let lock = FolderLock::existing(out, Access::Write, wait)?;
    if let Some(summary) = on_workers(|| memory?.recall(Trust::Times)) {
        let unchanged = summary.files;
        let nothing = Written {
            unchanged,
            ..Written::default()
        };
        return Ok(Done::again(summary, nothing, start));
    }
    let inputs = Inputs::default();
    let generated = generate_from(&inputs, request).map_err(Failure::Document)?;
    let lock = match lock {
        Some(lock) => lock,
        None => FolderLock::create(out, wait)?,
    };
    on_workers(|| {
        let written = write::apply_locked(&generated.tree, &lock, options)?;
        if let Some(memory) = memory {
            memory.remember(&generated, inputs);
        }
        Ok(Done::of(generated, written, start))
    })
}

/// Compares a crate's folder with what would be generated into it. Touches
/// nothing.
///
/// What an earlier run remembers is believed about the document only: every file
/// in the folder is read.
///
/// # Errors
/// Those of [`super::generate`] and of [`write::check`].
pub fn check(request: &Request, target: Target<'_>) -> Result<Done<Checked>, Failure> {
    let Target { out, wait, .. } = target;
    let start = Instant::now();
    let key = request.key();
    let memory = Memory::of(target, key.as_deref());
    let _lock = FolderLock::existing(out, Access::Read, wait)?;
    if let Some(summary) = on_workers(|| memory?.recall(Trust::Contents)) {
        let clean = Checked::clean(summary.files);
        return Ok(Done::again(summary, clean, start));
    }
    let generated = generate_from(&Inputs::default(), request).map_err(Failure::Document)?;
    let checked = on_workers(|| write::check_locked(&generated.tree, out))?;
    Ok(Done::of(generated, checked, start))
}

/// Where a run is remembered.
#[derive(Clone, Copy)]
struct Memory<'a> {
    cache: &'a Cache,
    run: Run<'a>,
}

impl<'a> Memory<'a> {
    fn of(target: Target<'a>, request: Option<&'a str>) -> Option<Memory<'a>> {
        let (cache, request) = target.cache.zip(request)?;
        let out = target.out;
        let run = Run { out, request };
        Some(Memory { cache, run })
    }

    fn recall(self, trust: Trust) -> Option<Summary> {
        self.cache.recall(self.run, trust)
    }

    fn remember(self, generated: &Generated, inputs: Inputs) {
        let summary = Summary::of(generated);
        self.cache
            .remember(self.run, &generated.tree, inputs.finish(), summary);
    }
}

impl Summary {
    fn of(generated: &Generated) -> Summary {
        let Statistics {
            models,
            operations,
            files,
            ..
        } = generated.statistics;
        Summary {
            models,
            operations,
            files,
            diagnostics: generated.diagnostics.clone(),
        }
    }
}

impl<T> Done<T> {
    fn of(generated: Generated, result: T, start: Instant) -> Done<T> {
        let Generated {
            tree,
            diagnostics,
            statistics,
            mut dropped,
        } = generated;
        dropped.add(tree);
        Done {
            result,
            diagnostics,
            models: statistics.models,
            operations: statistics.operations,
            statistics: Some(statistics),
            time: start.elapsed(),
        }
    }

    /// What an earlier run had come to.
    fn again(summary: Summary, result: T, start: Instant) -> Done<T> {
        Done {
            result,
            diagnostics: summary.diagnostics,
            models: summary.models,
            operations: summary.operations,
            statistics: None,
            time: start.elapsed(),
        }
    }
}
