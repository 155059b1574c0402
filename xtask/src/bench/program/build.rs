//! A program and the crate it uses, built over and over.
//!
//! What comes in: a folder with a crate, and the text of a program. What goes out:
//! what building them costs.

use std::path::{Path, PathBuf};

use super::super::crates::{Incremental, Workspace, touch};
use super::super::files::{create, read, write};
use super::super::measure::{Cost, Quantity};

/// How a program is built.
#[derive(Debug, Clone, Copy)]
pub enum Profile {
    /// As at a desk.
    Debug,
    /// As for users.
    Release,
}

impl Profile {
    /// Both.
    pub const ALL: [Profile; 2] = [Profile::Debug, Profile::Release];

    /// What Cargo calls it, and the folder of what it builds.
    pub fn name(self) -> &'static str {
        match self {
            Profile::Debug => "debug",
            Profile::Release => "release",
        }
    }

    fn arguments(self) -> &'static [&'static str] {
        match self {
            Profile::Debug => &["build"],
            Profile::Release => &["build", "--release"],
        }
    }
}

/// A workspace of a crate and a program that knows it as `krate`.
pub struct Program {
    workspace: Workspace,
    /// The root of the crate.
    root: PathBuf,
    main: PathBuf,
}

impl Program {
    /// Writes the program beside the crate that is in `folder/crate`. What `lock` is,
    /// [`Workspace::create`] says.
    ///
    /// # Errors
    /// The disk's.
    pub fn create(folder: &Path, source: &str, lock: bool) -> Result<Program, String> {
        let workspace = Workspace::create(folder, &["crate", "program"], lock)?;
        let name = package_name(&folder.join("crate"))?;
        let program = folder.join("program");
        let src = program.join("src");
        create(&src)?;
        let manifest = format!(
            "[package]\nname = \"program\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n\
             [dependencies]\nkrate = {{ path = \"../crate\", package = \"{name}\" }}\n\
             serde_json = \"1\"\n"
        );
        write(&program.join("Cargo.toml"), &manifest)?;
        let main = src.join("main.rs");
        write(&main, source)?;
        Ok(Program {
            workspace,
            root: folder.join("crate/src/lib.rs"),
            main,
        })
    }

    /// What building the crate and the program costs when nothing is there but what
    /// they depend on. That is built with an empty crate, as Cargo has no other way;
    /// the real one, which may take minutes, is built only once.
    ///
    /// # Errors
    /// They do not compile.
    pub fn first_build(&self, profile: Profile) -> Result<Cost, String> {
        let root = read(&self.root)?;
        let main = read(&self.main)?;
        write(&self.root, "")?;
        write(&self.main, "fn main() {}\n")?;
        self.workspace
            .rebuild(profile.arguments(), Incremental::No, &|| {
                write(&self.root, &root)?;
                write(&self.main, &main)
            })
    }

    /// What building the program costs when it has been edited and the crate has not.
    ///
    /// # Errors
    /// They do not compile.
    pub fn rebuild(&self, profile: Profile) -> Result<Cost, String> {
        self.workspace
            .rebuild(profile.arguments(), Incremental::No, &|| touch(&self.main))
    }

    /// How large the program is that was built last.
    ///
    /// # Errors
    /// None was.
    pub fn size(&self, profile: Profile) -> Result<Quantity, String> {
        self.workspace.program_size(profile.name(), "program")
    }
}

fn package_name(krate: &Path) -> Result<String, String> {
    let path = krate.join("Cargo.toml");
    let text = read(&path)?;
    let name = text.lines().find_map(|line| line.strip_prefix("name = "));
    name.map(|name| name.trim_matches('"').to_owned())
        .ok_or_else(|| format!("{}: no name", path.display()))
}
