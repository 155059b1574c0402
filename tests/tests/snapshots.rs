//! Generated models, codecs and pages of the interesting constructs.
//!
//! Each document in `tests/documents/` shows one kind of construct; its snapshot
//! is everything generated from it that a reader would look at. `RunStepObject`
//! comes from the project's own document. `INSTA_UPDATE=always cargo test` takes
//! what is generated now.

mod common;

use std::fs;
use std::path::Path;

#[test]
fn constructs() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("documents");
    let mut documents: Vec<_> = fs::read_dir(&folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|e| e == "yaml"))
        .collect();
    documents.sort();
    assert!(!documents.is_empty());
    for document in documents {
        let name = document.file_stem().unwrap().to_string_lossy().into_owned();
        let generated = common::generated(&fs::read_to_string(&document).unwrap());
        let wanted = |path: &str| {
            let listed = path.starts_with("src/models/")
                || path.starts_with("docs/")
                || (path.starts_with("src/codec/") && !path.contains("/support/"));
            listed && !path.ends_with("mod.rs")
        };
        insta::assert_snapshot!(name, common::listing(&generated.tree, wanted));
    }
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
    let codecs = generated.tree.get("src/codec/run.rs").expect("a codec");
    for model in ["RunStepObject", "RunStepObjectStepDetails"] {
        let codec = codecs
            .split("\n\n")
            .find(|codec| codec.contains(&format!(" {model} {{")));
        insta::assert_snapshot!(format!("src-codec-run.rs-{model}"), codec.expect(model));
    }
}
