//! Unions: `union! { .. }` with the plan as JSON.

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::fmt::Write as _;

use crate::api::{
    Api, ExclusivePlan, JsonKind, KeyPlan, ModelId, Plan, Shape, TagPlan, Type, Union,
};
use crate::name::UNKNOWN;

use super::super::super::Context;
use super::json::{json, string};
use super::layout::raw_literal;

/// ```text
/// union! {
///     RunStepObjectStepDetails {
///         0 => MessageCreation;
///         1 => Unknown;
///     }
///     blank Unknown;
///     plan r#"{
///         "unknown": "Unknown",
///         "route": {
///             "tag": "type",
///             "values": [
///                 ["message_creation", "MessageCreation"]
///             ]
///         }
///     }"#;
/// }
/// ```
///
/// The support module's `plan.rs` says what a plan consists of.
pub(super) fn write(cx: &Context<'_>, id: ModelId, union: &Union, out: &mut String) {
    let names = cx.names.model(id);
    let mut variants: Vec<&str> = names.members.iter().map(|name| name.as_str()).collect();
    if union.open {
        variants.push(UNKNOWN);
    }
    let _ = writeln!(out, "union! {{\n    {} {{", names.rust);
    for (position, name) in variants.iter().enumerate() {
        let _ = writeln!(out, "        {position} => {name};");
    }
    let blank = match union.open {
        true => UNKNOWN,
        false => variants
            .get(cx.analysis.shallowest(id))
            .copied()
            .unwrap_or(UNKNOWN),
    };
    let _ = writeln!(out, "    }}\n    blank {blank};");
    let printer = PlanPrinter {
        api: cx.api,
        union,
        variants,
    };
    let _ = writeln!(out, "    plan {};\n}}", raw_literal(&printer.plan("    ")));
}

/// Writes the plan of a union as JSON.
struct PlanPrinter<'a> {
    api: &'a Api,
    union: &'a Union,
    /// The names of the variants, `Unknown` too.
    variants: Vec<&'a str>,
}

impl PlanPrinter<'_> {
    fn plan(&self, indent: &str) -> String {
        let deeper = format!("{indent}    ");
        let mut parts = Vec::new();
        if self.union.open {
            parts.push(entry("unknown", &string(UNKNOWN)));
        }
        parts.push(entry("route", &self.route(&self.union.plan, &deeper)));
        let written = self.union.variants.iter().zip(&self.variants);
        let written: Vec<String> = written
            .filter_map(|(variant, name)| {
                let (key, tag) = variant.writes_tag.as_ref()?;
                Some(format!(
                    "[{}, {}, {}]",
                    string(name),
                    string(key),
                    json(tag)
                ))
            })
            .collect();
        if !written.is_empty() {
            parts.push(entry("writes", &list(&written, &deeper)));
        }
        object(&parts, indent)
    }

    fn route(&self, plan: &Plan, indent: &str) -> String {
        match plan {
            Plan::Variant(variant) => self.variant(*variant),
            Plan::Tag(plan) => self.tag(plan, indent),
            Plan::Kind(routes) => self.types(routes, indent),
            Plan::Exclusive(plan) => self.exclusive(plan, indent),
            Plan::Key(plan) => self.key(plan, indent),
            Plan::Trial(order) => self.trial(order, indent),
        }
    }

    fn variant(&self, variant: usize) -> String {
        string(self.variants[variant])
    }

    fn tag(&self, plan: &TagPlan, indent: &str) -> String {
        let deeper = format!("{indent}    ");
        let values: Vec<String> = plan
            .arms
            .iter()
            .map(|arm| {
                let route = self.route(&arm.plan, &format!("{deeper}    "));
                format!("[{}, {route}]", json(&arm.tag))
            })
            .collect();
        let mut parts = vec![
            entry("tag", &string(&plan.property)),
            entry("values", &list(&values, &deeper)),
        ];
        if let Some(plan) = &plan.absent {
            parts.push(entry("missing", &self.route(plan, &deeper)));
        }
        if let Some(variant) = plan.other {
            parts.push(entry("other", &self.variant(variant)));
        }
        object(&parts, indent)
    }

    fn types(&self, routes: &[(JsonKind, Plan)], indent: &str) -> String {
        let deeper = format!("{indent}    ");
        let types: Vec<String> = routes
            .iter()
            .map(|(kind, plan)| {
                let route = self.route(plan, &format!("{deeper}    "));
                format!("[{}, {route}]", string(kind_name(*kind)))
            })
            .collect();
        object(&[entry("types", &list(&types, &deeper))], indent)
    }

    fn key(&self, plan: &KeyPlan, indent: &str) -> String {
        // The first key decides where there is no variant for objects that show the
        // keys of several.
        let keys = plan.keys.iter().map(|(key, variant)| (key, *variant));
        self.keys(keys, plan.fallback, !self.union.open, indent)
    }

    /// A foreign key leads to the unknown variant, which comes after all others.
    fn exclusive(&self, plan: &ExclusivePlan, indent: &str) -> String {
        let unknown = self.union.variants.len();
        let keys = plan.foreign.iter().map(|key| (key, unknown));
        self.keys(keys, Some(plan.variant), true, indent)
    }

    fn keys<'k>(
        &self,
        keys: impl Iterator<Item = (&'k String, usize)>,
        fallback: Option<usize>,
        first: bool,
        indent: &str,
    ) -> String {
        let keys: Vec<String> = keys
            .map(|(key, variant)| format!("[{}, {}]", string(key), self.variant(variant)))
            .collect();
        let mut parts = vec![entry("keys", &list(&keys, &format!("{indent}    ")))];
        if let Some(variant) = fallback {
            parts.push(entry("fallback", &self.variant(variant)));
        }
        if first {
            parts.push(entry("first", "true"));
        }
        object(&parts, indent)
    }

    fn trial(&self, order: &[usize], indent: &str) -> String {
        let deeper = format!("{indent}    ");
        let variants: Vec<String> = order.iter().map(|v| self.variant(*v)).collect();
        let mut parts = vec![entry("trial", &list(&variants, &deeper))];
        let keys: Vec<String> = self.telling(order).into_iter().map(string).collect();
        if !keys.is_empty() {
            parts.push(entry("keys", &list(&keys, &deeper)));
        }
        object(&parts, indent)
    }

    /// The keys of some variants that not all of them have, where an unknown
    /// variant can hold an object that mixes them.
    fn telling(&self, order: &[usize]) -> BTreeSet<&str> {
        if !self.union.open {
            return BTreeSet::new();
        }
        let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
        for variant in order {
            for key in keys(self.api, &self.union.variants[*variant].ty) {
                *counts.entry(key).or_default() += 1;
            }
        }
        counts.retain(|_, count| *count < order.len());
        counts.into_keys().collect()
    }
}

/// The keys of a type's objects, or of the objects in its lists. Of unions of unions
/// the nearest are looked into; more is past what a mixture of keys could tell.
fn keys<'a>(api: &'a Api, ty: &'a Type) -> BTreeSet<&'a str> {
    const MOST: usize = 256;
    let mut keys = BTreeSet::new();
    let mut types = VecDeque::from([ty]);
    let mut left = MOST;
    while let Some(ty) = types.pop_front() {
        match api.resolve(ty) {
            Type::List(item) => types.push_back(item),
            Type::Model(id) => match &api.model(*id).shape {
                Shape::Struct(s) => keys.extend(s.members.iter().map(|member| member.key())),
                Shape::Union(union) => {
                    let variants = union.variants.iter().take(left);
                    left -= variants.len();
                    types.extend(variants.map(|variant| &variant.ty));
                }
                _ => {}
            },
            _ => {}
        }
    }
    keys
}

/// What a plan calls a JSON type.
fn kind_name(kind: JsonKind) -> &'static str {
    match kind {
        JsonKind::Boolean => "boolean",
        JsonKind::Integer => "integer",
        JsonKind::Number => "number",
        JsonKind::String => "string",
        JsonKind::Array => "array",
        JsonKind::Object => "object",
    }
}

fn entry(key: &str, value: &str) -> String {
    format!("\"{key}\": {value}")
}

fn list(items: &[String], indent: &str) -> String {
    block(['[', ']'], items, indent)
}

fn object(entries: &[String], indent: &str) -> String {
    block(['{', '}'], entries, indent)
}

/// A list or an object, an item on each line.
fn block([open, close]: [char; 2], items: &[String], indent: &str) -> String {
    let items = items.join(&format!(",\n{indent}    "));
    format!("{open}\n{indent}    {items}\n{indent}{close}")
}
