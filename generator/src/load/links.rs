//! References to other files.
//!
//! What comes in: the root document and the references in it that leave it. What
//! goes out: every file that can be reached, each read once however many paths
//! lead to it, and for every name that leads nowhere the reason. Reasons become
//! errors only when a schema needs the reference ([`crate::dialect`]): an example
//! may hold a `$ref` that nobody follows.
//!
//! A name is the path relative to the root document's folder, with `/`, without
//! `.`: the file `schemas/pet.yaml` that says `../common.yaml` means
//! `common.yaml`.

use std::collections::{BTreeSet, HashMap, VecDeque};
use std::fmt;
use std::path::{Path, PathBuf};

use super::digest::Digests;
use super::files::Files;
use super::{FileId, RawFile, parse};
use crate::diagnostic::{Diagnostics, Severity};

/// Why a reference to another file cannot be followed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Unreachable {
    /// It is a URL.
    Remote(String),
    /// It is an absolute path.
    Absolute(String),
    /// It leaves the root document's folder.
    Outside(String),
    /// There is no such file.
    Missing(String),
    /// The file is there, but cannot be read; a diagnostic has told why.
    Unreadable(String),
}

impl fmt::Display for Unreachable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Unreachable::Remote(url) => {
                write!(f, "`{url}` is on the network, and only files are read")
            }
            Unreachable::Absolute(path) => write!(f, "`{path}` is an absolute path"),
            Unreachable::Outside(name) => write!(f, "`{name}` is outside the document's folder"),
            Unreachable::Missing(name) => write!(f, "there is no file `{name}`"),
            Unreachable::Unreadable(name) => write!(f, "the file `{name}` cannot be read"),
        }
    }
}

impl Unreachable {
    /// What to do about it.
    pub fn help(&self) -> &'static str {
        match self {
            Unreachable::Remote(_) => {
                "save it beside the document and refer to the copy, or take it as a free-form value with `--lenient`"
            }
            Unreachable::Absolute(_) => "refer to it relative to this file",
            Unreachable::Outside(_) => {
                "allow it with `--allow-outside` (`allow-outside = true` in `[input]`)"
            }
            Unreachable::Missing(_) | Unreachable::Unreadable(_) => {
                "mend the reference, or take it as a free-form value with `--lenient`"
            }
        }
    }
}

/// The name of the file that a reference in the file `from` leads to.
pub(super) fn target(from: &str, reference: &str) -> Result<String, Unreachable> {
    let reference = reference.split('#').next().unwrap_or_default();
    let decoded = percent_decoded(reference);
    let path = decoded.replace('\\', "/");
    let scheme = path.split_once(':').map(|(scheme, _)| scheme);
    match scheme {
        Some(scheme) if scheme.len() > 1 && scheme.bytes().all(|b| b.is_ascii_alphanumeric()) => {
            return Err(Unreachable::Remote(reference.to_owned()));
        }
        Some(drive) if drive.len() == 1 => return Err(Unreachable::Absolute(decoded)),
        _ => {}
    }
    if path.starts_with("//") {
        return Err(Unreachable::Remote(reference.to_owned()));
    }
    if path.starts_with('/') {
        return Err(Unreachable::Absolute(decoded));
    }
    let folder = from.rsplit_once('/').map_or("", |(folder, _)| folder);
    let mut segments: Vec<&str> = Vec::new();
    for segment in folder.split('/').chain(path.split('/')) {
        match segment {
            "" | "." => {}
            ".." if segments.last().is_some_and(|last| *last != "..") => {
                segments.pop();
            }
            segment => segments.push(segment),
        }
    }
    Ok(segments.join("/"))
}

/// `%20` and the like made plain; what is no valid escape stays.
pub(crate) fn percent_decoded(text: &str) -> String {
    if !text.contains('%') {
        return text.to_owned();
    }
    let bytes = text.as_bytes();
    let mut out = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while at < bytes.len() {
        let escape = (bytes[at] == b'%')
            .then(|| text.get(at + 1..at + 3))
            .flatten();
        match escape.and_then(|hex| u8::from_str_radix(hex, 16).ok()) {
            Some(byte) => {
                out.push(byte);
                at += 3;
            }
            None => {
                out.push(bytes[at]);
                at += 1;
            }
        }
    }
    String::from_utf8(out).unwrap_or_else(|_| text.to_owned())
}

/// The files so far.
pub(super) struct Reached<'f> {
    source: &'f dyn Files,
    folder: PathBuf,
    /// The folder without symbolic links, unless files may be outside of it.
    fence: Option<PathBuf>,
    by_path: HashMap<PathBuf, FileId>,
    pub(super) files: Vec<RawFile>,
    pub(super) links: HashMap<String, Result<FileId, Unreachable>>,
}

impl<'f> Reached<'f> {
    pub(super) fn new(
        source: &'f dyn Files,
        path: &Path,
        allow_outside: bool,
        root: RawFile,
    ) -> Self {
        let folder = path.parent().unwrap_or(Path::new("")).to_owned();
        // The folder is where the document is seen, even if it is a link itself.
        let fence = source.canonical(&folder).filter(|_| !allow_outside);
        let name = path.file_name().unwrap_or_default();
        let mut links = HashMap::new();
        links.insert(name.to_string_lossy().into_owned(), Ok(FileId::ROOT));
        Reached {
            source,
            folder,
            fence,
            by_path: source
                .canonical(path)
                .into_iter()
                .map(|path| (path, FileId::ROOT))
                .collect(),
            files: vec![root],
            links,
        }
    }

    /// Reads every file that the references lead to, and those that these lead to.
    pub(super) fn follow_all(
        &mut self,
        references: BTreeSet<String>,
        digests: &mut Digests,
        diagnostics: &mut Diagnostics,
    ) {
        let mut waiting: VecDeque<(FileId, BTreeSet<String>)> =
            VecDeque::from([(FileId::ROOT, references)]);
        while let Some((from, references)) = waiting.pop_front() {
            for reference in references {
                let Ok(name) = target(&self.files[from.index()].name, &reference) else {
                    continue;
                };
                if self.links.contains_key(&name) {
                    continue;
                }
                let found = self.open(&name, digests, diagnostics, &mut waiting);
                self.links.insert(name, found);
            }
        }
    }

    fn open(
        &mut self,
        name: &str,
        digests: &mut Digests,
        diagnostics: &mut Diagnostics,
        waiting: &mut VecDeque<(FileId, BTreeSet<String>)>,
    ) -> Result<FileId, Unreachable> {
        if name.starts_with("..") && self.fence.is_some() {
            return Err(Unreachable::Outside(name.to_owned()));
        }
        let path = self.folder.join(name);
        let Some(canonical) = self.source.canonical(&path) else {
            return Err(Unreachable::Missing(name.to_owned()));
        };
        if self
            .fence
            .as_ref()
            .is_some_and(|fence| !canonical.starts_with(fence))
        {
            return Err(Unreachable::Outside(name.to_owned()));
        }
        if let Some(known) = self.by_path.get(&canonical) {
            return Ok(*known);
        }
        if !self.source.is_file(&canonical) {
            return Err(Unreachable::Missing(name.to_owned()));
        }
        // Whether it is needed is not known yet; where it is, that is the error.
        let failing = Severity::Warning;
        let parsed = parse::read(self.source, &path, name, failing, digests, diagnostics);
        let Some(parsed) = parsed else {
            return Err(Unreachable::Unreadable(name.to_owned()));
        };
        let id = FileId(self.files.len() as u32);
        self.by_path.insert(canonical, id);
        self.files.push(parsed.file);
        waiting.push_back((id, parsed.links));
        Ok(id)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn targets() {
        let check = |from: &str, reference: &str, expected: Result<&str, Unreachable>| {
            assert_eq!(
                target(from, reference),
                expected.map(str::to_owned),
                "{from} {reference}"
            );
        };
        check("", "common.yaml", Ok("common.yaml"));
        check("", "./a/../b/c%20d.json#/x", Ok("b/c d.json"));
        check("schemas/pet.yaml", "../common.yaml#/Pet", Ok("common.yaml"));
        check("schemas/pet.yaml", "tag.yaml", Ok("schemas/tag.yaml"));
        check("", "../x.yaml", Ok("../x.yaml"));
        check("../x/a.yaml", "../../y.yaml", Ok("../../y.yaml"));
        check("", r".\a\b.json", Ok("a/b.json"));
        let remote = |url: &str| Err(Unreachable::Remote(url.to_owned()));
        check(
            "",
            "https://example.com/a.json#/b",
            remote("https://example.com/a.json"),
        );
        check("", "//example.com/a.json", remote("//example.com/a.json"));
        check(
            "",
            "/etc/passwd",
            Err(Unreachable::Absolute("/etc/passwd".into())),
        );
        check(
            "",
            "C:/a.json",
            Err(Unreachable::Absolute("C:/a.json".into())),
        );
    }
}
