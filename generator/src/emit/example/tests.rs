//! What conforms, what examples are made up, and which of the document's are
//! taken, as tables.

use serde_json::{Value, json};

use crate::analyze::Analysis;
use crate::api::{
    Api, Bounds, Constant, EnumValue, Extra, Field, Integer, JsonKind, KeyPlan, Member, Model,
    ModelId, Origin, Plan, Scalar, Shape, StringEnum, Struct, TagArm, TagPlan, Type, Union,
    Variant,
};
use crate::config::Config;
use crate::emit::{Context, Crate};
use crate::name::Names;

use super::conform::{Conform, Trim};
use super::words::Words;
use super::{Examples, Json, Object, pattern};

/// A model of this name.
fn model(name: &str, shape: Shape) -> Model {
    Model {
        pointer: format!("#/components/schemas/{name}"),
        with: Vec::new(),
        origin: Origin {
            root: name.to_owned(),
            component: true,
            steps: Vec::new(),
        },
        title: None,
        description: None,
        deprecated: false,
        nullable: false,
        examples: Vec::new(),
        bounds: Bounds::default(),
        shape,
    }
}

/// A field; `key?` is optional, `key!` nullable, `key?!` both.
fn field(key: &str, ty: Type) -> Member {
    Member::Field(Field {
        key: key.trim_end_matches(['?', '!']).to_owned(),
        ty,
        required: !key.contains('?'),
        nullable: key.contains('!'),
        description: None,
        read_only: false,
        write_only: false,
        deprecated: false,
        default: None,
        bounds: Bounds::default(),
        examples: Default::default(),
    })
}

fn constant(key: &str, value: &str) -> Member {
    Member::Constant(Constant {
        key: key.to_owned(),
        value: Scalar::String(value.to_owned()),
        description: None,
        deprecated: false,
    })
}

fn structure(members: Vec<Member>) -> Shape {
    Shape::Struct(Struct {
        members,
        extra: Extra::Unstated,
    })
}

fn variant(name: &str, ty: Type) -> Variant {
    Variant {
        name: name.to_owned(),
        ty,
        description: None,
        writes_tag: None,
    }
}

const INT: Type = Type::Integer(Integer::I64);

fn id(index: u32) -> Type {
    Type::Model(ModelId(index))
}

/// Runs `check` on an API of these models.
fn with_api(models: Vec<Model>, check: impl FnOnce(&Context<'_>)) {
    let api = Api {
        models,
        ..Api::default()
    };
    let config = Config::default();
    let names = Names::of(&api, &config.rename);
    let analysis = Analysis::of(&api);
    let krate = Crate {
        ident: crate::name::crate_identifier("api").expect("a name"),
        name: "test".to_owned(),
        version: "0.1.0".to_owned(),
        source: "test.yaml".to_owned(),
        command: "typewright".to_owned(),
        source_hash: String::new(),
    };
    check(&Context {
        api: &api,
        names: &names,
        analysis: &analysis,
        config: &config,
        krate: &krate,
    });
}

fn animals() -> Vec<Model> {
    let tag = |value: &str, position| TagArm {
        tag: Scalar::String(value.to_owned()),
        plan: Plan::Variant(position),
    };
    let size = |value: &str| EnumValue {
        value: value.to_owned(),
        name: None,
        description: None,
    };
    vec![
        model(
            "Animal",
            Shape::Union(Union {
                variants: vec![variant("cat", id(1)), variant("dog", id(2))],
                plan: Plan::Tag(TagPlan {
                    property: "kind".to_owned(),
                    explicit: true,
                    arms: vec![tag("cat", 0), tag("dog", 1)],
                    absent: None,
                    other: None,
                }),
                open: true,
                overlaps: false,
            }),
        ),
        model(
            "Cat",
            structure(vec![
                constant("kind", "cat"),
                field("id", Type::STRING),
                field("weight?", Type::Number),
            ]),
        ),
        model(
            "Dog",
            structure(vec![
                constant("kind", "dog"),
                field("size!", id(3)),
                field("puppies?", Type::List(Box::new(id(2)))),
            ]),
        ),
        model(
            "Size",
            Shape::StringEnum(StringEnum {
                values: vec![size("small"), size("large")],
                open: true,
                default: None,
            }),
        ),
        model(
            "IdOrCat",
            Shape::Union(Union {
                variants: vec![variant("id", INT), variant("cat", id(1))],
                plan: Plan::Kind(vec![
                    (JsonKind::Integer, Plan::Variant(0)),
                    (JsonKind::Object, Plan::Variant(1)),
                ]),
                open: false,
                overlaps: false,
            }),
        ),
        model(
            "ByKey",
            Shape::Union(Union {
                variants: vec![variant("cat", id(1)), variant("dog", id(2))],
                plan: Plan::Key(KeyPlan {
                    keys: vec![("id".to_owned(), 0), ("size".to_owned(), 1)],
                    fallback: None,
                }),
                open: true,
                overlaps: false,
            }),
        ),
        model("Loop", structure(vec![field("again", id(6))])),
        model(
            "Chain",
            structure(vec![field("next?", id(7)), field("name", Type::STRING)]),
        ),
    ]
}

#[test]
fn values_conform_as_the_codec_reads_them() {
    with_api(animals(), |cx| {
        let list = |ty: Type| Type::List(Box::new(ty));
        let cases: &[(Type, Value, Option<Value>)] = &[
            (INT, json!(1.0), Some(json!(1))),
            (INT, json!(1.5), None),
            (Type::Integer(Integer::I8), json!(200), None),
            (Type::Number, json!(1), Some(json!(1.0))),
            (Type::STRING, json!(1), None),
            (
                Type::Any,
                json!({"a": [1, null]}),
                Some(json!({"a": [1, null]})),
            ),
            (list(INT), json!([1, 2.0]), Some(json!([1, 2]))),
            (list(INT), json!([1, "2"]), None),
            (Type::Tuple(vec![INT, INT]), json!([1]), None),
            (INT.nullable(), json!(null), Some(json!(null))),
            // Constants are checked, and completed.
            (
                id(1),
                json!({"id": "a"}),
                Some(json!({"kind": "cat", "id": "a"})),
            ),
            (id(1), json!({"kind": "dog", "id": "a"}), None),
            // Missing and null.
            (id(1), json!({"kind": "cat"}), None),
            (
                id(1),
                json!({"id": "a", "weight": null}),
                Some(json!({"kind": "cat", "id": "a"})),
            ),
            (
                id(2),
                json!({"kind": "dog"}),
                Some(json!({"kind": "dog", "size": null})),
            ),
            // Unknown keys are dropped, values that are not listed are not examples.
            (
                id(1),
                json!({"id": "a", "x": 1}),
                Some(json!({"kind": "cat", "id": "a"})),
            ),
            (id(3), json!("small"), Some(json!("small"))),
            (id(3), json!("huge"), None),
            // Unions go by their plan.
            (
                id(0),
                json!({"kind": "cat", "id": "a"}),
                Some(json!({"kind": "cat", "id": "a"})),
            ),
            (id(0), json!({"kind": "cow", "id": "a"}), None),
            (id(4), json!(3), Some(json!(3))),
            (id(4), json!("3"), None),
            (
                id(5),
                json!({"size": null}),
                Some(json!({"kind": "dog", "size": null})),
            ),
            (id(5), json!({"size": null, "id": "a"}), None),
        ];
        for (ty, value, expected) in cases {
            let found = Conform::new(cx, Trim::NOTHING).check(ty, &Json::from(value));
            assert_eq!(
                found,
                expected.as_ref().map(Json::from),
                "{value} as {ty:?}"
            );
        }
    });
}

#[test]
fn what_encoding_writes_is_in_the_order_of_the_schema() {
    with_api(animals(), |cx| {
        let given = Json::from(json!({"weight": 1.5, "x": 0, "y": 0, "id": "a"}));
        let mut conform = Conform::new(cx, Trim::NOTHING);
        let found = conform.check(&id(1), &given).expect("a cat");
        let keys: Vec<&str> = found.as_object().expect("an object").keys().collect();
        assert_eq!(keys, ["kind", "id", "weight"]);
        assert_eq!(conform.dropped, 2);
    });
}

#[test]
fn objects_find_their_keys_in_any_order() {
    let object = |value: Value| match Json::from(value) {
        Json::Object(object) => object,
        other => panic!("{other:?} is no object"),
    };
    let abc = object(json!({"a": 1, "b": 2, "c": 3}));
    let mut lookup = abc.in_order();
    for (key, expected) in [("b", Some(2)), ("x", None), ("c", Some(3)), ("a", Some(1))] {
        assert_eq!(lookup.get(key).cloned(), expected.map(Json::from), "{key}");
    }
    assert_eq!(abc, object(json!({"c": 3, "a": 1, "b": 2})));
    assert_ne!(abc, object(json!({"a": 1, "b": 2, "d": 3})));

    let keys = |object: &Object<'_>| object.keys().collect::<Vec<_>>().join("");
    let led = abc.clone().led_by("d", Json::Null);
    assert_eq!(keys(&led), "dabc");
    let led = abc.led_by("b", Json::Null);
    assert_eq!(keys(&led), "bac");
    assert_eq!(led.get("b"), Some(&Json::from(2)));
    assert_eq!(keys(&led.without("a")), "bc");
}

#[test]
fn examples_are_made_up_from_names() {
    with_api(animals(), |cx| {
        let examples = Examples::of(cx);
        let expected = [
            Some(json!({"kind": "cat", "id": "cat_abc123", "weight": 2.4})),
            Some(json!({"kind": "cat", "id": "cat_abc123", "weight": 2.4})),
            Some(
                json!({"kind": "dog", "size": "small", "puppies": [{"kind": "dog", "size": "small"}]}),
            ),
            Some(json!("small")),
            Some(json!(3)),
            Some(json!({"kind": "cat", "id": "cat_abc123", "weight": 2.4})),
            None,
            Some(json!({"next": {"name": "Aurora"}, "name": "Aurora"})),
        ];
        for (index, expected) in expected.into_iter().enumerate() {
            let found = examples.model(ModelId(index as u32)).cloned();
            assert_eq!(found, expected.map(Json::from), "model {index}");
        }
    });
}

#[test]
fn the_documents_own_examples_come_first() {
    let mut models = animals();
    // Not valid, then JSON as text, whose parts serve other models, too.
    models[0].examples = vec![
        json!({"kind": "cow"}),
        json!("{\"kind\":\"dog\",\"size\":\"large\"}"),
    ];
    models[1].examples = vec![
        json!({}),
        json!({"id": "felix", "weight": 4, "extra": true}),
    ];
    with_api(models, |cx| {
        let examples = Examples::of(cx);
        let dog = Json::from(json!({"kind": "dog", "size": "large"}));
        assert_eq!(examples.model(ModelId(0)), Some(&dog));
        assert_eq!(examples.model(ModelId(2)), Some(&dog));
        let cat = Json::from(json!({"kind": "cat", "id": "felix", "weight": 4.0}));
        assert_eq!(examples.model(ModelId(1)), Some(&cat));
    });
}

#[test]
fn long_examples_are_shortened() {
    let mut models = animals();
    let puppy = json!({"kind": "dog", "size": "small", "puppies": []});
    models[2].examples = vec![json!({"size": "large", "puppies": vec![puppy; 50]})];
    with_api(models, |cx| {
        let examples = Examples::of(cx);
        let dog = examples.model(ModelId(2)).expect("an example");
        let puppies = dog.as_object().and_then(|dog| dog.get("puppies"));
        assert!(matches!(puppies, Some(Json::List(list)) if list.len() == 5));
    });
}

#[test]
fn patterns_are_matched() {
    for (pattern, expected) in [
        ("^[A-Z]{2}-\\d{4}$", Some("AU-1234")),
        ("^asst_[a-z0-9]+$", Some("asst_aurora")),
        ("^(foo|bar)?x$", Some("x")),
        ("^(foo|bar)x$", Some("foox")),
        ("^[^/]+$", Some("aurora")),
        ("\\w{3,}", Some("aurora")),
        ("^(?=a)b$", None),
        ("(a", None),
        ("[z-", None),
        ("a{3}", Some("aaa")),
        ("^#[0-9a-fA-F]{6}$", Some("#aa3456")),
    ] {
        assert_eq!(
            pattern::matching(pattern, "aurora").as_deref(),
            expected,
            "{pattern}"
        );
    }
}

#[test]
fn names_are_read_as_words() {
    for (name, expected) in [
        ("created_at", "created_at"),
        ("lastSeenAt", "last_seen_at"),
        ("HTTPServerID", "http_server_id"),
        ("x-request-id", "x_request_id"),
        ("line2", "line2"),
        ("@type", "type"),
        ("", ""),
    ] {
        assert_eq!(Words::of(name).joined(), expected, "{name}");
    }
}
