//! The documents in `specs/`.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use typewright::pipeline::Request;

/// The folder of the documents.
pub const SPECS: &str = "specs";

/// The folder of the crates.
pub const GENERATED: &str = "generated";

/// A document of the repository.
pub struct Document {
    /// `openai-assistants`: the document's file name without its suffix, and the
    /// name of the crate's folder.
    pub name: String,
    /// `specs/openai-assistants.yaml`.
    pub path: PathBuf,
}

impl Document {
    /// The folder of its crate: `generated/openai-assistants`.
    pub fn crate_folder(&self) -> PathBuf {
        Path::new(GENERATED).join(&self.name)
    }

    /// What is to be generated from it, with `specs/NAME.toml` where there is
    /// one.
    ///
    /// # Errors
    /// The configuration's fault, in words.
    pub fn request(&self) -> Result<Request, String> {
        let source = format!("{SPECS}/{}", self.file_name());
        let mut request = Request::new(&self.path, source, "cargo xtask gen");
        let config = self.path.with_extension("toml");
        if config.exists() {
            request.configure(&config)?;
        }
        Ok(request)
    }

    fn file_name(&self) -> String {
        self.path
            .file_name()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned()
    }
}

/// Every document in `specs/`, sorted by name. Overlays, configurations and
/// hidden files are none, and neither is anything in a folder of its own: that
/// is the place for files that documents refer to.
///
/// # Errors
/// The folder cannot be read, or two documents have one name.
pub fn all() -> Result<Vec<Document>, String> {
    let mut found: BTreeMap<String, PathBuf> = BTreeMap::new();
    let entries = fs::read_dir(SPECS).map_err(|e| format!("cannot read {SPECS}/: {e}"))?;
    for entry in entries {
        let path = entry
            .map_err(|e| format!("cannot read {SPECS}/: {e}"))?
            .path();
        let Some(name) = document_name(&path) else {
            continue;
        };
        if let Some(other) = found.insert(name.clone(), path.clone()) {
            return Err(format!(
                "{} and {} would both become {GENERATED}/{name}\n  help: rename one of them",
                other.display(),
                path.display(),
            ));
        }
    }
    Ok(found
        .into_iter()
        .map(|(name, path)| Document { name, path })
        .collect())
}

/// The documents with these names, all of them where none is given.
///
/// # Errors
/// A name that no document has, with the names that there are.
pub fn named(names: &[String]) -> Result<Vec<Document>, Unknown> {
    let mut documents = all().map_err(Unknown::Folder)?;
    for name in names {
        if !documents.iter().any(|d| d.name == *name) {
            let known: Vec<String> = documents.into_iter().map(|d| d.name).collect();
            return Err(Unknown::Name {
                name: name.clone(),
                known,
            });
        }
    }
    if !names.is_empty() {
        documents.retain(|d| names.contains(&d.name));
    }
    Ok(documents)
}

/// Why there are no documents to work on.
pub enum Unknown {
    /// `specs/` is at fault.
    Folder(String),
    /// No document has this name.
    Name {
        /// The name that was given.
        name: String,
        /// The names that there are.
        known: Vec<String>,
    },
}

impl Unknown {
    /// In words.
    pub fn message(&self) -> String {
        match self {
            Unknown::Folder(message) => message.clone(),
            Unknown::Name { name, known } if known.is_empty() => {
                format!("there is no document called `{name}`\n  help: {SPECS}/ is empty")
            }
            Unknown::Name { name, known } => format!(
                "there is no document called `{name}`\n  help: {SPECS}/ has {}",
                known.join(", ")
            ),
        }
    }
}

/// The name of the document that a file is, if it is one.
pub fn document_name(path: &Path) -> Option<String> {
    let name = path.file_name()?.to_str()?;
    let (stem, suffix) = name.rsplit_once('.')?;
    let is_document = matches!(suffix, "yaml" | "yml" | "json")
        && !name.starts_with('.')
        && !stem.ends_with(".overlay")
        && path.is_file();
    is_document.then(|| stem.to_owned())
}
