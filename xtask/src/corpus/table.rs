//! How each document fared, as text.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::row::{Checked, Compiled, Row, Trouble};

/// The table, what went wrong, and a summary.
pub fn text(rows: &[Row], left_out: &[String]) -> String {
    let mut lines: Vec<Vec<String>> = vec![HEAD.iter().map(ToString::to_string).collect()];
    lines.extend(rows.iter().map(cells));
    let widths: Vec<usize> = (0..HEAD.len())
        .map(|column| {
            lines
                .iter()
                .map(|l| l[column].chars().count())
                .max()
                .unwrap_or(0)
        })
        .collect();
    let mut text = String::new();
    for line in &lines {
        for (column, (cell, width)) in line.iter().zip(&widths).enumerate() {
            let left = matches!(column, 0 | 1 | 9);
            let _ = if left {
                write!(text, "{cell:<width$}  ")
            } else {
                write!(text, "{cell:>width$}  ")
            };
        }
        text.truncate(text.trim_end().len());
        text.push('\n');
    }
    rows.iter().for_each(|row| troubles(row, &mut text));
    summary(rows, left_out, &mut text);
    text
}

const HEAD: [&str; 11] = [
    "document", "dialect", "schemas", "models", "generate", "lines", "losses", "compile", "doc",
    "fidelity", "pages",
];

fn cells(row: &Row) -> Vec<String> {
    let word = |c: &Option<Compiled>| c.as_ref().map_or_else(String::new, Compiled::word);
    let mut cells = vec![row.document.clone()];
    match &row.generated {
        Ok(g) => cells.extend([
            g.dialect.to_owned(),
            g.schemas.to_string(),
            g.models.to_string(),
            format!("{:.0} ms", g.milliseconds),
            g.lines.to_string(),
            g.losses.to_string(),
        ]),
        Err(Trouble::Document(_)) => cells.extend(["failed", "", "", "", "", ""].map(String::from)),
        Err(Trouble::Bug(_)) => cells.extend(["panicked", "", "", "", "", ""].map(String::from)),
    }
    let documented = row
        .documented
        .as_ref()
        .map_or("", |d| if d.is_clean() { "clean" } else { "failed" });
    cells.extend([word(&row.compiled), documented.to_owned()]);
    let checked = |c: &Option<Checked>, words: fn(&Checked) -> String| {
        c.as_ref().map_or_else(String::new, words)
    };
    cells.push(checked(&row.fidelity, Checked::fidelity_in_words));
    cells.push(checked(&row.pages, Checked::pages_in_words));
    cells
}

fn troubles(row: &Row, text: &mut String) {
    let name = &row.document;
    match &row.generated {
        Err(Trouble::Document(why)) => {
            let _ = writeln!(text, "\n{name} was not generated:\n{why}");
        }
        Err(Trouble::Bug(why)) => {
            let _ = writeln!(
                text,
                "\n{name}: a bug of typewright, please report it: {why}"
            );
        }
        Ok(_) => {}
    }
    for (result, task) in [(&row.compiled, "compile"), (&row.documented, "document")] {
        if let Some(result) = result.as_ref().filter(|r| !r.is_clean()) {
            let _ = writeln!(
                text,
                "\n{name} does not {task}:\n{}",
                result.first.join("\n")
            );
        }
    }
    let checked = [
        (&row.fidelity, "breaks the contract"),
        (&row.pages, "has broken pages"),
    ];
    for (result, trouble) in checked {
        if let Some(result) = result.as_ref().filter(|r| !r.passed) {
            let _ = writeln!(text, "\n{name} {trouble}:\n{}", result.text.trim_end());
        }
    }
}

fn summary(rows: &[Row], left_out: &[String], text: &mut String) {
    let generated = rows.iter().filter(|r| r.generated.is_ok()).count();
    let _ = write!(text, "\n{} documents: {generated} generated", rows.len());
    let count = |of: fn(&Row) -> Option<bool>| {
        let all: Vec<bool> = rows.iter().filter_map(of).collect();
        (!all.is_empty()).then(|| (all.iter().filter(|ok| **ok).count(), all.len()))
    };
    let parts = [
        (count(|r| Some(r.compiled.as_ref()?.is_clean())), "compiled"),
        (
            count(|r| Some(r.documented.as_ref()?.is_clean())),
            "documented",
        ),
        (
            count(|r| Some(r.fidelity.as_ref()?.passed)),
            "keep the contract",
        ),
        (count(|r| Some(r.pages.as_ref()?.passed)), "have good pages"),
    ];
    for (good, all, word) in parts
        .into_iter()
        .filter_map(|(c, word)| c.map(|(a, b)| (a, b, word)))
    {
        let _ = write!(text, ", {good} of {all} {word}");
    }
    let milliseconds: f64 = rows
        .iter()
        .flat_map(|r| &r.generated)
        .map(|g| g.milliseconds)
        .sum();
    let _ = writeln!(text, "; {:.1} s to generate", milliseconds / 1e3);
    let total = |pointer: &str| -> u64 {
        let reports = rows.iter().filter_map(|r| r.fidelity.as_ref());
        reports
            .filter_map(|f| f.report.pointer(pointer)?.as_u64())
            .sum()
    };
    if rows.iter().any(|r| r.fidelity.is_some()) {
        let _ = writeln!(
            text,
            "{} schemas, {} instances exact, {} lossy, {} refused, {} crashed",
            total("/schemas"),
            total("/instances/good"),
            total("/instances/lossy"),
            total("/instances/refused"),
            total("/instances/crashed"),
        );
    }
    pages(rows, text);
    reasons(rows, text);
    if !left_out.is_empty() {
        let _ = writeln!(
            text,
            "{} files are no OpenAPI document, such as {}",
            left_out.len(),
            left_out[0]
        );
    }
}

/// What was checked on pages.
fn pages(rows: &[Row], text: &mut String) {
    let checked: Vec<&Checked> = rows.iter().filter_map(|r| r.pages.as_ref()).collect();
    if checked.is_empty() {
        return;
    }
    let total = |pointer: &str| checked.iter().map(|c| c.number(pointer)).sum::<u64>();
    let length = |pointer: &str| checked.iter().map(|c| c.length(pointer)).sum::<usize>();
    let _ = writeln!(
        text,
        "{} pages, {} links, {} tables, {} examples, {} models without one, {} problems",
        total("/pages"),
        total("/links"),
        total("/tables"),
        total("/examples"),
        length("/without"),
        length("/problems"),
    );
}

/// What the harness could not do or did not hold against a crate, by reason.
fn reasons(rows: &[Row], text: &mut String) {
    let mut without: BTreeMap<&str, u64> = BTreeMap::new();
    let mut excepted: BTreeMap<&str, u64> = BTreeMap::new();
    for report in rows
        .iter()
        .filter_map(|r| r.fidelity.as_ref())
        .map(|f| &f.report)
    {
        for pair in report["without"].as_array().into_iter().flatten() {
            let why = pair[1].as_str().unwrap_or_default();
            // What was tried in vain differs from schema to schema.
            let kind = if why.starts_with("given up") {
                "given up"
            } else {
                why
            };
            *without.entry(kind).or_default() += 1;
        }
        for (why, count) in report["exceptions"].as_object().into_iter().flatten() {
            *excepted.entry(why).or_default() += count.as_u64().unwrap_or(0);
        }
    }
    for (why, count) in without {
        let _ = writeln!(text, "{count} schemas have no instance: {why}");
    }
    for (why, count) in excepted {
        let _ = writeln!(text, "{count} instances are excepted: {why}");
    }
}
