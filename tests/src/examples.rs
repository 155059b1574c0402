//! The examples that a document gives of a schema.

use serde_json::Value;

use crate::schema::Node;

/// `example`, `examples`, `x-example` and `x-oaiMeta.example`; the last is JSON
/// text in a string.
pub fn examples(node: Node<'_>) -> Vec<Value> {
    let mut found: Vec<Value> = ["example", "x-example"]
        .into_iter()
        .filter_map(|name| node.keyword(name).cloned())
        .collect();
    match node.keyword("examples") {
        Some(Value::Array(list)) => found.extend(list.iter().cloned()),
        Some(Value::Object(map)) => {
            found.extend(map.values().map(|v| v.get("value").unwrap_or(v).clone()));
        }
        _ => {}
    }
    if let Some(Value::String(text)) = node.keyword("x-oaiMeta").and_then(|m| m.get("example")) {
        found.extend(serde_json::from_str::<Value>(text));
    }
    let texts = found.iter().filter_map(Value::as_str);
    let parsed: Vec<Value> = texts.filter_map(json_text).collect();
    found.extend(parsed);
    found
}

/// What a string holds that is itself JSON of an object or array.
fn json_text(text: &str) -> Option<Value> {
    let text = text.trim();
    text.starts_with(['{', '['])
        .then(|| serde_json::from_str(text).ok())?
}
