//! The document's own examples, and the parts of them, by model.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};

use serde_json::Value;

use crate::api::{Api, Member, ModelId, Shape, Type};

use super::super::Context;
use super::conform::{Conform, Trim};
use super::shorten::shorten;
use super::{LINES, words};

/// How many candidates a model keeps.
const CANDIDATES: usize = 6;

/// Examples nested deeper are not looked into.
const DEPTH: usize = 24;

/// Every example of the document, with what it is an example of.
pub(super) struct Roots<'a> {
    list: Vec<(Cow<'a, Type>, Cow<'a, Value>)>,
}

/// Candidates by model, the best sources first.
pub(super) struct Pool<'r> {
    candidates: Vec<Vec<&'r Value>>,
    vocabulary: Vocabulary,
}

/// What properties hold in the document's examples, by name: `assistant_id` is
/// `asst_abc123`, and so is the `id` of an assistant.
#[derive(Debug, Default)]
pub(super) struct Vocabulary {
    words: HashMap<String, String>,
    /// Properties that are known already, as they are written.
    seen: HashSet<String>,
}

impl Vocabulary {
    /// The first text seen for a property.
    pub fn get(&self, name: &[String], parent: &[String]) -> Option<&str> {
        if self.words.is_empty() {
            return None;
        }
        let said = match name {
            [id] if id == "id" && !parent.is_empty() => {
                self.words.get(&format!("{}_id", parent.join("_")))
            }
            name => self.words.get(&name.join("_")),
        };
        said.map(String::as_str)
    }

    fn add(&mut self, key: &str, parent: &str, value: &Value) {
        if self.seen.contains(if key == "id" { parent } else { key }) {
            return;
        }
        let text = match value {
            Value::String(text) => text,
            Value::Array(list) => match list.first() {
                Some(Value::String(text)) => text,
                _ => return,
            },
            _ => return,
        };
        let readable = (1..=60).contains(&text.len()) && !text.contains(['\n', '…']);
        if !readable {
            return;
        }
        self.seen
            .insert(if key == "id" { parent } else { key }.to_owned());
        let mut name = words::words(key);
        if value.is_array() {
            words::singular(&mut name);
        }
        let name = match name.as_slice() {
            [id] if id == "id" => format!("{}_id", words::kind(parent).join("_")),
            name => name.join("_"),
        };
        self.words.entry(name).or_insert_with(|| text.clone());
    }
}

impl<'a> Roots<'a> {
    /// Collects the examples of schemas, then of bodies, then of properties.
    pub fn of(api: &'a Api) -> Roots<'a> {
        let mut roots = Roots { list: Vec::new() };
        for (id, model) in api.iter() {
            for example in &model.examples {
                roots.add(api, Cow::Owned(Type::Model(id)), example);
            }
        }
        for operation in &api.operations {
            let sent = operation.request.iter().flat_map(|body| &body.content);
            let answered = operation.responses.iter().flat_map(|r| &r.content);
            for content in sent.chain(answered) {
                let Some(ty) = &content.ty else { continue };
                for example in &content.examples {
                    roots.add(api, Cow::Borrowed(ty), &example.value);
                }
            }
        }
        for model in &api.models {
            let Shape::Struct(s) = &model.shape else {
                continue;
            };
            for field in s.fields() {
                for example in &field.examples {
                    roots.add(api, Cow::Borrowed(&field.ty), example);
                }
            }
        }
        roots
    }

    /// JSON text in place of an object is what some documents have.
    fn add(&mut self, api: &Api, ty: Cow<'a, Type>, example: &'a Value) {
        let mut value = Cow::Borrowed(example);
        if let Value::String(text) = example {
            let structured = match api.resolve(&ty) {
                Type::Model(id) => {
                    matches!(api.model(*id).shape, Shape::Struct(_) | Shape::Union(_))
                }
                Type::List(_) | Type::Map(_) => true,
                _ => false,
            };
            if structured
                && text.trim_start().starts_with(['{', '['])
                && let Ok(parsed) = serde_json::from_str(text)
            {
                value = Cow::Owned(parsed);
            }
        }
        self.list.push((ty, value));
    }

    /// Walks all examples and notes every part that has a model's type.
    pub fn pool(&'a self, cx: &Context<'_>) -> Pool<'a> {
        let mut pool = Pool {
            candidates: vec![Vec::new(); cx.api.models.len()],
            vocabulary: Vocabulary::default(),
        };
        for (ty, value) in &self.list {
            pool.walk(cx, ty, value, 0);
        }
        pool
    }
}

impl<'r> Pool<'r> {
    fn walk(&mut self, cx: &Context<'_>, ty: &Type, value: &'r Value, depth: usize) {
        if depth > DEPTH {
            return;
        }
        match (ty, value) {
            (Type::Model(id), value) => self.walk_model(cx, *id, value, depth),
            (Type::List(item), Value::Array(list)) => {
                for value in list.iter().take(CANDIDATES) {
                    self.walk(cx, item, value, depth + 1);
                }
            }
            (Type::Tuple(items), Value::Array(list)) => {
                for (item, value) in items.iter().zip(list) {
                    self.walk(cx, item, value, depth + 1);
                }
            }
            (Type::Map(item), Value::Object(map)) => {
                for value in map.values().take(CANDIDATES) {
                    self.walk(cx, item, value, depth + 1);
                }
            }
            (Type::Nullable(inner), value) => self.walk(cx, inner, value, depth + 1),
            _ => {}
        }
    }

    fn walk_model(&mut self, cx: &Context<'_>, id: ModelId, value: &'r Value, depth: usize) {
        if value.is_null() {
            return;
        }
        let candidates = &mut self.candidates[id.index()];
        if candidates.len() < CANDIDATES {
            candidates.push(value);
        }
        match &cx.api.model(id).shape {
            Shape::Struct(s) => {
                let Value::Object(map) = value else { return };
                let kind = &cx.names.model(id).rust;
                for member in &s.members {
                    if let Member::Field(field) = member
                        && let Some(value) = map.get(&field.key)
                    {
                        self.vocabulary.add(&field.key, kind, value);
                        self.walk(cx, &field.ty, value, depth + 1);
                    }
                }
            }
            Shape::Union(union) => {
                let mut conform = Conform::new(cx, Trim::NOTHING);
                if let Some(variant) = conform.route(union, value) {
                    let variant = &union.variants[variant];
                    if variant.writes_tag.is_none() {
                        self.walk(cx, &variant.ty, value, depth + 1);
                    }
                }
            }
            Shape::Alias(ty) => self.walk(cx, ty, value, depth + 1),
            Shape::StringEnum(_) | Shape::IntegerEnum(_) => {}
        }
    }

    /// What the examples say, by the names of properties.
    pub fn into_vocabulary(self) -> Vocabulary {
        self.vocabulary
    }

    /// The candidate that loses least, as encoding writes it, at a readable
    /// length. Losing nothing beats all.
    pub fn choose(&self, cx: &Context<'_>, id: ModelId) -> Option<Value> {
        let ty = Type::Model(id);
        let mut best: Option<(usize, Value)> = None;
        for candidate in &self.candidates[id.index()] {
            let mut conform = Conform::new(cx, Trim::NOTHING);
            let Some(value) = conform.check(&ty, candidate) else {
                continue;
            };
            // Empty, or mostly lost: it says little.
            let kept = match &value {
                Value::Object(map) => map.len(),
                Value::Array(list) => list.len(),
                _ => 1,
            };
            if kept == 0 || conform.dropped > kept {
                continue;
            }
            if best
                .as_ref()
                .is_none_or(|(dropped, _)| conform.dropped < *dropped)
            {
                let lossless = conform.dropped == 0;
                best = Some((conform.dropped, value));
                if lossless {
                    break;
                }
            }
        }
        let (_, value) = best?;
        Some(shorten(cx, &ty, value, LINES))
    }
}
