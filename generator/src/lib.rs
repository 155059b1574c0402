//! Typewright reads an OpenAPI document and writes a Rust crate that a team is
//! glad to keep in its own repository.
//!
//! Data flows one way, and each stage has its own types:
//!
//! ```text
//! load      bytes        -> RawDocument
//! dialect   RawDocument  -> Document      openapiv3 envelope + schemas in one vocabulary
//! lower     Document     -> Api           Rust-shaped data
//! analyze   Api          -> Analysis      side tables: boxing, usage
//! name      Api          -> Names         the only place an identifier is made
//! emit      Api + Names  -> OutputTree    rust/ and docs/
//! write     OutputTree   -> disk | check
//! ```

pub mod analyze;
pub mod api;
pub mod cli;
pub mod config;
pub mod diagnostic;
pub mod dialect;
pub mod emit;
pub mod hash;
pub mod load;
pub mod lower;
pub mod name;
pub mod pipeline;
pub mod printable;
pub mod write;
