//! What holds of files of any kind: their paths serve every system, their characters
//! are visible, and data files have our keys alone.

use std::collections::BTreeSet;

use toml::Value;
use typewright::emit::OutputTree;

use super::{Finding, Findings, MARK};

/// The keys of a generated `Cargo.toml`, wherever they stand.
const KEYS: &[&str] = &[
    "authors",
    "categories",
    "default",
    "default-features",
    "dependencies",
    "dev-dependencies",
    "description",
    "docs",
    "doctest",
    "documentation",
    "edition",
    "exclude",
    "features",
    "harness",
    "homepage",
    "http",
    "include",
    "keywords",
    "lib",
    "license",
    "lints",
    "metadata",
    "name",
    "optional",
    "package",
    "path",
    "readme",
    "repository",
    "reqwest",
    "rust",
    "rust-version",
    "serde",
    "serde_json",
    "serde_urlencoded",
    "test",
    "tests",
    "uuid",
    "unexpected_cfgs",
    "ureq",
    "version",
    "workspace",
    "jiff",
    "chrono",
    "time",
    "include",
    "page-tests",
];

/// Checks the paths of all files.
pub fn paths(tree: &OutputTree, all: &mut Vec<Finding>) {
    let mut seen = BTreeSet::new();
    for (path, _) in tree.iter() {
        let mut findings = Findings { file: path, all };
        let parts_serve = path.split('/').all(is_file_name);
        findings.require(parts_serve, "a path that some system refuses", path);
        let is_new = seen.insert(path.to_lowercase());
        findings.require(
            is_new,
            "a path that differs from another in case alone",
            path,
        );
    }
}

fn is_file_name(name: &str) -> bool {
    const RESERVED: &[&str] = &["con", "prn", "aux", "nul", "com", "lpt"];
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '_' | '-');
    let stem = name.split('.').next().unwrap_or_default().to_lowercase();
    let device = stem.strip_suffix(|c: char| c.is_ascii_digit());
    let is_reserved = match device {
        Some(device) => matches!(device, "com" | "lpt"),
        None => RESERVED[..4].contains(&stem.as_str()),
    };
    (1..=200).contains(&name.len())
        && name.chars().all(plain)
        && !name.ends_with('.')
        && !name.starts_with("..")
        && !is_reserved
}

/// Checks the characters of a text file. What turns the direction of text around makes
/// code look like other code, and the compiler refuses it.
pub fn characters(text: &str, findings: &mut Findings<'_>) {
    let hidden = |c: char| (c.is_control() && c != '\n' && c != '\t') || turns_direction(c);
    if let Some(at) = text.find(hidden) {
        let start = text[..at].rfind('\n').map_or(0, |end| end + 1);
        let line = text[start..].lines().next().unwrap_or_default();
        findings.add("a character that nobody sees", line);
    }
}

/// Whether a character embeds, overrides or isolates a direction.
pub fn turns_direction(c: char) -> bool {
    matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

/// Checks a `Cargo.toml`.
pub fn toml(text: &str, findings: &mut Findings<'_>) {
    match toml::from_str::<Value>(text) {
        Ok(value) => toml_keys(&value, findings),
        Err(error) => findings.add("the file is no TOML", error.message()),
    }
}

fn toml_keys(value: &Value, findings: &mut Findings<'_>) {
    match value {
        Value::Table(table) => {
            for (key, value) in table {
                findings.require(KEYS.contains(&key.as_str()), "a key of TOML", key);
                toml_keys(value, findings);
            }
        }
        Value::Array(items) => items.iter().for_each(|item| toml_keys(item, findings)),
        _ => {}
    }
}

/// Checks a manifest: it is JSON, and no key of its first two levels is a document's,
/// but for those of `names`.
pub fn json(text: &str, findings: &mut Findings<'_>) {
    let value: serde_json::Value = match serde_json::from_str(text) {
        Ok(value) => value,
        Err(error) => return findings.add("the file is no JSON", &error.to_string()),
    };
    for key in value.as_object().into_iter().flatten().map(|(key, _)| key) {
        findings.require(!key.contains(MARK), "a key of JSON", key);
    }
    let files = value.get("files").and_then(|files| files.as_object());
    for path in files.into_iter().flatten().map(|(path, _)| path) {
        findings.require(
            path.split('/').all(is_file_name),
            "a path of the manifest",
            path,
        );
    }
}
