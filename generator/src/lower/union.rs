//! `oneOf`, `anyOf`, type lists, and bases that others extend: the variants.
//!
//! How a value is told to belong to a variant is planned later, when every model
//! is known ([`super::passes`]); here the variants are found and named, and what
//! a `discriminator` says is put aside for the planner.

use foldhash::{HashMap, HashMapExt, HashSet, HashSetExt};

use crate::api::{ModelId, Plan, Shape, Type, Union, Variant};
use crate::config::Openness;
use crate::diagnostic::Diagnostic;
use crate::dialect::{self, SchemaId, TypeSet};

use super::Lowering;
use super::keys::Keys;
use super::merge::{self, Group, Merged};
use super::origin::{Toward, Way};
use super::parts::{Part, Parts};
use super::schema::Form;

/// More combinations of several `oneOf` than this become a free-form value.
const MAX_COMBINATIONS: usize = 32;

/// What a document says about the tag of a union.
#[derive(Debug, Default)]
pub(super) struct Discriminator {
    /// `propertyName`.
    pub property: String,
    /// `mapping`: which value means which variant.
    pub mapping: Vec<(String, usize)>,
    /// By variant: the schema's own name, which is its tag where no mapping and
    /// no constant says otherwise.
    pub implicit: Vec<Option<String>>,
    /// `defaultMapping`.
    pub fallback: Option<usize>,
}

/// One way a value may be: schemas that apply together.
struct Alternative {
    parts: Vec<Part>,
    /// The branch as the document writes it, where it is one.
    branch: Option<SchemaId>,
}

impl<'doc> Lowering<'doc, '_> {
    /// A view with `oneOf` or `anyOf`; `None` where these only narrow what the
    /// rest of the view describes.
    pub(super) fn union(
        &mut self,
        merged: &Merged<'doc>,
        parts: &[Part],
        way: &Way<'_>,
        model: Option<ModelId>,
    ) -> Option<Form> {
        let groups: Vec<&Group> = merged
            .groups
            .iter()
            .filter(|g| !self.is_narrowing(g))
            .collect();
        if groups.is_empty() {
            return None;
        }
        let Some(alternatives) = self.alternatives(parts, &groups) else {
            let message = "several unions apply at once; the value is kept free-form";
            self.report(Diagnostic::note(self.pointer(parts), message));
            return Some(Form::Type(Type::Any));
        };
        match alternatives.as_slice() {
            [] => Some(Form::Type(Type::Any)),
            [one] => Some(self.only(one, merged, parts, way, model)),
            _ => {
                let overlaps = groups.iter().all(|group| group.any);
                Some(self.several(&alternatives, overlaps, merged, parts, way, model))
            }
        }
    }

    /// A group whose branches all narrow and describe nothing: `anyOf: [{required:
    /// [a]}, {required: [b]}]`.
    pub(super) fn is_narrowing(&self, group: &Group) -> bool {
        group.branches.iter().all(|branch| {
            let view = self.merged(&[Part::whole(*branch)]);
            view.is_constraint_only() && !view.is_null()
        })
    }

    /// Every combination of one branch from each group, null apart.
    fn alternatives(&mut self, parts: &[Part], groups: &[&Group]) -> Option<Vec<Alternative>> {
        let trunk: Vec<Part> = parts.iter().map(|part| Part::trunk(part.id)).collect();
        let trunk_view = self.merged(&trunk);
        let needs_trunk = trunk_view.has_object_structure()
            || !trunk_view.required.is_empty()
            || !trunk_view.items.is_empty();
        let mut combinations: Vec<Vec<SchemaId>> = vec![Vec::new()];
        for group in groups {
            let branches: Vec<SchemaId> = group
                .branches
                .iter()
                .copied()
                .filter(|branch| !self.merged(&[Part::whole(*branch)]).is_null())
                .collect();
            if combinations.len() * branches.len() > MAX_COMBINATIONS && groups.len() > 1 {
                return None;
            }
            combinations = combinations
                .iter()
                .flat_map(|c| branches.iter().map(|b| [c.as_slice(), &[*b]].concat()))
                .collect();
        }
        // Of all alternatives together, since they are looked at side by side.
        let repeated = combinations.len() * (4 + trunk_view.properties.len() / 4);
        if !self.afford(repeated, parts) {
            return Some(Vec::new());
        }
        let alternative = |branches: Vec<SchemaId>| {
            let mut parts: Vec<Part> = branches.iter().map(|b| Part::whole(*b)).collect();
            let typeless = !trunk_view.types.is_empty() && self.merged(&parts).types.is_empty();
            let extends = |base: &Part| merge::extends(self.schemas, branches[0], base.id);
            let bare = !needs_trunk && !typeless;
            let alone = branches.len() == 1 && (bare || trunk.iter().all(extends));
            if !alone {
                parts.splice(0..0, trunk.iter().copied());
            }
            Alternative {
                parts,
                branch: alone.then(|| branches[0]),
            }
        };
        Some(combinations.into_iter().map(alternative).collect())
    }

    /// The one alternative there is: `anyOf: [T, {type: "null"}]` is a nullable T.
    fn only(
        &mut self,
        alternative: &Alternative,
        merged: &Merged<'doc>,
        parts: &[Part],
        way: &Way<'_>,
        model: Option<ModelId>,
    ) -> Form {
        let target = alternative.branch.and_then(|branch| self.target(branch));
        if model.is_some() && target.is_none() {
            // The component itself is the T.
            let view = self.merged(&alternative.parts);
            let own = Parts::of(&alternative.parts);
            if self.open.contains(&own) {
                return Form::Type(Type::Any);
            }
            self.open.push(own);
            let form = self.form(&view, &alternative.parts, way, model);
            self.open.pop();
            return form;
        }
        let known = self.models.len();
        let ty = self.alternative(alternative, way);
        if let Type::Model(id) = ty.clone().split_null().0 {
            // An inline T stands for the whole schema, null and what is told included.
            let pointer = self.pointer(parts);
            if let Some(inline) = self.models[id.index()]
                .as_ref()
                .filter(|_| id.index() >= known)
                && inline.origin == way.origin()
                && pointer.len() < inline.pointer.len()
            {
                let shape = inline.shape.clone();
                let mut whole = self.model(merged, pointer, way.origin(), shape);
                whole.with = self.others(parts);
                self.fill(id, whole);
            }
        }
        Form::Type(ty)
    }

    fn alternative(&mut self, alternative: &Alternative, way: &Way<'_>) -> Type {
        match alternative.branch {
            Some(branch) => self.schema(branch, way),
            None => self.parts(&alternative.parts, way),
        }
    }

    fn several(
        &mut self,
        alternatives: &[Alternative],
        overlaps: bool,
        merged: &Merged<'doc>,
        parts: &[Part],
        way: &Way<'_>,
        model: Option<ModelId>,
    ) -> Form {
        let id = self.union_id(merged, parts, model);
        let hints = self.hints(alternatives, merged.discriminator);
        let mut variants: Vec<Variant> = Vec::new();
        let mut discriminator = Discriminator::default();
        let mut position_of = HashMap::new();
        let mut known: HashMap<Type, usize> = HashMap::new();
        for (alternative, hint) in alternatives.iter().zip(hints) {
            let way = way.child(Toward::Variant(&hint));
            let ty = self.alternative(alternative, &way).split_null().0;
            let target = alternative.branch.and_then(|branch| self.target(branch));
            let position = match known.get(&ty) {
                Some(position) => *position,
                None => {
                    known.insert(ty.clone(), variants.len());
                    let name = target
                        .and_then(|t| self.component_name(t))
                        .map_or_else(|| self.variant_name(&ty, &hint), str::to_owned);
                    let view = self.merged(&alternative.parts);
                    variants.push(Variant {
                        name,
                        ty,
                        description: view.description.map(str::to_owned),
                        writes_tag: None,
                    });
                    let own = target
                        .and_then(|t| self.component_name(t))
                        .map(str::to_owned);
                    discriminator.implicit.push(own);
                    variants.len() - 1
                }
            };
            if let Some(target) = target {
                position_of.entry(target).or_insert(position);
            }
        }
        self.keep_discriminator(id, merged.discriminator, discriminator, &position_of);
        self.union_shape(variants, overlaps)
    }

    /// A schema that lists several types: `type: [string, integer]`.
    pub(super) fn several_types(
        &mut self,
        types: TypeSet,
        merged: &Merged<'doc>,
        parts: &[Part],
        way: &Way<'_>,
        model: Option<ModelId>,
    ) -> Form {
        self.union_id(merged, parts, model);
        let mut variants: Vec<Variant> = Vec::new();
        let has = |kind| types.contains(kind);
        for kind in types.iter() {
            if kind == TypeSet::INTEGER && has(TypeSet::NUMBER) {
                continue;
            }
            let way = way.child(Toward::Variant(word(kind)));
            let reserved = self.reserve();
            let ty = match self.single_type(kind, merged, parts, &way, Some(reserved)) {
                Form::Type(ty) => ty,
                Form::Shape(shape) => {
                    let pointer = format!("{}#{}", self.pointer(parts), word(kind).to_lowercase());
                    let filled = self.model(merged, pointer, way.origin(), shape);
                    self.fill(reserved, filled);
                    Type::Model(reserved)
                }
            };
            let name = self.variant_name(&ty, word(kind));
            variants.push(Variant {
                name,
                ty,
                description: None,
                writes_tag: None,
            });
        }
        self.union_shape(variants, false)
    }

    /// Whether wherever a schema is asked for, one of its descendants may come.
    pub(super) fn is_polymorphic(&self, id: SchemaId, merged: &Merged<'doc>) -> bool {
        let own = self.schemas.get(id).discriminator.as_ref();
        let mapped = own.is_some_and(|d| !d.mapping.is_empty());
        merged.discriminator.is_some()
            && merged.groups.is_empty()
            && merged.has_object_structure()
            && (self.children.any(id) || mapped)
    }

    /// The union of a base and its descendants.
    pub(super) fn polymorphic(
        &mut self,
        id: SchemaId,
        model: ModelId,
        merged: &Merged<'doc>,
        way: &Way<'_>,
    ) -> Form {
        let mut members = self.children.descendants(id);
        if let Some(own) = &self.schemas.get(id).discriminator {
            let mapped = own
                .mapping
                .iter()
                .filter_map(|(_, target)| self.schemas.find(target));
            let mut known: HashSet<SchemaId> = members.iter().copied().collect();
            known.insert(id);
            members.extend(mapped.filter(|target| known.insert(*target)));
        }
        if !self.afford(8 * members.len(), &[Part::whole(id)]) {
            return Form::Type(Type::Any);
        }
        let base = self.base(id, merged, way);
        let mut position_of = HashMap::from_iter([(id, 0)]);
        let mut discriminator = Discriminator::default();
        discriminator
            .implicit
            .push(self.component_name(id).map(str::to_owned));
        let base_name = format!("{}Base", self.component_name(id).unwrap_or_default());
        let mut variants = vec![Variant {
            name: base_name,
            ty: base,
            description: merged.description.map(str::to_owned),
            writes_tag: None,
        }];
        for member in members {
            let view = self.merged(&[Part::whole(member)]);
            let ty = match self.components.get(member) {
                Some(_) if self.is_polymorphic(member, &view) => {
                    self.base(member, &view, &Way::Schema(self.schemas, member))
                }
                Some(component) => Type::Model(component.model),
                None => continue,
            };
            let name = self.component_name(member).map(str::to_owned);
            position_of.insert(member, variants.len());
            discriminator.implicit.push(name.clone());
            variants.push(Variant {
                name: name.unwrap_or_default(),
                ty,
                description: view.description.map(str::to_owned),
                writes_tag: None,
            });
        }
        self.keep_discriminator(model, merged.discriminator, discriminator, &position_of);
        self.union_shape(variants, false)
    }

    fn union_id(
        &mut self,
        merged: &Merged<'doc>,
        parts: &[Part],
        model: Option<ModelId>,
    ) -> ModelId {
        model.unwrap_or_else(|| {
            let id = self.reserve();
            let ty = Type::Model(id);
            let null = self.null_of(merged);
            self.lowered
                .insert(parts, if null { ty.nullable() } else { ty });
            id
        })
    }

    fn union_shape(&self, variants: Vec<Variant>, overlaps: bool) -> Form {
        let open = self.config.models.unions == Openness::Open;
        let plan = Plan::Trial((0..variants.len()).collect());
        Form::Shape(Shape::Union(Union {
            variants,
            plan,
            open,
            overlaps,
        }))
    }

    fn keep_discriminator(
        &mut self,
        id: ModelId,
        stated: Option<&dialect::Discriminator<'_>>,
        mut kept: Discriminator,
        position_of: &HashMap<SchemaId, usize>,
    ) {
        let Some(stated) = stated else { return };
        let position = |reference: &str| {
            let mut target = self.schemas.find(reference)?;
            // A mapping may name a schema that merely refers to a variant.
            for _ in 0..8 {
                if let Some(position) = position_of.get(&target) {
                    return Some(*position);
                }
                target = self.referral(target)?.target;
            }
            None
        };
        kept.property = stated.property.to_owned();
        kept.fallback = stated.default_mapping.as_deref().and_then(position);
        for (tag, reference) in &stated.mapping {
            if let Some(position) = position(reference) {
                kept.mapping.push(((*tag).to_owned(), position));
            }
        }
        self.discriminators.insert(id, kept);
    }

    /// The schema that a branch refers to, be it with something beside.
    fn target(&self, branch: SchemaId) -> Option<SchemaId> {
        match self.referral(branch) {
            Some(referral) => Some(referral.target),
            None => self.schemas.get(branch).reference,
        }
    }

    /// A word for each alternative, from which inline ones are named: the value of
    /// a property that is a constant in all of them, else a title, else a number.
    fn hints(
        &self,
        alternatives: &[Alternative],
        discriminator: Option<&dialect::Discriminator<'_>>,
    ) -> Vec<String> {
        let views: Vec<_> = alternatives.iter().map(|a| self.merged(&a.parts)).collect();
        let objects: Vec<usize> = (0..views.len())
            .filter(|i| !views[*i].properties.is_empty())
            .collect();
        let mut keys: Vec<Keys<'_>> = views.iter().map(|_| Keys::default()).collect();
        let mut constant = |at: usize, key: &str| {
            let properties = views[at].properties.as_slice();
            let property = &properties[keys[at].position(properties, |p| p.key, key)?];
            let view = self.merged(property.parts.as_slice());
            view.constant()?.as_str().map(str::to_owned)
        };
        let tags = |key: &str| {
            let found = objects.iter().map(|i| constant(*i, key));
            let found: Vec<String> = found.collect::<Option<_>>()?;
            let mut distinct = HashSet::with_capacity(found.len());
            found
                .iter()
                .all(|tag| distinct.insert(tag))
                .then_some(found)
        };
        let stated = discriminator.map(|d| d.property).into_iter();
        let first = objects.first().map(|i| views[*i].properties.as_slice());
        let inferred = first.into_iter().flatten().map(|p| p.key);
        let tags = stated.chain(inferred).find_map(tags).unwrap_or_default();
        let mut tags: HashMap<usize, String> = objects.iter().copied().zip(tags).collect();
        let mut known: HashSet<String> = HashSet::new();
        let mut hints: Vec<String> = Vec::new();
        for (i, view) in views.iter().enumerate() {
            let tag = tags.remove(&i);
            let title = || {
                view.title
                    .filter(|t| t.len() <= 40 && !t.is_empty())
                    .map(str::to_owned)
            };
            let hint = tag.or_else(title).filter(|hint| !known.contains(hint));
            known.extend(hint.clone());
            hints.push(hint.unwrap_or_else(|| format!("Variant{}", i + 1)));
        }
        hints
    }

    /// A name for a variant: what it holds, where that is a scalar or a list.
    fn variant_name(&self, ty: &Type, hint: &str) -> String {
        let numbered = hint.starts_with("Variant");
        match ty {
            Type::Model(_) => hint,
            _ if !numbered => hint,
            Type::Boolean => "Boolean",
            Type::Integer(_) => "Integer",
            Type::Number => "Number",
            Type::String(_) => "String",
            Type::List(_) | Type::Tuple(_) => "List",
            Type::Map(_) => "Map",
            Type::Any | Type::Null | Type::Nullable(_) => "Any",
        }
        .to_owned()
    }

    fn component_name(&self, id: SchemaId) -> Option<&'doc str> {
        self.components.get(id).map(|component| component.name)
    }
}

fn word(kind: TypeSet) -> &'static str {
    match kind {
        TypeSet::BOOLEAN => "Boolean",
        TypeSet::INTEGER => "Integer",
        TypeSet::NUMBER => "Number",
        TypeSet::STRING => "String",
        TypeSet::ARRAY => "List",
        _ => "Object",
    }
}
