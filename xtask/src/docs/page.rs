//! A page for mdBook: the README is its index, and diagrams are pictures.

use std::collections::BTreeMap;

use super::diagram;

/// What mdBook calls the README.
const INDEX: &str = "index.md";

/// The path of a page in the book.
pub fn path(page: &str) -> &str {
    if page == "README.md" { INDEX } else { page }
}

/// The text of a page in the book. Outside of diagrams only definitions of links
/// and types in tables are touched: prose and examples stay as they are.
/// `targets` tells where models have their pages.
pub fn page(text: &str, targets: &BTreeMap<String, String>) -> String {
    let mut out = String::with_capacity(text.len() + 1024);
    let mut lines = text.lines();
    while let Some(line) = lines.next() {
        if line == "```mermaid" {
            let diagram: Vec<&str> = lines.by_ref().take_while(|l| *l != "```").collect();
            out.push_str(&diagram::svg(&diagram, targets));
        } else if line.starts_with("[crate") {
            out.push_str(&line.replace("../README.md", &format!("../{INDEX}")));
        } else if line.starts_with('|') {
            // A type may be broken behind a bracket.
            out.push_str(&line.replace("&lt;", "&lt;<wbr>"));
        } else {
            out.push_str(line);
        }
        out.push('\n');
    }
    // Whoever sees the diagram need not unfold it.
    out.replace(
        "<details>\n<summary>Neighbours",
        "<details open>\n<summary>Neighbours",
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_readme_is_the_index() {
        assert_eq!(path("README.md"), "index.md");
        assert_eq!(path("docs/Pet.md"), "docs/Pet.md");
        let text = "See `../README.md`.\n[crate]: ../README.md#models\n";
        let wanted = "See `../README.md`.\n[crate]: ../index.md#models\n";
        assert_eq!(page(text, &BTreeMap::new()), wanted);
    }
}
