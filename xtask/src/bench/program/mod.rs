//! What a program pays for the crate it uses.
//!
//! What comes in: a document, and peers. What goes out: what it costs to build a
//! program that decodes and encodes 200 models, once together with the crate and
//! once after an edit of the program alone. Beside it stands the same program on the
//! same models with serde's derive, and one on as many of a peer's types. What is
//! generic over serde's traits is compiled in the program, and again after every
//! edit; that is what this is about.
//!
//! ```text
//! models  crate -> paths of models
//! source  paths of models -> program
//! build   crate, program -> costs
//! ```

mod build;
mod models;
mod source;

use std::path::{Path, PathBuf};
use std::process::Command;

use super::Subject;
use super::figure::Figure;
use super::files::remove;
use super::measure::{Cost, Quantity, once};
use super::peers::Peer;
use super::tools::Tools;
use build::{Profile, Program};
use source::{Style, source};

/// What rebuilding the program may cost, as a part of what it costs with derive.
const REBUILD: f64 = 1.0 / 5.0;

/// What building all of it may cost, as a part of what it costs with a peer's types.
const FIRST_BUILD: f64 = 1.0 / 4.0;

/// Measures it.
///
/// # Errors
/// A crate or a program of ours does not compile. What a peer lacks is remarked.
pub fn measure(
    subject: &Subject,
    against: &[Peer],
    tools: &Tools,
    remarks: &mut Vec<String>,
) -> Result<Vec<Figure>, String> {
    let folder = subject.folder.join("program");
    let krate = generate(subject, tools, &folder.join("inherent"))?;
    let models = models::ours(&krate)?;
    let ours = Program::create(
        &folder.join("inherent"),
        &source(&models, Style::Inherent),
        true,
    )?;
    let baseline = baseline(&krate, tools, &folder.join("derive"), &models)?;
    let mut remark = |peer, message| remarks.push(format!("{peer}, {}: {message}", subject.name));
    let mut peers = Vec::new();
    for peer in against {
        match theirs(*peer, subject, &folder.join(peer.to_string()), &models) {
            Ok(program) => peers.push((*peer, program)),
            Err(message) => remark(*peer, message),
        }
    }
    let mut figures = Vec::new();
    for profile in Profile::ALL {
        let row = Row {
            subject: format!("{}, {} models", subject.name, models.len()),
            profile,
        };
        let first = ours.first_build(profile)?;
        figures.push(row.first_build(
            first,
            "serde's derive",
            baseline.first_build(profile)?,
            None,
        ));
        for (peer, program) in &peers {
            match program.first_build(profile) {
                Ok(theirs) => {
                    let limit = Some(FIRST_BUILD);
                    figures.push(row.first_build(first, &peer.to_string(), theirs, limit));
                }
                Err(message) => remark(*peer, message),
            }
        }
        figures.push(row.rebuild(ours.rebuild(profile)?, baseline.rebuild(profile)?));
        figures.push(row.size(ours.size(profile)?, baseline.size(profile)?));
    }
    Ok(figures)
}

/// Generates our crate into a workspace.
fn generate(subject: &Subject, tools: &Tools, folder: &Path) -> Result<PathBuf, String> {
    let krate = folder.join("crate");
    remove(&krate)?;
    once(&mut tools.generate(&subject.path, &krate))?;
    Ok(krate)
}

/// The program on the same models with serde's derive.
fn baseline(
    krate: &Path,
    tools: &Tools,
    folder: &Path,
    models: &[String],
) -> Result<Program, String> {
    let twin = folder.join("crate");
    remove(&twin)?;
    once(
        Command::new(&tools.serde_baseline)
            .arg("--crate")
            .arg(krate)
            .arg("--out")
            .arg(&twin),
    )?;
    Program::create(folder, &source(models, Style::Derive), true)
}

/// A program on as many of a peer's types.
fn theirs(
    peer: Peer,
    subject: &Subject,
    folder: &Path,
    ours: &[String],
) -> Result<Program, String> {
    let types = peer
        .types()
        .ok_or("its crate is more than types, so that no program is built on it")?;
    let krate = folder.join("crate");
    remove(&krate)?;
    peer.generate(&subject.path, &krate)?;
    let models = models::theirs(&krate, types, ours)?;
    Program::create(folder, &source(&models, Style::Derive), false)
}

/// What the figures of one profile have in common.
struct Row {
    subject: String,
    profile: Profile,
}

impl Row {
    fn first_build(&self, ours: Cost, name: &str, theirs: Cost, limit: Option<f64>) -> Figure {
        self.figure(
            "first build of crate and program, processor time",
            Quantity::Time(ours.processor),
        )
        .against(name, Quantity::Time(theirs.processor), limit)
    }

    fn rebuild(&self, ours: Cost, baseline: Cost) -> Figure {
        self.figure(
            "rebuild of the program after an edit, processor time",
            Quantity::Time(ours.processor),
        )
        .against(
            "serde's derive",
            Quantity::Time(baseline.processor),
            Some(REBUILD),
        )
    }

    fn size(&self, ours: Quantity, baseline: Quantity) -> Figure {
        self.figure("size of the program", ours)
            .against("serde's derive", baseline, None)
    }

    fn figure(&self, what: &str, ours: Quantity) -> Figure {
        let what = format!("{}: {what}", self.profile.name());
        Figure::new(&self.subject, what, ours)
    }
}
