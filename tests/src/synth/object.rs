//! Objects: properties present and absent, other keys where invited, tags.

use serde_json::{Map, Value};

use super::choose::{Coverage, Mode};
use super::height::ENDLESS;
use super::{Synth, Why, pattern};
use crate::schema::Node;
use crate::view::View;

impl<'d> Synth<'_, 'd> {
    /// An object of a view without open unions.
    pub(super) fn object(&mut self, view: &View<'d>) -> Result<Value, Why> {
        if let Some(found) = self.child_of_family(view) {
            return found;
        }
        self.depth += 1;
        let found = self.properties(view);
        self.depth -= 1;
        found.map(Value::Object)
    }

    /// Where a view is a polymorphic base (its discriminator has children and no
    /// `oneOf`), one of the children instead.
    fn child_of_family(&mut self, view: &View<'d>) -> Option<Result<Value, Why>> {
        let base = self.family.base(view)?;
        let children: Vec<Node<'d>> = self.family.children(base).iter().map(|c| c.node).collect();
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
            if let Ok(found) = self.view(view.clone().with(&[*child])) {
                return Some(Ok(found));
            }
        }
        None
    }

    fn properties(&mut self, view: &View<'d>) -> Result<Map<String, Value>, Why> {
        let mut tags = view.tags.clone();
        self.family.tags(view, &mut tags);
        let mut object = Map::new();
        let most = view.count("maxProperties").unwrap_or(usize::MAX);
        let first = view.leaves.first().map_or(0, |n| n.id());
        let keys: Vec<&'d str> = view.properties.keys().copied().collect();
        let mut required: Vec<&'d str> = view.required.clone();
        required.extend(tags.iter().map(|(key, _)| *key));
        let absent = required.iter().copied().filter(|k| !keys.contains(k));
        for key in keys.iter().copied().chain(absent.collect::<Vec<_>>()) {
            let must = required.contains(&key);
            let nodes = match view.of_key(key) {
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
        self.extra(view, first, most, &mut object);
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
        view: &View<'d>,
        first: usize,
        most: usize,
        object: &mut Map<String, Value>,
    ) {
        let low = view.count("minProperties").unwrap_or(0);
        let mut wanted = low.saturating_sub(object.len());
        if view.invites_extra() && !self.tight() {
            let site = Coverage::site(first, "extra keys");
            let counts = if view.properties.is_empty() {
                [2, 0, 1, 12]
            } else {
                [1, 0, 2, 0]
            };
            let choice = self.coverage.order(site, counts.len())[0];
            self.coverage.take(site, choice);
            wanted = wanted.max(counts[choice]);
        } else if wanted > 0 {
            wanted -= self.more_properties(view, wanted, object);
        }
        let wanted = wanted.min(most.saturating_sub(object.len()));
        let mut tried = 0;
        let mut added = 0;
        while added < wanted && tried < wanted + 24 {
            let key = self.key(view, tried);
            tried += 1;
            if object.contains_key(&key) || view.properties.contains_key(key.as_str()) {
                continue;
            }
            let Some(nodes) = view.of_key(&key) else {
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
        view: &View<'d>,
        wanted: usize,
        object: &mut Map<String, Value>,
    ) -> usize {
        let mut added = 0;
        for key in view.properties.keys().copied() {
            if added == wanted {
                break;
            }
            let Some(nodes) = view.of_key(key).filter(|_| !object.contains_key(key)) else {
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
    fn key(&mut self, view: &View<'d>, nth: usize) -> String {
        let patterns: Vec<&str> = view
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
        let names: Vec<Node<'d>> = view
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
