//! The OpenAPI documents in a folder.
//!
//! A document says what it is: a top-level key `openapi` or `swagger`. Overlays
//! and files that documents refer to do not, and are left out, but counted.

use std::collections::{HashMap, HashSet};
use std::fs;
use std::path::{Path, PathBuf};

use serde::de::IgnoredAny;

/// A document.
#[derive(Debug, Clone)]
pub struct Document {
    /// Its path, relative to the folder that was searched.
    pub name: String,
    /// Its path.
    pub path: PathBuf,
    /// The name of its crate, unlike every other's.
    pub krate: String,
    /// Its size in bytes.
    pub size: u64,
}

/// What is in a folder.
#[derive(Debug, Default)]
pub struct Found {
    /// Sorted by name.
    pub documents: Vec<Document>,
    /// JSON and YAML files that are no OpenAPI document.
    pub left_out: Vec<String>,
}

/// Finds the documents in a folder and its subfolders.
///
/// # Errors
/// The folder cannot be read.
pub fn documents(folder: &Path, only: Option<&str>) -> Result<Found, String> {
    let mut found = Found::default();
    let mut taken = HashSet::new();
    for path in files(folder)? {
        let name = path
            .strip_prefix(folder)
            .unwrap_or(&path)
            .to_string_lossy()
            .into_owned();
        if only.is_some_and(|text| !name.contains(text)) {
            continue;
        }
        let bytes = fs::read(&path).map_err(|e| format!("cannot read {}: {e}", path.display()))?;
        if !is_openapi(&bytes) {
            found.left_out.push(name);
            continue;
        }
        found.documents.push(Document {
            krate: crate_name(&name, &mut taken),
            size: bytes.len() as u64,
            name,
            path,
        });
    }
    Ok(found)
}

/// JSON and YAML files, sorted; hidden ones and overlays are none.
fn files(folder: &Path) -> Result<Vec<PathBuf>, String> {
    let mut found = Vec::new();
    let mut open = vec![folder.to_owned()];
    while let Some(folder) = open.pop() {
        let entries =
            fs::read_dir(&folder).map_err(|e| format!("cannot read {}: {e}", folder.display()))?;
        for entry in entries {
            let path = entry.map_err(|e| e.to_string())?.path();
            let name = path
                .file_name()
                .unwrap_or_default()
                .to_string_lossy()
                .into_owned();
            if name.starts_with('.') {
                continue;
            }
            if path.is_dir() {
                open.push(path);
            } else if let Some((stem, "json" | "yaml" | "yml")) = name.rsplit_once('.')
                && !stem.ends_with(".overlay")
            {
                found.push(path);
            }
        }
    }
    found.sort();
    Ok(found)
}

/// Whether a file has `openapi` or `swagger` at its top level. A file that looks
/// like JSON and is broken is taken, so that the fault is reported.
fn is_openapi(bytes: &[u8]) -> bool {
    let text = String::from_utf8_lossy(bytes);
    let text = text.trim_start_matches('\u{feff}').trim_start();
    let words = ["openapi", "swagger"];
    if text.starts_with('{') {
        return match serde_json::from_str::<HashMap<String, IgnoredAny>>(text) {
            Ok(keys) => words.iter().any(|word| keys.contains_key(*word)),
            Err(_) => words.iter().any(|word| text.contains(word)),
        };
    }
    text.lines().any(|line| {
        let line = line.trim_start_matches(['"', '\'']);
        words.iter().any(|word| {
            let rest = line
                .strip_prefix(word)
                .map(|r| r.trim_start_matches(['"', '\'', ' ']));
            rest.is_some_and(|r| r.starts_with(':'))
        })
    })
}

/// `large/stripe.json` is `large-stripe`; a number is added where that is taken.
fn crate_name(name: &str, taken: &mut HashSet<String>) -> String {
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    let mut slug = String::from("corpus");
    for word in stem
        .split(|c: char| !c.is_ascii_alphanumeric())
        .filter(|w| !w.is_empty())
    {
        slug.push('-');
        slug.push_str(&word.to_ascii_lowercase());
    }
    slug.truncate(60);
    let mut unique = slug.trim_end_matches('-').to_owned();
    let mut number = 2;
    while !taken.insert(unique.clone()) {
        unique = format!("{slug}-{number}");
        number += 1;
    }
    unique
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn documents_say_what_they_are() {
        for yes in [
            "openapi: 3.1.0\n",
            "\"swagger\": '2.0'",
            "{\"info\": {}, \"swagger\": \"2.0\"}",
            "\u{feff}openapi : 3.0.0",
        ] {
            assert!(is_openapi(yes.as_bytes()), "{yes}");
        }
        for no in [
            "{}",
            "overlay: 1.0.0",
            "Pet:\n  openapi: 3",
            "{\"Pet\": {\"openapi\": 1}}",
        ] {
            assert!(!is_openapi(no.as_bytes()), "{no}");
        }
    }

    #[test]
    fn crates_have_names_of_their_own() {
        let mut taken = HashSet::new();
        assert_eq!(
            crate_name("large/A_b.c.json", &mut taken),
            "corpus-large-a-b-c"
        );
        assert_eq!(
            crate_name("large-a/b/c.yaml", &mut taken),
            "corpus-large-a-b-c-2"
        );
    }
}
