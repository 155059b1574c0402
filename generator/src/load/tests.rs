//! Documents in memory, and what is read from them.

use std::path::{Path, PathBuf};

use super::*;
use crate::diagnostic::Diagnostic;

/// Reads one text and tells its value, or the first error.
fn read(text: &[u8]) -> (String, Vec<String>) {
    let mut diagnostics = Diagnostics::default();
    let raw = load_bytes("api.yaml", text, &InputConfig::default(), &mut diagnostics);
    if let Some(raw) = &raw {
        raw.complete_places(&mut diagnostics);
    }
    let value = raw.map_or("nothing".to_owned(), |raw| raw.root().root.to_string());
    (value, diagnostics.iter().map(told).collect())
}

/// A diagnostic in one line, without its help.
fn told(diagnostic: &Diagnostic) -> String {
    format!("{} --> {}", diagnostic.message, diagnostic.place)
}

fn check(text: impl AsRef<[u8]>, value: &str, diagnostics: &[&str]) {
    let text = text.as_ref();
    let shown = String::from_utf8_lossy(text);
    let found = read(text);
    assert_eq!(found.0, value, "the value of {shown}");
    assert_eq!(found.1, diagnostics, "the diagnostics of {shown}");
}

#[test]
fn syntax_is_told_by_content() {
    check("{\"a\": [1, null, \"x\"]}", r#"{"a":[1,null,"x"]}"#, &[]);
    check("a:\n  - 1\n  - ~\n  - x\n", r#"{"a":[1,null,"x"]}"#, &[]);
    check("\u{FEFF}{\"a\": 1}", r#"{"a":1}"#, &[]);
    check("---\n# nothing\n---\na: 1\n", r#"{"a":1}"#, &[]);
    check(
        "a: 1\n---\nb: 2\n",
        r#"{"a":1}"#,
        &["the file holds several YAML documents; the first one is read --> api.yaml:1:1 #"],
    );
    check(
        "{a: 1}",
        r#"{"a":1}"#,
        &[
            "this is not JSON and was read as YAML: key must be a string at line 1 column 2 \
           --> api.yaml:1:1 #",
        ],
    );
}

#[test]
fn encodings() {
    let utf16: Vec<u8> = "\u{FEFF}a: é"
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    check(utf16, r#"{"a":"é"}"#, &[]);
    let utf16: Vec<u8> = "a: é".encode_utf16().flat_map(u16::to_be_bytes).collect();
    check(utf16, r#"{"a":"é"}"#, &[]);
    check(
        b"a: 1\nb: \xC3\xA9\xFF\n",
        "nothing",
        &["the byte 0xFF is not UTF-8 --> api.yaml:2:5"],
    );
}

#[test]
fn scalars_of_yaml() {
    check(
        "int: 0x1F\nbig: -9223372036854776000\nhuge: 123456789012345678901234567890\ninf: .inf\n",
        r#"{"int":31,"big":-9.223372036854776e+18,"huge":1.2345678901234568e+29,"inf":null}"#,
        &[],
    );
    check(
        "date: 2024-01-01\non: yes\ntag: !secret x\nzero: 007\nempty:\n",
        r#"{"date":"2024-01-01","on":"yes","tag":"x","zero":"007","empty":null}"#,
        &[],
    );
}

#[test]
fn keys_are_what_is_written() {
    check(
        "200: a\n1.10: b\n2024-01-01: c\nnull: d\ntrue: e\n~: f\n",
        r#"{"200":"a","1.10":"b","2024-01-01":"c","null":"d","true":"e","~":"f"}"#,
        &[],
    );
    check(
        "? [a]\n: 1",
        "nothing",
        &[
            "this is not YAML: invalid type: sequence, expected a key that is a string \
           --> api.yaml:1:3",
        ],
    );
}

#[test]
fn anchors_and_merge_keys() {
    check(
        "x: &x {a: 1, b: 2}\ny: {<<: *x, b: 3}\nz: {<<: [*x, {c: 4}]}\nw: *x\n",
        r#"{"x":{"a":1,"b":2},"y":{"b":3,"a":1},"z":{"a":1,"b":2,"c":4},"w":{"a":1,"b":2}}"#,
        &[],
    );
    check("{\"<<\": {\"a\": 1}}", r#"{"<<":{"a":1}}"#, &[]);
    check(
        "a: *x",
        "nothing",
        &["this is not YAML: unknown anchor --> api.yaml:1:4"],
    );
    check(
        "a: &a [*a]",
        "nothing",
        &["this is not YAML: values are nested too deep --> api.yaml:1:4"],
    );
    let mut laughs = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n".to_owned();
    for level in 1..12 {
        let aliases = vec![format!("*a{}", level - 1); 10].join(", ");
        laughs += &format!("a{level}: &a{level} [{aliases}]\n");
    }
    check(
        laughs,
        "nothing",
        &["this is not YAML: aliases make more of this than the file is large --> api.yaml:1:10"],
    );
    let long = format!("a: &a {}\nb: [{}*a]", "x".repeat(9000), "*a,".repeat(9000));
    check(
        long,
        "nothing",
        &["this is not YAML: aliases make more of this than the file is large --> api.yaml:1:4"],
    );
}

#[test]
fn duplicate_keys() {
    let told = "this key appears twice; the last one counts --> api.yaml";
    check(
        "{\"a\": 1, \"b\": {\"c\": 1, \"c\": 2}, \"a\": 3}",
        r#"{"a":3,"b":{"c":2}}"#,
        &[&format!("{told}:1:17 #/b/c"), &format!("{told}:1:3 #/a")],
    );
    check(
        "paths:\n  - /a/b: {x: 1, x: 2}\n",
        r#"{"paths":[{"/a/b":{"x":2}}]}"#,
        &[&format!("{told}:2:12 #/paths/0/~1a~1b/x")],
    );
}

#[test]
fn nearly_json() {
    let warned = |what: &str| format!("this is not quite JSON: {what} --> api.yaml:1:1 #");
    check(
        "{\"a\": 1e400, \"b\": -1e400}",
        r#"{"a":1e+308,"b":-1e+308}"#,
        &[&warned("numbers beyond the range of f64")],
    );
    check(
        "{\"a\": [1, 2,],}",
        r#"{"a":[1,2]}"#,
        &[&warned("commas before a closing bracket")],
    );
    check(
        "// c\n{\"a\": /* d */ 1}",
        r#"{"a":1}"#,
        &[&warned("comments")],
    );
    check(
        "{\"a\": \"x\ty\"}",
        r#"{"a":"x y"}"#,
        &[&warned("control characters in strings")],
    );
    check(
        "{\"a\": \"\\ud800\"}",
        "{\"a\":\"\u{FFFD}\"}",
        &[&warned("half surrogate pairs")],
    );
    check(
        "{\"a\": 1 // b\n \"c\": 2}",
        "nothing",
        &["this is not JSON: expected `,` or `}` --> api.yaml:2:2"],
    );
    check(
        "{\"a\": 1",
        "nothing",
        &["this is not JSON: EOF while parsing an object --> api.yaml:1:7"],
    );
}

#[test]
fn flow_is_no_json() {
    let told = "this is not JSON and was read as YAML: key must be a string at line 1 column 2 \
                --> api.yaml:1:1 #";
    check("{a: 'http://b'}", r#"{"a":"http://b"}"#, &[told]);
    check(
        "{a: 'file:///b', c: [d, ]}",
        r#"{"a":"file:///b","c":["d"]}"#,
        &[told],
    );
    let found = read(b"{a: 'b, c: 'd'}").1;
    assert!(found[0].starts_with("this is not YAML: "), "{found:?}");
}

#[test]
fn nearly_yaml() {
    let warned = |what: &str| format!("this is not quite YAML: {what} --> api.yaml:1:1 #");
    let tabs = warned("tabs among the indentation");
    check("a: 1\n\t\nb: 2\n", r#"{"a":1,"b":2}"#, &[&tabs]);
    check("a:\n  -\tx\n", r#"{"a":["x"]}"#, &[&tabs]);
    check("a:\tx\t\n", r#"{"a":"x"}"#, &[]);
    check(
        "a: x\u{8}y\n",
        r#"{"a":"x y"}"#,
        &[&warned("control characters")],
    );
    check(
        "a:\n\tb: 1\n",
        "nothing",
        &[
            "this is not YAML: found character that cannot start any token, while scanning for the \
           next token --> api.yaml:2:1",
        ],
    );
}

#[test]
fn depth_is_bounded() {
    let deep = |n: usize| format!("{}{}", "[".repeat(n), "]".repeat(n));
    assert_eq!(read(deep(500).as_bytes()).1, Vec::<String>::new());
    let told = "this is not JSON: values are nested more than 512 deep --> api.yaml:1:514";
    assert_eq!(read(deep(513).as_bytes()).1, [told]);
    let told = "brackets are nested too deep --> api.yaml:1:516";
    assert_eq!(
        read(format!("a: {}", "[".repeat(100_000)).as_bytes()).1,
        [told]
    );
    let prose: String = (0..2000)
        .map(|i| format!("- from [0, {i}) or\n  |[{i}\n"))
        .collect();
    assert_eq!(read(prose.as_bytes()).1, Vec::<String>::new());
}

#[test]
fn an_empty_file_is_told() {
    for text in ["", "  \n", "# nothing\n"] {
        check(text, "nothing", &["the file is empty --> api.yaml"]);
    }
}

/// Reads documents of several files; tells the names of the files and why others
/// are out of reach.
fn files(allow_outside: bool, texts: &[(&str, &str)]) -> (RawDocument, Vec<String>) {
    let memory: Memory = texts.iter().copied().collect();
    let input = InputConfig {
        allow_outside,
        ..InputConfig::default()
    };
    let mut diagnostics = Diagnostics::default();
    let raw = load_from(&memory, Path::new(texts[0].0), &input, &mut diagnostics);
    let raw = raw.expect("the root document is read");
    (raw, diagnostics.iter().map(told).collect())
}

#[test]
fn references_lead_to_files() {
    let (raw, diagnostics) = files(
        false,
        &[
            (
                "specs/api.yaml",
                "a: {$ref: 'schemas/pet.yaml#/Pet'}\nb: {$ref: ./schemas/../common.json}\n\
                 c: {mapping: {x: 'schemas/tag.yaml', y: Pet}}\nd: {$ref: missing.yaml}\n\
                 e: {$ref: ../outside.yaml}\nf: {$ref: 'https://example.com/a.yaml#/x'}\n\
                 g: {$ref: /etc/passwd}\nh: {$ref: broken.json}",
            ),
            (
                "specs/schemas/pet.yaml",
                "Pet: {$ref: '../api.yaml#/a', x: {$ref: tag.yaml}}",
            ),
            ("specs/schemas/tag.yaml", "$ref: ../common.json"),
            ("specs/common.json", "{\"$ref\": \"schemas/pet.yaml\"}"),
            ("specs/broken.json", "{"),
            ("outside.yaml", "x: 1"),
        ],
    );
    let names: Vec<_> = raw.files.iter().map(|file| file.name.as_str()).collect();
    assert_eq!(
        names,
        ["", "common.json", "schemas/pet.yaml", "schemas/tag.yaml"]
    );
    assert_eq!(
        diagnostics,
        ["this is not JSON: EOF while parsing an object --> specs/broken.json:1:1"]
    );
    let check = |from: u32, reference: &str, expected: &str| {
        let found = match raw.follow(FileId(from), reference) {
            Ok(id) => format!("{:?}", raw.file(id).name),
            Err(why) => why.to_string(),
        };
        assert_eq!(found, expected, "{reference}");
    };
    check(0, "schemas/pet.yaml#/Pet", "\"schemas/pet.yaml\"");
    check(2, "../api.yaml#/a", "\"\"");
    check(2, "tag.yaml", "\"schemas/tag.yaml\"");
    check(0, "missing.yaml", "there is no file `missing.yaml`");
    check(0, "broken.json", "the file `broken.json` cannot be read");
    check(
        0,
        "../outside.yaml",
        "`../outside.yaml` is outside the document's folder",
    );
    check(0, "/etc/passwd", "`/etc/passwd` is an absolute path");
    check(
        0,
        "https://example.com/a.yaml#/x",
        "`https://example.com/a.yaml` is on the network, and only files are read",
    );
}

#[test]
fn files_may_be_outside_if_allowed() {
    let texts = [
        ("specs/api.yaml", "a: {$ref: ../outside.yaml}"),
        ("outside.yaml", "x: 1"),
    ];
    let (raw, _) = files(true, &texts);
    assert_eq!(raw.files[1].name, "../outside.yaml");
    assert_eq!(raw.files[1].path, "specs/../outside.yaml");
    assert_eq!(files(false, &texts).0.files.len(), 1);
}

#[test]
fn digests() {
    let one = files(false, &[("a.yaml", "x: 1")]).0.sha256;
    assert_eq!(one, crate::hash::sha256(b"x: 1"));
    let two = files(false, &[("a.yaml", "x: {$ref: b.yaml}"), ("b.yaml", "1")])
        .0
        .sha256;
    let list = format!(
        "{}  \n{}  b.yaml\n",
        crate::hash::sha256(b"x: {$ref: b.yaml}"),
        crate::hash::sha256(b"1")
    );
    assert_eq!(two, crate::hash::sha256(list.as_bytes()));
}

/// Applies one overlay to a document.
fn overlaid(document: &str, overlay: &str) -> (String, Vec<String>) {
    let memory = Memory::from_iter([("api.yaml", document), ("fix.yaml", overlay)]);
    let input = InputConfig {
        overlays: vec![PathBuf::from("fix.yaml")],
        ..InputConfig::default()
    };
    let mut diagnostics = Diagnostics::default();
    let raw = load_from(&memory, Path::new("api.yaml"), &input, &mut diagnostics);
    let value = raw
        .map(|raw| raw.root().root.to_string())
        .unwrap_or_default();
    (value, diagnostics.iter().map(told).collect())
}

#[test]
fn overlays() {
    let check = |document: &str, actions: &str, value: &str, diagnostics: &[&str]| {
        let overlay = format!("overlay: 1.0.0\nactions:\n{actions}");
        let found = overlaid(document, &overlay);
        assert_eq!(found.0, value, "{actions}");
        assert_eq!(found.1, diagnostics, "{actions}");
    };
    let document = "{\"a\": {\"b\": 1, \"c\": [1, 2, 3]}, \"d\": [{\"x\": 1}, {\"x\": 2}]}";
    check(
        document,
        "- {target: $.a, update: {b: {new: 1}, c: [4], e: 5}}",
        r#"{"a":{"b":{"new":1},"c":[1,2,3,4],"e":5},"d":[{"x":1},{"x":2}]}"#,
        &[],
    );
    check(
        document,
        "- {target: $.d, update: {x: 3}}\n- {target: '$.d[?@.x == 3]', update: {y: 4}}",
        r#"{"a":{"b":1,"c":[1,2,3]},"d":[{"x":1},{"x":2},{"x":3,"y":4}]}"#,
        &[],
    );
    check(
        document,
        "- {target: '$.a.c[?@ > 1]', remove: true}\n- {target: '$.d[*].x', remove: true}",
        r#"{"a":{"b":1,"c":[1]},"d":[{},{}]}"#,
        &[],
    );
    check(
        document,
        "- {target: $, update: {z: 1}}\n- {target: $.nowhere, remove: true}",
        r#"{"a":{"b":1,"c":[1,2,3]},"d":[{"x":1},{"x":2}],"z":1}"#,
        &["`$.nowhere` matches nothing in the document --> fix.yaml:4:4 #/actions/1"],
    );
    check(
        "a: 1",
        "- {target: $.a}\n- {update: 1}",
        r#"{"a":1}"#,
        &[
            "this action neither updates nor removes --> fix.yaml:3:4 #/actions/0",
            "this action has no target --> fix.yaml:4:4 #/actions/1",
        ],
    );
    assert_eq!(
        overlaid("a: 1", "b: 2").1,
        ["this is not an overlay --> fix.yaml:1:1 #"]
    );
}

#[test]
fn places() {
    let yaml = "openapi: 3.1.0\npaths:\n  /pets/{id}:\n    get:\n      tags:\n        - one\n        - two\n\
                x: &x\n  y: 1\nz: {<<: *x}\n\"q\\u0041\":\n  r: 1\n";
    let json = "{\n  \"a/b\": {\"c\": [true, {\"d\": null}]}\n}";
    let check = |text: &str, pointer: &str, expected: (usize, usize)| {
        let mut diagnostics = Diagnostics::default();
        let raw = load_bytes("api.yaml", text, &InputConfig::default(), &mut diagnostics);
        diagnostics.push(Diagnostic::note(pointer, ""));
        raw.expect("the document is read")
            .complete_places(&mut diagnostics);
        let place = &diagnostics.iter().next().expect("there is one").place;
        assert_eq!(place.position, Some(expected), "{pointer}");
    };
    check(yaml, "#", (1, 1));
    check(yaml, "#/paths/~1pets~1{id}/get", (4, 5));
    check(yaml, "#/paths/~1pets~1{id}/get/tags/1", (7, 11));
    check(yaml, "#/paths/~1pets~1{id}/nowhere/at/all", (3, 3));
    check(yaml, "#/z/y", (10, 1));
    check(yaml, "#/qA/r", (12, 3));
    check(json, "#/a~1b", (2, 4));
    check(json, "#/a~1b/c/0", (2, 12));
    check(json, "#/a~1b/c/1", (2, 25));
    check(json, "#/a~1b/c/1/d", (2, 25));
}

#[test]
fn scalars_as_written() {
    let yaml = "info:\n  version: 1.10\nlist: [0x10, {a: no}, '7']\n";
    let raw = load_bytes(
        "a.yaml",
        yaml,
        &InputConfig::default(),
        &mut Diagnostics::default(),
    );
    let raw = raw.expect("the document is read");
    let check = |reference: &str, expected: Option<&str>| {
        assert_eq!(raw.written(reference).as_deref(), expected, "{reference}");
    };
    check("#/info/version", Some("1.10"));
    check("#/list/0", Some("0x10"));
    check("#/list/1/a", Some("no"));
    check("#/list/2", Some("7"));
    check("#/list", None);
    check("#/nowhere", None);
}
