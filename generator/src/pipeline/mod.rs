//! The stages in order.
//!
//! What comes in: a [`Request`]: which document, how it is to be read and what
//! the crate is called. What goes out: [`Generated`], the crate in memory with
//! what there is to say about the document ([`generate`]); or the same on disk
//! ([`run::regenerate`]), or a comparison with what is there ([`run::check`]).

mod configured;
mod deferred;
mod inputs;
mod locating;
mod request;
pub mod run;
mod session;
mod statistics;
mod workers;

use std::borrow::Cow;

use rayon::join;

use crate::analyze::Analysis;
use crate::api::Api;
use crate::config::Config;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::dialect::{self, Dialect};
use crate::emit::example::Examples;
use crate::emit::snippet::Snippets;
use crate::emit::{self, Context, Crate, OutputTree};
use crate::load::{self, Disk, Files, RawDocument};
use crate::lower;
use crate::name::{Names, check_package_name, crate_identifier, package_name};
use crate::write::MANIFEST;

pub use deferred::DeferredDrop;
pub use request::{Request, config_beside};
pub use statistics::{Stage, Statistics};

use session::Session;
use workers::on_workers;

/// Git may otherwise check text out with the line ends of the machine.
const GIT_ATTRIBUTES: &str = "* text=auto eol=lf\n";

/// A crate in memory.
#[derive(Debug)]
pub struct Generated {
    /// Its files.
    pub tree: OutputTree,
    /// What was noticed on the way; no errors.
    pub diagnostics: Diagnostics,
    /// How much it is, and how long it took.
    pub statistics: Statistics,
    /// What it was made of, which is freed in the background.
    pub dropped: DeferredDrop,
}

/// Generates a crate from a document on disk.
///
/// # Errors
/// Everything that is wrong with the document, at least one error among it.
pub fn generate(request: &Request) -> Result<Generated, Diagnostics> {
    generate_from(&Disk, request)
}

/// Generates a crate from a document that is read from anywhere.
///
/// # Errors
/// As [`generate`].
pub fn generate_from(files: &dyn Files, request: &Request) -> Result<Generated, Diagnostics> {
    on_workers(|| run_stages(files, request))
}

fn run_stages(files: &dyn Files, request: &Request) -> Result<Generated, Diagnostics> {
    let mut session = Session::start();
    let input = &request.config.input;
    let loaded = session.stage(Stage::Load, |diagnostics| {
        load::load_from(files, &request.document, input, diagnostics)
    });
    let Some(raw) = loaded else {
        return Err(session.diagnostics);
    };
    let lowered = lower_document(&raw, request, &mut session);
    let krate = describe(request, &raw, &mut session.diagnostics);
    let Some(lowered) = lowered.filter(|_| !session.diagnostics.has_errors()) else {
        return Err(session.fail(raw, request.locate));
    };
    let Lowered {
        api,
        config,
        dialect,
        schemas,
    } = lowered;
    session.locate(raw, request.locate);
    let (analysis, names) = session.stage(Stage::Name, |_| {
        join(|| Analysis::of(&api), || Names::of(&api, &config.rename))
    });
    let cx = Context {
        api: &api,
        names: &names,
        analysis: &analysis,
        config: &config,
        krate: &krate,
    };
    let tree = session.stage(Stage::Emit, |diagnostics| emit_crate(&cx, diagnostics));
    let finished = session.finish()?;
    let statistics = Statistics {
        dialect,
        schemas,
        models: api.models.len(),
        operations: api.operations.len(),
        files: tree.len(),
        times: finished.times,
    };
    let mut dropped = finished.dropped;
    dropped.add((api, names, analysis));
    Ok(Generated {
        tree,
        diagnostics: finished.diagnostics,
        statistics,
        dropped,
    })
}

struct Lowered<'r> {
    api: Api,
    /// The configuration, as it is meant for this document.
    config: Cow<'r, Config>,
    dialect: Dialect,
    schemas: usize,
}

fn lower_document<'r>(
    raw: &RawDocument,
    request: &'r Request,
    session: &mut Session,
) -> Option<Lowered<'r>> {
    let document = session.stage(Stage::Dialect, |diagnostics| {
        dialect::read(raw, &request.config.input, diagnostics)
    })?;
    let (dialect, schemas) = (document.dialect, document.schemas.components.len());
    let config = configured::resolve(&request.config, &document.schemas);
    let api = session.stage(Stage::Lower, |diagnostics| {
        let api = lower::lower(document, &config, diagnostics);
        configured::check(&config, raw, &api, diagnostics);
        api
    });
    Some(Lowered {
        api,
        config,
        dialect,
        schemas,
    })
}

fn emit_crate(cx: &Context<'_>, diagnostics: &mut Diagnostics) -> OutputTree {
    let examples = Examples::of(cx);
    let snippets = Snippets::of(cx, &examples);
    let (mut tree, mut pages) = (OutputTree::default(), OutputTree::default());
    join(
        || emit::rust::emit(cx, &snippets, &mut tree),
        || emit::docs::emit(cx, &examples, &snippets, &mut pages),
    );
    tree.append(pages);
    tree.insert(".gitattributes", GIT_ATTRIBUTES);
    tree.insert("Cargo.toml", emit::package::cargo_toml(cx, diagnostics));
    let manifest = emit::manifest::manifest(cx, &tree);
    tree.insert(MANIFEST, manifest);
    tree
}

/// What the crate says about itself.
fn describe(request: &Request, raw: &RawDocument, diagnostics: &mut Diagnostics) -> Crate {
    let config = &request.config.krate;
    let name = config
        .name
        .clone()
        .unwrap_or_else(|| package_name(&request.stem()));
    if let Err(reason) = check_package_name(&name) {
        diagnostics.push(
            Diagnostic::error("", format!("the crate name `{name}` {reason}"))
                .help("choose another with `name` in [crate] of the configuration"),
        );
    }
    let version = config.version.clone().unwrap_or_else(|| "0.1.0".to_owned());
    if let Some(license) = config
        .license
        .as_deref()
        .filter(|text| !is_expression(text))
    {
        let message = format!("the license `{license}` is no SPDX expression");
        diagnostics.push(
            Diagnostic::error("", message)
                .help("write one such as `MIT OR Apache-2.0` as `license` in [crate]"),
        );
    }
    if !is_version(&version) {
        diagnostics.push(
            Diagnostic::error(
                "",
                format!("the crate version `{version}` is not a version"),
            )
            .help("write three numbers such as `0.3.0` as `version` in [crate]"),
        );
    }
    Crate {
        // Where there is none, an error says so.
        ident: crate_identifier(&name)
            .or_else(|| crate_identifier(&package_name(&request.stem())))
            .expect("what is made of a file's name is a name"),
        name,
        version,
        source: request.source.clone(),
        command: request.command.clone(),
        source_hash: raw.sha256.clone(),
    }
}

/// Whether a text has nothing but what SPDX expressions are made of.
fn is_expression(text: &str) -> bool {
    let part = |c: char| c.is_ascii_alphanumeric() || " ().+-:/".contains(c);
    !text.trim().is_empty() && text.chars().all(part)
}

/// Whether Cargo takes it: `1.2.3`, `1.2.3-beta.1`, `1.2.3+build`.
fn is_version(version: &str) -> bool {
    let (rest, build) = version
        .split_once('+')
        .map_or((version, None), |(v, b)| (v, Some(b)));
    let (numbers, pre) = rest
        .split_once('-')
        .map_or((rest, None), |(n, p)| (n, Some(p)));
    let is_number = |part: &str| {
        part.bytes().all(|b| b.is_ascii_digit())
            && part.parse::<u64>().is_ok()
            && (part == "0" || !part.starts_with('0'))
    };
    let is_label = |label: &str| {
        label.split('.').all(|part| {
            !part.is_empty() && part.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
        })
    };
    numbers.split('.').count() == 3
        && numbers.split('.').all(is_number)
        && build.is_none_or(is_label)
        && pre.is_none_or(|pre| {
            is_label(pre)
                && pre
                    .split('.')
                    .all(|part| !part.bytes().all(|b| b.is_ascii_digit()) || is_number(part))
        })
}

#[cfg(test)]
mod tests {
    use super::is_version;

    #[test]
    fn versions_as_cargo_takes_them() {
        for good in [
            "0.1.0",
            "1.2.3-beta.1",
            "1.2.3+build.5",
            "1.0.0-rc.1+x",
            "10.20.30",
            "1.0.0-0a",
        ] {
            assert!(is_version(good), "{good}");
        }
        for bad in [
            "", "1", "1.2", "1.2.3.4", "v1.2.3", "1.02.3", "1.2.x", "1.2.3-", "1.2.3-01", "1.2.3 ",
        ] {
            assert!(!is_version(bad), "{bad:?}");
        }
    }
}
