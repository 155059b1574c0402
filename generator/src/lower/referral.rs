//! Schemas that merely refer to another one.
//!
//! `{$ref: Money}` is Money. So is `{allOf: [{$ref: Money}], description: ...}`,
//! which is how a document describes a property, or makes it nullable, where
//! nothing may stand beside `$ref`.

use crate::api::{ModelId, Type};
use crate::dialect::SchemaId;

use super::Lowering;
use super::origin::Way;
use super::parts::Part;

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
        if let Some(target) = schema.reference {
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

    /// The type of a schema that is referred to. Where that is an inline one which
    /// refers on, and so forth, every schema on the way is known afterwards: links
    /// may be as many as properties, and a property may be any of the links.
    fn reference(&mut self, target: SchemaId) -> Type {
        let mut way = Vec::new();
        let mut next = target;
        let end = loop {
            if let Some(component) = self.components.get(next) {
                break self.component_type(next, component.model);
            }
            let part = Part::whole(next);
            if let Some(known) = self.lowered.get(&[part]) {
                break known.clone();
            }
            let Some(referral) = self.referral(next) else {
                break self.parts(&[part], &Way::Schema(self.schemas, next));
            };
            way.push((part, referral.nullable));
            next = referral.target;
        };
        way.into_iter().rev().fold(end, |ty, (link, nullable)| {
            let ty = if nullable { ty.nullable() } else { ty };
            self.lowered.insert(&[link], ty.clone());
            ty
        })
    }

    fn component_type(&mut self, id: SchemaId, model: ModelId) -> Type {
        let ty = Type::Model(model);
        if self.admits_null(id) {
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
