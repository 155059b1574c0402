//! What may happen to a document.
//!
//! What comes in: a document as a value or as text, and a [`Mutation`]: what
//! happens, and a number that says where. What goes out: the document after it.
//! A place is any number, taken modulo the number of places, so that a failure
//! shrinks to few mutations at early places.

use serde_json::{Map, Number, Value, json};

/// One thing that happens to a value of a document.
#[derive(Debug, Clone)]
pub enum Mutation {
    /// It is gone.
    Delete,
    /// It is something else.
    Replace(Value),
    /// It is what stands at another place.
    Copy(usize),
    /// It appears a second time: an item behind itself, a property under a name.
    Duplicate(String),
    /// It is there under another name.
    Rename(String),
    /// It is a reference to what contains it, so many levels up.
    PointUp(usize),
    /// It stands so many levels deep in values like this one.
    Wrap(Wrapping, usize),
}

/// What a value is wrapped in, over and over.
#[derive(Debug, Clone, Copy)]
pub enum Wrapping {
    /// A list of one.
    Array,
    /// The schema of a list.
    Items,
    /// A conjunction of one.
    AllOf,
    /// An alternative to null.
    OneOf,
    /// A property.
    Property,
}

/// Lets a mutation happen at a place of a document.
pub fn apply(document: &mut Value, place: usize, mutation: &Mutation) {
    let places = pointers(document);
    let pointer = &places[place % places.len()];
    match mutation {
        Mutation::Delete => change_parent(document, pointer, remove),
        Mutation::Replace(value) => put(document, pointer, value.clone()),
        Mutation::Copy(from) => {
            let from = &places[from % places.len()];
            let copy = document.pointer(from).cloned().unwrap_or_default();
            put(document, pointer, copy);
        }
        Mutation::Duplicate(name) => change_parent(document, pointer, |parent, key| {
            duplicate(parent, key, name);
        }),
        Mutation::Rename(name) => change_parent(document, pointer, |parent, key| {
            if let Some(value) = parent.as_object_mut().and_then(|map| map.shift_remove(key)) {
                insert(parent, name, value);
            }
        }),
        Mutation::PointUp(levels) => {
            let up = (0..=*levels).fold(pointer.as_str(), |at, _| parent_of(at).0);
            put(document, pointer, json!({ "$ref": format!("#{up}") }));
        }
        Mutation::Wrap(wrapping, levels) => {
            let value = document.pointer(pointer).cloned().unwrap_or_default();
            let wrapped = (0..*levels).fold(value, |value, _| wrap(*wrapping, value));
            put(document, pointer, wrapped);
        }
    }
}

/// The pointers of all values, the root first.
fn pointers(document: &Value) -> Vec<String> {
    let mut found = vec![String::new()];
    let mut next = 0;
    while next < found.len() {
        let at = found[next].clone();
        match document.pointer(&at) {
            Some(Value::Object(map)) => {
                let escaped = |key: &String| key.replace('~', "~0").replace('/', "~1");
                found.extend(map.keys().map(|key| format!("{at}/{}", escaped(key))));
            }
            Some(Value::Array(items)) => {
                found.extend((0..items.len()).map(|index| format!("{at}/{index}")));
            }
            _ => {}
        }
        next += 1;
    }
    found
}

/// `/a/b~1c` as `/a` and `b/c`. The root is its own parent.
fn parent_of(pointer: &str) -> (&str, String) {
    let (parent, key) = pointer.rsplit_once('/').unwrap_or(("", ""));
    (parent, key.replace("~1", "/").replace("~0", "~"))
}

fn put(document: &mut Value, pointer: &str, value: Value) {
    if let Some(place) = document.pointer_mut(pointer) {
        *place = value;
    }
}

fn change_parent(document: &mut Value, pointer: &str, change: impl FnOnce(&mut Value, &str)) {
    let (parent, key) = parent_of(pointer);
    if let Some(parent) = document.pointer_mut(parent) {
        change(parent, &key);
    }
}

fn remove(parent: &mut Value, key: &str) {
    match parent {
        Value::Object(map) => drop(map.shift_remove(key)),
        Value::Array(items) => drop(key.parse().map(|index: usize| items.remove(index))),
        _ => {}
    }
}

fn duplicate(parent: &mut Value, key: &str, name: &str) {
    let copy = match parent {
        Value::Object(map) => map.get(key).cloned(),
        Value::Array(items) => key.parse().ok().and_then(|i: usize| items.get(i).cloned()),
        _ => None,
    };
    if let Some(copy) = copy {
        insert(parent, name, copy);
    }
}

fn insert(parent: &mut Value, name: &str, value: Value) {
    match parent {
        Value::Object(map) => drop(map.insert(name.to_owned(), value)),
        Value::Array(items) => items.push(value),
        _ => {}
    }
}

fn wrap(wrapping: Wrapping, value: Value) -> Value {
    match wrapping {
        Wrapping::Array => json!([value]),
        Wrapping::Items => json!({ "type": "array", "items": value }),
        Wrapping::AllOf => json!({ "allOf": [value] }),
        Wrapping::OneOf => json!({ "oneOf": [value, { "type": "null" }] }),
        Wrapping::Property => json!({ "type": "object", "properties": { "inner": value } }),
    }
}

/// Values that stand where they are not expected.
pub fn strangers() -> Vec<Value> {
    let number = |text: &str| Value::Number(text.parse::<Number>().expect("a number"));
    let reference = |to: &str| json!({ "$ref": to });
    vec![
        Value::Null,
        json!(true),
        json!(false),
        json!([]),
        Value::Object(Map::new()),
        json!(""),
        json!("object"),
        json!(["string", "integer", "null", "array", "object"]),
        json!(-1),
        json!(u64::MAX),
        json!(i64::MIN),
        number("1e308"),
        number("-9223372036854776000"),
        number("0.1e-300"),
        reference("#"),
        reference("#/components/schemas"),
        reference("#/components/schemas/Nobody"),
        reference("nowhere.yaml#/a"),
        reference("https://example.invalid/a.json"),
        reference("../../etc/passwd"),
        reference("%zz#%zz"),
        reference("#/paths/~1/%25"),
        json!({ "$ref": 1 }),
        json!({ "enum": [] }),
        json!({ "enum": [null, {}, [], 1, 1.0, "1", "", " ", "a\u{0}b"] }),
        json!({ "const": { "a": [1] } }),
        json!({ "allOf": [{ "type": "string" }, { "type": "object" }] }),
        json!({ "oneOf": [] }),
        json!({ "not": {} }),
        json!({ "type": "array", "maxItems": 0, "minItems": u64::MAX }),
        json!({ "type": "string", "pattern": "(((a{1,1000}){1,1000}){1,1000}" }),
        json!({ "type": "string", "pattern": "[^\\u{10FFFF}", "minLength": 1_000_000_000_u64 }),
        json!({ "type": "object", "minProperties": 1_000_000_000_u64 }),
        json!({ "type": "object", "required": ["a", "a", 1, ""] }),
        json!({ "discriminator": { "propertyName": "", "mapping": { "": "#", "a": "a" } } }),
    ]
}

/// Names that are words of Rust, of the crate, of no language, or none.
pub const NAMES: &[&str] = &[
    "",
    " ",
    "_",
    "self",
    "Self",
    "crate",
    "type",
    "fn",
    "Option",
    "Vec",
    "Unknown",
    "mod",
    "Error",
    "42",
    "-",
    "$ref",
    "allOf",
    "a/b~c",
    "../../escape",
    "CON",
    "a\nb",
    "a\u{0}b",
    "\"#]*/ //! ```",
    "`${x}`{}{{",
    "\u{202e}txt",
    "ß",
    "日本語",
    "🦀",
    "İ",
    "e\u{301}",
];

/// One thing that happens to a text.
#[derive(Debug, Clone)]
pub enum Slip {
    /// A byte is another.
    Byte(u8),
    /// What follows is lost.
    Cut,
    /// So many bytes are lost.
    Gap(usize),
    /// A line is there twice.
    Line,
    /// Something is put in.
    Insert(&'static str),
}

/// What slips into texts: what means something to YAML, JSON, Rust or Markdown.
pub const INSERTS: &[&str] = &[
    "\t",
    "\n",
    "\r\n",
    "\0",
    "\u{FEFF}",
    "*a",
    "&a ",
    "<<: ",
    "!!binary ",
    "---\n",
    "- ",
    "? ",
    "{",
    "}",
    "[",
    "]",
    ": ",
    "#",
    "\"",
    "'",
    "|",
    ">",
    "%",
    "\u{85}",
];

/// Lets something happen to a text at a place.
pub fn slip(text: &mut Vec<u8>, place: usize, slip: &Slip) {
    if text.is_empty() {
        return;
    }
    let at = place % text.len();
    match slip {
        Slip::Byte(byte) => text[at] = *byte,
        Slip::Cut => text.truncate(at),
        Slip::Gap(length) => drop(text.drain(at..(at + length).min(text.len()))),
        Slip::Insert(word) => drop(text.splice(at..at, word.bytes())),
        Slip::Line => {
            let is_break = |byte: &u8| *byte == b'\n';
            let start = text[..at].iter().rposition(is_break).map_or(0, |i| i + 1);
            let end = text[at..].iter().position(is_break);
            let line = text[start..end.map_or(text.len(), |i| at + i + 1)].to_vec();
            text.splice(start..start, line);
        }
    }
}
