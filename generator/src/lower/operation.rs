//! Operations: parameters, bodies and responses with the types they carry.

use std::mem::take;

use foldhash::HashSet;
use indexmap::IndexMap;
use openapiv3::{
    Header, MediaType, ParameterSchemaOrContent, PathItem, Paths, ReferenceOr, RequestBody,
    Responses,
};

use crate::api::{
    Api, Body, Content, Example, HttpMethod, Location, Operation, Parameter, Response, Tag, Type,
};
use crate::dialect::SchemaId;

use super::origin::{Toward, Way};
use super::parts::Part;
use super::{Lowering, formats, info};

/// What operations without a tag are grouped under.
const UNTAGGED: &str = "default";

/// Lowers every operation, in the document's order. What the envelope says is moved
/// rather than copied: examples may be most of a document.
pub(super) fn operations(lowering: &mut Lowering<'_, '_>, mut paths: Paths, api: &mut Api) {
    for (path, item) in &mut paths.paths {
        let ReferenceOr::Item(item) = item else {
            continue;
        };
        let shared = items(take(&mut item.parameters));
        for (method, operation) in methods(item) {
            let lowered = lowering.operation(path, method, &shared, take(operation), api);
            api.operations.push(lowered);
        }
    }
}

fn methods(item: &mut PathItem) -> impl Iterator<Item = (HttpMethod, &mut openapiv3::Operation)> {
    [
        (HttpMethod::Get, &mut item.get),
        (HttpMethod::Put, &mut item.put),
        (HttpMethod::Post, &mut item.post),
        (HttpMethod::Delete, &mut item.delete),
        (HttpMethod::Options, &mut item.options),
        (HttpMethod::Head, &mut item.head),
        (HttpMethod::Patch, &mut item.patch),
        (HttpMethod::Trace, &mut item.trace),
    ]
    .into_iter()
    .filter_map(|(method, operation)| Some((method, operation.as_mut()?)))
}

/// What stands in place; references are resolved by now.
fn items<T>(list: Vec<ReferenceOr<T>>) -> Vec<T> {
    list.into_iter().filter_map(item).collect()
}

fn item<T>(one: ReferenceOr<T>) -> Option<T> {
    match one {
        ReferenceOr::Item(item) => Some(item),
        ReferenceOr::Reference { .. } => None,
    }
}

impl<'doc> Lowering<'doc, '_> {
    fn operation(
        &mut self,
        path: &str,
        method: HttpMethod,
        shared: &[openapiv3::Parameter],
        operation: openapiv3::Operation,
        api: &mut Api,
    ) -> Operation {
        let id = match operation.operation_id.as_deref().map(str::trim) {
            Some(id) if !id.is_empty() => id.to_owned(),
            _ => made_up_id(method, path),
        };
        let way = Way::Operation(&id);
        Operation {
            tag: tag(api, operation.tags.first().map_or(UNTAGGED, String::as_str)),
            method,
            path: path.to_owned(),
            summary: operation.summary,
            description: operation.description,
            deprecated: operation.deprecated,
            parameters: self.parameters(shared, items(operation.parameters), &way),
            request: self.request(operation.request_body, &way),
            responses: self.responses(operation.responses, &way),
            security: operation
                .security
                .map(|list| list.iter().map(info::requirement).collect()),
            id,
        }
    }

    /// The path's parameters, except those the operation has its own version of,
    /// then the operation's.
    fn parameters(
        &mut self,
        shared: &[openapiv3::Parameter],
        own: Vec<openapiv3::Parameter>,
        way: &Way<'_>,
    ) -> Vec<Parameter> {
        let known: HashSet<_> = own.iter().map(identity).collect();
        let others = shared.iter().filter(|p| !known.contains(&identity(p)));
        let others: Vec<openapiv3::Parameter> = others.cloned().collect();
        let all = others.into_iter().chain(own);
        all.map(|parameter| self.parameter(parameter, way))
            .collect()
    }

    fn parameter(&mut self, parameter: openapiv3::Parameter, way: &Way<'_>) -> Parameter {
        let location = location(&parameter);
        let data = parameter.parameter_data();
        let slot = self.slot(&data.format, &way.child(Toward::Property(&data.name)));
        Parameter {
            location,
            required: data.required,
            description: data.description.or(slot.description),
            deprecated: slot.deprecated || data.deprecated.unwrap_or(false),
            example: data
                .example
                .or_else(|| first_example(data.examples))
                .or(slot.example),
            name: data.name,
            ..slot
        }
    }

    /// A parameter or header as far as its schema tells.
    fn slot(&mut self, format: &ParameterSchemaOrContent, way: &Way<'_>) -> Parameter {
        let schema = match format {
            ParameterSchemaOrContent::Schema(schema) => self.slot_schema(schema),
            ParameterSchemaOrContent::Content(content) => content
                .values()
                .find_map(|m| self.slot_schema(m.schema.as_ref()?)),
        };
        let mut parameter = Parameter {
            name: String::new(),
            location: Location::Header,
            required: false,
            ty: Type::STRING,
            description: None,
            deprecated: false,
            default: None,
            example: None,
            bounds: Default::default(),
        };
        if let Some(id) = schema {
            let view = self.merged(&[Part::whole(id)]);
            parameter.ty = self.schema(id, way).split_null().0;
            let told = self.told(&view);
            parameter.description = told.description.map(str::to_owned);
            parameter.deprecated = told.deprecated;
            parameter.default = told.default.cloned();
            parameter.example = told.examples.first().map(|e| (*e).clone());
            parameter.bounds = formats::bounds(told.bounds.as_deref());
        }
        parameter
    }

    fn slot_schema(&self, schema: &ReferenceOr<openapiv3::Schema>) -> Option<SchemaId> {
        match schema {
            ReferenceOr::Reference { reference } => self.schemas.find(reference),
            ReferenceOr::Item(_) => None,
        }
    }

    fn request(&mut self, body: Option<ReferenceOr<RequestBody>>, way: &Way<'_>) -> Option<Body> {
        let body = item(body?)?;
        Some(Body {
            required: body.required,
            description: body.description,
            content: self.content(body.content, &way.child(Toward::Word("Request"))),
        })
    }

    fn responses(&mut self, responses: Responses, way: &Way<'_>) -> Vec<Response> {
        let by_status = responses.responses.into_iter();
        let default = responses.default.into_iter();
        let all = by_status
            .map(|(status, response)| (status.to_string(), response))
            .chain(default.map(|response| ("default".to_owned(), response)));
        let mut successes = 0;
        all.filter_map(|(status, response)| Some((status, item(response)?)))
            .map(|(status, response)| {
                // The first success is *the* response; others carry their status.
                let mut word = "Response".to_owned();
                if status.starts_with('2') && successes == 0 {
                    successes += 1;
                } else {
                    word.push_str(&status);
                }
                let way = way.child(Toward::Word(&word));
                Response {
                    description: response.description,
                    headers: response
                        .headers
                        .into_iter()
                        .filter_map(|(name, header)| Some(self.header(name, item(header)?, &way)))
                        .collect(),
                    content: self.content(response.content, &way),
                    status,
                }
            })
            .collect()
    }

    fn header(&mut self, name: String, header: Header, way: &Way<'_>) -> Parameter {
        let slot = self.slot(&header.format, &way.child(Toward::Property(&name)));
        Parameter {
            required: header.required,
            description: header.description.or(slot.description),
            deprecated: slot.deprecated || header.deprecated.unwrap_or(false),
            example: header
                .example
                .or_else(|| first_example(header.examples))
                .or(slot.example),
            name,
            ..slot
        }
    }

    fn content(&mut self, content: IndexMap<String, MediaType>, way: &Way<'_>) -> Vec<Content> {
        content
            .into_iter()
            .map(|(media_type, media)| {
                let schema = media.schema.as_ref().and_then(|s| self.slot_schema(s));
                Content {
                    media_type,
                    ty: schema.map(|id| self.schema(id, way)),
                    examples: examples(media),
                }
            })
            .collect()
    }
}

fn examples(media: MediaType) -> Vec<Example> {
    let single = media.example.into_iter().map(|value| Example {
        name: None,
        summary: None,
        value,
    });
    let named = media.examples.into_iter().filter_map(|(name, example)| {
        let example = item(example)?;
        Some(Example {
            name: Some(name),
            summary: example.summary,
            value: example.value?,
        })
    });
    single.chain(named).collect()
}

fn first_example(
    examples: IndexMap<String, ReferenceOr<openapiv3::Example>>,
) -> Option<serde_json::Value> {
    examples
        .into_values()
        .find_map(|example| item(example)?.value)
}

/// What no two parameters of an operation have in common.
fn identity(parameter: &openapiv3::Parameter) -> (Location, &str) {
    let name = parameter.parameter_data_ref().name.as_str();
    (location(parameter), name)
}

fn location(parameter: &openapiv3::Parameter) -> Location {
    match parameter {
        openapiv3::Parameter::Query { .. } => Location::Query,
        openapiv3::Parameter::Header { .. } => Location::Header,
        openapiv3::Parameter::Path { .. } => Location::Path,
        openapiv3::Parameter::Cookie { .. } => Location::Cookie,
    }
}

/// The position of a tag, declared or not.
fn tag(api: &mut Api, name: &str) -> usize {
    api.tags
        .iter()
        .position(|tag| tag.name == name)
        .unwrap_or_else(|| {
            api.tags.push(Tag {
                name: name.to_owned(),
                description: None,
            });
            api.tags.len() - 1
        })
}

/// An id for an operation that has none: `get /pets/{id}` is `get_pets_by_id`.
fn made_up_id(method: HttpMethod, path: &str) -> String {
    let mut id = method.as_str().to_lowercase();
    for segment in path.split('/').filter(|s| !s.is_empty()) {
        let name = segment.trim_matches(|c| c == '{' || c == '}');
        id.push_str(if segment.starts_with('{') {
            "_by_"
        } else {
            "_"
        });
        id.push_str(name);
    }
    id
}
