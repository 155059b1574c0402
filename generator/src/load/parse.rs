//! Text to values.
//!
//! What comes in: the text of a file. What goes out: its value and what was
//! noticed. The syntax is told by the content, because names lie: what begins with
//! a brace or a bracket is JSON. What fails as JSON is repaired where the fault is a
//! common one ([`super::repair`]), and if that does not help tried as YAML, whose flow
//! style looks like JSON.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::path::Path;

use serde::de::DeserializeSeed;
use serde_json::Value;

use super::digest::Digests;
use super::files::Files;
use super::locate::position;
use super::parallel::{self, Joined};
use super::value::{AnyValue, Noticed, Scan, TOO_LARGE, allowance, largest};
use super::{RawFile, nesting, repair, text};
use crate::diagnostic::{Diagnostic, Diagnostics, Place, Severity};
use crate::hash::sha256;

/// What a file is written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[allow(missing_docs)]
pub enum Syntax {
    Json,
    Yaml,
}

/// Why a file cannot be read.
#[derive(Debug)]
pub(super) struct Fault {
    message: String,
    position: Option<(usize, usize)>,
    help: Option<&'static str>,
}

impl Fault {
    pub(super) fn new(message: impl Into<String>) -> Fault {
        Fault {
            message: message.into(),
            position: None,
            help: None,
        }
    }

    pub(super) fn at(mut self, line: usize, column: usize) -> Fault {
        self.position = Some((line, column));
        self
    }

    pub(super) fn help(mut self, help: &'static str) -> Fault {
        self.help = Some(help);
        self
    }

    fn into_diagnostic(self, severity: Severity, path: &str) -> Diagnostic {
        let place = Place {
            pointer: String::new(),
            file: Some(path.to_owned()),
            position: self.position,
        };
        Diagnostic {
            help: self.help.map(str::to_owned),
            ..Diagnostic::new(severity, place, self.message)
        }
    }
}

/// A file and the references in it that lead to other files.
pub(super) struct Parsed {
    pub(super) file: RawFile,
    pub(super) links: BTreeSet<String>,
}

/// Reads and parses a file; `name` is what absolute references call it. Where it
/// cannot be read, that is told with the severity `failing`.
pub(super) fn read(
    files: &dyn Files,
    path: &Path,
    name: &str,
    failing: Severity,
    digests: &mut Digests,
    diagnostics: &mut Diagnostics,
) -> Option<Parsed> {
    let shown = path.display().to_string();
    let bytes = files.read(path).map_err(|e| Fault {
        help: Some("check the path"),
        ..Fault::new(format!("cannot read the file: {e}"))
    });
    let parsed = bytes.and_then(|bytes| {
        // Hashing takes a tenth of the time of parsing JSON; it can have the
        // other core.
        let (parsed, hashes) = rayon::join(
            || {
                let text = text::decode(&bytes)?;
                let mut outcome = parse(&text)?;
                if text::has_several_marks(&bytes) {
                    let remark = "the file begins with several byte order marks".to_owned();
                    outcome.remark.get_or_insert((Severity::Warning, remark));
                }
                let decoded = match text {
                    Cow::Borrowed(whole) if whole.len() == bytes.len() => None,
                    text => Some(text.into_owned()),
                };
                Ok((decoded, outcome))
            },
            || {
                let hash = sha256(&bytes);
                match text::with_line_feeds(&bytes) {
                    Cow::Borrowed(_) => (hash.clone(), hash),
                    Cow::Owned(text) => (hash, sha256(&text)),
                }
            },
        );
        let (hash_of_bytes, hash) = hashes;
        files.hashed(path, &hash_of_bytes);
        let (decoded, outcome) = parsed?;
        // Looking at the bytes once more is cheaper than copying them.
        let text = decoded.map_or_else(|| String::from_utf8(bytes), Ok);
        let text = text.map_err(|_| Fault::new("the file is not UTF-8"))?;
        Ok((text, outcome, hash))
    });
    match parsed {
        Ok((text, outcome, hash)) => {
            digests.add(name, hash);
            outcome.report(name, diagnostics);
            Some(Parsed {
                links: outcome.noticed.links,
                file: RawFile {
                    name: name.to_owned(),
                    path: shown,
                    text: outcome.repaired.unwrap_or(text),
                    syntax: outcome.syntax,
                    root: outcome.value,
                },
            })
        }
        Err(fault) => {
            diagnostics.push(fault.into_diagnostic(failing, &shown));
            None
        }
    }
}

/// What parsing found.
struct Outcome {
    value: Value,
    syntax: Syntax,
    noticed: Noticed,
    /// What was tolerated.
    remark: Option<(Severity, String)>,
    /// The text that was parsed, where it is not the file's own.
    repaired: Option<String>,
}

impl Outcome {
    fn new(value: Value, syntax: Syntax, noticed: Noticed) -> Outcome {
        Outcome {
            value,
            syntax,
            noticed,
            remark: None,
            repaired: None,
        }
    }

    fn report(&self, name: &str, diagnostics: &mut Diagnostics) {
        if let Some((severity, remark)) = &self.remark {
            let place = Place::at(format!("{name}#"));
            diagnostics.push(Diagnostic::new(*severity, place, remark));
        }
        let duplicates = &self.noticed.duplicates;
        let shown = duplicates.iter().take(20).map(|pointer| {
            Diagnostic::warning(
                format!("{name}#{pointer}"),
                "this key appears twice; the last one counts",
            )
            .help("remove one of them")
        });
        diagnostics.extend(shown);
        if let Some(more) = duplicates.len().checked_sub(20).filter(|more| *more > 0) {
            let message = format!("{more} more keys appear twice");
            diagnostics.push(Diagnostic::warning(format!("{name}#"), message));
        }
    }
}

fn parse(text: &str) -> Result<Outcome, Fault> {
    if !looks_like_json(text) {
        return yaml_or_repaired(text);
    }
    let mut error = match json(text) {
        Ok(outcome) => return Ok(outcome),
        Err(error) => error,
    };
    if let Some((repaired, what)) = repair::json(text) {
        match json(&repaired) {
            Ok(mut outcome) => {
                let remark = format!("this is not quite JSON: {what}");
                outcome.remark = Some((Severity::Warning, remark));
                outcome.repaired = Some(repaired);
                return Ok(outcome);
            }
            // What is left once the common faults are gone tells more than they do.
            Err(left) => error = left,
        }
    }
    // As YAML it might be the first of several documents.
    if is_complete(&error) {
        return Err(json_fault(&error));
    }
    match yaml(text) {
        Ok(mut outcome) => {
            let remark = format!("this is not JSON and was read as YAML: {error}");
            outcome.remark.get_or_insert((Severity::Note, remark));
            Ok(outcome)
        }
        // A key without double quotes was never meant to be JSON.
        Err(fault) if error.to_string().starts_with("key must be a string") => Err(fault),
        Err(_) => Err(json_fault(&error)),
    }
}

/// Whether what is wrong stands behind the end of the value.
fn is_complete(error: &serde_json::Error) -> bool {
    error.to_string().starts_with("trailing characters")
}

fn json_fault(error: &serde_json::Error) -> Fault {
    let message = error.to_string();
    let place = format!(" at line {} column {}", error.line(), error.column());
    let message = message.strip_suffix(&place).unwrap_or(&message);
    let help = match is_complete(error) {
        true => "one file holds one document; remove what stands behind its end",
        false => "the file begins like JSON; correct the syntax at this place",
    };
    Fault::new(format!("this is not JSON: {message}"))
        .at(error.line(), error.column())
        .help(help)
}

/// A brace, a bracket or, since some write them, a comment.
fn looks_like_json(text: &str) -> bool {
    let start = text.trim_start();
    ["{", "[", "//", "/*"]
        .iter()
        .any(|first| start.starts_with(first))
}

fn json(text: &str) -> serde_json::Result<Outcome> {
    if let Some(Joined { map, noticed }) = parallel::parse(text, Syntax::Json) {
        return Ok(Outcome::new(Value::Object(map), Syntax::Json, noticed));
    }
    let scan = Scan::new(false, usize::MAX);
    let value = scan.json(text)?;
    Ok(Outcome::new(value, Syntax::Json, scan.finish()))
}

fn yaml_or_repaired(text: &str) -> Result<Outcome, Fault> {
    let fault = match yaml(text) {
        Ok(outcome) => return Ok(outcome),
        Err(fault) => fault,
    };
    let Some((repaired, what)) = repair::yaml(text) else {
        return Err(fault);
    };
    let mut outcome = yaml(&repaired).map_err(|_| fault)?;
    outcome.remark = Some((Severity::Warning, format!("this is not quite YAML: {what}")));
    outcome.repaired = Some(repaired);
    Ok(outcome)
}

fn yaml(text: &str) -> Result<Outcome, Fault> {
    if let Some(Joined { map, noticed }) = parallel::parse(text, Syntax::Yaml) {
        return Ok(Outcome::new(Value::Object(map), Syntax::Yaml, noticed));
    }
    if let Some(offset) = nesting::too_deep(text) {
        let (line, column) = position(text, offset);
        return Err(Fault::new("brackets are nested too deep").at(line, column));
    }
    let scan = Scan::new(true, allowance(text.len()));
    let mut documents = serde_yaml::Deserializer::from_str(text);
    let mut value = Value::Null;
    while value.is_null() {
        let Some(document) = documents.next() else {
            return Err(Fault::new("the file is empty").help("check the path"));
        };
        value = AnyValue(&scan)
            .deserialize(document)
            .map_err(|e| yaml_fault(&located(text, e)))?;
    }
    let more = documents.next().is_some();
    let mut outcome = Outcome::new(value, Syntax::Yaml, scan.finish());
    if more {
        let remark = "the file holds several YAML documents; the first one is read";
        outcome.remark = Some((Severity::Warning, remark.to_owned()));
    }
    Ok(outcome)
}

/// The parser has a limit of its own for aliases, and does not tell where it was reached:
/// the place is where they first make more of the text than it could say without them.
fn located(text: &str, error: serde_yaml::Error) -> serde_yaml::Error {
    if error.location().is_some() || !error.to_string().contains(REPETITION) {
        return error;
    }
    let scan = Scan::new(true, largest(text.len()));
    let again = serde_yaml::Deserializer::from_str(text)
        .map(|document| AnyValue(&scan).deserialize(document))
        .find_map(Result::err);
    again.unwrap_or(error)
}

/// What the parser says at its own limit.
const REPETITION: &str = "repetition limit";

fn yaml_fault(error: &serde_yaml::Error) -> Fault {
    let mut message = error.to_string();
    let mut position = None;
    if let Some(at) = error.location() {
        let place = format!(" at line {} column {}", at.line(), at.column());
        message = message.replacen(&place, "", 1);
        position = Some((at.line(), at.column()));
    }
    let (message, help) = if message.contains("recursion limit") {
        (
            "values are nested too deep",
            "references (`$ref`) keep documents flat",
        )
    } else if message.contains(REPETITION) || message.contains(TOO_LARGE) {
        (TOO_LARGE, "use references (`$ref`) instead of aliases")
    } else if message.contains("tab character") || message.contains("cannot start any token") {
        (
            message.as_str(),
            "indent with spaces, not tabs; quote values that begin with @, % or `",
        )
    } else {
        (
            message.as_str(),
            "check the indentation, and quote strings that hold `: ` or ` #`",
        )
    };
    Fault {
        position,
        ..Fault::new(format!("this is not YAML: {message}")).help(help)
    }
}
