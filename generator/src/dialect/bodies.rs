//! Request bodies, responses, media types and examples.

use openapiv3::{Content, MediaType, ReferenceOr, RequestBody, Response, Responses, StatusCode};
use serde_json::{Map, Value};

use super::Dialect;
use super::arena::Kind;
use super::at::At;
use super::envelope::{flag, text};
use super::examples;
use super::parameters::headers;
use super::reader::{Reader, field};

/// A schema position.
pub(super) fn schema<'doc>(
    reader: &mut Reader<'doc, '_>,
    at: &At<'_>,
    value: &'doc Value,
) -> ReferenceOr<openapiv3::Schema> {
    reader.slot(at, value, Kind::Schema)
}

/// A media type that is known by its schema alone.
pub(super) fn of_schema(schema: Option<ReferenceOr<openapiv3::Schema>>) -> MediaType {
    MediaType {
        schema,
        ..MediaType::default()
    }
}

/// `requestBody`.
pub(super) fn request<'doc>(
    reader: &mut Reader<'doc, '_>,
    at: &At<'_>,
    value: &'doc Value,
) -> Option<RequestBody> {
    let target = reader.resolved(at, value)?;
    let at = At::reference(target.file, &target.pointer);
    let map = reader.object(&at, target.value)?;
    Some(RequestBody {
        description: text(reader, &at, map, "description"),
        content: content(reader, &at, map),
        required: flag(reader, &at, map, "required"),
        ..RequestBody::default()
    })
}

/// `responses` of an operation.
pub(super) fn responses<'doc>(
    reader: &mut Reader<'doc, '_>,
    operation: &At<'_>,
    operation_map: &'doc Map<String, Value>,
) -> Responses {
    let mut responses = Responses::default();
    let Some(value) = field(operation_map, "responses") else {
        reader.note(operation, "an operation has no `responses`", "");
        return responses;
    };
    let at = operation.key("responses");
    let map = reader.object(&at, value);
    responses.responses.reserve(map.map_or(0, Map::len));
    for (status, value) in map.into_iter().flatten() {
        if status.starts_with("x-") {
            continue;
        }
        let at = at.key(status);
        let code = status_code(status);
        if code.is_none() && status != "default" {
            reader.warn(&at, "a response of no known status is left out", status);
            continue;
        }
        let Some(target) = reader.resolved(&at, value) else {
            continue;
        };
        let at = At::reference(target.file, &target.pointer);
        let response = match target.value {
            // A description alone, as some write it.
            Value::String(description) => Response {
                description: description.clone(),
                ..Response::default()
            },
            value => {
                let Some(map) = reader.object(&at, value) else {
                    continue;
                };
                response(reader, &at, map, operation, operation_map)
            }
        };
        match code {
            Some(code) => {
                responses
                    .responses
                    .insert(code, ReferenceOr::Item(response));
            }
            None => responses.default = Some(ReferenceOr::Item(response)),
        }
    }
    responses
}

/// `200`, `2XX`, `2xx`.
fn status_code(status: &str) -> Option<StatusCode> {
    let status = status.trim();
    if let Ok(code) = status.parse::<u16>() {
        return (100..1000)
            .contains(&code)
            .then_some(StatusCode::Code(code));
    }
    let digit = status
        .strip_suffix("XX")
        .or_else(|| status.strip_suffix("xx"))?;
    digit
        .parse()
        .ok()
        .filter(|digit| *digit < 10)
        .map(StatusCode::Range)
}

fn response<'doc>(
    reader: &mut Reader<'doc, '_>,
    at: &At<'_>,
    map: &'doc Map<String, Value>,
    operation: &At<'_>,
    operation_map: &'doc Map<String, Value>,
) -> Response {
    let content = if field(map, "content").is_some() {
        content(reader, at, map)
    } else {
        swagger_content(reader, at, map, operation, operation_map)
    };
    Response {
        description: text(reader, at, map, "description").unwrap_or_default(),
        headers: headers(reader, at, map),
        content,
        ..Response::default()
    }
}

/// Swagger 2.0 has one schema for all media types, and examples by media type.
fn swagger_content<'doc>(
    reader: &mut Reader<'doc, '_>,
    at: &At<'_>,
    map: &'doc Map<String, Value>,
    operation: &At<'_>,
    operation_map: &'doc Map<String, Value>,
) -> Content {
    let Some(value) = field(map, "schema").filter(|schema| !schema.is_null()) else {
        return Content::new();
    };
    let reference = schema(reader, &at.key("schema"), value);
    let examples_at = at.key("examples");
    let examples = field(map, "examples").and_then(Value::as_object);
    media_names(reader, operation, operation_map, "produces")
        .into_iter()
        .map(|name| {
            let example = examples.and_then(|examples| examples.get(&name));
            let media_type = MediaType {
                schema: Some(reference.clone()),
                example: example.and_then(|value| reader.copy(&examples_at, value)),
                ..MediaType::default()
            };
            (name, media_type)
        })
        .collect()
}

/// `consumes` or `produces` of an operation or else of the document.
pub(super) fn media_names<'doc>(
    reader: &mut Reader<'doc, '_>,
    operation: &At<'_>,
    operation_map: &'doc Map<String, Value>,
    key: &str,
) -> Vec<String> {
    let own = operation_map
        .get(key)
        .filter(|own| own.as_array().is_none_or(|own| !own.is_empty()));
    let value = match own {
        Some(own) => Some(own),
        None if reader.dialect == Dialect::Swagger2 => reader.raw.root().root.get(key),
        None => None,
    };
    let at = operation.key(key);
    let listed = value.map_or(&[][..], |value| reader.list(&at, value));
    let names: Vec<String> = listed
        .iter()
        .filter_map(Value::as_str)
        .map(str::to_owned)
        .collect();
    if names.is_empty() {
        return vec!["application/json".to_owned()];
    }
    names
}

/// `content`: what a body holds, by media type.
pub(super) fn content<'doc>(
    reader: &mut Reader<'doc, '_>,
    parent: &At<'_>,
    map: &'doc Map<String, Value>,
) -> Content {
    let Some(value) = field(map, "content") else {
        return Content::new();
    };
    let at = parent.key("content");
    let map = reader.object(&at, value);
    // Media types are large and mostly alone.
    let mut content = Content::with_capacity(map.map_or(0, Map::len));
    for (name, value) in map.into_iter().flatten() {
        let Some(target) = reader.resolved(&at.key(name), value) else {
            continue;
        };
        let at = At::reference(target.file, &target.pointer);
        let media_type = match reader.object(&at, target.value) {
            Some(map) => media_type(reader, &at, map),
            None => MediaType::default(),
        };
        content.insert(name.clone(), media_type);
    }
    content
}

fn media_type<'doc>(
    reader: &mut Reader<'doc, '_>,
    at: &At<'_>,
    map: &'doc Map<String, Value>,
) -> MediaType {
    let mut media_type = MediaType {
        schema: field(map, "schema").map(|value| schema(reader, &at.key("schema"), value)),
        example: examples::single(reader, at, map),
        examples: examples::named(reader, at, map),
        ..MediaType::default()
    };
    if let Some(items) = field(map, "itemSchema") {
        // 3.2: a stream of items.
        let ReferenceOr::Reference { reference } = schema(reader, &at.key("itemSchema"), items)
        else {
            return media_type;
        };
        reader.note(
            at,
            "`itemSchema` is read as a model; the stream of them is not",
            "",
        );
        media_type
            .extensions
            .insert("itemSchema".into(), reference.into());
    }
    media_type
}
