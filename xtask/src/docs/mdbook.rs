//! mdBook, the program that renders the site.

use std::io::ErrorKind;
use std::path::Path;
use std::process::{Command, Stdio};

/// The folder of the site, beside its source.
pub const HTML: &str = "html";

/// Tables of four columns need more room than prose.
pub const STYLE: &str = include_str!("pages.css");

/// Whether mdBook can be run.
///
/// # Errors
/// It cannot, and how to install it.
pub fn installed() -> Result<(), String> {
    match Command::new("mdbook")
        .arg("--version")
        .stdout(Stdio::null())
        .status()
    {
        Ok(_) => Ok(()),
        Err(error) if error.kind() == ErrorKind::NotFound => {
            Err("mdBook, which renders the site, is not installed\n  \
             help: cargo install mdbook --locked"
                .to_owned())
        }
        Err(error) => Err(format!("cannot run mdbook: {error}")),
    }
}

/// Renders the book in a folder.
///
/// # Errors
/// mdBook failed; what it said.
pub fn build(book: &Path, open: bool) -> Result<(), String> {
    let mut command = Command::new("mdbook");
    command.arg("build").arg(book);
    if open {
        command.arg("--open");
    }
    let output = command
        .output()
        .map_err(|e| format!("cannot run mdbook: {e}"))?;
    if output.status.success() {
        return Ok(());
    }
    let said = String::from_utf8_lossy(&output.stderr);
    Err(format!("mdbook failed:\n{}", said.trim_end()))
}

/// The text of `book.toml`. Examples are run by `cargo test`, not by readers. Without
/// its preprocessors mdBook reads no file but the pages: `{{#include ..}}` is text.
pub fn config(title: &str) -> String {
    // TOML's strings are JSON's but for one character.
    let title = serde_json::Value::from(title.replace('\u{7f}', ""));
    format!(
        "[book]\n\
         title = {title}\n\
         language = \"en\"\n\
         \n\
         [build]\n\
         build-dir = \"{HTML}\"\n\
         create-missing = false\n\
         use-default-preprocessors = false\n\
         \n\
         [output.html]\n\
         additional-css = [\"pages.css\"]\n\
         no-section-label = true\n\
         \n\
         [output.html.fold]\n\
         enable = true\n\
         \n\
         [output.html.playground]\n\
         runnable = false\n\
         \n\
         [output.html.search]\n\
         limit-results = 40\n\
         boost-title = 6\n\
         boost-hierarchy = 2\n"
    )
}
