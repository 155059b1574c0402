//! The navigation: the overview, endpoints by tag, models by name.
//!
//! A model that a schema has inside stands below the model of that schema, so
//! that `RunStepObjectStatus` is found in `RunStepObject` and the list of models
//! stays as long as the document's own.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::source::{Model, Source};

/// The text of `SUMMARY.md`.
pub fn summary(source: &Source) -> String {
    let mut out = String::from("# Summary\n\n[Overview](index.md)\n");
    if !source.endpoints.is_empty() {
        out.push_str("\n# Endpoints\n\n");
    }
    for page in &source.endpoints {
        let name = page.trim_start_matches("docs/").trim_end_matches(".md");
        let _ = writeln!(out, "- [{name}]({page})");
    }
    if !source.models.is_empty() {
        out.push_str("\n# Models\n\n");
    }
    for (model, inner) in tree(&source.models) {
        entry(&mut out, "", model);
        for model in inner {
            entry(&mut out, "  ", model);
        }
    }
    out
}

fn entry(out: &mut String, indent: &str, model: &Model) {
    let _ = writeln!(out, "{indent}- [{}]({})", model.name(), model.doc);
}

/// The models that are no part of another, with those that are part of each;
/// both by name.
fn tree(models: &[Model]) -> Vec<(&Model, Vec<&Model>)> {
    let by_schema: BTreeMap<&str, &Model> = models.iter().map(|m| (m.schema.as_str(), m)).collect();
    let mut tree: BTreeMap<&str, (&Model, Vec<&Model>)> = BTreeMap::new();
    for model in models {
        let outer = outermost(&model.schema, &by_schema).unwrap_or(model);
        let (_, inner) = tree.entry(outer.name()).or_insert((outer, Vec::new()));
        if outer.name() != model.name() {
            inner.push(model);
        }
    }
    let mut tree: Vec<_> = tree.into_values().collect();
    for (_, inner) in &mut tree {
        inner.sort_by_key(|m| m.name());
    }
    tree
}

/// The model of the largest schema around a schema.
fn outermost<'a>(schema: &str, by_schema: &BTreeMap<&str, &'a Model>) -> Option<&'a Model> {
    let ends = schema.match_indices('/').map(|(at, _)| at);
    ends.filter_map(|end| by_schema.get(&schema[..end]).copied())
        .next()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn inner_models_stand_below_the_outermost() {
        let model = |schema: &str, name: &str| Model {
            schema: schema.to_owned(),
            rust: format!("models::{name}"),
            doc: format!("docs/{name}.md"),
        };
        let readme = "# zoo\n[PetsApi](docs/PetsApi.md)\n";
        let models = vec![
            model("#/s/Pet", "Pet"),
            model("#/s/Pet/properties/tag", "PetTag"),
            model("#/s/Pet/properties/tag/properties/kind", "PetTagKind"),
            model("#/s/Ape", "Ape"),
        ];
        let page = |path: &str, text: &str| (path.to_owned(), text.to_owned());
        let pages = [page("README.md", readme), page("docs/PetsApi.md", "")];
        let source = Source::of(pages.into(), models);
        let summary = summary(&source);
        let (_, rest) = summary.split_once("# Endpoints\n\n").unwrap();
        assert_eq!(
            rest,
            "- [PetsApi](docs/PetsApi.md)\n\n# Models\n\n\
             - [Ape](docs/Ape.md)\n\
             - [Pet](docs/Pet.md)\n  \
               - [PetTag](docs/PetTag.md)\n  \
               - [PetTagKind](docs/PetTagKind.md)\n"
        );
    }
}
