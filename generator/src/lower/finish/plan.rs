//! How each union is decoded.
//!
//! In this order: the discriminator that the document names; a property whose
//! values differ in every variant; the JSON type; a key that one variant alone
//! has; and only then trial, which is reported.

use foldhash::HashMap;

use indexmap::IndexMap;

use crate::api::{
    Api, Extra, JsonKind, KeyPlan, Member, ModelId, Plan, Scalar, Shape, TagArm, TagPlan, Type,
    Union, UnmixedPlan, Variant,
};
use crate::diagnostic::{Diagnostic, Diagnostics};

use super::super::union::Discriminator;
use super::tags::{Tags, tags};

const KINDS: [JsonKind; 6] = [
    JsonKind::Boolean,
    JsonKind::Integer,
    JsonKind::Number,
    JsonKind::String,
    JsonKind::Array,
    JsonKind::Object,
];

/// From this cost on, a tag leaves some objects undecided.
const UNDECIDED: usize = 1000;

/// Plans every union of the API.
pub(super) fn plan(
    api: &mut Api,
    discriminators: &HashMap<ModelId, Discriminator>,
    diagnostics: &mut Diagnostics,
) {
    for index in 0..api.models.len() {
        let id = ModelId(index as u32);
        let Shape::Union(union) = &api.models[index].shape else {
            continue;
        };
        // What takes any JSON leaves nothing to be unknown.
        let any = |variant: &Variant| *api.resolve(&variant.ty) == Type::Any;
        if union.variants.iter().any(any)
            && let Shape::Union(union) = &mut api.models[index].shape
        {
            union.open = false;
        }
        let Shape::Union(union) = &api.models[index].shape else {
            continue;
        };
        let plan = plan_union(api, union, discriminators.get(&id));
        if plan.tries() {
            let message = "nothing tells the variants apart; they are tried in order";
            let help = "add a discriminator, or give each variant a constant property of its own";
            let pointer = api.models[index].pointer.clone();
            diagnostics.push(Diagnostic::note(pointer, message).help(help));
        }
        let names = variant_names(union, &plan);
        if let Shape::Union(union) = &mut api.models[index].shape {
            union.plan = plan;
            for (variant, name) in union.variants.iter_mut().zip(names) {
                variant.name = name;
            }
        }
    }
}

/// The plan of one union.
fn plan_union(api: &Api, union: &Union, discriminator: Option<&Discriminator>) -> Plan {
    let mut routes: Vec<(JsonKind, Vec<usize>)> = Vec::new();
    for kind in KINDS {
        let candidates: Vec<usize> = (0..union.variants.len())
            .filter(|i| kinds(api, &union.variants[*i].ty, 0).contains(&kind))
            .collect();
        if !candidates.is_empty() {
            routes.push((kind, candidates));
        }
    }
    let plan_kind = |kind: JsonKind, candidates: &[usize]| match candidates {
        [one] => Plan::Variant(*one),
        many if kind == JsonKind::Object => plan_objects(api, union, many, discriminator),
        // An exact integer type before one that takes any number.
        many if kind == JsonKind::Integer => {
            let exact =
                |i: &&usize| !kinds(api, &union.variants[**i].ty, 0).contains(&JsonKind::Number);
            many.iter()
                .find(exact)
                .map_or_else(|| Plan::Trial(many.to_vec()), |i| Plan::Variant(*i))
        }
        many => Plan::Trial(free_form_last(api, union, many)),
    };
    match routes.as_slice() {
        [(JsonKind::Object, candidates)] => plan_kind(JsonKind::Object, candidates),
        [(JsonKind::Array, candidates)] => plan_kind(JsonKind::Array, candidates),
        _ => Plan::Kind(
            routes
                .iter()
                .map(|(kind, c)| (*kind, plan_kind(*kind, c)))
                .collect(),
        ),
    }
}

/// Tells objects apart.
fn plan_objects(
    api: &Api,
    union: &Union,
    candidates: &[usize],
    discriminator: Option<&Discriminator>,
) -> Plan {
    discriminator
        .and_then(|d| stated_tag(api, union, candidates, d))
        .unwrap_or_else(|| plan_untold(api, union, candidates, &mut Vec::new()))
}

/// Tells objects apart without the document's help. `used` are the properties
/// that have told all they can.
fn plan_untold(api: &Api, union: &Union, candidates: &[usize], used: &mut Vec<String>) -> Plan {
    if let [one] = candidates {
        return Plan::Variant(*one);
    }
    let tag = inferred_tag(api, union, candidates, used);
    let tag = match tag {
        Some((cost, plan)) if cost < UNDECIDED => return Plan::Tag(plan),
        other => other,
    };
    // A key that decides is better than a tag that decides only some.
    if let Some(plan) = key_plan(api, union, candidates) {
        return Plan::Key(plan);
    }
    match tag {
        Some((_, plan)) => Plan::Tag(plan),
        None => Plan::Trial(free_form_last(api, union, candidates)),
    }
}

/// What each candidate's values hold under a property.
type TagsOf = Vec<(usize, Tags)>;

/// What each value of a tag leads to, in the document's order.
type Arms = IndexMap<Scalar, Plan>;

/// By the property that the document names.
fn stated_tag(
    api: &Api,
    union: &Union,
    candidates: &[usize],
    discriminator: &Discriminator,
) -> Option<Plan> {
    let property = &discriminator.property;
    if property.is_empty() {
        return None;
    }
    let mut all: TagsOf = Vec::new();
    for variant in candidates {
        let found = tags(api, &union.variants[*variant].ty, property, 0);
        let mut found = found.unwrap_or(Tags {
            optional: true,
            ..Tags::default()
        });
        // A schema's name is its tag where nothing else says what is.
        let mapped = discriminator.mapping.iter().any(|(_, v)| v == variant);
        if let (false, true, Some(Some(name))) = (
            mapped,
            found.values.is_empty(),
            discriminator.implicit.get(*variant),
        ) {
            found.values.push(Scalar::String(name.clone()));
        }
        all.push((*variant, found));
    }
    let mut arms = Arms::new();
    for (tag, variant) in &discriminator.mapping {
        let tag = Scalar::String(tag.clone());
        arms.entry(tag).or_insert(Plan::Variant(*variant));
    }
    let mut used = vec![property.clone()];
    add_arms(api, union, &all, &mut arms, &mut used);
    let absent = without_tag(api, union, &all, &mut used);
    (!arms.is_empty()).then(|| {
        Plan::Tag(TagPlan {
            property: property.clone(),
            explicit: true,
            arms: tag_arms(arms),
            absent,
            other: discriminator.fallback,
        })
    })
}

/// By a property whose values are listed and differ between variants; and how
/// much it leaves open.
fn inferred_tag(
    api: &Api,
    union: &Union,
    candidates: &[usize],
    used: &mut Vec<String>,
) -> Option<(usize, TagPlan)> {
    let mut keys: Vec<String> = Vec::new();
    for variant in candidates {
        collect_keys(api, &union.variants[*variant].ty, &mut keys, 0);
    }
    keys.retain(|key| !used.contains(key));
    let mut best: Option<(usize, String, TagsOf)> = None;
    for key in keys {
        let Some((cost, all)) = tells(api, union, candidates, &key) else {
            continue;
        };
        if best.as_ref().is_none_or(|(known, ..)| cost < *known) {
            best = Some((cost, key, all));
        }
    }
    let (cost, property, all) = best?;
    used.push(property.clone());
    let mut arms = Arms::new();
    add_arms(api, union, &all, &mut arms, used);
    if union.open && union.overlaps {
        unmix(api, union, &all, &mut arms);
    }
    let absent = without_tag(api, union, &all, used);
    used.pop();
    let other = all.iter().find(|(_, tags)| tags.other).map(|(v, _)| *v);
    let plan = TagPlan {
        property,
        explicit: false,
        arms: tag_arms(arms),
        absent,
        other,
    };
    Some((cost, plan))
}

/// Whether a key tells variants apart, and how much it leaves open: variants
/// without a value, values of several variants, objects without the key.
fn tells(api: &Api, union: &Union, candidates: &[usize], key: &str) -> Option<(usize, TagsOf)> {
    let mut all: TagsOf = Vec::new();
    let (mut without_values, mut others, mut may_lack) = (0, 0, 0);
    for variant in candidates {
        let found = tags(api, &union.variants[*variant].ty, key, 0)?;
        without_values += usize::from(found.values.is_empty());
        others += usize::from(found.other);
        may_lack += usize::from(found.optional);
        all.push((*variant, found));
    }
    let mut shared = 0;
    for variants in holders(&all).values() {
        // A value that all of them list tells nothing at all.
        if variants.len() == all.len() {
            return None;
        }
        shared += variants.len() - 1;
    }
    // Constants that some variant lacks or shares are tags all the same; an enum
    // that does not tell all variants apart is just a property.
    let several = all.iter().any(|(_, found)| found.several);
    let imperfect = without_values > 0 || shared > 0;
    if without_values > 1 || others > 1 || (several && imperfect) {
        return None;
    }
    // What a tag alone cannot decide weighs more than what it merely lacks.
    let undecided = shared + may_lack.saturating_sub(1);
    let cost = UNDECIDED * undecided + 4 * without_values + may_lack + usize::from(several);
    Some((cost, all))
}

/// The variants that list each value, the values in the order in which they come.
fn holders(all: &TagsOf) -> IndexMap<&Scalar, Vec<usize>> {
    let mut holders: IndexMap<&Scalar, Vec<usize>> = IndexMap::new();
    for (variant, found) in all {
        for tag in &found.values {
            let variants = holders.entry(tag).or_default();
            // Unions in a union may list it twice.
            if variants.last() != Some(variant) {
                variants.push(*variant);
            }
        }
    }
    holders
}

/// An arm for each value that is not one yet. Variants that share a value are
/// told apart by other means.
fn add_arms(api: &Api, union: &Union, all: &TagsOf, arms: &mut Arms, used: &mut Vec<String>) {
    for (tag, sharing) in holders(all) {
        if !arms.contains_key(tag) {
            let plan = plan_untold(api, union, &sharing, used);
            arms.insert(tag.clone(), plan);
        }
    }
}

fn tag_arms(arms: Arms) -> Vec<TagArm> {
    let arm = |(tag, plan)| TagArm { tag, plan };
    arms.into_iter().map(arm).collect()
}

/// A variant that need not have the tag may hold of an object beside the one that
/// the tag tells. Such an object shows the keys of both.
fn unmix(api: &Api, union: &Union, all: &TagsOf, arms: &mut Arms) {
    let keys_of = |variant: usize| key_set(api, &union.variants[variant].ty, 0);
    for plan in arms.values_mut() {
        let Plan::Variant(variant) = *plan else {
            continue;
        };
        let Some(own) = keys_of(variant) else {
            continue;
        };
        let beside = all
            .iter()
            .filter(|(other, tags)| *other != variant && tags.optional)
            .filter_map(|(other, _)| keys_of(*other));
        let mut foreign: Vec<String> = Vec::new();
        for key in beside.flat_map(|set| set.all) {
            if !own.all.contains(&key) && !foreign.iter().any(|known| known == key) {
                foreign.push(key.to_owned());
            }
        }
        if !foreign.is_empty() {
            *plan = Plan::Unmixed(UnmixedPlan { variant, foreign });
        }
    }
}

/// What objects without the tag are.
fn without_tag(
    api: &Api,
    union: &Union,
    all: &TagsOf,
    used: &mut Vec<String>,
) -> Option<Box<Plan>> {
    let lacking = all.iter().filter(|(_, tags)| tags.optional);
    let may_lack: Vec<usize> = lacking.map(|(variant, _)| *variant).collect();
    (!may_lack.is_empty()).then(|| Box::new(plan_untold(api, union, &may_lack, used)))
}

/// Every key of a type's objects that could be a tag, in order.
fn collect_keys(api: &Api, ty: &Type, keys: &mut Vec<String>, depth: usize) {
    let Type::Model(id) = api.resolve(ty) else {
        return;
    };
    match &api.model(*id).shape {
        Shape::Struct(s) => {
            for member in &s.members {
                if !keys.iter().any(|k| k == member.key()) && is_listed(api, member) {
                    keys.push(member.key().to_owned());
                }
            }
        }
        Shape::Union(union) if depth < 8 => {
            for variant in &union.variants {
                collect_keys(api, &variant.ty, keys, depth + 1);
            }
        }
        _ => {}
    }
}

fn is_listed(api: &Api, member: &Member) -> bool {
    match member {
        Member::Constant(_) => true,
        Member::Field(field) => match api.resolve(&field.ty) {
            Type::Model(id) => {
                matches!(
                    api.model(*id).shape,
                    Shape::StringEnum(_) | Shape::IntegerEnum(_)
                )
            }
            _ => false,
        },
    }
}

/// By a key that one variant alone has.
fn key_plan(api: &Api, union: &Union, candidates: &[usize]) -> Option<KeyPlan> {
    let sets: Vec<KeySet<'_>> = candidates
        .iter()
        .map(|variant| key_set(api, &union.variants[*variant].ty, 0))
        .collect::<Option<_>>()?;
    let mut keys = Vec::new();
    let mut fallback = None;
    for (position, set) in sets.iter().enumerate() {
        let unique = |key: &&str| {
            sets.iter()
                .enumerate()
                .all(|(i, other)| i == position || !other.all.contains(key))
        };
        if !set.required.iter().any(&unique) {
            // Two variants that need nothing of their own cannot be told apart.
            if fallback.replace(candidates[position]).is_some() {
                return None;
            }
        }
        let own = set.all.iter().copied().filter(|key| unique(key));
        keys.extend(own.map(|key| (key.to_owned(), candidates[position])));
    }
    (!keys.is_empty()).then_some(KeyPlan { keys, fallback })
}

/// The keys a type's objects may and must have.
struct KeySet<'a> {
    all: Vec<&'a str>,
    required: Vec<&'a str>,
}

fn key_set<'a>(api: &'a Api, ty: &'a Type, depth: usize) -> Option<KeySet<'a>> {
    let Type::Model(id) = api.resolve(ty) else {
        return None;
    };
    match &api.model(*id).shape {
        // An object with arbitrary keys may have those of the others too.
        Shape::Struct(s) if !matches!(s.extra, Extra::Kept(ref ty) if *ty != Type::Any) => {
            let required = s.members.iter().filter(|m| match m {
                Member::Constant(_) => true,
                Member::Field(field) => field.required,
            });
            Some(KeySet {
                all: s.members.iter().map(|m| m.key()).collect(),
                required: required.map(|m| m.key()).collect(),
            })
        }
        Shape::Union(union) if depth < 8 => {
            let mut all: Vec<&str> = Vec::new();
            let mut required: Option<Vec<&str>> = None;
            for variant in &union.variants {
                let set = key_set(api, &variant.ty, depth + 1)?;
                all.extend(set.all);
                required = Some(match required {
                    None => set.required,
                    Some(known) => known
                        .into_iter()
                        .filter(|k| set.required.contains(k))
                        .collect(),
                });
            }
            Some(KeySet {
                all,
                required: required.unwrap_or_default(),
            })
        }
        _ => None,
    }
}

/// The kinds of JSON value a type takes.
fn kinds(api: &Api, ty: &Type, depth: usize) -> Vec<JsonKind> {
    match api.resolve(ty) {
        Type::Any => KINDS.to_vec(),
        Type::Null => Vec::new(),
        Type::Boolean => vec![JsonKind::Boolean],
        Type::Integer(_) => vec![JsonKind::Integer],
        Type::Number => vec![JsonKind::Integer, JsonKind::Number],
        Type::String(_) => vec![JsonKind::String],
        Type::List(_) | Type::Tuple(_) => vec![JsonKind::Array],
        Type::Map(_) => vec![JsonKind::Object],
        Type::Nullable(inner) => kinds(api, inner, depth),
        Type::Model(id) => match &api.model(*id).shape {
            Shape::Struct(_) => vec![JsonKind::Object],
            Shape::StringEnum(_) => vec![JsonKind::String],
            Shape::IntegerEnum(_) => vec![JsonKind::Integer],
            Shape::Union(union) if depth < 8 => {
                let mut all: Vec<JsonKind> = Vec::new();
                for variant in &union.variants {
                    for kind in kinds(api, &variant.ty, depth + 1) {
                        if !all.contains(&kind) {
                            all.push(kind);
                        }
                    }
                }
                all
            }
            Shape::Union(_) => KINDS.to_vec(),
            Shape::Alias(_) => unreachable!("resolved above"),
        },
    }
}

/// Free-form variants take everything, so they come last.
fn free_form_last(api: &Api, union: &Union, candidates: &[usize]) -> Vec<usize> {
    let mut order = candidates.to_vec();
    order.sort_by_key(|i| match api.resolve(&union.variants[*i].ty) {
        Type::Any => 2,
        Type::Map(_) => 1,
        _ => 0,
    });
    order
}

/// Variants are named by their tags where each has one of its own.
fn variant_names(union: &Union, plan: &Plan) -> Vec<String> {
    let mut names: Vec<String> = union.variants.iter().map(|v| v.name.clone()).collect();
    let tag_plan = match plan {
        Plan::Tag(plan) => plan,
        Plan::Kind(routes) => match routes.iter().find_map(|(_, p)| match p {
            Plan::Tag(plan) => Some(plan),
            _ => None,
        }) {
            Some(plan) => plan,
            None => return names,
        },
        _ => return names,
    };
    let mut seen = vec![0; names.len()];
    let arms = tag_plan
        .arms
        .iter()
        .filter_map(|arm| Some((&arm.tag, arm.plan.decided()?)));
    arms.clone().for_each(|(_, variant)| seen[variant] += 1);
    for (tag, variant) in arms {
        if let (Scalar::String(tag), 1) = (tag, seen[variant])
            && !tag.is_empty()
        {
            names[variant].clone_from(tag);
        }
    }
    names
}
