//! What is derived from an [`Api`], kept beside it.
//!
//! What comes in: the finished [`Api`]. What goes out: [`Analysis`], side tables
//! indexed by model: which mentions must be boxed for the types to have a finite
//! size, and who refers to whom.

use crate::api::{Api, ModelId};

mod blank;
mod boxing;
mod usage;

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
}

impl Analysis {
    /// Derives the tables.
    pub fn of(api: &Api) -> Analysis {
        Analysis {
            boxed: boxing::boxed(api),
            usage: usage::usage(api),
            shallowest: blank::shallowest(api),
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

    /// Who refers to a model.
    pub fn usage(&self, model: ModelId) -> &Usage {
        &self.usage[model.index()]
    }
}
