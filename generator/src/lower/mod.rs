//! From a document to an [`Api`].
//!
//! What comes in: a [`Document`], JSON Schema and all. What goes out: an [`Api`]
//! in which `$ref`, `allOf`, `oneOf`, `anyOf` and nullability have become
//! Rust-shaped data.
//!
//! Lowering is two walks. The first ([`schema`] and its siblings) makes a type of
//! every schema and a model of every one that deserves a Rust item. The second
//! ([`passes`]) works on the finished models alone: it plans unions, breaks what
//! is infinite, and shares what is equal. Each schema is lowered once, however
//! many references lead to it, so the cost is linear in the document.

mod budget;
mod children;
mod components;
mod enums;
mod formats;
mod info;
mod keys;
mod memo;
mod merge;
mod object;
mod operation;
mod origin;
mod parts;
mod passes;
mod referral;
mod schema;
mod seen;
mod select;
mod union;

use std::borrow::Cow;

use foldhash::{HashMap, HashMapExt};
use openapiv3::OpenAPI;
use rayon::join;

use crate::api::{Api, Bounds, Model, ModelId, Origin, Shape, Type};
use crate::config::Config;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::dialect::{Document, SchemaId, Schemas};

use budget::Budget;
use children::Children;
use components::Components;
use memo::Memo;
use merge::Merged;
use origin::Way;
use parts::{Part, Parts};

/// Makes the API that a document describes.
///
/// The document's envelope is taken apart for it; its schemas are borrowed from.
/// Faults are pushed into `diagnostics`; the result is complete either way, with
/// a free-form value wherever a schema makes no sense.
pub fn lower(document: Document<'_>, config: &Config, diagnostics: &mut Diagnostics) -> Api {
    let Document {
        openapi, schemas, ..
    } = document;
    let budget = Budget::of(&schemas);
    if let Err(too_much) = budget.check_components(&schemas) {
        diagnostics.push(*too_much);
        return Api::default();
    }
    let components = Components::of(&schemas);
    let lowering = Lowering::new(&schemas, &components, budget, config, diagnostics);
    let (mut api, mut discriminators) = lowering.walk(openapi);
    drop(components);
    // The second walk needs nothing of the document, which takes a while to be freed.
    let run_passes = || {
        passes::run(&mut api, &mut discriminators, config, diagnostics);
        select::select(&mut api, &config.select, diagnostics);
    };
    join(run_passes, || drop(schemas));
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
    lowered: Memo,
    /// The conjunctions that are being lowered, outermost first.
    open: Vec<Parts>,
    /// Component schemas.
    components: &'a Components<'doc>,
    /// Memo of [`Lowering::admits_null`]; `None` while it is being found out.
    admits_null: HashMap<SchemaId, Option<bool>>,
    /// Which components extend which by `allOf`.
    children: Children,
    /// The properties that models may still have.
    budget: Budget,
    /// What documents say about the tags of unions, for planning.
    discriminators: HashMap<ModelId, union::Discriminator>,
}

impl<'doc, 'a> Lowering<'doc, 'a> {
    fn new(
        schemas: &'doc Schemas<'doc>,
        components: &'a Components<'doc>,
        budget: Budget,
        config: &'a Config,
        diagnostics: &'a mut Diagnostics,
    ) -> Lowering<'doc, 'a> {
        Lowering {
            schemas,
            config,
            diagnostics,
            // All components have their ids before the first is looked into, so
            // that references find them.
            models: (0..components.len()).map(|_| None).collect(),
            lowered: Memo::of(schemas),
            open: Vec::new(),
            components,
            admits_null: HashMap::new(),
            children: Children::of(schemas),
            budget,
            discriminators: HashMap::new(),
        }
    }

    /// The first walk: components, then operations.
    fn walk(mut self, openapi: OpenAPI) -> (Api, HashMap<ModelId, union::Discriminator>) {
        self.components();
        let mut api = Api {
            info: info::info(&openapi),
            ..Api::default()
        };
        info::surroundings(&openapi, &mut api);
        operation::operations(&mut self, openapi.paths, &mut api);
        // An id that turned out not to be needed has no model; nothing mentions it,
        // so that it goes with what else is unreachable.
        api.models = self
            .models
            .into_iter()
            .map(|model| model.unwrap_or_else(Model::abandoned))
            .collect();
        (api, self.discriminators)
    }

    /// Lowers every component, in the document's order.
    fn components(&mut self) {
        for (name, id) in &self.schemas.components {
            let component = self.components.get(*id);
            let component = component.filter(|c| self.models[c.model.index()].is_none());
            if let Some(component) = component {
                self.component(*id, component, &Way::Component(name));
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

    /// What a conjunction says. What a component says is known already.
    fn merged(&self, parts: &[Part]) -> Cow<'a, Merged<'doc>> {
        let component = match parts {
            [Part { id, trunk: false }] => self.components.get(self.schemas.meaning(*id)),
            _ => None,
        };
        match component {
            Some(component) => Cow::Borrowed(&component.view),
            None => Cow::Owned(Merged::of(self.schemas, parts)),
        }
    }

    fn pointer(&self, parts: &[Part]) -> String {
        // The last part is the most specific one: the branch of a union whose
        // trunk stands before it.
        self.schemas.pointer(parts[parts.len() - 1].id)
    }

    /// The references of all parts but the one that [`Lowering::pointer`] names.
    fn others(&self, parts: &[Part]) -> Vec<String> {
        if parts.len() == 1 {
            return Vec::new();
        }
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

    /// Takes properties for a model; false where the document asks for too many.
    fn afford(&mut self, properties: usize, parts: &[Part]) -> bool {
        let pointer = || self.schemas.pointer(parts[parts.len() - 1].id);
        match self.budget.spend(properties, pointer) {
            Ok(()) => true,
            Err(too_much) => {
                self.diagnostics.extend(too_much.map(|error| *error));
                false
            }
        }
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
