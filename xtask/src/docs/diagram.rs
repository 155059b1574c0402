//! A model and its neighbours, drawn from the few forms of Mermaid that pages
//! have:
//!
//! ```text
//! classDiagram
//!     Pet *-- Tag : tag        one
//!     Pet o-- Photo : photos   many
//! ```
//!
//! The model stands on the left, its neighbours below one another on the right,
//! each a link to its page. Text is measured by its length, which is good enough
//! for names in a font of fixed width.

use std::collections::BTreeMap;
use std::fmt::Write as _;

/// Where models have their pages.
type Targets = BTreeMap<String, String>;

/// The height of a row, of a box, and the width of a letter.
const ROW: usize = 38;
const BOX: usize = 26;
const LETTER: usize = 8;

/// An arrow of the diagram.
struct Edge<'a> {
    from: &'a str,
    to: &'a str,
    label: &'a str,
    many: bool,
}

/// The picture of a diagram, or, if it is of another form, its text, indented as code.
pub fn svg(diagram: &[&str], targets: &Targets) -> String {
    let edges: Option<Vec<Edge<'_>>> = diagram.iter().skip(1).map(|l| edge(l)).collect();
    match edges {
        Some(edges) if !edges.is_empty() => draw(&edges, targets),
        _ => format!("    {}", diagram.join("\n    ")),
    }
}

/// Names and labels are words: what else a line may have is not drawn.
fn is_word(text: &str) -> bool {
    text.chars().all(|c| c.is_alphanumeric() || c == '_')
}

fn edge(line: &str) -> Option<Edge<'_>> {
    let (names, label) = line.trim().split_once(" : ")?;
    let (arrow, many) = if names.contains(" o-- ") {
        (" o-- ", true)
    } else {
        (" *-- ", false)
    };
    let (from, to) = names.split_once(arrow)?;
    [from, to, label]
        .iter()
        .all(|text| is_word(text))
        .then_some(Edge {
            from,
            to,
            label,
            many,
        })
}

fn draw(edges: &[Edge<'_>], targets: &Targets) -> String {
    let longest = |of: fn(&Edge<'_>) -> usize| edges.iter().map(of).max().unwrap_or(0);
    let left = longest(|e| e.from.len()) * LETTER + 20;
    let gap = (longest(|e| e.label.len()) + 4) * LETTER + 40;
    let right = longest(|e| e.to.len()) * LETTER + 20;
    let (width, height) = (left + gap + right + 2, edges.len() * ROW);
    let middle = height / 2;
    let mut out = format!(
        "<svg class=\"neighbours\" viewBox=\"0 0 {width} {height}\" width=\"{width}\" \
         height=\"{height}\" role=\"img\">\n"
    );
    named_box(&mut out, 1, middle, left, edges[0].from, None);
    for (row, edge) in edges.iter().enumerate() {
        let y = row * ROW + ROW / 2;
        let (start, bend, end) = (left + 1, left + 31, left + gap);
        let _ = writeln!(
            out,
            "<path d=\"M{start} {middle} C{bend} {middle} {start} {y} {bend} {y} H{end}\"/>"
        );
        let many = if edge.many { " [ ]" } else { "" };
        let _ = writeln!(
            out,
            "<text class=\"label\" x=\"{}\" y=\"{}\">{}{many}</text>",
            bend + 8,
            y - 5,
            edge.label
        );
        named_box(&mut out, end, y, right, edge.to, targets.get(edge.to));
    }
    out.push_str("</svg>");
    out
}

/// A box around a name, which leads to `link`.
fn named_box(
    out: &mut String,
    x: usize,
    y: usize,
    width: usize,
    name: &str,
    link: Option<&String>,
) {
    if let Some(link) = link {
        let _ = write!(out, "<a href=\"{link}\">");
    }
    let _ = write!(
        out,
        "<rect x=\"{x}\" y=\"{}\" width=\"{width}\" height=\"{BOX}\" rx=\"4\"/>\
         <text x=\"{}\" y=\"{}\">{name}</text>",
        y - BOX / 2,
        x + 10,
        y + 5
    );
    out.push_str(if link.is_some() { "</a>\n" } else { "\n" });
}

#[cfg(test)]
mod tests {
    use super::{Targets, svg};

    #[test]
    fn every_neighbour_is_a_link() {
        let targets = Targets::from([("Tag".to_owned(), "Tag_.html".to_owned())]);
        let lines = [
            "classDiagram",
            "    Pet *-- Tag : tag",
            "    Pet o-- Dog : dogs",
        ];
        let picture = svg(&lines, &targets);
        assert!(picture.contains("<a href=\"Tag_.html\">"), "{picture}");
        assert!(picture.contains(">dogs [ ]</text>"), "{picture}");
        assert!(!picture.contains("\n\n"), "a blank line would end the HTML");
    }

    #[test]
    fn another_diagram_is_shown_as_it_is() {
        for line in ["  \"a\": 1", "A *-- B : <script>", "A *-- <b> : c"] {
            let shown = svg(&["pie", line], &Targets::new());
            assert_eq!(shown, format!("    pie\n    {line}"));
        }
    }
}
