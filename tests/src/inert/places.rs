//! Documents in which every text that may reach a file is a named place.
//!
//! What comes in: a document whose texts are written `‹name›`, or `‹name=word›` where
//! only some words make sense. What goes out: the same document with a text put into
//! some of the places, and a word into the others.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;

use serde_json::{Map, Value};
use typewright::config::Config;
use typewright::diagnostic::Diagnostics;
use typewright::load::Memory;
use typewright::pipeline::{Generated, Request, generate_from};

use super::MARK;

/// The syntaxes that a document is written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Syntax {
    /// JSON.
    Json,
    /// YAML.
    Yaml,
}

/// A document with places.
pub struct Document {
    /// `openapi-3.1`.
    pub name: String,
    /// What its places are called, in their order.
    pub places: Vec<Place>,
    root: Value,
}

/// A place of a document.
#[derive(Debug, Clone)]
pub struct Place {
    /// `info.title`.
    pub name: String,
    /// What it holds where it matters what it is.
    word: Option<String>,
}

/// A document whose places are filled.
pub struct Filled {
    root: Value,
    file: String,
    source: String,
    command: String,
    config: Value,
}

/// The documents with places: `tests/documents/inert/places`.
///
/// # Panics
/// When the folder or a document in it cannot be read.
pub fn documents() -> Vec<Document> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("documents/inert/places");
    let entries = std::fs::read_dir(folder).expect("a folder of documents");
    let mut paths: Vec<_> = entries
        .map(|entry| entry.expect("an entry").path())
        .collect();
    paths.sort();
    let read = |path: &Path| {
        let text = std::fs::read_to_string(path).expect("a document");
        let stem = path.file_stem().unwrap_or_default().to_string_lossy();
        Document::read(&stem, &text)
    };
    paths.iter().map(|path| read(path)).collect()
}

impl Document {
    /// Reads a document in YAML.
    ///
    /// # Panics
    /// When the text is no YAML.
    pub fn read(name: &str, text: &str) -> Document {
        let root: Value = serde_yaml::from_str(text).expect("YAML");
        let mut places = Vec::new();
        visit(&root, &mut |text| {
            for (_, place) in pieces(text) {
                let Some(place) = place else { continue };
                match places
                    .iter_mut()
                    .find(|p: &&mut Place| p.name == place.name)
                {
                    Some(known) => known.word = known.word.take().or(place.word),
                    None => places.push(place),
                }
            }
        });
        Document {
            name: name.to_owned(),
            places,
            root,
        }
    }

    /// The mark of a place, by which its text is recognised.
    pub fn mark(&self, place: usize) -> String {
        format!("{MARK}{place}")
    }

    /// What a place holds where nothing else is put into it.
    pub fn word(&self, place: usize) -> String {
        let word = self.places[place].word.clone();
        word.unwrap_or_else(|| format!("word{place}x"))
    }

    /// Fills the places: what `text` gives for the place of an index, else a word.
    pub fn fill(&self, text: impl Fn(usize) -> Option<String>) -> Filled {
        let texts: BTreeMap<&str, String> = self
            .places
            .iter()
            .enumerate()
            .map(|(index, place)| {
                let text = text(index).unwrap_or_else(|| self.word(index));
                (place.name.as_str(), text)
            })
            .collect();
        let mut root = replaced(&self.root, &texts);
        let mut take = |key: &str| root.as_object_mut()?.shift_remove(key);
        let mut word = |key: &str, default: &str| match take(key) {
            Some(Value::String(text)) => text,
            _ => default.to_owned(),
        };
        let file = word("x-file", "api");
        let source = word("x-source", "specs/api.yaml");
        let command = word("x-command", "cargo xtask gen");
        let config = take("x-config").unwrap_or_default();
        Filled {
            root,
            file,
            source,
            command,
            config,
        }
    }
}

impl Filled {
    /// Generates a crate, in memory.
    ///
    /// # Errors
    /// What is wrong with the document; nothing if the configuration is.
    pub fn generate(&self, syntax: Syntax) -> Result<Generated, Diagnostics> {
        let text = match syntax {
            Syntax::Json => self.root.to_string(),
            Syntax::Yaml => serde_yaml::to_string(&self.root).expect("YAML"),
        };
        let file = format!("{}.yaml", self.file);
        let mut request = Request::new(&file, &self.source, &self.command);
        if let Value::Object(config) = &self.config {
            let text = toml::to_string(config).expect("TOML");
            request.config = Config::parse(&text).map_err(|_| Diagnostics::default())?;
        }
        let files = Memory::from_iter([(file.as_str(), text)]);
        generate_from(&files, &request)
    }
}

/// Visits every key and text.
fn visit(value: &Value, each: &mut impl FnMut(&str)) {
    match value {
        Value::String(text) => each(text),
        Value::Array(items) => items.iter().for_each(|item| visit(item, each)),
        Value::Object(map) => map.iter().for_each(|(key, value)| {
            each(key);
            visit(value, each);
        }),
        _ => {}
    }
}

/// A text as pieces: what stands before each place, and the place.
fn pieces(text: &str) -> Vec<(&str, Option<Place>)> {
    let mut found = Vec::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('‹') {
        let (place, after) = after.split_once('›').expect("a place ends");
        let (name, word) = match place.split_once('=') {
            Some((name, word)) => (name, Some(word.to_owned())),
            None => (place, None),
        };
        let name = name.to_owned();
        found.push((before, Some(Place { name, word })));
        rest = after;
    }
    found.push((rest, None));
    found
}

fn replaced(value: &Value, texts: &BTreeMap<&str, String>) -> Value {
    match value {
        Value::String(text) => Value::String(replaced_text(text, texts)),
        Value::Array(items) => items.iter().map(|item| replaced(item, texts)).collect(),
        Value::Object(map) => {
            let entry = |(key, value): (&String, &Value)| {
                (replaced_text(key, texts), replaced(value, texts))
            };
            Value::Object(map.iter().map(entry).collect::<Map<_, _>>())
        }
        other => other.clone(),
    }
}

fn replaced_text(text: &str, texts: &BTreeMap<&str, String>) -> String {
    let is_reference = text.starts_with("#/");
    let mut out = String::new();
    for (before, place) in pieces(text) {
        out.push_str(before);
        let Some(place) = place else { continue };
        let text = &texts[place.name.as_str()];
        match is_reference {
            true => escape(&mut out, text),
            false => out.push_str(text),
        }
    }
    out
}

/// A name within a reference.
fn escape(out: &mut String, name: &str) {
    for byte in name.replace('~', "~0").replace('/', "~1").bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' | b'~' => {
                out.push(char::from(byte));
            }
            byte => {
                let _ = write!(out, "%{byte:02X}");
            }
        }
    }
}
