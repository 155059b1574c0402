//! The naming obstacle course: everything that could make an identifier that is
//! none, or one that is taken.

mod common;

use std::collections::BTreeSet;

use serde_json::{Value, json};

/// Every keyword of Rust, names of the prelude and of the generated code, and
/// what documents of strangers call things.
const OBSTACLES: &[&str] = &[
    // Keywords, strict, reserved and weak.
    "abstract",
    "as",
    "async",
    "await",
    "become",
    "box",
    "break",
    "const",
    "continue",
    "crate",
    "do",
    "dyn",
    "else",
    "enum",
    "extern",
    "false",
    "final",
    "fn",
    "for",
    "gen",
    "if",
    "impl",
    "in",
    "let",
    "loop",
    "macro",
    "match",
    "mod",
    "move",
    "mut",
    "override",
    "priv",
    "pub",
    "ref",
    "return",
    "self",
    "Self",
    "static",
    "struct",
    "super",
    "trait",
    "true",
    "try",
    "type",
    "typeof",
    "unsafe",
    "unsized",
    "use",
    "virtual",
    "where",
    "while",
    "yield",
    "union",
    "raw",
    "safe",
    "macro_rules",
    "auto",
    "default",
    "dyn*",
    // The prelude, and what generated files import or define.
    "Option",
    "Some",
    "None",
    "Result",
    "Ok",
    "Err",
    "String",
    "Vec",
    "Box",
    "BTreeMap",
    "Value",
    "Error",
    "Default",
    "Debug",
    "Clone",
    "Copy",
    "PartialEq",
    "Iterator",
    "From",
    "Into",
    "TryFrom",
    "Display",
    "FromStr",
    "Serialize",
    "Deserialize",
    "Codec",
    "Record",
    "Union",
    "Unknown",
    "i64",
    "f64",
    "bool",
    "str",
    "u8",
    "std",
    "core",
    "serde",
    "serde_json",
    "models",
    "codec",
    "support",
    "lib",
    "main",
    "tests",
    "value",
    "event",
    "sink",
    "variant",
    "key",
    // What every model has.
    "new",
    "from_json",
    "to_json",
    "from_value",
    "to_value",
    "as_str",
    "with_id",
    "blank",
    "decode",
    "encode",
    "additional_properties",
    "clone",
    "eq",
    // Digits first, signs, nothing at all.
    "1",
    "2fa",
    "404",
    "-1",
    "+1",
    "3.5",
    "35",
    "3-5",
    "",
    " ",
    "_",
    "__",
    "$ref",
    "@id",
    "#",
    "%",
    "*",
    "<",
    "<=",
    ">",
    "!=",
    "...",
    "a.b",
    "a/b",
    "a b",
    "a-b",
    "a_b",
    "aB",
    "AB",
    "Ab",
    "ab",
    "A_B",
    "Page<User>",
    "Map[string, int]",
    "\"quoted\"",
    "back\\slash",
    "new\nline",
    "tab\t",
    "per cent%",
    "semi;colon",
    "{brace}",
    "`tick`",
    "*/ comment /*",
    // Beyond ASCII.
    "naïve",
    "été",
    "ÉTÉ",
    "größe",
    "名前",
    "имя",
    "اسم",
    "🙂",
    "a🙂b",
    "ß",
    "İ",
    "ﬁ",
    "K",
    "\u{200d}",
    "e\u{301}",
    // Names that meet only after conversion.
    "FooBar",
    "foo_bar",
    "fooBar",
    "foo-bar",
    "foo bar",
    "FOO_BAR",
    "Foo2",
    "foo_2",
    "foo2",
    "FooBar2",
    "foo_bar_2",
    "HTTPServer",
    "HttpServer",
    "http_server",
    "r#type",
    "type_",
    "Type",
];

/// A document with every obstacle as a schema, a property, an enum value, a
/// variant, an operation, a parameter and a tag.
fn course() -> String {
    let properties: serde_json::Map<String, Value> = OBSTACLES
        .iter()
        .map(|name| ((*name).to_owned(), json!({ "type": "string" })))
        .collect();
    let mut schemas: serde_json::Map<String, Value> = OBSTACLES
        .iter()
        .filter(|name| !name.is_empty())
        .map(|name| {
            let schema = json!({
                "type": "object",
                "description": "A schema.",
                "required": ["kind", "inner"],
                "properties": {
                    "kind": { "const": name },
                    "inner": { "type": "object", "properties": { "id": { "type": "string" } } },
                },
            });
            ((*name).to_owned(), schema)
        })
        .collect();
    let reference = |name: &&str| {
        let token = name.replace('~', "~0").replace('/', "~1");
        json!({ "$ref": format!("#/components/schemas/{token}") })
    };
    let variants: Vec<Value> = OBSTACLES
        .iter()
        .filter(|name| !name.is_empty() && !name.contains(['%', '"', '\\', '{', '#', '<', '^']))
        .map(reference)
        .collect();
    let additional = [
        (
            "EveryProperty",
            json!({ "type": "object", "properties": properties.clone() }),
        ),
        (
            "EveryRequiredProperty",
            json!({ "type": "object", "properties": properties, "required": OBSTACLES,
                    "additionalProperties": { "type": "string" } }),
        ),
        ("EveryValue", json!({ "type": "string", "enum": OBSTACLES })),
        ("EveryVariant", json!({ "oneOf": variants })),
        (
            "EveryConstant",
            json!({ "type": "object", "required": OBSTACLES, "properties":
                OBSTACLES.iter().map(|name| ((*name).to_owned(), json!({ "const": name })))
                    .collect::<serde_json::Map<_, _>>() }),
        ),
    ];
    schemas.extend(additional.map(|(name, schema)| (name.to_owned(), schema)));
    let paths: serde_json::Map<String, Value> = OBSTACLES
        .iter()
        .enumerate()
        .map(|(number, name)| {
            let operation = json!({
                "operationId": name,
                "tags": [name],
                "parameters": [{ "name": name, "in": "query", "schema": { "type": "string", "enum": [name, "b"] } }],
                "responses": { "200": { "description": "Fine." } },
            });
            (format!("/{number}"), json!({ "get": operation }))
        })
        .collect();
    json!({
        "openapi": "3.1.0",
        "info": { "title": "Obstacles", "version": "1" },
        "paths": paths,
        "components": { "schemas": schemas },
    })
    .to_string()
}

#[test]
fn every_file_is_rust_and_no_two_are_one() {
    let generated = common::generated(&course());
    let mut seen = BTreeSet::new();
    for (path, text) in generated.tree.iter() {
        assert!(path.is_ascii(), "{path} is no name for every file system");
        assert!(
            seen.insert(path.to_lowercase()),
            "{path} differs from another by case alone"
        );
        if path.ends_with(".rs") {
            syn::parse_file(text).unwrap_or_else(|e| panic!("{path}: {e}\n{text}"));
        }
    }
}

#[test]
fn the_course_compiles_without_a_warning() {
    let generated = common::generated(&course());
    let folder = tempfile::tempdir().unwrap();
    for (path, text) in generated.tree.iter() {
        let file = folder.path().join(path);
        std::fs::create_dir_all(file.parent().unwrap()).unwrap();
        std::fs::write(file, text).unwrap();
    }
    let target = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join("obstacles");
    let output = std::process::Command::new(env!("CARGO"))
        .args(["check", "--quiet", "--manifest-path"])
        .arg(folder.path().join("Cargo.toml"))
        .env("CARGO_TARGET_DIR", target)
        .env("RUSTFLAGS", "-Dwarnings")
        .output()
        .unwrap();
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
}

#[test]
fn names_do_not_change_when_something_is_added() {
    let schema = |names: &[&str]| {
        let schemas: serde_json::Map<String, Value> = names
            .iter()
            .map(|name| {
                (
                    (*name).to_owned(),
                    json!({ "type": "object", "properties": { "a": { "enum": ["x", "y"] } } }),
                )
            })
            .collect();
        json!({ "openapi": "3.1.0", "info": { "title": "T", "version": "1" }, "paths": {},
                "components": { "schemas": schemas } })
        .to_string()
    };
    let before = common::generated(&schema(&["Pet", "Owner"]));
    let after = common::generated(&schema(&["Pet", "Owner", "Vet"]));
    for (path, text) in before.tree.iter() {
        if path.starts_with("src/models/") && path != "src/models/mod.rs" {
            assert_eq!(after.tree.get(path), Some(text), "{path}");
        }
    }
}

#[test]
fn a_component_keeps_its_name_whatever_an_inline_schema_would_be_called() {
    let document = "
openapi: 3.1.0
info: { title: T, version: '1' }
paths: {}
components:
  schemas:
    Pet: { type: object, properties: { owner: { type: object, properties: { id: { type: string } } } } }
    PetOwner: { type: object, properties: { name: { type: string } } }
";
    let generated = common::generated(document);
    let component = generated.tree.get("src/models/pet_owner.rs").unwrap();
    assert!(
        component.contains("pub name: Option<String>"),
        "{component}"
    );
    let pet = generated.tree.get("src/models/pet.rs").unwrap();
    assert!(pet.contains("pub owner: Option<PetOwner2>"), "{pet}");
}
