//! `typewright gen` and `typewright check`.

use std::cell::RefCell;
use std::path::Path;

use crate::diagnostic::Severity;
use crate::name::package_name;
use crate::pipeline::run::{self, Target};
use crate::pipeline::{Request, config_beside};
use crate::write::{Cache, Options, Wait};

use super::args::{CheckArgs, GenArgs, InputArgs, Selected};
use super::command;
use super::terminal::Terminal;
use super::{DONE, FAILED, report};

/// Writes the crate and tells what was done.
pub(super) fn generate(args: GenArgs, terminal: &mut Terminal<'_>, cache: Option<&Cache>) -> u8 {
    let Some(request) = request(&args.input, terminal) else {
        return FAILED;
    };
    let options = Options { force: args.force };
    let done = with_target(&args.input, cache, terminal, |target| {
        run::regenerate(&request, target, options)
    });
    match done {
        Ok(done) => {
            terminal.err(report::diagnostics(&done.diagnostics, least(&args.input)));
            terminal.err(report::edited(&done.result, &args.input.out));
            if args.input.verbose {
                terminal.err(report::stages(&done));
            }
            if !args.input.quiet {
                terminal.out(&format!("{}\n", report::written(&done)));
            }
            DONE
        }
        Err(failure) => {
            terminal.err(report::failure(&failure));
            FAILED
        }
    }
}

/// Compares, and shows what differs.
pub(super) fn check(args: CheckArgs, terminal: &mut Terminal<'_>, cache: Option<&Cache>) -> u8 {
    let Some(request) = request(&args.input, terminal) else {
        return FAILED;
    };
    let done = with_target(&args.input, cache, terminal, |target| {
        run::check(&request, target)
    });
    match done {
        Ok(done) if done.result.is_clean() => {
            terminal.err(report::diagnostics(&done.diagnostics, least(&args.input)));
            if !args.input.quiet {
                terminal.out(&format!("{}\n", report::fresh(&done)));
            }
            DONE
        }
        Ok(done) => {
            let remedy = "run `typewright gen` with the same arguments";
            terminal.err(report::stale(
                &done.result,
                &args.input.out,
                &request.source,
                remedy,
            ));
            FAILED
        }
        Err(failure) => {
            terminal.err(report::failure(&failure));
            FAILED
        }
    }
}

/// Does some work for a folder. Where it has to wait for another run, the user is told.
fn with_target<T>(
    args: &InputArgs,
    cache: Option<&Cache>,
    terminal: &mut Terminal<'_>,
    work: impl FnOnce(Target<'_>) -> T,
) -> T {
    let terminal = RefCell::new(terminal);
    let tell = |folder: &Path| terminal.borrow_mut().err(report::waiting(folder));
    let wait = match args.no_wait {
        true => Wait::Refuse,
        false => Wait::Tell(&tell),
    };
    let out = &args.out;
    work(Target { out, cache, wait })
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
    let source = command::source(&args.document);
    let mut request = Request::new(&args.document, source, command::of(args));
    if args.verbose {
        request.locate = Severity::Note;
    }
    let configured = match &args.config {
        Some(path) => request.configure(path),
        None if command::is_stream(&args.document) => Ok(()),
        None => {
            config_beside(&args.document).map(|found| request.config = found.unwrap_or_default())
        }
    };
    if let Err(message) = configured {
        terminal.err(report::error(&message));
        return None;
    }
    let config = &mut request.config;
    if let Some(name) = &args.name {
        config.krate.name = Some(name.clone());
    } else if command::is_stream(&args.document) && config.krate.name.is_none() {
        // A stream has no name that would stay.
        let folder = args.out.file_name().unwrap_or_default();
        config.krate.name = Some(package_name(&folder.to_string_lossy()));
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
