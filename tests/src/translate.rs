//! Every dialect as JSON Schema 2020-12, for the validator.
//!
//! What comes in: nodes of a document. What goes out: one JSON value that holds
//! each of them, and whatever they refer to, under a number. Only keywords that
//! validate are taken over, and only where they are well-typed, so that one
//! sloppy schema does not spoil the rest. The dialects differ in:
//!
//! | written | becomes |
//! |---|---|
//! | `nullable: true`, `x-nullable: true`, null in `enum` | `null` beside everything else |
//! | `exclusiveMinimum: true` | `exclusiveMinimum` with the number |
//! | siblings of `$ref` before 3.1 | left out |
//! | `items: […]`, `additionalItems` | `prefixItems`, `items` |
//! | integers | the range of their format, else of `i64` |
//! | `discriminator` with branches that leave the tag open | the tag's values |
//! | `format` | left out: an annotation |

use std::collections::HashMap;

use serde_json::{Map, Value, json};

use crate::conjunction::Conjunction;
use crate::schema::{Additional, Node};
use crate::types::Types;

/// Schemas under numbers.
#[derive(Default)]
pub struct Translation<'d> {
    ids: HashMap<usize, usize>,
    queue: Vec<Node<'d>>,
    /// What was left out because it could not be understood.
    pub notes: Vec<String>,
    patterns: HashMap<&'d str, bool>,
}

impl<'d> Translation<'d> {
    /// Nothing yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a schema; its number stays the same.
    pub fn add(&mut self, node: Node<'d>) -> usize {
        let next = self.queue.len();
        let id = *self.ids.entry(node.id()).or_insert(next);
        if id == next {
            self.queue.push(node);
        }
        id
    }

    /// The number of a node that was added or is referred to.
    pub fn find(&self, node: Node<'_>) -> Option<usize> {
        self.ids.get(&node.id()).copied()
    }

    /// All schemas as a list, numbers being positions.
    pub fn schemas(&mut self) -> Vec<Value> {
        let mut schemas = Vec::new();
        while let Some(node) = self.queue.get(schemas.len()).copied() {
            schemas.push(self.body(node));
        }
        schemas
    }

    /// A schema where it stands: by reference if it has a number.
    fn inline(&mut self, node: Node<'d>) -> Value {
        match self.find(node) {
            Some(id) => json!({ "$ref": format!("#/s/{id}") }),
            None => self.body(node),
        }
    }

    /// A schema that gets a number, so that it can be asked for by itself.
    fn branch(&mut self, node: Node<'d>) -> Value {
        let id = self.add(node);
        json!({ "$ref": format!("#/s/{id}") })
    }

    fn body(&mut self, node: Node<'d>) -> Value {
        if node.value.is_boolean() {
            return node.value.clone();
        }
        let mut out = Map::new();
        if node.reference().is_some() {
            match node.target() {
                Some(target) => {
                    let id = self.add(target);
                    out.insert("$ref".into(), format!("#/s/{id}").into());
                }
                None => self
                    .notes
                    .push(format!("{:?} leads nowhere", node.reference())),
            }
        }
        let names = node.types().names();
        if !names.is_empty() {
            out.insert("type".into(), json!(names));
        }
        if let Some(values) = node.values() {
            out.insert("enum".into(), json!(values));
        }
        self.scalars(node, &mut out);
        self.containers(node, &mut out);
        self.combinations(node, &mut out);
        if node.nullable() {
            return json!({ "anyOf": [{ "type": "null" }, out] });
        }
        Value::Object(out)
    }

    fn scalars(&mut self, node: Node<'d>, out: &mut Map<String, Value>) {
        for (limit, exclusive) in [
            ("minimum", "exclusiveMinimum"),
            ("maximum", "exclusiveMaximum"),
        ] {
            let number = node.keyword(limit).filter(|n| n.is_number());
            match node.keyword(exclusive) {
                Some(Value::Bool(true)) => {
                    out.extend(number.map(|n| (exclusive.to_owned(), n.clone())));
                }
                other => {
                    out.extend(number.map(|n| (limit.to_owned(), n.clone())));
                    let other = other.filter(|n| n.is_number());
                    out.extend(other.map(|n| (exclusive.to_owned(), n.clone())));
                }
            }
        }
        let step = node
            .keyword("multipleOf")
            .filter(|n| n.as_f64().is_some_and(|f| f > 0.0));
        out.extend(step.map(|n| ("multipleOf".to_owned(), n.clone())));
        for name in COUNTS {
            out.extend(node.count(name).map(|n| (name.to_owned(), n.into())));
        }
        if let Some(pattern) = node.keyword("pattern").and_then(Value::as_str)
            && self.compiles(pattern)
        {
            out.insert("pattern".into(), pattern.into());
        }
        if let Some((low, high)) = range(node) {
            out.insert("allOf".into(), json!([{ "minimum": low, "maximum": high }]));
        }
    }

    /// Whether the validator understands a pattern.
    fn compiles(&mut self, pattern: &'d str) -> bool {
        if let Some(known) = self.patterns.get(pattern) {
            return *known;
        }
        let good = jsonschema::validator_for(&json!({ "pattern": pattern })).is_ok();
        if !good {
            self.notes
                .push(format!("the pattern {pattern:?} cannot be compiled"));
        }
        self.patterns.insert(pattern, good);
        good
    }

    fn containers(&mut self, node: Node<'d>, out: &mut Map<String, Value>) {
        let required: Vec<&str> = node.required().collect();
        if !required.is_empty() {
            let mut unique = required;
            unique.sort_unstable();
            unique.dedup();
            out.insert("required".into(), json!(unique));
        }
        for name in ["properties", "patternProperties", "dependentSchemas"] {
            let entries: Vec<_> = node.named(name).collect();
            let mut map = Map::new();
            for (key, child) in entries {
                if name != "patternProperties" || self.compiles(key) {
                    map.insert(key.to_owned(), self.inline(child));
                }
            }
            if !map.is_empty() {
                out.insert(name.into(), Value::Object(map));
            }
        }
        match node.additional() {
            Additional::Schema(child) => {
                let child = self.inline(child);
                out.insert("additionalProperties".into(), child);
            }
            Additional::Never => {
                out.insert("additionalProperties".into(), Value::Bool(false));
            }
            Additional::Any | Additional::Unstated => {}
        }
        let (prefix, rest) = node.items();
        if !prefix.is_empty() {
            let prefix: Vec<Value> = prefix.into_iter().map(|n| self.inline(n)).collect();
            out.insert("prefixItems".into(), prefix.into());
        }
        if let Some(rest) = rest {
            let rest = self.inline(rest);
            out.insert("items".into(), rest);
        }
        if node.keyword("uniqueItems") == Some(&Value::Bool(true)) {
            out.insert("uniqueItems".into(), true.into());
        }
    }

    fn combinations(&mut self, node: Node<'d>, out: &mut Map<String, Value>) {
        for name in SINGLE {
            if let Some(child) = node.child(name) {
                let child = self.inline(child);
                out.insert(name.to_owned(), child);
            }
        }
        let mut all: Vec<Value> = Vec::new();
        for child in node.children("allOf") {
            all.push(self.inline(child));
        }
        if !all.is_empty() {
            if let Some(Value::Array(before)) = out.remove("allOf") {
                all.extend(before);
            }
            out.insert("allOf".into(), all.into());
        }
        for name in ["oneOf", "anyOf"] {
            let branches = node.children(name);
            if !branches.is_empty() {
                let branches: Vec<Value> =
                    branches.into_iter().map(|b| self.tagged(node, b)).collect();
                out.insert(name.into(), branches.into());
            }
        }
    }

    /// A branch; where the discriminator alone says which values of the tag
    /// mean it, with these values.
    fn tagged(&mut self, union: Node<'d>, branch: Node<'d>) -> Value {
        let schema = self.branch(branch);
        let Some((property, tags)) = open_tag(union, branch) else {
            return schema;
        };
        json!({ "allOf": [schema, { "properties": { property: { "enum": tags } } }] })
    }
}

/// The tag's property and the values that mean a branch, where the branch
/// itself admits any string.
pub fn open_tag<'d>(union: Node<'d>, branch: Node<'d>) -> Option<(&'d str, Vec<String>)> {
    let property = union.discriminator()?;
    let conjunction = Conjunction::of(&[branch]);
    if conjunction
        .property(property)
        .iter()
        .any(|n| Conjunction::of(&[*n]).values.is_some())
    {
        return None;
    }
    let target = branch.target().unwrap_or(branch);
    let mut tags: Vec<String> = union
        .mapping()
        .into_iter()
        .filter(|(_, to)| to.id() == target.id())
        .map(|(tag, _)| tag.to_owned())
        .collect();
    if tags.is_empty() {
        let name = branch.reference()?.rsplit('/').next()?;
        tags.push(name.replace("~1", "/").replace("~0", "~"));
    }
    Some((property, tags))
}

/// The integers that a format admits; `None` where others are admitted too.
pub fn range(node: Node<'_>) -> Option<(i64, u64)> {
    let types = node.types();
    if types.has(Types::NUMBER) || !types.has(Types::INTEGER) {
        return None;
    }
    Some(match node.format() {
        Some("int8") => (i8::MIN.into(), i8::MAX as u64),
        Some("int16") => (i16::MIN.into(), i16::MAX as u64),
        Some("int32") => (i32::MIN.into(), i32::MAX as u64),
        Some("uint8") => (0, u8::MAX.into()),
        Some("uint16") => (0, u16::MAX.into()),
        Some("uint32") => (0, u32::MAX.into()),
        Some("uint64") => (0, u64::MAX),
        _ => (i64::MIN, i64::MAX as u64),
    })
}

const COUNTS: [&str; 8] = [
    "minLength",
    "maxLength",
    "minItems",
    "maxItems",
    "minProperties",
    "maxProperties",
    "minContains",
    "maxContains",
];

const SINGLE: [&str; 8] = [
    "not",
    "if",
    "then",
    "else",
    "contains",
    "propertyNames",
    "unevaluatedProperties",
    "unevaluatedItems",
];
