//! What has been measured, in this run and in those before it.
//!
//! Each section is measured in one run, so that its figures can be compared; not all
//! sections need be. Those that a run leaves out stay as they were.

use std::collections::BTreeMap;
use std::path::Path;

use serde::{Deserialize, Serialize};

use super::figure::{Figure, Section};
use super::files::{create, read, write};
use super::{plot, table};

const FIGURES: &str = "results.json";

/// Everything that there is to show.
#[derive(Debug, Default, Serialize, Deserialize)]
pub struct Results(BTreeMap<Section, Measured>);

/// What a section came to.
#[derive(Debug, Default, Serialize, Deserialize)]
pub struct Measured {
    /// In the order in which they were measured.
    pub figures: Vec<Figure>,
    /// What was left out, and why.
    pub remarks: Vec<String>,
}

impl Measured {
    /// Adds figures, or why there are none. Answers whether there are.
    pub fn add(&mut self, what: &str, figures: Result<Vec<Figure>, String>) -> bool {
        let complete = figures.is_ok();
        match figures {
            Ok(figures) => self.figures.extend(figures),
            Err(message) => self.remarks.push(format!("{what}: {message}")),
        }
        complete
    }
}

impl Results {
    /// What earlier runs left in a folder; nothing where that cannot be read.
    pub fn of(folder: &Path) -> Results {
        read(&folder.join(FIGURES))
            .ok()
            .and_then(|text| serde_json::from_str(&text).ok())
            .unwrap_or_default()
    }

    /// Puts what was measured now in place of what was measured before.
    pub fn replace(&mut self, section: Section, measured: Measured) {
        self.0.insert(section, measured);
    }

    /// The sections in order.
    pub fn sections(&self) -> impl Iterator<Item = (Section, &Measured)> {
        self.0
            .iter()
            .map(|(section, measured)| (*section, measured))
    }

    /// Writes table, plot and figures into a folder.
    ///
    /// # Errors
    /// The disk's.
    pub fn write(&self, folder: &Path) -> Result<(), String> {
        create(folder)?;
        let figures = serde_json::to_string_pretty(self).map_err(|e| e.to_string())?;
        write(&folder.join("results.md"), &table::markdown(self))?;
        write(&folder.join("results.svg"), &plot::svg(self))?;
        write(&folder.join(FIGURES), &format!("{figures}\n"))
    }
}
