//! How deep the smallest value of a schema is.
//!
//! Recursive schemas are everywhere; a synthesiser that must come to an end
//! needs to know which way down is finite. The smallest depth of a schema is
//! the least fixed point over its required parts: a leaf is 0, an object one
//! more than the deepest of its required properties, a union its lowest branch.
//! A schema without a finite one has no instance at all.

use std::collections::HashMap;

use crate::conjunction::{Conjunction, admits_null};
use crate::schema::Node;
use crate::types::Types;

/// The height of a schema that requires itself.
pub const ENDLESS: u32 = u32::MAX;

/// Heights, computed where asked for.
#[derive(Debug, Default)]
pub struct Heights {
    known: HashMap<usize, u32>,
}

/// What a height is computed from.
enum Rule<'d> {
    /// It is 0.
    Flat,
    /// At least that of every part plus one, and of every union's lowest branch.
    Deep {
        parts: Vec<Node<'d>>,
        unions: Vec<Vec<Node<'d>>>,
    },
}

impl Heights {
    /// The height of what holds under all of `nodes`.
    pub fn of(&mut self, nodes: &[Node<'_>]) -> u32 {
        nodes.iter().map(|n| self.of_one(*n)).max().unwrap_or(0)
    }

    /// The height of one schema.
    pub fn of_one(&mut self, node: Node<'_>) -> u32 {
        if let Some(height) = self.known.get(&node.id()) {
            return *height;
        }
        let mut rules: Vec<(usize, Rule<'_>)> = Vec::new();
        let mut open = vec![node];
        while let Some(node) = open.pop() {
            if self.known.contains_key(&node.id()) {
                continue;
            }
            self.known.insert(node.id(), ENDLESS);
            let rule = rule(node);
            if let Rule::Deep { parts, unions } = &rule {
                open.extend(parts);
                open.extend(unions.iter().flatten());
            }
            rules.push((node.id(), rule));
        }
        loop {
            let mut changed = false;
            for (id, rule) in rules.iter().rev() {
                let height = self.apply(rule);
                if height < self.known[id] {
                    self.known.insert(*id, height);
                    changed = true;
                }
            }
            if !changed {
                return self.known[&node.id()];
            }
        }
    }

    fn apply(&self, rule: &Rule<'_>) -> u32 {
        let Rule::Deep { parts, unions } = rule else {
            return 0;
        };
        let of = |node: &Node<'_>| self.known[&node.id()];
        let parts = parts.iter().map(|n| of(n).saturating_add(1)).max();
        let unions = unions
            .iter()
            .map(|u| u.iter().map(of).min().unwrap_or(0))
            .max();
        parts.unwrap_or(0).max(unions.unwrap_or(0))
    }
}

fn rule(node: Node<'_>) -> Rule<'_> {
    if admits_null(&[node]) {
        return Rule::Flat;
    }
    let conjunction = Conjunction::of(&[node]);
    let mut parts = Vec::new();
    if conjunction
        .types
        .without(Types::OBJECT | Types::ARRAY | Types::NULL)
        .is_empty()
    {
        let object = conjunction.types.has(Types::OBJECT);
        if object {
            parts.extend(
                conjunction
                    .required
                    .iter()
                    .flat_map(|key| conjunction.property(key)),
            );
        }
        if conjunction.types.has(Types::ARRAY) && (!object || !parts.is_empty()) {
            parts.clear();
            if conjunction.count("minItems").unwrap_or(0) > 0 {
                parts.extend(conjunction.of_item(0).into_iter().flatten());
            }
        }
    }
    let unions = conjunction.unions.into_iter().map(|u| u.branches).collect();
    Rule::Deep { parts, unions }
}
