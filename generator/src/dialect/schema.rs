//! A schema as every dialect writes it, in one vocabulary.
//!
//! What comes in: a JSON value at a schema position of a Swagger 2.0, OpenAPI
//! 3.0, 3.1 or 3.2 document. What goes out: [`Schema`], the vocabulary of JSON
//! Schema 2020-12 with OpenAPI's additions, borrowed from the document. The
//! dialects differ in spelling alone (`nullable`, `exclusiveMinimum: true`,
//! `discriminator: "type"`), and that difference ends here.
//!
//! `openapiv3::Schema` stops at OpenAPI 3.0 (no `const`, no type arrays, no
//! `$ref` with siblings, bounds within `i64`), which is why schemas travel
//! beside the `openapiv3` document instead of inside it.

use std::fmt::Write;

use foldhash::HashMap;
use serde_json::{Number, Value};
use thin_vec::ThinVec;

use super::at::push_key;

/// Which schema of a [`Schemas`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct SchemaId(pub u32);

impl SchemaId {
    /// The position in the arena.
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

/// Every schema of a document, whether a component or inline.
#[derive(Debug, Clone, Default)]
pub struct Schemas<'doc> {
    /// The schemas; a child's id is found in its parent.
    pub nodes: Vec<Schema<'doc>>,
    /// Absolute reference to id, for every schema that something refers to, for
    /// components and for every `$anchor`, `$id` and `$dynamicAnchor`. Most inline
    /// schemas are reached through their parents alone and are not here.
    pub by_pointer: HashMap<String, SchemaId>,
    /// By schema: where it stands.
    pub(super) places: Vec<Standing<'doc>>,
    /// The named ones, in the document's order (`components/schemas`,
    /// `definitions`, and the targets of references into other files).
    pub components: Vec<(String, SchemaId)>,
    /// By schema: what [`Schemas::meaning`] answers. Schemas beyond the end mean
    /// themselves.
    pub(super) meanings: Vec<SchemaId>,
}

impl<'doc> Schemas<'doc> {
    /// The schema with this id.
    pub fn get(&self, id: SchemaId) -> &Schema<'doc> {
        &self.nodes[id.index()]
    }

    /// The absolute reference of a schema: `#/components/schemas/Pet/properties/tag`.
    ///
    /// It is spelled out when asked for: few schemas are, and a document nests
    /// long names as deep as it likes.
    pub fn pointer(&self, id: SchemaId) -> String {
        let mut steps = Vec::new();
        let mut place = &self.places[id.index()];
        let mut pointer = loop {
            match place {
                Standing::Root(reference) => break reference.to_string(),
                Standing::Below { parent, .. } => {
                    steps.push(place);
                    place = &self.places[parent.index()];
                }
            }
        };
        for step in steps.iter().rev() {
            step.push_onto(&mut pointer);
        }
        pointer
    }

    /// The schema itself, or, where it only passes on what another one says, the
    /// first on the way that says something of its own. However long a chain of
    /// references is, this is one step.
    pub fn meaning(&self, id: SchemaId) -> SchemaId {
        self.meanings.get(id.index()).copied().unwrap_or(id)
    }

    /// The schema an absolute reference leads to.
    pub fn find(&self, reference: &str) -> Option<SchemaId> {
        self.by_pointer.get(reference).copied()
    }
}

/// Where a schema stands.
#[derive(Debug, Clone)]
pub(super) enum Standing<'doc> {
    /// At an absolute reference.
    Root(Box<str>),
    /// In a keyword of another schema.
    Below {
        parent: SchemaId,
        keyword: &'doc str,
        step: Step<'doc>,
    },
}

/// The way from a keyword to a schema.
#[derive(Debug, Clone, Copy)]
pub(super) enum Step<'doc> {
    /// The keyword's value is the schema: `items`.
    None,
    /// `properties` and the like.
    Key(&'doc str),
    /// `allOf` and the like.
    Index(u32),
}

impl Standing<'_> {
    fn push_onto(&self, pointer: &mut String) {
        let Standing::Below { keyword, step, .. } = self else {
            return;
        };
        push_key(pointer, keyword);
        match step {
            Step::None => {}
            Step::Key(key) => push_key(pointer, key),
            Step::Index(index) => {
                write!(pointer, "/{index}").expect("a String takes everything");
            }
        }
    }
}

/// One schema. Keywords that are absent are empty, `None` or false.
///
/// A large document has a hundred thousand of these, each with few keywords: a list
/// that is absent is as wide as a pointer.
#[derive(Debug, Clone, Default)]
pub struct Schema<'doc> {
    /// What `$ref`, `$dynamicRef` or `$recursiveRef` leads to; siblings stay in the
    /// fields below.
    pub reference: Option<SchemaId>,
    /// `true` and `false` as schemas. (`{}` is `None` with nothing else set.)
    pub boolean: Option<bool>,
    /// `type`, one or several; empty where not stated.
    pub types: TypeSet,
    /// Null is admitted besides everything else: `nullable`, `x-nullable`.
    pub nullable: bool,
    /// `enum`, or `const` as a list of one; most schemas have none.
    pub enumeration: Option<Box<Enumeration<'doc>>>,
    /// `properties`, in order.
    pub properties: ThinVec<(&'doc str, SchemaId)>,
    /// `required`, without duplicates.
    pub required: ThinVec<&'doc str>,
    /// `additionalProperties` (or `unevaluatedProperties` where that is absent).
    pub additional: Additional,
    /// `patternProperties`.
    pub pattern_properties: ThinVec<(&'doc str, SchemaId)>,
    /// `items` (also `additionalItems` after tuples of older drafts).
    pub items: Option<SchemaId>,
    /// `items: false`: no item beyond `prefix_items`.
    pub no_more_items: bool,
    /// `prefixItems` (also `items` as a list in older drafts).
    pub prefix_items: ThinVec<SchemaId>,
    /// `allOf`.
    pub all_of: ThinVec<SchemaId>,
    /// `anyOf`.
    pub any_of: ThinVec<SchemaId>,
    /// `oneOf`.
    pub one_of: ThinVec<SchemaId>,
    /// `discriminator`; most schemas have none.
    pub discriminator: Option<Box<Discriminator<'doc>>>,
    /// See [`Schema::bounds`]; most schemas have none.
    pub(crate) bounds: Option<Box<SchemaBounds<'doc>>>,
    /// `title`.
    pub title: Option<&'doc str>,
    /// `description`.
    pub description: Option<&'doc str>,
    /// `default`.
    pub default: Option<&'doc Value>,
    /// `example`, `examples`, `x-example`, in this order. A string that is
    /// itself JSON stays a string here.
    pub examples: ThinVec<&'doc Value>,
    /// `deprecated`.
    pub deprecated: bool,
    /// `readOnly`.
    pub read_only: bool,
    /// `writeOnly`.
    pub write_only: bool,
    /// Keywords that constrain values and that generated types do not express:
    /// `not`, `if`, `dependentSchemas`, `contains`, ...
    pub unexpressed: ThinVec<&'static str>,
}

impl<'doc> Schema<'doc> {
    /// Whether the schema, apart from what it refers to and from null, has
    /// annotations and ranges alone.
    pub(crate) fn describes_nothing(&self) -> bool {
        // All keywords are named, so that a new one is not forgotten here.
        let Schema {
            reference: _,
            boolean,
            types,
            nullable: _,
            enumeration: None,
            properties,
            required,
            additional: Additional::Unstated,
            pattern_properties,
            items: None,
            no_more_items: false,
            prefix_items,
            all_of: _,
            any_of,
            one_of,
            discriminator: None,
            bounds: _,
            title: _,
            description: _,
            default: _,
            examples: _,
            deprecated: _,
            read_only: _,
            write_only: _,
            unexpressed: _,
        } = self
        else {
            return false;
        };
        *boolean != Some(false)
            && types.is_empty()
            && properties.is_empty()
            && required.is_empty()
            && pattern_properties.is_empty()
            && prefix_items.is_empty()
            && any_of.is_empty()
            && one_of.is_empty()
            && self.bounds().format.is_none()
    }

    /// Whether the schema says nothing but what it refers to: a `$ref`, or an
    /// `allOf` of one, with nothing beside it.
    pub(super) fn passes_on(&self) -> bool {
        let refers = usize::from(self.reference.is_some()) + self.all_of.len() == 1;
        let adds = self.nullable || self.bounds.is_some() || !self.unexpressed.is_empty();
        refers && !adds && !self.tells() && self.describes_nothing()
    }

    /// Whether the schema has something for readers.
    fn tells(&self) -> bool {
        self.title.is_some()
            || self.description.is_some()
            || self.default.is_some()
            || !self.examples.is_empty()
            || self.deprecated
            || self.read_only
            || self.write_only
    }

    /// Sizes, ranges, patterns, `format`.
    pub fn bounds(&self) -> &SchemaBounds<'doc> {
        self.bounds.as_deref().unwrap_or(&SchemaBounds::NONE)
    }
}

/// The values of an `enum`, and what documents say of each.
#[derive(Debug, Clone, Default)]
pub struct Enumeration<'doc> {
    /// At least one.
    pub values: Vec<&'doc Value>,
    /// `x-enum-varnames`, `x-enumNames`, by position.
    pub names: Vec<&'doc str>,
    /// `x-enum-descriptions`, `x-enumDescriptions`: by position where a list,
    /// looked up by value where an object.
    pub descriptions: Vec<Option<&'doc str>>,
}

/// What `additionalProperties` says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Additional {
    /// Nothing.
    #[default]
    Unstated,
    /// `true`, or an empty schema.
    Any,
    /// `false`.
    Never,
    /// A schema.
    Schema(SchemaId),
}

/// `discriminator` (OpenAPI 3.1, section 4.8.25).
#[derive(Debug, Clone, Default)]
pub struct Discriminator<'doc> {
    /// `propertyName`.
    pub property: &'doc str,
    /// Tag value to absolute reference; bare schema names are resolved.
    pub mapping: Vec<(&'doc str, String)>,
    /// `defaultMapping` (3.2): an absolute reference.
    pub default_mapping: Option<String>,
}

/// See [`crate::api::Bounds`]; here borrowed, and every dialect's spelling of
/// the exclusive bounds made one.
#[derive(Debug, Clone, Default, PartialEq)]
#[allow(missing_docs)]
pub struct SchemaBounds<'doc> {
    pub format: Option<&'doc str>,
    pub minimum: Option<&'doc Number>,
    pub maximum: Option<&'doc Number>,
    pub exclusive_minimum: Option<&'doc Number>,
    pub exclusive_maximum: Option<&'doc Number>,
    pub multiple_of: Option<&'doc Number>,
    pub min_length: Option<u64>,
    pub max_length: Option<u64>,
    pub pattern: Option<&'doc str>,
    pub min_items: Option<u64>,
    pub max_items: Option<u64>,
    pub unique_items: bool,
    pub min_properties: Option<u64>,
    pub max_properties: Option<u64>,
}

impl SchemaBounds<'_> {
    pub(crate) const NONE: Self = SchemaBounds {
        format: None,
        minimum: None,
        maximum: None,
        exclusive_minimum: None,
        exclusive_maximum: None,
        multiple_of: None,
        min_length: None,
        max_length: None,
        pattern: None,
        min_items: None,
        max_items: None,
        unique_items: false,
        min_properties: None,
        max_properties: None,
    };
}

/// A set of JSON types.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct TypeSet(u8);

#[allow(missing_docs)]
impl TypeSet {
    pub const NULL: TypeSet = TypeSet(1);
    pub const BOOLEAN: TypeSet = TypeSet(2);
    pub const INTEGER: TypeSet = TypeSet(4);
    pub const NUMBER: TypeSet = TypeSet(8);
    pub const STRING: TypeSet = TypeSet(16);
    pub const ARRAY: TypeSet = TypeSet(32);
    pub const OBJECT: TypeSet = TypeSet(64);

    pub fn is_empty(self) -> bool {
        self.0 == 0
    }

    pub fn contains(self, other: TypeSet) -> bool {
        self.0 & other.0 == other.0
    }

    #[must_use]
    pub fn union(self, other: TypeSet) -> TypeSet {
        TypeSet(self.0 | other.0)
    }

    #[must_use]
    pub fn intersection(self, other: TypeSet) -> TypeSet {
        TypeSet(self.0 & other.0)
    }

    #[must_use]
    pub fn without(self, other: TypeSet) -> TypeSet {
        TypeSet(self.0 & !other.0)
    }

    /// The single types in the set, in the order of the constants.
    pub fn iter(self) -> impl Iterator<Item = TypeSet> {
        (0..7)
            .map(|bit| TypeSet(1 << bit))
            .filter(move |t| self.contains(*t))
    }

    /// How many types are in the set.
    pub fn len(self) -> usize {
        self.0.count_ones() as usize
    }
}
