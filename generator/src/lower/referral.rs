//! Schemas that merely refer to another one.
//!
//! `{$ref: Money}` is Money. So is `{allOf: [{$ref: Money}], description: ...}`,
//! which is how a document describes a property, or makes it nullable, where
//! nothing may stand beside `$ref`.

use crate::api::{Origin, Type};
use crate::dialect::{Additional, Schema, SchemaId};

use super::Lowering;
use super::merge::Part;

/// What a schema merely refers to.
#[derive(Debug, Clone, Copy)]
pub(super) struct Referral {
    /// A component or an inline schema.
    pub target: SchemaId,
    /// Null is a value whether or not it is one of the target's.
    pub nullable: bool,
}

impl Lowering<'_, '_> {
    /// What the schema refers to, if nothing in it changes which values are valid.
    pub(super) fn referral(&self, id: SchemaId) -> Option<Referral> {
        let schema = self.schemas.get(id);
        if !schema.describes_nothing() {
            return None;
        }
        if let Some(reference) = schema.reference.as_deref() {
            let target = self.schemas.find(reference)?;
            let nullable = schema.nullable;
            return schema
                .all_of
                .is_empty()
                .then_some(Referral { target, nullable });
        }
        let mut telling = schema.all_of.iter().filter(|part| !self.annotates(**part));
        let (Some(only), None) = (telling.next(), telling.next()) else {
            return None;
        };
        let inner = self.referral(*only)?;
        Some(Referral {
            nullable: schema.nullable || inner.nullable,
            ..inner
        })
    }

    /// The same for a component, which has a name of its own: `allOf` with a base
    /// that has a discriminator makes it one kind of the base, and not the base.
    pub(super) fn component_referral(&self, id: SchemaId) -> Option<Referral> {
        let referral = self.referral(id)?;
        let by_reference = self.schemas.get(id).reference.is_some();
        let is_kind = || {
            let base = self.merged(&[Part::whole(referral.target)]);
            base.discriminator.is_some() && base.groups.is_empty()
        };
        (by_reference || !is_kind()).then_some(referral)
    }

    /// The type of what a schema refers to, null included.
    pub(super) fn referred(&mut self, referral: Referral) -> Type {
        let ty = self.reference(referral.target);
        if referral.nullable { ty.nullable() } else { ty }
    }

    fn reference(&mut self, target: SchemaId) -> Type {
        let Some(model) = self.components.get(&target).copied() else {
            let origin = Origin::of_pointer(&self.schemas.pointer(target));
            return self.schema(target, &origin);
        };
        let ty = Type::Model(model);
        if self.admits_null(target) {
            ty.nullable()
        } else {
            ty
        }
    }

    /// A part of `allOf` that only tells something: `{description: ...}`.
    fn annotates(&self, id: SchemaId) -> bool {
        let schema = self.schemas.get(id);
        let refers = schema.reference.is_some() || !schema.all_of.is_empty();
        !refers && !schema.nullable && schema.describes_nothing()
    }
}

impl Schema<'_> {
    /// Apart from what it refers to and from null, the schema has annotations and
    /// ranges alone.
    fn describes_nothing(&self) -> bool {
        self.boolean != Some(false)
            && self.types.is_empty()
            && self.enumeration.is_none()
            && self.properties.is_empty()
            && self.required.is_empty()
            && self.additional == Additional::Unstated
            && self.pattern_properties.is_empty()
            && self.items.is_none()
            && self.prefix_items.is_empty()
            && !self.no_more_items
            && self.any_of.is_empty()
            && self.one_of.is_empty()
            && self.discriminator.is_none()
            && self.bounds().format.is_none()
    }
}
