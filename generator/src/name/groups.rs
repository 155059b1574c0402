//! Files that several models share (their codecs, the tests of their pages), named after
//! the words that the models in them begin with.
//!
//! A file for each codec would be a third of the files of a crate, and each is a
//! module that the compiler goes through many times.

use std::collections::BTreeMap;

use crate::api::ModelId;

use super::reserved;
use super::scope::Scope;
use super::{Identifier, ModelGroup, ModelName};

/// The most models in one file, so that people and their tools can still show it.
const MOST: usize = 100;

/// Models share a file when they begin with the same words: as few words as leave no
/// more than [`MOST`] of them together. So a new model moves no other, but where it is
/// one too many. `taken` is a module that the folder has already.
pub(super) fn groups(
    all: Vec<ModelId>,
    models: &[ModelName],
    taken: &'static str,
) -> Vec<ModelGroup> {
    let module = |id: &ModelId| &*models[id.index()].module;
    let mut groups = BTreeMap::new();
    let mut open: Vec<(usize, Vec<ModelId>)> = vec![(1, all)];
    while let Some((words, ids)) = open.pop() {
        let mut parts: BTreeMap<&str, Vec<ModelId>> = BTreeMap::new();
        for id in ids {
            parts
                .entry(beginning(module(&id), words))
                .or_default()
                .push(id);
        }
        for (beginning, ids) in parts {
            if ids.len() > MOST {
                open.push((words + 1, ids));
            } else {
                groups.insert(beginning, ids);
            }
        }
    }
    // `mod` is a keyword, and so no name.
    let mut scope = Scope::ignoring_case();
    scope.try_claim(taken);
    let mut named: Vec<ModelGroup> = groups
        .into_iter()
        .map(|(beginning, mut models)| {
            models.sort_unstable_by_key(module);
            ModelGroup {
                module: Identifier::new(scope.claim(reserved::plain(beginning.to_owned()), "_")),
                models,
            }
        })
        .collect();
    named.sort_unstable_by(|a, b| a.module.cmp(&b.module));
    named
}

/// The first words of a module's name.
fn beginning(module: &str, words: usize) -> &str {
    let first = module.len() - module.trim_start_matches('_').len();
    let mut ends = module[first..].match_indices('_');
    match ends.nth(words - 1) {
        Some((end, _)) => &module[..first + end],
        None => module,
    }
}

#[cfg(test)]
mod tests {
    use super::beginning;

    #[test]
    fn words() {
        for (module, words, expected) in [
            ("run_step_object", 1, "run"),
            ("run_step_object", 2, "run_step"),
            ("run_step_object", 3, "run_step_object"),
            ("run_step_object", 9, "run_step_object"),
            ("_200_response", 1, "_200"),
            ("_", 1, "_"),
            ("größe_a", 1, "größe"),
        ] {
            assert_eq!(beginning(module, words), expected, "{module} {words}");
        }
    }
}
