//! What becomes of each construct, and of the project's own document.
//!
//! Each folder in `tests/documents/constructs/` has a document of one construct, and
//! beside it what is generated from it, by kind of file. `RunStepObject` comes from the
//! project's own document. `INSTA_UPDATE=always cargo test` takes what is generated now.

mod common;

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use serde_json::Value;
use typewright::diagnostic::Diagnostics;
use typewright::emit::OutputTree;
use typewright::load::Memory;
use typewright::pipeline::{Request, generate_from};

/// The files of a kind, by their path.
type Kind = (&'static str, fn(&str) -> bool);

/// The kinds of files that are shown as they are.
const KINDS: &[Kind] = &[
    ("model", |path| {
        is_source(path) && !path.starts_with("src/codec/")
    }),
    ("codec", |path| {
        is_source(path) && path.starts_with("src/codec/")
    }),
    ("page", |path| path.starts_with("docs/")),
];

/// Whether a file is of the document's making, and no list of modules.
fn is_source(path: &str) -> bool {
    path.starts_with("src/")
        && !path.starts_with("src/codec/support/")
        && !path.ends_with("/mod.rs")
        && !path.ends_with("/lib.rs")
}

#[test]
fn constructs() {
    insta::glob!("../documents", "constructs/*/document.yaml", |path| {
        let mut settings = insta::Settings::clone_current();
        settings.set_snapshot_path(path.parent().expect("a folder"));
        settings.set_prepend_module_to_snapshot(false);
        settings.set_omit_expression(true);
        settings.remove_snapshot_suffix();
        settings.remove_input_file();
        let document = fs::read_to_string(path).expect("a document");
        settings.bind(|| {
            for (kind, text) in outcome(&document) {
                insta::assert_snapshot!(kind, text);
            }
        });
    });
}

/// What becomes of a document, by kind. Of the README and the manifest only what the
/// document decides.
fn outcome(document: &str) -> Vec<(&'static str, String)> {
    let request = Request::new("api.yaml", "specs/api.yaml", "cargo xtask gen");
    let files = Memory::from_iter([("api.yaml", document)]);
    let mut found = Vec::new();
    match generate_from(&files, &request) {
        Ok(generated) => {
            let tree = &generated.tree;
            found.extend(
                KINDS
                    .iter()
                    .map(|(kind, wanted)| (*kind, common::listing(tree, wanted))),
            );
            found.push(("manifest", manifest(tree)));
            found.push(("readme", readme(tree)));
            found.push(("diagnostics", said(&generated.diagnostics)));
        }
        Err(diagnostics) => found.push(("diagnostics", said(&diagnostics))),
    }
    found.retain(|(_, text)| !text.is_empty());
    found
}

/// The manifest without versions and digests.
fn manifest(tree: &OutputTree) -> String {
    let text = tree.get("typewright.json").expect("a manifest");
    let mut manifest: Value = serde_json::from_str(text).expect("JSON");
    let map = manifest.as_object_mut().expect("an object");
    for key in ["generator", "document", "files"] {
        map.shift_remove(key);
    }
    format!("{manifest:#}")
}

/// The lists of endpoints and models.
fn readme(tree: &OutputTree) -> String {
    let text = tree.get("README.md").expect("a README");
    let lists = text.find("## Documentation").unwrap_or(text.len());
    text[lists..].to_owned()
}

fn said(diagnostics: &Diagnostics) -> String {
    let mut text = String::new();
    for diagnostic in diagnostics.iter() {
        let _ = writeln!(text, "{diagnostic}");
    }
    text
}

#[test]
fn run_step_object() {
    let spec = Path::new(env!("CARGO_MANIFEST_DIR")).join("../specs/openai-assistants.yaml");
    let generated = common::generated(&fs::read_to_string(spec).unwrap());
    for path in [
        "src/models/run_step_object.rs",
        "src/models/run_step_object_step_details.rs",
        "docs/RunStepObject.md",
        "docs/RunStepObjectStepDetails.md",
        "docs/RunStepObjectStatus.md",
        "docs/CreateRunRequest.md",
    ] {
        let name = path.replace('/', "-");
        insta::assert_snapshot!(name, generated.tree.get(path).expect(path));
    }
}
