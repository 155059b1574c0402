//! The round trip itself, on small documents.

use serde_json::{Value, json};
use typewright_tests::document::Document;
use typewright_tests::inheritance::Inheritance;
use typewright_tests::mutate::{DriftKind, drifts, rejections};
use typewright_tests::path::render;
use typewright_tests::schema::Node;
use typewright_tests::synth::{Limits, Synth, Why};
use typewright_tests::translate::Translation;
use typewright_tests::validate::Validators;
use typewright_tests::walk::Walker;

/// A document of a version with these component schemas.
fn document(version: &str, schemas: Value) -> Document {
    Document::single(match version {
        "2.0" => json!({"swagger": version, "definitions": schemas}),
        _ => json!({"openapi": version, "components": {"schemas": schemas}}),
    })
}

/// Calls `test` with the schema `T` of a document.
fn with<R>(
    document: &Document,
    test: impl FnOnce(Node<'_>, &Validators<'_>, &Inheritance<'_>) -> R,
) -> R {
    let components = document.components();
    let (_, node) = components
        .iter()
        .find(|(p, _)| p.ends_with("/T"))
        .expect("a schema T");
    let mut translation = Translation::new();
    translation.add(*node);
    let validators = Validators::new(translation).expect("schemas that compile");
    let inheritance = Inheritance::of(document);
    test(*node, &validators, &inheritance)
}

/// The instances of `T`, all of them valid.
fn instances(version: &str, schemas: Value) -> Result<Vec<Value>, Option<Why>> {
    let document = document(version, schemas);
    with(&document, |node, validators, inheritance| {
        let valid = |value: &Value| validators.is_valid(node, value) == Some(true);
        Synth::new(inheritance, Limits::default(), 7).instances(&[node], valid)
    })
}

/// Each of `wanted` is among the instances of `T`, in one version or several.
fn check_covers(versions: &[&str], schemas: Value, wanted: &[Value]) {
    for version in versions {
        let found = instances(version, schemas.clone()).expect("instances");
        for value in wanted {
            assert!(
                found.contains(value),
                "{version}: {value} is not among {found:?}"
            );
        }
    }
}

const ALL: [&str; 3] = ["2.0", "3.0.3", "3.1.0"];

#[test]
fn every_value_of_an_enum() {
    let schemas = json!({"T": {"type": "string", "enum": ["a", "b", "c"]}});
    check_covers(&ALL, schemas, &[json!("a"), json!("b"), json!("c")]);
}

#[test]
fn optional_properties_present_and_absent() {
    let schemas = json!({"T": {
        "type": "object",
        "required": ["a"],
        "properties": {"a": {"enum": [1]}, "b": {"enum": [2]}, "c": {"enum": [3]}},
    }});
    let wanted = [json!({"a": 1}), json!({"a": 1, "b": 2, "c": 3})];
    check_covers(&ALL, schemas, &wanted);
}

#[test]
fn null_in_the_words_of_each_dialect() {
    let wanted = [json!(null), json!(true), json!(false)];
    check_covers(
        &["2.0"],
        json!({"T": {"type": "boolean", "x-nullable": true}}),
        &wanted,
    );
    check_covers(
        &["3.0.0"],
        json!({"T": {"type": "boolean", "nullable": true}}),
        &wanted,
    );
    check_covers(
        &["3.1.0"],
        json!({"T": {"type": ["boolean", "null"]}}),
        &wanted,
    );
    let union = json!({"T": {"anyOf": [{"type": "boolean"}, {"type": "null"}]}});
    check_covers(&["3.1.0"], union, &wanted);
}

#[test]
fn boundaries_of_numbers() {
    let schemas = json!({"T": {"type": "integer", "format": "int32"}});
    check_covers(
        &ALL,
        schemas,
        &[json!(i32::MIN), json!(i32::MAX), json!(1.0)],
    );
    let schemas = json!({"T": {"type": "integer"}});
    check_covers(
        &ALL,
        schemas,
        &[json!(i64::MIN), json!(i64::MAX), json!(4_102_444_800_i64)],
    );
    let schemas = json!({"T": {"type": "number", "minimum": 2, "maximum": 3}});
    check_covers(&ALL, schemas, &[json!(2), json!(3), json!(2.5)]);
}

#[test]
fn branches_alone_and_together() {
    let schemas = json!({"T": {"anyOf": [
        {"type": "object", "required": ["a"], "properties": {"a": {"enum": [1]}}},
        {"type": "object", "required": ["b"], "properties": {"b": {"enum": [2]}}},
    ]}});
    let wanted = [json!({"a": 1}), json!({"b": 2}), json!({"a": 1, "b": 2})];
    check_covers(&["3.0.0", "3.1.0"], schemas, &wanted);
}

#[test]
fn parts_of_all_of_hold_together() {
    let schemas = json!({
        "Base": {"type": "object", "required": ["id"], "properties": {"id": {"enum": ["x"]}}},
        "T": {"allOf": [{"$ref": "#/components/schemas/Base"}, {"properties": {"n": {"enum": [1]}}}]},
    });
    let wanted = [json!({"id": "x"}), json!({"id": "x", "n": 1})];
    check_covers(&["3.0.0", "3.1.0"], schemas, &wanted);
}

#[test]
fn siblings_of_references_count_since_3_1() {
    let schemas = json!({
        "Word": {"type": "string"},
        "T": {"$ref": "#/components/schemas/Word", "enum": ["a"]},
    });
    assert_eq!(instances("3.1.0", schemas.clone()), Ok(vec![json!("a")]));
    assert!(instances("3.0.0", schemas).is_ok_and(|found| found.len() > 3));
}

#[test]
fn tags_follow_the_discriminator() {
    let schemas = json!({
        "Cat": {"type": "object", "required": ["kind"], "properties": {"kind": {"type": "string"}}},
        "T": {
            "oneOf": [{"$ref": "#/components/schemas/Cat"}],
            "discriminator": {"propertyName": "kind", "mapping": {"feline": "Cat"}},
        },
    });
    assert_eq!(
        instances("3.0.0", schemas),
        Ok(vec![json!({"kind": "feline"})])
    );
}

#[test]
fn children_stand_in_for_their_base() {
    let schemas = json!({
        "T": {
            "type": "object",
            "required": ["kind"],
            "properties": {"kind": {"type": "string"}},
            "discriminator": {"propertyName": "kind"},
        },
        "Dog": {"allOf": [{"$ref": "#/components/schemas/T"}, {"required": ["bark"], "properties": {"bark": {"enum": [1]}}}]},
    });
    check_covers(&["3.0.0"], schemas, &[json!({"kind": "Dog", "bark": 1})]);
}

#[test]
fn recursion_ends() {
    let schemas = json!({"T": {
        "type": "object",
        "properties": {"next": {"$ref": "#/components/schemas/T"}, "all": {"type": "array", "items": {"$ref": "#/components/schemas/T"}}},
    }});
    check_covers(&["3.0.0"], schemas, &[json!({})]);
    let endless = json!({"T": {
        "type": "object",
        "required": ["next"],
        "properties": {"next": {"$ref": "#/components/schemas/T"}},
    }});
    assert_eq!(instances("3.0.0", endless), Err(Some(Why::Endless)));
}

#[test]
fn what_cannot_be_satisfied_is_said_to_be_so() {
    let cases = [
        (json!({"type": "integer", "enum": ["a"]}), Why::NoValue),
        (
            json!({"allOf": [{"type": "string"}, {"type": "object"}]}),
            Why::NoType,
        ),
        (
            json!({"type": "object", "additionalProperties": false, "required": ["a"]}),
            Why::ForbiddenKey,
        ),
    ];
    for (schema, why) in cases {
        assert_eq!(instances("3.0.0", json!({ "T": schema })), Err(Some(why)));
    }
}

/// The same schemas always give the same values.
#[test]
fn instances_are_deterministic() {
    let schemas =
        json!({"T": {"type": "object", "properties": {"a": {}, "b": {"type": "number"}}}});
    assert_eq!(
        instances("3.1.0", schemas.clone()),
        instances("3.1.0", schemas)
    );
}

/// What is to be refused of one value of `T`, as `kind at path`.
fn refused(schemas: Value, value: &Value) -> Vec<String> {
    let document = document("3.1.0", schemas);
    with(&document, |node, validators, inheritance| {
        let places = Walker::new(validators, inheritance).places(&[node], value);
        let mut found: Vec<String> = rejections(value, &places, &mut Default::default())
            .into_iter()
            .filter(|r| validators.is_valid(node, &r.value) == Some(false))
            .map(|r| match r.mentions {
                Some(key) => format!("{} {key} at {}", r.kind.as_str(), render(&r.path)),
                None => format!("{} at {}", r.kind.as_str(), render(&r.path)),
            })
            .collect();
        found.dedup();
        found
    })
}

#[test]
fn faults_have_a_path() {
    let schemas = json!({"T": {
        "type": "object",
        "required": ["kind", "parts"],
        "properties": {
            "kind": {"const": "t"},
            "parts": {"type": "array", "items": {"$ref": "#/components/schemas/Part"}},
            "note": {"type": ["string", "null"]},
        },
    }, "Part": {"type": "object", "required": ["n"], "properties": {"n": {"type": "integer"}}}});
    let value = json!({"kind": "t", "parts": [{"n": 1}], "note": "x"});
    let expected = [
        "missing key kind at ",
        "missing key parts at ",
        "wrong type at ",
        "null at ",
        "wrong type at kind",
        "null at kind",
        "wrong constant at kind",
        "wrong type at parts",
        "null at parts",
        "missing key n at parts[0]",
        "wrong type at parts[0]",
        "null at parts[0]",
        "wrong type at parts[0].n",
        "null at parts[0].n",
        "wrong type at note",
    ];
    assert_eq!(refused(schemas, &value), expected);
}

/// Nothing is expected of what another branch might take.
#[test]
fn branches_that_nothing_tells_apart_are_left_alone() {
    let branch = |key: &str| json!({"type": "object", "properties": {key: {"type": "string"}}});
    let schemas = json!({"T": {"anyOf": [branch("a"), branch("b")]}});
    assert_eq!(refused(schemas, &json!({"a": "x"})), [""; 0]);
    let tagged = |tag: &str| {
        json!({"type": "object", "required": ["kind", "n"], "properties": {
            "kind": {"const": tag}, "n": {"type": "integer"}}})
    };
    let schemas = json!({"T": {"oneOf": [tagged("a"), tagged("b")]}});
    let found = refused(schemas, &json!({"kind": "a", "n": 1}));
    assert!(found.contains(&"missing key n at ".to_owned()), "{found:?}");
    assert!(
        !found.contains(&"missing key kind at ".to_owned()),
        "{found:?}"
    );
}

#[test]
fn drift_adds_keys_values_and_tags() {
    let tagged = |tag: &str| {
        json!({"type": "object", "required": ["kind"], "properties": {
            "kind": {"const": tag}, "mode": {"enum": ["on", "off"]}}})
    };
    let schemas = json!({"T": {"oneOf": [tagged("a"), tagged("b")]}});
    let document = document("3.1.0", schemas);
    let value = json!({"kind": "a", "mode": "on"});
    let found = with(&document, |node, validators, inheritance| {
        drifts(
            &value,
            &Walker::new(validators, inheritance).places(&[node], &value),
        )
    });
    let changed = |kind| &found.iter().find(|d| d.kind == kind).expect("drift").value;
    assert_eq!(
        changed(DriftKind::Keys).as_object().map(|o| o.len()),
        Some(3)
    );
    assert_eq!(
        changed(DriftKind::Values),
        &json!({"kind": "a", "mode": "x-typewright-drift-0"})
    );
    assert_eq!(
        changed(DriftKind::Tag),
        &json!({"kind": "x-typewright-drift-tag", "mode": "on"})
    );
}
