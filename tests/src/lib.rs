//! Tests across crates, and the rig that they run on.
//!
//! The rig answers one question of any document and the crate generated from
//! it: does every valid value decode and come back equal, does drift break
//! nothing, and is what is wrong refused with the right path? It walks the raw
//! schemas and shares nothing with the generator's lowering, so that it would
//! notice if lowering were wrong.
//!
//! ```text
//! load                      documents and crates from the disk
//! document, schema, types   raw JSON, by keyword
//! view, family, telling     what several schemas say together
//! context                   the schemas that a model is made of
//! translate, validate       every dialect as JSON Schema, for the validator
//! synth, examples           valid values, by covering a schema's alternatives
//! walk, mutate              values changed by drift, or to be refused
//! driver                    a program that decodes and encodes with the crate
//! judge, compare, report    what came of it
//! rig                       all of it, for one document
//! ```
//!
//! [`pages`] answers another question, of the crate alone: are its Markdown pages
//! in order? [`inert`] answers a third: are a document's texts nothing but text in it? [`mutants`] makes documents that something has happened to.

pub mod compare;
pub mod context;
pub mod document;
pub mod driver;
pub mod examples;
pub mod family;
pub mod inert;
pub mod judge;
pub mod load;
pub mod mutants;
pub mod mutate;
pub mod pages;
pub mod path;
pub mod report;
pub mod rig;
pub mod schema;
pub mod synth;
pub mod telling;
pub mod translate;
pub mod types;
pub mod validate;
pub mod view;
pub mod walk;
