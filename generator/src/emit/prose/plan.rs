//! What tells the variants of a union apart, in words.

use crate::api::{JsonKind, Plan, Scalar, Union};

use super::{escape, one_line};

/// What tells the variants of a union apart, as a sentence.
pub fn told_apart(union: &Union) -> Option<String> {
    Some(match &union.plan {
        Plan::Variant(_) | Plan::Unmixed(_) => return None,
        Plan::Tag(tag) => format!(
            "The variants are told apart by `{}`.",
            one_line(&tag.property)
        ),
        Plan::Kind(_) => "The variants are told apart by the type of the JSON value.".to_owned(),
        Plan::Key(_) => "The variants are told apart by the keys that only one has.".to_owned(),
        Plan::Trial(_) => {
            "Nothing tells the variants apart: a value becomes the one that keeps the \
                           most of it."
                .to_owned()
        }
    })
}

/// How a plan recognises a variant: "`type` is `\"text\"`". Empty where it tries.
pub fn recognised(plan: &Plan, variant: usize, in_table: bool) -> String {
    let mut ways = Vec::new();
    recognise(plan, variant, in_table, &mut Vec::new(), &mut ways);
    ways.join("; or ")
}

fn recognise(
    plan: &Plan,
    variant: usize,
    in_table: bool,
    given: &mut Vec<String>,
    ways: &mut Vec<String>,
) {
    fn way(ways: &mut Vec<String>, given: &[String], last: String) {
        let mut parts = given.to_vec();
        parts.push(last);
        ways.push(parts.join(" and "));
    }
    let quoted = |text: &str| {
        let mut out = String::new();
        escape::code(&mut out, &one_line(text), in_table);
        out
    };
    match plan {
        Plan::Variant(this) if *this == variant => {
            let last = given.pop();
            if let Some(last) = last.clone() {
                way(ways, given, last);
            }
            given.extend(last);
        }
        Plan::Variant(_) => {}
        Plan::Unmixed(plan) => {
            recognise(&Plan::Variant(plan.variant), variant, in_table, given, ways);
        }
        Plan::Trial(order) => {
            if order.contains(&variant) && !given.is_empty() {
                ways.push(format!("{}, where it fits", given.join(" and ")));
            }
        }
        Plan::Tag(tag) => {
            let property = quoted(&tag.property);
            let tags: Vec<String> = tag
                .arms
                .iter()
                .filter(|arm| arm.plan.decided() == Some(variant))
                .map(|arm| quoted(&scalar(&arm.tag)))
                .collect();
            if let Some((last, first)) = tags.split_last() {
                way(
                    ways,
                    given,
                    match first {
                        [] => format!("{property} is {last}"),
                        first => format!("{property} is {} or {last}", first.join(", ")),
                    },
                );
            }
            for arm in &tag.arms {
                if arm.plan.decided().is_none() {
                    given.push(format!("{property} is {}", quoted(&scalar(&arm.tag))));
                    recognise(&arm.plan, variant, in_table, given, ways);
                    given.pop();
                }
            }
            if tag.other == Some(variant) {
                way(ways, given, format!("{property} is anything else"));
            }
            if let Some(absent) = &tag.absent {
                given.push(format!("there is no {property}"));
                recognise(absent, variant, in_table, given, ways);
                given.pop();
            }
        }
        Plan::Kind(kinds) => {
            for (kind, plan) in kinds {
                given.push(format!("it is {}", kind_name(*kind)));
                recognise(plan, variant, in_table, given, ways);
                given.pop();
            }
        }
        Plan::Key(keys) => {
            let has: Vec<String> = keys
                .keys
                .iter()
                .filter(|(_, v)| *v == variant)
                .map(|(key, _)| quoted(key))
                .collect();
            if !has.is_empty() {
                way(ways, given, format!("it has {}", has.join(" or ")));
            }
            if keys.fallback == Some(variant) {
                let none: Vec<_> = keys.keys.iter().map(|(key, _)| quoted(key)).collect();
                way(ways, given, format!("it has no {}", none.join(", ")));
            }
        }
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

fn scalar(scalar: &Scalar) -> String {
    scalar.to_value().to_string()
}
