//! The Rust of a generated crate: models, their codecs, and what holds them.
//!
//! What comes in: a [`Context`]. What goes out: `src/` in the [`OutputTree`].
//!
//! The text is written in `rustfmt`'s own layout instead of being built with
//! `quote` and printed with `prettyplease`: on a thousand models those two cost
//! more than reading the document, and the few layouts that models need are
//! simple. Tests run `rustfmt --check` and `syn` over the output.

mod codec;
mod embedded;
mod krate;
mod model;
mod source;

use rayon::prelude::*;

use crate::api::ModelId;

use super::{Context, File, OutputTree};

/// Writes everything under `src/`.
pub fn emit(cx: &Context<'_>, tree: &mut OutputTree) {
    let ids: Vec<ModelId> = cx.api.iter().map(|(id, _)| id).collect();
    let files: Vec<(String, File)> = ids
        .par_iter()
        .flat_map_iter(|id| model_files(cx, *id))
        .collect();
    tree.extend(files);
    for (path, text) in krate::files(cx).into_iter().chain(embedded::files()) {
        tree.insert(path, text);
    }
}

/// A model's own file, and its codec unless it is an alias.
fn model_files(cx: &Context<'_>, id: ModelId) -> impl Iterator<Item = (String, File)> {
    let module = &cx.names.model(id).module;
    let model = (format!("src/models/{module}.rs"), model::file(cx, id));
    let codec = codec::file(cx, id).map(|text| (format!("src/codec/{module}.rs"), text));
    std::iter::once(model)
        .chain(codec)
        .map(|(path, text)| (path, File::new(text)))
}
