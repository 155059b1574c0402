//! What a schema says about objects: `properties`, `required`,
//! `additionalProperties`.

use foldhash::{HashSet, HashSetExt};
use serde_json::Value;

use super::arena::Kind;
use super::at::At;
use super::keywords::One;
use super::refs;
use super::schema::{Additional, Step};

impl<'doc> One<'_, 'doc, '_> {
    pub(super) fn properties(&mut self, value: &'doc Value) {
        let at = self.at;
        let here = at.key("properties");
        if let Value::Array(items) = value {
            self.reader.warn(
                &here,
                "`properties` is a list; it is read by the names in it",
                "",
            );
            for item in items {
                self.property_of_list(item);
            }
            return;
        }
        let Some(map) = self.reader.object(&here, value) else {
            return;
        };
        if let (1, Some(_)) = (map.len(), refs::of(value)) {
            self.shared_properties(&here, value);
            return;
        }
        self.schema.properties.reserve_exact(map.len());
        for (key, value) in map {
            let child = self.add_child("properties", Step::Key(key), value, Some((self.id, key)));
            self.schema.properties.push((key, child));
        }
    }

    /// `properties: {$ref: ..}`, which no specification knows.
    fn shared_properties(&mut self, here: &At<'_>, value: &'doc Value) {
        let Some(target) = self.reader.resolved(here, value) else {
            return;
        };
        let kind = "`properties` is a reference; it is followed";
        self.reader.note(here, kind, &target.pointer);
        let at = At::reference(target.file, &target.pointer);
        for (key, value) in self.reader.object(&at, target.value).into_iter().flatten() {
            let child = self.reader.arena.root(&at.key(key), value, Kind::Schema);
            self.schema.properties.push((key, child));
        }
    }

    /// `- name: id` with a type beside it, or `- id: {type: string}`.
    fn property_of_list(&mut self, item: &'doc Value) {
        let named = item.get("name").and_then(Value::as_str);
        let found: Vec<(&'doc str, &'doc Value)> = match (named, item) {
            (Some(name), _) => vec![(name, item)],
            (None, Value::Object(map)) => map
                .iter()
                .map(|(key, value)| (key.as_str(), value))
                .collect(),
            _ => Vec::new(),
        };
        for (key, value) in found {
            let child = self.add_child("properties", Step::Key(key), value, Some((self.id, key)));
            self.schema.properties.push((key, child));
        }
    }

    pub(super) fn required(&mut self, value: &'doc Value) {
        let at = self.at;
        let here = at.key("required");
        let flag = match value {
            Value::Bool(flag) => Some(*flag),
            Value::String(text) => text.parse().ok(),
            _ => None,
        };
        if let Some(flag) = flag {
            self.required_flag(flag);
            return;
        }
        for name in self.reader.list(&here, value) {
            if let Some(name) = self.reader.string(&here, name) {
                self.schema.required.push(name);
            }
        }
    }

    /// `required: true` on a property belongs into its parent's list.
    fn required_flag(&mut self, flag: bool) {
        if self.source.kind != Kind::Schema {
            return;
        }
        let Some((parent, key)) = self.source.property else {
            let kind = "`required` is a boolean and the schema is no property; it is ignored";
            self.reader.note(&self.at.key("required"), kind, "");
            return;
        };
        self.reader.note(
            &self.at.key("required"),
            "`required` is a boolean on a property; it is taken into the parent's list",
            key,
        );
        let required = &mut self.reader.arena.schemas.nodes[parent.index()].required;
        if flag && !required.contains(&key) {
            required.push(key);
        }
    }

    /// Duplicates go, and names without a property are told.
    pub(super) fn settle_required(&mut self) {
        let required = &mut self.schema.required;
        if required.is_empty() {
            return;
        }
        let mut seen = HashSet::with_capacity(required.len());
        required.retain(|name| seen.insert(*name));
        let s = &self.schema;
        let elsewhere = s.properties.is_empty()
            || self.reference.is_some()
            || !(s.all_of.is_empty() && s.any_of.is_empty() && s.one_of.is_empty());
        if elsewhere {
            return;
        }
        for (name, _) in &self.schema.properties {
            seen.remove(name);
        }
        for name in self
            .schema
            .required
            .iter()
            .filter(|name| seen.contains(*name))
        {
            self.reader.note(
                &self.at.key("required"),
                "a required property is not listed",
                name,
            );
        }
    }

    pub(super) fn additional(&mut self, keyword: &'doc str, value: &'doc Value) -> Additional {
        let at = self.at;
        match value {
            Value::Bool(true) => Additional::Any,
            Value::Bool(false) => Additional::Never,
            Value::Null => Additional::Unstated,
            Value::Object(map) if map.is_empty() => Additional::Any,
            Value::String(text) if matches!(text.as_str(), "true" | "false") => {
                match self.reader.flag(&at.key(keyword), value) {
                    true => Additional::Any,
                    false => Additional::Never,
                }
            }
            other => Additional::Schema(self.child(keyword, Step::None, other)),
        }
    }
}
