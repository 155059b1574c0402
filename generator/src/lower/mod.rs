//! From a document to an [`Api`].
//!
//! What comes in: a [`Document`], JSON Schema and all. What goes out: an [`Api`]
//! in which `$ref`, `allOf`, `oneOf`, `anyOf` and nullability have become
//! Rust-shaped data.
//!
//! Lowering is two walks. The first ([`schema`] and its siblings) makes a type of
//! every schema and a model of every one that deserves a Rust item. The second
//! ([`finish`]) works on the finished models alone: it plans unions, breaks what
//! is infinite, and shares what is equal. Each schema is lowered once, however
//! many references lead to it, so the cost is linear in the document.

mod children;
mod enums;
mod finish;
mod formats;
mod info;
mod keys;
mod merge;
mod object;
mod operation;
mod origin;
mod referral;
mod schema;
mod seen;
mod select;
mod union;

use std::collections::HashMap;

use crate::api::{Api, Bounds, Model, ModelId, Origin, Shape, Type};
use crate::config::Config;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::dialect::{Document, SchemaId, Schemas};

use children::Children;
use merge::{Merged, Part};

/// Makes the API that a document describes.
///
/// Faults are pushed into `diagnostics`; the result is complete either way, with
/// a free-form value wherever a schema makes no sense.
pub fn lower(document: &Document<'_>, config: &Config, diagnostics: &mut Diagnostics) -> Api {
    let mut lowering = Lowering::new(document, config, diagnostics);
    lowering.components();
    let mut api = Api {
        info: info::info(&document.openapi),
        ..Api::default()
    };
    info::surroundings(&document.openapi, &mut api);
    operation::operations(&mut lowering, document, &mut api);
    let Lowering {
        models,
        mut discriminators,
        diagnostics,
        ..
    } = lowering;
    // An id that turned out not to be needed has no model; nothing mentions it, so
    // that it goes with what else is unreachable.
    api.models = models
        .into_iter()
        .map(|model| model.unwrap_or_else(Model::abandoned))
        .collect();
    finish::finish(&mut api, &mut discriminators, diagnostics);
    select::select(&mut api, &config.select, diagnostics);
    api
}

/// The state of the first walk.
struct Lowering<'doc, 'a> {
    schemas: &'doc Schemas<'doc>,
    config: &'a Config,
    diagnostics: &'a mut Diagnostics,
    /// `None` while a model's inside is being lowered.
    models: Vec<Option<Model>>,
    /// What each conjunction of schemas became.
    lowered: HashMap<Vec<Part>, Type>,
    /// The conjunctions that are being lowered, outermost first.
    open: Vec<Vec<Part>>,
    /// Component schemas and their models.
    components: HashMap<SchemaId, ModelId>,
    /// Component schemas and their names.
    component_names: HashMap<SchemaId, &'doc str>,
    /// Memo of [`Lowering::admits_null`]; `None` while it is being found out.
    admits_null: HashMap<SchemaId, Option<bool>>,
    /// Which components extend which by `allOf`.
    children: Children,
    /// What documents say about the tags of unions, for planning.
    discriminators: HashMap<ModelId, union::Discriminator>,
}

impl<'doc, 'a> Lowering<'doc, 'a> {
    fn new(
        document: &'doc Document<'_>,
        config: &'a Config,
        diagnostics: &'a mut Diagnostics,
    ) -> Lowering<'doc, 'a> {
        let schemas = &document.schemas;
        Lowering {
            schemas,
            config,
            diagnostics,
            models: Vec::new(),
            lowered: HashMap::new(),
            open: Vec::new(),
            components: HashMap::new(),
            component_names: schemas
                .components
                .iter()
                .map(|(n, id)| (*id, n.as_str()))
                .collect(),
            admits_null: HashMap::new(),
            children: Children::of(schemas),
            discriminators: HashMap::new(),
        }
    }

    /// Lowers every component, in the document's order. All of them have their
    /// ids before the first is looked into, so that references find them.
    fn components(&mut self) {
        let schemas = self.schemas;
        for (_, id) in &schemas.components {
            if !self.components.contains_key(id) {
                let model = self.reserve();
                self.components.insert(*id, model);
            }
        }
        for (name, id) in &schemas.components {
            let model = self.components[id];
            if self.models[model.index()].is_none() {
                let origin = Origin {
                    root: name.clone(),
                    component: true,
                    steps: Vec::new(),
                };
                self.component(*id, model, &origin);
            }
        }
    }

    /// An id for a model that is filled in later.
    fn reserve(&mut self) -> ModelId {
        self.models.push(None);
        ModelId((self.models.len() - 1) as u32)
    }

    fn fill(&mut self, id: ModelId, model: Model) {
        self.models[id.index()] = Some(model);
    }

    fn merged(&self, parts: &[Part]) -> Merged<'doc> {
        Merged::of(self.schemas, parts)
    }

    fn pointer(&self, parts: &[Part]) -> String {
        // The last part is the most specific one: the branch of a union whose
        // trunk stands before it.
        self.schemas.pointer(parts[parts.len() - 1].id)
    }

    /// The references of all parts but the one that [`Lowering::pointer`] names.
    fn others(&self, parts: &[Part]) -> Vec<String> {
        let own = self.pointer(parts);
        let mut others: Vec<String> = Vec::new();
        for part in &parts[..parts.len() - 1] {
            let pointer = self.schemas.pointer(part.id);
            if pointer != own && !others.contains(&pointer) {
                others.push(pointer);
            }
        }
        others
    }

    fn report(&mut self, diagnostic: Diagnostic) {
        self.diagnostics.push(diagnostic);
    }
}

impl Model {
    /// Stands for an id that was reserved and never filled.
    fn abandoned() -> Model {
        Model {
            pointer: String::new(),
            with: Vec::new(),
            origin: Origin {
                root: String::new(),
                component: false,
                steps: Vec::new(),
            },
            title: None,
            description: None,
            deprecated: false,
            nullable: false,
            examples: Vec::new(),
            bounds: Bounds::default(),
            shape: Shape::Alias(Type::Any),
        }
    }
}
