//! `typewright.json`: what the crate was made from, what it holds, and which
//! files are ours.
//!
//! What comes in: the whole API and every other file of the tree. What goes out:
//! the manifest's text, which scripts read (`models`: which schema is which
//! type, file and page) and which the write stage reads back (`files`: what an
//! earlier run wrote). It says nothing about the machine or the day, so that two
//! runs give the same bytes.

use serde::{Serialize, Serializer};

use crate::api::ModelId;

use super::{Context, OutputTree, model_file, model_page};

#[derive(Serialize)]
struct Manifest<'a> {
    generator: Generator,
    document: Document<'a>,
    models: Vec<Model<'a>>,
    /// Models that no single schema describes.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    derived: Vec<Model<'a>>,
    #[serde(serialize_with = "digests")]
    files: &'a OutputTree,
}

#[derive(Serialize)]
struct Generator {
    name: &'static str,
    version: &'static str,
}

#[derive(Serialize)]
struct Document<'a> {
    path: &'a str,
    sha256: &'a str,
    version: &'a str,
}

#[derive(Serialize)]
struct Model<'a> {
    schema: &'a str,
    /// Other schemas that hold of the same values.
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    with: &'a [String],
    rust: String,
    file: String,
    doc: String,
    /// Where a schema admits null, its type alone does not: the places that use
    /// it carry the null.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    nullable: bool,
}

/// The manifest of a crate whose other files are all in `tree`.
pub fn manifest(cx: &Context<'_>, tree: &OutputTree) -> String {
    let entry = |id: ModelId| Model {
        schema: &cx.api.model(id).pointer,
        with: &cx.api.model(id).with,
        rust: format!("models::{}", cx.names.model(id).rust),
        file: model_file(cx.names.model(id)),
        doc: model_page(cx.names.model(id)),
        nullable: cx.api.model(id).nullable,
    };
    let ids = cx.api.iter().map(|(id, _)| id);
    let (derived, models): (Vec<_>, Vec<_>) = ids.partition(|id| cx.api.model(*id).is_derived());
    let manifest = Manifest {
        generator: Generator {
            name: env!("CARGO_PKG_NAME"),
            version: env!("CARGO_PKG_VERSION"),
        },
        document: Document {
            path: &cx.krate.source,
            sha256: &cx.krate.source_hash,
            version: &cx.api.info.version,
        },
        models: models.into_iter().map(entry).collect(),
        derived: derived.into_iter().map(entry).collect(),
        files: tree,
    };
    // About what a model and a file take; it is some megabytes in all.
    let mut text = Vec::with_capacity(300 * cx.api.models.len() + 150 * tree.len());
    serde_json::to_writer_pretty(&mut text, &manifest).expect("strings and lists are JSON");
    text.push(b'\n');
    String::from_utf8(text).expect("JSON is text")
}

/// The files with their digests, as a map.
fn digests<S: Serializer>(tree: &OutputTree, to: S) -> Result<S::Ok, S::Error> {
    to.collect_map(tree.digests())
}
