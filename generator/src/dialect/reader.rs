//! The state of one reading, and how it takes sloppy values.
//!
//! Where a string is wanted, a number is taken as one; where a list is wanted, a
//! single value; where `true` is wanted, `"true"`. Each such case is told.

use std::borrow::Cow;

use foldhash::{HashMap, HashMapExt};
use indexmap::IndexMap;
use openapiv3::ReferenceOr;
use serde_json::{Map, Value};

use super::arena::{Arena, Kind, Pending};
use super::at::At;
use super::refs::{self, Missing, Target};
use super::report::Report;
use super::schema::SchemaId;
use super::{Dialect, keywords};
use crate::config::InputConfig;
use crate::diagnostic::Severity;
use crate::load::{FileId, RawDocument};

/// Everything that readers share.
pub(super) struct Reader<'doc, 'r> {
    pub(super) raw: &'doc RawDocument,
    pub(super) input: &'r InputConfig,
    pub(super) dialect: Dialect,
    pub(super) report: Report,
    pub(super) arena: Arena<'doc>,
    /// Callbacks to read, each once, by absolute reference.
    pub(super) callbacks: IndexMap<String, Target<'doc>>,
    /// Where references of the envelope lead, by the file they stand in and as
    /// written: what is referred to once is so often.
    targets: HashMap<(FileId, &'doc str), Target<'doc>>,
    /// Schemas with references that are still as written, in the order of their ids.
    pub(super) unresolved: Vec<Unresolved<'doc>>,
    /// Schemas that say by which tag their bases know them.
    pub(super) tagged: Vec<(SchemaId, &'doc str)>,
    /// How many values examples may still take; see [`Reader::copy`].
    examples: usize,
    /// How often the text may still be asked; see [`RawDocument::written`].
    questions: usize,
}

/// A schema that refers to others, by its own reference or by its discriminator.
pub(super) struct Unresolved<'doc> {
    pub(super) id: SchemaId,
    /// The reference as written.
    pub(super) written: Option<Cow<'doc, str>>,
}

impl<'doc, 'r> Reader<'doc, 'r> {
    pub(super) fn new(raw: &'doc RawDocument, input: &'r InputConfig, dialect: Dialect) -> Self {
        Reader::with(raw, input, dialect, Arena::for_text(size(raw)))
    }

    fn with(
        raw: &'doc RawDocument,
        input: &'r InputConfig,
        dialect: Dialect,
        arena: Arena<'doc>,
    ) -> Self {
        Reader {
            raw,
            input,
            dialect,
            report: Report::default(),
            arena,
            callbacks: IndexMap::new(),
            targets: HashMap::new(),
            unresolved: Vec::new(),
            tagged: Vec::new(),
            examples: 100_000 + size(raw) / 8,
            questions: 8,
        }
    }

    /// A reader of the envelope, which finds schemas and reads none, so that this one
    /// may read those of components meanwhile.
    pub(super) fn beside(&mut self) -> Self {
        Reader {
            report: std::mem::take(&mut self.report),
            ..Reader::with(self.raw, self.input, self.dialect, self.arena.clone())
        }
    }

    /// Takes over what a reader [beside](Reader::beside) this one has found and told.
    pub(super) fn adopt(&mut self, envelope: Self) {
        self.arena.adopt(envelope.arena);
        let own = std::mem::replace(&mut self.report, envelope.report);
        self.report.append(own);
    }

    /// A schema position of the envelope: the schema goes to the arena, its
    /// reference stays.
    pub(super) fn slot(
        &mut self,
        at: &At<'_>,
        value: &'doc Value,
        kind: Kind,
    ) -> ReferenceOr<openapiv3::Schema> {
        let reference = self.arena.root_reference(at, value, kind);
        ReferenceOr::Reference { reference }
    }

    /// A part of an object, wherever it is: some documents keep all of their
    /// `paths` or `schemas` in another file.
    pub(super) fn part(
        &mut self,
        at: &At<'_>,
        map: &'doc Map<String, Value>,
        key: &str,
    ) -> Option<Target<'doc>> {
        let value = field(map, key)?;
        self.resolved(&at.key(key), value)
    }

    /// `components/schemas`, `definitions`.
    pub(super) fn components(&mut self, part: &Target<'doc>) {
        let at = At::reference(part.file, &part.pointer);
        for (name, value) in self.object(&at, part.value).into_iter().flatten() {
            let id = self.arena.root(&at.key(name), value, Kind::Schema);
            self.arena.schemas.components.push((name.clone(), id));
        }
    }

    /// Reads every schema that was found, and those that are found by that.
    pub(super) fn read_pending(&mut self) {
        while let Some((id, pending)) = self.arena.next_pending() {
            let schema = match pending {
                Pending::Coined(schema) => *schema,
                Pending::Value => keywords::read(self, id),
            };
            self.arena.schemas.nodes.push(schema);
        }
    }

    /// Something was tolerated.
    pub(super) fn note(&mut self, at: &At<'_>, kind: &'static str, detail: &str) {
        self.say(Severity::Note, at, kind, detail, || None);
    }

    /// Something is wrong, and the best was made of it.
    pub(super) fn warn(&mut self, at: &At<'_>, kind: &'static str, detail: &str) {
        self.say(Severity::Warning, at, kind, detail, || None);
    }

    /// Something is wrong, and nothing can be made of it.
    pub(super) fn error(&mut self, at: &At<'_>, kind: &'static str, detail: &str, help: &str) {
        self.say(Severity::Error, at, kind, detail, || Some(help.to_owned()));
    }

    fn say(
        &mut self,
        severity: Severity,
        at: &At<'_>,
        kind: &'static str,
        detail: &str,
        help: impl FnOnce() -> Option<String>,
    ) {
        let schemas = &self.arena.schemas;
        self.report
            .say(severity, || at.pointer(schemas), kind, detail, help);
    }

    /// A reference that leads nowhere: an error, or with `lenient` a note.
    /// `meant` is what it might have been.
    pub(super) fn dangling(&mut self, at: &At<'_>, missing: &Missing<'_>, meant: Option<String>) {
        let message = missing.message();
        if self.input.lenient {
            let kind = "a reference leads nowhere; any value is accepted";
            self.note(at, kind, &message);
            return;
        }
        let help = || match meant {
            Some(meant) => format!("did you mean `{meant}`?"),
            None => missing.help(),
        };
        let kind = "a reference leads nowhere";
        self.say(Severity::Error, at, kind, &message, || Some(help()));
    }

    /// The value at a place, or what it refers to.
    pub(super) fn resolved(&mut self, at: &At<'_>, value: &'doc Value) -> Option<Target<'doc>> {
        let Some(reference) = refs::of(value) else {
            return Some(Target {
                file: at.file,
                pointer: at.pointer(&self.arena.schemas),
                value,
            });
        };
        let written = (at.file, reference);
        if let Some(known) = self.targets.get(&written) {
            return Some(known.clone());
        }
        match self.followed(at.file, reference) {
            Ok(target) => {
                self.targets.insert(written, target.clone());
                Some(target)
            }
            Err(missing) => {
                self.dangling(&at.key("$ref"), &missing, None);
                None
            }
        }
    }

    /// Where a reference leads, through further ones.
    fn followed(&self, file: FileId, reference: &'doc str) -> Result<Target<'doc>, Missing<'doc>> {
        let mut here = refs::find(self.raw, file, reference)?;
        for _ in 1..32 {
            let Some(reference) = refs::of(here.value) else {
                return Ok(here);
            };
            here = refs::find(self.raw, here.file, reference)?;
        }
        Err(Missing::Loop(here.pointer))
    }

    /// A scalar as text: as its author wrote it where that can be told.
    pub(super) fn as_text(&mut self, at: &At<'_>, value: &Value) -> String {
        if matches!(value, Value::Number(_)) && self.questions > 0 {
            self.questions -= 1;
            if let Some(written) = self.raw.written(&at.pointer(&self.arena.schemas)) {
                return written;
            }
        }
        value.to_string()
    }

    /// A copy of an example. What one response says may be referred to from every
    /// operation, so that copies are limited to about the size of the document.
    pub(super) fn copy(&mut self, at: &At<'_>, value: &Value) -> Option<Value> {
        match self.examples.checked_sub(count(value, self.examples)) {
            Some(left) => {
                self.examples = left;
                Some(value.clone())
            }
            None => {
                self.note(
                    at,
                    "examples beyond the size of the document are left out",
                    "",
                );
                None
            }
        }
    }

    /// A value of the reader's own making that lives as long as the document.
    pub(super) fn coin(&self, value: Value) -> &'doc Value {
        let coined = &self.raw.coined;
        &coined[coined.push(value)]
    }

    /// A string; numbers and booleans are written out.
    pub(super) fn string(&mut self, at: &At<'_>, value: &'doc Value) -> Option<&'doc str> {
        match value {
            Value::String(text) => Some(text),
            Value::Null => None,
            Value::Bool(_) | Value::Number(_) => {
                let text = self.as_text(at, value);
                self.note(
                    at,
                    "a string is expected here; the value is taken as one",
                    &text,
                );
                self.coin(Value::String(text)).as_str()
            }
            Value::Array(_) | Value::Object(_) => {
                self.warn(
                    at,
                    "a string is expected here; the value is ignored",
                    kind_of(value),
                );
                None
            }
        }
    }

    /// A boolean; `"true"` is taken as one.
    pub(super) fn flag(&mut self, at: &At<'_>, value: &Value) -> bool {
        let kind = "`true` or `false` is expected here";
        match value {
            Value::Bool(flag) => *flag,
            Value::Null => false,
            Value::String(text) => {
                self.note(at, kind, &format!("found the string \"{text}\""));
                // Some documents give a reason (`deprecated: "use b instead"`).
                !matches!(
                    text.to_ascii_lowercase().as_str(),
                    "false" | "no" | "off" | "0" | ""
                )
            }
            Value::Number(number) => {
                self.note(at, kind, &format!("found {number}"));
                number.as_f64() != Some(0.0)
            }
            other => {
                self.warn(at, kind, &format!("found {}", kind_of(other)));
                false
            }
        }
    }

    /// An object; anything else is ignored.
    pub(super) fn object(
        &mut self,
        at: &At<'_>,
        value: &'doc Value,
    ) -> Option<&'doc Map<String, Value>> {
        match value {
            Value::Object(map) => Some(map),
            Value::Null => None,
            other => {
                self.warn(
                    at,
                    "an object is expected here; the value is ignored",
                    kind_of(other),
                );
                None
            }
        }
    }

    /// A list; a single value is taken as a list of one.
    pub(super) fn list(&mut self, at: &At<'_>, value: &'doc Value) -> &'doc [Value] {
        match value {
            Value::Array(items) => items,
            Value::Null => &[],
            other => {
                self.note(
                    at,
                    "a list is expected here; the value is taken as a list of one",
                    kind_of(other),
                );
                std::slice::from_ref(other)
            }
        }
    }
}

/// How many bytes a document has.
fn size(raw: &RawDocument) -> usize {
    raw.files.iter().map(|file| file.text.len()).sum()
}

/// How many values there are in a value; stops counting beyond `enough`.
fn count(value: &Value, enough: usize) -> usize {
    let mut total = 1;
    let parts: &mut dyn Iterator<Item = &Value> = match value {
        Value::Array(items) => &mut items.iter(),
        Value::Object(map) => &mut map.values(),
        _ => return total,
    };
    for part in parts {
        if total > enough {
            break;
        }
        total += count(part, enough - total);
    }
    total
}

/// A field of an object. Objects of a document have few keys, and comparing them
/// is faster than hashing one.
pub(super) fn field<'doc>(map: &'doc Map<String, Value>, key: &str) -> Option<&'doc Value> {
    if map.len() > 12 {
        return map.get(key);
    }
    let mut fields = map.iter();
    fields.find_map(|(name, value)| (name == key).then_some(value))
}

/// What a value is, in words.
pub(super) fn kind_of(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "a boolean",
        Value::Number(_) => "a number",
        Value::String(_) => "a string",
        Value::Array(_) => "a list",
        Value::Object(_) => "an object",
    }
}
