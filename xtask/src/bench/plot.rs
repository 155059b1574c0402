//! Figures as a plot.
//!
//! What comes in: results. What goes out: an SVG in which each figure that has
//! something to be compared with is a pair of bars, ours above theirs, and a tick
//! marks the target. Each pair has a scale of its own, as there is no other that
//! milliseconds and gigabytes could share.

use std::fmt::Write as _;

use super::figure::{Figure, Reference};
use super::results::Results;

const WIDTH: u32 = 860;
/// Where bars begin, and how long the longer one of a pair is.
const LEFT: f64 = 400.0;
const LENGTH: f64 = 250.0;
const PAIR: u32 = 38;
const HEADING: u32 = 40;

const STYLE: &str = "text { font: 12px system-ui, sans-serif; fill: #57606a }\n\
    .title { font-size: 15px; font-weight: 600 }\n\
    .ours { fill: #2f81f7 } .theirs { fill: #afb8c1 } .target { stroke: #cf222e; stroke-width: 2 }\n\
    @media (prefers-color-scheme: dark) { text { fill: #9198a1 } .theirs { fill: #656c76 } }";

/// The plot.
pub fn svg(results: &Results) -> String {
    let mut body = String::new();
    let mut y = 8;
    for (section, measured) in results.sections() {
        let mut compared = measured
            .figures
            .iter()
            .filter_map(|figure| Some((figure, figure.reference.as_ref()?)))
            .peekable();
        if compared.peek().is_none() {
            continue;
        }
        let _ = writeln!(
            body,
            "<text class=\"title\" x=\"8\" y=\"{}\">{}</text>",
            y + 20,
            escaped(section.title())
        );
        y += HEADING;
        for (figure, reference) in compared {
            pair(&mut body, y, figure, reference);
            y += PAIR;
        }
    }
    let height = y + 24;
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{WIDTH}\" height=\"{height}\" \
         viewBox=\"0 0 {WIDTH} {height}\">\n<style>\n{STYLE}\n</style>\n{body}\
         <text x=\"8\" y=\"{}\">Blue: Typewright. Grey: what it is compared with. Red: the target, \
         which blue should not pass.</text>\n</svg>\n",
        y + 14
    )
}

fn pair(body: &mut String, y: u32, figure: &Figure, reference: &Reference) {
    let ratio = figure.ratio().unwrap_or(1.0);
    let unit = LENGTH / ratio.max(1.0);
    let subject = escaped(&figure.subject);
    let what = escaped(&figure.what);
    let _ = writeln!(
        body,
        "<text x=\"8\" y=\"{}\">{subject}</text><text x=\"8\" y=\"{}\">{what}</text>",
        y + 11,
        y + 25
    );
    bar(
        body,
        "ours",
        y,
        unit * ratio,
        &format!("{} (× {ratio:.2})", figure.ours),
    );
    let theirs = format!("{} {}", reference.quantity, reference.name);
    bar(body, "theirs", y + 14, unit, &theirs);
    if let Some(limit) = reference.limit {
        let x = LEFT + unit * limit;
        let _ = writeln!(
            body,
            "<line class=\"target\" x1=\"{x:.1}\" x2=\"{x:.1}\" y1=\"{}\" y2=\"{}\"/>",
            y - 1,
            y + 13
        );
    }
}

fn bar(body: &mut String, class: &str, y: u32, length: f64, label: &str) {
    let _ = writeln!(
        body,
        "<rect class=\"{class}\" x=\"{LEFT}\" y=\"{y}\" width=\"{length:.1}\" height=\"12\"/>\
         <text x=\"{:.1}\" y=\"{}\">{}</text>",
        LEFT + length + 6.0,
        y + 10,
        escaped(label)
    );
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;")
}
