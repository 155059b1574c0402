//! The pages of a generated crate.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use serde::Deserialize;

/// The pages of a generated crate.
pub struct Source {
    /// What the README is called.
    pub title: String,
    /// By path within the crate.
    pub pages: BTreeMap<String, String>,
    /// The models that have a page.
    pub models: Vec<Model>,
    /// Where a model has its page in the site, beside others: `PetTag.html`.
    pub targets: BTreeMap<String, String>,
    /// The pages of endpoints, in the README's order.
    pub endpoints: Vec<String>,
}

/// A model, as the manifest has it.
#[derive(Deserialize)]
pub struct Model {
    /// Where its schema is: `#/components/schemas/Pet/properties/tag`.
    pub schema: String,
    /// `models::PetTag`.
    pub rust: String,
    /// `docs/PetTag.md`.
    pub doc: String,
}

#[derive(Deserialize)]
struct Manifest {
    models: Vec<Model>,
    /// Models that no single schema describes.
    #[serde(default)]
    derived: Vec<Model>,
    files: BTreeMap<String, String>,
}

impl Model {
    /// `PetTag`.
    pub fn name(&self) -> &str {
        self.rust.rsplit("::").next().unwrap_or(&self.rust)
    }

    /// `PetTag.html`.
    fn target(&self) -> String {
        let file = self.doc.rsplit('/').next().unwrap_or(&self.doc);
        format!("{}.html", file.trim_end_matches(".md"))
    }
}

impl Source {
    /// Reads the manifest and the pages that it lists.
    ///
    /// # Errors
    /// A file cannot be read, with the remedy.
    pub fn read(krate: &Path) -> Result<Source, String> {
        let text = |path: &str| {
            let path = krate.join(path);
            within(krate, &path)
                .and_then(fs::read_to_string)
                .map_err(|e| {
                    format!(
                        "cannot read {}: {e}\n  help: run `cargo xtask gen` first",
                        path.display()
                    )
                })
        };
        let manifest: Manifest = serde_json::from_str(&text("typewright.json")?)
            .map_err(|e| format!("{}: {e}", krate.join("typewright.json").display()))?;
        let mut pages = BTreeMap::new();
        for path in manifest.files.into_keys().filter(|path| is_page(path)) {
            let page = text(&path)?;
            pages.insert(path, page);
        }
        // Where a schema has models of both kinds, the latter is its own.
        let models = manifest.derived.into_iter().chain(manifest.models);
        let is_word = |c: char| c.is_alphanumeric() || c == '_';
        let models = models
            .filter(|model| pages.contains_key(&model.doc) && model.name().chars().all(is_word));
        let models = models.collect();
        Ok(Source::of(pages, models))
    }

    /// Puts together what was read.
    pub fn of(pages: BTreeMap<String, String>, models: Vec<Model>) -> Source {
        let readme = pages.get("README.md").map_or("", String::as_str);
        let title = readme.lines().next().unwrap_or_default();
        let title = title.trim_start_matches("# ").to_owned();
        let mut endpoints = endpoints(readme, &models);
        endpoints.retain(|page| pages.contains_key(page));
        let targets = models.iter().map(|m| (m.name().to_owned(), m.target()));
        Source {
            title,
            pages,
            targets: targets.collect(),
            models,
            endpoints,
        }
    }
}

/// The true path of a file, which no link may lead out of the crate.
fn within(krate: &Path, path: &Path) -> io::Result<PathBuf> {
    let path = path.canonicalize()?;
    if path.starts_with(krate.canonicalize()?) && path.is_file() {
        return Ok(path);
    }
    let message = "it is no file of the crate";
    Err(io::Error::new(io::ErrorKind::InvalidInput, message))
}

/// Whether a path is a page's. A manifest that was tampered with must not lead to
/// files outside of the crate.
fn is_page(path: &str) -> bool {
    let name = path.strip_prefix("docs/").unwrap_or(path);
    let is_plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.');
    name.ends_with(".md") && name.chars().all(is_plain)
}

/// The pages that the README leads to and that are of no model.
fn endpoints(readme: &str, models: &[Model]) -> Vec<String> {
    let mut known: BTreeSet<&str> = models.iter().map(|m| m.doc.as_str()).collect();
    let mut found = Vec::new();
    for piece in readme.split("](").skip(1) {
        let link = piece.split([')', '#']).next().unwrap_or_default();
        if link.starts_with("docs/") && link.ends_with(".md") && known.insert(link) {
            found.push(link.to_owned());
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_of_endpoints_are_those_of_no_model() {
        let pet = Model {
            schema: "#/components/schemas/Pet".to_owned(),
            rust: "models::Pet".to_owned(),
            doc: "docs/Pet.md".to_owned(),
        };
        let readme = "# zoo\n[a](docs/PetsApi.md) [b](docs/PetsApi.md#get) [Pet](docs/Pet.md)";
        let page = |path: &str, text: &str| (path.to_owned(), text.to_owned());
        let pages = [page("README.md", readme), page("docs/PetsApi.md", "")];
        let source = Source::of(pages.into(), vec![pet]);
        assert_eq!(source.title, "zoo");
        assert_eq!(source.endpoints, ["docs/PetsApi.md"]);
    }

    #[test]
    fn pages_are_within_the_crate() {
        assert!(is_page("README.md") && is_page("docs/PetsApi.md"));
        for path in [
            "../README.md",
            "/etc/a.md",
            "docs/../../a.md",
            "src/a.md",
            "docs/a.rs",
        ] {
            assert!(!is_page(path), "{path}");
        }
    }
}
