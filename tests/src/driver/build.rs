//! Writes and compiles a driver.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;

use super::Model;

/// What a driver is built from and where.
#[derive(Debug, Clone)]
pub struct Build<'a> {
    /// The generated crate's folder.
    pub krate: &'a Path,
    /// A folder for the driver's own package.
    pub package: &'a Path,
    /// Cargo's target folder; drivers may share one.
    pub target: &'a Path,
    /// A `Cargo.lock` to start from, so that nothing has to be resolved.
    pub lock: Option<&'a Path>,
}

/// Writes and compiles the driver of a crate; gives the program's path.
///
/// # Errors
/// What failed, with the compiler's words.
pub fn build(build: &Build<'_>, models: &[Model]) -> Result<PathBuf, String> {
    let io = |e: std::io::Error| e.to_string();
    let name = package_name(build.krate)?;
    std::fs::create_dir_all(build.package.join("src")).map_err(io)?;
    let krate = build.krate.canonicalize().map_err(io)?;
    let program = format!("driver-{name}");
    write(
        &build.package.join("Cargo.toml"),
        &manifest(&program, &name, &krate),
    )?;
    write(
        &build.package.join("src/main.rs"),
        &source(&name.replace('-', "_"), models),
    )?;
    let lock = build.package.join("Cargo.lock");
    if let (Some(from), false) = (build.lock.filter(|l| l.exists()), lock.exists()) {
        std::fs::copy(from, &lock).map_err(io)?;
    }
    let output = Command::new(std::env::var("CARGO").unwrap_or_else(|_| "cargo".into()))
        .args(["build", "--quiet", "--manifest-path"])
        .arg(build.package.join("Cargo.toml"))
        .arg("--target-dir")
        .arg(build.target)
        .env_remove("RUSTFLAGS")
        .env("CARGO_INCREMENTAL", "0")
        .output()
        .map_err(io)?;
    if !output.status.success() {
        return Err(String::from_utf8_lossy(&output.stderr).into_owned());
    }
    Ok(build.target.join("debug").join(program))
}

/// Which models are types of the crate itself, by the program's own word. The
/// others are names for types of libraries, whose errors have no path.
///
/// # Errors
/// When the program cannot be run.
pub fn own_types(program: &Path, krate: &Path) -> Result<Vec<bool>, String> {
    let own = format!("{}::", package_name(krate)?.replace('-', "_"));
    let output = Command::new(program)
        .arg("--types")
        .output()
        .map_err(|e| e.to_string())?;
    let names = String::from_utf8_lossy(&output.stdout);
    Ok(names.lines().map(|name| name.starts_with(&own)).collect())
}

/// Leaves a file with the right content alone, so that Cargo need not rebuild.
fn write(path: &Path, text: &str) -> Result<(), String> {
    if std::fs::read_to_string(path).is_ok_and(|old| old == text) {
        return Ok(());
    }
    std::fs::write(path, text).map_err(|e| format!("{}: {e}", path.display()))
}

fn package_name(krate: &Path) -> Result<String, String> {
    let path = krate.join("Cargo.toml");
    let text = std::fs::read_to_string(&path).map_err(|e| format!("{}: {e}", path.display()))?;
    let line = text.lines().find_map(|l| l.strip_prefix("name = "));
    line.map(|name| name.trim().trim_matches('"').to_owned())
        .ok_or_else(|| format!("{} names no package", path.display()))
}

fn manifest(program: &str, name: &str, krate: &Path) -> String {
    format!(
        r#"[package]
name = "{program}"
edition = "2024"

[dependencies]
{name} = {{ path = {krate:?} }}
serde = "1"
serde_json = "1"

[workspace]

[profile.dev]
debug = 0

[profile.dev.package.serde_json]
opt-level = 2
"#
    )
}

fn source(ident: &str, models: &[Model]) -> String {
    let mut text = include_str!("main.rs.txt").to_owned();
    let _ = writeln!(text, "const TABLE: &[Run] = &[");
    for model in models {
        let ty = format!("{ident}::{}", model.rust);
        let decoded = if model.nullable {
            format!("Option<{ty}>")
        } else {
            ty.clone()
        };
        let _ = writeln!(text, "    (run::<{decoded}>, std::any::type_name::<{ty}>),");
    }
    text.push_str("];\n");
    text
}
