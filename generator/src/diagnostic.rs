//! What the generator has to say about a document.
//!
//! A fault in the input is a [`Diagnostic`] with a place and a remedy. It is a
//! value, never a panic: a panic means a bug of ours. Stages push what they
//! notice into one [`Diagnostics`] and go on where they can, so that a user
//! sees every fault of a document in one run.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::printable::Excerpt;

/// How much a diagnostic matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Severity {
    /// Something was tolerated or simplified; the output is complete.
    Note,
    /// Something in the document is wrong; the output is a best reading of it.
    Warning,
    /// Nothing can be generated until this is mended.
    Error,
}

/// Where in the input a diagnostic points.
///
/// The pointer is an absolute reference in the form a document itself would
/// use: `#/components/schemas/Pet` in the root document,
/// `common.yaml#/definitions/Pet` in another file. Line and column are found
/// only when the diagnostic is shown, because parsers do not keep them.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Default, Serialize, Deserialize)]
pub struct Place {
    /// File (empty for the root document), `#`, and an RFC 6901 JSON Pointer.
    pub pointer: String,
    /// The file's path, once known.
    pub file: Option<String>,
    /// Line and column, both from 1, once known.
    pub position: Option<(usize, usize)>,
}

impl Place {
    /// A place known by its pointer alone.
    pub fn at(pointer: impl Into<String>) -> Self {
        Place {
            pointer: pointer.into(),
            ..Place::default()
        }
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(file) = &self.file {
            write!(f, "{file}")?;
            if let Some((line, column)) = self.position {
                write!(f, ":{line}:{column}")?;
            }
            if !self.pointer.is_empty() {
                write!(f, " ")?;
            }
        }
        write!(f, "{}", self.pointer)
    }
}

/// One fault or remark, with its place and what to do about it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Diagnostic {
    /// How much it matters.
    pub severity: Severity,
    /// What is the case, in one sentence without a full stop.
    pub message: String,
    /// Where.
    pub place: Place,
    /// What the reader can do about it.
    pub help: Option<String>,
}

impl Diagnostic {
    /// A diagnostic of the given severity.
    pub fn new(severity: Severity, place: Place, message: impl Into<String>) -> Self {
        Diagnostic {
            severity,
            message: message.into(),
            place,
            help: None,
        }
    }

    /// An error at a pointer.
    pub fn error(pointer: impl Into<String>, message: impl Into<String>) -> Self {
        Self::new(Severity::Error, Place::at(pointer), message)
    }

    /// A warning at a pointer.
    pub fn warning(pointer: impl Into<String>, message: impl Into<String>) -> Self {
        Self::new(Severity::Warning, Place::at(pointer), message)
    }

    /// A note at a pointer.
    pub fn note(pointer: impl Into<String>, message: impl Into<String>) -> Self {
        Self::new(Severity::Note, Place::at(pointer), message)
    }

    /// The same diagnostic with a remedy.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }
}

impl fmt::Display for Diagnostic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let label = match self.severity {
            Severity::Note => "note",
            Severity::Warning => "warning",
            Severity::Error => "error",
        };
        write!(f, "{label}: {}", Excerpt(&self.message))?;
        let place = self.place.to_string();
        if !place.is_empty() {
            write!(f, "\n  --> {}", Excerpt(&place))?;
        }
        if let Some(help) = &self.help {
            write!(f, "\n  help: {}", Excerpt(help))?;
        }
        Ok(())
    }
}

/// The diagnostics of one run, in the order they were noticed.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Diagnostics {
    list: Vec<Diagnostic>,
}

impl Diagnostics {
    /// Adds one.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        self.list.push(diagnostic);
    }

    /// Whether any is an error.
    pub fn has_errors(&self) -> bool {
        self.list.iter().any(|d| d.severity == Severity::Error)
    }

    /// All of them, in order.
    pub fn iter(&self) -> std::slice::Iter<'_, Diagnostic> {
        self.list.iter()
    }

    /// All of them, to complete with positions.
    pub fn iter_mut(&mut self) -> std::slice::IterMut<'_, Diagnostic> {
        self.list.iter_mut()
    }

    /// How many have this severity.
    pub fn count(&self, severity: Severity) -> usize {
        self.list.iter().filter(|d| d.severity == severity).count()
    }
}

impl Extend<Diagnostic> for Diagnostics {
    fn extend<I: IntoIterator<Item = Diagnostic>>(&mut self, iter: I) {
        self.list.extend(iter);
    }
}
