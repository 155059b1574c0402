//! Documents in every dialect, and the schemas that are read from them.
//!
//! A schema is written as one line: `object {id!: integer/int64, tag: ref Tag}`,
//! where `!` marks what is required and `?` behind a type what may be null.

mod envelope;
mod references;
mod schemas;

use std::fmt::Write;

use super::*;
use crate::load::load_bytes;
use crate::load::{Memory, load_from};
use schema::{Additional, SchemaId, TypeSet};

/// What was read, as lines of text.
struct Reading {
    /// Components by name: their schemas.
    schemas: Vec<String>,
    /// `severity message --> pointer`.
    diagnostics: Vec<String>,
}

impl Reading {
    fn schema(&self, name: &str) -> &str {
        let prefix = format!("{name} = ");
        let found = self
            .schemas
            .iter()
            .find_map(|line| line.strip_prefix(&prefix));
        found.unwrap_or_else(|| panic!("no schema {name} in {:?}", self.schemas))
    }
}

/// Reads a document of one file and calls `look` with it.
fn with_document<T>(
    text: &str,
    input: &InputConfig,
    look: impl FnOnce(Option<Document<'_>>, &Diagnostics) -> T,
) -> T {
    let mut diagnostics = Diagnostics::default();
    let raw = load_bytes("api.yaml", text, input, &mut diagnostics);
    let raw = raw.unwrap_or_else(|| panic!("the text is not read: {diagnostics:?}"));
    let document = read(&raw, input, &mut diagnostics);
    look(document, &diagnostics)
}

fn reading(text: &str, lenient: bool) -> Reading {
    let input = InputConfig {
        lenient,
        ..InputConfig::default()
    };
    with_document(text, &input, |document, diagnostics| Reading {
        schemas: document.iter().flat_map(components).collect(),
        diagnostics: told(diagnostics),
    })
}

/// Reads a document of several files; the first is the root.
fn reading_of(files: &[(&str, &str)]) -> Reading {
    let memory: Memory = files.iter().copied().collect();
    let input = InputConfig::default();
    let mut diagnostics = Diagnostics::default();
    let raw = load_from(&memory, files[0].0.as_ref(), &input, &mut diagnostics)
        .expect("the root is read");
    let document = read(&raw, &input, &mut diagnostics);
    Reading {
        schemas: document.iter().flat_map(components).collect(),
        diagnostics: told(&diagnostics),
    }
}

fn told(diagnostics: &Diagnostics) -> Vec<String> {
    let line = |d: &crate::diagnostic::Diagnostic| {
        let severity = format!("{:?}", d.severity).to_lowercase();
        let help = d
            .help
            .as_deref()
            .filter(|help| help.starts_with("did you mean"));
        let help = help.map(|help| format!(" ({help})")).unwrap_or_default();
        format!("{severity}: {}{help} --> {}", d.message, d.place.pointer)
    };
    diagnostics.iter().map(line).collect()
}

fn components(document: &Document<'_>) -> Vec<String> {
    let schemas = &document.schemas;
    let named = schemas.components.iter();
    named
        .map(|(name, id)| format!("{name} = {}", describe(schemas, *id)))
        .collect()
}

/// A schema in one line.
fn describe(schemas: &Schemas<'_>, id: SchemaId) -> String {
    let s = schemas.get(id);
    let list = |ids: &[SchemaId]| {
        let parts: Vec<_> = ids.iter().map(|id| describe(schemas, *id)).collect();
        parts.join(", ")
    };
    let mut out = Vec::new();
    if let Some(boolean) = s.boolean {
        out.push(boolean.to_string());
    }
    if let Some(reference) = s.reference.map(|target| schemas.pointer(target)) {
        let short = reference.strip_prefix("#/components/schemas/");
        out.push(format!("ref {}", short.unwrap_or(&reference)));
    }
    let mut types = types_of(s);
    if !s.properties.is_empty() || !s.required.is_empty() {
        write!(
            types,
            "{}{{{}}}",
            if types.is_empty() { "" } else { " " },
            properties(schemas, s)
        )
        .unwrap();
    }
    if s.nullable {
        types.push('?');
    }
    if !types.is_empty() {
        out.push(types);
    }
    match s.additional {
        Additional::Unstated => {}
        Additional::Any => out.push("more".into()),
        Additional::Never => out.push("no more".into()),
        Additional::Schema(id) => out.push(format!("more: {}", describe(schemas, id))),
    }
    if let Some(items) = s.items {
        out.push(format!("[{}]", describe(schemas, items)));
    }
    let lists = [
        ("tuple", &s.prefix_items),
        ("all", &s.all_of),
        ("any", &s.any_of),
        ("one", &s.one_of),
    ];
    for (word, ids) in lists.iter().filter(|(_, ids)| !ids.is_empty()) {
        out.push(format!("{word}({})", list(ids)));
    }
    if s.no_more_items {
        out.push("no more items".into());
    }
    if let Some(stated) = &s.enumeration {
        let values = stated.values.iter().map(|value| (*value).clone());
        out.push(format!("in {}", Value::from_iter(values)));
    }
    if let Some(discriminator) = &s.discriminator {
        let tags: Vec<_> = discriminator
            .mapping
            .iter()
            .map(|(tag, target)| format!("{tag} {target}"))
            .collect();
        out.push(format!(
            "by {}({})",
            discriminator.property,
            tags.join(", ")
        ));
    }
    extend_with_rest(&mut out, s);
    out.join(" ")
}

fn types_of(s: &Schema<'_>) -> String {
    let name = |t: TypeSet| match t {
        TypeSet::NULL => "null",
        TypeSet::BOOLEAN => "boolean",
        TypeSet::INTEGER => "integer",
        TypeSet::NUMBER => "number",
        TypeSet::STRING => "string",
        TypeSet::ARRAY => "array",
        _ => "object",
    };
    let names: Vec<_> = s.types.iter().map(name).collect();
    let format = s.bounds().format.map(|format| format!("/{format}"));
    names.join("|") + &format.unwrap_or_default()
}

fn properties(schemas: &Schemas<'_>, s: &Schema<'_>) -> String {
    let listed = s.properties.iter().map(|(key, id)| {
        let required = if s.required.contains(key) { "!" } else { "" };
        let schema = describe(schemas, *id);
        let colon = if schema.is_empty() { "" } else { ": " };
        format!("{key}{required}{colon}{schema}")
    });
    let absent = |key: &&&str| !s.properties.iter().any(|(known, _)| known == *key);
    let absent = s
        .required
        .iter()
        .filter(absent)
        .map(|key| format!("{key}!"));
    listed.chain(absent).collect::<Vec<_>>().join(", ")
}

fn extend_with_rest(out: &mut Vec<String>, s: &Schema<'_>) {
    let b = s.bounds();
    let numbers = [
        (">=", b.minimum),
        ("<=", b.maximum),
        (">", b.exclusive_minimum),
        ("<", b.exclusive_maximum),
        ("%", b.multiple_of),
    ];
    out.extend(
        numbers
            .iter()
            .filter_map(|(sign, n)| n.map(|n| format!("{sign}{n}"))),
    );
    let sizes = [
        ("length>=", b.min_length),
        ("length<=", b.max_length),
        ("items>=", b.min_items),
        ("items<=", b.max_items),
        ("keys>=", b.min_properties),
        ("keys<=", b.max_properties),
    ];
    out.extend(
        sizes
            .iter()
            .filter_map(|(word, n)| n.map(|n| format!("{word}{n}"))),
    );
    let flags = [
        ("unique", b.unique_items),
        ("deprecated", s.deprecated),
        ("read-only", s.read_only),
        ("write-only", s.write_only),
    ];
    out.extend(
        flags
            .iter()
            .filter(|(_, set)| *set)
            .map(|(word, _)| (*word).to_owned()),
    );
    let texts = [
        ("title", s.title),
        ("text", s.description),
        ("pattern", b.pattern),
    ];
    out.extend(
        texts
            .iter()
            .filter_map(|(word, text)| text.map(|text| format!("{word}={text:?}"))),
    );
    if let Some(default) = s.default {
        out.push(format!("default={default}"));
    }
    if !s.examples.is_empty() {
        out.push(format!(
            "examples={}",
            Value::from_iter(s.examples.iter().map(|e| (*e).clone()))
        ));
    }
    if let Some(stated) = &s.enumeration {
        if !stated.names.is_empty() {
            out.push(format!("names={:?}", stated.names));
        }
        if stated.descriptions.iter().any(Option::is_some) {
            out.push(format!("texts={:?}", stated.descriptions));
        }
    }
    if !s.unexpressed.is_empty() {
        out.push(format!("unexpressed={:?}", s.unexpressed));
    }
}
