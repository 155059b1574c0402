//! The pages of a generated crate.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

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
            fs::read_to_string(&path).map_err(|e| {
                format!(
                    "cannot read {}: {e}\n  help: run `cargo xtask gen` first",
                    path.display()
                )
            })
        };
        let manifest: Manifest = serde_json::from_str(&text("typewright.json")?)
            .map_err(|e| format!("{}: {e}", krate.join("typewright.json").display()))?;
        let mut pages = BTreeMap::new();
        for path in manifest.files.into_keys().filter(|p| p.ends_with(".md")) {
            let page = text(&path)?;
            pages.insert(path, page);
        }
        // Where a schema has models of both kinds, the latter is its own.
        let models = manifest.derived.into_iter().chain(manifest.models);
        Ok(Source::of(pages, models.collect()))
    }

    /// Puts together what was read.
    pub fn of(pages: BTreeMap<String, String>, models: Vec<Model>) -> Source {
        let readme = pages.get("README.md").map_or("", String::as_str);
        let title = readme.lines().next().unwrap_or_default();
        let title = title.trim_start_matches("# ").to_owned();
        let endpoints = endpoints(readme, &models);
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
        let pages = BTreeMap::from([("README.md".to_owned(), readme.to_owned())]);
        let source = Source::of(pages, vec![pet]);
        assert_eq!(source.title, "zoo");
        assert_eq!(source.endpoints, ["docs/PetsApi.md"]);
    }
}
