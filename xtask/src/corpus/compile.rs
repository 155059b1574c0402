//! Compiles all crates of a corpus in one go.
//!
//! They are members of one workspace, so Cargo resolves once, compiles what they
//! share once, and keeps all cores busy; a run per crate would spend more time in
//! Cargo than in the compiler. What each crate came to is read from Cargo's
//! messages, how long it took from the report of `--timings`.

use std::collections::HashMap;
use std::fs;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Command, Stdio};

use serde_json::Value;

use super::progress::Progress;
use super::row::{Compiled, Row};

/// Checks every crate, and documents the `doc` largest.
///
/// # Errors
/// Cargo cannot be run.
pub fn all(rows: &mut [Row], out: &Path, check: bool, doc: usize) -> Result<(), String> {
    let crates: Vec<String> = rows
        .iter()
        .filter(|r| r.generated.is_ok())
        .map(|r| r.krate.clone())
        .collect();
    if crates.is_empty() {
        return Ok(());
    }
    workspace(out, &crates)?;
    if check {
        let results = cargo(
            out,
            &["check", "--workspace", "--timings"],
            crates.len(),
            "compile",
        )?;
        let seconds = seconds(out);
        for row in rows.iter_mut().filter(|r| r.generated.is_ok()) {
            let mut result = results.get(&row.krate).cloned().unwrap_or_default();
            result.seconds = seconds.get(&row.krate).copied();
            row.compiled = Some(result);
        }
    }
    let mut largest: Vec<&mut Row> = rows.iter_mut().filter(|r| r.generated.is_ok()).collect();
    largest.sort_by_key(|r| std::cmp::Reverse(r.generated.as_ref().map_or(0, |g| g.lines)));
    largest.truncate(doc);
    if !largest.is_empty() {
        let mut arguments = vec!["doc", "--no-deps"];
        let names: Vec<String> = largest.iter().map(|r| r.krate.clone()).collect();
        arguments.extend(names.iter().flat_map(|name| ["--package", name]));
        let results = cargo(out, &arguments, names.len(), "document")?;
        for row in largest {
            row.documented = Some(results.get(&row.krate).cloned().unwrap_or_default());
        }
    }
    Ok(())
}

/// Writes the workspace's manifest.
fn workspace(out: &Path, crates: &[String]) -> Result<(), String> {
    let members: String = crates
        .iter()
        .map(|name| format!("    {name:?},\n"))
        .collect();
    let text = format!(
        "# Written by `cargo xtask corpus`.\n[workspace]\nresolver = \"3\"\nmembers = [\n{members}]\n\n\
         [profile.dev]\ndebug = 0\nincremental = false\n"
    );
    let path = out.join("Cargo.toml");
    fs::write(&path, text).map_err(|e| format!("cannot write {}: {e}", path.display()))?;
    // The same versions as here, without asking the registry.
    let lock = out.join("Cargo.lock");
    if !lock.exists() && Path::new("Cargo.lock").exists() {
        fs::copy("Cargo.lock", &lock)
            .map_err(|e| format!("cannot write {}: {e}", lock.display()))?;
    }
    Ok(())
}

/// Runs Cargo over the workspace; gives errors and warnings by crate. A crate
/// that Cargo says nothing of did not compile.
fn cargo(
    out: &Path,
    arguments: &[&str],
    count: usize,
    task: &'static str,
) -> Result<HashMap<String, Compiled>, String> {
    let mut child = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
        .args(arguments)
        .args([
            "--keep-going",
            "--message-format=json",
            "--quiet",
            "--manifest-path",
        ])
        .arg(out.join("Cargo.toml"))
        .arg("--target-dir")
        .arg(out.join("target"))
        .env_remove("RUSTFLAGS")
        .env_remove("RUSTDOCFLAGS")
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .map_err(|e| format!("cannot run cargo: {e}"))?;
    let progress = Progress::new(task, count);
    let mut results: HashMap<String, Compiled> = HashMap::new();
    let errors = child
        .stderr
        .take()
        .map(|pipe| std::thread::spawn(move || std::io::read_to_string(pipe).unwrap_or_default()));
    for line in child
        .stdout
        .take()
        .map(BufReader::new)
        .into_iter()
        .flat_map(BufRead::lines)
    {
        let Ok(message) = serde_json::from_str::<Value>(&line.unwrap_or_default()) else {
            continue;
        };
        let Some(krate) = member(&message, out) else {
            continue;
        };
        let result = results.entry(krate.clone()).or_default();
        match message["reason"].as_str() {
            Some("compiler-artifact") => {
                result.finished = true;
                progress.end(&krate, "done");
            }
            Some("compiler-message") => result.message(&message["message"]),
            _ => {}
        }
    }
    progress.done();
    let status = child.wait().map_err(|e| e.to_string())?;
    let said = errors
        .and_then(|thread| thread.join().ok())
        .unwrap_or_default();
    if !status.success() && results.is_empty() {
        return Err(format!("cargo {} failed:\n{said}", arguments.join(" ")));
    }
    Ok(results)
}

/// The crate of the workspace that a message is about.
fn member(message: &Value, out: &Path) -> Option<String> {
    let manifest = Path::new(message["manifest_path"].as_str()?);
    let folder = manifest.parent()?;
    let inside = folder.parent()?.canonicalize().ok()? == out.canonicalize().ok()?;
    inside.then(|| folder.file_name().map(|n| n.to_string_lossy().into_owned()))?
}

/// How long each crate took, as far as the last run compiled it.
fn seconds(out: &Path) -> HashMap<String, f64> {
    const START: &str = "const UNIT_DATA = ";
    let path = out.join("target/cargo-timings/cargo-timing.html");
    let text = fs::read_to_string(path).unwrap_or_default();
    let Some(at) = text.find(START) else {
        return HashMap::new();
    };
    let mut values =
        serde_json::Deserializer::from_str(&text[at + START.len()..]).into_iter::<Value>();
    let Some(Ok(Value::Array(units))) = values.next() else {
        return HashMap::new();
    };
    let time = |unit: &Value| {
        Some((
            unit["name"].as_str()?.to_owned(),
            unit["duration"].as_f64()?,
        ))
    };
    units.iter().filter_map(time).collect()
}
