//! The keywords of one schema, as each dialect spells them.
//!
//! What comes in: a [`Node`], a position in a document. What goes out: what its
//! keywords say, ill-typed ones left out. Nothing is merged here; that is done
//! by [`crate::conjunction`].

use serde_json::Value;

use crate::document::Document;
use crate::types::Types;

/// A position in a document. Two nodes are the same if their values are.
#[derive(Debug, Clone, Copy)]
pub struct Node<'d> {
    /// Where it is.
    pub document: &'d Document,
    /// Which file, for references.
    pub file: usize,
    /// The schema itself.
    pub value: &'d Value,
}

/// What a schema object says about keys that it does not name.
#[derive(Debug, Clone, Copy)]
pub enum Additional<'d> {
    /// Nothing.
    Unstated,
    /// `true` or `{}`.
    Any,
    /// `false`.
    Never,
    /// Values of a schema.
    Schema(Node<'d>),
}

/// A `oneOf` or `anyOf`.
#[derive(Debug, Clone)]
pub struct Union<'d> {
    /// The schema that has it.
    pub node: Node<'d>,
    /// It is an `anyOf`: several branches may hold at once.
    pub any: bool,
    /// The branches.
    pub branches: Vec<Node<'d>>,
}

impl<'d> Node<'d> {
    /// What tells nodes apart: the address of the value.
    pub fn id(self) -> usize {
        std::ptr::from_ref(self.value) as usize
    }

    fn at(self, value: &'d Value) -> Node<'d> {
        Node { value, ..self }
    }

    /// A keyword. Before OpenAPI 3.1 the siblings of `$ref` do not count.
    pub fn keyword(self, name: &str) -> Option<&'d Value> {
        let map = self.value.as_object()?;
        if !self.document.modern && name != "$ref" && map.get("$ref").is_some_and(Value::is_string)
        {
            return None;
        }
        map.get(name)
    }

    fn text(self, name: &str) -> Option<&'d str> {
        self.keyword(name)?.as_str()
    }

    /// A keyword that is a schema.
    pub fn child(self, name: &str) -> Option<Node<'d>> {
        let value = self.keyword(name)?;
        (value.is_object() || value.is_boolean()).then(|| self.at(value))
    }

    /// A keyword that is a list of schemas.
    pub fn children(self, name: &str) -> Vec<Node<'d>> {
        let list = self.keyword(name).and_then(Value::as_array);
        list.into_iter().flatten().map(|v| self.at(v)).collect()
    }

    /// A keyword that is a map of schemas.
    pub fn named(self, name: &str) -> impl Iterator<Item = (&'d str, Node<'d>)> {
        let map = self.keyword(name).and_then(Value::as_object);
        map.into_iter()
            .flatten()
            .map(move |(k, v)| (k.as_str(), self.at(v)))
    }

    /// The `$ref` (or `$dynamicRef`, `$recursiveRef`) as written.
    pub fn reference(self) -> Option<&'d str> {
        ["$ref", "$dynamicRef", "$recursiveRef"]
            .into_iter()
            .find_map(|name| self.text(name))
    }

    /// Where the reference leads; `None` when nowhere.
    pub fn target(self) -> Option<Node<'d>> {
        match self.reference()? {
            "#" if self.keyword("$ref").is_none() => self.document.around(self.id()),
            reference => self.document.follow(self.file, reference),
        }
    }

    /// Null is admitted beside everything else. Null in an `enum` says so too,
    /// whatever `type` says: nobody lists a value that is not meant.
    pub fn nullable(self) -> bool {
        let said = |k| self.keyword(k) == Some(&Value::Bool(true));
        let listed = || {
            self.keyword("enum")?
                .as_array()?
                .iter()
                .find(|v| v.is_null())
        };
        said("nullable") || said("x-nullable") || listed().is_some()
    }

    /// `enum`, or `const` as a list of one.
    pub fn values(self) -> Option<Vec<&'d Value>> {
        if let Some(constant) = self.keyword("const") {
            return Some(vec![constant]);
        }
        Some(self.keyword("enum")?.as_array()?.iter().collect())
    }

    /// The types that the schema's own keywords admit, without `nullable`.
    ///
    /// Where there is no `type`, it is implied by keywords that make sense for
    /// one type only: `{properties: …}` is an object to everyone who writes it,
    /// although strictly it admits strings too.
    pub fn types(self) -> Types {
        match self.keyword("type") {
            Some(Value::String(name)) => Types::named(name),
            Some(Value::Array(names)) => names
                .iter()
                .filter_map(Value::as_str)
                .fold(Types::NONE, |all, name| all | Types::named(name)),
            _ => self.implied(),
        }
    }

    fn implied(self) -> Types {
        if let Some(values) = self.values() {
            return values.iter().fold(Types::NONE, |all, v| all | Types::of(v));
        }
        let has = |names: &[&str]| names.iter().any(|n| self.keyword(n).is_some());
        if has(&[
            "properties",
            "additionalProperties",
            "patternProperties",
            "propertyNames",
        ]) || has(&["minProperties", "maxProperties", "unevaluatedProperties"])
            || self.keyword("required").is_some_and(Value::is_array)
        {
            Types::OBJECT
        } else if has(&[
            "items",
            "prefixItems",
            "minItems",
            "maxItems",
            "uniqueItems",
            "contains",
        ]) {
            Types::ARRAY
        } else if has(&["pattern", "minLength", "maxLength"]) {
            Types::STRING
        } else if has(&["minimum", "maximum", "multipleOf"]) {
            Types::NUMBER
        } else {
            Types::ALL
        }
    }

    /// `format`.
    pub fn format(self) -> Option<&'d str> {
        self.text("format")
    }

    /// `required`, as a list of keys.
    pub fn required(self) -> impl Iterator<Item = &'d str> {
        let list = self.keyword("required").and_then(Value::as_array);
        list.into_iter().flatten().filter_map(Value::as_str)
    }

    /// `properties`.
    pub fn properties(self) -> impl Iterator<Item = (&'d str, Node<'d>)> {
        self.named("properties")
    }

    /// One of `properties`.
    pub fn property(self, key: &str) -> Option<Node<'d>> {
        let map = self.keyword("properties")?.as_object()?;
        Some(self.at(map.get(key)?))
    }

    /// `additionalProperties`.
    pub fn additional(self) -> Additional<'d> {
        match self.keyword("additionalProperties") {
            None => Additional::Unstated,
            Some(Value::Bool(false)) => Additional::Never,
            Some(Value::Object(map)) if !map.is_empty() => self
                .child("additionalProperties")
                .map_or(Additional::Any, Additional::Schema),
            Some(_) => Additional::Any,
        }
    }

    /// The items of a tuple, and what follows them.
    pub fn items(self) -> (Vec<Node<'d>>, Option<Node<'d>>) {
        if self.keyword("items").is_some_and(Value::is_array) {
            return (self.children("items"), self.child("additionalItems"));
        }
        (self.children("prefixItems"), self.child("items"))
    }

    /// The unions of the schema itself: `oneOf`, `anyOf`.
    pub fn unions(self) -> impl Iterator<Item = Union<'d>> {
        ["oneOf", "anyOf"]
            .into_iter()
            .map(move |name| Union {
                node: self,
                any: name == "anyOf",
                branches: self.children(name),
            })
            .filter(|union| !union.branches.is_empty())
    }

    /// A count: `minLength`, `maxItems`, ...
    pub fn count(self, name: &str) -> Option<usize> {
        let number = self.keyword(name)?.as_f64()?;
        (number >= 0.0).then_some(number as usize)
    }

    /// The discriminator's property; Swagger 2.0 writes the name alone.
    pub fn discriminator(self) -> Option<&'d str> {
        match self.keyword("discriminator")? {
            Value::String(name) => Some(name),
            Value::Object(map) => map.get("propertyName")?.as_str(),
            _ => None,
        }
    }

    /// The discriminator's `mapping`: tag to the schema it means.
    pub fn mapping(self) -> Vec<(&'d str, Node<'d>)> {
        let map = self
            .keyword("discriminator")
            .and_then(|d| d.get("mapping")?.as_object());
        let target = |name: &str| {
            let bare = || {
                self.document
                    .follow(self.file, &format!("#/components/schemas/{name}"))
            };
            match name.contains(['#', '/']) {
                true => self.document.follow(self.file, name),
                false => bare().or_else(|| self.document.follow(self.file, name)),
            }
        };
        map.into_iter()
            .flatten()
            .filter_map(|(tag, to)| Some((tag.as_str(), to.as_str()?)))
            .filter_map(|(tag, to)| Some((tag, target(to)?)))
            .collect()
    }
}
