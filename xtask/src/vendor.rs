//! `cargo xtask vendor`: a generated crate for another repository.

use std::env;
use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use typewright::cli::{DONE, FAILED, Message, Terminal, USAGE, report};
use typewright::emit::OutputTree;
use typewright::write::{self, MANIFEST, Options, Written};

use crate::documents::{self, Unknown};
use crate::root;

/// Copy a generated crate into another repository
///
/// The copy needs nothing of this repository: it builds, tests and packages
/// where it is. Run it again to bring an earlier copy up to date: only files that
/// differ are touched, and your own files beside them stay.
#[derive(Debug, clap::Args)]
#[command(after_help = "Exit status: 0 done; 1 nothing was copied; 2 wrong usage.")]
pub struct Args {
    /// The document's file name without its suffix, as in generated/NAME
    name: String,
    /// The folder of the copy
    dir: PathBuf,
    /// Copy into a folder that holds other files, over files that are in the way
    #[arg(long)]
    force: bool,
}

/// Copies.
pub fn run(args: Args, terminal: &mut Terminal<'_>) -> u8 {
    let document = match documents::named(&[args.name]) {
        Ok(mut documents) => documents.remove(0),
        Err(unknown) => {
            terminal.err(report::error(&unknown.message()));
            return if matches!(unknown, Unknown::Name { .. }) {
                USAGE
            } else {
                FAILED
            };
        }
    };
    let to = root::resolve(&args.dir);
    let options = Options { force: args.force };
    match copy(&document.crate_folder(), &to, options) {
        Ok(done) => {
            terminal.err(report::edited(&done, &to));
            terminal.out(&format!("{}: {}\n", args.dir.display(), summary(&done)));
            if let Some(warning) = foreign_workspace(&to) {
                terminal.err(&warning);
            }
            DONE
        }
        Err(message) => {
            terminal.err(report::error(&message));
            FAILED
        }
    }
}

/// Copies what the manifest lists, after making sure that it is what was
/// generated.
fn copy(from: &Path, to: &Path, options: Options) -> Result<Written, String> {
    const REMEDY: &str = "\n  help: run `cargo xtask gen` first";
    let tree = read(from).map_err(|reason| format!("{reason}{REMEDY}"))?;
    let checked = write::check(&tree, from).map_err(|e| e.to_string())?;
    if !checked.is_clean() {
        let list: String = checked.to_string();
        return Err(format!(
            "{} is not as it was generated:\n{list}{REMEDY}",
            from.display()
        ));
    }
    write::apply(&tree, to, options).map_err(|e| e.to_string())
}

fn read(from: &Path) -> Result<OutputTree, String> {
    let text = |path: &str| {
        let path = from.join(path);
        fs::read_to_string(&path).map_err(|e| format!("cannot read {}: {e}", path.display()))
    };
    let manifest = text(MANIFEST)?;
    let parsed: serde_json::Value = serde_json::from_str(&manifest)
        .map_err(|e| format!("{}: {e}", from.join(MANIFEST).display()))?;
    let files = parsed["files"].as_object().into_iter().flatten();
    let mut tree = OutputTree::default();
    for (path, digest) in files {
        let content = text(path)?;
        if digest.as_str() != Some(&*typewright::hash::sha256(content.as_bytes())) {
            return Err(format!("{} was edited by hand", from.join(path).display()));
        }
        tree.insert(path.as_str(), content);
    }
    tree.insert(MANIFEST, manifest);
    Ok(tree)
}

fn summary(done: &Written) -> String {
    match (done.written.len(), done.removed.len(), done.unchanged) {
        (0, 0, unchanged) => format!("{unchanged} files up to date"),
        (written, removed, unchanged) => {
            format!("copied {written} files, {removed} removed, {unchanged} unchanged")
        }
    }
}

/// Cargo refuses a package inside a workspace's folder that is neither a member
/// nor excluded. A crate that another member depends on by its path is a member,
/// so this may be all right again in a minute; whether to list it is the user's
/// decision, which is why nothing is written into anybody's `Cargo.toml`.
fn foreign_workspace(folder: &Path) -> Option<Message> {
    let cargo = env::var_os("CARGO").unwrap_or_else(|| OsString::from("cargo"));
    let output = Command::new(cargo)
        .args([
            "metadata",
            "--no-deps",
            "--offline",
            "--format-version=1",
            "--manifest-path",
        ])
        .arg(folder.join("Cargo.toml"))
        .stdin(Stdio::null())
        .output()
        .ok()?;
    let complaint = String::from_utf8_lossy(&output.stderr);
    if output.status.success() || !complaint.contains("believes it's in a workspace") {
        return None;
    }
    let workspace = complaint
        .lines()
        .find_map(|line| line.trim().strip_prefix("workspace:"))
        .map_or("the workspace around it", str::trim);
    Some(report::warning(&format!(
        "the copy lies inside a workspace that does not know it\n  help: depend on it by path from a member of {workspace}, or list it there under `members` or `exclude` of [workspace]"
    )))
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::Path;

    use tempfile::TempDir;
    use typewright::emit::OutputTree;
    use typewright::hash::sha256;
    use typewright::write::{self, MANIFEST, Options};

    use super::{copy, foreign_workspace};

    const CAREFUL: Options = Options { force: false };

    /// Writes a crate with one model as the generator would.
    fn write_crate(folder: &Path, model: &str) {
        let files = [
            (
                "Cargo.toml",
                "[package]\nname = \"zoo\"\nversion = \"0.1.0\"\nedition = \"2024\"\n",
            ),
            ("src/lib.rs", model),
        ];
        let mut tree = OutputTree::default();
        let mut digests = serde_json::Map::new();
        for (path, text) in files {
            tree.insert(path, text);
            digests.insert(path.to_owned(), sha256(text.as_bytes()).into());
        }
        tree.insert(
            MANIFEST,
            serde_json::json!({ "files": digests }).to_string(),
        );
        write::apply(&tree, folder, CAREFUL).unwrap();
    }

    fn desk() -> (TempDir, impl Fn(&str) -> std::path::PathBuf) {
        let temp = tempfile::tempdir().unwrap();
        let root = temp.path().to_owned();
        (temp, move |path: &str| root.join(path))
    }

    #[test]
    fn a_copy_is_brought_up_to_date_in_place() {
        let (_temp, at) = desk();
        write_crate(&at("crate"), "pub struct Ape;\n");
        let done = copy(&at("crate"), &at("copy"), CAREFUL).unwrap();
        assert_eq!(done.written.len(), 3);
        fs::write(at("copy/notes.txt"), "mine").unwrap();

        write_crate(&at("crate"), "pub struct Bee;\n");
        let done = copy(&at("crate"), &at("copy"), CAREFUL).unwrap();
        assert_eq!(done.written, ["src/lib.rs", MANIFEST]);
        assert_eq!(fs::read_to_string(at("copy/notes.txt")).unwrap(), "mine");
        assert!(
            copy(&at("crate"), &at("copy"), CAREFUL)
                .unwrap()
                .written
                .is_empty()
        );
    }

    #[test]
    fn a_foreign_folder_is_refused() {
        let (_temp, at) = desk();
        write_crate(&at("crate"), "pub struct Ape;\n");
        fs::create_dir(at("copy")).unwrap();
        fs::write(at("copy/thesis.tex"), "years of work").unwrap();
        let refusal = copy(&at("crate"), &at("copy"), CAREFUL).unwrap_err();
        assert!(
            refusal.contains("was not written by typewright"),
            "{refusal}"
        );
        copy(&at("crate"), &at("copy"), Options { force: true }).unwrap();
    }

    #[test]
    fn only_what_was_generated_is_copied() {
        let (_temp, at) = desk();
        assert!(copy(&at("crate"), &at("copy"), CAREFUL).is_err());
        write_crate(&at("crate"), "pub struct Ape;\n");
        fs::write(at("crate/src/lib.rs"), "pub struct Hack;\n").unwrap();
        let refusal = copy(&at("crate"), &at("copy"), CAREFUL).unwrap_err();
        assert!(refusal.contains("cargo xtask gen"), "{refusal}");
        assert!(!at("copy").exists());
    }

    #[test]
    fn a_workspace_that_does_not_know_the_copy_is_pointed_out() {
        let (_temp, at) = desk();
        fs::write(at("Cargo.toml"), "[workspace]\nmembers = []\n").unwrap();
        write_crate(&at("copy"), "pub struct Ape;\n");
        let warning = format!("{:?}", foreign_workspace(&at("copy")).unwrap());
        assert!(warning.contains("members"), "{warning}");
        fs::write(at("Cargo.toml"), "[workspace]\nmembers = [\"copy\"]\n").unwrap();
        assert!(foreign_workspace(&at("copy")).is_none());
    }
}
