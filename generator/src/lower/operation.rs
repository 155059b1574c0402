//! Operations: parameters, bodies and responses with the types they carry.

use indexmap::IndexMap;
use openapiv3::{MediaType, ParameterSchemaOrContent, PathItem, ReferenceOr};

use crate::api::{
    Api, Body, Content, Example, HttpMethod, Location, Operation, Origin, Parameter, Response,
    Step, Tag, Type,
};
use crate::dialect::{Document, SchemaId};

use super::merge::Part;
use super::{Lowering, formats, info};

/// What operations without a tag are grouped under.
const UNTAGGED: &str = "default";

/// Lowers every operation, in the document's order.
pub(super) fn operations(lowering: &mut Lowering<'_, '_>, document: &Document<'_>, api: &mut Api) {
    for (path, item) in document.openapi.paths.iter() {
        let ReferenceOr::Item(item) = item else {
            continue;
        };
        for (method, operation) in methods(item) {
            let lowered = lowering.operation(path, method, item, operation, api);
            api.operations.push(lowered);
        }
    }
}

fn methods(item: &PathItem) -> impl Iterator<Item = (HttpMethod, &openapiv3::Operation)> {
    [
        (HttpMethod::Get, &item.get),
        (HttpMethod::Put, &item.put),
        (HttpMethod::Post, &item.post),
        (HttpMethod::Delete, &item.delete),
        (HttpMethod::Options, &item.options),
        (HttpMethod::Head, &item.head),
        (HttpMethod::Patch, &item.patch),
        (HttpMethod::Trace, &item.trace),
    ]
    .into_iter()
    .filter_map(|(method, operation)| Some((method, operation.as_ref()?)))
}

impl<'doc> Lowering<'doc, '_> {
    fn operation(
        &mut self,
        path: &str,
        method: HttpMethod,
        item: &PathItem,
        operation: &openapiv3::Operation,
        api: &mut Api,
    ) -> Operation {
        let id = match operation.operation_id.as_deref().map(str::trim) {
            Some(id) if !id.is_empty() => id.to_owned(),
            _ => made_up_id(method, path),
        };
        let origin = Origin {
            root: id.clone(),
            component: false,
            steps: Vec::new(),
        };
        Operation {
            tag: tag(api, operation.tags.first().map_or(UNTAGGED, String::as_str)),
            method,
            path: path.to_owned(),
            summary: operation.summary.clone(),
            description: operation.description.clone(),
            deprecated: operation.deprecated,
            parameters: self.parameters(item, operation, &origin),
            request: self.request(operation, &origin),
            responses: self.responses(operation, &origin),
            security: operation
                .security
                .as_ref()
                .map(|list| list.iter().map(info::requirement).collect()),
            id,
        }
    }

    /// The path's parameters, except those the operation has its own version of,
    /// then the operation's.
    fn parameters(
        &mut self,
        item: &PathItem,
        operation: &openapiv3::Operation,
        origin: &Origin,
    ) -> Vec<Parameter> {
        let own: Vec<&openapiv3::Parameter> = operation
            .parameters
            .iter()
            .filter_map(ReferenceOr::as_item)
            .collect();
        let identity =
            |p: &openapiv3::Parameter| (location(p) as u8, p.parameter_data_ref().name.clone());
        let shared = item
            .parameters
            .iter()
            .filter_map(ReferenceOr::as_item)
            .filter(|p| !own.iter().any(|o| identity(o) == identity(p)));
        let all: Vec<&openapiv3::Parameter> = shared.chain(own.iter().copied()).collect();
        all.into_iter()
            .map(|p| {
                let data = p.parameter_data_ref();
                let mut parameter = self.slot(
                    &data.format,
                    &origin.child(Step::Property(data.name.clone())),
                );
                parameter.name = data.name.clone();
                parameter.location = location(p);
                parameter.required = data.required;
                parameter.description = data.description.clone().or(parameter.description);
                parameter.deprecated |= data.deprecated.unwrap_or(false);
                let example = data
                    .example
                    .clone()
                    .or_else(|| first_example(&data.examples));
                parameter.example = example.or(parameter.example);
                parameter
            })
            .collect()
    }

    /// A parameter or header as far as its schema tells.
    fn slot(&mut self, format: &ParameterSchemaOrContent, origin: &Origin) -> Parameter {
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
            parameter.ty = self.schema(id, origin).split_null().0;
            let told = self.told(&view);
            parameter.description = told.description.map(str::to_owned);
            parameter.deprecated = told.deprecated;
            parameter.default = told.default.cloned();
            parameter.example = told.examples.first().map(|e| (*e).clone());
            parameter.bounds = formats::bounds(&told.bounds);
        }
        parameter
    }

    fn slot_schema(&self, schema: &ReferenceOr<openapiv3::Schema>) -> Option<SchemaId> {
        match schema {
            ReferenceOr::Reference { reference } => self.schemas.find(reference),
            ReferenceOr::Item(_) => None,
        }
    }

    fn request(&mut self, operation: &openapiv3::Operation, origin: &Origin) -> Option<Body> {
        let body = operation.request_body.as_ref()?.as_item()?;
        Some(Body {
            required: body.required,
            description: body.description.clone(),
            content: self.content(
                &body.content,
                &origin.child(Step::Word("Request".to_owned())),
            ),
        })
    }

    fn responses(&mut self, operation: &openapiv3::Operation, origin: &Origin) -> Vec<Response> {
        let by_status = operation.responses.responses.iter();
        let default = operation.responses.default.iter();
        let all = by_status
            .map(|(status, response)| (status.to_string(), response))
            .chain(default.map(|response| ("default".to_owned(), response)));
        let mut successes = 0;
        all.filter_map(|(status, response)| Some((status, response.as_item()?)))
            .map(|(status, response)| {
                // The first success is *the* response; others carry their status.
                let mut word = "Response".to_owned();
                if status.starts_with('2') && successes == 0 {
                    successes += 1;
                } else {
                    word.push_str(&status);
                }
                let origin = origin.child(Step::Word(word));
                let headers = response.headers.iter();
                let headers = headers
                    .filter_map(|(name, header)| Some((name, header.as_item()?)))
                    .map(|(name, header)| {
                        let mut slot =
                            self.slot(&header.format, &origin.child(Step::Property(name.clone())));
                        slot.name.clone_from(name);
                        slot.required = header.required;
                        slot.description = header.description.clone().or(slot.description);
                        slot.deprecated |= header.deprecated.unwrap_or(false);
                        let example = header.example.clone();
                        slot.example = example
                            .or_else(|| first_example(&header.examples))
                            .or(slot.example);
                        slot
                    })
                    .collect();
                Response {
                    description: response.description.clone(),
                    headers,
                    content: self.content(&response.content, &origin),
                    status,
                }
            })
            .collect()
    }

    fn content(&mut self, content: &IndexMap<String, MediaType>, origin: &Origin) -> Vec<Content> {
        content
            .iter()
            .map(|(media_type, media)| {
                let schema = media.schema.as_ref().and_then(|s| self.slot_schema(s));
                let ty = schema.map(|id| self.schema(id, origin));
                Content {
                    media_type: media_type.clone(),
                    ty,
                    examples: examples(media),
                }
            })
            .collect()
    }
}

fn examples(media: &MediaType) -> Vec<Example> {
    let single = media.example.iter().map(|value| Example {
        name: None,
        summary: None,
        value: value.clone(),
    });
    let named = media.examples.iter().filter_map(|(name, example)| {
        let example = example.as_item()?;
        let value = example.value.clone()?;
        Some(Example {
            name: Some(name.clone()),
            summary: example.summary.clone(),
            value,
        })
    });
    single.chain(named).collect()
}

fn first_example(
    examples: &IndexMap<String, ReferenceOr<openapiv3::Example>>,
) -> Option<serde_json::Value> {
    examples
        .values()
        .find_map(|example| example.as_item()?.value.clone())
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
