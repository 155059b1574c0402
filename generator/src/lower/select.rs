//! A part of an API: what is asked for, and what it reaches.

use crate::api::{Api, Operation};
use crate::config::Selection;
use crate::diagnostic::{Diagnostic, Diagnostics};

use super::passes::prune;

/// Keeps the selected schemas and operations with every model they reach.
pub(super) fn select(api: &mut Api, selection: &Selection, diagnostics: &mut Diagnostics) {
    if selection.is_everything() {
        return;
    }
    let (models, operations) = (api.models.len(), api.operations.len());
    let mut roots = Vec::new();
    for name in &selection.schemas {
        let named = api
            .iter()
            .find(|(_, m)| m.is_component() && m.origin.root == *name);
        match named {
            Some((id, _)) => roots.push(id),
            None => missing(diagnostics, "schema", name),
        }
    }
    for name in &selection.tags {
        if !api.tags.iter().any(|tag| tag.name == *name) {
            missing(diagnostics, "tag", name);
        }
    }
    for id in &selection.operations {
        if !api.operations.iter().any(|operation| operation.id == *id) {
            missing(diagnostics, "operation", id);
        }
    }
    let tags = &api.tags;
    let chosen = |operation: &Operation| {
        selection.operations.contains(&operation.id)
            || selection.tags.contains(&tags[operation.tag].name)
    };
    roots.extend(prune::operation_models(api, chosen));
    let kept: Vec<bool> = api.operations.iter().map(chosen).collect();
    let mut kept = kept.into_iter();
    api.operations.retain(|_| kept.next().unwrap_or(false));
    drop_unused_tags(api);
    prune::keep(api, &roots);
    let message = format!(
        "selected {} of {models} models and {} of {operations} operations",
        api.models.len(),
        api.operations.len(),
    );
    diagnostics.push(Diagnostic::note("", message));
}

fn missing(diagnostics: &mut Diagnostics, kind: &str, name: &str) {
    let message =
        format!("the selection names the {kind} `{name}`, which the document does not have");
    let help = "names are case-sensitive, as the document writes them";
    diagnostics.push(Diagnostic::error("", message).help(help));
}

fn drop_unused_tags(api: &mut Api) {
    let mut renumbered = vec![0; api.tags.len()];
    let mut kept = Vec::new();
    for (index, tag) in std::mem::take(&mut api.tags).into_iter().enumerate() {
        if api
            .operations
            .iter()
            .any(|operation| operation.tag == index)
        {
            renumbered[index] = kept.len();
            kept.push(tag);
        }
    }
    api.tags = kept;
    api.operations
        .iter_mut()
        .for_each(|operation| operation.tag = renumbered[operation.tag]);
}
