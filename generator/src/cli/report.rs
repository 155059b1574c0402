//! What the user reads: diagnostics, summaries, differences.
//!
//! Everything here returns text with ANSI colours, lines ended; nothing prints.

use std::fmt::Write as _;
use std::path::Path;
use std::time::Duration;

use anstyle::{AnsiColor, Style};

use crate::diagnostic::{Diagnostic, Diagnostics, Severity};
use crate::pipeline::run::{Done, Failure};
use crate::write::{Checked, Kind, Written};

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
pub fn diagnostics(diagnostics: &Diagnostics, least: Severity) -> String {
    let mut text = String::new();
    for severity in [Severity::Note, Severity::Warning, Severity::Error] {
        let count = diagnostics.count(severity);
        if severity < least || count == 0 {
            continue;
        }
        let all = diagnostics.iter().filter(|d| d.severity == severity);
        all.take(SHOWN).for_each(|d| text.push_str(&diagnostic(d)));
        if let Some(rest @ 1..) = count.checked_sub(SHOWN) {
            let (style, label) = label(severity);
            let _ = writeln!(text, "{style}{label}{style:#}: and {rest} more like these");
        }
    }
    text
}

/// One diagnostic with its place and its remedy.
fn diagnostic(diagnostic: &Diagnostic) -> String {
    let (style, label) = label(diagnostic.severity);
    let mut text = format!(
        "{style}{label}{style:#}{BOLD}: {}{BOLD:#}\n",
        diagnostic.message
    );
    let place = diagnostic.place.to_string();
    if !place.is_empty() {
        let _ = writeln!(text, "  {DIM}-->{DIM:#} {place}");
    }
    if let Some(help) = &diagnostic.help {
        let _ = writeln!(text, "  {HELP}help{HELP:#}: {help}");
    }
    text
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
pub fn error(message: &str) -> String {
    let mut text = format!("{ERROR}error{ERROR:#}: ");
    for line in message.lines() {
        match line.strip_prefix("  help: ") {
            Some(help) => {
                let _ = writeln!(text, "  {HELP}help{HELP:#}: {help}");
            }
            None => {
                let _ = writeln!(text, "{line}");
            }
        }
    }
    text
}

/// A warning that has no place in a document.
pub fn warning(message: &str) -> String {
    format!("{WARNING}warning{WARNING:#}: {message}\n")
}

/// Why a run came to nothing.
pub fn failure(failure: &Failure) -> String {
    match failure {
        Failure::Folder(reason) => error(&reason.to_string()),
        Failure::Document(found) => {
            let mut text = diagnostics(found, Severity::Warning);
            let errors = count(found.count(Severity::Error), "error", "errors");
            let _ = writeln!(text, "nothing was written: the document has {errors}");
            text
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
            let _ = write!(text, ", {} removed", removed.len());
        }
        let _ = write!(text, ", {unchanged} unchanged");
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
            let _ = write!(text, ", {}", count(found, one, many));
        }
    }
    let _ = write!(text, " in {}", duration(done.time));
    text
}

/// How long each stage took, in one line; nothing where no stage ran.
pub fn stages<T>(done: &Done<T>) -> String {
    let Some(statistics) = &done.statistics else {
        return String::new();
    };
    let rest = done.time.saturating_sub(statistics.total());
    let mut text = format!("{DIM}{}:", statistics.dialect.as_str());
    for (stage, time) in &statistics.times {
        let _ = write!(text, " {} {},", stage.as_str(), duration(*time));
    }
    let _ = writeln!(text, " disk {}{DIM:#}", duration(rest));
    text
}

/// What a user will want to know about files that somebody had edited.
pub fn leftovers(written: &Written, out: &Path) -> String {
    let mut text = String::new();
    for path in &written.overwritten {
        let path = out.join(path);
        text.push_str(&warning(&format!(
            "{} had been edited by hand and was generated anew",
            path.display()
        )));
    }
    for path in &written.kept {
        let path = out.join(path);
        text.push_str(&warning(&format!(
            "{} is no longer generated, and was kept because it had been edited by hand\n  {HELP}help{HELP:#}: delete it when nothing in it is needed any more",
            path.display()
        )));
    }
    text
}

/// How a folder differs from what would be generated, and what to do about it.
pub fn stale(checked: &Checked, out: &Path, source: &str, remedy: &str) -> String {
    let all_missing = checked.unchanged == 0
        && checked
            .findings
            .iter()
            .all(|finding| finding.kind == Kind::Missing);
    let mut text = if all_missing {
        error(&format!(
            "{} has not been generated from {source}",
            out.display()
        ))
    } else {
        error(&format!("{} is not what {source} generates", out.display()))
    };
    if !all_missing {
        for line in checked.to_string().lines() {
            let style = match line.as_bytes() {
                [b'-', b'-', b'-', ..] | [b'+', b'+', b'+', ..] => BOLD,
                [b'@', b'@', ..] => HUNK,
                [b'+', ..] => ADDED,
                [b'-', ..] => REMOVED,
                _ => Style::new(),
            };
            let _ = writeln!(text, "{style}{line}{style:#}");
        }
    }
    let _ = writeln!(text, "  {HELP}help{HELP:#}: {remedy}");
    if checked.of_kind(Kind::LeftOverEdited).next().is_some() {
        let _ = writeln!(
            text,
            "  {HELP}help{HELP:#}: delete what is yours to delete: only files that nobody edited are removed"
        );
    }
    text
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
