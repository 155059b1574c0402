//! What went wrong, and where.
//!
//! An error starts as a message at the value that caused it. On its way out
//! every struct, list and map that it passes adds its key or index. It is one
//! pointer wide, because every decoding function returns it.

use std::borrow::Cow;
use std::fmt::{self, Write as _};

/// JSON that does not decode: what is wrong with it, and where.
///
/// ```text
/// step_details.tool_calls[2].code_interpreter: missing field "input"
/// ```
pub struct Error(Box<Inner>);

struct Inner {
    /// From the inside out.
    path: Vec<Step>,
    message: Cow<'static, str>,
}

enum Step {
    Key(Cow<'static, str>),
    Index(usize),
}

impl Error {
    /// An error at the value that is being decoded.
    #[cold]
    pub fn new(message: impl Into<Cow<'static, str>>) -> Self {
        Self(Box::new(Inner {
            path: Vec::new(),
            message: message.into(),
        }))
    }

    #[cold]
    pub(super) fn missing(key: &str) -> Self {
        Self::new(format!("missing field {key:?}"))
    }

    #[cold]
    pub(super) fn duplicate(key: &str) -> Self {
        Self::new(format!("duplicate field {key:?}"))
    }

    #[cold]
    pub(super) fn at_key(mut self, key: impl Into<Cow<'static, str>>) -> Self {
        self.0.path.push(Step::Key(key.into()));
        self
    }

    #[cold]
    pub(super) fn at_index(mut self, index: usize) -> Self {
        self.0.path.push(Step::Index(index));
        self
    }

    /// Where the offending value is, as in `tool_calls[2].code_interpreter`;
    /// empty for the outermost value.
    #[must_use]
    pub fn path(&self) -> String {
        let mut path = String::new();
        for step in self.0.path.iter().rev() {
            // Writing to a string cannot fail.
            let _ = match step {
                Step::Index(index) => write!(path, "[{index}]"),
                Step::Key(key) if !is_plain(key) => write!(path, "[{key:?}]"),
                Step::Key(key) if path.is_empty() => write!(path, "{key}"),
                Step::Key(key) => write!(path, ".{key}"),
            };
        }
        path
    }

    /// What is wrong with it.
    #[must_use]
    pub fn message(&self) -> &str {
        &self.0.message
    }
}

/// The error that a text is not one of an enum's values.
#[cold]
#[must_use]
pub fn unknown_value(text: &str, known: &[&str]) -> Error {
    let known: Vec<String> = known.iter().map(|value| format!("{value:?}")).collect();
    Error::new(format!(
        "expected one of {}, found {text:?}",
        known.join(", ")
    ))
}

/// Whether a key can stand in a path without quotes.
fn is_plain(key: &str) -> bool {
    let special = |c: char| matches!(c, '.' | '[' | ']' | '"' | ':') || c.is_whitespace();
    !key.is_empty() && !key.contains(special)
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let path = self.path();
        if path.is_empty() {
            f.write_str(self.message())
        } else {
            write!(f, "{path}: {}", self.message())
        }
    }
}

impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Error({:?})", self.to_string())
    }
}

impl std::error::Error for Error {}
