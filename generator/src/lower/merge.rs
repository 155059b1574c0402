//! `allOf`, `$ref` and siblings, folded into one view of a schema.
//!
//! What comes in: one or several schemas that all apply to a value. What goes
//! out: [`Merged`], their conjunction as far as types can express it. A value
//! valid under every part is described by the view, so nothing that a document
//! allows is refused; where parts contradict each other the first one wins and
//! the contradiction is reported.

use foldhash::HashSet;
use serde_json::Value;
use thin_vec::ThinVec;

use crate::dialect::{Additional, Discriminator, Schema, SchemaBounds, SchemaId, Schemas, TypeSet};

use super::keys::Keys;
use super::parts::{Part, Parts};
use super::seen::Seen;

/// Whether null is a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Null {
    /// Nothing said; so it is, like everything else.
    #[default]
    Unstated,
    Admitted,
    Refused,
}

/// The conjunction of some schemas.
///
/// One is made of every schema, mostly to be looked at once, so that what few have is
/// as wide as a pointer.
#[derive(Debug, Clone, Default)]
pub(super) struct Merged<'doc> {
    /// The first schema that states a type, with what it states: the blame for a
    /// contradiction.
    pub types: TypeSet,
    pub null: Null,
    /// `false` as a schema is among the parts.
    pub never: bool,
    pub enumeration: Option<Box<Enumeration<'doc>>>,
    pub properties: ThinVec<Property<'doc>>,
    pub required: ThinVec<&'doc str>,
    pub additional: Additional,
    pub pattern_properties: ThinVec<SchemaId>,
    pub items: ThinVec<SchemaId>,
    pub prefix_items: ThinVec<SchemaId>,
    pub no_more_items: bool,
    /// Each group is one `oneOf` or `anyOf`; all of them apply.
    pub groups: ThinVec<Group>,
    pub discriminator: Option<&'doc Discriminator<'doc>>,
    /// See [`Merged::bounds`]; most views have none.
    pub bounds: Option<Box<SchemaBounds<'doc>>>,
    pub title: Option<&'doc str>,
    pub description: Option<&'doc str>,
    pub default: Option<&'doc Value>,
    pub examples: ThinVec<&'doc Value>,
    pub deprecated: bool,
    pub read_only: bool,
    pub write_only: bool,
    /// What the parts contradict each other in, if they do.
    pub conflict: Option<&'static str>,
}

/// `enum` or `const`, with what documents say of each value.
#[derive(Debug, Clone)]
pub(super) struct Enumeration<'doc> {
    pub values: Vec<&'doc Value>,
    pub names: Vec<Option<&'doc str>>,
    pub descriptions: Vec<Option<&'doc str>>,
}

/// A property and every schema that applies to it.
#[derive(Debug, Clone)]
pub(super) struct Property<'doc> {
    pub key: &'doc str,
    pub parts: Parts,
    /// The schema whose `properties` it stands in (the first, of several).
    pub owner: SchemaId,
}

/// One `oneOf` or `anyOf`.
#[derive(Debug, Clone)]
pub(super) struct Group {
    /// `anyOf`: several branches may hold of one value.
    pub any: bool,
    pub branches: Vec<SchemaId>,
    /// The schema in which it stands.
    owner: SchemaId,
}

/// What is in a [`Merged`] already.
#[derive(Default)]
struct Known<'doc> {
    parts: Seen,
    properties: Keys<'doc>,
    required: Keys<'doc>,
}

impl Known<'_> {
    /// Whether a group says more than what is known; branches that lead in a circle go.
    fn leaves_open(&self, schemas: &Schemas<'_>, group: &mut Group) -> bool {
        let owner = group.owner;
        let other = |id: &SchemaId| Some(schemas.meaning(*id)).filter(|id| *id != owner);
        let is_met = |part| self.parts.contains(part);
        // A base may list by `oneOf` those that extend it by `allOf`. What is one of
        // them is that branch already.
        let mut others = group.branches.iter().filter_map(other);
        if others.any(|id| is_met(Part::whole(id))) {
            return false;
        }
        // This is a branch of it, so that it being a branch of this decides nothing.
        let leads_back = |id: &SchemaId| other(id).is_some_and(|id| is_met(Part::trunk(id)));
        group.branches.retain(|id| !leads_back(id));
        !group.branches.is_empty()
    }
}

/// A step of [`Merged::add`].
enum Step {
    /// Into a schema.
    Enter(SchemaId),
    /// Out of one, behind all that it builds on.
    Leave {
        /// What was known of null before it.
        null_before: Null,
        nullable: bool,
    },
}

impl<'doc> Merged<'doc> {
    /// The conjunction of `parts`.
    pub fn of(schemas: &'doc Schemas<'doc>, parts: &[Part]) -> Merged<'doc> {
        let mut merged = Merged::default();
        let mut known = Known::default();
        for part in parts {
            merged.add(schemas, *part, &mut known);
        }
        merged
            .groups
            .retain_mut(|group| known.leaves_open(schemas, group));
        merged
    }

    /// Adds a schema, what it refers to, and what it is all of, unless it is among
    /// the known: said twice it says no more, be it in a circle or by two ways.
    ///
    /// The steps are kept in a list: schemas that build on each other may be many.
    fn add(&mut self, schemas: &'doc Schemas<'doc>, part: Part, known: &mut Known<'doc>) {
        let mut steps = Vec::new();
        let mut next = Some(Step::Enter(part.id));
        while let Some(step) = next.take().or_else(|| steps.pop()) {
            match step {
                Step::Enter(id) => {
                    let id = schemas.meaning(id);
                    let part = Part { id, ..part };
                    if !known.parts.insert(part) {
                        continue;
                    }
                    let schema = schemas.get(id);
                    let leave = Step::Leave {
                        null_before: std::mem::take(&mut self.null),
                        nullable: schema.nullable,
                    };
                    self.add_own(schema, part, known);
                    // Most schemas build on nothing, which takes no list.
                    if schema.reference.is_none() && schema.all_of.is_empty() {
                        next = Some(leave);
                        continue;
                    }
                    steps.push(leave);
                    steps.extend(schema.all_of.iter().rev().copied().map(Step::Enter));
                    next = schema.reference.map(Step::Enter);
                }
                // `nullable: true` beside `allOf` or `$ref` is meant to add null to
                // what they say, whatever the letter of OpenAPI 3.0.3 is.
                Step::Leave {
                    null_before,
                    nullable: true,
                } => self.null = null_before.and(Null::Admitted),
                Step::Leave { null_before, .. } => self.null = null_before.and(self.null),
            }
        }
    }

    fn add_own(&mut self, schema: &'doc Schema<'doc>, part: Part, known: &mut Known<'doc>) {
        self.never |= schema.boolean == Some(false);
        self.add_types(schema);
        self.add_enumeration(schema);
        self.properties.reserve(schema.properties.len());
        for (key, id) in &schema.properties {
            let position = known.properties.position(&self.properties, |p| p.key, key);
            match position.map(|position| &mut self.properties[position]) {
                Some(property) => property.parts.add(Part::whole(*id)),
                None => self.properties.push(Property {
                    key,
                    parts: Parts::One(Part::whole(*id)),
                    owner: part.id,
                }),
            }
        }
        self.required.reserve(schema.required.len());
        for key in &schema.required {
            let position = known.required.position(&self.required, |key| key, key);
            if position.is_none() {
                self.required.push(key);
            }
        }
        self.additional = match (self.additional, schema.additional) {
            (Additional::Unstated | Additional::Any, stated) => match stated {
                Additional::Unstated => self.additional,
                _ => stated,
            },
            (stated, _) => stated,
        };
        self.pattern_properties
            .extend(schema.pattern_properties.iter().map(|(_, id)| *id));
        self.items.extend(schema.items);
        if self.prefix_items.is_empty() {
            self.prefix_items.clone_from(&schema.prefix_items);
        }
        self.no_more_items |= schema.no_more_items;
        if !part.trunk {
            for (any, branches) in [(false, &schema.one_of), (true, &schema.any_of)] {
                if !branches.is_empty() {
                    self.groups.push(Group {
                        any,
                        branches: branches.to_vec(),
                        owner: part.id,
                    });
                }
            }
        }
        self.discriminator = self.discriminator.or(schema.discriminator.as_deref());
        self.add_bounds(schema.bounds.as_deref());
        self.title = self.title.or(schema.title);
        self.description = self.description.or(schema.description);
        self.default = self.default.or(schema.default);
        self.examples.extend(schema.examples.iter().copied());
        self.deprecated |= schema.deprecated;
        self.read_only |= schema.read_only;
        self.write_only |= schema.write_only;
    }

    /// Adds what another view tells readers, and nothing of its type.
    pub fn heed(&mut self, other: &Merged<'doc>) {
        self.add_bounds(other.bounds.as_deref());
        self.title = self.title.or(other.title);
        self.description = self.description.or(other.description);
        self.default = self.default.or(other.default);
        self.examples.extend(other.examples.iter().copied());
        self.deprecated |= other.deprecated;
        self.read_only |= other.read_only;
        self.write_only |= other.write_only;
    }

    fn add_types(&mut self, schema: &Schema<'_>) {
        if schema.types.is_empty() {
            return;
        }
        let null = if schema.types.contains(TypeSet::NULL) {
            Null::Admitted
        } else {
            Null::Refused
        };
        self.null = self.null.and(null);
        let stated = schema.types.without(TypeSet::NULL);
        if stated.is_empty() {
            // Only null; `Null::Admitted` with no type says so.
            if self.types.is_empty() {
                self.types = TypeSet::NULL;
            }
            return;
        }
        if self.types.is_empty() || self.types == TypeSet::NULL {
            self.types = stated;
            return;
        }
        let mut common = self.types.intersection(stated);
        let integers = |set: TypeSet| set.contains(TypeSet::INTEGER);
        let numbers = |set: TypeSet| set.contains(TypeSet::NUMBER);
        if (integers(self.types) && numbers(stated)) || (numbers(self.types) && integers(stated)) {
            common = common.union(TypeSet::INTEGER);
        }
        if common.is_empty() {
            self.conflict = Some("type");
        } else {
            self.types = common;
        }
    }

    fn add_enumeration(&mut self, schema: &'doc Schema<'doc>) {
        let Some(listed) = &schema.enumeration else {
            return;
        };
        match &mut self.enumeration {
            None => {
                let at = |list: &[&'doc str], i: usize| list.get(i).copied();
                self.enumeration = Some(Box::new(Enumeration {
                    values: listed.values.clone(),
                    names: (0..listed.values.len())
                        .map(|i| at(&listed.names, i))
                        .collect(),
                    descriptions: (0..listed.values.len())
                        .map(|i| listed.descriptions.get(i).copied().flatten())
                        .collect(),
                }));
            }
            Some(known) => {
                let listed: HashSet<&Value> = listed.values.iter().copied().collect();
                if !known.keep(|value| listed.contains(value)) {
                    self.conflict = Some("enum");
                }
            }
        }
    }

    fn add_bounds(&mut self, more: Option<&SchemaBounds<'doc>>) {
        let Some(more) = more else {
            return;
        };
        let Some(bounds) = &mut self.bounds else {
            self.bounds = Some(Box::new(more.clone()));
            return;
        };
        bounds.format = bounds.format.or(more.format);
        bounds.minimum = bounds.minimum.or(more.minimum);
        bounds.maximum = bounds.maximum.or(more.maximum);
        bounds.exclusive_minimum = bounds.exclusive_minimum.or(more.exclusive_minimum);
        bounds.exclusive_maximum = bounds.exclusive_maximum.or(more.exclusive_maximum);
        bounds.multiple_of = bounds.multiple_of.or(more.multiple_of);
        bounds.min_length = bounds.min_length.max(more.min_length);
        bounds.max_length = tighter(bounds.max_length, more.max_length);
        bounds.pattern = bounds.pattern.or(more.pattern);
        bounds.min_items = bounds.min_items.max(more.min_items);
        bounds.max_items = tighter(bounds.max_items, more.max_items);
        bounds.unique_items |= more.unique_items;
        bounds.min_properties = bounds.min_properties.max(more.min_properties);
        bounds.max_properties = tighter(bounds.max_properties, more.max_properties);
    }

    /// Sizes, ranges, patterns, `format`.
    pub fn bounds(&self) -> &SchemaBounds<'doc> {
        self.bounds.as_deref().unwrap_or(&SchemaBounds::NONE)
    }

    /// The view says something about objects beyond their being objects.
    pub fn has_object_structure(&self) -> bool {
        !self.properties.is_empty()
            || !self.pattern_properties.is_empty()
            || matches!(self.additional, Additional::Schema(_))
    }

    /// The view only narrows what something else describes: `required` lists,
    /// ranges, `not`.
    pub fn is_constraint_only(&self) -> bool {
        !self.has_object_structure()
            && self.groups.is_empty()
            && self.enumeration.is_none()
            && self.items.is_empty()
            && self.prefix_items.is_empty()
            && self.types.without(TypeSet::OBJECT).is_empty()
    }

    /// The view describes null and nothing else.
    pub fn is_null(&self) -> bool {
        let only_null = |e: &Enumeration<'_>| e.values.iter().all(|v| v.is_null());
        match &self.enumeration {
            Some(enumeration) if !enumeration.values.is_empty() => only_null(enumeration),
            _ => self.types == TypeSet::NULL && self.groups.is_empty(),
        }
    }

    /// The one value the view admits, if it is one.
    pub fn constant(&self) -> Option<&'doc Value> {
        let [value] = self.enumeration.as_ref()?.values[..] else {
            return None;
        };
        let null_too = self.null == Null::Admitted && !value.is_null();
        (!null_too).then_some(value)
    }
}

/// Whether a schema is, by `$ref` and `allOf`, all that another is.
pub(super) fn extends(schemas: &Schemas<'_>, id: SchemaId, base: SchemaId) -> bool {
    let base = schemas.meaning(base);
    let mut known = Seen::default();
    let mut next = vec![id];
    while let Some(id) = next.pop() {
        let id = schemas.meaning(id);
        if id == base {
            return true;
        }
        if known.insert(Part::whole(id)) {
            let schema = schemas.get(id);
            next.extend(
                schema
                    .reference
                    .into_iter()
                    .chain(schema.all_of.iter().copied()),
            );
        }
    }
    false
}

impl<'doc> Enumeration<'doc> {
    /// Keeps the values that satisfy `keep`; changes nothing and answers false
    /// when none does.
    fn keep(&mut self, keep: impl Fn(&'doc Value) -> bool) -> bool {
        let kept: Vec<usize> = (0..self.values.len())
            .filter(|i| keep(self.values[*i]))
            .collect();
        if kept.is_empty() {
            return false;
        }
        self.values = kept.iter().map(|i| self.values[*i]).collect();
        self.names = kept.iter().map(|i| self.names[*i]).collect();
        self.descriptions = kept.iter().map(|i| self.descriptions[*i]).collect();
        true
    }
}

impl Null {
    fn and(self, other: Null) -> Null {
        match (self, other) {
            (Null::Unstated, stated) | (stated, Null::Unstated) => stated,
            (Null::Admitted, Null::Admitted) => Null::Admitted,
            _ => Null::Refused,
        }
    }
}

fn tighter(a: Option<u64>, b: Option<u64>) -> Option<u64> {
    match (a, b) {
        (Some(a), Some(b)) => Some(a.min(b)),
        (one, other) => one.or(other),
    }
}
