//! What a configuration says about this document.
//!
//! What comes in: a configuration, and the document that it is for. What goes out: the
//! same configuration with every component by its reference ([`resolve`]), and a
//! diagnostic for what names something that the document does not have ([`check`]).

use std::borrow::Cow;
use std::collections::BTreeSet;

use serde_json::Value;

use crate::api::Api;
use crate::config::{Config, suggestion};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::dialect::Schemas;
use crate::load::RawDocument;
use crate::name::check_renames;

/// The configuration with references in place of the plain names of components:
/// `Pet` means `#/components/schemas/Pet`.
pub(super) fn resolve<'c>(config: &'c Config, schemas: &Schemas<'_>) -> Cow<'c, Config> {
    if config.rename.keys().all(|key| key.contains('#')) {
        return Cow::Borrowed(config);
    }
    let reference = |name: &String| {
        let found = schemas.components.iter().find(|(known, _)| known == name);
        found.map_or_else(|| name.clone(), |(_, id)| schemas.pointer(*id))
    };
    let renames = config.rename.iter();
    Cow::Owned(Config {
        rename: renames
            .map(|(key, name)| (reference(key), name.clone()))
            .collect(),
        ..config.clone()
    })
}

/// Tells what the document does not have.
pub(super) fn check(config: &Config, raw: &RawDocument, api: &Api, diagnostics: &mut Diagnostics) {
    formats(config, raw, diagnostics);
    let exists = |reference: &str| raw.value(reference).is_some();
    check_renames(api, &config.rename, exists, diagnostics);
}

fn formats(config: &Config, raw: &RawDocument, diagnostics: &mut Diagnostics) {
    if config.formats.is_empty() {
        return;
    }
    let mut known = BTreeSet::new();
    for file in &raw.files {
        collect_formats(&file.root, &mut known);
    }
    for format in config
        .formats
        .keys()
        .filter(|f| !known.contains(f.as_str()))
    {
        let message = format!("[formats] {format}: no schema of the document has this format");
        let help = suggestion(format, known.iter().copied()).unwrap_or_else(|| {
            let known: Vec<&str> = known.iter().copied().take(20).collect();
            format!("remove the line; its formats are {}", known.join(", "))
        });
        diagnostics.push(Diagnostic::warning("", message).help(help));
    }
}

fn collect_formats<'doc>(value: &'doc Value, found: &mut BTreeSet<&'doc str>) {
    match value {
        Value::Object(map) => {
            found.extend(map.get("format").and_then(Value::as_str));
            map.values().for_each(|value| collect_formats(value, found));
        }
        Value::Array(items) => items.iter().for_each(|value| collect_formats(value, found)),
        _ => {}
    }
}
