//! What a document says about values beyond their type, in a few words each.

use std::fmt::Write as _;

use serde_json::{Number, Value};

use crate::api::{Bounds, Field, Type};

use super::{escape, one_line};

/// Longer patterns and defaults say less than the space they take.
const LONGEST: usize = 120;

/// Collects notes: each starts with what it is, and none contains a line break.
#[derive(Debug, Default)]
pub struct Notes {
    text: String,
    in_table: bool,
}

impl Notes {
    /// Notes for a cell of a table.
    pub fn for_table() -> Notes {
        Notes {
            text: String::new(),
            in_table: true,
        }
    }

    /// Adds a note.
    pub fn add(&mut self, note: &str) {
        self.separate();
        self.text.push_str(note);
    }

    /// Adds a note with code in it: `default` and `20`.
    pub fn add_code(&mut self, note: &str, code: &str) {
        self.add(note);
        self.text.push(' ');
        escape::code(&mut self.text, &one_line(code), self.in_table);
    }

    /// Adds what a field's default, bounds and direction are.
    pub fn field(&mut self, field: &Field) {
        if let Some(default) = &field.default {
            self.default_value(default);
        }
        self.bounds(&field.bounds, &field.ty);
        if field.read_only {
            self.add("read-only");
        }
        if field.write_only {
            self.add("write-only");
        }
    }

    /// Adds a default.
    pub fn default_value(&mut self, value: &Value) {
        let text = value.to_string();
        if text.len() <= LONGEST {
            self.add_code("default", &text);
        } else {
            self.add("has a default");
        }
    }

    /// Adds what the bounds of a type ask for.
    pub fn bounds(&mut self, bounds: &Bounds, ty: &Type) {
        if *bounds == Bounds::default() {
            return;
        }
        if let Some(format) = &bounds.format
            && !is_told_by_type(format, ty)
        {
            self.add_code("format", format);
        }
        let (low, high) = (
            worth_telling(&bounds.minimum),
            worth_telling(&bounds.maximum),
        );
        match (low, high) {
            (Some(low), Some(high)) if low == high => self.add(&format!("always {low}")),
            (Some(low), Some(high)) => self.add(&format!("{low} to {high}")),
            (Some(low), None) => self.add(&format!("at least {low}")),
            (None, Some(high)) => self.add(&format!("at most {high}")),
            (None, None) => {}
        }
        if let Some(bound) = &bounds.exclusive_minimum {
            self.add(&format!("greater than {bound}"));
        }
        if let Some(bound) = &bounds.exclusive_maximum {
            self.add(&format!("less than {bound}"));
        }
        if let Some(unit) = &bounds.multiple_of {
            self.add(&format!("a multiple of {unit}"));
        }
        self.size(bounds.min_length, bounds.max_length, "character");
        self.size(bounds.min_items, bounds.max_items, "item");
        self.size(bounds.min_properties, bounds.max_properties, "entry");
        if bounds.unique_items {
            self.add("no two items equal");
        }
        if let Some(pattern) = bounds.pattern.as_deref().filter(|p| p.len() <= LONGEST) {
            self.add_code("pattern", pattern);
        }
    }

    fn size(&mut self, low: Option<u64>, high: Option<u64>, unit: &str) {
        let units = |n: u64| match (unit, n) {
            (_, 1) => unit,
            ("entry", _) => "entries",
            ("item", _) => "items",
            _ => "characters",
        };
        self.separate();
        let mark = self.text.len();
        let _ = match (low.filter(|n| *n > 0), high) {
            (Some(low), Some(high)) if low == high => {
                write!(self.text, "exactly {low} {}", units(low))
            }
            (Some(low), Some(high)) => write!(self.text, "{low} to {high} {}", units(high)),
            (Some(low), None) => write!(self.text, "at least {low} {}", units(low)),
            (None, Some(high)) => write!(self.text, "at most {high} {}", units(high)),
            (None, None) => Ok(()),
        };
        if self.text.len() == mark {
            self.text.truncate(mark.saturating_sub(2)); // the separator
        }
    }

    fn separate(&mut self) {
        if !self.text.is_empty() {
            self.text.push_str(", ");
        }
    }

    /// The notes, one after the other.
    pub fn finish(self) -> String {
        self.text
    }
}

/// Bounds beyond what a float can count say no more than "any number".
fn worth_telling(bound: &Option<Number>) -> Option<&Number> {
    bound.as_ref().filter(|n| {
        n.as_f64()
            .is_some_and(|n| n.abs() < 9_007_199_254_740_992.0)
    })
}

/// `i64` need not be told to be `int64`.
fn is_told_by_type(format: &str, ty: &Type) -> bool {
    match ty {
        Type::Integer(_) => format.starts_with("int") || format.starts_with("uint"),
        Type::Number => matches!(format, "double" | "float" | "number" | "decimal"),
        Type::Model(_) => true,
        _ => false,
    }
}
