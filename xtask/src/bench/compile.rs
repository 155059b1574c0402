//! What compiling a generated crate costs; its dependencies are compiled before.
//!
//! What comes in: a document, and peers. What goes out: the costs of our crate, and
//! of checking it beside what checking a peer's crate costs: that takes minutes, in
//! which a machine may become a fifth faster or slower, so ours is checked before
//! and after it. Peers that are not there or do not get that far are remarked.

use std::path::{Path, PathBuf};

use super::Subject;
use super::crates::{Incremental, Workspace, edit, lines, touch};
use super::figure::Figure;
use super::files::{entries, remove};
use super::measure::{Cost, Quantity, once};
use super::peers::Peer;
use super::tools::Tools;

/// What checking our crate may cost, as a part of what a peer's costs.
const TIME: f64 = 1.0 / 8.0;
const MEMORY: f64 = 1.0 / 4.0;

/// Measures it.
///
/// # Errors
/// Our crate cannot be generated or does not compile.
pub fn measure(
    subject: &Subject,
    against: &[Peer],
    tools: &Tools,
    remarks: &mut Vec<String>,
) -> Result<Vec<Figure>, String> {
    let folder = subject.folder.join("compile");
    let krate = folder.join("crate");
    remove(&krate)?;
    once(&mut tools.generate(&subject.path, &krate))?;
    let workspace = Workspace::create(&folder, &["crate"], true)?;
    let mut figures = alone(subject, &workspace, &krate)?;
    for peer in against {
        let before = check(&workspace, &krate)?;
        match theirs(subject, *peer) {
            Ok((cost, lines)) => {
                let ours = before.between(check(&workspace, &krate)?);
                figures.extend(beside(subject, *peer, ours, cost));
                let ours = Quantity::Lines(self::lines(&krate.join("src"))?);
                let ours = figure(subject, "lines of Rust", ours);
                figures.push(ours.against(peer.to_string(), lines, None));
            }
            Err(message) => remarks.push(format!("{peer}, {}: {message}", subject.name)),
        }
    }
    Ok(figures)
}

/// Our crate by itself.
fn alone(subject: &Subject, workspace: &Workspace, krate: &Path) -> Result<Vec<Figure>, String> {
    let cold = check(workspace, krate)?;
    let root = krate.join("src/lib.rs");
    let touch = || touch(&root);
    let model = first_model(krate)?;
    let warm = workspace.rebuild(&["check"], Incremental::Yes, &|| edit(&model))?;
    let build = workspace.rebuild(&["build"], Incremental::No, &touch)?;
    let release = workspace.rebuild(&["build", "--release"], Incremental::No, &touch)?;
    let mut figures = vec![figure(
        subject,
        "lines of Rust",
        Quantity::Lines(lines(&krate.join("src"))?),
    )];
    let costs = [
        ("check, cold", cold),
        ("check, one model edited", warm),
        ("build", build),
        ("build --release", release),
    ];
    for (what, cost) in costs {
        let processor = format!("{what}, processor time");
        figures.push(figure(subject, processor, Quantity::Time(cost.processor)));
        figures.push(figure(
            subject,
            format!("{what}, peak memory"),
            Quantity::Bytes(cost.peak),
        ));
    }
    Ok(figures)
}

/// Checking ours beside checking theirs.
fn beside(subject: &Subject, peer: Peer, ours: Cost, theirs: Cost) -> [Figure; 2] {
    [
        figure(
            subject,
            "check, cold, processor time",
            Quantity::Time(ours.processor),
        )
        .against(
            peer.to_string(),
            Quantity::Time(theirs.processor),
            Some(TIME),
        ),
        figure(
            subject,
            "check, cold, peak memory",
            Quantity::Bytes(ours.peak),
        )
        .against(peer.to_string(), Quantity::Bytes(theirs.peak), Some(MEMORY)),
    ]
}

/// What checking a peer's crate costs, and its lines.
fn theirs(subject: &Subject, peer: Peer) -> Result<(Cost, Quantity), String> {
    let folder = subject.folder.join(peer.to_string());
    let krate = folder.join("crate");
    remove(&krate)?;
    peer.generate(&subject.path, &krate)?;
    let workspace = Workspace::create(&folder, &["crate"], false)?;
    Ok((
        check(&workspace, &krate)?,
        Quantity::Lines(lines(&krate.join("src"))?),
    ))
}

fn check(workspace: &Workspace, krate: &Path) -> Result<Cost, String> {
    let root = krate.join("src/lib.rs");
    workspace.rebuild(&["check"], Incremental::No, &|| touch(&root))
}

fn figure(subject: &Subject, what: impl Into<String>, ours: Quantity) -> Figure {
    Figure::new(&subject.name, what, ours)
}

fn first_model(krate: &Path) -> Result<PathBuf, String> {
    let folder = krate.join("src/models");
    entries(&folder)?
        .into_iter()
        .find(|path| path.file_name().is_some_and(|name| name != "mod.rs"))
        .ok_or_else(|| "the crate has no model".to_owned())
}
