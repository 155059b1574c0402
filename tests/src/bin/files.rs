//! `files LIST FOLDER`: creates files of certain names and sizes in a new folder, and
//! nothing else.
//!
//! On all cores, without looking at what is there: the least that any generator needs
//! to write as many files, which `cargo xtask bench` puts beside parsing. Each line of
//! the list has a size in bytes, a space and a path relative to the folder.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use rayon::prelude::*;

fn main() -> ExitCode {
    let arguments: Vec<PathBuf> = std::env::args_os().skip(1).map(PathBuf::from).collect();
    let [list, folder] = arguments.as_slice() else {
        eprintln!("usage: files LIST FOLDER");
        return ExitCode::from(2);
    };
    match fs::read_to_string(list).and_then(|list| create(&list, folder)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

fn create(list: &str, folder: &Path) -> io::Result<()> {
    let files: Vec<(usize, PathBuf)> = list
        .lines()
        .map(|line| {
            let (size, path) = line.split_once(' ')?;
            Some((size.parse().ok()?, folder.join(path)))
        })
        .collect::<Option<_>>()
        .ok_or_else(|| io::Error::other("a line of the list is no size and path"))?;
    let folders: BTreeSet<&Path> = files.iter().filter_map(|(_, path)| path.parent()).collect();
    for folder in folders {
        fs::create_dir_all(folder)?;
    }
    let largest = files.iter().map(|(size, _)| *size).max();
    let text = vec![b' '; largest.unwrap_or_default()];
    files
        .par_iter()
        .with_max_len(32)
        .try_for_each(|(size, path)| File::create_new(path)?.write_all(&text[..*size]))
}
