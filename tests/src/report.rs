//! What the harness found, as text and as JSON.

use std::collections::BTreeMap;
use std::fmt;

use serde::{Deserialize, Serialize};

use crate::verdict::Verdict;

/// Counts of verdicts.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[allow(missing_docs)]
pub struct Tally {
    pub good: u64,
    pub lossy: u64,
    pub refused: u64,
    pub kept: u64,
    pub misplaced: u64,
    pub crashed: u64,
    pub excused: u64,
}

impl Tally {
    /// Counts a verdict.
    pub fn count(&mut self, verdict: &Verdict) {
        *match verdict {
            Verdict::Good => &mut self.good,
            Verdict::Lossy(_) => &mut self.lossy,
            Verdict::Refused(_) => &mut self.refused,
            Verdict::Kept => &mut self.kept,
            Verdict::Misplaced(_) => &mut self.misplaced,
            Verdict::Crashed(_) => &mut self.crashed,
            Verdict::Excused(_) => &mut self.excused,
        } += 1;
    }

    fn add(&mut self, other: &Tally) {
        self.good += other.good;
        self.lossy += other.lossy;
        self.refused += other.refused;
        self.kept += other.kept;
        self.misplaced += other.misplaced;
        self.crashed += other.crashed;
        self.excused += other.excused;
    }

    /// Everything counted.
    pub fn total(&self) -> u64 {
        self.good
            + self.lossy
            + self.refused
            + self.kept
            + self.misplaced
            + self.crashed
            + self.excused
    }
}

/// Something that did not go as the contract says.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Failure {
    /// The schema.
    pub schema: String,
    /// The Rust type.
    pub rust: String,
    /// What was tried: `instances`, `unknown keys`, `missing key`, ...
    pub what: String,
    /// How it went.
    pub outcome: String,
    /// What was sent.
    pub instance: String,
}

/// What the harness found for one document.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Report {
    /// Schemas of the manifest.
    pub schemas: u64,
    /// Models that are made of several schemas, and judged by all.
    pub merged: u64,
    /// Valid values among the document's own examples.
    pub examples: u64,
    /// Examples that are not valid under their schema.
    pub invalid_examples: u64,
    /// Valid values, examples included.
    pub instances: Tally,
    /// By kind of drift.
    pub drift: BTreeMap<String, Tally>,
    /// By kind of rejection; `good` is refused at the right place.
    pub rejections: BTreeMap<String, Tally>,
    /// What does not go as the contract says for a known reason, and how often.
    pub exceptions: BTreeMap<String, u64>,
    /// Schemas without an instance, and why.
    pub without: Vec<(String, String)>,
    /// What was left out of validation because it could not be understood.
    pub notes: Vec<String>,
    /// The first failures of each kind.
    pub failures: Vec<Failure>,
}

/// How many failures of one kind are listed.
const LISTED: usize = 12;

impl Report {
    /// Counts a verdict and remembers a failure.
    pub fn count(
        &mut self,
        part: Part,
        what: &str,
        verdict: &Verdict,
        failure: impl FnOnce(String) -> Failure,
    ) {
        let tally = match part {
            Part::Instances => &mut self.instances,
            Part::Drift => self.drift.entry(what.to_owned()).or_default(),
            Part::Rejections => self.rejections.entry(what.to_owned()).or_default(),
        };
        tally.count(verdict);
        let outcome = match verdict {
            Verdict::Good => return,
            Verdict::Excused(why) => {
                *self.exceptions.entry((*why).to_owned()).or_default() += 1;
                return;
            }
            Verdict::Kept => "accepted, and came back as it went in".to_owned(),
            Verdict::Lossy(why) => format!("lossy: {why}"),
            Verdict::Refused(why) => format!("refused: {why}"),
            Verdict::Misplaced(why) => format!("refused elsewhere: {why}"),
            Verdict::Crashed(why) => format!("crashed: {why}"),
        };
        self.list(failure(outcome));
    }

    fn list(&mut self, failure: Failure) {
        let word = |f: &Failure| {
            f.outcome
                .split([':', ','])
                .next()
                .unwrap_or_default()
                .to_owned()
        };
        let alike = |f: &&Failure| f.what == failure.what && word(f) == word(&failure);
        if self.failures.iter().filter(alike).count() < LISTED {
            self.failures.push(failure);
        }
    }

    /// Adds what another part of the same document gave.
    pub fn merge(&mut self, other: Report) {
        self.schemas += other.schemas;
        self.merged += other.merged;
        self.examples += other.examples;
        self.invalid_examples += other.invalid_examples;
        self.instances.add(&other.instances);
        for (kind, tally) in &other.drift {
            self.drift.entry(kind.clone()).or_default().add(tally);
        }
        for (kind, tally) in &other.rejections {
            self.rejections.entry(kind.clone()).or_default().add(tally);
        }
        for (why, count) in &other.exceptions {
            *self.exceptions.entry(why.clone()).or_default() += count;
        }
        self.without.extend(other.without);
        self.notes.extend(other.notes);
        other.failures.into_iter().for_each(|f| self.list(f));
    }

    /// Whether everything that the contract promises of valid values and of
    /// drift is true, and nothing wrong was taken for something else.
    ///
    /// A fault that the Rust type does not express ([`Verdict::Kept`]) is no
    /// failure: nothing was lost.
    pub fn passed(&self) -> bool {
        let clean = |t: &Tally| t.good + t.kept + t.excused == t.total();
        clean(&self.instances)
            && self
                .drift
                .values()
                .chain(self.rejections.values())
                .all(clean)
    }
}

/// Which part of the harness.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// Valid values.
    Instances,
    /// What a server adds later.
    Drift,
    /// What must be refused.
    Rejections,
}

impl fmt::Display for Tally {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} good", self.good)?;
        for (count, word) in [
            (self.lossy, "lossy"),
            (self.refused, "refused"),
            (self.kept, "not expressed by the type"),
            (self.misplaced, "refused elsewhere"),
            (self.crashed, "crashed"),
            (self.excused, "excepted"),
        ] {
            if count > 0 {
                write!(f, ", {count} {word}")?;
            }
        }
        Ok(())
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(
            f,
            "{} schemas, {} without an instance",
            self.schemas,
            self.without.len()
        )?;
        if self.merged > 0 {
            writeln!(f, "  {} are made of several schemas", self.merged)?;
        }
        let valid = self.examples;
        let invalid = self.invalid_examples;
        writeln!(
            f,
            "  examples: {valid} valid, {invalid} not valid under their schema"
        )?;
        writeln!(
            f,
            "  instances: {} ({})",
            self.instances.total(),
            self.instances
        )?;
        for (kind, tally) in &self.drift {
            writeln!(f, "  {kind}: {} ({tally})", tally.total())?;
        }
        for (kind, tally) in &self.rejections {
            writeln!(f, "  refusing a {kind}: {} ({tally})", tally.total())?;
        }
        for (why, count) in &self.exceptions {
            writeln!(f, "  excepted, {count} times: {why}")?;
        }
        for (schema, why) in &self.without {
            writeln!(f, "  no instance of {schema}: {why}")?;
        }
        for note in &self.notes {
            writeln!(f, "  note: {note}")?;
        }
        for failure in &self.failures {
            let Failure {
                schema,
                rust,
                what,
                outcome,
                instance,
            } = failure;
            writeln!(f, "  {what}: {rust} ({schema}): {outcome}\n    {instance}")?;
        }
        Ok(())
    }
}
