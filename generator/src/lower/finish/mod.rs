//! The second walk: what can be decided only when every model is known.
//!
//! Each pass reads and rewrites the [`Api`] alone; JSON Schema is behind us.

mod aliases;
mod evidence;
mod finite;
mod free;
mod knots;
mod layers;
mod plan;
pub(super) mod prune;
mod renames;
mod share;
mod strings;
mod tags;
#[cfg(test)]
mod test_api;

use foldhash::HashMap;

use crate::api::{Api, ModelId};
use crate::config::Config;
use crate::diagnostic::Diagnostics;

use super::union::Discriminator;

/// Runs the passes, in the one order in which each finds what it needs.
pub(super) fn finish(
    api: &mut Api,
    discriminators: &mut HashMap<ModelId, Discriminator>,
    config: &Config,
    diagnostics: &mut Diagnostics,
) {
    aliases::break_cycles(api, diagnostics);
    let unions = knots::untie(api, discriminators);
    // What is left of a union may be an alias of itself.
    let aliases = aliases::break_cycles(api, diagnostics);
    layers::bound(api, &aliases, diagnostics);
    renames::shorten(api, &aliases);
    strings::merge(api, &unions, diagnostics);
    tags::declare(api, discriminators);
    plan::plan(api, discriminators, diagnostics);
    evidence::heed(api, diagnostics);
    finite::ensure(api, diagnostics);
    prune::unreachable(api);
    share::share(api, config);
}
