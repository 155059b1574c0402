//! Tests across crates, and the harness that they run on.
//!
//! The harness answers one question of any document and the crate generated from
//! it: does every valid value decode and come back equal, does drift break
//! nothing, and is what is wrong refused with the right path? It walks the raw
//! schemas and shares nothing with the generator's lowering, so that it would
//! notice if lowering were wrong.
//!
//! ```text
//! load                        documents and crates from the disk
//! document, schema, types     raw JSON, by keyword
//! conjunction, inheritance    what several schemas say together
//! discrimination              what tells the branches of a union apart
//! context                     the schemas that a model is made of
//! translate, validate         every dialect as JSON Schema, for the validator
//! synth, examples             valid values, by covering a schema's alternatives
//! walk, mutate                values changed by drift, or to be refused
//! driver                      a program that decodes and encodes with the crate
//! verdict, compare, report    what came of it
//! roundtrip                   all of it, for one document
//! ```
//!
//! Three modules answer other questions. [`pages`]: are a crate's Markdown pages in
//! order? [`inert`]: are a document's texts nothing but text in the crate? [`mutants`]:
//! what becomes of documents that something has happened to?

pub mod compare;
pub mod conjunction;
pub mod context;
pub mod discrimination;
pub mod document;
pub mod driver;
pub mod examples;
pub mod inert;
pub mod inheritance;
pub mod load;
pub mod mutants;
pub mod mutate;
pub mod pages;
pub mod path;
pub mod report;
pub mod roundtrip;
pub mod schema;
pub mod synth;
pub mod translate;
pub mod types;
pub mod validate;
pub mod verdict;
pub mod walk;
