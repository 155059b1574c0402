//! One schema: from the keywords of its object to the fields of [`Schema`].
//!
//! The object is gone through once, in its own order, and each keyword goes to
//! its field. What keywords mean together (`exclusiveMinimum: true` beside
//! `minimum`, `$ref` beside anything in OpenAPI 3.0) is settled at the end.

use std::borrow::Cow;

use serde_json::{Map, Value};
use thin_vec::ThinVec;

use super::arena::{Kind, Scope, Source};
use super::at::At;
use super::reader::{Reader, Unresolved, field, kind_of};
use super::schema::{Enumeration, Schema, SchemaBounds, SchemaId, Step, TypeSet};
use super::{Dialect, bounds, discriminator, enums, types, uri};

/// Reads the schema with this id.
pub(super) fn read<'doc>(reader: &mut Reader<'doc, '_>, id: SchemaId) -> Schema<'doc> {
    let source = reader.arena.sources[id.index()];
    let at = At::schema(reader.arena.scope(id).file, id);
    let mut one = One {
        reader,
        id,
        at,
        source,
        reference: None,
        schema: Schema::default(),
        enumeration: Enumeration::default(),
        bounds: SchemaBounds::default(),
    };
    one.value(source.value);
    let One {
        reader,
        reference,
        schema,
        enumeration,
        bounds,
        ..
    } = one;
    if reference.is_some() || schema.discriminator.is_some() {
        reader.unresolved.push(Unresolved {
            id,
            written: reference,
        });
    }
    Schema {
        enumeration: (!enumeration.values.is_empty()).then(|| Box::new(enumeration)),
        bounds: (bounds != SchemaBounds::default()).then(|| Box::new(bounds)),
        ..schema
    }
}

/// The schema being read.
pub(super) struct One<'x, 'doc, 'r> {
    pub(super) reader: &'x mut Reader<'doc, 'r>,
    pub(super) id: SchemaId,
    pub(super) at: At<'x>,
    pub(super) source: Source<'doc>,
    /// The schema's reference, as written.
    pub(super) reference: Option<Cow<'doc, str>>,
    pub(super) schema: Schema<'doc>,
    pub(super) enumeration: Enumeration<'doc>,
    pub(super) bounds: SchemaBounds<'doc>,
}

impl<'doc> One<'_, 'doc, '_> {
    fn value(&mut self, value: &'doc Value) {
        match value {
            Value::Object(map) => self.object(map),
            Value::Bool(boolean) => self.schema.boolean = Some(*boolean),
            Value::String(text) if matches!(text.as_str(), "true" | "false") => {
                self.schema.boolean = Some(text == "true");
                self.reader.note(
                    &self.at,
                    "a schema is expected here",
                    "found a boolean in quotes",
                );
            }
            Value::String(text) => {
                self.reader.note(
                    &self.at,
                    "a schema is expected here; the string is taken as its type",
                    text,
                );
                types::read_name(self, text);
            }
            other => {
                let kind = "a schema is expected here; any value is accepted";
                self.reader.note(&self.at, kind, kind_of(other));
            }
        }
    }

    fn object(&mut self, map: &'doc Map<String, Value>) {
        if field(map, "$id").is_some() || field(map, "$recursiveAnchor").is_some() {
            self.open_scope(map);
        }
        for (key, value) in map {
            self.keyword(map, key, value);
        }
        bounds::settle(self, map);
        enums::settle(self, map);
        types::settle(self, map);
        self.settle_reference(map);
        self.settle_required();
        self.settle_parameter();
    }

    /// `$id` and `$recursiveAnchor` change what references below them mean.
    fn open_scope(&mut self, map: &'doc Map<String, Value>) {
        let outer = self.reader.arena.scope(self.id).clone();
        let id = field(map, "$id").and_then(Value::as_str);
        let id = id.filter(|id| !id.starts_with('#'));
        let base = id.map(|id| uri::join(outer.base.as_deref().unwrap_or_default(), id));
        if let Some(base) = &base {
            self.reader.arena.also_known_as(base.clone(), self.id);
        }
        let recursive = field(map, "$recursiveAnchor") == Some(&Value::Bool(true));
        self.source.scope = self.reader.arena.add_scope(Scope {
            file: outer.file,
            root: if base.is_some() { self.id } else { outer.root },
            recursive: if recursive {
                Some(self.id)
            } else {
                outer.recursive
            },
            base: base.or(outer.base),
        });
        self.reader.arena.sources[self.id.index()] = self.source;
    }

    fn keyword(&mut self, map: &'doc Map<String, Value>, key: &'doc str, value: &'doc Value) {
        let at = self.at;
        let here = at.key(key);
        match key {
            "$ref" | "$dynamicRef" | "$recursiveRef" => match value {
                Value::String(text) => self.reference = Some(Cow::Borrowed(text)),
                other => self.reader.warn(
                    &here,
                    "a reference is a string; it is ignored",
                    kind_of(other),
                ),
            },
            "$anchor" | "$dynamicAnchor" => self.anchor(value),
            "$defs" | "definitions" => self.definitions(key, value),
            "type" => types::read(self, value),
            "nullable" | "x-nullable" => self.schema.nullable |= self.reader.flag(&here, value),
            "title" => self.schema.title = self.reader.string(&here, value),
            "description" => self.schema.description = self.reader.string(&here, value),
            "default" => self.schema.default = Some(value),
            "example" | "x-example" => self.schema.examples.push(value),
            "examples" | "x-examples" => self.examples(value),
            "deprecated" | "x-deprecated" => {
                self.schema.deprecated |= self.reader.flag(&here, value)
            }
            "readOnly" => self.schema.read_only = self.reader.flag(&here, value),
            "writeOnly" => self.schema.write_only = self.reader.flag(&here, value),
            "properties" => self.properties(value),
            "patternProperties" => {
                for (pattern, value) in self.reader.object(&here, value).into_iter().flatten() {
                    let child = self.child(key, Step::Key(pattern), value);
                    self.schema.pattern_properties.push((pattern, child));
                }
            }
            "required" => self.required(value),
            "additionalProperties" => self.schema.additional = self.additional(key, value),
            "unevaluatedProperties" if field(map, "additionalProperties").is_none() => {
                self.schema.additional = self.additional(key, value);
            }
            "items" | "prefixItems" | "additionalItems" => self.items(map, key, value),
            "allOf" => self.schema.all_of = self.branches(key, value),
            "anyOf" => self.schema.any_of = self.branches(key, value),
            "oneOf" => self.schema.one_of = self.branches(key, value),
            "discriminator" => discriminator::read(self, value),
            "enum" | "const" => enums::read(self, key, value),
            "x-ms-discriminator-value" | "x-discriminator-value" => {
                if let Some(tag) = self.reader.string(&here, value) {
                    self.reader.tagged.push((self.id, tag));
                }
            }
            _ if bounds::read(self, key, value) => {}
            _ if enums::read_extension(self, key, value) => {}
            // Vendors keep examples in extensions of their own: `x-meta: {example: ..}`.
            _ if key.starts_with("x-") => {
                self.schema.examples.extend(value.get("example"));
            }
            _ => self.other(key),
        }
    }

    /// Keywords without a field.
    fn other(&mut self, key: &'doc str) {
        const UNEXPRESSED: [&str; 15] = [
            "not",
            "if",
            "then",
            "else",
            "dependentSchemas",
            "dependentRequired",
            "dependencies",
            "contains",
            "minContains",
            "maxContains",
            "propertyNames",
            "unevaluatedItems",
            "contentSchema",
            "disallow",
            "extends",
        ];
        const SILENT: [&str; 15] = [
            "$schema",
            "$id",
            "id",
            "$comment",
            "$vocabulary",
            "$recursiveAnchor",
            "unevaluatedProperties",
            "xml",
            "externalDocs",
            "contentEncoding",
            "contentMediaType",
            "name",
            "in",
            "collectionFormat",
            "allowEmptyValue",
        ];
        if let Some(keyword) = UNEXPRESSED.iter().find(|known| **known == key) {
            self.schema.unexpressed.push(keyword);
        } else if !SILENT.contains(&key) {
            self.reader.note(
                &self.at.key(key),
                "unknown keyword of a schema, ignored",
                key,
            );
        }
    }

    /// A schema below this one.
    pub(super) fn child(
        &mut self,
        keyword: &'doc str,
        step: Step<'doc>,
        value: &'doc Value,
    ) -> SchemaId {
        self.add_child(keyword, step, value, None)
    }

    pub(super) fn add_child(
        &mut self,
        keyword: &'doc str,
        step: Step<'doc>,
        value: &'doc Value,
        property: Option<(SchemaId, &'doc str)>,
    ) -> SchemaId {
        let source = Source {
            value,
            scope: self.source.scope,
            property,
            kind: Kind::Schema,
        };
        self.reader.arena.child(self.id, keyword, step, source)
    }

    /// `items`, `prefixItems` and `additionalItems` of all drafts.
    fn items(&mut self, map: &'doc Map<String, Value>, keyword: &'doc str, value: &'doc Value) {
        let tuple = matches!(field(map, "items"), Some(Value::Array(_)));
        match (keyword, value) {
            (_, Value::Null | Value::Bool(true)) => {}
            ("prefixItems" | "items", Value::Array(_)) => {
                self.schema.prefix_items = self.branches(keyword, value);
            }
            ("prefixItems", _) => self.schema.prefix_items = self.branches(keyword, value),
            ("additionalItems", _) if !tuple => {}
            (_, Value::Bool(false)) => self.schema.no_more_items = true,
            (_, value) => self.schema.items = Some(self.child(keyword, Step::None, value)),
        }
    }

    /// A list of schemas.
    fn branches(&mut self, keyword: &'doc str, value: &'doc Value) -> ThinVec<SchemaId> {
        let at = self.at;
        let list = self.reader.list(&at.key(keyword), value);
        let single = !value.is_array();
        list.iter()
            .enumerate()
            .map(|(index, value)| match single {
                true => self.child(keyword, Step::None, value),
                false => self.child(keyword, Step::Index(index as u32), value),
            })
            .collect()
    }

    /// `$defs` are read where they stand, for the anchors in them.
    fn definitions(&mut self, keyword: &'doc str, value: &'doc Value) {
        let at = self.at;
        for (key, value) in self
            .reader
            .object(&at.key(keyword), value)
            .into_iter()
            .flatten()
        {
            self.child(keyword, Step::Key(key), value);
        }
    }

    fn anchor(&mut self, value: &'doc Value) {
        if let Some(name) = value.as_str() {
            let scope = self.reader.arena.scope(self.id);
            let base = match &scope.base {
                Some(base) => base,
                None => &self.reader.raw.file(scope.file).name,
            };
            let anchor = format!("{base}#{name}");
            self.reader.arena.also_known_as(anchor, self.id);
        }
    }

    /// A list of values (3.1), or by name as beside a schema.
    fn examples(&mut self, value: &'doc Value) {
        match value {
            Value::Array(items) => self.schema.examples.extend(items),
            Value::Object(map) => {
                let values = map
                    .values()
                    .map(|example| example.get("value").unwrap_or(example));
                self.schema.examples.extend(values);
            }
            Value::Null => {}
            single => self.schema.examples.push(single),
        }
    }

    /// What a parameter says of itself is no word about its schema: others may
    /// describe the same values otherwise.
    fn settle_parameter(&mut self) {
        if self.source.kind == Kind::Parameter {
            self.schema.description = None;
            self.schema.examples.clear();
            self.schema.deprecated = false;
        }
    }

    /// What may stand beside `$ref`: everything since 3.1; before, the spec says
    /// nothing, yet annotations and `nullable` carry intent.
    fn settle_reference(&mut self, map: &'doc Map<String, Value>) {
        if self.reference.is_none() || map.len() == 1 {
            return;
        }
        if matches!(self.reader.dialect, Dialect::OpenApi31 | Dialect::OpenApi32) {
            return;
        }
        let kept = std::mem::take(&mut self.schema);
        self.enumeration = Enumeration::default();
        self.bounds = SchemaBounds::default();
        self.schema = Schema {
            nullable: kept.nullable || kept.types.contains(TypeSet::NULL),
            title: kept.title,
            description: kept.description,
            default: kept.default,
            examples: kept.examples,
            deprecated: kept.deprecated,
            read_only: kept.read_only,
            write_only: kept.write_only,
            ..Schema::default()
        };
        const ANNOTATIONS: [&str; 10] = [
            "$ref",
            "nullable",
            "title",
            "description",
            "default",
            "example",
            "examples",
            "deprecated",
            "readOnly",
            "writeOnly",
        ];
        let ignored =
            |key: &&String| !key.starts_with("x-") && !ANNOTATIONS.contains(&key.as_str());
        if let Some(key) = map.keys().find(ignored) {
            let kind = "a keyword beside `$ref` counts only since OpenAPI 3.1; it is ignored";
            self.reader.note(&self.at.key(key), kind, key);
        }
    }
}
