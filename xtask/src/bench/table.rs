//! Figures as a Markdown page.

use std::fmt::Write as _;

use super::figure::Figure;
use super::results::Results;

/// A table for each section, and what was left out.
pub fn markdown(results: &Results) -> String {
    let mut text = String::from(
        "# Results\n\nWritten by `cargo xtask bench`. The ratio is ours divided by theirs; \
         less is better.\n",
    );
    for (section, measured) in results.sections() {
        let rows: String = measured.figures.iter().map(row).collect();
        if rows.is_empty() {
            continue;
        }
        let _ = write!(
            text,
            "\n## {}\n\n| of | what | Typewright | against | theirs | ratio | target |\n\
             |---|---|--:|---|--:|--:|---|\n{rows}",
            section.title()
        );
    }
    let mut remarks = results
        .sections()
        .flat_map(|(section, measured)| measured.remarks.iter().map(move |r| (section, r)))
        .peekable();
    if remarks.peek().is_some() {
        text.push_str("\n## Left out\n\n");
    }
    for (section, remark) in remarks {
        let remark = remark.trim().replace('\n', "\n  ");
        let _ = writeln!(text, "- {}: {remark}", section.title());
    }
    text
}

fn row(figure: &Figure) -> String {
    let (name, theirs) = match &figure.reference {
        Some(reference) => (&*reference.name, reference.quantity.to_string()),
        None => ("", String::new()),
    };
    let ratio = figure
        .ratio()
        .map_or_else(String::new, |r| format!("{r:.2}"));
    format!(
        "| {} | {} | {} | {name} | {theirs} | {ratio} | {} |\n",
        figure.subject,
        figure.what,
        figure.ours,
        target(figure)
    )
}

/// `0.33, met`.
fn target(figure: &Figure) -> String {
    let limit = figure.reference.as_ref().and_then(|r| r.limit);
    match (limit, figure.met()) {
        (Some(limit), Some(met)) => {
            let met = if met { "met" } else { "missed" };
            format!("{limit:.3}, {met}").replace("00,", ",")
        }
        _ => String::new(),
    }
}
