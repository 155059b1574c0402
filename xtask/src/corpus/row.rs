//! How one document fared: the data, also as JSON.

use std::path::{Path, PathBuf};

use serde_json::{Value, json};

/// One document.
pub struct Row {
    /// Its path, relative to the folder that was searched.
    pub document: String,
    /// Its path.
    pub path: PathBuf,
    /// Its crate's name.
    pub krate: String,
    /// Its crate's folder.
    pub folder: PathBuf,
    /// What was generated, or why nothing was.
    pub generated: Result<Generated, Trouble>,
    /// What the compiler said, if it was asked.
    pub compiled: Option<Compiled>,
    /// What `rustdoc` said, if it was asked.
    pub documented: Option<Compiled>,
    /// What the harness found, if it was run.
    pub fidelity: Option<Checked>,
    /// What is wrong with its pages, if they were checked.
    pub pages: Option<Checked>,
}

/// A crate.
#[allow(missing_docs)]
pub struct Generated {
    pub dialect: &'static str,
    pub schemas: usize,
    pub models: usize,
    pub milliseconds: f64,
    pub files: usize,
    pub lines: usize,
    /// Warnings: what the output does not say that the document says.
    pub losses: usize,
    pub notes: usize,
}

/// Why there is no crate.
#[derive(Debug)]
pub enum Trouble {
    /// The document's fault, with its place.
    Document(String),
    /// Ours: a panic, and what it said.
    Bug(String),
}

/// What a compiler said of a crate.
#[derive(Debug, Clone, Default)]
pub struct Compiled {
    /// It came to an end.
    pub finished: bool,
    /// How many errors.
    pub errors: usize,
    /// How many warnings.
    pub warnings: usize,
    /// The first of either.
    pub first: Vec<String>,
    /// How long it took; `None` when nothing had to be done.
    pub seconds: Option<f64>,
}

/// What a program of the harness found.
pub struct Checked {
    /// Nothing is wrong.
    pub passed: bool,
    /// The program's own report.
    pub report: Value,
    /// The same as text.
    pub text: String,
}

impl Row {
    /// A document that nothing was done with yet.
    pub fn new(document: &str, path: &Path, krate: &str, folder: &Path) -> Row {
        Row {
            document: document.to_owned(),
            path: path.to_owned(),
            krate: krate.to_owned(),
            folder: folder.to_owned(),
            generated: Err(Trouble::Bug("nothing was done".to_owned())),
            compiled: None,
            documented: None,
            fidelity: None,
            pages: None,
        }
    }

    /// Whether everything that was asked for went well.
    pub fn passed(&self) -> bool {
        self.compiles()
            && self.documented.as_ref().is_none_or(Compiled::is_clean)
            && self.fidelity.as_ref().is_none_or(|f| f.passed)
            && self.pages.as_ref().is_none_or(|p| p.passed)
    }

    /// Whether there is a crate that, as far as is known, compiles.
    pub fn compiles(&self) -> bool {
        self.generated.is_ok() && self.compiled.as_ref().is_none_or(Compiled::is_clean)
    }

    /// How generation went, for progress.
    pub fn generated_in_words(&self) -> String {
        match &self.generated {
            Ok(done) => format!("{} models in {:.0} ms", done.models, done.milliseconds),
            Err(Trouble::Document(why)) => first_line(why).to_owned(),
            Err(Trouble::Bug(why)) => format!("panicked: {why}"),
        }
    }
}

impl Compiled {
    /// Whether it compiled without a word.
    pub fn is_clean(&self) -> bool {
        self.finished && self.errors == 0 && self.warnings == 0
    }

    /// Takes a diagnostic of the compiler.
    pub fn message(&mut self, message: &Value) {
        match message["level"].as_str() {
            Some("error") => self.errors += 1,
            Some("warning") => self.warnings += 1,
            _ => return,
        }
        if self.first.len() < 3 {
            self.first.push(
                message["rendered"]
                    .as_str()
                    .unwrap_or_default()
                    .trim_end()
                    .to_owned(),
            );
        }
    }

    /// In a word.
    pub fn word(&self) -> String {
        let seconds = self
            .seconds
            .map_or_else(|| "kept".to_owned(), |s| format!("{s:.1} s"));
        match (self.errors, self.warnings) {
            (0, 0) if self.finished => seconds,
            (0, 0) => "failed".to_owned(),
            (0, warnings) => format!("{warnings} warnings"),
            (errors, _) => format!("{errors} errors"),
        }
    }
}

impl Checked {
    /// The program came to nothing.
    pub fn broken(why: &str) -> Checked {
        Checked {
            passed: false,
            report: Value::Null,
            text: why.to_owned(),
        }
    }

    /// A number of the report.
    pub fn number(&self, pointer: &str) -> u64 {
        let value = self.report.pointer(pointer);
        value.and_then(Value::as_u64).unwrap_or(0)
    }

    /// How many entries a list of the report has.
    pub fn length(&self, pointer: &str) -> usize {
        let value = self.report.pointer(pointer);
        value.and_then(Value::as_array).map_or(0, Vec::len)
    }

    /// The report on pages in a few words.
    pub fn pages_in_words(&self) -> String {
        match self.length("/problems") {
            _ if self.report.is_null() => "broken".to_owned(),
            0 => format!("{} good", self.number("/pages")),
            1 => "1 problem".to_owned(),
            problems => format!("{problems} problems"),
        }
    }

    /// The report on fidelity in a few words.
    pub fn fidelity_in_words(&self) -> String {
        let number = |pointer: &str| self.number(pointer);
        if self.report.is_null() {
            return "broken".to_owned();
        }
        let bad: Vec<String> = ["lossy", "refused", "crashed"]
            .iter()
            .map(|word| (word, number(&format!("/instances/{word}"))))
            .filter(|(_, count)| *count > 0)
            .map(|(word, count)| format!(", {count} {word}"))
            .collect();
        let more = if self.passed || !bad.is_empty() {
            ""
        } else {
            ", drift or rejection failed"
        };
        format!("{} exact{}{more}", number("/instances/good"), bad.concat())
    }
}

/// Everything, for programs.
pub fn json(rows: &[Row]) -> String {
    let compiled = |c: &Option<Compiled>| {
        c.as_ref().map(|c| {
            json!({
                "clean": c.is_clean(),
                "errors": c.errors,
                "warnings": c.warnings,
                "seconds": c.seconds,
                "first": c.first,
            })
        })
    };
    let row = |row: &Row| {
        let (generated, failure) = match &row.generated {
            Ok(g) => (
                json!({
                    "dialect": g.dialect,
                    "schemas": g.schemas,
                    "models": g.models,
                    "milliseconds": g.milliseconds,
                    "files": g.files,
                    "lines": g.lines,
                    "losses": g.losses,
                    "notes": g.notes,
                }),
                Value::Null,
            ),
            Err(Trouble::Document(why)) => (Value::Null, json!({ "error": why })),
            Err(Trouble::Bug(why)) => (Value::Null, json!({ "panic": why })),
        };
        json!({
            "document": row.document,
            "passed": row.passed(),
            "generated": generated,
            "failure": failure,
            "compiled": compiled(&row.compiled),
            "documented": compiled(&row.documented),
            "fidelity": row.fidelity.as_ref().map(|f| &f.report),
            "pages": row.pages.as_ref().map(|p| &p.report),
        })
    };
    let rows: Vec<Value> = rows.iter().map(row).collect();
    let mut text = serde_json::to_string_pretty(&json!({ "documents": rows })).unwrap_or_default();
    text.push('\n');
    text
}

fn first_line(text: &str) -> &str {
    text.lines().next().unwrap_or_default()
}
