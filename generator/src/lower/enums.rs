//! `enum` and `const`.

use std::hash::Hash;

use foldhash::{HashSet, HashSetExt};
use serde_json::Value;

use crate::api::{EnumValue, IntegerEnum, JsonKind, Shape, StringEnum, Type};
use crate::config::Openness;
use crate::diagnostic::Diagnostic;
use crate::dialect::TypeSet;

use super::Lowering;
use super::merge::{Enumeration, Merged};
use super::parts::Part;
use super::schema::Form;

impl<'doc> Lowering<'doc, '_> {
    /// What a list of values is; `None` where the list says nothing that a type
    /// could express better than the schema's `type` does.
    pub(super) fn enumeration(
        &mut self,
        merged: &Merged<'doc>,
        enumeration: &Enumeration<'doc>,
        parts: &[Part],
    ) -> Option<Form> {
        let values: Vec<&Value> = enumeration
            .values
            .iter()
            .copied()
            .filter(|v| !v.is_null())
            .collect();
        let kinds: Vec<JsonKind> = values.iter().filter_map(|v| kind(v)).collect();
        let all =
            |wanted: JsonKind| kinds.len() == values.len() && kinds.iter().all(|k| *k == wanted);
        let stated = merged.types.without(TypeSet::NULL);
        if values.is_empty() {
            return None;
        }
        // `type: string` with `enum: [1, 2]` means the strings "1" and "2".
        if all(JsonKind::String) || (stated == TypeSet::STRING && kinds.len() == values.len()) {
            if !all(JsonKind::String) {
                self.mistyped_enum(parts, "strings");
            } else if stated == TypeSet::INTEGER {
                return self.integers_in_strings(enumeration, parts);
            } else if stated == TypeSet::BOOLEAN || stated == TypeSet::NUMBER {
                self.mistyped_enum(parts, "values of the schema's type");
                return None;
            }
            return Some(Form::Shape(Shape::StringEnum(StringEnum {
                open: self.is_open(values.len()),
                default: merged.default.cloned(),
                values: distinct(enumeration, |value| match value {
                    Value::Null => None,
                    Value::String(s) => Some(s.clone()),
                    other => Some(other.to_string()),
                }),
            })));
        }
        if all(JsonKind::Integer) && stated != TypeSet::NUMBER {
            let values = distinct(enumeration, integer);
            return (values.len() == kinds.len()).then(|| {
                Form::Shape(Shape::IntegerEnum(IntegerEnum {
                    open: self.is_open(values.len()),
                    default: merged.default.cloned(),
                    values,
                }))
            });
        }
        if !stated.is_empty() {
            return None;
        }
        // Without a `type` the values tell it.
        if all(JsonKind::Boolean) {
            Some(Form::Type(Type::Boolean))
        } else if kinds.len() == values.len()
            && kinds
                .iter()
                .all(|k| matches!(k, JsonKind::Integer | JsonKind::Number))
        {
            Some(Form::Type(Type::Number))
        } else {
            Some(Form::Type(Type::Any))
        }
    }

    /// A list of one is a constant, and a constant is closed.
    fn is_open(&self, values: usize) -> bool {
        values > 1 && self.config.models.enums == Openness::Open
    }

    fn integers_in_strings(
        &mut self,
        enumeration: &Enumeration<'doc>,
        parts: &[Part],
    ) -> Option<Form> {
        self.mistyped_enum(parts, "integers");
        let values = distinct(enumeration, |value| value.as_str()?.trim().parse().ok());
        let open = self.is_open(values.len());
        (!values.is_empty()).then_some(Form::Shape(Shape::IntegerEnum(IntegerEnum {
            values,
            open,
            default: None,
        })))
    }

    fn mistyped_enum(&mut self, parts: &[Part], meant: &str) {
        let pointer = format!("{}/enum", self.pointer(parts));
        let message =
            format!("the values of `enum` are not of the schema's type; taken as {meant}");
        self.report(Diagnostic::note(pointer, message).help("write the values as the type says"));
    }
}

/// The values that `read` accepts, without duplicates, with names and meanings.
fn distinct<T: Hash + Eq + Clone>(
    enumeration: &Enumeration<'_>,
    read: impl Fn(&Value) -> Option<T>,
) -> Vec<EnumValue<T>> {
    let mut values: Vec<EnumValue<T>> = Vec::with_capacity(enumeration.values.len());
    let mut known = HashSet::new();
    for (index, value) in enumeration.values.iter().enumerate() {
        let Some(value) = read(value) else { continue };
        if !known.insert(value.clone()) {
            continue;
        }
        values.push(EnumValue {
            value,
            name: enumeration.names[index].map(str::to_owned),
            description: enumeration.descriptions[index].map(str::to_owned),
        });
    }
    values
}

/// An integer, also when written as `1.0`.
pub(super) fn integer(value: &Value) -> Option<i64> {
    let number = value.as_number()?;
    number.as_i64().or_else(|| {
        let float = number.as_f64()?;
        // 2^53: beyond it a float is no exact integer.
        (float.fract() == 0.0 && float.abs() <= 9_007_199_254_740_992.0).then_some(float as i64)
    })
}

/// The kind of a value; `None` for null.
pub(super) fn kind(value: &Value) -> Option<JsonKind> {
    Some(match value {
        Value::Null => return None,
        Value::Bool(_) => JsonKind::Boolean,
        Value::Number(n) if n.is_f64() && integer(value).is_none() => JsonKind::Number,
        Value::Number(_) => JsonKind::Integer,
        Value::String(_) => JsonKind::String,
        Value::Array(_) => JsonKind::Array,
        Value::Object(_) => JsonKind::Object,
    })
}
