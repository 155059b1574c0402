//! What is derived from an [`Api`], kept beside it.
//!
//! What comes in: the finished [`Api`]. What goes out: [`Analysis`], side tables
//! indexed by model: which mentions must be boxed for the types to have a finite
//! size, who refers to whom, and how deep it all goes.

use crate::api::{Api, ModelId};

mod blank;
mod boxing;
mod central;
mod components;
mod depth;
mod usage;

pub use central::{central_model, required_text};
pub use usage::Usage;

/// The side tables of an [`Api`].
#[derive(Debug)]
pub struct Analysis {
    /// By model: the models it must hold in a `Box` wherever it mentions them
    /// outside a list or a map. Sorted.
    boxed: Vec<Vec<ModelId>>,
    /// By model: who refers to it.
    usage: Vec<Usage>,
    /// By union: the variant whose blank value is the shallowest.
    shallowest: Vec<usize>,
    depth: usize,
}

impl Analysis {
    /// Derives the tables.
    pub fn of(api: &Api) -> Analysis {
        Analysis {
            boxed: boxing::boxed(api),
            usage: usage::usage(api),
            shallowest: blank::shallowest(api),
            depth: depth::depth(api),
        }
    }

    /// Whether `owner` holds `target` in a `Box`.
    pub fn is_boxed(&self, owner: ModelId, target: ModelId) -> bool {
        self.boxed[owner.index()].binary_search(&target).is_ok()
    }

    /// The variant of a union from which a blank value can be made.
    pub fn shallowest(&self, model: ModelId) -> usize {
        self.shallowest[model.index()]
    }

    /// At most so many models lie on a way through the API that meets none twice.
    pub fn depth(&self) -> usize {
        self.depth
    }

    /// Who refers to a model.
    pub fn usage(&self, model: ModelId) -> &Usage {
        &self.usage[model.index()]
    }
}
