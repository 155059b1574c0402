//! Tells what [`apply`](super::apply) would have to do, and does nothing.

use std::fmt;
use std::path::Path;

use crate::emit::OutputTree;
use crate::hash::sha256;
use crate::load::read_regular;

use super::diff::unified;
use super::error::WriteError;
use super::lock::{Access, FolderLock, Wait};
use super::path::files_below;
use super::survey::{Disk, Owner, Survey, Surveyed};
use super::{JOURNAL, MANIFEST, STAGING};

/// The folders of a crate in which every file is generated.
const GENERATED_FOLDERS: [&str; 2] = ["docs", "src"];

/// The most lines of diff for one file, and for all of them.
const LINES_PER_FILE: usize = 40;
const LINES: usize = 200;

/// The most files that are listed by name.
const LISTED: usize = 40;

/// How a folder differs from what would be written into it.
///
/// Its `Display` is a list of the findings followed by the diffs, both limited
/// to a length that a person reads, with a count of the rest.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Checked {
    /// What is wrong, sorted by path.
    pub findings: Vec<Finding>,
    /// How many files are as they should be.
    pub unchanged: usize,
    diffs: String,
}

/// One file that is not as it should be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// Relative to the folder.
    pub path: String,
    /// What is wrong with it.
    pub kind: Kind,
}

/// What is wrong with a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Kind {
    /// It would be generated and is not there.
    Missing,
    /// It is what an earlier run wrote, and would be generated differently now.
    Stale,
    /// Somebody edited it, and it would be generated as it was.
    Edited,
    /// Somebody edited it, and it would be generated differently now.
    StaleAndEdited,
    /// It was not written by typewright and stands where a file would be
    /// generated.
    Foreign,
    /// It is no longer generated; `apply` removes it.
    LeftOver,
    /// It stands among generated files, and nobody but the user may remove it: it
    /// was not written by typewright, or it was and has been edited since.
    LeftOverEdited,
    /// A run was interrupted.
    Unfinished,
}

impl Kind {
    /// As reports say it: `edited by hand`.
    pub fn as_str(self) -> &'static str {
        match self {
            Kind::Missing => "missing",
            Kind::Stale => "stale",
            Kind::Edited => "edited by hand",
            Kind::StaleAndEdited => "stale, and edited by hand",
            Kind::Foreign => "in the way",
            Kind::LeftOver => "left over",
            Kind::LeftOverEdited => "left over, and yours to delete",
            Kind::Unfinished => "left by an interrupted run",
        }
    }
}

impl Checked {
    /// Of a folder in which every one of so many files is as it should be.
    pub(crate) fn clean(unchanged: usize) -> Checked {
        Checked {
            unchanged,
            ..Checked::default()
        }
    }

    /// Whether the folder holds exactly what would be written.
    pub fn is_clean(&self) -> bool {
        self.findings.is_empty()
    }

    /// The paths of one kind, sorted.
    pub fn of_kind(&self, kind: Kind) -> impl Iterator<Item = &str> {
        self.findings
            .iter()
            .filter(move |f| f.kind == kind)
            .map(|f| f.path.as_str())
    }
}

/// Compares a folder with what would be written into it, once no run writes into it.
///
/// Files outside `src/` and `docs/` that no manifest lists (`Cargo.lock`,
/// `target/`, tests of the user's) are nobody's business, and neither are hidden
/// files.
///
/// # Errors
/// The folder is a file, a link inside it could lead out of it, or the file
/// system refuses to be read.
pub fn check(tree: &OutputTree, folder: &Path) -> Result<Checked, WriteError> {
    let _lock = FolderLock::existing(folder, Access::Read, Wait::SILENTLY)?;
    check_locked(tree, folder)
}

/// The same for a folder that the caller has locked, where there is one.
pub(crate) fn check_locked(tree: &OutputTree, folder: &Path) -> Result<Checked, WriteError> {
    let survey = Survey::of(tree, folder, true)?;
    let mut checked = Checked::default();
    let mut differing = Vec::new();
    for file in &survey.files {
        let kind = match file.disk {
            Disk::Same => {
                checked.unchanged += 1;
                continue;
            }
            Disk::Absent => Kind::Missing,
            Disk::Blocked(_) => Kind::Foreign,
            Disk::Differs(owner) => {
                differing.push(file);
                differs(&survey, file, owner)
            }
        };
        checked.findings.push(Finding {
            path: file.path.to_owned(),
            kind,
        });
    }
    let left = [
        (JOURNAL, survey.owned.journal().is_some()),
        (STAGING, survey.staged),
    ];
    for (path, _) in left.into_iter().filter(|(_, left)| *left) {
        checked.findings.push(Finding {
            path: path.to_owned(),
            kind: Kind::Unfinished,
        });
    }
    checked.findings.extend(left_over(&survey, tree)?);
    checked.findings.sort_by(|a, b| a.path.cmp(&b.path));
    if differing.len() > 1 {
        // It only repeats, in digests, what the other files show.
        differing.retain(|file| file.path != MANIFEST);
    }
    checked.diffs = diffs(&survey, &differing)?;
    Ok(checked)
}

fn differs(survey: &Survey<'_>, file: &Surveyed<'_>, owner: Owner) -> Kind {
    match owner {
        Owner::Ours => Kind::Stale,
        Owner::Foreign => Kind::Foreign,
        Owner::Edited => {
            let recorded = survey.owned.finished_digest(file.path);
            if recorded == Some(&*sha256(file.text.as_bytes())) {
                Kind::Edited
            } else {
                Kind::StaleAndEdited
            }
        }
    }
}

/// What earlier runs wrote and this one would not, and whatever else stands in
/// the folders where every file is generated.
fn left_over(survey: &Survey<'_>, tree: &OutputTree) -> Result<Vec<Finding>, WriteError> {
    let mut found: Vec<Finding> = survey
        .dropped
        .iter()
        .map(|dropped| Finding {
            path: dropped.path.clone(),
            kind: if dropped.edited {
                Kind::LeftOverEdited
            } else {
                Kind::LeftOver
            },
        })
        .collect();
    if survey.owned.is_ours() {
        let known = |path: &str| tree.get(path).is_some() || survey.owned.contains(path);
        let kind = Kind::LeftOverEdited;
        let theirs = strangers(&survey.root, known)?;
        found.extend(theirs.into_iter().map(|path| Finding { path, kind }));
    }
    Ok(found)
}

/// The files in the generated folders that are not `known`, but for hidden ones.
pub(super) fn strangers(
    root: &Path,
    known: impl Fn(&str) -> bool,
) -> Result<Vec<String>, WriteError> {
    let mut found = Vec::new();
    for folder in GENERATED_FOLDERS {
        found.append(&mut files_below(root, folder)?);
    }
    let is_hidden = |path: &str| path.split('/').any(|part| part.starts_with('.'));
    found.retain(|path| !is_hidden(path) && !known(path));
    Ok(found)
}

fn diffs(survey: &Survey<'_>, differing: &[&Surveyed<'_>]) -> Result<String, WriteError> {
    let mut text = String::new();
    let mut room = LINES;
    for (number, file) in differing.iter().enumerate() {
        if room == 0 {
            let rest = differing.len() - number;
            text.push_str(&format!("\n… and the differences of {}\n", files(rest)));
            break;
        }
        let path = survey.on_disk(file.path);
        let disk = read_regular(&path).map_err(WriteError::io("read", &path))?;
        let disk = String::from_utf8_lossy(&disk);
        let (diff, left_out) = unified(file.path, &disk, file.text, room.min(LINES_PER_FILE));
        room = room.saturating_sub(diff.lines().count());
        text.push('\n');
        text.push_str(&diff);
        if left_out > 0 {
            text.push_str(&format!("… and {left_out} more lines\n"));
        }
    }
    Ok(text)
}

impl fmt::Display for Checked {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for finding in self.findings.iter().take(LISTED) {
            writeln!(f, "  {}: {}", finding.path, finding.kind.as_str())?;
        }
        if let Some(rest @ 1..) = self.findings.len().checked_sub(LISTED) {
            writeln!(f, "  … and {} more", files(rest))?;
        }
        f.write_str(&self.diffs)
    }
}

fn files(count: usize) -> String {
    format!("{count} {}", if count == 1 { "file" } else { "files" })
}
