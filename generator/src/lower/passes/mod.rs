//! Passes over the finished models: what can be decided only when every model is
//! known.
//!
//! Each pass reads and rewrites the [`Api`] alone; JSON Schema is behind us.

mod alias_chains;
mod alias_depth;
mod aliases;
mod declare_tags;
mod dedup;
mod free_form;
mod infer_extra_keys;
mod infinite_size;
mod plan;
pub(super) mod prune;
mod strings;
#[cfg(test)]
mod test_api;
mod union_cycles;

use foldhash::HashMap;

use crate::api::{Api, ModelId};
use crate::config::Config;
use crate::diagnostic::Diagnostics;

use super::union::Discriminator;

/// Runs the passes, in the one order in which each finds what it needs.
pub(super) fn run(
    api: &mut Api,
    discriminators: &mut HashMap<ModelId, Discriminator>,
    config: &Config,
    diagnostics: &mut Diagnostics,
) {
    aliases::break_cycles(api, diagnostics);
    let unions = union_cycles::break_cycles(api, discriminators);
    // What is left of a union may be an alias of itself.
    let aliases = aliases::break_cycles(api, diagnostics);
    alias_depth::limit(api, &aliases, diagnostics);
    alias_chains::shorten(api, &aliases);
    strings::merge(api, &unions, diagnostics);
    declare_tags::declare(api, discriminators);
    plan::plan(api, &unions, discriminators, diagnostics);
    infer_extra_keys::infer(api, diagnostics);
    infinite_size::break_cycles(api, diagnostics);
    prune::unreachable(api);
    dedup::dedup(api, config);
}
