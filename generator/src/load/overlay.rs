//! OpenAPI Overlay 1.0: corrections to a document that is somebody else's.
//!
//! What comes in: the path of an overlay and the document's value. What goes out:
//! the value with the overlay's actions applied in order. An update merges
//! objects recursively, appends to arrays and replaces scalars (Overlay 1.0.0,
//! section 4.4.3.1); a removal takes out whatever its target matches.

use std::collections::BTreeSet;
use std::path::Path;

use serde_json::Value;
use serde_json_path::JsonPath;

use super::digest::Digests;
use super::files::Files;
use super::{locate, parse, unescaped};
use crate::diagnostic::{Diagnostic, Diagnostics, Place, Severity};

/// Applies one overlay; returns the references to files that it brings.
pub(super) fn apply(
    files: &dyn Files,
    path: &Path,
    document: &mut Value,
    digests: &mut Digests,
    diagnostics: &mut Diagnostics,
) -> BTreeSet<String> {
    let shown = path.display().to_string();
    let failing = Severity::Error;
    let parsed = parse::read(files, path, &shown, failing, digests, diagnostics);
    let Some(parsed) = parsed else {
        return BTreeSet::new();
    };
    let mut say = |severity, pointer: String, message: String, help: &str| {
        let place = Place {
            position: locate::place(&parsed.file, pointer.trim_start_matches('#')),
            file: Some(shown.clone()),
            pointer,
        };
        diagnostics.push(Diagnostic::new(severity, place, message).help(help));
    };
    let overlay = &parsed.file.root;
    let Some(actions) = overlay.get("actions").and_then(Value::as_array) else {
        let help = "an overlay has `overlay: 1.0.0` and a list `actions`";
        say(
            Severity::Error,
            "#".into(),
            "this is not an overlay".into(),
            help,
        );
        return BTreeSet::new();
    };
    for (index, action) in actions.iter().enumerate() {
        let pointer = format!("#/actions/{index}");
        match perform(action, document) {
            Ok(0) => {
                let target = action["target"].as_str().unwrap_or_default();
                let message = format!("`{target}` matches nothing in the document");
                say(
                    Severity::Warning,
                    pointer,
                    message,
                    "correct the target or remove the action",
                );
            }
            Ok(_) => {}
            Err(message) => {
                let help = "an action has a `target` and either an `update` or `remove: true`";
                say(Severity::Error, pointer, message, help);
            }
        }
    }
    parsed.links
}

/// Performs one action and tells how many values it matched.
fn perform(action: &Value, document: &mut Value) -> Result<usize, String> {
    let target = action.get("target").and_then(Value::as_str);
    let target = target.ok_or("this action has no target")?;
    let path = JsonPath::parse(target).map_err(|e| format!("`{target}` is no JSONPath: {e}"))?;
    let located = path.query_located(document);
    let mut pointers: Vec<String> = located
        .iter()
        .map(|node| node.location().to_json_pointer())
        .collect();
    if action.get("remove") == Some(&Value::Bool(true)) {
        // From the last to the first, so that indexes stay right.
        pointers.sort_by(|a, b| by_segment(b, a));
        pointers.dedup();
        pointers
            .iter()
            .for_each(|pointer| remove(document, pointer));
    } else if let Some(update) = action.get("update") {
        for pointer in &pointers {
            if let Some(value) = document.pointer_mut(pointer) {
                merge(value, update);
            }
        }
    } else {
        return Err("this action neither updates nor removes".into());
    }
    Ok(pointers.len())
}

/// Orders pointers so that list items come in the order of their indexes.
fn by_segment(a: &str, b: &str) -> std::cmp::Ordering {
    let key = |segment: &str| (segment.parse::<usize>().ok(), segment.to_owned());
    a.split('/').map(key).cmp(b.split('/').map(key))
}

fn remove(document: &mut Value, pointer: &str) {
    let Some((parent, segment)) = pointer.rsplit_once('/') else {
        *document = Value::Null;
        return;
    };
    match document.pointer_mut(parent) {
        Some(Value::Object(map)) => {
            map.shift_remove(&*unescaped(segment));
        }
        Some(Value::Array(items)) => {
            if let Some(index) = segment.parse().ok().filter(|index| *index < items.len()) {
                items.remove(index);
            }
        }
        _ => {}
    }
}

fn merge(value: &mut Value, update: &Value) {
    match (value, update) {
        (Value::Object(value), Value::Object(update)) => {
            for (key, update) in update {
                match value.get_mut(key) {
                    Some(value) => merge(value, update),
                    None => {
                        value.insert(key.clone(), update.clone());
                    }
                }
            }
        }
        (Value::Array(value), Value::Array(update)) => value.extend(update.iter().cloned()),
        (Value::Array(value), update) => value.push(update.clone()),
        (value, update) => *value = update.clone(),
    }
}
