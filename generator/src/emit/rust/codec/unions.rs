//! Unions: `union! { .. }` with the plan as data.

use std::fmt::Write as _;

use crate::api::{JsonKind, Plan, Scalar, Union};
use crate::api::{KeyPlan, ModelId, TagPlan};

use super::super::super::Context;
use super::super::source::{fixed, literal};

/// ```text
/// union! {
///     RunStepObjectStepDetails {
///         0 => MessageCreation;
///         1 => ToolCalls;
///         2 => Unknown;
///     }
///     blank 2;
///     unknown Some(2);
///     route Tag { key: "type", tags: &[..], missing: None };
/// }
/// ```
pub(super) fn write(cx: &Context<'_>, id: ModelId, union: &Union, out: &mut String) {
    let names = cx.names.model(id);
    let _ = writeln!(
        out,
        "use super::support::union;\nuse crate::models::{};\n",
        names.rust
    );
    let _ = writeln!(out, "union! {{\n    {} {{", names.rust);
    for (position, name) in names.members.iter().enumerate() {
        let _ = writeln!(out, "        {position} => {name};");
    }
    let unknown = union.open.then_some(union.variants.len());
    if let Some(position) = unknown {
        let _ = writeln!(out, "        {position} => Unknown;");
    }
    let blank = match unknown {
        Some(_) => "Unknown",
        None => names
            .members
            .get(cx.analysis.shallowest(id))
            .map_or("Unknown", String::as_str),
    };
    let _ = writeln!(out, "    }}\n    blank {blank};\n    unknown {unknown:?};");
    let _ = writeln!(out, "    route {};", route(&union.plan, union.open, "    "));
    let tags: Vec<(usize, &str, &Scalar)> = union
        .variants
        .iter()
        .enumerate()
        .filter_map(|(i, v)| {
            v.writes_tag
                .as_ref()
                .map(|(key, tag)| (i, key.as_str(), tag))
        })
        .collect();
    if !tags.is_empty() {
        out.push_str("    tags [\n");
        for (position, key, tag) in tags {
            let _ = writeln!(
                out,
                "        ({position}, {}, {}),",
                literal(key),
                fixed(tag)
            );
        }
        out.push_str("    ];\n");
    }
    out.push_str("}\n");
}

/// A plan as a `Route` expression.
fn route(plan: &Plan, open: bool, indent: &str) -> String {
    let deeper = format!("{indent}    ");
    match plan {
        Plan::Variant(variant) => format!("Variant({variant})"),
        Plan::Trial(order) => format!("Trial(&{order:?})"),
        Plan::Kind(routes) => {
            let mut text = "Type(&[\n".to_owned();
            for (kind, plan) in routes {
                let inner = route(plan, open, &deeper);
                let _ = writeln!(text, "{deeper}(Kind::{}, {inner}),", kind_name(*kind));
            }
            let _ = write!(text, "{indent}])");
            text
        }
        Plan::Tag(plan) => tag(plan, open, indent),
        Plan::Key(plan) => key(plan, open, indent),
    }
}

fn tag(plan: &TagPlan, open: bool, indent: &str) -> String {
    let mut text = format!(
        "Tag {{\n{indent}    key: {},\n{indent}    tags: &[\n",
        literal(&plan.property)
    );
    for arm in &plan.arms {
        let plan = route(&arm.plan, open, &format!("{indent}        "));
        let _ = writeln!(text, "{indent}        ({}, {plan}),", fixed(&arm.tag));
    }
    let missing = optional(plan.absent.as_deref(), open, indent);
    let other = optional(plan.other.map(Plan::Variant).as_ref(), open, indent);
    let _ = write!(
        text,
        "{indent}    ],\n{indent}    missing: {missing},\n{indent}    other: {other},\n{indent}}}"
    );
    text
}

fn key(plan: &KeyPlan, open: bool, indent: &str) -> String {
    let mut text = format!("Key {{\n{indent}    keys: &[\n");
    for (key, variant) in &plan.keys {
        let _ = writeln!(text, "{indent}        ({}, {variant}),", literal(key));
    }
    let fallback = optional(plan.fallback.map(Plan::Variant).as_ref(), open, indent);
    // The first key decides where there is no variant for objects that show the
    // keys of several.
    let _ = write!(
        text,
        "{indent}    ],\n{indent}    fallback: {fallback},\n{indent}    first: {},\n{indent}}}",
        !open,
    );
    text
}

fn optional(plan: Option<&Plan>, open: bool, indent: &str) -> String {
    match plan {
        Some(plan) => format!("Some(&{})", route(plan, open, &format!("{indent}    "))),
        None => "None".to_owned(),
    }
}

fn kind_name(kind: JsonKind) -> &'static str {
    match kind {
        JsonKind::Boolean => "Bool",
        JsonKind::Integer => "Integer",
        JsonKind::Number => "Number",
        JsonKind::String => "String",
        JsonKind::Array => "Array",
        JsonKind::Object => "Object",
    }
}
