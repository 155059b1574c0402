//! A document as raw JSON, with its references resolved.
//!
//! The harness must notice when lowering is wrong, so it shares nothing with the
//! generator beyond the bytes: it walks the values of the files themselves.
//! What comes in: the files. What goes out: [`Node`]s, positions in them.

use std::collections::HashMap;

use serde_json::Value;

use crate::schema::Node;

/// The files of a document; the first is the root.
#[derive(Debug)]
pub struct Document {
    files: Vec<File>,
    /// OpenAPI 3.1 or later: JSON Schema 2020-12, siblings of `$ref` count.
    pub modern: bool,
    /// By address of a schema with `$recursiveRef`: the schema around it that
    /// has `$recursiveAnchor`, as file and JSON Pointer.
    recursive: HashMap<usize, (usize, String)>,
}

/// One file.
#[derive(Debug)]
struct File {
    /// As in absolute references: empty for the root, else `common.yaml`.
    name: String,
    root: Value,
    /// `$anchor`, `$dynamicAnchor` and `$id` to JSON Pointer.
    anchors: HashMap<String, String>,
}

impl Document {
    /// A document of one or several files, by name; the first is the root, and
    /// its name is not used.
    ///
    /// # Panics
    /// Without any file.
    pub fn new(files: Vec<(String, Value)>) -> Document {
        assert!(!files.is_empty(), "a document has at least one file");
        let version = files[0].1.get("openapi").and_then(Value::as_str);
        let modern = version.is_some_and(|v| !v.starts_with("3.0"));
        let files = files
            .into_iter()
            .enumerate()
            .map(|(i, (name, root))| File {
                name: if i == 0 { String::new() } else { name },
                anchors: anchors(&root),
                root,
            })
            .collect();
        let mut document = Document {
            files,
            modern,
            recursive: HashMap::new(),
        };
        document.recursive = document.recursive_references();
        document
    }

    /// A document of one file.
    pub fn single(root: Value) -> Document {
        Document::new(vec![(String::new(), root)])
    }

    /// Which dialect the document says it is.
    pub fn dialect(&self) -> String {
        let root = &self.files[0].root;
        let said = |key| {
            root.get(key)
                .map(|v: &Value| v.as_str().map_or(v.to_string(), Into::into))
        };
        match (said("openapi"), said("swagger")) {
            (Some(version), _) => format!("OpenAPI {version}"),
            (None, Some(version)) => format!("Swagger {version}"),
            (None, None) => "unknown".to_owned(),
        }
    }

    /// The node at an absolute reference such as `common.yaml#/definitions/Pet`.
    pub fn node(&self, reference: &str) -> Option<Node<'_>> {
        let (name, fragment) = reference.split_once('#').unwrap_or((reference, ""));
        let file = self.files.iter().position(|f| f.name == name)?;
        self.in_file(file, fragment)
    }

    /// The node that a `$ref` in a file leads to.
    pub(crate) fn follow(&self, from: usize, reference: &str) -> Option<Node<'_>> {
        let (name, fragment) = reference.split_once('#').unwrap_or((reference, ""));
        let file = match name {
            "" => from,
            relative => {
                let target = join(&self.files[from].name, relative);
                match self.files.iter().position(|f| f.name == target) {
                    Some(file) => file,
                    None => return self.by_id(from, reference),
                }
            }
        };
        self.in_file(file, fragment)
    }

    fn by_id(&self, from: usize, id: &str) -> Option<Node<'_>> {
        let pointer = self.files[from].anchors.get(id)?;
        self.in_file(from, pointer)
    }

    fn in_file(&self, file: usize, fragment: &str) -> Option<Node<'_>> {
        let File { root, anchors, .. } = &self.files[file];
        let decoded = percent_decode(fragment);
        let find = |pointer: &str| root.pointer(pointer);
        let value = match fragment {
            "" => Some(root),
            f if f.starts_with('/') => find(f).or_else(|| find(&decoded)),
            anchor => find(anchors.get(&format!("#{anchor}"))?),
        }?;
        Some(Node {
            document: self,
            file,
            value,
        })
    }

    /// The schema that a node's `$recursiveRef` means.
    pub(crate) fn around(&self, node: usize) -> Option<Node<'_>> {
        let (file, pointer) = self.recursive.get(&node)?;
        self.in_file(*file, pointer)
    }

    fn recursive_references(&self) -> HashMap<usize, (usize, String)> {
        let mut found = HashMap::new();
        for (file, File { root, .. }) in self.files.iter().enumerate() {
            let mut around: Vec<String> = Vec::new();
            visit(root, &mut String::new(), &mut |value, pointer, entering| {
                if value.get("$recursiveAnchor") == Some(&Value::Bool(true)) {
                    if entering {
                        around.push(pointer.to_owned());
                    } else {
                        around.pop();
                    }
                }
                if let (Some(anchor), true) = (around.last(), value.get("$recursiveRef").is_some())
                {
                    let address = std::ptr::from_ref(value) as usize;
                    found
                        .entry(address)
                        .or_insert_with(|| (file, anchor.clone()));
                }
            });
        }
        found
    }

    /// The named schemas with their absolute references.
    pub fn components(&self) -> Vec<(String, Node<'_>)> {
        ["/components/schemas", "/definitions"]
            .into_iter()
            .filter_map(|at| Some((at, self.files[0].root.pointer(at)?.as_object()?)))
            .flat_map(|(at, schemas)| {
                schemas.iter().map(move |(name, value)| {
                    let pointer = format!("#{at}/{}", escape(name));
                    (
                        pointer,
                        Node {
                            document: self,
                            file: 0,
                            value,
                        },
                    )
                })
            })
            .collect()
    }
}

/// A name as a token of a JSON Pointer.
pub fn escape(name: &str) -> String {
    name.replace('~', "~0").replace('/', "~1")
}

/// `%7E` is `~`: a fragment is part of a URI.
fn percent_decode(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((&first, tail)) = rest.split_first() {
        let hex = tail.get(..2).and_then(|h| std::str::from_utf8(h).ok());
        match hex.and_then(|h| u8::from_str_radix(h, 16).ok()) {
            Some(byte) if first == b'%' => {
                bytes.push(byte);
                rest = &tail[2..];
            }
            _ => {
                bytes.push(first);
                rest = tail;
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

/// The name of the file that `relative` means inside the file `from`.
fn join(from: &str, relative: &str) -> String {
    let mut parts: Vec<&str> = from.split('/').collect();
    parts.pop();
    for part in relative.split('/') {
        match part {
            "" | "." => {}
            ".." if parts.last().is_some_and(|p| *p != "..") => {
                parts.pop();
            }
            other => parts.push(other),
        }
    }
    parts.join("/")
}

/// Where the names are that `$anchor`, `$dynamicAnchor` and `$id` give.
fn anchors(root: &Value) -> HashMap<String, String> {
    let mut found = HashMap::new();
    visit(root, &mut String::new(), &mut |value, pointer, _| {
        for (keyword, prefix) in [("$anchor", "#"), ("$dynamicAnchor", "#"), ("$id", "")] {
            if let Some(Value::String(name)) = value.get(keyword) {
                let name = format!("{prefix}{name}");
                found.entry(name).or_insert_with(|| pointer.to_owned());
            }
        }
    });
    found
}

/// Calls `see` with each object and its JSON Pointer, before what is in it
/// (`true`) and after (`false`).
fn visit(value: &Value, pointer: &mut String, see: &mut impl FnMut(&Value, &str, bool)) {
    let length = pointer.len();
    match value {
        Value::Object(map) => {
            see(value, pointer, true);
            for (key, child) in map.iter().filter(|(_, v)| v.is_object() || v.is_array()) {
                pointer.push('/');
                pointer.push_str(&escape(key));
                visit(child, pointer, see);
                pointer.truncate(length);
            }
            see(value, pointer, false);
        }
        Value::Array(list) => {
            for (index, child) in list.iter().enumerate() {
                pointer.push_str(&format!("/{index}"));
                visit(child, pointer, see);
                pointer.truncate(length);
            }
        }
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn references_lead_across_files_and_through_escapes() {
        let document = Document::new(vec![
            (
                "root.yaml".into(),
                json!({"openapi": "3.1.0", "a/b": {"type": "string"}}),
            ),
            ("parts/pet.yaml".into(), json!({"Pet": {"$anchor": "pet"}})),
        ]);
        assert!(document.node("#/a~1b").is_some());
        assert!(document.follow(0, "#/a%7E1b").is_some());
        assert!(document.follow(0, "./parts/pet.yaml#/Pet").is_some());
        assert!(document.follow(1, "../parts/pet.yaml#pet").is_some());
        assert!(document.follow(1, "#/a~1b").is_none());
    }

    #[test]
    fn recursive_references_mean_the_anchor_around_them() {
        let document = Document::single(json!({
            "openapi": "3.1.0",
            "Filter": {"$recursiveAnchor": true, "items": {"$recursiveRef": "#"}},
            "Other": {"$recursiveRef": "#"},
        }));
        let filter = document.node("#/Filter").unwrap();
        assert_eq!(
            document
                .node("#/Filter/items")
                .unwrap()
                .target()
                .unwrap()
                .id(),
            filter.id()
        );
        assert!(document.node("#/Other").unwrap().target().is_none());
    }
}
