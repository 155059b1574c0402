//! Objects: structs, maps, and bases that others extend.

use foldhash::{HashSet, HashSetExt};

use crate::api::{Constant, Extra, Field, Member, ModelId, Scalar, Shape, Struct, Type};
use crate::config::UnknownKeys;
use crate::dialect::{Additional, SchemaId};

use super::keys::Keys;
use super::merge::{Merged, Property};
use super::origin::{Toward, Way};
use super::parts::Part;
use super::schema::Form;
use super::{Lowering, formats};

impl<'doc> Lowering<'doc, '_> {
    /// A view of an object.
    pub(super) fn object(
        &mut self,
        merged: &Merged<'doc>,
        parts: &[Part],
        way: &Way<'_>,
        model: Option<ModelId>,
    ) -> Form {
        let required_only = merged.required.iter().any(|key| !key.is_empty());
        if merged.properties.is_empty() && !required_only {
            match merged.additional {
                Additional::Never if merged.pattern_properties.is_empty() => {}
                _ => return Form::Type(Type::Map(Box::new(self.values(merged, way)))),
            }
        }
        if !self.afford(merged.properties.len(), parts) {
            return Form::Type(Type::Any);
        }
        // The id is known before the inside is, so that the inside can refer to it.
        if model.is_none() {
            let id = self.reserve();
            let ty = self.with_null(merged, Type::Model(id));
            self.lowered.insert(parts, ty);
        }
        let members = self.members(merged, way);
        let extra = self.extra(merged, way);
        Form::Shape(Shape::Struct(Struct { members, extra }))
    }

    fn members(&mut self, merged: &Merged<'doc>, way: &Way<'_>) -> Vec<Member> {
        let mut required = Keys::default();
        let mut is_required = |key| required.position(&merged.required, |k| k, key).is_some();
        let mut members: Vec<Member> = merged
            .properties
            .iter()
            .map(|p| self.member(p, is_required(p.key), way))
            .collect();
        // `required` may name properties that nothing describes; their values are
        // part of the object all the same.
        let mut described = Keys::default();
        for key in &merged.required {
            let position = described.position(&merged.properties, |p| p.key, key);
            if position.is_none() {
                members.push(Member::Field(Field::free_form(key)));
            }
        }
        let narrowing = self.narrowing_keys(merged);
        let mut known: HashSet<&str> = HashSet::new();
        if !narrowing.is_empty() {
            known.extend(merged.properties.iter().map(|p| p.key));
            known.extend(merged.required.iter().copied());
        }
        for key in narrowing {
            if known.insert(key) {
                members.push(Member::Field(Field {
                    required: false,
                    ..Field::free_form(key)
                }));
            }
        }
        members
    }

    /// The keys that only some branches of a union ask for, and nothing describes:
    /// `anyOf: [{required: [a]}, {required: [b]}]`.
    fn narrowing_keys(&self, merged: &Merged<'doc>) -> Vec<&'doc str> {
        let narrowing = merged.groups.iter().filter(|g| self.is_narrowing(g));
        let mut keys: Vec<&str> = Vec::new();
        for branch in narrowing.flat_map(|group| &group.branches) {
            keys.extend(&self.merged(&[Part::whole(*branch)]).required);
        }
        keys
    }

    fn member(&mut self, property: &Property<'doc>, required: bool, way: &Way<'_>) -> Member {
        let parts = property.parts.as_slice();
        let view = self.merged(parts);
        let told = self.told(&view);
        let description = told.description.map(str::to_owned);
        if let Some(value) = view.constant().and_then(Scalar::of).filter(|_| required) {
            return Member::Constant(Constant {
                key: property.key.to_owned(),
                value,
                description,
                deprecated: told.deprecated,
            });
        }
        // A property that a component brings along by `allOf` is the component's:
        // its type is made and named there, once.
        let component = Way::Schema(self.schemas, property.owner);
        let is_brought = parts.len() == 1 && self.components.contains(property.owner);
        let way = if is_brought { &component } else { way };
        let way = way.child(Toward::Property(property.key));
        let (ty, nullable) = self.schemas_seen(parts, &view, &way).split_null();
        Member::Field(Field {
            key: property.key.to_owned(),
            ty,
            required,
            nullable,
            description,
            read_only: told.read_only,
            write_only: told.write_only,
            deprecated: told.deprecated,
            default: told.default.cloned().map(Box::new),
            bounds: formats::bounds(told.bounds.as_deref()),
            examples: told.examples.iter().map(|e| (*e).clone()).collect(),
        })
    }

    /// What the keys that are no property hold.
    fn extra(&mut self, merged: &Merged<'doc>, way: &Way<'_>) -> Extra {
        let keep = self.config.models.unknown_keys == UnknownKeys::Keep;
        if !merged.pattern_properties.is_empty() {
            return Extra::Kept(self.values(merged, way));
        }
        match merged.additional {
            Additional::Schema(_) => Extra::Kept(self.values(merged, way)),
            Additional::Any => Extra::Kept(Type::Any),
            _ if keep => Extra::Kept(Type::Any),
            Additional::Never => Extra::Ignored { closed: true },
            Additional::Unstated => Extra::Unstated,
        }
    }

    /// The type of a map's values: of `additionalProperties` and of
    /// `patternProperties`, where they agree.
    fn values(&mut self, merged: &Merged<'doc>, way: &Way<'_>) -> Type {
        let way = way.child(Toward::Value);
        let mut types: Vec<Type> = merged
            .pattern_properties
            .iter()
            .map(|id| self.schema(*id, &way))
            .collect();
        match merged.additional {
            Additional::Schema(id) => types.push(self.schema(id, &way)),
            Additional::Never if !types.is_empty() => {}
            _ => types.push(Type::Any),
        }
        match types.split_first() {
            Some((first, rest)) if rest.iter().all(|t| t == first) => first.clone(),
            _ => Type::Any,
        }
    }

    /// The struct of a base that others extend, apart from its descendants.
    pub(super) fn base(&mut self, id: SchemaId, merged: &Merged<'doc>, way: &Way<'_>) -> Type {
        let parts = [Part::trunk(id)];
        if let Some(known) = self.lowered.get(&parts) {
            return known.clone();
        }
        if !self.afford(merged.properties.len(), &parts) {
            return Type::Any;
        }
        let way = &way.child(Toward::Base);
        let model = self.reserve();
        self.lowered.insert(&parts, Type::Model(model));
        let members = self.members(merged, way);
        let extra = self.extra(merged, way);
        let shape = Shape::Struct(Struct { members, extra });
        let pointer = format!("{}#base", self.pointer(&parts));
        let filled = self.model(merged, pointer, way.origin(), shape);
        self.fill(model, filled);
        Type::Model(model)
    }

    fn with_null(&mut self, merged: &Merged<'doc>, ty: Type) -> Type {
        if self.null_of(merged) {
            ty.nullable()
        } else {
            ty
        }
    }
}

impl Field {
    /// A required property that nothing describes.
    fn free_form(key: &str) -> Field {
        Field {
            key: key.to_owned(),
            ty: Type::Any,
            required: true,
            nullable: false,
            description: None,
            read_only: false,
            write_only: false,
            deprecated: false,
            default: None,
            bounds: Default::default(),
            examples: Default::default(),
        }
    }
}
