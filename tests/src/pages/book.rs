//! All pages of a crate, and what its manifest says of them.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use rayon::prelude::*;
use serde::Deserialize;

use super::members;
use super::page::Page;
use super::report::Report;

/// The page that leads to all others.
pub const README: &str = "README.md";

/// All pages of a crate.
pub struct Book {
    /// By path within the crate: `README.md`, `docs/Pet.md`.
    pub pages: BTreeMap<String, Page>,
    /// By page: the model that it is about.
    pub models: BTreeMap<String, Model>,
    /// Every file of the crate.
    files: BTreeSet<String>,
}

/// A model that has a page.
pub struct Model {
    /// Its name in Rust.
    pub name: String,
    /// How many properties its struct has; `None` when it is no struct.
    pub properties: Option<members::Count>,
}

#[derive(Deserialize)]
struct Manifest {
    models: Vec<Entry>,
    /// Models that no single schema describes have pages as well.
    #[serde(default)]
    derived: Vec<Entry>,
    files: BTreeMap<String, String>,
}

#[derive(Deserialize)]
struct Entry {
    rust: String,
    file: String,
    doc: String,
}

impl Book {
    /// Reads the manifest, and every page that it lists.
    ///
    /// # Errors
    /// A file is missing or is not what it should be.
    pub fn open(krate: &Path) -> Result<Book, String> {
        let read = |path: &str| {
            let path = krate.join(path);
            fs::read_to_string(&path).map_err(|e| format!("{}: {e}", path.display()))
        };
        let manifest: Manifest = serde_json::from_str(&read("typewright.json")?)
            .map_err(|e| format!("typewright.json: {e}"))?;
        let files: BTreeSet<String> = manifest.files.into_keys().collect();
        let pages: Result<_, String> = files
            .par_iter()
            .filter(|path| path.ends_with(".md"))
            .map(|path| Ok((path.clone(), Page::read(&read(path)?))))
            .collect();
        let models: Result<_, String> = manifest
            .models
            .par_iter()
            .chain(&manifest.derived)
            .map(|entry| {
                let name = entry.rust.rsplit("::").next().unwrap_or_default();
                let properties = members::count(&read(&entry.file)?, name);
                let name = name.to_owned();
                Ok((entry.doc.clone(), Model { name, properties }))
            })
            .collect();
        Ok(Book {
            pages: pages?,
            models: models?,
            files,
        })
    }

    /// Whether the crate has a file.
    pub fn has_file(&self, path: &str) -> bool {
        self.files.contains(path)
    }

    /// Reports models without a page, and pages that the README does not list.
    pub fn unlisted(&self, report: &mut Report) {
        for path in self.models.keys() {
            if !self.pages.contains_key(path) {
                report.add(path, 0, "a model's page is missing");
            }
        }
        let listed: BTreeSet<&str> = self
            .pages
            .get(README)
            .iter()
            .flat_map(|page| &page.links)
            .map(|(_, link)| link.split('#').next().unwrap_or_default())
            .collect();
        for path in self.pages.keys().filter(|path| *path != README) {
            if !listed.contains(path.as_str()) {
                report.add(path, 0, "the README does not lead to this page");
            }
        }
    }
}
