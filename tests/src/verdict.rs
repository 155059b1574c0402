//! What an answer is worth.
//!
//! What comes in: what was sent, what was expected of it, and the driver's
//! answer. What goes out: a [`Verdict`].

use serde_json::Value;

use crate::compare::{difference, equal};
use crate::driver::{Answer, Outcome};
use crate::mutate::{DRIFT, Drift, DriftKind, Rejection, strip};
use crate::path::{get, render};

/// How it went.
#[derive(Debug, Clone, PartialEq)]
pub enum Verdict {
    /// As the contract says.
    Good,
    /// It decoded and something changed.
    Lossy(String),
    /// It should have decoded.
    Refused(String),
    /// It should have been refused, and came back as it went in: the Rust type
    /// does not express the fault.
    Kept,
    /// It was refused at another place than the right one.
    Misplaced(String),
    /// The code panicked or worse.
    Crashed(String),
    /// It did not go as the contract says, for a known reason.
    Excused(&'static str),
}

/// A key that no schema names, in an example of the document.
pub const UNDECLARED: &str =
    "keys that no schema declares are dropped, as `unknown-keys` says by default";

/// `1.0` as a whole model.
pub const FOREIGN: &str = "a model that is another name for a library's integers or lists of them is decoded by the library, which refuses `1.0`";

/// Judges a value that must come back equal.
pub fn exact(sent: &Value, answer: &Answer) -> Verdict {
    both(answer, |outcome| match outcome {
        Outcome::Value(back) if equal(sent, back) => Verdict::Good,
        Outcome::Value(back) => Verdict::Lossy(difference(sent, back).unwrap_or_default()),
        Outcome::Refused(error) => Verdict::Refused(error.clone()),
        Outcome::Crashed(how) => Verdict::Crashed(how.clone()),
    })
}

/// Judges a value of which a part may be lost, because no schema declares it.
pub fn example(sent: &Value, declared: &Value, answer: &Answer) -> Verdict {
    match exact(sent, answer) {
        Verdict::Lossy(why) if sent != declared => match exact(declared, answer) {
            Verdict::Good => Verdict::Excused(UNDECLARED),
            _ => Verdict::Lossy(why),
        },
        other => other,
    }
}

/// The verdict on a model that is another name for a library's type.
pub fn foreign(verdict: Verdict) -> Verdict {
    match verdict {
        Verdict::Refused(why) if why.contains("invalid type: floating point `1.0`, expected") => {
            Verdict::Excused(FOREIGN)
        }
        other => other,
    }
}

/// Judges drift: values and tags come back as they are, keys where they must.
pub fn drift(drift: &Drift, keeps_all: bool, answer: &Answer) -> Verdict {
    if drift.kind != DriftKind::Keys || keeps_all {
        return exact(&drift.value, answer);
    }
    let mut plain = drift.value.clone();
    strip(&mut plain);
    both(answer, |outcome| match outcome {
        Outcome::Value(back) => {
            for path in &drift.keeps {
                let key = |v: &Value| get(v, path).and_then(|o| o.get(DRIFT)).cloned();
                if key(back) != key(&drift.value) {
                    return Verdict::Lossy(format!("the added key in {:?} is lost", render(path)));
                }
            }
            let mut stripped = back.clone();
            strip(&mut stripped);
            match difference(&plain, &stripped) {
                None => Verdict::Good,
                Some(difference) => Verdict::Lossy(difference),
            }
        }
        Outcome::Refused(error) => Verdict::Refused(error.clone()),
        Outcome::Crashed(how) => Verdict::Crashed(how.clone()),
    })
}

/// Judges a value that must be refused at the right place; of a type that is a
/// library's, anywhere.
pub fn rejection(rejection: &Rejection, foreign: bool, answer: &Answer) -> Verdict {
    let path = render(&rejection.path);
    both(answer, |outcome| match outcome {
        Outcome::Refused(_) if foreign => Verdict::Good,
        Outcome::Refused(error) => {
            let message = match error.strip_prefix(path.as_str()) {
                Some(rest) if path.is_empty() => Some(rest),
                Some(rest) => rest.strip_prefix(": "),
                None => None,
            };
            let mentioned = |m: &str| {
                let key = rejection.mentions.as_deref();
                key.is_none_or(|key| {
                    m.starts_with("missing field") && m.contains(&format!("{key:?}"))
                })
            };
            match message {
                Some(message) if mentioned(message) => Verdict::Good,
                _ => Verdict::Misplaced(error.clone()),
            }
        }
        Outcome::Value(back) if equal(back, &rejection.value) => match rejection.may_be_kept {
            true => Verdict::Good,
            false => Verdict::Kept,
        },
        Outcome::Value(back) => {
            Verdict::Lossy(difference(&rejection.value, back).unwrap_or_default())
        }
        Outcome::Crashed(how) => Verdict::Crashed(how.clone()),
    })
}

/// The verdict on both ways; the worse one where they differ.
fn both(answer: &Answer, verdict_of: impl Fn(&Outcome) -> Verdict) -> Verdict {
    let text = verdict_of(&answer.text);
    match &answer.value {
        Some(value) if text == Verdict::Good => match verdict_of(value) {
            Verdict::Lossy(why) => Verdict::Lossy(format!("by way of a value: {why}")),
            Verdict::Refused(why) => Verdict::Refused(format!("by way of a value: {why}")),
            Verdict::Misplaced(why) => Verdict::Misplaced(format!("by way of a value: {why}")),
            other => other,
        },
        _ => text,
    }
}
