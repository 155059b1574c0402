//! What tells the variants of a union apart, in words.

use crate::api::{JsonKind, Plan, Scalar, Union};

use super::super::markdown::Markdown;

/// What tells the variants of a union apart, as a sentence.
pub fn told_apart(union: &Union) -> Option<Markdown> {
    let mut sentence = Markdown::default();
    match &union.plan {
        Plan::Variant(_) | Plan::Exclusive(_) => return None,
        Plan::Tag(tag) => {
            sentence.push("The variants are told apart by ");
            sentence.code(&tag.property);
            sentence.push(".");
        }
        Plan::Kind(_) => {
            sentence.push("The variants are told apart by the type of the JSON value.");
        }
        Plan::Key(_) => sentence.push("The variants are told apart by the keys that only one has."),
        Plan::Trial(_) => sentence.push(
            "Nothing tells the variants apart: a value becomes the one that keeps the most of it.",
        ),
    }
    Some(sentence)
}

/// How a plan recognises a variant: "`type` is `\"text\"`". Empty where it tries.
pub fn recognised(plan: &Plan, variant: usize, in_table: bool) -> Markdown {
    let mut recognition = Recognition {
        variant,
        in_table,
        given: Vec::new(),
        ways: Vec::new(),
    };
    recognition.plan(plan);
    Markdown::join(&recognition.ways, "; or ")
}

/// The ways to recognise one variant.
struct Recognition {
    variant: usize,
    in_table: bool,
    /// What holds on the way that is being followed.
    given: Vec<Markdown>,
    ways: Vec<Markdown>,
}

impl Recognition {
    fn plan(&mut self, plan: &Plan) {
        match plan {
            Plan::Variant(variant) => self.decided(*variant),
            Plan::Exclusive(plan) => self.decided(plan.variant),
            Plan::Trial(order) => {
                if order.contains(&self.variant) && !self.given.is_empty() {
                    let mut way = Markdown::join(&self.given, " and ");
                    way.push(", where it fits");
                    self.ways.push(way);
                }
            }
            Plan::Tag(tag) => {
                let tags: Vec<Markdown> = tag
                    .arms
                    .iter()
                    .filter(|arm| arm.plan.decided() == Some(self.variant))
                    .map(|arm| self.scalar(&arm.tag))
                    .collect();
                if let Some((last, first)) = tags.split_last() {
                    let mut values = Markdown::join(first, ", ");
                    if !first.is_empty() {
                        values.push(" or ");
                    }
                    values.append(last);
                    let condition = self.tag_is(&tag.property, &values);
                    self.way(condition);
                }
                for arm in tag.arms.iter().filter(|arm| arm.plan.decided().is_none()) {
                    let value = self.scalar(&arm.tag);
                    let condition = self.tag_is(&tag.property, &value);
                    self.under(condition, &arm.plan);
                }
                if tag.other == Some(self.variant) {
                    let mut condition = self.code(&tag.property);
                    condition.push(" is anything else");
                    self.way(condition);
                }
                if let Some(absent) = &tag.absent {
                    let mut condition = Markdown::default();
                    condition.push("there is no ");
                    condition.append(&self.code(&tag.property));
                    self.under(condition, absent);
                }
            }
            Plan::Kind(kinds) => {
                for (kind, plan) in kinds {
                    let mut condition = Markdown::default();
                    pieces!(condition, "it is ", kind_name(*kind));
                    self.under(condition, plan);
                }
            }
            Plan::Key(keys) => {
                let known = |variant| keys.keys.iter().filter(move |(_, v)| *v == variant);
                let has: Vec<_> = known(self.variant).map(|(key, _)| self.code(key)).collect();
                if !has.is_empty() {
                    let mut condition = Markdown::default();
                    condition.push("it has ");
                    condition.append(&Markdown::join(&has, " or "));
                    self.way(condition);
                }
                if keys.fallback == Some(self.variant) {
                    let all: Vec<_> = keys.keys.iter().map(|(key, _)| self.code(key)).collect();
                    let mut condition = Markdown::default();
                    condition.push("it has no ");
                    condition.append(&Markdown::join(&all, ", "));
                    self.way(condition);
                }
            }
        }
    }

    /// Where nothing more has to be told apart: what holds so far is the way.
    fn decided(&mut self, variant: usize) {
        if variant == self.variant && !self.given.is_empty() {
            self.ways.push(Markdown::join(&self.given, " and "));
        }
    }

    /// Adds a way with this as its last condition.
    fn way(&mut self, condition: Markdown) {
        self.given.push(condition);
        self.ways.push(Markdown::join(&self.given, " and "));
        self.given.pop();
    }

    /// Follows a plan under one more condition.
    fn under(&mut self, condition: Markdown, plan: &Plan) {
        self.given.push(condition);
        self.plan(plan);
        self.given.pop();
    }

    fn tag_is(&self, property: &str, values: &Markdown) -> Markdown {
        let mut condition = self.code(property);
        condition.push(" is ");
        condition.append(values);
        condition
    }

    fn scalar(&self, scalar: &Scalar) -> Markdown {
        self.code(&scalar.to_value().to_string())
    }

    fn code(&self, text: &str) -> Markdown {
        let mut code = Markdown::default();
        if self.in_table {
            code.cell_code(text);
        } else {
            code.code(text);
        }
        code
    }
}

fn kind_name(kind: JsonKind) -> &'static str {
    match kind {
        JsonKind::Boolean => "a boolean",
        JsonKind::Integer => "an integer",
        JsonKind::Number => "a number",
        JsonKind::String => "a string",
        JsonKind::Array => "an array",
        JsonKind::Object => "an object",
    }
}
