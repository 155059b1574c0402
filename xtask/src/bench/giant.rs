//! Memory for a document of the size of Microsoft Graph's, which is made here.

use std::fs;
use std::process::Command;

use super::figure::Figure;
use super::files::{create, remove};
use super::measure::{Quantity, once};
use super::tools::{Tools, target_folder};

/// What a small machine can spare.
const LIMIT: u64 = 1_500_000_000;

/// Measures it.
///
/// # Errors
/// The document cannot be written or is refused.
pub fn measure(tools: &Tools) -> Result<Vec<Figure>, String> {
    let folder = target_folder()?.join("bench/giant");
    create(&folder)?;
    let document = folder.join("giant.json");
    once(Command::new(&tools.giant).arg(&document))?;
    let size = fs::metadata(&document).map_err(|e| e.to_string())?.len();
    // A new one each time, as some file systems are slow to create files where as many
    // have just been removed.
    let out = folder.join(format!("crate-{}", std::process::id()));
    let baseline = once(&mut tools.parse(&document))?;
    let cost = once(&mut tools.generate(&document, &out))?;
    remove(&folder)?;
    let subject = format!("giant, {}", Quantity::Bytes(size));
    let figure = |what, ours| Figure::new(&subject, what, ours);
    Ok(vec![
        figure("wall time", Quantity::Time(cost.wall)).against(
            "parsing alone",
            Quantity::Time(baseline.wall),
            None,
        ),
        figure("peak memory", Quantity::Bytes(cost.peak)).against(
            "a small machine",
            Quantity::Bytes(LIMIT),
            Some(1.0),
        ),
    ])
}
