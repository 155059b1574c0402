//! Parses the parts of a text at the same time, and joins what they hold.

use rayon::prelude::*;
use serde::de::DeserializeSeed;
use serde_json::map::Entry;
use serde_json::{Map, Value};

use super::parts::{Cut, Part};
use super::pointer::escaped;
use super::value::{AnyValue, Noticed, SMALL, Scan, allowance};
use super::{Syntax, nesting};

/// How long parts are at least: a millisecond or two of parsing YAML.
const SIZE: usize = 64 << 10;

/// Deeper values are left to a parser of the whole text, which has a larger stack than
/// the threads here.
const DEPTH: usize = 64;

/// An object and what was noticed in it, as if it had been parsed as a whole.
#[derive(Default)]
pub(super) struct Joined {
    pub(super) map: Map<String, Value>,
    pub(super) noticed: Noticed,
}

impl Joined {
    /// Adds an entry. `None` if its key is there already.
    fn add(&mut self, key: String, value: Value) -> Option<()> {
        match self.map.entry(key) {
            Entry::Vacant(entry) => {
                entry.insert(value);
                Some(())
            }
            Entry::Occupied(_) => None,
        }
    }
}

/// Parses a text in parts. `None` where it has to be parsed as a whole, be it only to
/// say what is wrong with it.
pub(super) fn parse(text: &str, syntax: Syntax) -> Option<Joined> {
    parse_cut(text, Cut { syntax, size: SIZE })
}

fn parse_cut(text: &str, cut: Cut) -> Option<Joined> {
    let syntax = cut.syntax;
    let parts = cut.apply(text)?;
    let mut runs = Vec::new();
    collect(&parts, &mut runs);
    // What a text may have whatever its length, they have together.
    let surplus = SMALL - SMALL / runs.len();
    let found: Vec<Joined> = runs
        .into_par_iter()
        .with_max_len(1) // They are few and large: no thread is to keep one for later.
        .map(|run| match syntax {
            Syntax::Json => json(run),
            Syntax::Yaml => yaml(run, allowance(run.len()) - surplus),
        })
        .collect::<Option<_>>()?;
    let mut joined = Joined::default();
    join(syntax, &parts, &mut found.into_iter(), &mut joined)?;
    Some(joined)
}

/// The runs of entries, in order.
fn collect<'t>(parts: &[Part<'t>], runs: &mut Vec<&'t str>) {
    for part in parts {
        match part {
            Part::Run(text) => runs.push(text),
            Part::Entry { parts, .. } => collect(parts, runs),
        }
    }
}

fn json(run: &str) -> Option<Joined> {
    let mut text = String::with_capacity(run.len() + 2);
    text.extend(["{", run, "}"]);
    let scan = Scan::new(false, usize::MAX).within(DEPTH);
    let value = scan.json(&text).ok()?;
    object(value, scan)
}

fn yaml(run: &str, allowance: usize) -> Option<Joined> {
    if nesting::too_deep(run).is_some() {
        return None;
    }
    let scan = Scan::new(true, allowance).within(DEPTH);
    let mut documents = serde_yaml::Deserializer::from_str(run);
    let value = AnyValue(&scan).deserialize(documents.next()?).ok()?;
    match documents.next() {
        Some(_) => None,
        None => object(value, scan),
    }
}

fn object(value: Value, scan: Scan) -> Option<Joined> {
    let Value::Object(map) = value else {
        return None;
    };
    Some(Joined {
        map,
        noticed: scan.finish(),
    })
}

/// Adds parts to an object. `None` if a key is in two of them.
fn join(
    syntax: Syntax,
    parts: &[Part<'_>],
    found: &mut impl Iterator<Item = Joined>,
    joined: &mut Joined,
) -> Option<()> {
    for part in parts {
        match part {
            Part::Run(_) => {
                let run = found.next()?;
                joined.noticed.extend(run.noticed);
                for (key, value) in run.map {
                    joined.add(key, value)?;
                }
            }
            Part::Entry { key, parts } => {
                let key = read_key(syntax, key)?;
                // What it holds may name files, which a look at the whole object tells.
                if key == "mapping" {
                    return None;
                }
                let mut value = Joined::default();
                join(syntax, parts, found, &mut value)?;
                let segment = escaped(&key);
                for pointer in &mut value.noticed.duplicates {
                    *pointer = format!("/{segment}{pointer}");
                }
                joined.noticed.extend(value.noticed);
                joined.add(key, Value::Object(value.map))?;
            }
        }
    }
    Some(())
}

/// The key of an entry that stands for its own.
fn read_key(syntax: Syntax, key: &str) -> Option<String> {
    if syntax == Syntax::Json {
        return serde_json::from_str(key).ok();
    }
    let entry = yaml(&format!("{key}:"), allowance(key.len()))?;
    let mut entries = entry.map.into_iter();
    match (entries.next()?, entries.next()) {
        ((key, Value::Null), None) => Some(key),
        _ => None,
    }
}

#[cfg(test)]
mod tests;
