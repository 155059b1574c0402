//! Nothing is declared as a dependency that no source file names.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use toml::{Table, Value};

/// The tables of a `Cargo.toml` that declare dependencies.
const TABLES: &[&str] = &["dependencies", "dev-dependencies", "build-dependencies"];

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

fn manifest(folder: &Path) -> Table {
    let path = folder.join("Cargo.toml");
    let text = fs::read_to_string(&path).expect("a manifest");
    toml::from_str(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// The packages of the workspace.
fn members() -> Vec<PathBuf> {
    let named = ["generator", "xtask", "tests", "tests/fuzz"].map(|name| root().join(name));
    let generated = fs::read_dir(root().join("generated")).expect("a folder");
    let generated = generated.map(|entry| entry.expect("an entry").path());
    named.into_iter().chain(generated).collect()
}

fn declared(manifest: &Table) -> BTreeSet<String> {
    let tables = TABLES
        .iter()
        .filter_map(|table| manifest.get(*table)?.as_table());
    tables.flat_map(|table| table.keys().cloned()).collect()
}

/// The text of all sources of a package, without those of packages inside of it.
fn sources(folder: &Path, out: &mut String) {
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        let is_own = !path.join("Cargo.toml").exists() && !path.ends_with("target");
        if path.is_dir() && is_own {
            sources(&path, out);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            out.push_str(&fs::read_to_string(&path).expect("a source"));
        }
    }
}

/// Whether a source names a crate: `name::` or `use name`.
fn names(source: &str, dependency: &str) -> bool {
    let name = dependency.replace('-', "_");
    let is_word = |c: char| c.is_alphanumeric() || c == '_';
    source.match_indices(&name).any(|(at, _)| {
        let before = source[..at].chars().next_back();
        let after = &source[at + name.len()..];
        !before.is_some_and(is_word) && (after.starts_with("::") || source[..at].ends_with("use "))
    })
}

#[test]
fn every_dependency_is_used() {
    let mut unused = Vec::new();
    for folder in members() {
        let mut source = String::new();
        sources(&folder, &mut source);
        for dependency in declared(&manifest(&folder)) {
            if !names(&source, &dependency) {
                unused.push(format!("{}: {dependency}", folder.display()));
            }
        }
    }
    assert!(
        unused.is_empty(),
        "declared and not used:\n{}",
        unused.join("\n")
    );
}

#[test]
fn the_workspace_declares_what_its_packages_take() {
    let workspace = manifest(&root());
    let shared = workspace["workspace"]["dependencies"]
        .as_table()
        .expect("a table");
    let mut taken = BTreeSet::new();
    for folder in members() {
        let manifest = manifest(&folder);
        let tables = TABLES
            .iter()
            .filter_map(|table| manifest.get(*table)?.as_table());
        let inherits = |value: &Value| value.get("workspace").is_some();
        taken.extend(
            tables
                .flatten()
                .filter(|(_, value)| inherits(value))
                .map(|(key, _)| key.clone()),
        );
    }
    let unused: Vec<&String> = shared.keys().filter(|key| !taken.contains(*key)).collect();
    assert!(unused.is_empty(), "no package takes {unused:?}");
}
