//! Figures as a Markdown page.

use std::fmt::Write as _;

use super::figure::{Figure, Section};

/// A table for each section, and what was left out.
pub fn markdown(figures: &[Figure], remarks: &[String]) -> String {
    let mut text = String::from(
        "# Results\n\nWritten by `cargo xtask bench`. The ratio is ours divided by theirs; \
         less is better.\n",
    );
    for section in Section::ALL {
        let rows = figures.iter().filter(|figure| figure.section == section);
        let rows: String = rows.map(row).collect();
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
    if !remarks.is_empty() {
        text.push_str("\n## Left out\n\n");
        for remark in remarks {
            let _ = writeln!(text, "- {}", remark.trim().replace('\n', "\n  "));
        }
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
