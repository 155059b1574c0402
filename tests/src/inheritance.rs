//! Polymorphism by inheritance: `Pet` with a discriminator and no `oneOf`, and
//! schemas that take it over with `allOf`.
//!
//! A place of type `Pet` may hold any of them, told apart by the tag, although
//! JSON Schema knows nothing of it. What comes in: a document. What goes out:
//! which schema is a base, its children, and the tags that mean each.

use std::collections::HashMap;

use crate::conjunction::Conjunction;
use crate::document::Document;
use crate::schema::Node;

/// The bases of a document and their children.
#[derive(Debug, Default)]
pub struct Inheritance<'d> {
    children: HashMap<usize, Vec<Child<'d>>>,
}

/// A schema that takes a base over.
#[derive(Debug, Clone)]
pub struct Child<'d> {
    /// Its component name.
    pub name: String,
    /// The schema.
    pub node: Node<'d>,
    /// The values of the tag that mean it.
    pub tags: Vec<String>,
}

impl<'d> Inheritance<'d> {
    /// The families of a document.
    pub fn of(document: &'d Document) -> Inheritance<'d> {
        let mut children: HashMap<usize, Vec<Child<'d>>> = HashMap::new();
        for (pointer, node) in document.components() {
            if node.keyword("allOf").is_none() {
                continue;
            }
            let name = pointer.rsplit('/').next().unwrap_or_default();
            let name = name.replace("~1", "/").replace("~0", "~");
            for base in Conjunction::of(&[node])
                .leaves
                .iter()
                .filter(|l| is_base(**l))
            {
                if base.id() == node.id() {
                    continue;
                }
                let mapped = base
                    .mapping()
                    .into_iter()
                    .filter(|(_, to)| to.id() == node.id());
                let mut tags: Vec<String> = mapped.map(|(tag, _)| tag.to_owned()).collect();
                if tags.is_empty() {
                    tags.push(name.clone());
                }
                let child = Child {
                    name: name.clone(),
                    node,
                    tags,
                };
                children.entry(base.id()).or_default().push(child);
            }
        }
        Inheritance { children }
    }

    /// The base of a conjunction that is not yet one of its children.
    pub fn base(&self, conjunction: &Conjunction<'d>) -> Option<Node<'d>> {
        conjunction.leaves.iter().copied().find(|leaf| {
            is_base(*leaf)
                && self.children.contains_key(&leaf.id())
                && self.child(*leaf, conjunction).is_none()
        })
    }

    /// The children of a base.
    pub fn children(&self, base: Node<'d>) -> &[Child<'d>] {
        self.children.get(&base.id()).map_or(&[], Vec::as_slice)
    }

    /// Which child of a base a conjunction is: the one that takes over most.
    fn child(&self, base: Node<'d>, conjunction: &Conjunction<'d>) -> Option<&Child<'d>> {
        let is_in =
            |child: &&Child<'d>| conjunction.leaves.iter().any(|l| l.id() == child.node.id());
        self.children(base)
            .iter()
            .filter(is_in)
            .max_by_key(|child| Conjunction::of(&[child.node]).leaves.len())
    }

    /// Adds the tags that a conjunction must carry to be what it is.
    pub fn tags(&self, conjunction: &Conjunction<'d>, tags: &mut Vec<(&'d str, Vec<String>)>) {
        for leaf in conjunction.leaves.iter().filter(|l| is_base(**l)) {
            let Some(property) = leaf.discriminator() else {
                continue;
            };
            let listed = conjunction
                .property(property)
                .iter()
                .any(|n| Conjunction::of(&[*n]).values.is_some());
            if tags.iter().any(|(key, _)| *key == property) {
                continue;
            }
            match self.child(*leaf, conjunction) {
                Some(child) if !listed => tags.push((property, child.tags.clone())),
                None if !listed && self.children.contains_key(&leaf.id()) => {
                    tags.push((property, vec!["a tag of its own".to_owned()]));
                }
                _ => {}
            }
        }
    }
}

/// Whether a schema has a discriminator and leaves the branches to others.
fn is_base(node: Node<'_>) -> bool {
    node.discriminator().is_some() && node.unions().next().is_none()
}
