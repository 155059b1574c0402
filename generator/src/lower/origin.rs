//! What the names of inline schemas are made from.

use std::borrow::Cow;

use crate::api::{Origin, Step};
use crate::dialect::{SchemaId, Schemas};
use crate::load::unescaped;

/// The way from a root down to a schema.
///
/// It lies on the stack and costs nothing. Of the many schemas that are passed only
/// the few that become models have it spelled out, as an [`Origin`].
#[derive(Debug, Clone, Copy)]
pub(super) enum Way<'a> {
    /// A component, by name.
    Component(&'a str),
    /// An operation, by id.
    Operation(&'a str),
    /// A schema that a reference reaches without passing its parents.
    Schema(&'a Schemas<'a>, SchemaId),
    /// One step further down.
    Below(&'a Way<'a>, Toward<'a>),
}

/// A [`Step`] that is not spelled out yet.
#[derive(Debug, Clone, Copy)]
pub(super) enum Toward<'a> {
    Property(&'a str),
    Item,
    TupleItem(usize),
    Value,
    Variant(&'a str),
    Base,
    Word(&'a str),
}

impl<'a> Way<'a> {
    /// The way one step further down.
    pub fn child(&'a self, toward: Toward<'a>) -> Way<'a> {
        Way::Below(self, toward)
    }

    /// The way, spelled out.
    pub fn origin(&self) -> Origin {
        let root = |name: &str, component| Origin {
            root: name.to_owned(),
            component,
            steps: Vec::new(),
        };
        match self {
            Way::Component(name) => root(name, true),
            Way::Operation(id) => root(id, false),
            Way::Schema(schemas, id) => Origin::of_pointer(&schemas.pointer(*id)),
            Way::Below(above, toward) => {
                let mut origin = above.origin();
                origin.steps.push(toward.step());
                origin
            }
        }
    }
}

impl Toward<'_> {
    fn step(self) -> Step {
        match self {
            Toward::Property(key) => Step::Property(key.to_owned()),
            Toward::Item => Step::Item,
            Toward::TupleItem(index) => Step::TupleItem(index),
            Toward::Value => Step::Value,
            Toward::Variant(name) => Step::Variant(name.to_owned()),
            Toward::Base => Step::Base,
            Toward::Word(word) => Step::Word(word.to_owned()),
        }
    }
}

impl Origin {
    /// The origin of a schema, read off its pointer.
    fn of_pointer(pointer: &str) -> Origin {
        let (_, path) = pointer.split_once('#').unwrap_or((pointer, ""));
        let mut tokens = path.split('/').skip(1).map(unescaped);
        let mut root = None;
        let mut steps = Vec::new();
        let mut component = false;
        while let Some(token) = tokens.next() {
            match (&*token, &root) {
                ("components" | "paths" | "webhooks" | "$defs", None) => {}
                (
                    "schemas" | "definitions" | "responses" | "parameters" | "requestBodies",
                    None,
                ) => {
                    component = token == "schemas" || token == "definitions";
                    root = tokens.next().map(Cow::into_owned);
                }
                (_, None) => root = Some(token.into_owned()),
                ("properties" | "patternProperties", _) => {
                    steps.extend(tokens.next().map(|key| Step::Property(key.into_owned())));
                }
                ("items", _) => steps.push(Step::Item),
                ("additionalProperties", _) => steps.push(Step::Value),
                ("oneOf" | "anyOf", _) => steps.extend(tokens.next().map(|index| number(&index))),
                ("allOf" | "content" | "schema" | "application/json", _) => {}
                _ => steps.push(Step::Word(token.into_owned())),
            }
        }
        Origin {
            root: root.unwrap_or_else(|| pointer.to_owned()),
            component,
            steps,
        }
    }
}

/// Branches are counted from 1 in names.
fn number(index: &str) -> Step {
    let number = index.parse::<usize>();
    Step::Variant(number.map_or_else(|_| index.to_owned(), |i| (i + 1).to_string()))
}
