//! Unions: `union! { .. }` with the plan as data.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use crate::api::{
    Api, JsonKind, KeyPlan, ModelId, Plan, Scalar, Shape, TagPlan, Type, Union, UnmixedPlan,
};

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
    let _ = writeln!(
        out,
        "    route {};",
        Routes { api: cx.api, union }.route(&union.plan, "    ")
    );
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

/// Writes the plans of a union as `Route` expressions.
struct Routes<'a> {
    api: &'a Api,
    union: &'a Union,
}

impl Routes<'_> {
    fn route(&self, plan: &Plan, indent: &str) -> String {
        let deeper = format!("{indent}    ");
        match plan {
            Plan::Variant(variant) => format!("Variant({variant})"),
            Plan::Unmixed(plan) => self.unmixed(plan, indent),
            Plan::Trial(order) => self.trial(order, indent),
            Plan::Kind(routes) => {
                let mut text = "Type(&[\n".to_owned();
                for (kind, plan) in routes {
                    let inner = self.route(plan, &deeper);
                    let _ = writeln!(text, "{deeper}(Kind::{}, {inner}),", kind_name(*kind));
                }
                let _ = write!(text, "{indent}])");
                text
            }
            Plan::Tag(plan) => self.tag(plan, indent),
            Plan::Key(plan) => self.key(plan, indent),
        }
    }

    fn tag(&self, plan: &TagPlan, indent: &str) -> String {
        let mut text = format!(
            "Tag {{\n{indent}    key: {},\n{indent}    tags: &[\n",
            literal(&plan.property)
        );
        for arm in &plan.arms {
            let plan = self.route(&arm.plan, &format!("{indent}        "));
            let _ = writeln!(text, "{indent}        ({}, {plan}),", fixed(&arm.tag));
        }
        let missing = self.optional(plan.absent.as_deref(), indent);
        let other = self.optional(plan.other.map(Plan::Variant).as_ref(), indent);
        let _ = write!(
            text,
            "{indent}    ],\n{indent}    missing: {missing},\n{indent}    other: {other},\n{indent}}}"
        );
        text
    }

    fn key(&self, plan: &KeyPlan, indent: &str) -> String {
        let mut text = format!("Key {{\n{indent}    keys: &[\n");
        for (key, variant) in &plan.keys {
            let _ = writeln!(text, "{indent}        ({}, {variant}),", literal(key));
        }
        let fallback = self.optional(plan.fallback.map(Plan::Variant).as_ref(), indent);
        // The first key decides where there is no variant for objects that show the
        // keys of several.
        let _ = write!(
            text,
            "{indent}    ],\n{indent}    fallback: {fallback},\n{indent}    first: {},\n{indent}}}",
            !self.union.open,
        );
        text
    }

    /// A foreign key leads to the unknown variant, which comes after all others.
    fn unmixed(&self, plan: &UnmixedPlan, indent: &str) -> String {
        let mut text = format!("Key {{\n{indent}    keys: &[\n");
        for key in &plan.foreign {
            let unknown = self.union.variants.len();
            let _ = writeln!(text, "{indent}        ({}, {unknown}),", literal(key));
        }
        let _ = write!(
            text,
            "{indent}    ],\n{indent}    fallback: Some(&Variant({})),\n{indent}    first: true,\n{indent}}}",
            plan.variant,
        );
        text
    }

    fn trial(&self, order: &[usize], indent: &str) -> String {
        let mut text = format!("Trial {{\n{indent}    order: &{order:?},\n{indent}    keys: &[");
        for key in self.keys(order) {
            let _ = write!(text, "\n{indent}        {},", literal(key));
        }
        if text.ends_with(',') {
            let _ = write!(text, "\n{indent}    ");
        }
        let _ = write!(text, "],\n{indent}}}");
        text
    }

    /// The keys of some variants that not all of them have, where an unknown
    /// variant can hold an object that mixes them.
    fn keys(&self, order: &[usize]) -> BTreeSet<&str> {
        if !self.union.open {
            return BTreeSet::new();
        }
        let each: Vec<BTreeSet<&str>> = order
            .iter()
            .map(|variant| {
                let mut found = BTreeSet::new();
                collect_keys(self.api, &self.union.variants[*variant].ty, &mut found, 0);
                found
            })
            .collect();
        let common = |key: &&str| each.iter().all(|keys| keys.contains(*key));
        each.iter()
            .flatten()
            .copied()
            .filter(|key| !common(key))
            .collect()
    }

    fn optional(&self, plan: Option<&Plan>, indent: &str) -> String {
        match plan {
            Some(plan) => format!("Some(&{})", self.route(plan, &format!("{indent}    "))),
            None => "None".to_owned(),
        }
    }
}

/// The keys of a type's objects, or of the objects in its lists.
fn collect_keys<'a>(api: &'a Api, ty: &'a Type, found: &mut BTreeSet<&'a str>, depth: usize) {
    // Deeper unions of unions are past what a mixture of keys could tell.
    const DEEP: usize = 4;
    match api.resolve(ty) {
        Type::List(item) => collect_keys(api, item, found, depth),
        Type::Model(id) => match &api.model(*id).shape {
            Shape::Struct(s) => found.extend(s.members.iter().map(|member| member.key())),
            Shape::Union(union) if depth < DEEP => union
                .variants
                .iter()
                .for_each(|variant| collect_keys(api, &variant.ty, found, depth + 1)),
            _ => {}
        },
        _ => {}
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
