//! The only place where an identifier is made.
//!
//! What comes in: an [`Api`] and the renames of the configuration. What goes
//! out: [`Names`]: for every model its type, module and page; for every field,
//! enum value, variant and constant its identifier; for every file of codecs its
//! module; for every operation and tag a name. Names depend on what a thing is
//! called in the document and on what is called the same before it, never on the
//! order of a walk, so that they are stable across regenerations.

mod case;
mod groups;
mod identifier;
mod length;
mod members;
mod models;
mod package;
mod reserved;
mod scope;
mod variable;
mod words;

use std::collections::BTreeMap;

use rayon::prelude::*;

use crate::api::{Api, ModelId, Shape};

use case::{pascal, snake};
use length::spelled;
use scope::Scope;

pub use identifier::{Identifier, Unraw};
pub use members::UNKNOWN;
pub use package::{check_package_name, crate_identifier, package_name};
pub use variable::variable;

/// Every identifier of a generated crate.
#[derive(Debug, Default)]
pub struct Names {
    models: Vec<ModelName>,
    codecs: Vec<ModelGroup>,
    page_tests: Vec<ModelGroup>,
    operations: Vec<OperationName>,
    tags: Vec<TagName>,
}

/// The names of a model and its parts.
#[derive(Debug, Clone)]
pub struct ModelName {
    /// The Rust type: `RunStepObject`.
    pub rust: Identifier,
    /// The module and the file without its suffix: `run_step_object` (never a
    /// keyword, unique also on file systems that ignore case).
    pub module: Identifier,
    /// The page without its suffix: `RunStepObject` (unique also on file
    /// systems that ignore case).
    pub page: Identifier,
    /// By position in `Struct::members`: a field's identifier (`r#type` where
    /// needed) or a constant's (`OBJECT`). By position in an enum's `values` or
    /// a union's `variants`: the variant's identifier. Never `Unknown` for
    /// these.
    pub members: Vec<Identifier>,
    /// The field of `Extra::Kept`: `additional_properties`, or another name when
    /// a property has this one.
    pub extra: Identifier,
}

/// A file that several models share.
#[derive(Debug, Clone)]
pub struct ModelGroup {
    /// The module and the file without its suffix: `run_step`.
    pub module: Identifier,
    /// The models of which it holds something, sorted by their modules.
    pub models: Vec<ModelId>,
}

/// The names of an operation.
#[derive(Debug, Clone)]
pub struct OperationName {
    /// `create_run`: the method in tables, and the anchor on the tag's page.
    pub method: Identifier,
}

/// The names of a tag.
#[derive(Debug, Clone)]
pub struct TagName {
    /// The page without its suffix and the class in tables: `AssistantsApi`.
    pub page: Identifier,
}

impl Names {
    /// Names everything. `renames` is [`crate::config::Config::rename`].
    pub fn of(api: &Api, renames: &BTreeMap<String, String>) -> Names {
        // Pages of models and of tags share one folder.
        let mut pages = Scope::ignoring_case();
        let mut models = models::models(api, renames, &mut pages);
        api.models
            .par_iter()
            .zip(&mut models)
            .for_each(|(model, names)| members::name(model, renames, names));
        let all: Vec<ModelId> = api.iter().map(|(id, _)| id).collect();
        let coded = all.iter().copied();
        let coded = coded.filter(|id| !matches!(api.model(*id).shape, Shape::Alias(_)));
        Names {
            codecs: groups::groups(coded.collect(), &models, "support"),
            page_tests: groups::groups(all, &models, "main"),
            models,
            operations: operations(api),
            tags: tags(api, &mut pages),
        }
    }

    /// The names of a model.
    pub fn model(&self, id: ModelId) -> &ModelName {
        &self.models[id.index()]
    }

    /// The files of codecs, sorted by their modules.
    pub fn codecs(&self) -> &[ModelGroup] {
        &self.codecs
    }

    /// The files of the tests of pages, sorted by their modules.
    pub fn page_tests(&self) -> &[ModelGroup] {
        &self.page_tests
    }

    /// The names of an operation, by position in [`Api::operations`].
    pub fn operation(&self, position: usize) -> &OperationName {
        &self.operations[position]
    }

    /// The names of a tag, by position in [`Api::tags`].
    pub fn tag(&self, position: usize) -> &TagName {
        &self.tags[position]
    }
}

fn operations(api: &Api) -> Vec<OperationName> {
    // A method is an anchor on its tag's page and a row of one table for all.
    let mut scope = Scope::ignoring_case();
    let name = |id: &str| reserved::plain(spelled(&snake(id, "operation")));
    api.operations
        .iter()
        .map(|operation| OperationName {
            method: Identifier::new(scope.claim(name(&operation.id), "_")),
        })
        .collect()
}

fn tags(api: &Api, pages: &mut Scope) -> Vec<TagName> {
    api.tags
        .iter()
        .map(|tag| {
            let mut page = spelled(&pascal(&tag.name, "Default"));
            // Not twice: a tag may itself be called `PetsApi`.
            if !page.ends_with("Api") {
                page.push_str("Api");
            }
            TagName {
                page: Identifier::new(pages.claim(page, "")),
            }
        })
        .collect()
}
