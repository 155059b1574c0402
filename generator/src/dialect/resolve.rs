//! References between schemas.
//!
//! What comes in: every schema, with references as written. What goes out: the
//! same with absolute references that [`Schemas::find`](super::Schemas::find)
//! knows. A target that is no known schema position (a definition of another
//! file, an extension's value) is read now and may bring more references.

use foldhash::{HashMap, HashMapExt};
use serde_json::Value;

use super::arena::{Kind, Scope};
use super::at::At;
use super::reader::{Reader, Unresolved};
use super::refs::{self, Missing, Target};
use super::schema::{Schema, SchemaId};
use super::{Dialect, types, uri};
use crate::load::{FileId, unescaped};

/// Resolves all references of all schemas.
pub(super) fn all(reader: &mut Reader<'_, '_>) {
    let mut resolver = Resolver {
        reader,
        by_address: HashMap::new(),
        indexed: 0,
        targets: Vec::new(),
        foreign: Vec::new(),
    };
    // What is found by reference has references of its own, which join the list.
    let mut done = 0;
    while let Some(Unresolved { id, written }) = resolver.reader.unresolved.get(done) {
        let (id, written) = (*id, written.clone());
        if let Some(written) = written {
            resolver.reference(id, &written);
        }
        resolver.mapping(id);
        done += 1;
    }
    resolver
        .targets
        .resize(resolver.reader.arena.sources.len(), None);
    let order = resolver.break_loops();
    resolver.follow_chains(&order);
    resolver.inherit_tags();
    resolver.name_foreign();
}

pub(super) struct Resolver<'x, 'doc, 'r> {
    pub(super) reader: &'x mut Reader<'doc, 'r>,
    /// Schemas by the address of the value they were read from.
    by_address: HashMap<usize, SchemaId>,
    /// How many schemas `by_address` covers.
    indexed: usize,
    /// By schema: what its reference leads to.
    pub(super) targets: Vec<Option<SchemaId>>,
    /// Schemas that were found by reference alone.
    pub(super) foreign: Vec<SchemaId>,
}

impl<'doc> Resolver<'_, 'doc, '_> {
    fn node(&mut self, id: SchemaId) -> &mut Schema<'doc> {
        &mut self.reader.arena.schemas.nodes[id.index()]
    }

    fn reference(&mut self, id: SchemaId, written: &str) {
        match self.find(id, written) {
            Ok(target) => {
                self.node(id).reference = Some(target);
                self.targets
                    .resize(self.targets.len().max(id.index() + 1), None);
                self.targets[id.index()] = Some(target);
            }
            Err(missing) => self.dangling(id, written, &missing),
        }
    }

    /// Takes a reference out of a schema; answers how it is spelled.
    pub(super) fn take(&mut self, id: SchemaId) -> String {
        let Some(target) = self.node(id).reference.take() else {
            return String::new();
        };
        let unresolved = &self.reader.unresolved;
        let place = unresolved.binary_search_by_key(&id, |unresolved| unresolved.id);
        let written = place
            .ok()
            .and_then(|place| unresolved[place].written.clone());
        self.spelled(target, written.unwrap_or_default().into_owned())
    }

    /// The tags of a discriminator.
    fn mapping(&mut self, id: SchemaId) {
        let Some(mut discriminator) = self.node(id).discriminator.take() else {
            return;
        };
        let mapping = std::mem::take(&mut discriminator.mapping);
        for (tag, written) in mapping {
            match self.find_mapped(id, &written) {
                Ok(target) => discriminator
                    .mapping
                    .push((tag, self.spelled(target, written))),
                Err(missing) => self.unmapped(id, &missing),
            }
        }
        if let Some(written) = discriminator.default_mapping.take() {
            match self.find_mapped(id, &written) {
                Ok(target) => discriminator.default_mapping = Some(self.spelled(target, written)),
                Err(missing) => self.unmapped(id, &missing),
            }
        }
        self.node(id).discriminator = Some(discriminator);
    }

    fn unmapped(&mut self, id: SchemaId, missing: &Missing<'_>) {
        let at = At::schema(self.scope(id).file, id);
        let kind = "a tag of the discriminator leads nowhere; it is ignored";
        self.reader
            .warn(&at.key("discriminator"), kind, &missing.message());
    }

    /// A mapping's value is a schema's name or a reference.
    fn find_mapped(&mut self, from: SchemaId, written: &str) -> Result<SchemaId, Missing<'doc>> {
        match self.component(written) {
            Some(target) => Ok(target),
            None => self.find(from, written),
        }
    }

    fn component(&self, name: &str) -> Option<SchemaId> {
        let mut pointer = match self.reader.dialect {
            Dialect::Swagger2 => "#/definitions".to_owned(),
            _ => "#/components/schemas".to_owned(),
        };
        super::at::push_key(&mut pointer, name);
        self.reader.arena.schemas.find(&pointer)
    }

    /// The absolute reference of a schema, by which it can be found from now on.
    fn spelled(&mut self, target: SchemaId, written: String) -> String {
        let schemas = &mut self.reader.arena.schemas;
        if written.contains("#/") && schemas.find(&written) == Some(target) {
            return written;
        }
        let pointer = schemas.pointer(target);
        self.reader.arena.also_known_as(pointer.clone(), target);
        pointer
    }

    pub(super) fn scope(&self, id: SchemaId) -> &Scope {
        self.reader.arena.scope(id)
    }

    /// The schema that a reference in the schema `from` means.
    fn find(&mut self, from: SchemaId, written: &str) -> Result<SchemaId, Missing<'doc>> {
        let scope = self.scope(from);
        let (file, root) = (scope.file, scope.root);
        if scope.base.is_none() && file == FileId::ROOT {
            // Nearly every reference of nearly every document.
            if let Some(known) = self.reader.arena.schemas.find(written) {
                return Ok(known);
            }
        }
        if let Some(known) = self.by_name(from, written) {
            return Ok(known);
        }
        if written == "#" && (scope_has_base(self.scope(from)) || self.is_document(file)) {
            return Ok(root);
        }
        if let (true, Some(pointer)) = (scope_has_base(self.scope(from)), written.strip_prefix('#'))
        {
            // Pointers are relative to the innermost `$id`, though many documents
            // do not know.
            let root = self.reader.arena.schemas.pointer(root);
            if let Ok(target) = self.lookup(file, &format!("#{}{pointer}", after_hash(&root))) {
                return Ok(target);
            }
        }
        self.lookup(file, written)
            .or_else(|missing| self.guess(from, written).ok_or(missing))
    }

    /// What a reference means that is nearly one: `Pet`, as Swagger 1 wrote it,
    /// `components/schemas/Pet` or `#components/schemas/Pet`.
    fn guess(&mut self, from: SchemaId, written: &str) -> Option<SchemaId> {
        let bare = written.trim().trim_start_matches(['.', '/', '#']);
        let file = self.scope(from).file;
        let target = match self.component(bare) {
            Some(target) => target,
            None if bare.contains('/') => self.lookup(file, &format!("#/{bare}")).ok()?,
            None => return None,
        };
        let at = At::schema(file, from);
        let kind = "a reference lacks its `#/`; it is read as if it were there";
        self.reader.note(&at, kind, written);
        Some(target)
    }

    /// By `$id`, `$anchor` or `$recursiveAnchor`.
    fn by_name(&self, from: SchemaId, written: &str) -> Option<SchemaId> {
        let scope = self.scope(from);
        let recursive = || {
            scope
                .recursive
                .filter(|_| written == "#" && self.is_recursive(from))
        };
        let base = match &scope.base {
            Some(base) => base,
            None => &self.reader.raw.file(scope.file).name,
        };
        let known = |name: &str| self.reader.arena.schemas.by_pointer.get(name).copied();
        if let Some(found) = recursive() {
            return Some(found);
        }
        if let Some(anchor) = written.strip_prefix('#') {
            if anchor.is_empty() || anchor.starts_with('/') {
                return None;
            }
            let file = &self.reader.raw.file(scope.file).name;
            return known(&format!("{base}#{anchor}"))
                .or_else(|| known(&format!("{file}#{anchor}")));
        }
        let (uri, fragment) = written.split_once('#').unwrap_or((written, ""));
        let uri = uri::join(base, uri);
        match fragment {
            "" => known(&uri),
            fragment if !fragment.starts_with('/') => known(&format!("{uri}#{fragment}")),
            pointer => {
                // Below a schema with an `$id`.
                let root = known(&uri)?;
                let root = self.reader.arena.schemas.pointer(root);
                known(&format!("{root}{pointer}"))
            }
        }
    }

    fn is_recursive(&self, from: SchemaId) -> bool {
        self.reader.arena.sources[from.index()]
            .value
            .get("$recursiveRef")
            .is_some()
    }

    /// Whether a file is an OpenAPI document, in which `#` is no schema.
    fn is_document(&self, file: FileId) -> bool {
        file == FileId::ROOT || self.reader.raw.file(file).root.get("openapi").is_some()
    }

    /// By file and JSON Pointer.
    fn lookup(&mut self, file: FileId, written: &str) -> Result<SchemaId, Missing<'doc>> {
        let Target {
            file,
            pointer,
            value,
        } = refs::find(self.reader.raw, file, written)?;
        if let Some(known) = self.reader.arena.schemas.find(&pointer) {
            return Ok(known);
        }
        for id in self.indexed..self.reader.arena.sources.len() {
            let source = &self.reader.arena.sources[id];
            self.by_address
                .entry(address(source.value))
                .or_insert(SchemaId(id as u32));
        }
        self.indexed = self.reader.arena.sources.len();
        if let Some(known) = self.by_address.get(&address(value)) {
            self.reader.arena.schemas.by_pointer.insert(pointer, *known);
            return Ok(*known);
        }
        if !types::may_be_schema(value) {
            return Err(Missing::Other(Target {
                file,
                pointer,
                value,
            }));
        }
        let at = At::reference(file, &pointer);
        let id = self.reader.arena.root(&at, value, Kind::Schema);
        self.foreign.push(id);
        self.reader.read_pending();
        Ok(id)
    }

    fn dangling(&mut self, id: SchemaId, written: &str, missing: &Missing<'_>) {
        let at = At::schema(self.scope(id).file, id);
        // `#/definitions/Pet` in a document that has `#/components/schemas/Pet`.
        let namesake = self.component(&name_of(written));
        let namesake = namesake.map(|id| self.reader.arena.schemas.pointer(id));
        self.reader.dangling(&at.key("$ref"), missing, namesake);
    }
}

fn scope_has_base(scope: &Scope) -> bool {
    scope.base.is_some()
}

fn after_hash(reference: &str) -> &str {
    reference.split_once('#').map_or("", |(_, pointer)| pointer)
}

fn address(value: &Value) -> usize {
    std::ptr::from_ref(value) as usize
}

/// The last segment of a pointer, or the file's name.
pub(super) fn name_of(reference: &str) -> String {
    let (file, pointer) = reference.split_once('#').unwrap_or((reference, ""));
    match pointer.rsplit_once('/') {
        Some((_, last)) => unescaped(last).into_owned(),
        None => {
            let file = file.rsplit_once('/').map_or(file, |(_, file)| file);
            file.split('.').next().unwrap_or(file).to_owned()
        }
    }
}
