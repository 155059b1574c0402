//! The arena that schemas are collected in.
//!
//! A schema gets its id when it is found and its fields when its turn comes, in
//! the same order, so that depth costs no stack and every node is written once.

use std::collections::VecDeque;

use foldhash::{HashMap, HashMapExt};
use serde_json::Value;

use super::at::At;
use super::refs;
use super::schema::{Schema, SchemaId, Schemas, Standing, Step};
use crate::load::FileId;

/// The schemas found so far.
#[derive(Debug, Clone)]
pub(super) struct Arena<'doc> {
    /// Those that are read.
    pub(super) schemas: Schemas<'doc>,
    /// By schema: where it comes from.
    pub(super) sources: Vec<Source<'doc>>,
    scopes: Vec<Scope>,
    /// Those that have an id but no fields yet; the first is the next node.
    pending: VecDeque<Pending<'doc>>,
}

/// A schema that waits for its turn.
#[derive(Debug, Clone)]
pub(super) enum Pending<'doc> {
    /// It is read from its value.
    Value,
    /// The reader made it up.
    Coined(Box<Schema<'doc>>),
}

/// Where a schema comes from.
#[derive(Debug, Clone, Copy)]
pub(super) struct Source<'doc> {
    /// The value it is read from.
    pub(super) value: &'doc Value,
    /// What its references are relative to.
    pub(super) scope: ScopeId,
    /// The schema and key whose property it is.
    pub(super) property: Option<(SchemaId, &'doc str)>,
    /// What kind of object it is.
    pub(super) kind: Kind,
}

/// What kind of object a schema is read from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// A Schema Object.
    Schema,
    /// A parameter or header of Swagger 2.0, which is its own schema. What it is
    /// for, and whether it is required, is said of the parameter.
    Parameter,
    /// A field of a form in Swagger 2.0: a property in the guise of a parameter,
    /// whose `required` is put into the form's list.
    FormField,
}

/// Which [`Scope`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct ScopeId(u32);

/// What references are relative to.
#[derive(Debug, Clone)]
pub(super) struct Scope {
    /// The file.
    pub(super) file: FileId,
    /// The outermost schema, or the innermost with an `$id`.
    pub(super) root: SchemaId,
    /// The innermost schema with `$recursiveAnchor: true`.
    pub(super) recursive: Option<SchemaId>,
    /// The URI that `$id`s around it amount to.
    pub(super) base: Option<String>,
}

impl<'doc> Arena<'doc> {
    /// An empty arena with room for the schemas of a text of this length.
    pub(super) fn for_text(bytes: usize) -> Self {
        // Documents have a schema for every 200 to 400 bytes. Room that is not
        // used is never touched and costs nothing; moving nodes does.
        let likely = bytes / 200;
        Arena {
            schemas: Schemas {
                nodes: Vec::with_capacity(likely),
                places: Vec::with_capacity(likely),
                by_pointer: HashMap::with_capacity(likely / 8),
                components: Vec::new(),
                meanings: Vec::new(),
            },
            sources: Vec::with_capacity(likely),
            scopes: Vec::new(),
            pending: VecDeque::new(),
        }
    }

    /// Takes over what a copy of this arena has found that was made before any schema
    /// was read, and in which none has been.
    pub(super) fn adopt(&mut self, mut copy: Arena<'doc>) {
        let mut ids: Vec<SchemaId> = Vec::new();
        let waiting = std::mem::take(&mut copy.pending).into_iter();
        let places = copy.schemas.places.iter().zip(&copy.sources);
        for ((place, source), mut waiting) in places.zip(waiting) {
            // The properties of what is made up were found before it.
            if let Pending::Coined(schema) = &mut waiting {
                for (_, property) in &mut schema.properties {
                    *property = ids[property.index()];
                }
            }
            if let Standing::Root(pointer) = place {
                let (file, pointer) = (copy.scoped(source).file, pointer.to_string());
                let (id, _) = self.named(file, pointer, source.value, source.kind, waiting);
                ids.push(id);
            }
        }
    }

    /// The id of the schema at a place outside of any other schema.
    pub(super) fn root(&mut self, at: &At<'_>, value: &'doc Value, kind: Kind) -> SchemaId {
        let pointer = at.pointer(&self.schemas);
        self.named(at.file, pointer, value, kind, Pending::Value).0
    }

    /// The same as an absolute reference. Where the schema is nothing but a
    /// reference to a component, it is that one.
    pub(super) fn root_reference(&mut self, at: &At<'_>, value: &'doc Value, kind: Kind) -> String {
        match refs::of(value) {
            Some(reference)
                if at.file == FileId::ROOT
                    && value.as_object().is_some_and(|map| map.len() == 1)
                    && self.schemas.find(reference).is_some() =>
            {
                reference.to_owned()
            }
            _ => {
                let pointer = at.pointer(&self.schemas);
                self.named(at.file, pointer, value, kind, Pending::Value).1
            }
        }
    }

    /// The reference of a schema that stands for several values, such as the
    /// fields of a form.
    pub(super) fn coined_reference(
        &mut self,
        at: &At<'_>,
        value: &'doc Value,
        schema: Schema<'doc>,
    ) -> String {
        let pointer = at.pointer(&self.schemas);
        let coined = Pending::Coined(Box::new(schema));
        self.named(at.file, pointer, value, Kind::Schema, coined).1
    }

    fn named(
        &mut self,
        file: FileId,
        pointer: String,
        value: &'doc Value,
        kind: Kind,
        waiting: Pending<'doc>,
    ) -> (SchemaId, String) {
        if let Some(known) = self.schemas.find(&pointer) {
            return (known, pointer);
        }
        let root = SchemaId(self.sources.len() as u32);
        let scope = self.add_scope(Scope {
            file,
            root,
            recursive: None,
            base: None,
        });
        self.schemas.by_pointer.insert(pointer.clone(), root);
        let source = Source {
            value,
            scope,
            property: None,
            kind,
        };
        let place = Standing::Root(pointer.as_str().into());
        (self.add(place, source, waiting), pointer)
    }

    /// The id of a schema within another one.
    pub(super) fn child(
        &mut self,
        parent: SchemaId,
        keyword: &'doc str,
        step: Step<'doc>,
        source: Source<'doc>,
    ) -> SchemaId {
        let place = Standing::Below {
            parent,
            keyword,
            step,
        };
        self.add(place, source, Pending::Value)
    }

    fn add(
        &mut self,
        place: Standing<'doc>,
        source: Source<'doc>,
        waiting: Pending<'doc>,
    ) -> SchemaId {
        let id = SchemaId(self.sources.len() as u32);
        self.schemas.places.push(place);
        self.sources.push(source);
        self.pending.push_back(waiting);
        id
    }

    /// The schema whose turn it is: its id is that of the next node.
    pub(super) fn next_pending(&mut self) -> Option<(SchemaId, Pending<'doc>)> {
        let id = SchemaId(self.schemas.nodes.len() as u32);
        Some((id, self.pending.pop_front()?))
    }

    /// A scope for schemas to be in.
    pub(super) fn add_scope(&mut self, scope: Scope) -> ScopeId {
        self.scopes.push(scope);
        ScopeId(self.scopes.len() as u32 - 1)
    }

    /// What a schema's references are relative to.
    pub(super) fn scope(&self, id: SchemaId) -> &Scope {
        self.scoped(&self.sources[id.index()])
    }

    fn scoped(&self, source: &Source<'doc>) -> &Scope {
        let ScopeId(index) = source.scope;
        &self.scopes[index as usize]
    }

    /// Makes a schema known by one more reference.
    pub(super) fn also_known_as(&mut self, reference: String, id: SchemaId) {
        self.schemas.by_pointer.entry(reference).or_insert(id);
    }
}
