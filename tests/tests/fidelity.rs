//! The contract of generated models, kept by every crate in `generated/`; and
//! that the harness would notice if it were not.
//!
//! The drivers are programs of their own, built in a target folder of their own,
//! so that a crate that is added to `generated/` needs no line here.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::{Value, json};
use typewright::config::{Config, UnknownKeys};
use typewright_tests::document::Document;
use typewright_tests::driver::{Build, Model, build, own_types};
use typewright_tests::load;
use typewright_tests::report::Report;
use typewright_tests::roundtrip::{self, Options};
use typewright_tests::synth::Limits;

/// A crate of `generated/`, with its driver.
struct Subject {
    document: PathBuf,
    config: Config,
    models: Vec<Model>,
    driver: PathBuf,
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .parent()
        .expect("the repository")
}

fn subject(krate: &Path) -> Subject {
    let mut manifest = load::manifest(krate).unwrap();
    let work = Path::new(env!("CARGO_TARGET_TMPDIR")).join("fidelity");
    let package = work.join(krate.file_name().expect("a folder"));
    let lock = root().join("Cargo.lock");
    let request = Build {
        krate,
        package: &package,
        target: &work.join("target"),
        lock: Some(&lock),
    };
    let driver = build(&request, &manifest.models).unwrap();
    let own = own_types(&driver, krate).unwrap();
    for (model, own) in manifest.models.iter_mut().zip(own) {
        model.foreign = !own;
    }
    let document = root().join(&manifest.document.path);
    let text = fs::read_to_string(document.with_extension("toml")).unwrap_or_default();
    Subject {
        document,
        config: Config::parse(&text).unwrap(),
        models: manifest.models,
        driver,
    }
}

impl Subject {
    fn read(&self) -> Document {
        load::document(&self.document, &self.config.input).unwrap()
    }

    fn run(&self, document: &Document, instances: usize) -> Report {
        let options = Options {
            limits: Limits {
                instances,
                ..Limits::default()
            },
            keeps_unknown_keys: self.config.models.unknown_keys == UnknownKeys::Keep,
        };
        roundtrip::run(document, &self.models, &self.driver, options).unwrap()
    }
}

#[test]
fn generated_crates_keep_the_contract() {
    let mut crates: Vec<PathBuf> = fs::read_dir(root().join("generated"))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.join("typewright.json").exists())
        .collect();
    crates.sort();
    assert!(!crates.is_empty(), "run `cargo xtask gen` first");
    for krate in crates {
        let subject = subject(&krate);
        let report = subject.run(&subject.read(), 30);
        assert!(report.passed(), "{}:\n{report}", krate.display());
        // Others are of no variant that a union knows.
        let (kept, refused) = report
            .rejections
            .values()
            .fold((0, 0), |(kept, good), t| (kept + t.kept, good + t.good));
        assert!(
            kept * 20 < refused,
            "{}: {refused} faults are refused, and {kept} kept",
            krate.display()
        );
        assert_eq!(
            report.without,
            [],
            "{}: every schema has an instance",
            krate.display()
        );
        assert_eq!(
            report.invalid_examples,
            0,
            "{}: examples are valid",
            krate.display()
        );
    }
}

/// A crate that differs from its document in one place does not pass.
#[test]
fn the_rig_notices_what_a_crate_gets_wrong() {
    let subject = subject(&root().join("generated/openai-assistants"));
    type Change = (&'static str, fn(&mut Value), &'static str);
    let changes: [Change; 4] = [
        (
            "a property that the crate does not know",
            |run| run["properties"]["fresh"] = json!({"enum": ["x"]}),
            "is lost",
        ),
        (
            "another type",
            |run| run["properties"]["model"]["type"] = json!("integer"),
            "refused: ",
        ),
        (
            "null where the crate has none",
            |run| run["properties"]["model"]["type"] = json!(["string", "null"]),
            "refused: ",
        ),
        (
            "another constant",
            |run| run["properties"]["object"] = json!({"const": "other"}),
            "refused: ",
        ),
    ];
    for (what, change, outcome) in changes {
        let mut value: Value = load::value(&subject.document).unwrap();
        change(&mut value["components"]["schemas"]["RunObject"]);
        let report = subject.run(&Document::single(value), 6);
        let seen = report.failures.iter().any(|f| f.outcome.contains(outcome));
        assert!(seen && !report.passed(), "{what} goes unnoticed:\n{report}");
    }
}
