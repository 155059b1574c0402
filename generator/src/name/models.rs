//! Names of models: the schema's own, or the parent's with the property's.

use std::collections::BTreeMap;

use rayon::prelude::*;

use crate::api::{Api, Origin, Step};

use super::case::{pascal, snake};
use super::length::{shortened, spelled};
use super::reserved;
use super::scope::Scope;
use super::{Identifier, ModelName};

/// The names of all models. Components claim theirs before inline schemas do, and
/// renamed ones before all, so that no inline schema takes a component's name.
pub(super) fn models(
    api: &Api,
    renames: &BTreeMap<String, String>,
    pages: &mut Scope,
) -> Vec<ModelName> {
    let mut types = Scope::reserving(reserved::TYPES);
    let mut modules = Scope::ignoring_case();
    for taken in ["mod", "lib", "support"] {
        modules.try_claim(taken);
    }
    let mut spellings: Vec<Spelling> = api
        .models
        .par_iter()
        .map(|model| {
            let wanted = match renames.get(&model.pointer) {
                Some(name) => pascal(name, "Model"),
                None => wanted(&model.origin),
            };
            Spelling::of(reserved::ty(shortened(wanted)))
        })
        .collect();
    let rank = |index: &usize| {
        let model = &api.models[*index];
        (!renames.contains_key(&model.pointer), !model.is_component())
    };
    let mut order: Vec<usize> = (0..api.models.len()).collect();
    order.sort_by_key(rank);
    for index in order {
        let name = &mut spellings[index];
        let rust = types.claim(name.rust.clone(), "");
        if rust != name.rust {
            *name = Spelling::of(rust);
        }
        name.module = modules.claim(std::mem::take(&mut name.module), "_");
        name.page = pages.claim(std::mem::take(&mut name.page), "");
    }
    spellings.into_iter().map(Spelling::named).collect()
}

/// A name as a type, a module and a page have it.
struct Spelling {
    rust: String,
    module: String,
    page: String,
}

impl Spelling {
    /// As they would be, were none of them taken.
    fn of(rust: String) -> Spelling {
        Spelling {
            module: reserved::plain(spelled(&snake(&rust, "model"))),
            page: spelled(&rust),
            rust,
        }
    }

    /// The names of a model, whose parts have none yet.
    fn named(self) -> ModelName {
        ModelName {
            rust: Identifier::new(self.rust),
            module: Identifier::new(self.module),
            page: Identifier::new(self.page),
            members: Vec::new(),
            extra: Identifier::new("additional_properties".to_owned()),
        }
    }
}

/// The name that an origin asks for.
fn wanted(origin: &Origin) -> String {
    let mut name = pascal(&origin.root, "Model");
    for step in &origin.steps {
        match step {
            Step::Property(key) => name.push_str(&pascal(key, "Property")),
            Step::Item => name.push_str("Item"),
            Step::TupleItem(index) => name.push_str(&format!("Item{index}")),
            Step::Value => name.push_str("Value"),
            Step::Variant(hint) => name.push_str(&pascal(hint, "Variant")),
            Step::Base => name.push_str("Base"),
            Step::Word(word) => name.push_str(&pascal(word, "")),
        }
    }
    name
}
