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

use super::{Context, FILES, File, OutputTree, model_file};

/// Writes everything under `src/`.
pub fn emit(cx: &Context<'_>, tree: &mut OutputTree) {
    let ids: Vec<ModelId> = cx.api.iter().map(|(id, _)| id).collect();
    let models = ids.par_iter().with_max_len(FILES).map(|id| {
        let path = model_file(cx.names.model(*id));
        (path, File::new(model::file(cx, *id)))
    });
    let codecs = cx.names.codecs().par_iter().with_max_len(1).map(|name| {
        let path = format!("src/codec/{}.rs", name.module);
        (path, File::new(codec::file(cx, name)))
    });
    let files: Vec<(String, File)> = models.chain(codecs).collect();
    tree.extend(files);
    for (path, text) in krate::files(cx).into_iter().chain(embedded::files()) {
        tree.insert(path, text);
    }
}
