//! `inert write DIR`, `inert look DIR`, `inert seeds DIR`: hostile texts, really built.
//!
//! The table of places and payloads is checked by parsers, in memory. Some of it is
//! given to the programs themselves, too: `write` makes a workspace of crates whose
//! documents have a payload in every place. What would run writes a file into the folder
//! that `INERT_MARKS` names when it is compiled. `look` reads a folder of HTML, of
//! rustdoc or of a site, and finds what a browser would run of a document's. `seeds` is
//! where the fuzzer begins.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::{Parser, Subcommand};
use typewright::emit::OutputTree;
use typewright_tests::inert::payloads::{Payload, payloads};
use typewright_tests::inert::places::{Document, Syntax, documents};
use typewright_tests::inert::{MARK, live_html};

/// How many crates are made of each document, each with other payloads in its places.
const ROUNDS: usize = 2;

/// Hostile texts, really built
#[derive(Debug, Parser)]
struct Args {
    #[command(subcommand)]
    task: Task,
}

#[derive(Debug, Subcommand)]
enum Task {
    /// Write a workspace of crates
    Write {
        /// The folder of the workspace
        dir: PathBuf,
    },
    /// Write what the fuzz target `inert` begins with
    Seeds {
        /// The folder of the corpus
        dir: PathBuf,
    },
    /// Find what a browser would run in the HTML of a folder
    Look {
        /// The folder
        dir: PathBuf,
    },
}

fn main() -> ExitCode {
    let done = match Args::parse().task {
        Task::Write { dir } => write(&dir),
        Task::Seeds { dir } => seeds(&dir),
        Task::Look { dir } => look(&dir),
    };
    match done {
        Ok(said) => {
            println!("{said}");
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

fn write(dir: &Path) -> io::Result<String> {
    let payloads: Vec<Payload> = payloads().into_iter().filter(Payload::is_marked).collect();
    let mut count = 0;
    for document in documents() {
        for round in 0..ROUNDS {
            let name = format!("inert-{}-{round}", document.name.replace('.', "-"));
            if let Some(tree) = generate(&document, &payloads, round) {
                write_crate(&dir.join(&name), &name, &tree)?;
                count += 1;
            }
        }
    }
    let workspace = "[workspace]\nresolver = \"3\"\nmembers = [\"inert-*\"]\n\
                     [profile.dev]\ndebug = 0\nincremental = false\n";
    fs::write(dir.join("Cargo.toml"), workspace)?;
    Ok(format!("{count} crates"))
}

/// An input for each payload and document, in some places of it.
fn seeds(dir: &Path) -> io::Result<String> {
    const PLACES: usize = 4;
    fs::create_dir_all(dir)?;
    let mut count: u16 = 0;
    for (number, document) in (0_u8..).zip(documents()) {
        for payload in payloads() {
            let mut input = vec![number];
            for place in 0..PLACES {
                let place = usize::from(count) * PLACES + place;
                let place = u16::try_from(place % document.places.len()).unwrap_or_default();
                input.extend(place.to_be_bytes());
                input.extend(payload.text.as_bytes());
                input.push(0xFF);
            }
            fs::write(dir.join(format!("seed-{count}")), input)?;
            count += 1;
        }
    }
    Ok(format!("{count} inputs"))
}

/// A crate of a document with another payload in every place. What the document is
/// refused for is left out.
fn generate(document: &Document, payloads: &[Payload], round: usize) -> Option<OutputTree> {
    let chosen =
        |place: usize| &payloads[(place + round * payloads.len() / ROUNDS) % payloads.len()];
    let text = |place: usize| {
        let mark = document.mark(place);
        let write =
            format!("std::fs::write(concat!(env!(\"INERT_MARKS\"), \"/{mark}\"), \"\").unwrap()");
        let text = chosen(place).text.replace("§!()", &write);
        let touch = format!("touch $INERT_MARKS/{mark}");
        text.replace("touch §", &touch).replace('§', &mark)
    };
    let accepted = |places: &[usize]| {
        let filled = document.fill(|place| places.contains(&place).then(|| text(place)));
        filled.generate(Syntax::Json).ok()
    };
    // A refused document says nothing of the other places.
    let all: Vec<usize> = (0..document.places.len()).collect();
    let mut places = Vec::new();
    gather(&all, &mut places, &|places: &[usize]| {
        accepted(places).is_some()
    });
    accepted(&places).map(|generated| generated.tree)
}

/// Adds what is accepted together with what was accepted before.
fn gather(some: &[usize], places: &mut Vec<usize>, accepted: &impl Fn(&[usize]) -> bool) {
    let both: Vec<usize> = places.iter().chain(some).copied().collect();
    if accepted(&both) {
        *places = both;
    } else if some.len() > 1 {
        let (first, second) = some.split_at(some.len() / 2);
        gather(first, places, accepted);
        gather(second, places, accepted);
    }
}

/// Writes a crate under a name of its own.
fn write_crate(folder: &Path, name: &str, tree: &OutputTree) -> io::Result<()> {
    let manifest = tree.get("Cargo.toml").unwrap_or_default();
    let mut manifest: toml::Table = toml::from_str(manifest).map_err(io::Error::other)?;
    let package = manifest.get_mut("package").and_then(|p| p.as_table_mut());
    let old = package.and_then(|package| package.insert("name".to_owned(), name.into()));
    let old = old
        .as_ref()
        .and_then(|old| old.as_str())
        .unwrap_or_default();
    // The tests of pages import their crate by its name.
    let import = |name: &str| format!("use {}::models::", name.replace('-', "_"));
    let (old, new) = (import(old), import(name));
    for (path, text) in tree.iter() {
        let file = folder.join(path);
        fs::create_dir_all(file.parent().unwrap_or(folder))?;
        match path.starts_with("tests/") {
            true => fs::write(file, text.replace(&old, &new))?,
            false => fs::write(file, text)?,
        }
    }
    fs::write(folder.join("Cargo.toml"), manifest.to_string())
}

fn look(dir: &Path) -> io::Result<String> {
    let mut found = Vec::new();
    let (mut pages, mut marked) = (0, 0);
    let mut folders = vec![dir.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder)? {
            let path = entry?.path();
            if path.is_dir() {
                folders.push(path);
            } else if path
                .extension()
                .is_some_and(|extension| extension == "html")
            {
                let html = String::from_utf8_lossy(&fs::read(&path)?).into_owned();
                pages += 1;
                marked += usize::from(html.contains(MARK));
                found.extend(live_html(&path.to_string_lossy(), &html));
            }
        }
    }
    if found.is_empty() && marked > 0 {
        return Ok(format!(
            "{pages} pages, {marked} of them with marks; all inert"
        ));
    }
    let mut lines: Vec<String> = found.iter().map(ToString::to_string).collect();
    if marked == 0 {
        lines.push(format!("none of {pages} pages has a mark"));
    }
    Err(io::Error::other(lines.join("\n")))
}
