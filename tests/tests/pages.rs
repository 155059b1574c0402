//! The pages of every crate in `generated/`: their links lead somewhere, their
//! tables are whole, their examples run, and they have the shape that readers
//! know; and that the check would notice if not.

use std::fs;
use std::path::Path;

use typewright_tests::pages;

mod common;

#[test]
fn the_pages_of_every_crate_are_in_order() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../generated");
    for entry in fs::read_dir(folder).unwrap() {
        let krate = entry.unwrap().path();
        let report = pages::check(&krate).unwrap();
        assert!(report.passed(), "{}:\n{report}", krate.display());
        assert!(report.without.is_empty(), "{:?}", report.without);
        assert!(report.links > 4 * report.pages, "{report}");
    }
}

/// What a page shows is what runs, line by line.
#[test]
fn the_example_of_every_page_is_a_test() {
    const OPEN: &str = "\n## Example\n\n```rust\n";
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../generated");
    for entry in fs::read_dir(folder).unwrap() {
        let krate = entry.unwrap().path();
        let texts = |folder: &str| -> Vec<String> {
            let files = fs::read_dir(krate.join(folder)).unwrap();
            let read = |file: std::io::Result<fs::DirEntry>| fs::read_to_string(file?.path());
            files.map(|file| read(file).unwrap()).collect()
        };
        let tests = texts("tests/pages").concat();
        let mut examples = 0;
        for page in texts("docs") {
            let Some((_, example)) = page.split_once(OPEN) else {
                continue;
            };
            let (example, _) = example.split_once("```\n").unwrap();
            let body = format!("-> Tested {{\n{example}\nOk(())\n}}\n");
            assert!(tests.contains(&body), "no test has this:\n{example}");
            examples += 1;
        }
        let tested = tests.matches("#[test]").count();
        assert_eq!(tested, examples, "{}", krate.display());
    }
}

const DOCUMENT: &str = r##"
openapi: 3.0.3
info: {title: Zoo, version: "1"}
paths: {}
components:
  schemas:
    Ape:
      description: It climbs.
      type: object
      required: [name]
      properties:
        name: {type: string, description: Its name.}
        friend: {$ref: "#/components/schemas/Ape"}
"##;

/// Changes the page of a small crate, and gives what is said of it.
fn said_of(change: impl Fn(&str) -> String) -> Vec<String> {
    let folder = tempfile::tempdir().unwrap();
    for (path, text) in common::generated(DOCUMENT).tree.iter() {
        let text = if path == "docs/Ape.md" {
            change(text)
        } else {
            text.to_owned()
        };
        let path = folder.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    let report = pages::check(folder.path()).unwrap();
    report.problems.into_iter().map(|p| p.what).collect()
}

/// What is said when `from` on the page has become `to`.
fn said(from: &str, to: &str) -> String {
    said_of(|text| {
        assert!(text.contains(from), "{from} is not on the page:\n{text}");
        text.replace(from, to)
    })
    .join("; ")
}

#[test]
fn what_is_wrong_is_noticed() {
    assert_eq!(said_of(str::to_owned), Vec::<String>::new());
    for (from, to, wanted) in [
        ("README.md\n", "READ.md\n", "READ.md, which does not exist"),
        (
            "#documentation-for-models",
            "#models",
            "no heading of README.md",
        ),
        ("[crate]: ../README.md", "", "`[crate]` has no definition"),
        ("| Its name. |", "| Its | name. |", "a row has 5 cells"),
        ("| Its name. |", "| Its\nname. |", "no pipes around it"),
        ("| `name` |", "\n| `name` |", "0 rows for 2 properties"),
        ("It climbs.", "    let ape = 1;", "without a fence"),
        ("It climbs.", "```\nape\n```", "out of place"),
        ("```rust", "```rust,ignore", "no plain doctest"),
        ("```rust", "```text", "does not run"),
        ("It climbs.", "<b>It climbs.", "raw HTML: <b>"),
        ("It climbs.", "<details>It climbs.", "not closed"),
        ("It climbs.", "It [climbs](/climb).", "out of the crate"),
        ("It climbs.", "", "no description"),
        ("# Ape", "# Monkey", "not called `Ape`"),
        ("## Example", "## Sample", "its sections are"),
        ("[[Back to README]][crate]", "", "three links back"),
    ] {
        let said = said(from, to);
        assert!(said.contains(wanted), "{from:?} to {to:?}: {said:?}");
    }
}
