//! One run over one document: from the document to its folder.

use std::path::Path;
use std::time::{Duration, Instant};

use serde_json::{Value, json};
use thiserror::Error;

use crate::diagnostic::{Diagnostic, Diagnostics, Place, Severity};
use crate::write::{self, Cache, Checked, Memory, Options, Run, Trust, WriteError, Written};

use super::inputs::Inputs;
use super::workers::on_workers;
use super::{Generated, Request, Statistics, generate_from};

/// Where a crate goes.
#[derive(Debug, Clone, Copy)]
pub struct Target<'a> {
    /// The crate's folder.
    pub out: &'a Path,
    /// Where earlier runs are remembered. Without one every run does everything.
    pub cache: Option<&'a Cache>,
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
    on_workers(|| regenerate_here(request, target, options))
}

fn regenerate_here(
    request: &Request,
    target: Target<'_>,
    options: Options,
) -> Result<Done<Written>, Failure> {
    let start = Instant::now();
    let key = format!("{request:?}");
    let run = Run {
        out: target.out,
        request: &key,
    };
    if let Some((files, done)) = recall(target.cache, run, Trust::Times, start) {
        return Ok(done.with(
            Written {
                unchanged: files,
                ..Written::default()
            },
            start,
        ));
    }
    let inputs = Inputs::default();
    let generated = generate_from(&inputs, request).map_err(Failure::Document)?;
    let written = write::apply(&generated.tree, target.out, options)?;
    if let Some(cache) = target.cache {
        cache.remember(
            run,
            &generated.tree,
            Memory {
                inputs: inputs.finish(),
                note: note(&generated),
            },
        );
    }
    Ok(Done::of(generated, written, start))
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
    on_workers(|| check_here(request, target))
}

fn check_here(request: &Request, target: Target<'_>) -> Result<Done<Checked>, Failure> {
    let start = Instant::now();
    let key = format!("{request:?}");
    let run = Run {
        out: target.out,
        request: &key,
    };
    if let Some((files, done)) = recall(target.cache, run, Trust::Contents, start) {
        return Ok(done.with(Checked::clean(files), start));
    }
    let generated = generate_from(&Inputs::default(), request).map_err(Failure::Document)?;
    let checked = write::check(&generated.tree, target.out)?;
    Ok(Done::of(generated, checked, start))
}

impl<T> Done<T> {
    fn of(generated: Generated, result: T, start: Instant) -> Done<T> {
        let Generated {
            tree,
            diagnostics,
            statistics,
            mut leftovers,
        } = generated;
        leftovers.add(tree);
        Done {
            result,
            diagnostics,
            models: statistics.models,
            operations: statistics.operations,
            statistics: Some(statistics),
            time: start.elapsed(),
        }
    }
}

impl Done<()> {
    fn with<T>(self, result: T, start: Instant) -> Done<T> {
        Done {
            result,
            diagnostics: self.diagnostics,
            models: self.models,
            operations: self.operations,
            statistics: None,
            time: start.elapsed(),
        }
    }
}

/// What is remembered of a run: what it told the user, so that a warning does
/// not fall silent when there is nothing else to do.
fn note(generated: &Generated) -> Value {
    let diagnostics: Vec<Value> = generated
        .diagnostics
        .iter()
        .map(|d| {
            json!([
                severity_code(d.severity),
                d.message,
                d.place.pointer,
                d.place.file,
                d.place.position,
                d.help,
            ])
        })
        .collect();
    let statistics = &generated.statistics;
    json!([
        statistics.models,
        statistics.operations,
        statistics.files,
        diagnostics
    ])
}

fn recall(
    cache: Option<&Cache>,
    run: Run<'_>,
    trust: Trust,
    start: Instant,
) -> Option<(usize, Done<()>)> {
    type Told = (
        u8,
        String,
        String,
        Option<String>,
        Option<(usize, usize)>,
        Option<String>,
    );
    let memory = cache?.recall(run, trust)?;
    let (models, operations, files, told): (usize, usize, usize, Vec<Told>) =
        serde_json::from_value(memory.note).ok()?;
    let mut diagnostics = Diagnostics::default();
    diagnostics.extend(
        told.into_iter().map(
            |(code, message, pointer, file, position, help)| Diagnostic {
                severity: severity(code),
                message,
                place: Place {
                    pointer,
                    file,
                    position,
                },
                help,
            },
        ),
    );
    let time = start.elapsed();
    let done = Done {
        result: (),
        diagnostics,
        models,
        operations,
        statistics: None,
        time,
    };
    Some((files, done))
}

fn severity_code(severity: Severity) -> u8 {
    match severity {
        Severity::Note => 0,
        Severity::Warning => 1,
        Severity::Error => 2,
    }
}

fn severity(code: u8) -> Severity {
    match code {
        0 => Severity::Note,
        1 => Severity::Warning,
        _ => Severity::Error,
    }
}
