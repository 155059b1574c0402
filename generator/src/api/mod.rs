//! The intermediate representation: what an API is, as data for Rust.
//!
//! [`Api`] is what lowering makes of a document and what every later stage
//! reads. It knows neither JSON Schema (no `allOf`, no `$ref`, no type sets)
//! nor Rust syntax (no identifiers, no boxes, no module paths): names are made
//! by [`crate::name`], boxing is decided by [`crate::analyze`]. It is data only;
//! the few methods here answer questions about it.

mod decide;
mod model;
mod needs;
mod operation;
mod types;
mod union;

pub use decide::{Decision, Instance};
pub use model::{
    Constant, EnumValue, Extra, Field, IntegerEnum, Member, Model, Origin, Scalar, Shape, Step,
    StringEnum, Struct,
};
pub use needs::{Made, Needs, Way};
pub use operation::{
    Body, Content, Example, Flow, HttpMethod, Info, Location, Operation, Parameter, Response,
    SecurityKind, SecurityRequirement, SecurityScheme, Server, Tag,
};
pub use types::{Bounds, Format, Integer, Limits, Mapped, Type};
pub use union::{ExclusivePlan, JsonKind, KeyPlan, Plan, TagArm, TagPlan, Union, Variant};

/// Which model of an [`Api`], as an index into [`Api::models`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ModelId(pub u32);

impl ModelId {
    /// The position in [`Api::models`].
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

/// A whole API: models, operations and what a README says about them.
#[derive(Debug, Clone, Default)]
pub struct Api {
    /// Title, version, description, licence, contact.
    pub info: Info,
    /// Base URLs, in the document's order.
    pub servers: Vec<Server>,
    /// Tags that group operations, declared ones first.
    pub tags: Vec<Tag>,
    /// Every named and inline schema that became a Rust item.
    pub models: Vec<Model>,
    /// Every operation, in the document's order.
    pub operations: Vec<Operation>,
    /// How callers authenticate.
    pub security_schemes: Vec<SecurityScheme>,
    /// What applies where an operation names no security of its own.
    pub security: Vec<SecurityRequirement>,
}

impl Api {
    /// The model with this id.
    pub fn model(&self, id: ModelId) -> &Model {
        &self.models[id.index()]
    }

    /// Every model with its id.
    pub fn iter(&self) -> impl Iterator<Item = (ModelId, &Model)> {
        self.models
            .iter()
            .enumerate()
            .map(|(i, m)| (ModelId(i as u32), m))
    }

    /// The model that an alias of a model stands for, through any number of
    /// aliases; any other model is its own target.
    pub fn target(&self, mut id: ModelId) -> ModelId {
        while let Shape::Alias(Type::Model(next)) = &self.model(id).shape {
            id = *next;
        }
        id
    }

    /// Whether an alias is spelled as an `Option`: it admits null, and what it stands
    /// for does not. Where that is a model whose schema admits null as well, the
    /// places that use either carry the null.
    pub fn is_option(&self, id: ModelId) -> bool {
        let model = self.model(id);
        let target = match &model.shape {
            Shape::Alias(Type::Model(target)) => Some(self.model(*target)),
            _ => None,
        };
        model.nullable && !target.is_some_and(|target| target.nullable)
    }

    /// The type behind an alias, through any number of aliases.
    ///
    /// Lowering never makes an alias that leads back to itself.
    pub fn resolve<'a>(&'a self, mut ty: &'a Type) -> &'a Type {
        while let Type::Model(id) = ty {
            match &self.model(*id).shape {
                Shape::Alias(target) => ty = target,
                _ => break,
            }
        }
        ty
    }
}
