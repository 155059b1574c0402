//! The models that a program uses.
//!
//! What comes in: a crate, ours or a peer's. What goes out: paths of types in it,
//! `models::RunStepObject`, as many as a program is to use.

use std::path::Path;

use serde_json::Value;

use super::super::files::{read, rust_files};

/// How many models a program decodes and encodes, if there are as many.
const MODELS: usize = 200;

/// Structs of a crate of ours, from its manifest, spread over all of them.
///
/// # Errors
/// The disk's.
pub fn ours(krate: &Path) -> Result<Vec<String>, String> {
    let manifest = read(&krate.join("typewright.json"))?;
    let manifest: Value = serde_json::from_str(&manifest).map_err(|e| e.to_string())?;
    let models = manifest["models"].as_array().map_or(&[][..], Vec::as_slice);
    let mut found = Vec::new();
    for model in models {
        let (Some(rust), Some(file)) = (model["rust"].as_str(), model["file"].as_str()) else {
            continue;
        };
        let text = read(&krate.join(file))?;
        if text.contains(&format!("pub struct {} {{", name(rust))) {
            found.push(rust.to_owned());
        }
    }
    found.sort();
    found.dedup();
    let step = (found.len() / MODELS).max(1);
    Ok(found.into_iter().step_by(step).take(MODELS).collect())
}

/// As many types of a peer's crate as there are of ours: those with the same names,
/// and others in the place of those that it lacks. `prefix` leads to its types.
///
/// # Errors
/// The disk's, or it has too few types that serde both decodes and encodes.
pub fn theirs(krate: &Path, prefix: &str, ours: &[String]) -> Result<Vec<String>, String> {
    let mut found = Vec::new();
    for file in rust_files(&krate.join("src"))? {
        derived(&read(&file)?, &mut found);
    }
    found.sort();
    found.dedup();
    let (mut chosen, others): (Vec<String>, Vec<String>) = found
        .into_iter()
        .partition(|theirs| ours.iter().any(|ours| name(ours) == theirs));
    let lacking = ours.len().saturating_sub(chosen.len());
    if others.len() < lacking {
        let count = chosen.len() + others.len();
        return Err(format!(
            "{count} of its types can be decoded and encoded, and {} are wanted",
            ours.len()
        ));
    }
    let step = (others.len() / lacking.max(1)).max(1);
    chosen.extend(others.into_iter().step_by(step).take(lacking));
    Ok(chosen
        .iter()
        .map(|name| format!("{prefix}{name}"))
        .collect())
}

/// The types of a file that derive both of serde's traits. Only those of its
/// outermost level are looked at.
fn derived(text: &str, found: &mut Vec<String>) {
    let mut derives = "";
    for line in text.lines() {
        if line.starts_with("#[derive(") {
            derives = line;
        }
        let item = line.strip_prefix("pub struct ");
        let Some(item) = item.or_else(|| line.strip_prefix("pub enum ")) else {
            continue;
        };
        let derives = std::mem::take(&mut derives);
        // Not followed by parameters, which a program would have to choose.
        if let Some(name) = item.strip_suffix(" {")
            && name.chars().all(|c| c.is_alphanumeric() || c == '_')
            && derives.contains("Serialize")
            && derives.contains("Deserialize")
        {
            found.push(name.to_owned());
        }
    }
}

/// `RunStepObject` of `models::RunStepObject`.
fn name(path: &str) -> &str {
    path.rsplit("::").next().unwrap_or(path)
}
