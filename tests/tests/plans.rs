//! How unions are decoded, as a table: a schema, and the plan it must get.

mod common;

use serde_json::{Value, json};

/// The plan as the codec file states it.
fn plan(schema: &str) -> Value {
    let schema = schema
        .trim_matches('\n')
        .lines()
        .map(|line| format!("      {line}\n"))
        .collect::<String>();
    let document = format!(
        "openapi: 3.1.0\ninfo: {{ title: T, version: '1' }}\npaths: {{}}\ncomponents:\n  schemas:\n{PARTS}    Subject:\n{schema}"
    );
    let generated = common::generated(&document);
    let codec = generated
        .tree
        .get("src/codec/subject.rs")
        .expect("Subject has a codec");
    let (_, text) = codec.split_once("plan r").expect("it has a plan");
    let (hashes, text) = text.split_once('"').expect("its literal begins");
    let (text, _) = text
        .split_once(&format!("\"{hashes};"))
        .expect("its literal ends");
    serde_json::from_str(text).expect("a plan is JSON")
}

const PARTS: &str = "
    Cat: { type: object, required: [kind, claws], properties: { kind: { const: cat }, claws: { type: integer } } }
    Dog: { type: object, required: [kind, tail], properties: { kind: { enum: [dog] }, tail: { type: integer } } }
    Fish: { type: object, required: [fins], properties: { fins: { type: integer } } }
    Bird: { type: object, required: [wings], properties: { wings: { type: integer } } }
    Stone: { type: object, properties: { weight: { type: integer } } }
    Sand: { type: object, properties: { weight: { type: integer } } }
    Mammal: { oneOf: [{ $ref: '#/components/schemas/Cat' }, { $ref: '#/components/schemas/Dog' }] }
    Lizard: { type: object, required: [kind], properties: { kind: { enum: [gecko, iguana] } } }
    Word: { type: string, enum: [yes, no] }
";

#[test]
fn plans() {
    #[rustfmt::skip]
    let table = [
        ("an inferred tag",
         "oneOf: [{ $ref: '#/components/schemas/Cat' }, { $ref: '#/components/schemas/Dog' }]",
         r#"{"unknown":"Unknown","route":{"tag":"kind","values":[["cat","Cat"],["dog","Dog"]]}}"#),
        ("a stated tag with a mapping",
         "oneOf: [{ $ref: '#/components/schemas/Fish' }, { $ref: '#/components/schemas/Bird' }]\ndiscriminator: { propertyName: t, mapping: { f: Fish, b: '#/components/schemas/Bird', b2: Bird } }",
         r#"{"unknown":"Unknown","route":{"tag":"t","values":[["f","F"],["b","Bird"],["b2","Bird"]],"missing":{"keys":[["fins","F"],["wings","Bird"]]}}}"#),
        ("a nested union that shares the tag",
         "oneOf: [{ $ref: '#/components/schemas/Mammal' }, { $ref: '#/components/schemas/Lizard' }]",
         r#"{"unknown":"Unknown","route":{"tag":"kind","values":[["cat","Mammal"],["dog","Mammal"],["gecko","Lizard"],["iguana","Lizard"]]}}"#),
        ("a variant without the tag",
         "oneOf: [{ $ref: '#/components/schemas/Cat' }, { $ref: '#/components/schemas/Dog' }, { $ref: '#/components/schemas/Stone' }]",
         r#"{"unknown":"Unknown","route":{"tag":"kind","values":[["cat","Cat"],["dog","Dog"]],"missing":"Stone"}}"#),
        ("a variant without the tag that may hold beside the others",
         "anyOf: [{ $ref: '#/components/schemas/Cat' }, { $ref: '#/components/schemas/Dog' }, { $ref: '#/components/schemas/Stone' }]",
         r#"{"unknown":"Unknown","route":{"tag":"kind","values":[["cat",{"keys":[["weight","Unknown"]],"fallback":"Cat","first":true}],["dog",{"keys":[["weight","Unknown"]],"fallback":"Dog","first":true}]],"missing":"Stone"}}"#),
        ("JSON types",
         "oneOf: [{ type: string }, { type: number }, { type: boolean }, { type: array, items: { type: string } }, { $ref: '#/components/schemas/Fish' }]",
         r#"{"unknown":"Unknown","route":{"types":[["boolean","Boolean"],["integer","Number"],["number","Number"],["string","String"],["array","List"],["object","Fish"]]}}"#),
        ("an integer beside a number",
         "anyOf: [{ type: number }, { type: integer }]",
         r#"{"unknown":"Unknown","route":{"types":[["integer","Integer"],["number","Number"]]}}"#),
        ("keys of their own",
         "oneOf: [{ $ref: '#/components/schemas/Fish' }, { $ref: '#/components/schemas/Bird' }]",
         r#"{"unknown":"Unknown","route":{"keys":[["fins","Fish"],["wings","Bird"]]}}"#),
        ("keys of their own, and one that has none",
         "oneOf: [{ $ref: '#/components/schemas/Fish' }, { $ref: '#/components/schemas/Stone' }]",
         r#"{"unknown":"Unknown","route":{"keys":[["fins","Fish"],["weight","Stone"]],"fallback":"Stone"}}"#),
        ("nothing tells",
         "oneOf: [{ $ref: '#/components/schemas/Stone' }, { $ref: '#/components/schemas/Sand' }]",
         r#"{"unknown":"Unknown","route":{"trial":["Stone","Sand"]}}"#),
        ("arrays of different items",
         "oneOf: [{ type: array, items: { type: string } }, { type: array, items: { type: integer } }]",
         r#"{"unknown":"Unknown","route":{"trial":["List","List2"]}}"#),
        ("one that takes any JSON, so that nothing is unknown",
         "oneOf: [{ $ref: '#/components/schemas/Stone' }, {}]",
         r#"{"route":{"types":[["boolean","Any"],["integer","Any"],["number","Any"],["string","Any"],["array","Any"],["object",{"trial":["Stone","Any"]}]]}}"#),
        ("a tag that is a plain string in one variant, both of which may hold",
         "anyOf: [{ $ref: '#/components/schemas/Cat' }, { type: object, properties: { kind: { type: string }, age: { type: integer } } }]",
         r#"{"unknown":"Unknown","route":{"tag":"kind","values":[["cat",{"keys":[["age","Unknown"]],"fallback":"Cat","first":true}]],"missing":"Variant2","other":"Variant2"}}"#),
        ("a list of types",
         "type: [string, integer, 'null']",
         r#"{"unknown":"Unknown","route":{"types":[["integer","Integer"],["string","String"]]}}"#),
    ];
    for (what, schema, expected) in table {
        let expected: Value = serde_json::from_str(expected).expect("JSON");
        assert_eq!(plan(schema), expected, "{what}");
    }
}

#[test]
fn a_plan_keeps_what_a_literal_would_end_or_hide() {
    let tags = ["#", "##", "\\", "\u{202e}", "\u{1}", "\u{1F600}", "é"];
    let variants: Vec<Value> = tags
        .iter()
        .map(
            |tag| json!({"type": "object", "required": ["k"], "properties": {"k": {"const": tag}}}),
        )
        .collect();
    let plan = plan(&json!({ "oneOf": variants }).to_string());
    let found: Vec<&Value> = plan["route"]["values"]
        .as_array()
        .expect("values")
        .iter()
        .map(|pair| &pair[0])
        .collect();
    assert_eq!(found, tags);
}

#[test]
fn strings_and_known_strings_are_one_open_enum() {
    let generated = common::generated(&format!(
        "openapi: 3.1.0\ninfo: {{ title: T, version: '1' }}\npaths: {{}}\ncomponents:\n  schemas:\n{PARTS}    Subject: {{ anyOf: [{{ type: string }}, {{ $ref: '#/components/schemas/Word' }}] }}\n"
    ));
    let model = generated.tree.get("src/models/subject.rs").unwrap();
    assert!(
        model.contains("pub enum Subject {") && model.contains("Unknown(String)"),
        "{model}"
    );
}

#[test]
fn what_is_ambiguous_is_reported() {
    let generated = common::generated(&format!(
        "openapi: 3.1.0\ninfo: {{ title: T, version: '1' }}\npaths: {{}}\ncomponents:\n  schemas:\n{PARTS}    Subject: {{ oneOf: [{{ $ref: '#/components/schemas/Stone' }}, {{ $ref: '#/components/schemas/Sand' }}] }}\n"
    ));
    let reported = generated.diagnostics.iter().any(|d| {
        d.place.pointer == "#/components/schemas/Subject" && d.message.contains("tried in order")
    });
    assert!(reported);
}
