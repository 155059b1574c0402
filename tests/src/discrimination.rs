//! What tells the branches of a union apart.
//!
//! What comes in: a `oneOf` or `anyOf`. What goes out: [`Discrimination`], the property
//! whose value means a branch, if there is one, and which branches admit which
//! types. Where nothing tells, a Rust type cannot promise to refuse or to keep
//! what does not fit, and the harness expects less.

use std::collections::HashMap;

use serde_json::Value;

use crate::conjunction::Conjunction;
use crate::schema::{Node, Union};
use crate::translate::open_tag;
use crate::types::Types;

/// See the module.
#[derive(Debug, Clone)]
pub struct Discrimination<'d> {
    /// By branch: the types that it admits.
    pub kinds: Vec<Types>,
    /// The property that each branch for objects fixes to values of its own.
    pub tag: Option<&'d str>,
    /// Properties that several branches limit to listed values: perhaps tags.
    pub suspects: Vec<&'d str>,
}

/// Discriminations by the union's node and kind.
pub type Discriminations<'d> = HashMap<(usize, bool), Discrimination<'d>>;

impl<'d> Discrimination<'d> {
    /// What tells the branches of a union apart.
    pub fn of(union: &Union<'d>) -> Discrimination<'d> {
        let kinds: Vec<Types> = union.branches.iter().map(|b| kinds(&[*b], 0)).collect();
        let objects: Vec<Node<'d>> = union
            .branches
            .iter()
            .zip(&kinds)
            .filter(|(_, kinds)| kinds.has(Types::OBJECT))
            .map(|(branch, _)| *branch)
            .collect();
        let mut discrimination = Discrimination {
            kinds,
            tag: None,
            suspects: Vec::new(),
        };
        discrimination.suspects.extend(union.node.discriminator());
        let mut keys: Vec<&'d str> = Vec::new();
        objects.iter().for_each(|b| listed_keys(*b, 0, &mut keys));
        if objects.len() < 2 {
            return discrimination;
        }
        for (position, key) in keys.iter().enumerate() {
            if keys[..position].contains(key) && !discrimination.suspects.contains(key) {
                discrimination.suspects.push(key);
            }
        }
        let explicit = union.node.discriminator();
        let mut order: Vec<&'d str> = explicit.into_iter().collect();
        order.extend(discrimination.suspects.iter().copied());
        discrimination.tag = order.into_iter().find(|key| is_tag(union, &objects, key));
        // Where one property tells, the others are just properties.
        if let Some(tag) = discrimination.tag {
            discrimination
                .suspects
                .retain(|key| *key == tag || explicit == Some(*key));
        }
        discrimination
    }

    /// How many branches admit a value's type.
    pub fn admitting(&self, value: &Value) -> usize {
        let kind = Types::of(value);
        self.kinds
            .iter()
            .filter(|k| !(**k & kind).is_empty())
            .count()
    }
}

/// The types that `nodes` admit together, with the branches of their unions.
pub fn kinds(nodes: &[Node<'_>], depth: usize) -> Types {
    let conjunction = Conjunction::of(nodes);
    let mut types = conjunction.types;
    if let Some(values) = &conjunction.values {
        types = types & values.iter().fold(Types::NONE, |all, v| all | Types::of(v));
    }
    if nodes.iter().any(|n| n.nullable()) {
        types = types | Types::NULL;
    }
    if depth > 8 {
        return types;
    }
    for union in &conjunction.unions {
        let branches = union.branches.iter();
        types = types & branches.fold(Types::NONE, |all, b| all | kinds(&[*b], depth + 1));
    }
    types
}

/// The properties that a branch, or all it may be, limits to listed values.
fn listed_keys<'d>(branch: Node<'d>, depth: usize, keys: &mut Vec<&'d str>) {
    let conjunction = Conjunction::of(&[branch]);
    for (key, nodes) in &conjunction.properties {
        if Conjunction::of(nodes).values.is_some() {
            keys.push(key);
        }
    }
    if depth < 4 {
        for union in &conjunction.unions {
            union
                .branches
                .iter()
                .for_each(|b| listed_keys(*b, depth + 1, keys));
        }
    }
}

/// Whether every branch fixes `key` to values that no other branch has.
fn is_tag<'d>(union: &Union<'d>, objects: &[Node<'d>], key: &str) -> bool {
    let explicit = union.node.discriminator() == Some(key);
    let mut seen: Vec<String> = Vec::new();
    for branch in objects {
        let open = || open_tag(union.node, *branch).map(|(_, tags)| tags);
        let values = match tag_values(*branch, key, 0) {
            Some(values) => values,
            None if explicit => match open() {
                Some(tags) => tags,
                None => return false,
            },
            None => return false,
        };
        if values.is_empty() || values.iter().any(|v| seen.contains(v)) {
            return false;
        }
        seen.extend(values);
    }
    true
}

/// The strings that a required property of a branch may have.
fn tag_values(branch: Node<'_>, key: &str, depth: usize) -> Option<Vec<String>> {
    let conjunction = Conjunction::of(&[branch]);
    if conjunction.required.contains(&key)
        && let Some(values) = Conjunction::of(conjunction.property(key)).values
    {
        return values
            .iter()
            .map(|v| v.as_str().map(str::to_owned))
            .collect();
    }
    if depth > 4 {
        return None;
    }
    let union = conjunction.unions.first()?;
    let nested = union
        .branches
        .iter()
        .map(|b| tag_values(*b, key, depth + 1));
    Some(nested.collect::<Option<Vec<_>>>()?.concat())
}
