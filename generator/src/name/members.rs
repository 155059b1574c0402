//! Names inside a model: fields, constants, values, variants.

use std::collections::BTreeMap;

use crate::api::{Member, Model, Shape, Struct};
use crate::load::escaped;

use super::case::{pascal, shouty, snake};
use super::reserved;
use super::scope::Scope;
use super::{Identifier, ModelName};

/// The variant that keeps what is not known; no value's variant takes its name.
pub const UNKNOWN: &str = "Unknown";

/// Fills in the names of a model's parts.
pub(super) fn name(model: &Model, renames: &BTreeMap<String, String>, names: &mut ModelName) {
    match &model.shape {
        Shape::Struct(s) => name_struct(model, s, renames, names),
        Shape::StringEnum(e) => {
            let values = e
                .values
                .iter()
                .map(|v| (v.name.as_deref(), v.value.as_str()));
            names.members = variants(values);
        }
        Shape::IntegerEnum(e) => {
            let texts: Vec<String> = e.values.iter().map(|v| v.value.to_string()).collect();
            let values = e
                .values
                .iter()
                .zip(&texts)
                .map(|(v, t)| (v.name.as_deref(), t.as_str()));
            names.members = variants(values);
        }
        Shape::Union(u) => {
            names.members = variants(u.variants.iter().map(|v| (None, v.name.as_str())));
        }
        Shape::Alias(_) => {}
    }
}

fn name_struct(
    model: &Model,
    s: &Struct,
    renames: &BTreeMap<String, String>,
    names: &mut ModelName,
) {
    let mut fields = Scope::default();
    let mut constants = Scope::default();
    for member in &s.members {
        let renamed = if renames.is_empty() {
            None
        } else {
            renames.get(&format!(
                "{}/properties/{}",
                model.pointer,
                escaped(member.key())
            ))
        };
        let text = renamed.map_or(member.key(), String::as_str);
        match member {
            Member::Field(_) => {
                let name = fields.claim(snake(text, "property"), "_");
                names
                    .members
                    .push(Identifier::new(reserved::identifier(name)));
            }
            Member::Constant(_) => {
                let name = constants.claim(shouty(text, "CONSTANT"), "_");
                names.members.push(Identifier::new(name));
            }
        }
    }
    names.extra = Identifier::new(fields.claim("additional_properties".to_owned(), "_"));
}

fn variants<'a>(values: impl Iterator<Item = (Option<&'a str>, &'a str)>) -> Vec<Identifier> {
    let mut scope = Scope::reserving(&[UNKNOWN, "Self"]);
    values
        .map(|(name, value)| {
            let wanted = pascal(name.unwrap_or(value), "Empty");
            // A value that is itself called unknown: the catch-all keeps its name.
            let wanted = if wanted == UNKNOWN {
                "UnknownValue".to_owned()
            } else {
                wanted
            };
            Identifier::new(scope.claim(reserved::variant(wanted), ""))
        })
        .collect()
}
