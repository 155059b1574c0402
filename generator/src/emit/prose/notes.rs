//! What a document says about values beyond their type, in a few words each.

use serde_json::{Number, Value};

use crate::api::{Bounds, Field, Type};

use super::super::markdown::Markdown;
use super::super::piece::Piece;

/// Longer patterns and defaults say less than the space they take.
const LONGEST: usize = 120;

/// Collects notes: each starts with what it is, and none contains a line break.
#[derive(Debug, Default)]
pub struct Notes {
    text: Markdown,
    in_table: bool,
}

impl Notes {
    /// Notes for a cell of a table.
    pub fn for_table() -> Notes {
        Notes {
            text: Markdown::default(),
            in_table: true,
        }
    }

    /// Adds a note.
    pub fn add(&mut self, note: &'static str) {
        self.separate();
        self.text.push(note);
    }

    /// Adds a note that ends with a number: `at least 3`.
    fn add_number(&mut self, note: &'static str, number: impl Piece) {
        self.add(note);
        pieces!(self.text, " ", number);
    }

    /// Adds `0 to 10`.
    fn add_range(&mut self, low: impl Piece, high: impl Piece) {
        self.separate();
        pieces!(self.text, low, " to ", high);
    }

    fn separate(&mut self) {
        if !self.text.is_empty() {
            self.text.push(", ");
        }
    }

    /// Adds a note with code in it: `default` and `20`.
    pub fn add_code(&mut self, note: &'static str, code: &str) {
        self.add(note);
        self.text.push(" ");
        if self.in_table {
            self.text.cell_code(code);
        } else {
            self.text.code(code);
        }
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
            (Some(low), Some(high)) if low == high => self.add_number("always", low),
            (Some(low), Some(high)) => self.add_range(low, high),
            (Some(low), None) => self.add_number("at least", low),
            (None, Some(high)) => self.add_number("at most", high),
            (None, None) => {}
        }
        if let Some(bound) = &bounds.exclusive_minimum {
            self.add_number("greater than", bound);
        }
        if let Some(bound) = &bounds.exclusive_maximum {
            self.add_number("less than", bound);
        }
        if let Some(unit) = &bounds.multiple_of {
            self.add_number("a multiple of", unit);
        }
        self.size(
            bounds.min_length,
            bounds.max_length,
            "character",
            "characters",
        );
        self.size(bounds.min_items, bounds.max_items, "item", "items");
        self.size(
            bounds.min_properties,
            bounds.max_properties,
            "entry",
            "entries",
        );
        if bounds.unique_items {
            self.add("no two items equal");
        }
        if let Some(pattern) = bounds.pattern.as_deref().filter(|p| p.len() <= LONGEST) {
            self.add_code("pattern", pattern);
        }
    }

    fn size(&mut self, low: Option<u64>, high: Option<u64>, one: &'static str, more: &'static str) {
        let last = match (low.filter(|n| *n > 0), high) {
            (Some(low), Some(high)) if low == high => {
                self.add_number("exactly", low);
                low
            }
            (Some(low), Some(high)) => {
                self.add_range(low, high);
                high
            }
            (Some(low), None) => {
                self.add_number("at least", low);
                low
            }
            (None, Some(high)) => {
                self.add_number("at most", high);
                high
            }
            (None, None) => return,
        };
        pieces!(self.text, " ", if last == 1 { one } else { more });
    }

    /// The notes, one after the other.
    pub fn finish(self) -> Markdown {
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
