//! What a program pays for the crate it uses.
//!
//! What comes in: a document. What goes out: what it costs to build a program that
//! decodes and encodes 200 models, first together with the crate and then after an
//! edit of the program alone, beside the same program on the same models with
//! serde's derive. What is generic over serde's traits is compiled in the program,
//! and again after every edit; that is what this is about.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::process::Command;

use serde_json::Value;

use super::Subject;
use super::crates::{Incremental, Workspace, touch};
use super::figure::{Figure, Section};
use super::generation::remove;
use super::measure::{Cost, Quantity, once};
use super::tools::Tools;

/// How many models the program decodes and encodes.
const MODELS: usize = 200;

/// What rebuilding the program may cost, as a part of what it costs with derive.
const REBUILD: f64 = 1.0 / 5.0;

/// How a program decodes and encodes.
#[derive(Debug, Clone, Copy)]
enum Style {
    /// With the functions that every model of ours has.
    Inherent,
    /// With serde's derive.
    Derive,
}

/// What a program costs in one profile.
struct Costs {
    first: Cost,
    rebuild: Cost,
    size: Quantity,
}

/// Measures it.
///
/// # Errors
/// A crate or a program does not compile.
pub fn measure(subject: &Subject, tools: &Tools) -> Result<Vec<Figure>, String> {
    let folder = subject.folder.join("program");
    let ours = folder.join("inherent");
    let twins = folder.join("derive");
    remove(&ours.join("crate"))?;
    remove(&twins.join("crate"))?;
    once(&mut tools.generate(&subject.path, &ours.join("crate")))?;
    once(
        Command::new(&tools.twins)
            .arg("--crate")
            .arg(ours.join("crate"))
            .arg("--out")
            .arg(twins.join("crate")),
    )?;
    let manifest = manifest(&ours.join("crate"))?;
    let models = structs(&ours.join("crate"), &manifest)?;
    let name = package_name(&ours.join("crate"))?;
    let mut figures = Vec::new();
    let ours = prepare(&ours, &name, &models, Style::Inherent)?;
    let twins = prepare(&twins, &name, &models, Style::Derive)?;
    for profile in [Profile::Debug, Profile::Release] {
        let ours = costs(&ours, profile)?;
        let theirs = costs(&twins, profile)?;
        figures.extend(beside(subject, profile, &ours, &theirs));
    }
    Ok(figures)
}

#[derive(Debug, Clone, Copy)]
enum Profile {
    Debug,
    Release,
}

impl Profile {
    fn folder(self) -> &'static str {
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

/// A workspace of a crate and a program.
struct Prepared {
    workspace: Workspace,
    root: std::path::PathBuf,
    main: std::path::PathBuf,
}

fn prepare(folder: &Path, name: &str, models: &[String], style: Style) -> Result<Prepared, String> {
    let workspace = Workspace::create(folder, &["crate", "program"], true)?;
    let program = folder.join("program");
    let io = |e: std::io::Error| format!("cannot write {}: {e}", program.display());
    fs::create_dir_all(program.join("src")).map_err(io)?;
    let manifest = format!(
        "[package]\nname = \"program\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n\
         [dependencies]\n{name} = {{ path = \"../crate\" }}\nserde_json = \"1\"\n"
    );
    fs::write(program.join("Cargo.toml"), manifest).map_err(io)?;
    let main = program.join("src/main.rs");
    let text = source(&name.replace('-', "_"), models, style);
    fs::write(&main, text).map_err(io)?;
    Ok(Prepared {
        workspace,
        root: folder.join("crate/src/lib.rs"),
        main,
    })
}

/// A program that decodes its arguments as every model and encodes them again.
fn source(krate: &str, models: &[String], style: Style) -> String {
    let mut text = String::from("fn main() {\n    for text in std::env::args() {\n");
    for (i, _) in models.iter().enumerate() {
        let _ = writeln!(text, "        println!(\"{{}}\", model_{i}(&text));");
    }
    text.push_str("    }\n}\n");
    for (i, model) in models.iter().enumerate() {
        let body = match style {
            Style::Inherent => {
                format!(
                    "{krate}::{model}::from_json(text).map_or(0, |model| model.to_json().len())"
                )
            }
            Style::Derive => format!(
                "serde_json::from_str::<{krate}::{model}>(text)\
                 .map_or(0, |model| serde_json::to_string(&model).map_or(0, |text| text.len()))"
            ),
        };
        let _ = write!(
            text,
            "\nfn model_{i}(text: &str) -> usize {{\n    {body}\n}}\n"
        );
    }
    text
}

fn costs(prepared: &Prepared, profile: Profile) -> Result<Costs, String> {
    let Prepared {
        workspace,
        root,
        main,
    } = prepared;
    let arguments = profile.arguments();
    Ok(Costs {
        first: workspace.rebuild(arguments, Incremental::No, &|| touch(root))?,
        rebuild: workspace.rebuild(arguments, Incremental::No, &|| touch(main))?,
        size: workspace.program_size(profile.folder(), "program")?,
    })
}

fn beside(subject: &Subject, profile: Profile, ours: &Costs, theirs: &Costs) -> [Figure; 3] {
    let figure = |what: &str, ours, theirs, limit| {
        let what = format!("{}: {what}", profile.folder());
        Figure::new(Section::Program, &subject.name, what, ours).against(
            "serde's derive",
            theirs,
            limit,
        )
    };
    let time = |cost: Cost| Quantity::Time(cost.processor);
    [
        figure(
            "crate and program",
            time(ours.first),
            time(theirs.first),
            None,
        ),
        figure(
            "program alone, after an edit",
            time(ours.rebuild),
            time(theirs.rebuild),
            Some(REBUILD),
        ),
        figure("size of the program", ours.size, theirs.size, None),
    ]
}

fn manifest(krate: &Path) -> Result<Value, String> {
    let path = krate.join("typewright.json");
    let text = fs::read_to_string(&path).map_err(|e| format!("{}: {e}", path.display()))?;
    serde_json::from_str(&text).map_err(|e| format!("{}: {e}", path.display()))
}

fn package_name(krate: &Path) -> Result<String, String> {
    let path = krate.join("Cargo.toml");
    let text = fs::read_to_string(&path).map_err(|e| format!("{}: {e}", path.display()))?;
    let name = text.lines().find_map(|line| line.strip_prefix("name = "));
    name.map(|name| name.trim_matches('"').to_owned())
        .ok_or_else(|| format!("{}: no name", path.display()))
}

/// Structs of a crate, from its manifest, spread over all of them:
/// `models::RunStepObject`.
fn structs(krate: &Path, manifest: &Value) -> Result<Vec<String>, String> {
    let models = manifest["models"].as_array().map_or(&[][..], Vec::as_slice);
    let mut found = Vec::new();
    for model in models {
        let (Some(rust), Some(file)) = (model["rust"].as_str(), model["file"].as_str()) else {
            continue;
        };
        let path = krate.join(file);
        let text = fs::read_to_string(&path).map_err(|e| format!("{}: {e}", path.display()))?;
        let name = rust.rsplit("::").next().unwrap_or(rust);
        if text.contains(&format!("pub struct {name} {{")) {
            found.push(rust.to_owned());
        }
    }
    found.sort();
    found.dedup();
    let step = (found.len() / MODELS).max(1);
    Ok(found.into_iter().step_by(step).take(MODELS).collect())
}
