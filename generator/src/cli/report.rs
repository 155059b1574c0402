//! What the user reads: diagnostics, summaries, differences.
//!
//! Everything here returns a [`Message`], lines ended; nothing prints.

use std::path::Path;
use std::time::Duration;

use anstyle::{AnsiColor, Style};

use crate::diagnostic::{Diagnostic, Diagnostics, Severity};
use crate::pipeline::run::{Done, Failure};
use crate::printable::Excerpt;
use crate::write::{Checked, Kind, WriteError, Written};

use super::Message;

const ERROR: Style = AnsiColor::BrightRed.on_default().bold();
const WARNING: Style = AnsiColor::Yellow.on_default().bold();
const NOTE: Style = AnsiColor::Cyan.on_default().bold();
const HELP: Style = AnsiColor::Green.on_default().bold();
const BOLD: Style = Style::new().bold();
const DIM: Style = Style::new().dimmed();
const ADDED: Style = AnsiColor::Green.on_default();
const REMOVED: Style = AnsiColor::Red.on_default();
const HUNK: Style = AnsiColor::Cyan.on_default();

/// The most diagnostics of one severity that are shown.
const SHOWN: usize = 20;

/// Diagnostics from the severity `least` up, the gravest last, where the eye is;
/// of each severity the first twenty, and a count of the rest.
pub fn diagnostics(diagnostics: &Diagnostics, least: Severity) -> Message {
    let mut message = Message::default();
    for severity in [Severity::Note, Severity::Warning, Severity::Error] {
        let count = diagnostics.count(severity);
        if severity < least || count == 0 {
            continue;
        }
        let all = diagnostics.iter().filter(|d| d.severity == severity);
        message = all.take(SHOWN).fold(message, diagnostic);
        if let Some(rest @ 1..) = count.checked_sub(SHOWN) {
            let (style, label) = label(severity);
            let rest = format_args!(": and {rest} more like these\n");
            message = message.styled(style, label).text(rest);
        }
    }
    message
}

/// Adds one diagnostic with its place and its remedy.
fn diagnostic(message: Message, diagnostic: &Diagnostic) -> Message {
    let (style, label) = label(diagnostic.severity);
    let said = format_args!(": {}", Excerpt(&diagnostic.message));
    let mut message = message.styled(style, label).styled(BOLD, said).line();
    let place = diagnostic.place.to_string();
    if !place.is_empty() {
        let place = Excerpt(&place);
        message = message
            .text("  ")
            .styled(DIM, "-->")
            .text(format_args!(" {place}\n"));
    }
    match &diagnostic.help {
        Some(text) => help(message, Excerpt(text)),
        None => message,
    }
}

/// Adds a remedy.
fn help(message: Message, text: impl std::fmt::Display) -> Message {
    message
        .text("  ")
        .styled(HELP, "help")
        .text(format_args!(": {text}\n"))
}

fn label(severity: Severity) -> (Style, &'static str) {
    match severity {
        Severity::Note => (NOTE, "note"),
        Severity::Warning => (WARNING, "warning"),
        Severity::Error => (ERROR, "error"),
    }
}

/// An error that has no place in a document. A remedy may follow on lines of its
/// own, each starting with `  help: `.
pub fn error(message: &str) -> Message {
    lines(ERROR, "error", message)
}

/// A warning that has no place in a document, with remedies as [`error`] has them.
pub fn warning(message: &str) -> Message {
    lines(WARNING, "warning", message)
}

fn lines(style: Style, label: &str, text: &str) -> Message {
    let label = Message::default().styled(style, label).text(": ");
    text.lines()
        .fold(label, |message, line| match line.strip_prefix("  help: ") {
            Some(text) => help(message, Excerpt(text)),
            None => message.text(Excerpt(line)).line(),
        })
}

/// That another run has to end first.
pub fn waiting(folder: &Path) -> Message {
    let folder = folder.display();
    Message::default()
        .styled(NOTE, "waiting")
        .text(format_args!(" for another run to finish with {folder}\n"))
}

/// Why a run came to nothing.
pub fn failure(failure: &Failure) -> Message {
    match failure {
        Failure::Folder(reason @ WriteError::HalfDone(_)) => error(&reason.to_string()),
        Failure::Folder(reason) => error(&reason.to_string()).text("nothing was changed\n"),
        Failure::Document(found) => {
            let errors = count(found.count(Severity::Error), "error", "errors");
            diagnostics(found, Severity::Warning).text(format_args!(
                "nothing was written: the document has {errors}\n"
            ))
        }
    }
}

/// What was done, in one line without its end:
/// `wrote 212 files, 3 removed, 180 unchanged: 104 models, 25 operations in 42 ms`.
pub fn written(done: &Done<Written>) -> String {
    let Written {
        written,
        removed,
        unchanged,
        ..
    } = &done.result;
    let mut text = if written.is_empty() && removed.is_empty() {
        format!("{} up to date", count(*unchanged, "file", "files"))
    } else {
        let mut text = format!("wrote {}", count(written.len(), "file", "files"));
        if !removed.is_empty() {
            text += &format!(", {} removed", removed.len());
        }
        text += &format!(", {unchanged} unchanged");
        text
    };
    text.push_str(&totals(done));
    text
}

/// That nothing differs, in one line without its end.
pub fn fresh(done: &Done<Checked>) -> String {
    let files = count(done.result.unchanged, "file", "files");
    format!("{files} up to date{}", totals(done))
}

/// `: 104 models, 25 operations in 42 ms`, and how many warnings and notes.
fn totals<T>(done: &Done<T>) -> String {
    let mut text = format!(
        ": {}, {}",
        count(done.models, "model", "models"),
        count(done.operations, "operation", "operations"),
    );
    for (severity, one, many) in [
        (Severity::Warning, "warning", "warnings"),
        (Severity::Note, "note", "notes"),
    ] {
        let found = done.diagnostics.count(severity);
        if found > 0 {
            text += &format!(", {}", count(found, one, many));
        }
    }
    text += &format!(" in {}", duration(done.time));
    text
}

/// How long each stage took, in one line; nothing where no stage ran.
pub fn stages<T>(done: &Done<T>) -> Message {
    let Some(statistics) = &done.statistics else {
        return Message::default();
    };
    let rest = done.time.saturating_sub(statistics.total());
    let mut text = format!("{}:", statistics.dialect.as_str());
    for (stage, time) in &statistics.times {
        text += &format!(" {} {},", stage.as_str(), duration(*time));
    }
    text += &format!(" disk {}", duration(rest));
    Message::default().styled(DIM, text).line()
}

/// What a user will want to know about files that somebody had edited.
pub fn edited(written: &Written, out: &Path) -> Message {
    let mut message = Message::default();
    for path in &written.overwritten {
        message = message.and(&warning(&format!(
            "{} had been edited by hand and was generated anew",
            out.join(path).display()
        )));
    }
    for path in &written.kept {
        message = message.and(&warning(&format!(
            "{} is no longer generated, and was kept because it had been edited by hand\n  help: delete it when nothing in it is needed any more",
            out.join(path).display()
        )));
    }
    message
}

/// How a folder differs from what would be generated, and what to do about it.
pub fn stale(checked: &Checked, out: &Path, source: &str, remedy: &str) -> Message {
    let out = out.display();
    let all_missing = checked.unchanged == 0
        && checked
            .findings
            .iter()
            .all(|finding| finding.kind == Kind::Missing);
    let mut message = match all_missing {
        true => error(&format!("{out} has not been generated from {source}")),
        false => checked.to_string().lines().fold(
            error(&format!("{out} is not what {source} generates")),
            |message, line| message.styled(style_of_diff(line), line).line(),
        ),
    };
    message = help(message, remedy);
    if checked.of_kind(Kind::LeftOverEdited).next().is_some() {
        message = help(
            message,
            "delete what is yours to delete: only files that nobody edited are removed",
        );
    }
    message
}

fn style_of_diff(line: &str) -> Style {
    match line.as_bytes() {
        [b'-', b'-', b'-', ..] | [b'+', b'+', b'+', ..] => BOLD,
        [b'@', b'@', ..] => HUNK,
        [b'+', ..] => ADDED,
        [b'-', ..] => REMOVED,
        _ => Style::new(),
    }
}

/// `1 file`, `2 files`.
fn count(number: usize, one: &str, many: &str) -> String {
    format!("{number} {}", if number == 1 { one } else { many })
}

/// `0.8 ms`, `42 ms`, `1.3 s`.
fn duration(time: Duration) -> String {
    let ms = time.as_secs_f64() * 1e3;
    if ms < 9.95 {
        format!("{ms:.1} ms")
    } else if ms < 995.0 {
        format!("{ms:.0} ms")
    } else {
        format!("{:.1} s", ms / 1e3)
    }
}
