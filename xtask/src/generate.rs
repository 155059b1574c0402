//! `cargo xtask gen`: the crates of all documents in `specs/`.

use std::fs;
use std::path::{Path, PathBuf};

use typewright::cli::{DONE, FAILED, Message, Terminal, USAGE, report};
use typewright::diagnostic::Severity;
use typewright::pipeline::run::{self, Target};
use typewright::write::{self, Cache, MANIFEST, Options, Wait};

use crate::documents::{self, Document, GENERATED, SPECS, Unknown};
use crate::root;

/// Generate the crate of every document in specs/ into generated/
///
/// Writes only what changed, and removes what is no longer generated: files of
/// models that are gone, and crates of documents that are gone.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Exit status: 0 done; 1 a document failed, or --check found a difference; 2 wrong usage."
)]
pub struct Args {
    /// Write nothing; fail and show a diff when generated/ is not up to date
    #[arg(long)]
    check: bool,
    /// Only these documents, by file name without suffix [default: all]
    #[arg(value_name = "NAME")]
    names: Vec<String>,
}

/// Generates or checks.
pub fn run(args: Args, terminal: &mut Terminal<'_>) -> u8 {
    let documents = match documents::named(&args.names) {
        Ok(documents) => documents,
        Err(unknown) => {
            terminal.err(report::error(&unknown.message()));
            return if matches!(unknown, Unknown::Name { .. }) {
                USAGE
            } else {
                FAILED
            };
        }
    };
    let cache = Cache::at(root::target().join("typewright"));
    let mut failed = false;
    for document in &documents {
        let done = match args.check {
            true => check(document, &cache, terminal),
            false => generate(document, &cache, terminal),
        };
        if let Err(message) = done {
            terminal.err(&message);
            failed = true;
        }
    }
    if args.names.is_empty() {
        for folder in orphans(&documents) {
            failed |= orphan(&folder, args.check, terminal).is_err();
        }
    }
    if failed { FAILED } else { DONE }
}

fn generate(
    document: &Document,
    cache: &Cache,
    terminal: &mut Terminal<'_>,
) -> Result<(), Message> {
    let request = document
        .request()
        .map_err(|message| report::error(&message))?;
    let out = document.crate_folder();
    let target = Target {
        out: &out,
        cache: Some(cache),
        wait: Wait::SILENTLY,
    };
    let done = run::regenerate(&request, target, Options::default())
        .map_err(|failure| report::failure(&failure))?;
    terminal.err(report::diagnostics(&done.diagnostics, Severity::Warning));
    terminal.err(report::edited(&done.result, &out));
    terminal.out(&format!("{}: {}\n", out.display(), report::written(&done)));
    Ok(())
}

fn check(document: &Document, cache: &Cache, terminal: &mut Terminal<'_>) -> Result<(), Message> {
    let request = document
        .request()
        .map_err(|message| report::error(&message))?;
    let out = document.crate_folder();
    let target = Target {
        out: &out,
        cache: Some(cache),
        wait: Wait::SILENTLY,
    };
    let done = run::check(&request, target).map_err(|failure| report::failure(&failure))?;
    if !done.result.is_clean() {
        let remedy = "run `cargo xtask gen` and commit what it changes";
        return Err(report::stale(&done.result, &out, &request.source, remedy));
    }
    terminal.out(&format!("{}: {}\n", out.display(), report::fresh(&done)));
    Ok(())
}

/// Crates in `generated/` whose document is gone.
fn orphans(documents: &[Document]) -> Vec<PathBuf> {
    let mut found: Vec<PathBuf> = fs::read_dir(GENERATED)
        .into_iter()
        .flatten()
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| path.join(MANIFEST).exists())
        .filter(|path| !documents.iter().any(|d| d.crate_folder() == *path))
        .collect();
    found.sort();
    found
}

fn orphan(folder: &Path, check: bool, terminal: &mut Terminal<'_>) -> Result<(), ()> {
    if check {
        terminal.err(report::error(&format!(
            "{} is left over: no document in {SPECS}/ generates it\n  help: run `cargo xtask gen`, which removes it",
            folder.display()
        )));
        return Err(());
    }
    match write::remove(folder) {
        Ok(()) => {
            terminal.out(&format!(
                "{}: removed, because no document in {SPECS}/ generates it\n",
                folder.display()
            ));
            Ok(())
        }
        Err(reason) => {
            terminal.err(report::error(&reason.to_string()));
            Err(())
        }
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use typewright::pipeline::run::{self, Target};
    use typewright::write::Wait;

    use crate::documents;
    use crate::root;

    /// What `cargo xtask gen --check` checks, for those who run `cargo test`.
    #[test]
    fn generated_is_what_the_generator_writes_now() {
        root::enter().unwrap();
        let documents = documents::all().unwrap();
        assert!(!documents.is_empty());
        for document in documents {
            let out = document.crate_folder();
            let target = Target {
                out: &out,
                cache: None,
                wait: Wait::SILENTLY,
            };
            let done = run::check(&document.request().unwrap(), target).unwrap();
            assert!(
                done.result.is_clean(),
                "{} is not up to date; run `cargo xtask gen`\n{}",
                out.display(),
                done.result
            );
        }
    }

    #[test]
    fn overlays_configurations_and_hidden_files_are_no_documents() {
        root::enter().unwrap();
        for (path, name) in [
            ("specs/pets.overlay.yaml", None),
            ("specs/pets.toml", None),
            ("specs/.pets.yaml", None),
            ("specs", None),
            ("specs/harbour.json", Some("harbour")),
        ] {
            let found = documents::document_name(Path::new(path));
            assert_eq!(found.as_deref(), name, "{path}");
        }
    }
}
