//! What generating a crate costs, against parsing its document.
//!
//! What comes in: a document. What goes out: the costs of generating in memory, of
//! generating into a new folder and of generating once more when nothing has changed,
//! beside those of reading the same file into a `serde_json::Value` with the same
//! parser. A new folder is compared with what creating its files takes besides, too,
//! which is the file system's to say.

use std::cell::Cell;
use std::path::{Path, PathBuf};

use super::Subject;
use super::figure::Figure;
use super::files::{files_below, remove, write};
use super::measure::{Cost, Quantity, in_turns, once};
use super::tools::Tools;

/// A machine that others use is quiet now and then only, and where two cores are needed
/// at once that takes a while.
const ROUNDS: usize = 12;

/// Parsing YAML is most of what there is to do, parsing JSON is not.
const YAML: f64 = 2.5;
const JSON: f64 = 4.0;

/// Measures it.
///
/// # Errors
/// The document is refused, or is not read by its parser alone.
pub fn measure(subject: &Subject, tools: &Tools) -> Result<Vec<Figure>, String> {
    let folder = folder(subject);
    remove(&folder)?;
    // A new one each time, and none is removed before all is measured: some file
    // systems are slow to create files where as many have just been removed.
    let rounds = Cell::new(0);
    let new_folder = || {
        rounds.set(rounds.get() + 1);
        folder.join(rounds.get().to_string())
    };
    let out = new_folder();
    once(&mut tools.generate(&subject.path, &out))?;
    let list = folder.join("files.txt");
    write(&list, &listed(&out)?)?;
    let [baseline, in_memory, fresh, files] = in_turns(
        ROUNDS,
        [
            &mut || once(&mut tools.parse(&subject.path)),
            &mut || once(&mut tools.generate_in_memory(&subject.path)),
            &mut || once(&mut tools.generate(&subject.path, &new_folder())),
            &mut || once(&mut tools.create_files(&list, &new_folder())),
        ],
    )?;
    let [read, again] = in_turns(
        ROUNDS,
        [&mut || once(&mut tools.parse(&subject.path)), &mut || {
            once(&mut tools.generate(&subject.path, &out))
        }],
    )?;
    let json = subject.path.extension().is_some_and(|e| e == "json");
    let limit = if json { JSON } else { YAML };
    let parsing = |what, ours, baseline, limit| {
        compare(
            subject,
            what,
            ours,
            ("parsing alone", baseline),
            Some(limit),
        )
    };
    let mut figures = parsing("in memory", in_memory, baseline, limit);
    figures.extend(parsing("into a new folder", fresh, baseline, limit));
    let written = ("parsing, then such files", baseline.then(files));
    figures.extend(compare(subject, "into a new folder", fresh, written, None));
    figures.extend(parsing("nothing changed", again, read, 1.0));
    Ok(figures)
}

/// The sizes and paths of the files in a folder.
fn listed(folder: &Path) -> Result<String, String> {
    let mut list = String::new();
    for path in files_below(folder)? {
        let size = path.metadata().map_err(|e| e.to_string())?.len();
        let path = path.strip_prefix(folder).map_err(|e| e.to_string())?;
        list += &format!("{size} {}\n", path.display());
    }
    Ok(list)
}

/// Removes what measuring a document has left.
///
/// # Errors
/// The disk's.
pub fn tidy(subject: &Subject) -> Result<(), String> {
    remove(&folder(subject))
}

fn folder(subject: &Subject) -> PathBuf {
    subject.folder.join("generation")
}

fn compare(
    subject: &Subject,
    what: &str,
    ours: Cost,
    (theirs, baseline): (&str, Cost),
    limit: Option<f64>,
) -> Vec<Figure> {
    let figure = |how: &str, of: fn(Cost) -> Quantity, limit| {
        Figure::new(&subject.name, format!("{what}, {how}"), of(ours)).against(
            theirs,
            of(baseline),
            limit,
        )
    };
    vec![
        figure("wall time", |cost| Quantity::Time(cost.wall), limit),
        figure(
            "processor time",
            |cost| Quantity::Time(cost.processor),
            None,
        ),
        figure("peak memory", |cost| Quantity::Bytes(cost.peak), None),
    ]
}
