//! A value made up from what the document says about it.
//!
//! Everything is decided by the schema and the names in it, so the same document
//! always gives the same example.

mod choice;
mod scalar;

use crate::api::{Bounds, Extra, Field, Format, Member, ModelId, Shape, Struct, Type};

use super::super::Context;
use super::conform::{Conform, DEPTH, Trim};
use super::height::Heights;
use super::json::Json;
use super::object::Object;
use super::pool::Vocabulary;
use super::words::{self, Words};

/// From here on, optional parts are left out and lists stay empty.
const DEEP: usize = 5;

/// How many optional properties an object shows, by depth.
const OPTIONAL: [usize; 2] = [16, 2];

/// How many values an example may have before it gets sparing, and how many more
/// before it is given up.
const BUDGET: isize = 300;
const OVERDRAFT: isize = -3000;

/// How many members of structs are looked at for an example, and values to find out
/// of which variant they are.
const STEPS: usize = 20_000;

/// What a value is for.
#[derive(Clone, Copy)]
struct Place<'a> {
    /// The property's name.
    key: &'a str,
    /// It is one of several that the property names.
    one_of_several: bool,
    /// The name of the model that it is a property of.
    parent: &'a str,
    bounds: &'a Bounds,
    description: Option<&'a str>,
    /// Which of several.
    nth: usize,
}

impl Place<'_> {
    fn words(&self) -> Words {
        let mut words = Words::of(self.key);
        if self.one_of_several {
            words.singular();
        }
        words
    }
}

/// The making of one example.
pub(super) struct Synthesis<'s, 'a> {
    cx: &'a Context<'a>,
    heights: &'s Heights,
    vocabulary: &'s Vocabulary,
    /// By model: the document's own example; empty to do without.
    given: &'s [Option<Json<'a>>],
    depth: usize,
    /// How many types deep the value is, aliases and lists among them.
    nesting: usize,
    budget: isize,
    /// How many members and values may still be looked at.
    steps: usize,
}

impl<'s, 'a> Synthesis<'s, 'a> {
    pub fn new(
        cx: &'a Context<'a>,
        heights: &'s Heights,
        vocabulary: &'s Vocabulary,
        given: &'s [Option<Json<'a>>],
    ) -> Self {
        Synthesis {
            cx,
            heights,
            vocabulary,
            given,
            depth: 0,
            nesting: 0,
            budget: BUDGET,
            steps: STEPS,
        }
    }

    /// A value of a model; `None` where there is no finite one.
    pub fn model(mut self, id: ModelId) -> Option<Json<'a>> {
        let place = self.place_of(id);
        self.make_model(id, &place)
    }

    /// A value of any type, for a parameter or body of this name.
    pub fn named(mut self, ty: &'a Type, name: &str, bounds: &Bounds) -> Option<Json<'a>> {
        let place = Place {
            key: name,
            one_of_several: false,
            parent: "",
            bounds,
            description: None,
            nth: 0,
        };
        self.value(ty, &place)
    }

    fn place_of(&self, id: ModelId) -> Place<'a> {
        Place {
            key: &self.cx.names.model(id).rust,
            one_of_several: false,
            parent: "",
            bounds: &self.cx.api.model(id).bounds,
            description: None,
            nth: 0,
        }
    }

    fn is_deep(&self) -> bool {
        self.depth >= DEEP || self.budget < 0
    }

    fn value(&mut self, ty: &'a Type, place: &Place<'_>) -> Option<Json<'a>> {
        self.heights.of_type(ty)?;
        self.budget -= 1;
        if self.budget < OVERDRAFT || self.nesting > DEPTH {
            return None;
        }
        self.nesting += 1;
        let value = self.value_of(ty, place);
        self.nesting -= 1;
        value
    }

    fn value_of(&mut self, ty: &'a Type, place: &Place<'_>) -> Option<Json<'a>> {
        Some(match ty {
            Type::Any | Type::String(Format::None) => Json::Text(self.text(place)),
            Type::Null => Json::Null,
            Type::Boolean => Json::Bool(true),
            Type::Integer(width) => scalar::integer(*width, place),
            Type::Number => scalar::number(place)?,
            Type::String(Format::Mapped(mapped)) => Json::text(words::formatted(&mapped.format)?),
            Type::Model(id) => self.make_model(*id, place)?,
            Type::List(item) => self.list(item, place)?,
            Type::Tuple(items) => {
                let items = items.iter().map(|item| self.value(item, place));
                Json::List(items.collect::<Option<_>>()?)
            }
            Type::Map(value) => self.map(value, place)?,
            Type::Nullable(_) if self.is_deep() => Json::Null,
            Type::Nullable(inner) => self.value(inner, place)?,
        })
    }

    fn make_model(&mut self, id: ModelId, place: &Place<'_>) -> Option<Json<'a>> {
        let model = self.cx.api.model(id);
        if self.depth > 0
            && let Some(given) = self.borrowed(id)
        {
            return Some(given);
        }
        match &model.shape {
            Shape::Struct(s) => {
                self.depth += 1;
                let made = self.structure(id, s);
                self.depth -= 1;
                made
            }
            Shape::StringEnum(e) => {
                let value = e.values.get(place.nth).or(e.values.first())?;
                Some(Json::text(&value.value))
            }
            Shape::IntegerEnum(e) => {
                let value = e.values.get(place.nth).or(e.values.first())?;
                Some(Json::from(value.value))
            }
            Shape::Union(union) => self.union(union, place),
            Shape::Alias(ty) => {
                let bounds = if model.bounds == Bounds::default() {
                    place.bounds
                } else {
                    &model.bounds
                };
                let place = Place { bounds, ..*place };
                self.value(ty, &place)
            }
        }
    }

    /// The document's own example of a model, short enough to be part of another.
    fn borrowed(&mut self, id: ModelId) -> Option<Json<'a>> {
        let given = self.given.get(id.index())?.as_ref()?;
        let trim = Trim {
            items: 1,
            optional_depth: 1,
            text: 80,
        };
        let mut conform = Conform::new(self.cx, trim);
        let short = conform.check(&Type::Model(id), given)?;
        (!conform.tried).then_some(short)
    }

    fn structure(&mut self, id: ModelId, s: &'a Struct) -> Option<Json<'a>> {
        self.steps = self.steps.checked_sub(s.members.len())?;
        let parent = self.cx.names.model(id).rust.as_str();
        let mut object = Object::default();
        let allowed = OPTIONAL.get(self.depth - 1).copied().unwrap_or(0);
        let none_required = !s.fields().any(|f| f.required);
        let mut optional = match (self.is_deep(), none_required) {
            (true, _) => 0,
            (false, true) => allowed.max(1),
            (false, false) if self.depth > 1 => 0,
            (false, false) => allowed,
        };
        let usage = self.cx.analysis.usage(id);
        let sent_only = !usage.requests.is_empty() && usage.responses.is_empty();
        for member in &s.members {
            let field = match member {
                Member::Constant(constant) => {
                    object.push(&constant.key, Json::from(&constant.value));
                    continue;
                }
                Member::Field(field) => field,
            };
            if !field.required {
                let hidden = field.deprecated
                    || (field.read_only && sent_only)
                    || (field.write_only && usage.requests.is_empty());
                let too_deep = self.heights.of_type(&field.ty).is_none_or(|h| h > 8);
                if optional == 0 || hidden || too_deep {
                    continue;
                }
                let before = self.budget;
                if let Some(value) = self.field(field, parent) {
                    optional -= 1;
                    object.push(&field.key, value);
                } else {
                    self.budget = before;
                }
                continue;
            }
            let value = match self.field(field, parent) {
                Some(value) => value,
                None if field.nullable => Json::Null,
                None => return None,
            };
            object.push(&field.key, value);
        }
        // A map with a struct's head: show that other keys are kept.
        if let (Extra::Kept(ty), true, 1) = (&s.extra, s.members.is_empty(), self.depth) {
            let place = Place {
                key: parent,
                one_of_several: false,
                parent,
                bounds: &self.cx.api.model(id).bounds,
                description: None,
                nth: 0,
            };
            if let Some(Json::Object(extra)) = self.map(ty, &place) {
                object = extra;
            }
        }
        Some(Json::Object(object))
    }

    fn field(&mut self, field: &'a Field, parent: &str) -> Option<Json<'a>> {
        if field.nullable && (self.is_deep() || words::is_usually_null(&field.key)) {
            return Some(Json::Null);
        }
        let trim = Trim {
            items: 2,
            optional_depth: 1,
            text: 120,
        };
        let scalar = |value: &&serde_json::Value| {
            value.is_number() || value.as_str().is_some_and(|s| !s.is_empty())
        };
        let said = field.examples.iter().filter(|example| !example.is_null());
        for value in said.chain(field.default.as_deref().filter(scalar)) {
            let mut conform = Conform::new(self.cx, trim);
            match conform.check(&field.ty, &Json::from(value)) {
                Some(value) if conform.dropped == 0 && !conform.tried => return Some(value),
                _ => {}
            }
        }
        let place = Place {
            key: &field.key,
            one_of_several: false,
            parent,
            bounds: &field.bounds,
            description: field.description.as_deref(),
            nth: 0,
        };
        self.value(&field.ty, &place)
    }

    fn list(&mut self, item: &'a Type, place: &Place<'_>) -> Option<Json<'a>> {
        let least = place.bounds.min_items.unwrap_or(0).min(20) as usize;
        let wanted = if self.is_deep() || self.heights.of_type(item).is_none_or(|h| h > 8) {
            0
        } else {
            1
        };
        let most = place.bounds.max_items.unwrap_or(u64::MAX).min(20) as usize;
        let bounds = Bounds::default();
        let mut list = Vec::new();
        for nth in 0..wanted.max(least).min(most) {
            let place = Place {
                one_of_several: true,
                bounds: &bounds,
                nth,
                ..*place
            };
            match self.value(item, &place) {
                Some(value) => list.push(value),
                None if least == 0 => break,
                None => return None,
            }
        }
        Some(Json::List(list))
    }

    fn map(&mut self, value: &'a Type, place: &Place<'_>) -> Option<Json<'a>> {
        let mut map = Object::default();
        if !self.is_deep() || place.bounds.min_properties.unwrap_or(0) > 0 {
            let key = words::key(&place.words());
            let is_text = matches!(value, Type::String(Format::None) | Type::Any);
            let bounds = Bounds::default();
            let place = Place {
                one_of_several: true,
                bounds: &bounds,
                nth: 0,
                ..*place
            };
            let made = match words::value_of(key).filter(|_| is_text) {
                Some(text) => Some(Json::text(text)),
                None => self.value(value, &place),
            };
            if let Some(made) = made {
                map.push(key, made);
            }
        }
        Some(Json::Object(map))
    }
}
