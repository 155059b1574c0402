//! The document's own examples, and the parts of them, by model.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};

use serde_json::Value;

use crate::api::{Api, ModelId, Shape, Type};

use super::super::Context;
use super::LINES;
use super::conform::{Conform, Trim};
use super::json::Json;
use super::shorten::shorten;
use super::words::Words;

/// How many candidates a model keeps.
const CANDIDATES: usize = 6;

/// Examples nested deeper are not looked into.
const DEPTH: usize = 24;

/// Every example of the document, with what it is an example of.
pub(super) struct Roots<'a> {
    list: Vec<(Cow<'a, Type>, Json<'a>)>,
}

/// Candidates by model, the best sources first.
pub(super) struct Pool<'r, 'a> {
    candidates: Vec<Vec<&'r Json<'a>>>,
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
    /// The first text seen for a property of this name, of a model of that name.
    pub fn get(&self, name: &Words, parent: &str) -> Option<&str> {
        let said = match name.joined() {
            "id" if !parent.is_empty() => self.words.get(&id_of(parent)),
            name => self.words.get(name),
        };
        said.map(String::as_str)
    }

    fn add(&mut self, key: &str, parent: &str, value: &Json<'_>) {
        if self.seen.contains(if key == "id" { parent } else { key }) {
            return;
        }
        let text = match value {
            Json::Text(text) => text,
            Json::List(list) => match list.first() {
                Some(Json::Text(text)) => text,
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
        let mut name = Words::of(key);
        if matches!(value, Json::List(_)) {
            name.singular();
        }
        let name = match name.joined() {
            "id" => id_of(parent),
            name => name.to_owned(),
        };
        self.words.entry(name).or_insert_with(|| text.to_string());
    }
}

/// What the `id` of a model is called elsewhere: `assistant_id`.
fn id_of(model: &str) -> String {
    format!("{}_id", Words::kind(model).joined())
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
        let mut value = None;
        if let Value::String(text) = example {
            let structured = match api.resolve(&ty) {
                Type::Model(id) => {
                    matches!(api.model(*id).shape, Shape::Struct(_) | Shape::Union(_))
                }
                Type::List(_) | Type::Map(_) => true,
                _ => false,
            };
            if structured && text.trim_start().starts_with(['{', '[']) {
                value = serde_json::from_str::<Value>(text).ok().map(Json::from);
            }
        }
        let value = value.unwrap_or_else(|| Json::from(example));
        self.list.push((ty, value));
    }

    /// Walks all examples and notes every part that has a model's type.
    pub fn pool(&self, cx: &'a Context<'a>) -> Pool<'_, 'a> {
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

impl<'r, 'a> Pool<'r, 'a> {
    fn walk(&mut self, cx: &'a Context<'a>, ty: &Type, value: &'r Json<'a>, depth: usize) {
        if depth > DEPTH {
            return;
        }
        match (ty, value) {
            (Type::Model(id), value) => self.walk_model(cx, *id, value, depth),
            (Type::List(item), Json::List(list)) => {
                for value in list.iter().take(CANDIDATES) {
                    self.walk(cx, item, value, depth + 1);
                }
            }
            (Type::Tuple(items), Json::List(list)) => {
                for (item, value) in items.iter().zip(list) {
                    self.walk(cx, item, value, depth + 1);
                }
            }
            (Type::Map(item), Json::Object(map)) => {
                for value in map.values().take(CANDIDATES) {
                    self.walk(cx, item, value, depth + 1);
                }
            }
            (Type::Nullable(inner), value) => self.walk(cx, inner, value, depth + 1),
            _ => {}
        }
    }

    fn walk_model(&mut self, cx: &'a Context<'a>, id: ModelId, value: &'r Json<'a>, depth: usize) {
        if value.is_null() {
            return;
        }
        let candidates = &mut self.candidates[id.index()];
        if candidates.len() < CANDIDATES {
            candidates.push(value);
        }
        match &cx.api.model(id).shape {
            Shape::Struct(s) => {
                let Json::Object(map) = value else { return };
                let kind = &cx.names.model(id).rust;
                let mut lookup = map.in_order();
                for field in s.fields() {
                    if let Some(value) = lookup.get(&field.key) {
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
    pub fn choose(&self, cx: &'a Context<'a>, id: ModelId) -> Option<Json<'a>> {
        let ty = Type::Model(id);
        let mut best: Option<(usize, Json<'a>)> = None;
        for candidate in &self.candidates[id.index()] {
            let mut conform = Conform::new(cx, Trim::NOTHING);
            let Some(value) = conform.check(&ty, candidate) else {
                continue;
            };
            // Empty, or mostly lost: it says little.
            let kept = match &value {
                Json::Object(map) => map.len(),
                Json::List(list) => list.len(),
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
