//! A line of the results: something of ours, beside the same of somebody else.

use clap::ValueEnum;
use serde::{Deserialize, Serialize};

use super::measure::Quantity;

/// What is measured.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, ValueEnum, Serialize, Deserialize,
)]
pub enum Section {
    /// Generating a crate, against parsing its document
    Generation,
    /// Generating a crate from a document of the size of Microsoft Graph's
    Giant,
    /// Checking and building a generated crate, against peers' crates
    Compile,
    /// Decoding and encoding, against serde's derive
    Codec,
    /// Building a program of 200 models, first and after an edit, against serde's derive
    /// and peers' types
    Program,
}

impl Section {
    /// In the order in which they run.
    pub const ALL: [Section; 5] = [
        Section::Generation,
        Section::Giant,
        Section::Compile,
        Section::Codec,
        Section::Program,
    ];

    /// As a heading.
    pub fn title(self) -> &'static str {
        match self {
            Section::Generation => "Generation",
            Section::Giant => "A giant document",
            Section::Compile => "Compiling the crate",
            Section::Codec => "Decoding and encoding",
            Section::Program => "Building a program that decodes and encodes models",
        }
    }
}

/// One measurement.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Figure {
    /// `openai-2026-08`, or what is decoded: `run steps, tag first`.
    pub subject: String,
    /// `cold check, processor time`.
    pub what: String,
    /// What Typewright needs.
    pub ours: Quantity,
    /// What it is compared with.
    pub reference: Option<Reference>,
}

/// What a figure of ours is compared with.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Reference {
    /// `parse alone`.
    pub name: String,
    /// What it needs.
    pub quantity: Quantity,
    /// How many times this we aim to need at most.
    pub limit: Option<f64>,
}

impl Figure {
    /// A figure that stands alone.
    pub fn new(subject: impl Into<String>, what: impl Into<String>, ours: Quantity) -> Figure {
        Figure {
            subject: subject.into(),
            what: what.into(),
            ours,
            reference: None,
        }
    }

    /// Compares it.
    pub fn against(
        mut self,
        name: impl Into<String>,
        quantity: Quantity,
        limit: Option<f64>,
    ) -> Figure {
        self.reference = Some(Reference {
            name: name.into(),
            quantity,
            limit,
        });
        self
    }

    /// How many times the reference ours is.
    pub fn ratio(&self) -> Option<f64> {
        self.ours.times(self.reference.as_ref()?.quantity)
    }

    /// Whether the limit is kept; `None` where there is none.
    pub fn met(&self) -> Option<bool> {
        let limit = self.reference.as_ref()?.limit?;
        Some(self.ratio()? <= limit)
    }
}
