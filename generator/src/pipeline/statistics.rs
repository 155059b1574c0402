//! How much was generated, and how long each stage took.

use std::time::Duration;

use crate::dialect::Dialect;

/// How much was generated, and how long it took.
#[derive(Debug, Clone)]
pub struct Statistics {
    /// What the document was written in.
    pub dialect: Dialect,
    /// How many named schemas the document has.
    pub schemas: usize,
    /// How many of its schemas, inline ones included, became Rust items.
    pub models: usize,
    /// How many operations there are.
    pub operations: usize,
    /// How many files the crate has.
    pub files: usize,
    /// How long each stage took, in order.
    pub times: Vec<(Stage, Duration)>,
}

impl Statistics {
    /// How long all stages took together.
    pub fn total(&self) -> Duration {
        self.times.iter().map(|(_, time)| *time).sum()
    }
}

/// The stages that are timed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[allow(missing_docs)]
pub enum Stage {
    Load,
    Dialect,
    Lower,
    /// Naming, and beside it analysis.
    Name,
    Emit,
    /// What looking up the lines of diagnostics took beyond emission, beside
    /// which it happens.
    Locate,
}

impl Stage {
    /// In a word.
    pub fn as_str(self) -> &'static str {
        match self {
            Stage::Load => "load",
            Stage::Dialect => "dialect",
            Stage::Lower => "lower",
            Stage::Name => "name",
            Stage::Emit => "emit",
            Stage::Locate => "locate",
        }
    }
}
