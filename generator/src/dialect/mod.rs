//! One shape for every dialect.
//!
//! What comes in: the raw values of a Swagger 2.0 or OpenAPI 3.x document,
//! perhaps of several files. What goes out: [`Document`]: the envelope (info,
//! servers, paths, security) as `openapiv3` types, and every schema in
//! [`Schemas`]. In the envelope a schema position holds
//! `ReferenceOr::Reference` to the absolute reference of a schema in the arena,
//! inline ones included.
//!
//! Real documents are sloppy, so the envelope is built piece by piece instead of
//! being deserialized in one go: a piece that cannot be read is a diagnostic, and
//! the rest goes on.

mod arena;
mod at;
mod bodies;
mod bounds;
mod chains;
mod detect;
mod discriminator;
mod enums;
mod envelope;
mod examples;
mod forms;
mod keywords;
mod loops;
mod names;
mod objects;
mod parameters;
mod paths;
mod reader;
mod refs;
mod report;
mod resolve;
mod schema;
mod security;
mod types;
mod uri;

use openapiv3::{Components, OpenAPI, Paths};
use rayon::join;
use serde_json::{Map, Value};

use crate::config::InputConfig;
use crate::diagnostic::Diagnostics;
use crate::load::{FileId, RawDocument};
use at::At;
use paths::PathItems;
use reader::Reader;
use refs::Target;

pub use schema::{
    Additional, Discriminator, Enumeration, Schema, SchemaBounds, SchemaId, Schemas, TypeSet,
};

/// A document in one vocabulary, whatever its dialect.
#[derive(Debug)]
pub struct Document<'doc> {
    /// What it was written in.
    pub dialect: Dialect,
    /// Everything but schemas. Every `ReferenceOr` of a schema is a reference
    /// into [`Document::schemas`]; parameters, responses, request bodies, headers
    /// and path items are resolved in place, so that no other references remain.
    pub openapi: OpenAPI,
    /// Every schema.
    pub schemas: Schemas<'doc>,
    /// Operations of methods that `openapiv3::PathItem` has no place for: `query`
    /// and `additionalOperations` of OpenAPI 3.2.
    pub extra_operations: Vec<ExtraOperation>,
    /// What the API calls, by name; nothing is generated for these but models.
    pub webhooks: PathItems,
}

/// An operation beside `openapiv3::PathItem`.
#[derive(Debug)]
pub struct ExtraOperation {
    /// The path; what its item says besides operations is in `openapi.paths`.
    pub path: String,
    /// The method, as it goes into a request line: `QUERY`.
    pub method: String,
    /// The operation.
    pub operation: openapiv3::Operation,
}

/// Reads a document of any dialect.
///
/// `None` means that it is no OpenAPI document; `diagnostics` then says what was
/// found.
pub fn read<'doc>(
    raw: &'doc RawDocument,
    input: &InputConfig,
    diagnostics: &mut Diagnostics,
) -> Option<Document<'doc>> {
    let root = &raw.root().root;
    let dialect = detect::dialect(root, diagnostics)?;
    let mut reader = Reader::new(raw, input, dialect);
    let document = whole(&mut reader, root.as_object()?);
    let Reader { arena, report, .. } = reader;
    report.finish(diagnostics);
    Some(Document {
        schemas: arena.schemas,
        ..document
    })
}

/// Reads everything; the schemas are still the reader's.
fn whole<'doc>(reader: &mut Reader<'doc, '_>, root: &'doc Map<String, Value>) -> Document<'doc> {
    let top = At::reference(FileId::ROOT, "#");
    let (schemas, schemes) = if reader.dialect == Dialect::Swagger2 {
        let schemas = reader.part(&top, root, "definitions");
        (schemas, reader.part(&top, root, "securityDefinitions"))
    } else {
        let components = reader.part(&top, root, "components");
        let part = |reader: &mut Reader<'doc, '_>, key: &str| {
            let components = components.as_ref()?;
            let at = At::reference(components.file, &components.pointer);
            reader.part(&at, components.value.as_object()?, key)
        };
        let schemas = part(reader, "schemas");
        (schemas, part(reader, "securitySchemes"))
    };
    if let Some(schemas) = schemas {
        reader.components(&schemas);
    }
    // The schemas of components are read while the others are found.
    let mut beside = reader.beside();
    let (document, ()) = join(
        || surroundings(&mut beside, root, schemes.as_ref()),
        || reader.read_pending(),
    );
    reader.adopt(beside);
    reader.read_pending();
    resolve::all(reader);
    document
}

/// Reads everything but schemas, which it finds.
fn surroundings<'doc>(
    reader: &mut Reader<'doc, '_>,
    root: &'doc Map<String, Value>,
    schemes: Option<&Target<'doc>>,
) -> Document<'doc> {
    let top = At::reference(FileId::ROOT, "#");
    let schemes = schemes.map(|schemes| security::schemes(reader, schemes));
    let mut extra_operations = Vec::new();
    let paths = |reader: &mut Reader<'doc, '_>, key: &str, extra: &mut Vec<ExtraOperation>| {
        let part = reader.part(&top, root, key);
        part.map(|part| paths::read(reader, &part, extra))
            .unwrap_or_default()
    };
    let items = paths(reader, "paths", &mut extra_operations);
    let webhooks = paths(reader, "webhooks", &mut Vec::new());
    if !webhooks.is_empty() {
        let kind = "webhooks are not part of what a client calls; their models are read";
        reader.note(&top.key("webhooks"), kind, &webhooks.len().to_string());
    }
    let openapi = OpenAPI {
        openapi: "3.0.3".to_owned(),
        info: envelope::info(reader, root),
        servers: envelope::servers(reader, root),
        paths: Paths {
            paths: items,
            ..Paths::default()
        },
        components: Some(Components {
            security_schemes: schemes.unwrap_or_default(),
            ..Components::default()
        }),
        security: security::requirements(reader, &top, root),
        tags: envelope::tags(reader, root),
        external_docs: envelope::external_docs(reader, &top, root),
        ..OpenAPI::default()
    };
    paths::callbacks(reader);
    Document {
        dialect: reader.dialect,
        openapi,
        schemas: Schemas::default(),
        extra_operations,
        webhooks,
    }
}

/// The dialects that are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[allow(missing_docs)]
pub enum Dialect {
    Swagger2,
    OpenApi30,
    OpenApi31,
    OpenApi32,
}

impl Dialect {
    /// As people write it.
    pub fn as_str(self) -> &'static str {
        match self {
            Dialect::Swagger2 => "Swagger 2.0",
            Dialect::OpenApi30 => "OpenAPI 3.0",
            Dialect::OpenApi31 => "OpenAPI 3.1",
            Dialect::OpenApi32 => "OpenAPI 3.2",
        }
    }
}

#[cfg(test)]
mod tests;
