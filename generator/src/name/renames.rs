//! Whether the names that a configuration asks for can be given.
//!
//! What comes in: `[rename]` and the API. What goes out: a diagnostic for each line that
//! names nothing, or asks for a name that is taken or is none.

use std::collections::{BTreeMap, HashMap};

use crate::api::{Api, Member, Model, Shape};
use crate::config::suggestion;
use crate::diagnostic::{Diagnostic, Diagnostics, Severity};
use crate::load::escaped;

use super::case::{pascal, shouty, snake};
use super::length::shortened;
use super::models::wanted;
use super::reserved;

/// Tells what is wrong with `[rename]`. `exists` knows whether a reference leads to
/// anything: a schema may be there and have no name, or not be selected.
pub fn check_renames(
    api: &Api,
    renames: &BTreeMap<String, String>,
    exists: impl Fn(&str) -> bool,
    diagnostics: &mut Diagnostics,
) {
    if renames.is_empty() {
        return;
    }
    let check = Check::new(api, renames);
    for (pointer, name) in renames {
        let said = match check.subject(pointer) {
            Some(Subject::Model(model)) => check.model(model, name),
            Some(Subject::Member { constant }) => check.member(name, constant),
            None => check.nothing(pointer, exists(pointer)),
        };
        let about = |Said {
                         severity,
                         message,
                         help,
                     }| {
            let message = format!("[rename] {pointer}: {message}");
            Diagnostic::new(severity, Default::default(), message).help(help)
        };
        diagnostics.extend(said.map(about));
    }
}

/// What a line of `[rename]` names.
enum Subject<'a> {
    Model(&'a Model),
    Member { constant: bool },
}

/// What there is to say about a line.
struct Said {
    severity: Severity,
    message: String,
    help: String,
}

struct Check<'a> {
    models: HashMap<&'a str, &'a Model>,
    /// By the type's name that they ask for: the components, and what is renamed.
    by_name: HashMap<String, Vec<&'a str>>,
}

impl<'a> Check<'a> {
    fn new(api: &'a Api, renames: &'a BTreeMap<String, String>) -> Check<'a> {
        let models: HashMap<_, _> = api.models.iter().map(|m| (m.pointer.as_str(), m)).collect();
        let mut by_name: HashMap<String, Vec<&str>> = HashMap::new();
        for model in &api.models {
            let name = match renames.get(&model.pointer) {
                Some(name) => pascal(name, "Model"),
                None if model.is_component() => wanted(&model.origin),
                None => continue,
            };
            by_name.entry(name).or_default().push(&model.pointer);
        }
        Check { models, by_name }
    }

    fn subject(&self, pointer: &str) -> Option<Subject<'a>> {
        if let Some(model) = self.models.get(pointer) {
            return Some(Subject::Model(model));
        }
        let (parent, key) = pointer.rsplit_once("/properties/")?;
        let Shape::Struct(parent) = &self.models.get(parent)?.shape else {
            return None;
        };
        let member = parent.members.iter().find(|m| escaped(m.key()) == key)?;
        let constant = matches!(member, Member::Constant(_));
        Some(Subject::Member { constant })
    }

    fn model(&self, model: &Model, name: &str) -> Option<Said> {
        let wanted = pascal(name, "Model");
        let others = self.by_name.get(&wanted).into_iter().flatten();
        if let Some(other) = others.copied().find(|other| *other != model.pointer) {
            return Some(Said {
                severity: Severity::Error,
                message: format!("`{wanted}` is the name of {other}"),
                help: "choose another name, or rename that one as well".to_owned(),
            });
        }
        becomes(name, &reserved::ty(shortened(wanted)), "a Rust type")
    }

    fn member(&self, name: &str, constant: bool) -> Option<Said> {
        match constant {
            true => becomes(name, &shouty(name, "CONSTANT"), "a constant"),
            false => becomes(name, &snake(name, "property"), "a field"),
        }
    }

    fn nothing(&self, pointer: &str, exists: bool) -> Option<Said> {
        if exists {
            return Some(Said {
                severity: Severity::Warning,
                message: "nothing there has a name in Rust".to_owned(),
                help: "`typewright.json` lists the schemas that have one".to_owned(),
            });
        }
        let components = self.models.values().filter(|m| m.is_component());
        let help = match pointer.contains('#') {
            true => suggestion(pointer, self.models.keys().copied()),
            false => suggestion(pointer, components.map(|m| m.origin.root.as_str())),
        };
        Some(Said {
            severity: Severity::Error,
            message: "the document has no such schema or property".to_owned(),
            help: help.unwrap_or_else(|| {
                "write the name of a component, or a reference such as `#/components/schemas/Pet/properties/name`".to_owned()
            }),
        })
    }
}

/// A name that has to be changed to be one.
fn becomes(name: &str, given: &str, what: &str) -> Option<Said> {
    (name != given).then(|| Said {
        severity: Severity::Warning,
        message: format!("`{name}` cannot be the name of {what}; it becomes `{given}`"),
        help: format!("write `{given}`, or choose another name"),
    })
}
