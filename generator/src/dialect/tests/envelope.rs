//! What surrounds the schemas.

use openapiv3::ReferenceOr;

use super::*;

/// An operation as lines: parameters, body, responses.
fn operations(document: &Document<'_>) -> Vec<String> {
    let mut lines = Vec::new();
    let items = document.openapi.paths.paths.iter();
    for (path, item) in items {
        let item = item.as_item().expect("path items are resolved");
        for (method, operation) in item.iter() {
            let mut line = format!("{method} {path}");
            for parameter in item.parameters.iter().chain(&operation.parameters) {
                let parameter = parameter.as_item().expect("parameters are resolved");
                let data = parameter.parameter_data_ref();
                let required = if data.required { "!" } else { "" };
                let schema = match &data.format {
                    openapiv3::ParameterSchemaOrContent::Schema(schema) => {
                        slot(document, Some(schema))
                    }
                    openapiv3::ParameterSchemaOrContent::Content(content) => {
                        bodies(document, content)
                    }
                };
                write!(line, " ({}{required}: {schema})", data.name).unwrap();
            }
            if let Some(body) = &operation.request_body {
                let body = body.as_item().expect("bodies are resolved");
                let required = if body.required { "!" } else { "" };
                write!(line, " <-{required} {}", bodies(document, &body.content)).unwrap();
            }
            let responses = &operation.responses;
            let coded = responses
                .responses
                .iter()
                .map(|(status, r)| (status.to_string(), r));
            let default = responses.default.iter().map(|r| ("default".to_owned(), r));
            for (status, response) in coded.chain(default) {
                let response = response.as_item().expect("responses are resolved");
                write!(line, " -> {status}").unwrap();
                if !response.content.is_empty() {
                    write!(line, " {}", bodies(document, &response.content)).unwrap();
                }
            }
            lines.push(line);
        }
    }
    lines
}

fn bodies(document: &Document<'_>, content: &openapiv3::Content) -> String {
    let part = |(name, media): (&String, &openapiv3::MediaType)| {
        let example = media
            .example
            .as_ref()
            .map(|e| format!(" e.g. {e}"))
            .unwrap_or_default();
        format!("{name}: {}{example}", slot(document, media.schema.as_ref()))
    };
    content.iter().map(part).collect::<Vec<_>>().join(" | ")
}

fn slot(document: &Document<'_>, schema: Option<&ReferenceOr<openapiv3::Schema>>) -> String {
    match schema {
        None => "nothing".into(),
        Some(ReferenceOr::Reference { reference }) => {
            let id = document.schemas.find(reference).expect("slots are known");
            let mut named = document.schemas.components.iter();
            match named.find(|(_, component)| *component == id) {
                Some((name, _)) => format!("ref {name}"),
                None => describe(&document.schemas, id),
            }
        }
        Some(ReferenceOr::Item(_)) => panic!("slots hold references"),
    }
}

fn check(text: &str, expected: &[&str], diagnostics: &[&str]) {
    let found = with_document(text, &InputConfig::default(), |document, diagnostics| {
        let document = document.expect("this is a document");
        (operations(&document), told(diagnostics))
    });
    assert_eq!(found.0, expected);
    assert_eq!(found.1, diagnostics);
}

#[test]
fn dialects() {
    let check = |text: &str, expected: Option<Dialect>, diagnostics: &[&str]| {
        let text = format!("{text}\ninfo: {{title: t, version: v}}\npaths: {{}}");
        let found = with_document(&text, &InputConfig::default(), |document, diagnostics| {
            (document.map(|document| document.dialect), told(diagnostics))
        });
        assert_eq!(found.0, expected, "{text}");
        assert_eq!(found.1, diagnostics, "{text}");
    };
    check("swagger: '2.0'", Some(Dialect::Swagger2), &[]);
    check("swagger: 2.0", Some(Dialect::Swagger2), &[]);
    check("openapi: 3.0.3", Some(Dialect::OpenApi30), &[]);
    check("openapi: 3.0", Some(Dialect::OpenApi30), &[]);
    check("openapi: 3.1", Some(Dialect::OpenApi31), &[]);
    check("openapi: 3.2.0", Some(Dialect::OpenApi32), &[]);
    check(
        "openapi: 3.7.0",
        Some(Dialect::OpenApi32),
        &["warning: unknown version, read as OpenAPI 3.2: 3.7.0 --> #/openapi"],
    );
    let none = "error: this is no OpenAPI document";
    check(
        "asyncapi: 2.0.0",
        None,
        &[&format!("{none}: it is an AsyncAPI document --> #")],
    );
    check(
        "x: 1",
        None,
        &[&format!(
            "{none}: it has neither `openapi` nor `swagger` --> #"
        )],
    );
    let schema = "it is a JSON Schema; put it under `components/schemas` of a document";
    check("$schema: x", None, &[&format!("{none}: {schema} --> #")]);
}

#[test]
fn openapi_3() {
    check(
        r"
openapi: 3.0.3
info: {title: t, version: 1.0}
paths:
  /pets/{id}:
    parameters:
      - $ref: '#/components/parameters/Id'
    get:
      operationId: getPet
      parameters:
        - {name: q, in: query, schema: {type: array, items: {type: string}}}
        - {name: f, in: query, content: {application/json: {schema: {type: object}}}}
      responses:
        200: {$ref: '#/components/responses/Pet'}
        4xx: {description: no}
        default: {description: else, content: {text/plain: {example: hi}}}
    put:
      operationId: putPet
      requestBody: {$ref: '#/components/requestBodies/Pet'}
      responses: {'204': {description: done}}
components:
  parameters:
    Id: {name: id, in: path, required: true, schema: {type: integer}}
  responses:
    Pet: {description: a pet, content: {application/json: {schema: {$ref: '#/components/schemas/Pet'}}}}
  requestBodies:
    Pet: {required: true, content: {application/json: {schema: {$ref: '#/components/schemas/Pet'}}}}
  schemas:
    Pet: {type: object}
",
        &[
            "get /pets/{id} (id!: integer) (q: array [string]) (f: application/json: object) \
             -> 200 application/json: ref Pet -> 4XX -> default text/plain: nothing e.g. \"hi\"",
            "put /pets/{id} (id!: integer) <-! application/json: ref Pet -> 204",
        ],
        &["note: a string is expected here; the value is taken as one: 1.0 --> #/info/version"],
    );
}

#[test]
fn swagger_2() {
    check(
        r"
swagger: '2.0'
info: {title: t, version: v}
consumes: [application/json]
produces: [application/json, application/xml]
paths:
  /pets:
    post:
      operationId: addPet
      parameters:
        - {name: limit, in: query, type: integer, format: int32, required: true}
        - {name: body, in: body, required: true, schema: {$ref: '#/definitions/Pet'}}
      responses:
        '200': {description: ok, schema: {$ref: '#/definitions/Pet'}, examples: {application/json: {a: 1}}}
  /upload:
    post:
      operationId: upload
      consumes: [multipart/form-data]
      parameters:
        - {name: file, in: formData, type: file, required: true}
        - {name: tags, in: formData, type: array, items: {type: string}, collectionFormat: multi}
      responses: {default: {description: any}}
  /rename:
    post:
      operationId: rename
      parameters:
        - {$ref: '#/definitions/Name'}
        - {name: old, in: formData, type: string}
      responses: {default: {description: any}}
definitions:
  Pet: {type: object, properties: {id: {type: integer}, tags: {type: array, items: {type: string}}}}
  Name: {name: name, in: formData, type: string}
",
        &[
            "post /pets (limit!: integer/int32) <-! application/json: ref Pet \
             -> 200 application/json: ref Pet e.g. {\"a\":1} | application/xml: ref Pet",
            "post /upload <-! multipart/form-data: object {file!: string/binary, tags: array [string]} -> default",
            "post /rename <- application/x-www-form-urlencoded: object {name: string, old: string} -> default",
        ],
        &[],
    );
}

#[test]
fn a_parameter_of_swagger_2_describes_itself_and_a_form_field_its_schema() {
    let text = r"
swagger: '2.0'
info: {title: t, version: v}
paths:
  /upload:
    post:
      operationId: upload
      parameters:
        - {name: side, in: query, type: string, enum: [a, b], description: Which., x-example: a}
        - {name: file, in: formData, type: file, description: As a PNG.}
      responses: {default: {description: any}}
";
    with_document(text, &InputConfig::default(), |document, _| {
        let document = document.expect("the document is read");
        let description = |index: usize| {
            let pointer = format!("#/paths/~1upload/post/parameters/{index}");
            let schema = document.schemas.find(&pointer).expect("it is a schema");
            document.schemas.get(schema).description
        };
        assert_eq!(description(0), None);
        assert_eq!(description(1), Some("As a PNG."));
        let item = document.openapi.paths.paths["/upload"].as_item().unwrap();
        let parameters = &item.post.as_ref().unwrap().parameters;
        let data = parameters[0].as_item().unwrap().parameter_data_ref();
        assert_eq!(data.description.as_deref(), Some("Which."));
        assert_eq!(data.example, Some("a".into()));
    });
}

#[test]
fn sloppy_envelopes() {
    check(
        r"
openapi: 3.0.3
paths:
  /a:
    get:
      tags: one
      parameters:
        - {name: x, in: nowhere}
        - {name: y, in: path, type: string}
        - {$ref: '#/components/parameters/Nope'}
      responses:
        soon: {description: never}
        200: fine
    x-note: ignored
  x-also: ignored
",
        &["get /a (y!: string) -> 200"],
        &[
            "note: an operation has no `operationId`; its name is made from method and path --> #/paths/~1a/get",
            "note: a parameter that is in no known place is left out: nowhere --> #/paths/~1a/get/parameters/0",
            "note: a parameter in the path is always required: y --> #/paths/~1a/get/parameters/1",
            "error: a reference leads nowhere: there is no `#/components` --> #/paths/~1a/get/parameters/2/$ref",
            "note: a list is expected here; the value is taken as a list of one: a string --> #/paths/~1a/get/tags",
            "warning: a response of no known status is left out: soon --> #/paths/~1a/get/responses/soon",
            "note: the document has no `info` --> #",
        ],
    );
}

#[test]
fn openapi_32_beyond_31() {
    let text = r"
openapi: 3.2.0
$self: https://example.com/api
info: {title: t, version: v}
tags: [{name: a, kind: nav, parent: b}]
paths:
  /a:
    query: {operationId: q, responses: {200: {description: ok}}}
    additionalOperations:
      COPY: {operationId: c, responses: {200: {description: ok}}}
    get:
      operationId: g
      responses:
        200: {description: ok, content: {text/event-stream: {itemSchema: {$ref: '#/components/schemas/E'}}}}
webhooks:
  ping: {post: {operationId: w, requestBody: {content: {application/json: {schema: {type: integer}}}}}}
components:
  schemas:
    E: {type: string}
    F: {$ref: 'https://example.com/api#/components/schemas/E'}
  securitySchemes:
    o: {type: oauth2, flows: {deviceAuthorization: {tokenUrl: t, scopes: {}}}}
";
    let found = with_document(text, &InputConfig::default(), |document, diagnostics| {
        let document = document.expect("this is a document");
        let extra = document.extra_operations.iter();
        let extra: Vec<_> = extra.map(|e| format!("{} {}", e.method, e.path)).collect();
        let webhooks: Vec<_> = document
            .webhooks
            .iter()
            .map(|(name, _)| name.clone())
            .collect();
        (extra, webhooks, components(&document), told(diagnostics))
    });
    assert_eq!(found.0, ["QUERY /a", "COPY /a"]);
    assert_eq!(found.1, ["ping"]);
    assert_eq!(found.2, ["E = string", "F = ref E"]);
    assert_eq!(
        found.3,
        [
            "note: an OAuth 2 flow is left out: deviceAuthorization --> #/components/securitySchemes/o/flows/deviceAuthorization",
            "note: `itemSchema` is read as a model; the stream of them is not \
             --> #/paths/~1a/get/responses/200/content/text~1event-stream",
            "note: an operation has no `responses` --> #/webhooks/ping/post",
            "note: webhooks are not part of what a client calls; their models are read: 1 --> #/webhooks",
            "note: tags are read as a flat list; `parent` and `kind` are ignored --> #/tags/0",
        ]
    );
}

#[test]
fn surroundings() {
    let text = r"
swagger: '2.0'
info: {title: t, version: 1.10, license: MIT, contact: {email: e}}
host: example.com
basePath: /v1
schemes: [https, http]
tags: [one, {name: two, description: d}, 3]
security: [{key: []}, other]
securityDefinitions:
  key: {type: apiKey, in: header, name: X-Key}
  basic: {type: basic}
  app: {type: oauth2, flow: application, tokenUrl: t, scopes: {a: b}}
  odd: {type: wrong}
paths: {}
";
    with_document(text, &InputConfig::default(), |document, diagnostics| {
        let openapi = document.expect("this is a document").openapi;
        assert_eq!(openapi.info.version, "1.10");
        assert_eq!(
            openapi.info.license.map(|license| license.name).as_deref(),
            Some("MIT")
        );
        let servers: Vec<_> = openapi
            .servers
            .iter()
            .map(|server| server.url.as_str())
            .collect();
        assert_eq!(servers, ["https://example.com/v1", "http://example.com/v1"]);
        let tags: Vec<_> = openapi.tags.iter().map(|tag| tag.name.as_str()).collect();
        assert_eq!(tags, ["one", "two"]);
        let security = openapi.security.expect("there is some");
        let names: Vec<_> = security.iter().flat_map(|all| all.keys()).collect();
        assert_eq!(names, ["key", "other"]);
        let schemes = openapi.components.expect("there are some").security_schemes;
        assert_eq!(schemes.keys().collect::<Vec<_>>(), ["key", "basic", "app"]);
        assert_eq!(
            told(diagnostics),
            [
                "warning: a security scheme of unknown type is ignored: odd --> #/securityDefinitions/odd",
                "note: a string is expected here; the value is taken as one: 1.10 --> #/info/version",
                "note: a tag without a name is ignored --> #/tags/2",
            ]
        );
    });
}
