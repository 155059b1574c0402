//! Bodies and forms of Swagger 2.0.
//!
//! What comes in: the parameters that are `in: body` and `in: formData`. What goes
//! out: the request body that OpenAPI 3 makes of them. A form's fields become the
//! properties of one object.

use openapiv3::{Content, ReferenceOr, RequestBody};
use serde_json::{Map, Value};

use super::arena::Kind;
use super::at::At;
use super::envelope::{flag, text};
use super::parameters::Sent;
use super::reader::{Reader, field};
use super::refs::Target;
use super::schema::{Schema, TypeSet};
use super::{bodies, examples};

/// The request body that Swagger 2.0's parameters amount to; those of the
/// operation count before those of its path.
pub(super) fn request<'doc>(
    reader: &mut Reader<'doc, '_>,
    at: &At<'_>,
    operation: &'doc Map<String, Value>,
    own: &Sent<'doc>,
    shared: &Sent<'doc>,
) -> Option<RequestBody> {
    let form = if own.form.is_empty() { shared } else { own };
    match own.body.as_ref().or(shared.body.as_ref()) {
        Some(body) => from_body(reader, at, operation, body),
        None if form.form.is_empty() => None,
        None => from_form(reader, at, operation, form),
    }
}

fn from_body<'doc>(
    reader: &mut Reader<'doc, '_>,
    operation: &At<'_>,
    operation_map: &'doc Map<String, Value>,
    body: &Target<'doc>,
) -> Option<RequestBody> {
    let at = At::reference(body.file, &body.pointer);
    let map = body.value.as_object()?;
    let schema =
        field(map, "schema").map(|schema| bodies::schema(reader, &at.key("schema"), schema));
    let names = bodies::media_names(reader, operation, operation_map, "consumes");
    let mut content: Content = names
        .into_iter()
        .map(|name| (name, bodies::of_schema(schema.clone())))
        .collect();
    if let Some(first) = content.values_mut().next() {
        first.example = examples::single(reader, &at, map);
        first.examples = examples::named(reader, &at, map);
    }
    Some(RequestBody {
        description: text(reader, &at, map, "description"),
        content,
        required: flag(reader, &at, map, "required"),
        ..RequestBody::default()
    })
}

fn from_form<'doc>(
    reader: &mut Reader<'doc, '_>,
    operation: &At<'_>,
    operation_map: &'doc Map<String, Value>,
    sent: &Sent<'doc>,
) -> Option<RequestBody> {
    let list = sent.list.as_ref()?;
    let mut form = Schema {
        types: TypeSet::OBJECT,
        ..Schema::default()
    };
    let mut natural = "application/x-www-form-urlencoded";
    for entry in &sent.form {
        let at = At::reference(entry.file, &entry.pointer);
        let Some(map) = entry.value.as_object() else {
            continue;
        };
        let Some(name) = field(map, "name").and_then(Value::as_str) else {
            continue;
        };
        let id = reader.arena.root(&at, entry.value, Kind::FormField);
        form.properties.push((name, id));
        if field(map, "type").and_then(Value::as_str) == Some("file") {
            natural = "multipart/form-data";
        }
        if flag(reader, &at, map, "required") {
            form.required.push(name);
        }
    }
    let required = !form.required.is_empty();
    let at = At::reference(list.file, &list.pointer);
    let reference = reader.arena.coined_reference(&at, list.value, form);
    let mut names = bodies::media_names(reader, operation, operation_map, "consumes");
    names.retain(|name| name.contains("form"));
    if names.is_empty() {
        names.push(natural.to_owned());
    }
    let schema = ReferenceOr::Reference { reference };
    let content = names
        .into_iter()
        .map(|name| (name, bodies::of_schema(Some(schema.clone()))));
    Some(RequestBody {
        content: content.collect(),
        required,
        ..RequestBody::default()
    })
}
