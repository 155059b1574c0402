//! What was checked, and what is wrong.

use std::fmt;

use serde::Serialize;

use super::page::Page;

/// What was checked, and what is wrong.
#[derive(Debug, Default, Serialize)]
pub struct Report {
    /// How many pages were read, the README among them.
    pub pages: usize,
    /// How many links they have.
    pub links: usize,
    /// How many tables they have.
    pub tables: usize,
    /// How many pages of models have an example.
    pub examples: usize,
    /// The pages of models that say why they have none.
    pub without: Vec<String>,
    /// What is wrong.
    pub problems: Vec<Problem>,
}

/// Something wrong with a page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Problem {
    /// The page, relative to the crate.
    pub page: String,
    /// The line, from 1.
    pub line: usize,
    /// What is wrong.
    pub what: String,
}

impl Report {
    /// Counts a page.
    pub(super) fn page(&mut self, page: &Page) {
        self.pages += 1;
        self.links += page.links.len();
        self.tables += page.tables.len();
    }

    /// Adds a problem.
    pub(super) fn add(&mut self, page: &str, line: usize, what: impl Into<String>) {
        self.problems.push(Problem {
            page: page.to_owned(),
            line,
            what: what.into(),
        });
    }

    /// Whether nothing is wrong.
    pub fn passed(&self) -> bool {
        self.problems.is_empty()
    }
}

/// How many problems are shown.
const SHOWN: usize = 25;

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for problem in self.problems.iter().take(SHOWN) {
            writeln!(f, "{}:{}: {}", problem.page, problem.line, problem.what)?;
        }
        if self.problems.len() > SHOWN {
            writeln!(f, "and {} more", self.problems.len() - SHOWN)?;
        }
        writeln!(
            f,
            "{} pages, {} links, {} tables, {} examples, {} models without one, {} problems",
            self.pages,
            self.links,
            self.tables,
            self.examples,
            self.without.len(),
            self.problems.len()
        )
    }
}
