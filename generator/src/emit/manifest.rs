//! `typewright.json`: what the crate was made from, what it holds, and which
//! files are ours.
//!
//! What comes in: the whole API and every other file of the tree. What goes out:
//! the manifest's text, which scripts read (`models`: which schema is which
//! type, file and page) and which the write stage reads back (`files`: what an
//! earlier run wrote). It says nothing about the machine or the day, so that two
//! runs give the same bytes.

use rayon::join;
use serde::{Serialize, Serializer};

use crate::api::ModelId;

use super::markdown::is_visible;
use super::{Context, OutputTree, model_file, model_page};

/// What the crate was made from and what it holds.
#[derive(Serialize)]
struct Contents<'a> {
    generator: Generator,
    document: Document<'a>,
    models: Models<'a>,
    /// Models that no single schema describes.
    #[serde(skip_serializing_if = "Models::is_empty")]
    derived: Models<'a>,
}

/// Which files are ours.
#[derive(Serialize)]
struct Files<'a> {
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

/// Some of the models, which are made one by one while they are written: all of them
/// at once are megabytes.
struct Models<'a> {
    cx: &'a Context<'a>,
    derived: bool,
}

impl<'a> Models<'a> {
    fn ids(&self) -> impl Iterator<Item = ModelId> {
        let all = self.cx.api.iter();
        let which = all.filter(|(_, model)| model.is_derived() == self.derived);
        which.map(|(id, _)| id)
    }

    fn is_empty(&self) -> bool {
        self.ids().next().is_none()
    }

    fn entry(&self, id: ModelId) -> Model<'a> {
        let (model, name) = (self.cx.api.model(id), self.cx.names.model(id));
        Model {
            schema: &model.pointer,
            with: &model.with,
            rust: format!("models::{}", name.rust),
            file: model_file(name),
            doc: model_page(name),
            nullable: model.nullable,
        }
    }
}

impl Serialize for Models<'_> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_seq(self.ids().map(|id| self.entry(id)))
    }
}

/// The manifest of a crate whose other files are all in `tree`.
pub fn manifest(cx: &Context<'_>, tree: &OutputTree) -> String {
    let contents = Contents {
        generator: Generator {
            name: env!("CARGO_PKG_NAME"),
            version: env!("CARGO_PKG_VERSION"),
        },
        document: Document {
            path: &cx.krate.source,
            sha256: &cx.krate.source_hash,
            version: &cx.api.info.version,
        },
        models: Models { cx, derived: false },
        derived: Models { cx, derived: true },
    };
    // About what a model and a file take; it is some megabytes in all.
    let rows = 150 * tree.len();
    let (mut text, files) = join(
        || pretty(&contents, 300 * cx.api.models.len() + rows),
        || pretty(&Files { files: tree }, rows),
    );
    // Two objects become one.
    text.truncate(text.len() - "\n}".len());
    text.push(',');
    text.push_str(&files["{".len()..]);
    text.push('\n');
    text
}

/// A value as JSON of about this length.
fn pretty(value: &impl Serialize, length: usize) -> String {
    let mut text = Vec::with_capacity(length);
    serde_json::to_writer_pretty(&mut text, value).expect("strings and lists are JSON");
    readable(String::from_utf8(text).expect("JSON is text"))
}

/// JSON in which characters that nobody sees are escaped.
fn readable(json: String) -> String {
    let hidden = |c: char| c != '\n' && !is_visible(c);
    let is_plain = |b: u8| matches!(b, b' '..=b'~' | b'\n');
    if json.bytes().all(is_plain) || !json.contains(hidden) {
        return json;
    }
    let mut out = String::with_capacity(json.len());
    for c in json.chars() {
        if hidden(c) {
            let mut units = [0; 2];
            for unit in c.encode_utf16(&mut units) {
                out.push_str(&format!("\\u{unit:04x}"));
            }
        } else {
            out.push(c);
        }
    }
    out
}

/// The files with their digests, as a map.
fn digests<S: Serializer>(tree: &OutputTree, to: S) -> Result<S::Ok, S::Error> {
    to.collect_map(tree.digests())
}
