//! The command that makes a crate, as the crate tells it.
//!
//! What comes in: the arguments of a run. What goes out: a line that can be pasted where
//! the document is. Where on this machine that was is nobody else's business, and how its
//! path was written even less: the same document gives the same bytes from everywhere.

use std::borrow::Cow;
use std::path::Path;

use super::args::{InputArgs, Selected};
use crate::load;

/// The document as the crate tells it: its file's name.
pub(super) fn source(document: &Path) -> String {
    match document.file_name() {
        Some(name) if !is_stream(document) => name.to_string_lossy().into_owned(),
        _ => "standard input".to_owned(),
    }
}

/// Whether the document comes from a pipe that the caller holds.
pub(super) fn is_stream(document: &Path) -> bool {
    load::is_stream(document)
}

/// The command, with every option that decides what is written. Where the crate is put is
/// left open: whatever folder it goes to, it is the same.
pub(super) fn of(args: &InputArgs) -> String {
    let mut words = vec![
        "typewright".to_owned(),
        "gen".to_owned(),
        beside(&args.document, &args.document),
        "--out".to_owned(),
        "DIR".to_owned(),
    ];
    let mut option = |name: &str, value: &str| words.extend([name, value].map(str::to_owned));
    if let Some(config) = &args.config {
        option("--config", &beside(config, &args.document));
    }
    if let Some(name) = &args.name {
        option("--name", name);
    }
    for overlay in &args.overlays {
        option("--overlay", &beside(overlay, &args.document));
    }
    for selected in &args.selected {
        let (kind, name) = match selected {
            Selected::Schema(name) => ("schema", name),
            Selected::Tag(name) => ("tag", name),
            Selected::Operation(name) => ("operation", name),
        };
        option("--select", &format!("{kind}:{name}"));
    }
    words.extend(
        [
            ("--lenient", args.lenient),
            ("--allow-outside", args.allow_outside),
        ]
        .into_iter()
        .filter(|(_, given)| *given)
        .map(|(flag, _)| flag.to_owned()),
    );
    let quoted: Vec<_> = words.iter().map(|word| quoted(word)).collect();
    quoted.join(" ")
}

/// A file as it is called in the folder of the document.
fn beside(path: &Path, document: &Path) -> String {
    if is_stream(path) {
        return "-".to_owned();
    }
    let folder = document.parent().unwrap_or(Path::new(""));
    let below = path
        .strip_prefix(folder)
        .ok()
        .filter(|path| path.is_relative());
    let name = below.unwrap_or(Path::new(path.file_name().unwrap_or_default()));
    let name = name.to_string_lossy();
    match name.starts_with('-') {
        true => format!("./{name}"),
        false => name.into_owned(),
    }
}

/// A word as a shell takes it.
fn quoted(word: &str) -> Cow<'_, str> {
    let plain = |c: char| c.is_ascii_alphanumeric() || "-_./:=,+@%".contains(c);
    match !word.is_empty() && word.chars().all(plain) {
        true => Cow::Borrowed(word),
        false => Cow::Owned(format!("'{}'", word.replace('\'', "'\\''"))),
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::{beside, quoted, source};

    #[test]
    fn however_a_path_is_written() {
        for path in ["api.yaml", "./api.yaml", "a/../b/api.yaml", "/a/b/api.yaml"] {
            assert_eq!(source(Path::new(path)), "api.yaml", "{path}");
            assert_eq!(beside(Path::new(path), Path::new(path)), "api.yaml");
        }
        for path in ["-", "/dev/fd/63", "/dev/stdin"] {
            assert_eq!(source(Path::new(path)), "standard input", "{path}");
        }
        let document = Path::new("/a/b/api.yaml");
        assert_eq!(beside(Path::new("/a/b/c/d.toml"), document), "c/d.toml");
        assert_eq!(beside(Path::new("/x/d.toml"), document), "d.toml");
        assert_eq!(beside(Path::new("./-d.toml"), document), "./-d.toml");
    }

    #[test]
    fn words_of_a_shell() {
        assert_eq!(quoted("schema:Pet"), "schema:Pet");
        assert_eq!(quoted("tag:It's $HOME"), r"'tag:It'\''s $HOME'");
        assert_eq!(quoted(""), "''");
    }
}
