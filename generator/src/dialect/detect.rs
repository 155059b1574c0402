//! Which dialect a document is written in.
//!
//! What comes in: the root value. What goes out: the dialect, or an error that
//! says what was found instead.

use serde_json::Value;

use super::Dialect;
use crate::diagnostic::{Diagnostic, Diagnostics};

const KNOWN: &str = "versions 2.0, 3.0, 3.1 and 3.2 are read; state the one that is meant";

/// The dialect of a document.
pub(super) fn dialect(root: &Value, diagnostics: &mut Diagnostics) -> Option<Dialect> {
    let version = |key: &str| match root.get(key)? {
        Value::String(version) => Some(version.trim().to_owned()),
        Value::Number(version) => Some(version.to_string()),
        _ => None,
    };
    if let Some(version) = version("swagger") {
        if version != "2.0" && version != "2" {
            let message = format!("unknown version, read as Swagger 2.0: {version}");
            diagnostics.push(Diagnostic::warning("#/swagger", message).help(KNOWN));
        }
        return Some(Dialect::Swagger2);
    }
    if let Some(version) = version("openapi") {
        let mut parts = version.split('.');
        let major = parts
            .clone()
            .next()
            .and_then(|part| part.parse::<u64>().ok());
        if major.is_some_and(|major| !matches!(major, 2 | 3)) {
            let message = format!("unknown version of OpenAPI: {version}");
            diagnostics.push(Diagnostic::error("#/openapi", message).help(KNOWN));
            return None;
        }
        return Some(match (parts.next(), parts.next()) {
            (Some("2"), _) => Dialect::Swagger2,
            (Some("3"), Some("0") | None) => Dialect::OpenApi30,
            (Some("3"), Some("1")) => Dialect::OpenApi31,
            (Some("3"), Some("2")) => Dialect::OpenApi32,
            _ => {
                let message = format!("unknown version, read as OpenAPI 3.2: {version}");
                diagnostics.push(Diagnostic::warning("#/openapi", message).help(KNOWN));
                Dialect::OpenApi32
            }
        });
    }
    let help = "a document begins with `openapi: 3.1.0` (or 3.0, 3.2) or `swagger: \"2.0\"`, and has `info` and `paths`";
    let message = format!("this is no OpenAPI document: {}", found(root));
    diagnostics.push(Diagnostic::error("#", message).help(help));
    None
}

/// What a value is, if it is no OpenAPI document.
fn found(root: &Value) -> String {
    let has = |key: &str| root.get(key).is_some();
    let keys = match root {
        Value::Object(map) => map,
        Value::Array(_) => return "it is a list".into(),
        Value::Null => return "it is empty".into(),
        _ => return "it is a single value".into(),
    };
    if has("swaggerVersion") {
        return "it is a Swagger 1.x document, which is not read; convert it to OpenAPI 3 first"
            .into();
    }
    if has("asyncapi") {
        return "it is an AsyncAPI document".into();
    }
    if has("overlay") {
        return "it is an overlay; name it in `overlays` beside the document it corrects".into();
    }
    if has("$schema") || has("properties") || has("$defs") || has("definitions") {
        return "it is a JSON Schema; put it under `components/schemas` of a document".into();
    }
    if has("paths") || has("components") {
        return "it has neither `openapi` nor `swagger`".into();
    }
    let keys: Vec<_> = keys.keys().take(5).map(|key| format!("`{key}`")).collect();
    match keys.as_slice() {
        [] => "it is an empty object".into(),
        keys => format!("it has {}", keys.join(", ")),
    }
}
