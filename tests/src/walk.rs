//! A value beside its schema: which schemas hold of each part of it.
//!
//! What comes in: a valid value and its schema. What goes out: a [`Place`] for
//! the value and each part, with the branches of unions that it satisfies
//! merged in. Drift and rejection choose among places.

use serde_json::Value;

use crate::conjunction::{Conjunction, admits_null};
use crate::discrimination::{Discrimination, Discriminations, kinds};
use crate::inheritance::Inheritance;
use crate::path::{Path, Step, get_mut};
use crate::schema::Node;
use crate::types::Types;
use crate::validate::Validators;

/// A part of a value.
#[derive(Debug, Clone)]
pub struct Place<'d> {
    /// Where it is.
    pub path: Path,
    /// Everything that holds of it.
    pub conjunction: Conjunction<'d>,
    /// The types that its schemas admit, over all branches.
    pub kinds: Types,
    /// Null is admitted.
    pub nullable: bool,
    /// It may not be left out: not an optional property.
    pub required: bool,
    /// No union on the way leaves open what it is.
    pub certain: bool,
    /// It is a union, or may be: several schemas to choose from.
    pub union: bool,
    /// Its value tells the branches of a union apart, or may.
    pub tag: bool,
    /// For objects: the property that tells which branch it is.
    pub told_by: Option<&'d str>,
}

impl Place<'_> {
    /// It is a union for sure, because it may be of several types.
    pub fn has_types(&self) -> bool {
        self.kinds.without(Types::NULL).each().len() > 1
    }
}

/// Walks values of one document.
pub struct Walker<'a, 'd> {
    validators: &'a Validators<'d>,
    inheritance: &'a Inheritance<'d>,
    discriminations: Discriminations<'d>,
}

/// What is known of a part before looking at it.
#[derive(Debug, Clone, Copy)]
struct Before {
    required: bool,
    certain: bool,
    tag: bool,
}

impl<'a, 'd> Walker<'a, 'd> {
    /// For one document.
    pub fn new(validators: &'a Validators<'d>, inheritance: &'a Inheritance<'d>) -> Self {
        Walker {
            validators,
            inheritance,
            discriminations: Discriminations::new(),
        }
    }

    /// The places of a value, parents first.
    pub fn places(&mut self, nodes: &[Node<'d>], value: &Value) -> Vec<Place<'d>> {
        let mut places = Vec::new();
        let before = Before {
            required: true,
            certain: true,
            tag: false,
        };
        self.walk(nodes, value, &mut Path::new(), before, &mut places);
        places
    }

    /// The value without the keys that no schema declares or invites.
    pub fn declared(&mut self, nodes: &[Node<'d>], value: &Value) -> Value {
        let mut declared = value.clone();
        for place in self.places(nodes, value) {
            let conjunction = &place.conjunction;
            let Some(Value::Object(map)) = get_mut(&mut declared, &place.path) else {
                continue;
            };
            if !conjunction.invites_extra() {
                map.retain(|key, _| {
                    conjunction.required.contains(&key.as_str())
                        || conjunction
                            .of_key(key)
                            .is_none_or(|nodes| !nodes.is_empty())
                });
            }
        }
        declared
    }

    fn walk(
        &mut self,
        nodes: &[Node<'d>],
        value: &Value,
        path: &mut Path,
        mut before: Before,
        places: &mut Vec<Place<'d>>,
    ) {
        let mut conjunction = Conjunction::of(nodes);
        let nullable = admits_null(nodes);
        if value.is_null() || path.len() > 40 {
            return;
        }
        let mut told_by = None;
        let mut suspects: Vec<&'d str> = Vec::new();
        let mut unions = 0;
        while let Some(union) = conjunction.unions.first().cloned() {
            conjunction.unions.remove(0);
            unions += 1;
            if unions > 16 {
                before.certain = false;
                break;
            }
            let key = (union.node.id(), union.any);
            let discrimination = self
                .discriminations
                .entry(key)
                .or_insert_with(|| Discrimination::of(&union));
            suspects.extend(discrimination.suspects.iter().copied());
            let tagged = discrimination
                .tag
                .filter(|key| value.get(key).is_some_and(Value::is_string));
            // A branch that holds whatever the tag says has been chosen already.
            let chosen = union
                .branches
                .iter()
                .any(|branch| conjunction.says(*branch));
            told_by = told_by.or(tagged.filter(|_| !chosen));
            let is_decided = discrimination.admitting(value) <= 1 || tagged.is_some();
            let valid = |b: &Node<'d>| self.validators.is_valid(*b, value) == Some(true);
            let holding: Vec<Node<'d>> = union.branches.iter().copied().filter(valid).collect();
            before.certain &= is_decided && holding.len() == 1;
            conjunction = conjunction.with(&holding);
        }
        if let Some(base) = self.inheritance.base(&conjunction)
            && let Some(property) = base.discriminator()
        {
            unions += 1;
            suspects.push(property);
            let tag = value.get(property).and_then(Value::as_str);
            let child = |tag: &str| {
                let mut children = self.inheritance.children(base).iter();
                children.find(|c| c.tags.iter().any(|t| t == tag))
            };
            match tag.and_then(child) {
                Some(child) => conjunction = conjunction.with(&[child.node]),
                None => before.certain = false,
            }
            told_by = told_by.or(tag.map(|_| property));
        }
        suspects.extend(conjunction.leaves.iter().filter_map(|l| l.discriminator()));
        places.push(Place {
            path: path.clone(),
            kinds: kinds(nodes, 0),
            nullable,
            required: before.required,
            certain: before.certain,
            union: unions > 0,
            tag: before.tag,
            told_by,
            conjunction: conjunction.clone(),
        });
        self.children(
            &conjunction,
            value,
            path,
            (before.certain, &suspects),
            places,
        );
    }

    fn children(
        &mut self,
        conjunction: &Conjunction<'d>,
        value: &Value,
        path: &mut Path,
        (certain, suspects): (bool, &[&'d str]),
        places: &mut Vec<Place<'d>>,
    ) {
        match value {
            Value::Object(map) => {
                for (key, child) in map {
                    let nodes = conjunction.of_key(key).unwrap_or_default();
                    if nodes.is_empty() {
                        continue;
                    }
                    let before = Before {
                        required: conjunction.required.contains(&key.as_str())
                            || !conjunction.properties.contains_key(key.as_str()),
                        certain,
                        tag: suspects.contains(&key.as_str()),
                    };
                    path.push(Step::Key(key.clone()));
                    self.walk(&nodes, child, path, before, places);
                    path.pop();
                }
            }
            Value::Array(items) => {
                // A long array says no more than its beginning.
                for (index, child) in items.iter().enumerate().take(4) {
                    let nodes = conjunction.of_item(index).unwrap_or_default();
                    if nodes.is_empty() {
                        continue;
                    }
                    let before = Before {
                        required: true,
                        certain,
                        tag: false,
                    };
                    path.push(Step::Index(index));
                    self.walk(&nodes, child, path, before, places);
                    path.pop();
                }
            }
            _ => {}
        }
    }
}
