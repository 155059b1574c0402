//! The harness: every schema of a document against the crate generated from it.
//!
//! What comes in: a document, the crate's manifest, and the driver built from
//! the crate. What goes out: a [`Report`]. Schemas are judged in parallel, each
//! thread with a driver of its own.

use std::path::Path;
use std::sync::Mutex;

use rayon::prelude::*;
use serde_json::Value;

use crate::compare::cut;
use crate::context::schemas;
use crate::document::Document;
use crate::driver::{Driver, Model};
use crate::examples::examples;
use crate::inheritance::Inheritance;
use crate::mutate::{Drift, Rejection, drifts, rejections};
use crate::report::{Failure, Part, Report};
use crate::schema::Node;
use crate::synth::{Limits, Synth, Why};
use crate::translate::Translation;
use crate::validate::Validators;
use crate::verdict::{self, Verdict};
use crate::walk::Walker;

/// How the round trip runs.
#[derive(Debug, Clone, Copy, Default)]
pub struct Options {
    /// How many instances of each schema.
    pub limits: Limits,
    /// The crate was generated with `unknown-keys = "keep"`.
    pub keeps_unknown_keys: bool,
}

/// Of how many instances drift and rejections are made.
const CHANGED: usize = 10;

/// Runs the round trip.
///
/// # Errors
/// When the schemas cannot be compiled, or the driver cannot be run.
pub fn run(
    document: &Document,
    models: &[Model],
    driver: &Path,
    options: Options,
) -> Result<Report, String> {
    let inheritance = Inheritance::of(document);
    let mut translation = Translation::new();
    let nodes: Vec<Option<Vec<Node<'_>>>> = models
        .iter()
        .map(|model| schemas(document, model))
        .collect();
    for node in nodes.iter().flatten().flatten() {
        translation.add(*node);
    }
    let validators = Validators::new(translation)?;
    let drivers: Mutex<Vec<Driver>> = Mutex::default();
    let nobody = Inheritance::default();
    let job = Job {
        inheritance: &inheritance,
        nobody: &nobody,
        validators: &validators,
        options,
    };
    let parts: Result<Vec<Report>, String> = models
        .par_iter()
        .zip(&nodes)
        .enumerate()
        .map(|(number, (model, nodes))| {
            let pooled = drivers.lock().ok().and_then(|mut d| d.pop());
            let mut own = pooled.unwrap_or_else(|| Driver::new(driver));
            let report = job.model(number, model, nodes.as_deref(), &mut own);
            if let Ok(mut pool) = drivers.lock() {
                pool.push(own);
            }
            report
        })
        .collect();
    let mut report = Report::default();
    parts?.into_iter().for_each(|part| report.merge(part));
    report.notes.extend(validators.notes().iter().cloned());
    Ok(report)
}

/// What lowering calls the struct behind a polymorphic base.
const BASE: &str = "#base";

#[derive(Clone, Copy)]
struct Job<'a, 'd> {
    inheritance: &'a Inheritance<'d>,
    /// Without any base.
    nobody: &'a Inheritance<'d>,
    validators: &'a Validators<'d>,
    options: Options,
}

impl<'d> Job<'_, 'd> {
    fn model(
        &self,
        number: usize,
        model: &Model,
        nodes: Option<&[Node<'d>]>,
        driver: &mut Driver,
    ) -> Result<Report, String> {
        let mut report = Report {
            schemas: 1,
            ..Report::default()
        };
        let Some(nodes) = nodes else {
            let why = "the document has nothing at this reference".to_owned();
            report.without.push((model.schema.clone(), why));
            return Ok(report);
        };
        report.merged = u64::from(nodes.len() > 1);
        let job = match model.schema.strip_suffix(BASE) {
            // The struct behind a polymorphic base is the base alone.
            Some(_) => Job {
                inheritance: self.nobody,
                ..*self
            },
            None => *self,
        };
        let instances = job.instances(number, model, nodes, &mut report);
        let mut walker = Walker::new(self.validators, job.inheritance);
        // Only the document's own examples have keys that no schema declares.
        let examples = report.examples as usize;
        let mut declared = instances.clone();
        if !self.options.keeps_unknown_keys {
            for value in declared.iter_mut().take(examples) {
                *value = walker.declared(nodes, value);
            }
        }
        let (drifts, rejections) = job.changed(&mut walker, nodes, &declared);
        let mut values: Vec<&Value> = instances.iter().collect();
        values.extend(drifts.iter().map(|d| &d.value));
        values.extend(rejections.iter().map(|r| &r.value));
        if values.is_empty() {
            return Ok(report);
        }
        let answers = driver.ask(number, &values)?;
        let (first, rest) = answers.split_at(instances.len());
        let (second, third) = rest.split_at(drifts.len());
        let failure = |what: &str, value: &Value| {
            let (what, instance) = (what.to_owned(), cut(&value.to_string(), 2000));
            move |outcome: String| Failure {
                schema: model.schema.clone(),
                rust: model.rust.clone(),
                what,
                outcome: cut(&outcome, 1000),
                instance,
            }
        };
        let mut judged = |part, what: &str, mut verdict: Verdict, value: &Value| {
            if model.foreign {
                verdict = verdict::foreign(verdict);
            }
            report.count(part, what, &verdict, failure(what, value));
        };
        for ((value, declared), answer) in instances.iter().zip(&declared).zip(first) {
            judged(
                Part::Instances,
                "instances",
                verdict::example(value, declared, answer),
                value,
            );
        }
        for (drift, answer) in drifts.iter().zip(second) {
            let verdict = verdict::drift(drift, self.options.keeps_unknown_keys, answer);
            judged(Part::Drift, drift.kind.as_str(), verdict, &drift.value);
        }
        for (rejection, answer) in rejections.iter().zip(third) {
            let verdict = verdict::rejection(rejection, model.foreign, answer);
            judged(
                Part::Rejections,
                rejection.kind.as_str(),
                verdict,
                &rejection.value,
            );
        }
        Ok(report)
    }

    /// Valid examples and synthesised values.
    fn instances(
        &self,
        number: usize,
        model: &Model,
        nodes: &[Node<'d>],
        report: &mut Report,
    ) -> Vec<Value> {
        let valid = |value: &Value| self.validators.all_valid(nodes, value) == Some(true);
        let (mut found, invalid): (Vec<Value>, Vec<Value>) =
            examples(nodes[0]).into_iter().partition(valid);
        report.examples = found.len() as u64;
        report.invalid_examples = invalid.len() as u64;
        let mut last_fault = None;
        let checked = |value: &Value| {
            let good = valid(value);
            if !good && last_fault.is_none() {
                last_fault = nodes.iter().find_map(|n| self.validators.fault(*n, value));
            }
            good
        };
        let mut synth = Synth::new(self.inheritance, self.options.limits, number as u64 + 1);
        match synth.instances(nodes, checked) {
            Ok(values) => found.extend(values),
            Err(why) if found.is_empty() => {
                let unknown = || format!("given up: {}", last_fault.unwrap_or_default());
                let why = why.map_or_else(unknown, |w: Why| w.as_str().to_owned());
                report.without.push((model.schema.clone(), why));
            }
            Err(_) => {}
        }
        found
    }

    fn changed(
        &self,
        walker: &mut Walker<'_, 'd>,
        nodes: &[Node<'d>],
        instances: &[Value],
    ) -> (Vec<Drift>, Vec<Rejection>) {
        let mut found = (Vec::new(), Vec::new());
        let mut spoiled = Default::default();
        for value in instances.iter().filter(|v| !v.is_null()).take(CHANGED) {
            let places = walker.places(nodes, value);
            found.0.extend(drifts(value, &places));
            let wrong = rejections(value, &places, &mut spoiled);
            // What the schema admits after all is not wrong.
            found.1.extend(
                wrong
                    .into_iter()
                    .filter(|r| self.validators.all_valid(nodes, &r.value) == Some(false)),
            );
        }
        found
    }
}
