//! Parameters and headers.
//!
//! In Swagger 2.0 a parameter is its own schema, the body is a parameter, and a
//! form is a parameter for each of its fields. The last two are put aside here and
//! become a request body in [`super::forms`].

use indexmap::IndexMap;
use openapiv3::{
    CookieStyle, Header, HeaderStyle, Parameter, ParameterData, ParameterSchemaOrContent,
    PathStyle, QueryStyle, ReferenceOr,
};
use serde_json::{Map, Value};

use super::arena::Kind;
use super::at::At;
use super::envelope::{flag, text};
use super::reader::{Reader, field};
use super::refs::Target;
use super::{bodies, examples};

/// What a list of parameters holds.
#[derive(Default)]
pub(super) struct Sent<'doc> {
    pub(super) parameters: Vec<Parameter>,
    /// Swagger 2.0's `in: body`.
    pub(super) body: Option<Target<'doc>>,
    /// Swagger 2.0's `in: formData`.
    pub(super) form: Vec<Target<'doc>>,
    /// The list itself.
    pub(super) list: Option<Target<'doc>>,
}

/// Reads `parameters` of a path or an operation.
pub(super) fn list<'doc>(
    reader: &mut Reader<'doc, '_>,
    parent: &At<'_>,
    map: &'doc Map<String, Value>,
) -> Sent<'doc> {
    let mut sent = Sent::default();
    let Some(value) = field(map, "parameters") else {
        return sent;
    };
    let at = parent.key("parameters");
    let list = reader.list(&at, value);
    sent.parameters.reserve_exact(list.len());
    for (index, value) in list.iter().enumerate() {
        let Some(target) = reader.resolved(&at.index(index), value) else {
            continue;
        };
        let at = At::reference(target.file, &target.pointer);
        let Some(map) = reader.object(&at, target.value) else {
            continue;
        };
        match field(map, "in").and_then(Value::as_str) {
            Some("body") => sent.body = Some(target.clone()),
            Some("formData" | "form") => sent.form.push(target.clone()),
            location => match parameter(reader, &at, target.value, location) {
                Some(parameter) => sent.parameters.push(parameter),
                None => {
                    let location = location.unwrap_or("`in` is missing");
                    reader.note(
                        &at,
                        "a parameter that is in no known place is left out",
                        location,
                    );
                }
            },
        }
    }
    sent.list = Some(Target {
        file: at.file,
        pointer: at.pointer(&reader.arena.schemas),
        value,
    });
    sent
}

fn parameter<'doc>(
    reader: &mut Reader<'doc, '_>,
    at: &At<'_>,
    value: &'doc Value,
    location: Option<&str>,
) -> Option<Parameter> {
    let map = reader.object(at, value)?;
    let flag = |reader: &mut Reader<'doc, '_>, key: &str| {
        field(map, key).map(|value| reader.flag(&at.key(key), value))
    };
    // Swagger 2.0 has one word for what OpenAPI 3 says with two.
    let collection = field(map, "collectionFormat").and_then(Value::as_str);
    let style = field(map, "style").and_then(Value::as_str);
    let style = style.or(collection).unwrap_or_default();
    let mut parameter_data = ParameterData {
        name: text(reader, at, map, "name")?,
        description: text(reader, at, map, "description"),
        required: flag(reader, "required").unwrap_or_default(),
        deprecated: flag(reader, "deprecated").or_else(|| flag(reader, "x-deprecated")),
        format: format(reader, at, value, map),
        example: examples::single(reader, at, map),
        examples: examples::named(reader, at, map),
        explode: flag(reader, "explode").or(collection.map(|format| format == "multi")),
        extensions: IndexMap::new(),
    };
    Some(match location? {
        "query" => Parameter::Query {
            style: match style {
                "spaceDelimited" | "ssv" => QueryStyle::SpaceDelimited,
                "pipeDelimited" | "pipes" => QueryStyle::PipeDelimited,
                "deepObject" => QueryStyle::DeepObject,
                _ => QueryStyle::Form,
            },
            allow_reserved: flag(reader, "allowReserved").unwrap_or_default(),
            allow_empty_value: flag(reader, "allowEmptyValue"),
            parameter_data,
        },
        "header" => Parameter::Header {
            parameter_data,
            style: HeaderStyle::Simple,
        },
        "path" => {
            if !parameter_data.required {
                parameter_data.required = true;
                reader.note(
                    at,
                    "a parameter in the path is always required",
                    &parameter_data.name,
                );
            }
            Parameter::Path {
                style: match style {
                    "matrix" => PathStyle::Matrix,
                    "label" => PathStyle::Label,
                    _ => PathStyle::Simple,
                },
                parameter_data,
            }
        }
        "cookie" => Parameter::Cookie {
            parameter_data,
            style: CookieStyle::Form,
        },
        _ => return None,
    })
}

/// The schema or content of a parameter or header; in Swagger 2.0 (and in
/// documents that were moved to 3 in a hurry) the object itself is the schema.
pub(super) fn format<'doc>(
    reader: &mut Reader<'doc, '_>,
    at: &At<'_>,
    value: &'doc Value,
    map: &'doc Map<String, Value>,
) -> ParameterSchemaOrContent {
    if let Some(schema) = field(map, "schema") {
        let reference = bodies::schema(reader, &at.key("schema"), schema);
        return ParameterSchemaOrContent::Schema(reference);
    }
    if field(map, "content").is_some() {
        return ParameterSchemaOrContent::Content(bodies::content(reader, at, map));
    }
    ParameterSchemaOrContent::Schema(reader.slot(at, value, Kind::Parameter))
}

/// Headers of a response.
pub(super) fn headers<'doc>(
    reader: &mut Reader<'doc, '_>,
    parent: &At<'_>,
    map: &'doc Map<String, Value>,
) -> IndexMap<String, ReferenceOr<Header>> {
    let Some(value) = field(map, "headers") else {
        return IndexMap::new();
    };
    let at = parent.key("headers");
    let map = reader.object(&at, value);
    let mut headers = IndexMap::with_capacity(map.map_or(0, Map::len));
    for (name, value) in map.into_iter().flatten() {
        let Some(target) = reader.resolved(&at.key(name), value) else {
            continue;
        };
        let at = At::reference(target.file, &target.pointer);
        let Some(map) = reader.object(&at, target.value) else {
            continue;
        };
        let header = Header {
            description: text(reader, &at, map, "description"),
            style: HeaderStyle::Simple,
            required: flag(reader, &at, map, "required"),
            deprecated: field(map, "deprecated")
                .map(|value| reader.flag(&at.key("deprecated"), value)),
            format: format(reader, &at, target.value, map),
            example: examples::single(reader, &at, map),
            examples: examples::named(reader, &at, map),
            extensions: IndexMap::new(),
        };
        headers.insert(name.clone(), ReferenceOr::Item(header));
    }
    headers
}
