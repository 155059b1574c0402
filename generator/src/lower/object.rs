//! Objects: structs, maps, and bases that others extend.

use crate::api::{
    Constant, Extra, Field, Member, ModelId, Origin, Scalar, Shape, Step, Struct, Type,
};
use crate::config::UnknownKeys;
use crate::dialect::{Additional, SchemaId};

use super::merge::{Merged, Part, Property};
use super::schema::Form;
use super::{Lowering, formats};

impl<'doc> Lowering<'doc, '_> {
    /// A view of an object.
    pub(super) fn object(
        &mut self,
        merged: &Merged<'doc>,
        parts: &[Part],
        origin: &Origin,
        model: Option<ModelId>,
    ) -> Form {
        let required_only = merged.required.iter().any(|key| !key.is_empty());
        if merged.properties.is_empty() && !required_only {
            match merged.additional {
                Additional::Never if merged.pattern_properties.is_empty() => {}
                _ => return Form::Type(Type::Map(Box::new(self.values(merged, origin)))),
            }
        }
        // The id is known before the inside is, so that the inside can refer to it.
        if model.is_none() {
            let id = self.reserve();
            let ty = self.with_null(merged, Type::Model(id));
            self.lowered.insert(parts.to_vec(), ty);
        }
        let members = self.members(merged, origin);
        let extra = self.extra(merged, origin);
        Form::Shape(Shape::Struct(Struct { members, extra }))
    }

    fn members(&mut self, merged: &Merged<'doc>, origin: &Origin) -> Vec<Member> {
        let mut members: Vec<Member> = merged
            .properties
            .iter()
            .map(|p| self.member(merged, p, origin))
            .collect();
        // `required` may name properties that nothing describes; their values are
        // part of the object all the same.
        for key in &merged.required {
            if !merged.properties.iter().any(|p| p.key == *key) {
                members.push(Member::Field(Field::free_form(key)));
            }
        }
        for key in self.narrowing_keys(merged) {
            if !members.iter().any(|member| member.key() == key) {
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
            keys.extend(self.merged(&[Part::whole(*branch)]).required);
        }
        keys
    }

    fn member(
        &mut self,
        merged: &Merged<'doc>,
        property: &Property<'doc>,
        origin: &Origin,
    ) -> Member {
        let parts: Vec<Part> = property.schemas.iter().map(|id| Part::whole(*id)).collect();
        let view = self.merged(&parts);
        let required = merged.required.contains(&property.key);
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
        let origin = match self.components.get(&property.owner) {
            Some(_) if property.schemas.len() == 1 => {
                Origin::of_pointer(&self.schemas.pointer(property.owner))
            }
            _ => origin.clone(),
        };
        let step = Step::Property(property.key.to_owned());
        let (ty, nullable) = self
            .schemas(&property.schemas, &origin.child(step))
            .split_null();
        Member::Field(Field {
            key: property.key.to_owned(),
            ty,
            required,
            nullable,
            description,
            read_only: told.read_only,
            write_only: told.write_only,
            deprecated: told.deprecated,
            default: told.default.cloned(),
            bounds: formats::bounds(&told.bounds),
            examples: told.examples.iter().map(|e| (*e).clone()).collect(),
        })
    }

    /// What the keys that are no property hold.
    fn extra(&mut self, merged: &Merged<'doc>, origin: &Origin) -> Extra {
        let keep = self.config.models.unknown_keys == UnknownKeys::Keep;
        if !merged.pattern_properties.is_empty() {
            return Extra::Kept(self.values(merged, origin));
        }
        match merged.additional {
            Additional::Schema(_) => Extra::Kept(self.values(merged, origin)),
            Additional::Any => Extra::Kept(Type::Any),
            _ if keep => Extra::Kept(Type::Any),
            Additional::Never => Extra::Ignored { closed: true },
            Additional::Unstated => Extra::Unstated,
        }
    }

    /// The type of a map's values: of `additionalProperties` and of
    /// `patternProperties`, where they agree.
    fn values(&mut self, merged: &Merged<'doc>, origin: &Origin) -> Type {
        let origin = origin.child(Step::Value);
        let mut types: Vec<Type> = merged
            .pattern_properties
            .iter()
            .map(|id| self.schema(*id, &origin))
            .collect();
        match merged.additional {
            Additional::Schema(id) => types.push(self.schema(id, &origin)),
            Additional::Never if !types.is_empty() => {}
            _ => types.push(Type::Any),
        }
        match types.split_first() {
            Some((first, rest)) if rest.iter().all(|t| t == first) => first.clone(),
            _ => Type::Any,
        }
    }

    /// The struct of a base that others extend, apart from its descendants.
    pub(super) fn base(&mut self, id: SchemaId, merged: &Merged<'doc>, origin: &Origin) -> Type {
        let parts = [Part::trunk(id)];
        if let Some(known) = self.lowered.get(&parts[..]) {
            return known.clone();
        }
        let origin = origin.child(Step::Base);
        let model = self.reserve();
        self.lowered.insert(parts.to_vec(), Type::Model(model));
        let members = self.members(merged, &origin);
        let extra = self.extra(merged, &origin);
        let shape = Shape::Struct(Struct { members, extra });
        let pointer = format!("{}#base", self.pointer(&parts));
        let filled = self.model(merged, pointer, origin, shape);
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
            examples: Vec::new(),
        }
    }
}
