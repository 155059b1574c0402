//! Decoding and encoding, as criterion measures it.
//!
//! What comes in: the samples that `tests/benches/codec/` leaves on the disk.
//! What goes out: ours beside those of serde's derive for the same models.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use serde_json::Value;

use super::figure::Figure;
use super::files::{entries, remove};
use super::measure::Quantity;
use super::tools::{cargo, target_folder};

/// The contestants that are ours, by what they are called in the benches.
const OURS: [&str; 3] = ["from_json", "to_json", "=="];

/// Who else writes bars of ours, through serde's traits.
const BRIDGED: [&str; 2] = ["serde_json::from_str", "serde_json::to_string"];

/// What one contestant needs in one group of benches.
struct Estimate {
    group: String,
    contestant: String,
    time: Duration,
}

/// How often all contestants run, one after the other. A machine that is shared is
/// slow for seconds at a time, and each contestant should meet it when it is not.
const ROUNDS: usize = 6;

/// Runs the benches, a little of each in every round, and reads what they came to.
///
/// # Errors
/// They do not run.
pub fn measure() -> Result<Vec<Figure>, String> {
    let folder = target_folder()?.join("criterion");
    remove(&folder)?;
    let mut fastest: Vec<Estimate> = Vec::new();
    for _ in 0..ROUNDS {
        run()?;
        for estimate in estimates(&folder)? {
            match fastest.iter_mut().find(|known| known.is_of(&estimate)) {
                Some(known) => known.time = known.time.min(estimate.time),
                None => fastest.push(estimate),
            }
        }
    }
    Ok(figures(&fastest))
}

fn run() -> Result<(), String> {
    let status = cargo()
        .args([
            "bench",
            "--quiet",
            "--package",
            "typewright-tests",
            "--bench",
            "codec",
            "--",
        ])
        .args(["--quiet", "--warm-up-time", "0.2"])
        .args(["--measurement-time", "0.5", "--sample-size", "20"])
        .stdout(std::process::Stdio::null())
        .stderr(std::process::Stdio::null())
        .status()
        .map_err(|e| format!("cannot run cargo: {e}"))?;
    if status.success() {
        Ok(())
    } else {
        Err("the benches failed; `cargo bench --bench codec` shows how".to_owned())
    }
}

fn estimates(folder: &Path) -> Result<Vec<Estimate>, String> {
    let mut estimates = Vec::new();
    for group in folders(folder)? {
        for bench in folders(&group)? {
            estimates.extend(estimate(&bench.join("new")));
        }
    }
    Ok(estimates)
}

impl Estimate {
    fn is_of(&self, other: &Estimate) -> bool {
        self.group == other.group && self.contestant == other.contestant
    }
}

fn figures(estimates: &[Estimate]) -> Vec<Figure> {
    let mut figures = Vec::new();
    for ours in estimates.iter().filter(|e| OURS.contains(&&*e.contestant)) {
        let rest = estimates.iter().filter(|e| e.group == ours.group);
        let others =
            rest.filter(|e| !OURS.contains(&&*e.contestant) && !BRIDGED.contains(&&*e.contestant));
        for theirs in others {
            let limit = limit(&ours.group, &theirs.contestant);
            let figure = Figure::new(&ours.group, &ours.contestant, Quantity::Time(ours.time));
            figures.push(figure.against(&theirs.contestant, Quantity::Time(theirs.time), limit));
        }
    }
    figures
}

/// What we aim at: where unions are told apart by a tag that comes first nothing is
/// held back, and that has to show. Comparing is measured to be known: what it
/// loses was bought with compile time.
fn limit(group: &str, theirs: &str) -> Option<f64> {
    if !group.starts_with("decode") && !group.starts_with("encode") {
        return None;
    }
    match theirs {
        "serde_json::Value" => None,
        "derive, tag" if group.ends_with("tag first") => Some(1.0 / 3.0),
        "derive, untagged" if group.ends_with("tag first") => Some(1.0 / 2.5),
        _ => Some(1.0),
    }
}

/// The fastest of the samples: whatever else a machine does makes them slower only.
fn estimate(folder: &Path) -> Option<Estimate> {
    let read =
        |name| -> Option<Value> { serde_json::from_slice(&fs::read(folder.join(name)).ok()?).ok() };
    let (bench, samples) = (read("benchmark.json")?, read("sample.json")?);
    let runs = samples["iters"].as_array()?.iter();
    let nanoseconds = samples["times"].as_array()?.iter();
    let each = nanoseconds
        .zip(runs)
        .filter_map(|(time, runs)| Some(time.as_f64()? / runs.as_f64()?));
    Some(Estimate {
        group: bench["group_id"].as_str()?.to_owned(),
        contestant: bench["function_id"].as_str()?.to_owned(),
        time: Duration::from_secs_f64(each.reduce(f64::min)? / 1e9),
    })
}

fn folders(folder: &Path) -> Result<Vec<PathBuf>, String> {
    let mut folders = entries(folder)?;
    folders.retain(|path| path.is_dir());
    Ok(folders)
}
