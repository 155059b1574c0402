//! Keys that a document's own examples have and its schemas do not declare.
//!
//! A schema that says nothing about further keys allows them all, and dropping
//! them is a fair default. But where the document itself shows such a key in an
//! example, servers send it: the object keeps what it does not know.

use std::borrow::Cow;

use foldhash::{HashSet, HashSetExt};
use serde_json::Value;

use crate::api::{Api, Decision, Extra, Member, ModelId, Shape, Type};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::lower::keys::Keys;

/// Makes structs keep unknown keys where an example shows one.
pub(super) fn infer(api: &mut Api, diagnostics: &mut Diagnostics) {
    let mut found = Search {
        api,
        open: HashSet::new(),
        order: Vec::new(),
    };
    for (id, model) in api.iter() {
        for example in &model.examples {
            found.model(id, &parsed(example));
        }
    }
    for (id, key) in found.order {
        let model = &mut api.models[id.index()];
        if let Shape::Struct(s) = &mut model.shape {
            s.extra = Extra::Kept(Type::Any);
        }
        let message = format!(
            "an example has the key `{key}`, which the schema does not declare; unknown keys are kept"
        );
        let help = "declare the property, or say `additionalProperties: true`";
        diagnostics.push(Diagnostic::note(model.pointer.clone(), message).help(help));
    }
}

/// Examples of objects are often written as text.
fn parsed(example: &Value) -> Cow<'_, Value> {
    let parsed = match example {
        Value::String(text) if text.trim_start().starts_with('{') => {
            serde_json::from_str(text).ok()
        }
        _ => None,
    };
    parsed.map_or(Cow::Borrowed(example), Cow::Owned)
}

struct Search<'a> {
    api: &'a Api,
    open: HashSet<ModelId>,
    /// The structs found, with the first key that showed it.
    order: Vec<(ModelId, String)>,
}

impl Search<'_> {
    fn value(&mut self, ty: &Type, value: &Value) {
        match (self.api.resolve(ty), value) {
            (Type::Model(id), _) => self.model(*id, value),
            (Type::Nullable(inner), _) => self.value(inner, value),
            (Type::List(item), Value::Array(items)) => {
                items.iter().for_each(|v| self.value(item, v));
            }
            (Type::Map(item), Value::Object(map)) => map.values().for_each(|v| self.value(item, v)),
            _ => {}
        }
    }

    fn model(&mut self, id: ModelId, value: &Value) {
        match (&self.api.model(id).shape, value) {
            (Shape::Struct(s), Value::Object(map)) => {
                let mut members = Keys::default();
                for (key, value) in map {
                    let position = members.position(&s.members, Member::key, key);
                    match position.map(|position| &s.members[position]) {
                        Some(Member::Field(field)) => self.value(&field.ty, value),
                        Some(Member::Constant(_)) => {}
                        None if s.extra == Extra::Unstated && self.open.insert(id) => {
                            self.order.push((id, key.clone()));
                        }
                        None => {}
                    }
                }
            }
            (Shape::Union(union), Value::Object(_)) => {
                let decision = union.plan.decide(value);
                if let Some(variant) = decision.and_then(Decision::variant) {
                    self.value(&union.variants[variant].ty, value);
                }
            }
            (Shape::Alias(target), _) => self.value(target, value),
            _ => {}
        }
    }
}
