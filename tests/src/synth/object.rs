//! Objects: properties present and absent, other keys where invited, tags.

use serde_json::{Map, Value};

use super::choose::{Coverage, Mode};
use super::height::ENDLESS;
use super::{Synth, Why, pattern};
use crate::conjunction::Conjunction;
use crate::schema::Node;

impl<'d> Synth<'_, 'd> {
    /// An object of a conjunction without open unions.
    pub(super) fn object(&mut self, conjunction: &Conjunction<'d>) -> Result<Value, Why> {
        if let Some(found) = self.child_of_base(conjunction) {
            return found;
        }
        self.depth += 1;
        let found = self.properties(conjunction);
        self.depth -= 1;
        found.map(Value::Object)
    }

    /// Where a conjunction is a polymorphic base (its discriminator has children and no
    /// `oneOf`), one of the children instead.
    fn child_of_base(&mut self, conjunction: &Conjunction<'d>) -> Option<Result<Value, Why>> {
        let base = self.inheritance.base(conjunction)?;
        let children: Vec<Node<'d>> = self
            .inheritance
            .children(base)
            .iter()
            .map(|c| c.node)
            .collect();
        let site = Coverage::site(base.id(), "child");
        let mut order = self.coverage.order(site, children.len() + 1);
        if self.tight() {
            order = vec![children.len()];
        }
        for choice in order {
            self.coverage.take(site, choice);
            let child = children.get(choice)?;
            if self.heights.of_one(*child) == ENDLESS {
                continue;
            }
            if let Ok(found) = self.conjunction(conjunction.clone().with(&[*child])) {
                return Some(Ok(found));
            }
        }
        None
    }

    fn properties(&mut self, conjunction: &Conjunction<'d>) -> Result<Map<String, Value>, Why> {
        let mut tags = conjunction.tags.clone();
        self.inheritance.tags(conjunction, &mut tags);
        let mut object = Map::new();
        let most = conjunction.count("maxProperties").unwrap_or(usize::MAX);
        let first = conjunction.leaves.first().map_or(0, |n| n.id());
        let keys: Vec<&'d str> = conjunction.properties.keys().copied().collect();
        let mut required: Vec<&'d str> = conjunction.required.clone();
        required.extend(tags.iter().map(|(key, _)| *key));
        let absent = required.iter().copied().filter(|k| !keys.contains(k));
        for key in keys.iter().copied().chain(absent.collect::<Vec<_>>()) {
            let must = required.contains(&key);
            let nodes = match conjunction.of_key(key) {
                Some(nodes) => nodes,
                None if must => return Err(Why::ForbiddenKey),
                None => continue,
            };
            if let Some((_, values)) = tags.iter().find(|(k, _)| *k == key) {
                let site = Coverage::site(first, key);
                let values: Vec<Value> = values.iter().map(|v| v.as_str().into()).collect();
                if values.is_empty() {
                    return Err(Why::NoValue);
                }
                let tag = self.pick(site, &values);
                object.insert(key.to_owned(), tag);
                continue;
            }
            if !must && (object.len() >= most || !self.present(first, key, &nodes)) {
                continue;
            }
            match self.place(&nodes) {
                Ok(value) => {
                    object.insert(key.to_owned(), value);
                }
                Err(why) if must => return Err(why),
                Err(_) => {}
            }
        }
        self.extra(conjunction, first, most, &mut object);
        Ok(object)
    }

    fn present(&mut self, first: usize, key: &str, nodes: &[Node<'d>]) -> bool {
        if self.tight() || self.heights.of(nodes) == ENDLESS {
            return false;
        }
        let site = Coverage::site(first, key);
        let choice = self.coverage.order(site, 2)[0];
        self.coverage.take(site, choice);
        choice == 0
    }

    /// Keys beyond the named ones: where the schema invites them, or where there
    /// have to be more.
    fn extra(
        &mut self,
        conjunction: &Conjunction<'d>,
        first: usize,
        most: usize,
        object: &mut Map<String, Value>,
    ) {
        let low = conjunction.count("minProperties").unwrap_or(0);
        let mut wanted = low.saturating_sub(object.len());
        if conjunction.invites_extra() && !self.tight() {
            let site = Coverage::site(first, "extra keys");
            let counts = if conjunction.properties.is_empty() {
                [2, 0, 1, 12]
            } else {
                [1, 0, 2, 0]
            };
            let choice = self.coverage.order(site, counts.len())[0];
            self.coverage.take(site, choice);
            wanted = wanted.max(counts[choice]);
        } else if wanted > 0 {
            wanted -= self.more_properties(conjunction, wanted, object);
        }
        let wanted = wanted.min(most.saturating_sub(object.len()));
        let mut tried = 0;
        let mut added = 0;
        while added < wanted && tried < wanted + 24 {
            let key = self.key(conjunction, tried);
            tried += 1;
            if object.contains_key(&key) || conjunction.properties.contains_key(key.as_str()) {
                continue;
            }
            let Some(nodes) = conjunction.of_key(&key) else {
                continue;
            };
            if self.heights.of(&nodes) == ENDLESS {
                continue;
            }
            if let Ok(value) = self.place(&nodes) {
                object.insert(key, value);
                added += 1;
            }
        }
    }

    /// Optional properties, as many as are missing.
    fn more_properties(
        &mut self,
        conjunction: &Conjunction<'d>,
        wanted: usize,
        object: &mut Map<String, Value>,
    ) -> usize {
        let mut added = 0;
        for key in conjunction.properties.keys().copied() {
            if added == wanted {
                break;
            }
            let Some(nodes) = conjunction
                .of_key(key)
                .filter(|_| !object.contains_key(key))
            else {
                continue;
            };
            if let Ok(value) = self.place(&nodes) {
                object.insert(key.to_owned(), value);
                added += 1;
            }
        }
        added
    }

    /// The nth key that might do.
    fn key(&mut self, conjunction: &Conjunction<'d>, nth: usize) -> String {
        let patterns: Vec<&str> = conjunction
            .leaves
            .iter()
            .flat_map(|leaf| leaf.named("patternProperties").map(|(p, _)| p))
            .collect();
        if !patterns.is_empty() {
            let pattern = patterns[nth % patterns.len()];
            if let Some(key) = pattern::string(pattern, (nth / patterns.len()) as u32) {
                return key;
            }
        }
        let names: Vec<Node<'d>> = conjunction
            .leaves
            .iter()
            .filter_map(|l| l.child("propertyNames"))
            .collect();
        if !names.is_empty()
            && let Ok(Value::String(key)) = self.place(&names)
        {
            return key;
        }
        let plain = self.coverage.mode == Mode::Full;
        match KEYS.get(nth).filter(|_| !plain) {
            Some(key) => (*key).to_owned(),
            None => format!("key_{nth}"),
        }
    }
}

const KEYS: [&str; 7] = [
    "first",
    "with space",
    "ünïcödé 🦀",
    "a.b/c~d",
    "type",
    "",
    "\"quoted\\\"",
];
