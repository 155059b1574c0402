//! `type`, in every spelling that documents use.

use serde_json::{Map, Value};

use super::Dialect;
use super::keywords::One;
use super::reader::{field, kind_of};
use super::schema::TypeSet;

/// Reads `type`.
pub(super) fn read<'doc>(one: &mut One<'_, 'doc, '_>, value: &'doc Value) {
    match value {
        Value::String(name) => read_name(one, name),
        Value::Array(names) => {
            for name in names {
                match name {
                    Value::String(name) => read_name(one, name),
                    Value::Null => one.schema.types = one.schema.types.union(TypeSet::NULL),
                    other => ignore(one, other),
                }
            }
        }
        Value::Null => {}
        other => ignore(one, other),
    }
}

fn ignore(one: &mut One<'_, '_, '_>, value: &Value) {
    let at = one.at;
    one.reader.warn(
        &at.key("type"),
        "a type is a name; it is ignored",
        kind_of(value),
    );
}

/// Whether a reference may lead to a value: a schema is an object or a boolean, or,
/// as some write it, the name of a type.
pub(super) fn may_be_schema(value: &Value) -> bool {
    match value {
        // Null is a schema of which only the name is written yet.
        Value::Object(_) | Value::Bool(_) | Value::Null => true,
        Value::String(name) => {
            exact(name).is_some()
                || misspelt(name).is_some()
                || matches!(name.as_str(), "true" | "false")
        }
        Value::Number(_) | Value::Array(_) => false,
    }
}

/// Reads the name of a type.
pub(super) fn read_name<'doc>(one: &mut One<'_, 'doc, '_>, name: &'doc str) {
    let at = one.at;
    let here = at.key("type");
    if let Some(types) = exact(name) {
        one.schema.types = one.schema.types.union(types);
        return;
    }
    if name == "file" && one.reader.dialect == Dialect::Swagger2 {
        one.schema.types = TypeSet::STRING;
        one.bounds.format = Some("binary");
        return;
    }
    if name.contains(['|', ',']) {
        one.reader.note(&here, "several types in one string", name);
        name.split(['|', ','])
            .for_each(|name| read_name(one, name.trim()));
        return;
    }
    match misspelt(name) {
        Some((types, format)) => {
            one.reader
                .note(&here, "unknown type, read as what it resembles", name);
            one.schema.types = one.schema.types.union(types);
            if one.bounds.format.is_none() {
                one.bounds.format = format;
            }
        }
        None if is_component(one, name) => {
            one.reader.warn(
                &here,
                "a schema's name is no type; it is read as a reference",
                name,
            );
            let folder = match one.reader.dialect {
                Dialect::Swagger2 => "#/definitions",
                _ => "#/components/schemas",
            };
            let mut reference = folder.to_owned();
            super::at::push_key(&mut reference, name);
            one.reference = Some(reference.into());
        }
        None => one
            .reader
            .warn(&here, "unknown type; any value is accepted", name),
    }
}

fn exact(name: &str) -> Option<TypeSet> {
    Some(match name {
        "string" => TypeSet::STRING,
        "object" => TypeSet::OBJECT,
        "array" => TypeSet::ARRAY,
        "integer" => TypeSet::INTEGER,
        "number" => TypeSet::NUMBER,
        "boolean" => TypeSet::BOOLEAN,
        "null" => TypeSet::NULL,
        _ => return None,
    })
}

/// The type and format that a wrong name means.
fn misspelt(name: &str) -> Option<(TypeSet, Option<&'static str>)> {
    let lower = name.trim().to_ascii_lowercase();
    Some(match lower.as_str() {
        "int" | "uint" | "short" | "number(int)" | "timestamp" => (TypeSet::INTEGER, None),
        "int32" => (TypeSet::INTEGER, Some("int32")),
        "int64" | "long" | "bigint" => (TypeSet::INTEGER, Some("int64")),
        "decimal" | "numeric" | "real" => (TypeSet::NUMBER, None),
        "float" => (TypeSet::NUMBER, Some("float")),
        "double" => (TypeSet::NUMBER, Some("double")),
        "bool" => (TypeSet::BOOLEAN, None),
        "str" | "text" | "char" | "varchar" | "time" | "enum" | "url" => (TypeSet::STRING, None),
        "date" => (TypeSet::STRING, Some("date")),
        "datetime" | "date-time" => (TypeSet::STRING, Some("date-time")),
        "uuid" | "guid" => (TypeSet::STRING, Some("uuid")),
        "email" => (TypeSet::STRING, Some("email")),
        "uri" => (TypeSet::STRING, Some("uri")),
        "password" => (TypeSet::STRING, Some("password")),
        "byte" | "base64" => (TypeSet::STRING, Some("byte")),
        "binary" | "file" => (TypeSet::STRING, Some("binary")),
        "map" | "dict" | "dictionary" | "hash" | "json" => (TypeSet::OBJECT, None),
        "list" | "set" => (TypeSet::ARRAY, None),
        "none" | "nil" => (TypeSet::NULL, None),
        "any" | "mixed" | "*" | "" | "undefined" | "unknown" => (TypeSet::default(), None),
        lower => (exact(lower)?, None),
    })
}

fn is_component(one: &One<'_, '_, '_>, name: &str) -> bool {
    let root = &one.reader.raw.root().root;
    let folder = match one.reader.dialect {
        Dialect::Swagger2 => root.get("definitions"),
        _ => root
            .get("components")
            .and_then(|components| components.get("schemas")),
    };
    folder.is_some_and(|folder| folder.get(name).is_some())
}

/// What a missing or contradictory `type` means beside the other keywords.
pub(super) fn settle<'doc>(one: &mut One<'_, 'doc, '_>, map: &'doc Map<String, Value>) {
    let schema = &mut one.schema;
    let at = one.at;
    let object = !schema.properties.is_empty();
    let array = schema.items.is_some() || !schema.prefix_items.is_empty();
    if schema.types.is_empty() && field(map, "$ref").is_none() && field(map, "type").is_none() {
        if object {
            one.reader
                .note(&at, "`properties` without a type", "taken as an object");
        } else if schema.items.is_some() {
            one.reader
                .note(&at, "`items` without a type", "taken as an array");
        }
    }
    if schema.types == TypeSet::OBJECT && array {
        one.reader
            .note(&at.key("items"), "`items` on an object, ignored", "");
        schema.items = None;
        schema.prefix_items.clear();
    }
    // 3.1 says what 3.0 says with a format.
    let text = |key: &str| field(map, key).and_then(Value::as_str);
    if one.bounds.format.is_none()
        && (schema.types.is_empty() || schema.types.contains(TypeSet::STRING))
    {
        if text("contentEncoding").is_some_and(|encoding| encoding.starts_with("base64")) {
            one.bounds.format = Some("byte");
        } else if text("contentMediaType") == Some("application/octet-stream") {
            one.bounds.format = Some("binary");
        }
    }
}
