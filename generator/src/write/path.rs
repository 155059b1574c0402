//! Paths inside the output folder.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use crate::load::read_regular;

use super::error::WriteError;

/// Whether a path of a tree or a manifest stays inside the folder it is
/// relative to, on every platform.
///
/// ```text
/// src/models/pet.rs   yes
/// ../pet.rs           no      /etc/passwd   no      src//pet.rs   no
/// C:\pet.rs           no      .git/config   no      src/./pet.rs  no
/// ```
pub(super) fn is_inside(path: &str) -> bool {
    !path.bytes().any(|b| matches!(b, b'\\' | b':' | b'\0'))
        && path
            .split('/')
            .all(|part| !matches!(part, "" | "." | "..") && !part.eq_ignore_ascii_case(".git"))
}

/// What stands at a path, without following a link.
pub(super) enum Standing {
    /// Nothing.
    Nothing,
    /// A regular file of this length.
    File(u64),
    /// A folder.
    Folder,
    /// A symbolic link.
    Link,
    /// A pipe, a socket, a device.
    Other,
}

impl Standing {
    pub(super) fn at(path: &Path) -> Result<Standing, WriteError> {
        match fs::symlink_metadata(path) {
            Ok(found) if found.is_file() => Ok(Standing::File(found.len())),
            Ok(found) if found.is_dir() => Ok(Standing::Folder),
            Ok(found) if found.is_symlink() => Ok(Standing::Link),
            Ok(_) => Ok(Standing::Other),
            Err(e) if is_missing(&e) => Ok(Standing::Nothing),
            Err(e) => Err(WriteError::io("look at", path)(e)),
        }
    }

    /// In words, for a message.
    pub(super) fn what(&self) -> &'static str {
        match self {
            Standing::Nothing => "missing",
            Standing::File(_) => "a file",
            Standing::Folder => "a folder",
            Standing::Link => "a symbolic link",
            Standing::Other => "neither a file nor a folder",
        }
    }
}

/// The content of a file of ours; `None` where nothing is.
///
/// # Errors
/// [`WriteError::Blocked`] where something else is than a file, [`WriteError::Io`].
pub(super) fn read_own(path: &Path) -> Result<Option<Vec<u8>>, WriteError> {
    match Standing::at(path)? {
        Standing::Nothing => Ok(None),
        Standing::File(_) => read_regular(path)
            .map(Some)
            .map_err(WriteError::io("read", path)),
        other => Err(WriteError::Blocked {
            path: path.to_owned(),
            what: other.what(),
        }),
    }
}

/// The folder of a relative path; of a file in the root, nothing.
pub(super) fn folder_of(path: &str) -> &str {
    path.rsplit_once('/').map_or("", |(folder, _)| folder)
}

/// The folders that a set of relative paths needs, outermost first, each once,
/// without the root itself.
pub(super) fn folders_of<'a>(paths: impl Iterator<Item = &'a str>) -> Vec<&'a str> {
    let mut folders: Vec<&str> = Vec::new();
    let mut last = "";
    for path in paths {
        let folder = folder_of(path);
        if folder == last {
            continue; // sorted input makes this the common case
        }
        last = folder;
        folders.extend(folder.match_indices('/').map(|(at, _)| &folder[..at]));
        if !folder.is_empty() {
            folders.push(folder);
        }
    }
    folders.sort_unstable();
    folders.dedup();
    folders
}

/// Every file (or link, or device) in a folder and the folders below it, by its
/// path relative to `root`. `folder` is relative to `root` as well; none there is
/// no fault.
pub(super) fn files_below(root: &Path, folder: &str) -> Result<Vec<String>, WriteError> {
    let mut found = Vec::new();
    let mut open = vec![folder.to_owned()];
    while let Some(folder) = open.pop() {
        let on_disk = join(root, &folder);
        let entries = match fs::read_dir(&on_disk) {
            Ok(entries) => entries,
            Err(e) if is_missing(&e) => continue,
            Err(e) => return Err(WriteError::io("read", &on_disk)(e)),
        };
        for entry in entries {
            let entry = entry.map_err(WriteError::io("read", &on_disk))?;
            let name = entry.file_name();
            let name = name.to_string_lossy();
            let path = match folder.as_str() {
                "" => name.into_owned(),
                _ => format!("{folder}/{name}"),
            };
            let kind = entry
                .file_type()
                .map_err(WriteError::io("look at", &entry.path()))?;
            if kind.is_dir() {
                open.push(path);
            } else {
                found.push(path);
            }
        }
    }
    Ok(found)
}

/// Nothing is there: not at this path, or a file stands where it has a folder.
pub(super) fn is_missing(e: &io::Error) -> bool {
    matches!(
        e.kind(),
        io::ErrorKind::NotFound | io::ErrorKind::NotADirectory
    )
}

/// The path in the folder's file system.
pub(super) fn join(root: &Path, path: &str) -> PathBuf {
    root.join(path)
}

#[cfg(test)]
mod tests {
    use super::{folders_of, is_inside};

    #[test]
    fn what_leads_out_is_refused() {
        for path in [
            "Cargo.toml",
            "src/models/pet.rs",
            "docs/Ünit.md",
            "a..b",
            "src/.hidden",
        ] {
            assert!(is_inside(path), "{path}");
        }
        for path in [
            "",
            ".",
            "..",
            "../x",
            "a/../../x",
            "a/..",
            "/x",
            "a//x",
            "a/",
            "./a",
            "C:x",
            "C:\\x",
            "a\\..\\x",
            ".git/hooks/pre-commit",
            ".GIT/config",
            "a\0b",
        ] {
            assert!(!is_inside(path), "{path:?}");
        }
    }

    #[test]
    fn folders_outermost_first() {
        let paths = [
            "Cargo.toml",
            "docs/A.md",
            "docs/B.md",
            "src/codec/support/a.rs",
            "src/lib.rs",
        ];
        assert_eq!(
            folders_of(paths.into_iter()),
            ["docs", "src", "src/codec", "src/codec/support"]
        );
    }
}
