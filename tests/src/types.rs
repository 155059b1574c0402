//! Sets of JSON types.

use std::ops::{BitAnd, BitOr};

use serde_json::Value;

/// A set of JSON types. An integer is a number, so `NUMBER` holds `INTEGER`;
/// that makes intersections right.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Types(u8);

#[allow(missing_docs)]
impl Types {
    pub const NONE: Types = Types(0);
    pub const NULL: Types = Types(1);
    pub const BOOLEAN: Types = Types(2);
    pub const INTEGER: Types = Types(4);
    pub const NUMBER: Types = Types(4 | 8);
    pub const STRING: Types = Types(16);
    pub const ARRAY: Types = Types(32);
    pub const OBJECT: Types = Types(64);
    pub const ALL: Types = Types(127);

    /// A word of `type`. `file` (Swagger 2.0) travels as a string; a word that
    /// is none of JSON Schema's says nothing.
    pub fn named(name: &str) -> Types {
        match name {
            "null" => Types::NULL,
            "boolean" => Types::BOOLEAN,
            "integer" => Types::INTEGER,
            "number" => Types::NUMBER,
            "string" | "file" => Types::STRING,
            "array" => Types::ARRAY,
            "object" => Types::OBJECT,
            _ => Types::ALL,
        }
    }

    /// The type of a value; `1.0` is an integer.
    pub fn of(value: &Value) -> Types {
        match value {
            Value::Null => Types::NULL,
            Value::Bool(_) => Types::BOOLEAN,
            Value::Number(n) if n.is_f64() && n.as_f64().is_some_and(|f| f.fract() != 0.0) => {
                Types(8)
            }
            Value::Number(_) => Types::INTEGER,
            Value::String(_) => Types::STRING,
            Value::Array(_) => Types::ARRAY,
            Value::Object(_) => Types::OBJECT,
        }
    }

    /// Whether every type of `other` is in the set.
    pub fn has(self, other: Types) -> bool {
        self.0 & other.0 == other.0
    }

    /// Whether the set is empty.
    pub fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// The set without some types.
    #[must_use]
    pub fn without(self, other: Types) -> Types {
        Types(self.0 & !other.0)
    }

    /// The words for `type`; none means that every type is admitted.
    pub fn names(self) -> Vec<&'static str> {
        if self == Types::ALL {
            return Vec::new();
        }
        let mut names = Vec::new();
        let mut take = |types: Types, name| {
            if self.has(types) {
                names.push(name);
            }
        };
        take(Types::NULL, "null");
        take(Types::BOOLEAN, "boolean");
        take(Types::STRING, "string");
        take(Types::ARRAY, "array");
        take(Types::OBJECT, "object");
        if self.has(Types::NUMBER) {
            names.push("number");
        } else if self.has(Types::INTEGER) {
            names.push("integer");
        }
        names
    }

    /// A word for a single type.
    pub fn word(self) -> &'static str {
        match self {
            Types::NULL => "null",
            Types::BOOLEAN => "boolean",
            Types::STRING => "string",
            Types::ARRAY => "array",
            Types::OBJECT => "object",
            _ => "number",
        }
    }

    /// The single types in the set; a number counts once, as what it may be.
    pub fn each(self) -> Vec<Types> {
        let mut found: Vec<Types> = [Types::OBJECT, Types::ARRAY, Types::STRING, Types::BOOLEAN]
            .into_iter()
            .filter(|t| self.has(*t))
            .collect();
        let number = self & Types::NUMBER;
        if !number.is_empty() {
            found.push(number);
        }
        if self.has(Types::NULL) {
            found.push(Types::NULL);
        }
        found
    }
}

impl BitAnd for Types {
    type Output = Types;

    fn bitand(self, other: Types) -> Types {
        Types(self.0 & other.0)
    }
}

impl BitOr for Types {
    type Output = Types;

    fn bitor(self, other: Types) -> Types {
        Types(self.0 | other.0)
    }
}
