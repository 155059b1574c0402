//! `giant FILE [SCHEMAS]`: writes an OpenAPI document of the size and shape of
//! Microsoft Graph's: thousands of objects that extend and hold one another, and
//! thousands of operations on them. Every run writes the same bytes.

use std::ffi::OsString;
use std::io::{BufWriter, Write};
use std::process::ExitCode;

use serde_json::{Map, Value, json};

/// How many schemas Microsoft Graph has.
const SCHEMAS: usize = 6_000;
/// Properties of a schema.
const PROPERTIES: usize = 12;
/// Operations for each schema.
const OPERATIONS: usize = 3;

fn main() -> ExitCode {
    let mut arguments = std::env::args_os().skip(1);
    // It would write a file called `--help`.
    let is_file = |path: &OsString| !path.as_encoded_bytes().starts_with(b"-");
    let Some(path) = arguments.next().filter(is_file) else {
        eprintln!("usage: giant FILE [SCHEMAS]");
        return ExitCode::from(2);
    };
    let schemas = arguments
        .next()
        .and_then(|n| n.to_str()?.parse().ok())
        .unwrap_or(SCHEMAS);
    let written = std::fs::File::create(path).and_then(|file| {
        let mut file = BufWriter::new(file);
        serde_json::to_writer_pretty(&mut file, &document(schemas))?;
        file.flush()
    });
    match written {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

fn document(schemas: usize) -> Value {
    json!({
        "openapi": "3.0.4",
        "info": { "title": "Giant", "version": "1.0" },
        "paths": (0..schemas).flat_map(paths).collect::<Map<_, _>>(),
        "components": {
            "schemas": (0..schemas)
                .map(|i| (name(i), schema(i, schemas)))
                .collect::<Map<_, _>>(),
        },
    })
}

/// `giant.area17.thing1234`.
fn name(i: usize) -> String {
    format!("giant.area{}.thing{i}", i % 60)
}

fn reference(i: usize) -> Value {
    json!({ "$ref": format!("#/components/schemas/{}", name(i)) })
}

/// Some are enums, some extend another, all others are objects.
fn schema(i: usize, schemas: usize) -> Value {
    if i % 8 == 7 {
        let values: Vec<String> = (0..6).map(|n| format!("state{n}OfThing{i}")).collect();
        return json!({ "type": "string", "title": format!("thing{i}"), "enum": values });
    }
    let own = json!({
        "title": format!("thing{i}"),
        "type": "object",
        "properties": (0..PROPERTIES)
            .map(|n| (format!("property{n}"), property(i, n, schemas)))
            .collect::<Map<_, _>>(),
    });
    match i % 8 {
        1 | 2 if i > 8 => json!({ "allOf": [reference(i - i % 8), own] }),
        _ => own,
    }
}

fn property(i: usize, n: usize, schemas: usize) -> Value {
    let description = format!(
        "Tells property {n} of thing {i}, which is there for whoever reads it, can be filtered by, \
         is returned by default, and is written once, when the thing is made. Read-only."
    );
    let other = (i * 31 + n * 977) % schemas;
    match n % 6 {
        0 | 1 => json!({ "type": "string", "description": description, "nullable": true }),
        2 => json!({ "type": "string", "format": "date-time", "description": description }),
        3 => json!({ "type": "integer", "format": "int32", "description": description }),
        4 => json!({ "type": "array", "items": reference(other), "description": description }),
        _ => json!({ "anyOf": [reference(other), { "type": "object", "nullable": true }],
                     "description": description }),
    }
}

fn paths(i: usize) -> impl Iterator<Item = (String, Value)> {
    (0..OPERATIONS).map(move |n| {
        let operation = json!({ "get": {
            "tags": [format!("area{}.thing", i % 60)],
            "summary": format!("Get thing {i} by way {n}"),
            "description": format!("Reads the properties and relationships of thing {i}."),
            "operationId": format!("area.GetThing{i}By{n}"),
            "parameters": (["$select", "$expand", "$filter", "thing-id"].map(parameter)),
            "responses": {
                "2XX": {
                    "description": "Retrieved entity",
                    "content": { "application/json": { "schema": reference(i) } },
                },
            },
        }});
        (
            format!("/area{}/things{i}/{{thing-id}}/way{n}", i % 60),
            operation,
        )
    })
}

fn parameter(name: &str) -> Value {
    let in_path = name == "thing-id";
    json!({
        "name": name,
        "in": if in_path { "path" } else { "query" },
        "required": in_path,
        "description": "Which properties and relationships are to be returned",
        "schema": { "type": "string" },
    })
}
