//! Where a reference leads, in the values alone.
//!
//! What comes in: a reference as it stands in a file. What goes out: the value it
//! leads to and the absolute reference of that value, through other references on
//! the way (`#/paths/~1pets/get/parameters/0/schema`, where the parameter is a
//! reference itself).

use serde_json::Value;

use super::at::push_key;
use super::reader::{field, kind_of};
use crate::load::{FileId, RawDocument, Unreachable, percent_decoded, unescaped};

/// References that take more steps than this are loops.
const HOPS: usize = 100;

/// What a reference leads to.
#[derive(Debug, Clone)]
pub(super) struct Target<'doc> {
    pub(super) file: FileId,
    /// The absolute reference.
    pub(super) pointer: String,
    pub(super) value: &'doc Value,
}

/// Why a reference leads nowhere.
#[derive(Debug)]
pub(super) enum Missing<'doc> {
    /// The file is out of reach.
    File(Unreachable),
    /// There is nothing of this name at this place.
    Value { parent: Target<'doc>, key: String },
    /// It leads back to itself.
    Loop(String),
    /// There is something, but no schema.
    Other(Target<'doc>),
}

impl Missing<'_> {
    /// What is wrong.
    pub(super) fn message(&self) -> String {
        match self {
            Missing::File(why) => why.to_string(),
            Missing::Value { parent, key } => format!("there is no `{}`", below(parent, key)),
            Missing::Loop(reference) => format!("`{reference}` leads back to itself"),
            Missing::Other(found) => {
                let kind = kind_of(found.value);
                format!("`{}` is {kind}, and a schema is an object", found.pointer)
            }
        }
    }

    /// What to do about it.
    pub(super) fn help(&self) -> String {
        match self {
            Missing::File(why) => why.help().to_owned(),
            Missing::Value { parent, key } => match nearest(parent.value, key) {
                Some(nearest) => format!("did you mean `{}`?", below(parent, nearest)),
                None => MEND.to_owned(),
            },
            Missing::Loop(_) | Missing::Other(_) => MEND.to_owned(),
        }
    }
}

const MEND: &str = "mend the reference, or take it as a free-form value with `--lenient`";

fn below(parent: &Target<'_>, key: &str) -> String {
    let mut reference = parent.pointer.clone();
    push_key(&mut reference, key);
    reference
}

/// The key that is most like another one, if any is much like it.
fn nearest<'doc>(value: &'doc Value, key: &str) -> Option<&'doc str> {
    let allowed = 1 + key.len() / 4;
    let keys = value.as_object()?.keys();
    keys.filter(|candidate| candidate.len().abs_diff(key.len()) <= allowed)
        .map(|candidate| (strsim::damerau_levenshtein(candidate, key), candidate))
        .filter(|(distance, _)| *distance <= allowed)
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, candidate)| candidate.as_str())
}

/// The reference that a value is.
pub(super) fn of(value: &Value) -> Option<&str> {
    field(value.as_object()?, "$ref")?.as_str()
}

/// Where a reference in a file leads.
pub(super) fn find<'doc>(
    raw: &'doc RawDocument,
    from: FileId,
    reference: &str,
) -> Result<Target<'doc>, Missing<'doc>> {
    hop(raw, from, reference, &mut 0)
}

fn hop<'doc>(
    raw: &'doc RawDocument,
    from: FileId,
    reference: &str,
    hops: &mut usize,
) -> Result<Target<'doc>, Missing<'doc>> {
    *hops += 1;
    if *hops > HOPS {
        return Err(Missing::Loop(reference.to_owned()));
    }
    let (path, pointer) = reference.split_once('#').unwrap_or((reference, ""));
    let file = match path {
        "" => from,
        path if Some(path) == raw.root().root.get("$self").and_then(Value::as_str) => FileId::ROOT,
        path => raw.follow(from, path).map_err(Missing::File)?,
    };
    match walk(raw, file, pointer, hops) {
        Err(missing @ Missing::Value { .. }) if pointer.contains('%') => {
            walk(raw, file, &percent_decoded(pointer), hops).map_err(|_| missing)
        }
        found => found,
    }
}

fn walk<'doc>(
    raw: &'doc RawDocument,
    file: FileId,
    pointer: &str,
    hops: &mut usize,
) -> Result<Target<'doc>, Missing<'doc>> {
    let root = raw.file(file);
    let mut here = Target {
        file,
        pointer: format!("{}#", root.name),
        value: &root.root,
    };
    if !pointer.is_empty() && !pointer.starts_with('/') {
        return Err(Missing::Value {
            parent: here,
            key: pointer.to_owned(),
        });
    }
    for segment in pointer.split('/').skip(1) {
        let key = unescaped(segment);
        here.value = loop {
            if let Some(value) = child(here.value, &key) {
                break value;
            }
            let Some(reference) = of(here.value) else {
                let key = key.into_owned();
                return Err(Missing::Value { parent: here, key });
            };
            here = hop(raw, here.file, reference, hops)?;
        };
        push_key(&mut here.pointer, &key);
    }
    Ok(here)
}

fn child<'doc>(value: &'doc Value, key: &str) -> Option<&'doc Value> {
    match value {
        Value::Object(map) => map.get(key),
        Value::Array(items) => items.get(key.parse::<usize>().ok()?),
        _ => None,
    }
}
