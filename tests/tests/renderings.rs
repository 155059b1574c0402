//! One API in Swagger 2.0, OpenAPI 3.0 and OpenAPI 3.1 makes the same crate.
//!
//! The documents in `tests/documents/renderings/` say the same, each in the way of
//! its dialect: `x-nullable`, `nullable` or a list of types; a discriminator that
//! is a string or an object; a body that is a parameter or not. What is generated
//! from them is equal, save for what names the document and the places in it.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use serde_json::Value;
use typewright::diagnostic::Severity;
use typewright::load::Memory;
use typewright::pipeline::{Generated, Request, generate_from};

const RENDERINGS: [&str; 3] = ["library-2.0.json", "library-3.0.json", "library-3.1.yaml"];

#[test]
fn no_rendering_is_warned_about() {
    for name in RENDERINGS {
        let generated = rendering(name);
        let diagnostics = generated.diagnostics.iter();
        let warnings: Vec<_> = diagnostics
            .filter(|d| d.severity >= Severity::Warning)
            .map(ToString::to_string)
            .collect();
        assert_eq!(warnings, Vec::<String>::new(), "{name}");
    }
}

#[test]
fn swagger_2_0_is_as_openapi_3_0() {
    assert_same("library-2.0.json", "library-3.0.json");
}

#[test]
fn openapi_3_1_is_as_openapi_3_0() {
    assert_same("library-3.1.yaml", "library-3.0.json");
}

/// That they are equal would prove little if all of them were nothing.
#[test]
fn the_renderings_show_what_dialects_spell_differently() {
    let tree = rendering("library-3.0.json").tree;
    #[rustfmt::skip]
    let table = [
        // Inheritance, with tags that are not the names of schemas.
        ("src/models/item.rs", "Audio(AudioBook)"),
        ("src/codec/item.rs", "[\"audio\", \"Audio\"]"),
        // Null beside a reference, a scalar, an enum, a list's items.
        ("src/models/item_base.rs", "pub price: Option<Option<Money>>"),
        ("src/models/item_base.rs", "pub condition: Option<Option<ItemCondition>>"),
        ("src/models/item_base.rs", "pub deposit: Option<Money>"),
        ("src/models/author.rs", "pub born: Option<Option<i32>>"),
        ("src/models/author.rs", "pub pen_names: Option<Vec<Option<String>>>"),
        ("src/models/fine.rs", "pub type Fine = Option<Money>"),
        ("src/models/renewal.rs", "pub type Renewal = NewLoan"),
        // Bounds, and a value that is the only one.
        ("src/models/item_base.rs", "At least 0, less than 5."),
        ("src/models/loan.rs", "pub const OBJECT: &'static str = \"loan\""),
        // Enums and objects that stand where they are used.
        ("src/models/list_items_kind.rs", "`kind` of `listItems`"),
        ("src/models/list_items_response_x_order.rs", "pub enum ListItemsResponseXOrder"),
        ("src/models/put_cover_request.rs", "pub picture: String"),
        ("src/models/loan_lender.rs", "/// Null for a loan by post."),
        // Operations.
        ("docs/ItemsApi.md", "image/png"),
        ("docs/ItemsApi.md", "multipart/form-data"),
        ("docs/LoansApi.md", "application/x-www-form-urlencoded"),
        ("README.md", "https://library.example/v1"),
        ("README.md", "X-Library-Key"),
    ];
    for (path, shown) in table {
        let text = tree
            .get(path)
            .unwrap_or_else(|| panic!("there is no {path}"));
        assert!(text.contains(shown), "{shown} is not in {path}:\n{text}");
    }
}

/// Generates a crate of the same name from any of the documents.
fn rendering(name: &str) -> Generated {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("documents/renderings");
    let document = fs::read(folder.join(name)).unwrap();
    let mut request = Request::new(name, format!("specs/{name}"), "cargo xtask gen");
    request.config = typewright::config::Config::parse("[crate]\nname = \"library\"").unwrap();
    generate_from(&Memory::from_iter([(name, document)]), &request).unwrap_or_else(|diagnostics| {
        let all: Vec<String> = diagnostics.iter().map(ToString::to_string).collect();
        panic!("{name}: {}", all.join("\n"))
    })
}

fn assert_same(left: &str, right: &str) {
    let (a, b) = (comparable(left), comparable(right));
    let paths = |files: &BTreeMap<String, String>| files.keys().cloned().collect::<Vec<_>>();
    assert_eq!(paths(&a), paths(&b), "the files of {left} and of {right}");
    for (path, text) in &a {
        assert_eq!(text, &b[path], "{path} of {left} and of {right}");
    }
}

/// By path, every file without what may differ.
fn comparable(name: &str) -> BTreeMap<String, String> {
    let generated = rendering(name);
    let files = generated.tree.iter();
    files
        .map(|(path, text)| {
            let text = match path {
                "typewright.json" => without_places(text),
                _ => without_lines_of(name, text),
            };
            (path.to_owned(), text)
        })
        .collect()
}

/// The manifest without the document, the files' digests, and the pointers of
/// schemas.
fn without_places(manifest: &str) -> String {
    let mut manifest: Value = serde_json::from_str(manifest).unwrap();
    let top = manifest.as_object_mut().unwrap();
    top.remove("document");
    top.remove("files");
    for list in ["models", "derived"] {
        let models = top.get_mut(list).and_then(Value::as_array_mut);
        for model in models.into_iter().flatten() {
            let model = model.as_object_mut().unwrap();
            model.remove("schema");
            model.remove("with");
        }
    }
    serde_json::to_string_pretty(&manifest).unwrap()
}

fn without_lines_of(document: &str, text: &str) -> String {
    let lines = text.lines().filter(|line| !line.contains(document));
    lines.collect::<Vec<_>>().join("\n")
}
