//! How unions are decoded, as a table: a schema, and the plan it must get.

mod common;

/// The plan as the codec file states it, on one line.
fn plan(schema: &str) -> String {
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
    let Some(start) = codec.find("route ") else {
        return codec
            .split_once('\n')
            .map_or(codec, |(_, rest)| rest)
            .split_whitespace()
            .next_back()
            .unwrap()
            .to_owned();
    };
    let end = codec[start..].find(";\n").expect("a route ends") + start;
    let unknown = if codec.contains("unknown Some") {
        "open"
    } else {
        "closed"
    };
    let words: Vec<&str> = codec[start + 6..end].split_whitespace().collect();
    let route = words
        .join(" ")
        .replace("( ", "(")
        .replace(", )", ")")
        .replace(", ]", "]")
        .replace(", }", " }")
        .replace("[ ", "[");
    format!("{unknown}: {route}")
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
         "open: Tag { key: \"kind\", tags: &[(Str(\"cat\"), Variant(0)), (Str(\"dog\"), Variant(1))], missing: None, other: None }"),
        ("a stated tag with a mapping",
         "oneOf: [{ $ref: '#/components/schemas/Fish' }, { $ref: '#/components/schemas/Bird' }]\ndiscriminator: { propertyName: t, mapping: { f: Fish, b: '#/components/schemas/Bird', b2: Bird } }",
         "open: Tag { key: \"t\", tags: &[(Str(\"f\"), Variant(0)), (Str(\"b\"), Variant(1)), (Str(\"b2\"), Variant(1))], missing: Some(&Key { keys: &[(\"fins\", 0), (\"wings\", 1)], fallback: None, first: false }), other: None }"),
        ("a nested union that shares the tag",
         "oneOf: [{ $ref: '#/components/schemas/Mammal' }, { $ref: '#/components/schemas/Lizard' }]",
         "open: Tag { key: \"kind\", tags: &[(Str(\"cat\"), Variant(0)), (Str(\"dog\"), Variant(0)), (Str(\"gecko\"), Variant(1)), (Str(\"iguana\"), Variant(1))], missing: None, other: None }"),
        ("a variant without the tag",
         "oneOf: [{ $ref: '#/components/schemas/Cat' }, { $ref: '#/components/schemas/Dog' }, { $ref: '#/components/schemas/Stone' }]",
         "open: Tag { key: \"kind\", tags: &[(Str(\"cat\"), Variant(0)), (Str(\"dog\"), Variant(1))], missing: Some(&Variant(2)), other: None }"),
        ("a variant without the tag that may hold beside the others",
         "anyOf: [{ $ref: '#/components/schemas/Cat' }, { $ref: '#/components/schemas/Dog' }, { $ref: '#/components/schemas/Stone' }]",
         "open: Tag { key: \"kind\", tags: &[(Str(\"cat\"), Key { keys: &[(\"weight\", 3)], fallback: Some(&Variant(0)), first: true }), (Str(\"dog\"), Key { keys: &[(\"weight\", 3)], fallback: Some(&Variant(1)), first: true })], missing: Some(&Variant(2)), other: None }"),
        ("JSON types",
         "oneOf: [{ type: string }, { type: number }, { type: boolean }, { type: array, items: { type: string } }, { $ref: '#/components/schemas/Fish' }]",
         "closed: Type(&[(Kind::Bool, Variant(2)), (Kind::Integer, Variant(1)), (Kind::Number, Variant(1)), (Kind::String, Variant(0)), (Kind::Array, Variant(3)), (Kind::Object, Variant(4))])"),
        ("an integer beside a number",
         "anyOf: [{ type: number }, { type: integer }]",
         "closed: Type(&[(Kind::Integer, Variant(1)), (Kind::Number, Variant(0))])"),
        ("keys of their own",
         "oneOf: [{ $ref: '#/components/schemas/Fish' }, { $ref: '#/components/schemas/Bird' }]",
         "open: Key { keys: &[(\"fins\", 0), (\"wings\", 1)], fallback: None, first: false }"),
        ("keys of their own, and one that has none",
         "oneOf: [{ $ref: '#/components/schemas/Fish' }, { $ref: '#/components/schemas/Stone' }]",
         "open: Key { keys: &[(\"fins\", 0), (\"weight\", 1)], fallback: Some(&Variant(1)), first: false }"),
        ("nothing tells",
         "oneOf: [{ $ref: '#/components/schemas/Stone' }, { $ref: '#/components/schemas/Sand' }]",
         "open: Trial { order: &[0, 1], keys: &[] }"),
        ("arrays of different items",
         "oneOf: [{ type: array, items: { type: string } }, { type: array, items: { type: integer } }]",
         "closed: Trial { order: &[0, 1], keys: &[] }"),
        ("a list of types",
         "type: [string, integer, 'null']",
         "closed: Type(&[(Kind::Integer, Variant(0)), (Kind::String, Variant(1))])"),
    ];
    for (what, schema, expected) in table {
        assert_eq!(plan(schema), expected, "{what}");
    }
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
