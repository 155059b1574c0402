//! Documents written down one by one, with what must become of each.
//!
//! What comes in: a document, made by code where it is large. What is expected:
//! a crate, or an error that says a few given words.

use typewright::load::Memory;
use typewright_tests::mutants::outcome::{outcome, outcome_of};

/// What must become of a document.
#[derive(Clone, Copy)]
enum Expected {
    /// A crate.
    Crate,
    /// An error with these words.
    Error(&'static str),
}
use Expected::{Crate, Error};

fn check(name: &str, expected: Expected, found: &Result<usize, Vec<String>>) {
    match (expected, found) {
        (Crate, Ok(_)) => {}
        (Error(words), Err(errors)) if errors.iter().any(|error| error.contains(words)) => {}
        (Crate, Err(errors)) => panic!("{name}: {}", errors.join("\n")),
        (Error(words), Err(errors)) => panic!("{name}: not {words:?}: {}", errors.join("\n")),
        (Error(words), Ok(_)) => panic!("{name}: a crate instead of {words:?}"),
    }
}

/// A document of these schemas, in YAML's flow style.
fn of_schemas(schemas: &str) -> String {
    format!(
        "{{openapi: 3.1.0, info: {{title: T, version: '1'}}, paths: {{}}, \
         components: {{schemas: {{{schemas}}}}}}}"
    )
}

fn reference(name: &str) -> String {
    format!("{{$ref: '#/components/schemas/{name}'}}")
}

#[test]
fn no_document() {
    let table: &[(&str, &[u8], Expected)] = &[
        (
            "binary",
            b"\x7fELF\x02\x01\x01\0\0\0\xff\xfe\xfd",
            Error("the byte 0xFF is not UTF-8"),
        ),
        (
            "zeros",
            &[0; 4096],
            Error("control characters are not allowed"),
        ),
        (
            "half a mark",
            b"\xef\xbb",
            Error("the byte 0xEF is not UTF-8"),
        ),
        ("a scalar", b"42", Error("it is a single value")),
        ("a list", b"[1, 2]", Error("it is a list")),
        ("null", b"null", Error("the file is empty")),
        (
            "prose",
            b"Dear reader: hello.",
            Error("it has `Dear reader`"),
        ),
        (
            "another format",
            b"<html><body>404</body></html>",
            Error("it is a single value"),
        ),
        (
            "a version to come",
            b"{openapi: 9.0.0, info: {}, paths: {}}",
            Error("unknown version of OpenAPI: 9.0.0"),
        ),
        (
            "no version",
            b"{\"info\": {}, \"paths\": {}}",
            Error("it has neither `openapi` nor `swagger`"),
        ),
    ];
    for (name, document, expected) in table {
        check(name, *expected, &outcome(document));
    }
}

#[test]
fn depth() {
    let deep = |open: &str, close: &str| open.repeat(100_000) + &close.repeat(100_000);
    let indented: String = (0..2000)
        .map(|i| format!("{}a:\n", " ".repeat(i)))
        .collect();
    let table = [
        (
            "brackets",
            deep("[", "]"),
            Error("nested more than 512 deep"),
        ),
        (
            "braces",
            deep("{\"a\":", "}"),
            Error("nested more than 512 deep"),
        ),
        ("indentation", indented, Error("values are nested too deep")),
        (
            "dashes",
            "- ".repeat(100_000),
            Error("values are nested too deep"),
        ),
    ];
    for (name, document, expected) in table {
        check(name, expected, &outcome(document.as_bytes()));
    }
}

#[test]
fn schemas_without_end() {
    let [a, b, c] = ["A", "B", "C"].map(reference);
    // Followed by every way, 40 levels of two are a million million.
    let doubling: Vec<String> = (0..40)
        .map(|i| {
            let next = reference(&format!("S{}", i + 1));
            format!("S{i}: {{allOf: [{next}, {next}]}}")
        })
        .collect();
    let table = [
        ("a reference to itself", format!("A: {a}")),
        ("references in a circle", format!("A: {b}, B: {a}")),
        (
            "allOf in a circle",
            format!("A: {{allOf: [{b}]}}, B: {{allOf: [{a}]}}"),
        ),
        (
            "oneOf itself",
            format!("A: {{oneOf: [{a}, {{type: string}}]}}"),
        ),
        (
            "oneOf in a circle",
            format!(
                "A: {{oneOf: [{b}, {{type: string}}]}}, B: {{oneOf: [{a}, {{type: integer}}]}}"
            ),
        ),
        (
            "oneOf those that extend it",
            format!(
                "A: {{properties: {{a: {{}}}}, oneOf: [{b}, {c}]}}, \
                 B: {{properties: {{b: {{}}}}, allOf: [{a}, {{properties: {{d: {a}}}}}]}}, \
                 C: {{properties: {{c: {{}}}}, allOf: [{a}, {{properties: {{d: {b}}}}}]}}"
            ),
        ),
        (
            "oneOf each other beside properties",
            format!(
                "A: {{properties: {{a: {a}}}, oneOf: [{b}, {c}]}}, \
                 B: {{properties: {{b: {b}}}, oneOf: [{a}, {c}]}}, \
                 C: {{properties: {{c: {c}}}, anyOf: [{b}, {a}]}}"
            ),
        ),
        (
            "an array of itself",
            format!("A: {{type: array, items: {a}}}"),
        ),
        (
            "an object that needs itself",
            format!("A: {{required: [a], properties: {{a: {a}}}}}"),
        ),
        (
            "oneOf itself or a list of itself",
            format!("A: {{oneOf: [{a}, {{type: array, items: {a}}}]}}"),
        ),
        (
            "allOf by two ways",
            format!("{}, S40: {{type: object}}", doubling.join(", ")),
        ),
    ];
    for (name, schemas) in table {
        check(name, Crate, &outcome(of_schemas(&schemas).as_bytes()));
    }
}

/// What a schema of a chain is, made from a reference to the next.
type Each = fn(&str) -> String;

/// Schemas of which each is made from a reference to the next, and what the last
/// of so many is.
fn chain(length: usize, each: impl Fn(&str) -> String, last: &str) -> String {
    let link = |i: usize| format!("S{i}: {}, ", each(&reference(&format!("S{}", i + 1))));
    let links: String = (0..length).map(link).collect();
    format!("{links}S{length}: {last}")
}

#[test]
fn chains() {
    let string = "{type: string}";
    let table: &[(&str, Each, &str, Expected)] = &[
        ("references", str::to_owned, string, Crate),
        (
            "references in a circle",
            str::to_owned,
            "{$ref: '#/components/schemas/S0'}",
            Crate,
        ),
        (
            "references that may be null",
            str::to_owned,
            "{type: [string, 'null']}",
            Crate,
        ),
        (
            "references with a word of their own",
            |next| format!("{{allOf: [{next}], description: d}}"),
            string,
            Error("more than 2000 schemas build on each other"),
        ),
        (
            "allOf of one",
            |next| format!("{{allOf: [{next}]}}"),
            string,
            Crate,
        ),
        (
            "oneOf of one",
            |next| format!("{{oneOf: [{next}]}}"),
            string,
            Crate,
        ),
        (
            "oneOf",
            |next| format!("{{oneOf: [{next}, {{type: integer}}]}}"),
            string,
            Crate,
        ),
        (
            "enums of an enum",
            |next| format!("{{anyOf: [{next}, {{enum: [a{}]}}]}}", next.len()),
            string,
            Crate,
        ),
        (
            "oneOf in a circle",
            |next| format!("{{oneOf: [{next}, {{type: string}}]}}"),
            "{oneOf: [{$ref: '#/components/schemas/S0'}, {type: integer}]}",
            Crate,
        ),
        (
            "oneOf that nothing tells apart",
            |next| format!("{{oneOf: [{next}, {{properties: {{a: {{type: string}}}}}}]}}"),
            "{properties: {b: {type: string}}}",
            Crate,
        ),
        (
            "items",
            |next| format!("{{type: array, items: {next}}}"),
            string,
            Crate,
        ),
        (
            "items that may be null",
            |next| format!("{{type: [array, 'null'], items: {next}}}"),
            string,
            Crate,
        ),
        (
            "values",
            |next| format!("{{additionalProperties: {next}}}"),
            string,
            Crate,
        ),
        (
            "properties",
            |next| format!("{{properties: {{a: {next}}}}}"),
            string,
            Crate,
        ),
        (
            "properties that must be there",
            |next| format!("{{required: [a], properties: {{a: {next}}}}}"),
            string,
            Crate,
        ),
    ];
    for (name, each, last, expected) in table {
        let document = of_schemas(&chain(3000, each, last));
        check(name, *expected, &outcome(document.as_bytes()));
    }
}

#[test]
fn properties_that_are_each_other() {
    let link = |i: usize| {
        let next = format!("#/components/schemas/A/properties/p{}", i + 1);
        format!("p{i}: {{$ref: '{next}'}}, ")
    };
    let links: String = (0..3000).map(link).collect();
    let document = of_schemas(&format!("A: {{properties: {{{links}p3000: {{}}}}}}"));
    check("properties", Crate, &outcome(document.as_bytes()));
}

/// Where a property of each is one of several others at once, there are as many types
/// as sets of schemas.
#[test]
fn schemas_that_override_each_other() {
    const SCHEMAS: usize = 60;
    let property = |i: usize, n: usize| {
        let other = reference(&format!("S{}", (i * 31 + n * 17) % SCHEMAS));
        match n % 2 {
            0 => format!("p{n}: {other}"),
            _ => format!("p{n}: {{type: array, items: {other}}}"),
        }
    };
    let schema = |i: usize| {
        let properties: Vec<String> = (0..6).map(|n| property(i, n)).collect();
        let own = format!("{{properties: {{{}}}}}", properties.join(", "));
        match i % 3 {
            0 => format!("S{i}: {own}"),
            _ => format!(
                "S{i}: {{allOf: [{}, {own}]}}",
                reference(&format!("S{}", i - 1))
            ),
        }
    };
    let schemas: Vec<String> = (0..SCHEMAS).map(schema).collect();
    let document = of_schemas(&schemas.join(", "));
    check("overridden", Crate, &outcome(document.as_bytes()));
}

/// What takes the square of the number of values takes minutes here.
#[test]
fn many_values() {
    let list = |name: &str| {
        let values: Vec<String> = (0..20_000).map(|i| format!("{name}{i}")).collect();
        format!("{{enum: [{}]}}", values.join(", "))
    };
    let tagged = |name: &str| format!("{{required: [t], properties: {{t: {}}}}}", list(name));
    let (a, b) = (list("a"), list("b"));
    let table = [
        ("an enum", format!("A: {a}")),
        ("enums of enums", format!("A: {{anyOf: [{a}, {b}, {a}]}}")),
        (
            "tags",
            format!("A: {{oneOf: [{}, {}]}}", tagged("a"), tagged("b")),
        ),
    ];
    for (name, schemas) in table {
        check(name, Crate, &outcome(of_schemas(&schemas).as_bytes()));
    }
}

#[test]
fn long_names() {
    for letter in ["a", "Жж", "\u{1F600}"] {
        long_name(letter);
    }
}

fn long_name(letter: &str) {
    let long = letter.repeat(100_000 / letter.len());
    let object = r#"{"type": "object"}"#;
    let operation =
        |tag: &str| format!(r#"{{"get": {{"operationId": "{tag}", "tags": ["{tag}"]}}}}"#);
    let document = format!(
        r#"{{"openapi": "3.1.0", "info": {{"title": "{long}", "version": "1"}},
            "paths": {{"/{long}": {}, "/b": {}}},
            "components": {{"schemas": {{"{long}": {object}, "{long}b": {object}}}}}}}"#,
        operation(&long),
        operation(&format!("{long}b")),
    );
    check(letter, Crate, &outcome(document.as_bytes()));
}

#[test]
fn patterns() {
    let pattern = "[0-+a-fA-F]";
    let schema = format!("A: {{type: string, minLength: 3, pattern: '{pattern}'}}");
    let user = format!(
        "B: {{required: [a], properties: {{a: {}}}}}",
        reference("A")
    );
    let document = of_schemas(&format!("{schema}, {user}"));
    check(pattern, Crate, &outcome(document.as_bytes()));
}

#[test]
fn out_of_reach() {
    let table = [
        (
            "another folder",
            "../secret.yaml#/a",
            "is outside the document's folder",
        ),
        (
            "a percent sign",
            "%2e%2e/secret.yaml#/a",
            "is outside the document's folder",
        ),
        ("the root of the disk", "/etc/passwd", "is an absolute path"),
        (
            "a file that is missing",
            "nowhere.yaml",
            "there is no file `nowhere.yaml`",
        ),
        ("a picture", "logo.png", "#/components/schemas/A/$ref"),
        ("a list", "list.json", "`list.json#` is a list"),
    ];
    for (name, target, words) in table {
        let document = of_schemas(&format!("A: {{$ref: '{target}'}}"));
        let files = Memory::from_iter([
            ("api.yaml", document.as_bytes()),
            (
                "../secret.yaml",
                b"a: {type: object, title: Secret}".as_slice(),
            ),
            ("logo.png", b"\x89PNG\r\n\x1a\n"),
            ("list.json", b"[1, 2]"),
        ]);
        check(name, Error(words), &outcome_of(&files, document.len()));
    }
}
