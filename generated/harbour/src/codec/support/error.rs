//! What went wrong, and where.
//!
//! An error starts as a message at the value that caused it. On its way out
//! every struct, list and map that it passes adds its key or index. It is one
//! pointer wide, because every decoding function returns it. What it shows of the
//! JSON and of the schema is an excerpt, so that nobody's data fills a log.

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

/// How many characters of a text an error shows.
const SHOWN: usize = 40;
/// How many bytes a message has, and how many a path.
const LONGEST: usize = 800;

impl Error {
    /// An error at the value that is being decoded. Of a long message the end is cut.
    #[cold]
    pub fn new(message: impl Into<Cow<'static, str>>) -> Self {
        let mut message = message.into();
        if message.len() > LONGEST {
            let end = message.char_indices().map(|(at, _)| at);
            let end = end.take_while(|at| *at <= LONGEST).last().unwrap_or(0);
            message = format!("{}...", &message[..end]).into();
        }
        Self(Box::new(Inner {
            path: Vec::new(),
            message,
        }))
    }

    #[cold]
    pub(super) fn missing(key: &str) -> Self {
        Self::new(format!("missing field {}", quoted(key)))
    }

    #[cold]
    pub(super) fn duplicate(key: &str) -> Self {
        Self::new(format!("duplicate field {}", quoted(key)))
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
    /// empty for the outermost value. Of a long key the end is left out, of a long
    /// path the middle.
    #[must_use]
    pub fn path(&self) -> String {
        let mut path = String::new();
        for step in self.0.path.iter().rev() {
            // Writing to a string cannot fail.
            let _ = match step {
                Step::Index(index) => write!(path, "[{index}]"),
                Step::Key(key) if !is_plain(key) => write!(path, "[{}]", quoted(key)),
                Step::Key(key) if path.is_empty() => write!(path, "{}", excerpt(key)),
                Step::Key(key) => write!(path, ".{}", excerpt(key)),
            };
        }
        without_middle(path)
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
    let known = any_of(known.iter().map(|value| quoted(value)), ", ");
    Error::new(format!("expected one of {known}, found {}", quoted(text)))
}

/// The beginning of a text.
pub(super) fn excerpt(text: &str) -> Cow<'_, str> {
    match text.char_indices().nth(SHOWN) {
        Some((end, _)) => format!("{}...", &text[..end]).into(),
        None => text.into(),
    }
}

/// The beginning of a text, in quotes.
pub(super) fn quoted(text: &str) -> String {
    match text.char_indices().nth(SHOWN) {
        Some((end, _)) => format!("{:?}...", &text[..end]),
        None => format!("{text:?}"),
    }
}

/// The first of some texts with something between them, and how many more there are.
pub(super) fn any_of(mut texts: impl Iterator<Item = String>, between: &str) -> String {
    let mut list = texts.next().unwrap_or_default();
    while let Some(text) = texts.next() {
        if list.len() + text.len() > LONGEST / 2 {
            let _ = write!(list, " and {} more", 1 + texts.count());
            break;
        }
        let _ = write!(list, "{between}{text}");
    }
    list
}

fn without_middle(path: String) -> String {
    if path.len() <= LONGEST {
        return path;
    }
    let inner = |(at, _): &(usize, char)| (LONGEST / 2..path.len() - LONGEST / 2).contains(at);
    let mut inner = path.char_indices().filter(inner).map(|(at, _)| at);
    match (inner.next(), inner.next_back()) {
        (Some(start), Some(end)) => format!("{}...{}", &path[..start], &path[end..]),
        _ => path,
    }
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
