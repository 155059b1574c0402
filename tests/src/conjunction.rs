//! What several schemas say together.
//!
//! What comes in: nodes that must all hold of one value. What goes out: a
//! [`Conjunction`]: references followed, `allOf` flattened, types and enums
//! intersected, properties gathered. Unions are left as choices; a choice is
//! made by viewing the same nodes with a branch of each.

use indexmap::IndexMap;
use serde_json::Value;

use crate::schema::{Additional, Node, Union};
use crate::translate::open_tag;
use crate::types::Types;

/// A conjunction of schemas.
#[derive(Debug, Clone)]
pub struct Conjunction<'d> {
    /// Every schema that speaks here, without those that only refer.
    pub leaves: Vec<Node<'d>>,
    /// Unions whose branch is not chosen yet.
    pub unions: Vec<Union<'d>>,
    /// The types that all admit, null left to [`admits_null`].
    pub types: Types,
    /// The values that all admit, where any lists some.
    pub values: Option<Vec<&'d Value>>,
    /// The keys that some schema names, with each schema for them.
    pub properties: IndexMap<&'d str, Vec<Node<'d>>>,
    /// The keys that must be there.
    pub required: Vec<&'d str>,
    /// Keys whose value a discriminator prescribes, and the values.
    pub tags: Vec<(&'d str, Vec<String>)>,
}

impl<'d> Conjunction<'d> {
    /// What `nodes` say together.
    pub fn of(nodes: &[Node<'d>]) -> Conjunction<'d> {
        let mut conjunction = Conjunction {
            leaves: Vec::new(),
            unions: Vec::new(),
            types: Types::ALL,
            values: None,
            properties: IndexMap::new(),
            required: Vec::new(),
            tags: Vec::new(),
        };
        let mut seen = Vec::new();
        for node in nodes {
            conjunction.flatten(*node, &mut seen);
        }
        conjunction.gather(0);
        conjunction
    }

    /// The same, with more schemas that must hold.
    #[must_use]
    pub fn with(mut self, more: &[Node<'d>]) -> Conjunction<'d> {
        let known = self.leaves.len();
        let mut seen: Vec<usize> = self.leaves.iter().map(|l| l.id()).collect();
        for node in more {
            self.flatten(*node, &mut seen);
        }
        self.gather(known);
        self
    }

    /// Whether a schema is among those that must hold.
    pub fn says(&self, node: Node<'d>) -> bool {
        let mut end = node;
        // Few refer on; in a circle there is no end.
        for _ in 0..64 {
            match end.target() {
                Some(target) => end = target,
                None => return self.leaves.iter().any(|leaf| leaf.id() == end.id()),
            }
        }
        false
    }

    /// Prescribes the tag that means a branch of a union, where the branch
    /// itself leaves it open.
    pub fn force_tag(&mut self, union: Node<'d>, branch: Node<'d>) {
        let Some((property, tags)) = open_tag(union, branch) else {
            return;
        };
        match self.tags.iter_mut().find(|(key, _)| *key == property) {
            Some((_, before)) => before.retain(|tag| tags.contains(tag)),
            None => self.tags.push((property, tags)),
        }
    }

    fn flatten(&mut self, node: Node<'d>, seen: &mut Vec<usize>) {
        if seen.contains(&node.id()) {
            return;
        }
        seen.push(node.id());
        if node.value == &Value::Bool(false) {
            self.types = Types::NONE;
        }
        if let Some(target) = node.target() {
            self.flatten(target, seen);
        }
        for child in node.children("allOf") {
            self.flatten(child, seen);
        }
        self.unions.extend(node.unions());
        self.leaves.push(node);
    }

    /// Reads the leaves but the first so many, which are known.
    fn gather(&mut self, known: usize) {
        for leaf in &self.leaves[known..] {
            self.types = self.types & leaf.types();
            if let Some(values) = leaf.values() {
                self.values = Some(match self.values.take() {
                    Some(before) => before.into_iter().filter(|v| values.contains(v)).collect(),
                    None => values,
                });
            }
            for (key, child) in leaf.properties() {
                self.properties.entry(key).or_default().push(child);
            }
            for key in leaf.required() {
                if !self.required.contains(&key) {
                    self.required.push(key);
                }
            }
        }
    }

    /// The schemas of a key that some schema names; see also [`Conjunction::of_key`].
    pub fn property(&self, key: &str) -> &[Node<'d>] {
        self.properties.get(key).map_or(&[], Vec::as_slice)
    }

    /// All schemas that hold of the value of a key: those that name it, and
    /// `additionalProperties` of those that do not. `None` where one forbids it.
    pub fn of_key(&self, key: &str) -> Option<Vec<Node<'d>>> {
        let mut found = Vec::new();
        for leaf in &self.leaves {
            let own = leaf.property(key);
            let patterns: Vec<Node<'d>> = leaf
                .named("patternProperties")
                .filter(|(pattern, _)| crate::synth::pattern::matches(pattern, key))
                .map(|(_, node)| node)
                .collect();
            if own.is_none() && patterns.is_empty() {
                match leaf.additional() {
                    Additional::Never => return None,
                    Additional::Schema(node) => found.push(node),
                    Additional::Any | Additional::Unstated => {}
                }
            }
            found.extend(own);
            found.extend(patterns);
        }
        Some(found)
    }

    /// Whether keys beyond the named ones are kept by contract: a schema says so.
    pub fn invites_extra(&self) -> bool {
        let mut invited = self.properties.is_empty();
        for leaf in &self.leaves {
            match leaf.additional() {
                Additional::Never => return false,
                Additional::Any | Additional::Schema(_) => invited = true,
                Additional::Unstated => {}
            }
            invited |= leaf.named("patternProperties").next().is_some();
        }
        invited
    }

    /// The largest of a lower limit, or the smallest of an upper one.
    pub fn count(&self, name: &str) -> Option<usize> {
        let all = self.leaves.iter().filter_map(|l| l.count(name));
        if name.starts_with("min") {
            all.max()
        } else {
            all.min()
        }
    }

    /// A keyword of any leaf, the first that has it.
    pub fn first<T>(&self, read: impl Fn(Node<'d>) -> Option<T>) -> Option<T> {
        self.leaves.iter().find_map(|leaf| read(*leaf))
    }

    /// The schemas of the item at a position.
    pub fn of_item(&self, index: usize) -> Option<Vec<Node<'d>>> {
        let mut found = Vec::new();
        for leaf in &self.leaves {
            let (prefix, rest) = leaf.items();
            match prefix.get(index) {
                Some(node) => found.push(*node),
                None if rest.is_some_and(|r| r.value == &Value::Bool(false)) => return None,
                None => found.extend(rest),
            }
        }
        Some(found)
    }
}

/// Whether null satisfies all of `nodes`. `nullable` covers all that stands
/// beside it, as most tools read it.
pub fn admits_null(nodes: &[Node<'_>]) -> bool {
    fn admits(node: Node<'_>, depth: usize) -> bool {
        if node.nullable() || node.value == &Value::Bool(true) {
            return true;
        }
        if depth > 40 || node.value == &Value::Bool(false) || !node.types().has(Types::NULL) {
            return false;
        }
        if node
            .values()
            .is_some_and(|values| !values.contains(&&Value::Null))
        {
            return false;
        }
        let deeper = |n: &Node<'_>| admits(*n, depth + 1);
        node.target().is_none_or(|t| deeper(&t))
            && node.children("allOf").iter().all(deeper)
            && node.unions().all(|u| u.branches.iter().any(deeper))
    }
    nodes.iter().all(|n| admits(*n, 0))
}
