//! What a document says about itself: title, servers, tags.

use openapiv3::{Contact, ExternalDocumentation, Info, License, Server, ServerVariable, Tag};
use serde_json::{Map, Value};

use super::Dialect;
use super::at::At;
use super::reader::{Reader, field};
use crate::load::FileId;

/// A string at a key.
pub(super) fn text<'doc>(
    reader: &mut Reader<'doc, '_>,
    at: &At<'_>,
    map: &'doc Map<String, Value>,
    key: &str,
) -> Option<String> {
    let value = field(map, key)?;
    reader.string(&at.key(key), value).map(str::to_owned)
}

/// A boolean at a key, false where there is none.
pub(super) fn flag<'doc>(
    reader: &mut Reader<'doc, '_>,
    at: &At<'_>,
    map: &'doc Map<String, Value>,
    key: &str,
) -> bool {
    field(map, key).is_some_and(|value| reader.flag(&at.key(key), value))
}

/// `info`.
pub(super) fn info<'doc>(reader: &mut Reader<'doc, '_>, root: &'doc Map<String, Value>) -> Info {
    let top = At::reference(FileId::ROOT, "#");
    let at = top.key("info");
    let Some(map) = root.get("info").and_then(|info| reader.object(&at, info)) else {
        reader.note(&top, "the document has no `info`", "");
        return Info::default();
    };
    for key in ["title", "version"] {
        if field(map, key).is_none() {
            reader.note(&at, "a part of `info` is missing", key);
        }
    }
    let mut info = Info {
        title: text(reader, &at, map, "title").unwrap_or_default(),
        version: text(reader, &at, map, "version").unwrap_or_default(),
        description: text(reader, &at, map, "description"),
        terms_of_service: text(reader, &at, map, "termsOfService"),
        ..Info::default()
    };
    if let Some(summary) = text(reader, &at, map, "summary") {
        info.extensions.insert("summary".into(), summary.into());
    }
    if let Some(Value::Object(contact)) = field(map, "contact") {
        let at = at.key("contact");
        info.contact = Some(Contact {
            name: text(reader, &at, contact, "name"),
            url: text(reader, &at, contact, "url"),
            email: text(reader, &at, contact, "email"),
            ..Contact::default()
        });
    }
    info.license = license(reader, &at, map);
    info
}

/// An object, or just the name.
fn license<'doc>(
    reader: &mut Reader<'doc, '_>,
    at: &At<'_>,
    info: &'doc Map<String, Value>,
) -> Option<License> {
    let map = match field(info, "license")? {
        Value::String(name) => {
            return Some(License {
                name: name.clone(),
                ..License::default()
            });
        }
        Value::Object(map) => map,
        _ => return None,
    };
    let at = at.key("license");
    let mut license = License {
        name: text(reader, &at, map, "name").unwrap_or_default(),
        url: text(reader, &at, map, "url"),
        ..License::default()
    };
    if let Some(identifier) = text(reader, &at, map, "identifier") {
        license
            .extensions
            .insert("identifier".into(), identifier.into());
    }
    Some(license)
}

/// `servers`; in Swagger 2.0 what `schemes`, `host` and `basePath` amount to.
pub(super) fn servers<'doc>(
    reader: &mut Reader<'doc, '_>,
    root: &'doc Map<String, Value>,
) -> Vec<Server> {
    let top = At::reference(FileId::ROOT, "#");
    if reader.dialect == Dialect::Swagger2 {
        return swagger_servers(reader, &top, root);
    }
    server_list(reader, &top, root)
}

/// `servers` of a document, a path or an operation.
pub(super) fn server_list<'doc>(
    reader: &mut Reader<'doc, '_>,
    parent: &At<'_>,
    map: &'doc Map<String, Value>,
) -> Vec<Server> {
    let Some(value) = field(map, "servers") else {
        return Vec::new();
    };
    let at = parent.key("servers");
    let mut servers = Vec::new();
    for (index, value) in reader.list(&at, value).iter().enumerate() {
        let at = at.index(index);
        let Some(map) = reader.object(&at, value) else {
            continue;
        };
        let Some(url) = text(reader, &at, map, "url") else {
            reader.note(&at, "a server without a URL is ignored", "");
            continue;
        };
        servers.push(Server {
            url,
            description: text(reader, &at, map, "description"),
            variables: variables(reader, &at, map),
            ..Server::default()
        });
    }
    servers
}

fn variables<'doc>(
    reader: &mut Reader<'doc, '_>,
    server: &At<'_>,
    map: &'doc Map<String, Value>,
) -> Option<indexmap::IndexMap<String, ServerVariable>> {
    let at = server.key("variables");
    let map = reader.object(&at, field(map, "variables")?)?;
    let mut variables = indexmap::IndexMap::new();
    for (name, value) in map {
        let at = at.key(name);
        let Some(map) = reader.object(&at, value) else {
            continue;
        };
        let listed = field(map, "enum")
            .and_then(Value::as_array)
            .into_iter()
            .flatten();
        variables.insert(
            name.clone(),
            ServerVariable {
                enumeration: listed
                    .filter_map(Value::as_str)
                    .map(str::to_owned)
                    .collect(),
                default: text(reader, &at, map, "default").unwrap_or_default(),
                description: text(reader, &at, map, "description"),
                ..ServerVariable::default()
            },
        );
    }
    Some(variables)
}

fn swagger_servers<'doc>(
    reader: &mut Reader<'doc, '_>,
    top: &At<'_>,
    root: &'doc Map<String, Value>,
) -> Vec<Server> {
    let host = text(reader, top, root, "host");
    let path = text(reader, top, root, "basePath").unwrap_or_default();
    let Some(host) = host else {
        return if path.is_empty() {
            Vec::new()
        } else {
            vec![server(path)]
        };
    };
    let listed = root
        .get("schemes")
        .and_then(Value::as_array)
        .into_iter()
        .flatten();
    let mut schemes: Vec<&str> = listed.filter_map(Value::as_str).collect();
    if schemes.is_empty() {
        schemes.push("https");
    }
    let path = path.trim_start_matches('/');
    let slash = if path.is_empty() { "" } else { "/" };
    schemes
        .iter()
        .map(|scheme| server(format!("{scheme}://{host}{slash}{path}")))
        .collect()
}

fn server(url: String) -> Server {
    Server {
        url,
        ..Server::default()
    }
}

/// `tags`, given as objects or just by name.
pub(super) fn tags<'doc>(
    reader: &mut Reader<'doc, '_>,
    root: &'doc Map<String, Value>,
) -> Vec<Tag> {
    let top = At::reference(FileId::ROOT, "#");
    let Some(value) = root.get("tags") else {
        return Vec::new();
    };
    let at = top.key("tags");
    let mut tags = Vec::new();
    for (index, value) in reader.list(&at, value).iter().enumerate() {
        let at = at.index(index);
        if value.get("parent").or(value.get("kind")).is_some() {
            let kind = "tags are read as a flat list; `parent` and `kind` are ignored";
            reader.note(&at, kind, "");
        }
        let tag = match value {
            Value::Object(map) => text(reader, &at, map, "name").map(|name| Tag {
                name,
                description: text(reader, &at, map, "description"),
                external_docs: external_docs(reader, &at, map),
                ..Tag::default()
            }),
            Value::String(name) => Some(Tag {
                name: name.clone(),
                ..Tag::default()
            }),
            _ => None,
        };
        match tag {
            Some(tag) => tags.push(tag),
            None => reader.note(&at, "a tag without a name is ignored", ""),
        }
    }
    tags
}

/// `externalDocs` of anything.
pub(super) fn external_docs<'doc>(
    reader: &mut Reader<'doc, '_>,
    parent: &At<'_>,
    map: &'doc Map<String, Value>,
) -> Option<ExternalDocumentation> {
    let at = parent.key("externalDocs");
    let map = reader.object(&at, field(map, "externalDocs")?)?;
    Some(ExternalDocumentation {
        url: text(reader, &at, map, "url")?,
        description: text(reader, &at, map, "description"),
        ..ExternalDocumentation::default()
    })
}
