//! `typewright gen` and `typewright check`.

use std::path::{Component, Path};

use crate::diagnostic::Severity;
use crate::pipeline::run::{self, Target};
use crate::pipeline::{Request, config_beside};
use crate::write::{Cache, Options};

use super::args::{CheckArgs, GenArgs, InputArgs, Selected};
use super::terminal::Terminal;
use super::{DONE, FAILED, report};

/// Writes the crate and tells what was done.
pub(super) fn generate(args: GenArgs, terminal: &mut Terminal<'_>, cache: Option<&Cache>) -> u8 {
    let Some(request) = request(&args.input, terminal) else {
        return FAILED;
    };
    let target = Target {
        out: &args.input.out,
        cache,
    };
    let options = Options { force: args.force };
    match run::regenerate(&request, target, options) {
        Ok(done) => {
            terminal.err(&report::diagnostics(&done.diagnostics, least(&args.input)));
            terminal.err(&report::leftovers(&done.result, target.out));
            if args.input.verbose {
                terminal.err(&report::stages(&done));
            }
            if !args.input.quiet {
                terminal.out(&format!("{}\n", report::written(&done)));
            }
            DONE
        }
        Err(failure) => {
            terminal.err(&report::failure(&failure));
            FAILED
        }
    }
}

/// Compares, and shows what differs.
pub(super) fn check(args: CheckArgs, terminal: &mut Terminal<'_>, cache: Option<&Cache>) -> u8 {
    let Some(request) = request(&args.input, terminal) else {
        return FAILED;
    };
    let target = Target {
        out: &args.input.out,
        cache,
    };
    match run::check(&request, target) {
        Ok(done) if done.result.is_clean() => {
            terminal.err(&report::diagnostics(&done.diagnostics, least(&args.input)));
            if !args.input.quiet {
                terminal.out(&format!("{}\n", report::fresh(&done)));
            }
            DONE
        }
        Ok(done) => {
            let remedy = "run `typewright gen` with the same arguments";
            terminal.err(&report::stale(
                &done.result,
                target.out,
                &request.source,
                remedy,
            ));
            FAILED
        }
        Err(failure) => {
            terminal.err(&report::failure(&failure));
            FAILED
        }
    }
}

/// The least severe diagnostics that are shown.
fn least(args: &InputArgs) -> Severity {
    match (args.verbose, args.quiet) {
        (true, _) => Severity::Note,
        (_, true) => Severity::Error,
        _ => Severity::Warning,
    }
}

/// What the arguments ask for. `None` when the configuration is at fault, which
/// has been said then.
fn request(args: &InputArgs, terminal: &mut Terminal<'_>) -> Option<Request> {
    let source = source(&args.document);
    // Where the crate is put is left open: the same document gives the same
    // crate, whatever folder it goes to.
    let command = format!("typewright gen {source} --out DIR");
    let mut request = Request::new(&args.document, source, command);
    if args.verbose {
        request.locate = Severity::Note;
    }
    let configured = match &args.config {
        Some(path) => request.configure(path),
        None => {
            config_beside(&args.document).map(|found| request.config = found.unwrap_or_default())
        }
    };
    if let Err(message) = configured {
        terminal.err(&report::error(&message));
        return None;
    }
    let config = &mut request.config;
    if let Some(name) = &args.name {
        config.krate.name = Some(name.clone());
    }
    config.input.overlays.extend(args.overlays.iter().cloned());
    config.input.lenient |= args.lenient;
    config.input.allow_outside |= args.allow_outside;
    for selected in args.selected.iter().cloned() {
        match selected {
            Selected::Schema(name) => config.select.schemas.push(name),
            Selected::Tag(name) => config.select.tags.push(name),
            Selected::Operation(id) => config.select.operations.push(id),
        }
    }
    Some(request)
}

/// The document's path as the crate tells it: as given where that is a path
/// below the working directory, else the file's name. Where a folder is on this
/// machine is nobody else's business, and would make crates differ between
/// machines.
fn source(document: &Path) -> String {
    let mut parts = Vec::new();
    for component in document.components() {
        match component {
            Component::CurDir => {}
            Component::Normal(part) => parts.push(part.to_string_lossy()),
            _ => {
                parts.clear();
                break;
            }
        }
    }
    if parts.is_empty() {
        parts.extend(document.file_name().map(|name| name.to_string_lossy()));
    }
    parts.join("/")
}
