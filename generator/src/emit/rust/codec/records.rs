//! Structs: `record! { .. }` with the keys as text.

use std::fmt::Write as _;

use crate::api::{Extra, Field, Member, ModelId, Struct};

use super::super::super::Context;
use super::super::super::rust_type::RustType;
use super::Uses;
use super::blank::blank;
use super::json::{json, string};
use super::layout::{raw_literal, write_list};

/// ```text
/// record! {
///     RunStepObject { id, last_error }
///     blank new(String::new(), None);
///     keys r#"
///         required "id"
///         constant "object" "thread.run.step"
///         nullable "last_error"
///     "#;
/// }
/// ```
///
/// The support module's `record.rs` says what the words mean.
pub(super) fn write(cx: &Context<'_>, id: ModelId, s: &Struct, uses: &mut Uses, out: &mut String) {
    let names = cx.names.model(id);
    let mut fields = Vec::new();
    let mut blanks = Vec::new();
    let mut keys = String::with_capacity(32 * s.members.len());
    for (member, name) in s.members.iter().zip(&names.members) {
        let line = match member {
            Member::Constant(constant) => {
                let (key, value) = (string(&constant.key), json(&constant.value));
                format!("constant {key} {value}")
            }
            Member::Field(field) => {
                fields.push(name);
                if field.required {
                    let ty = RustType::of_field(cx, id, field);
                    uses.blank(cx, &ty);
                    blanks.push(blank(cx, &ty));
                }
                format!("{} {}", rule(field), string(&field.key))
            }
        };
        let _ = writeln!(keys, "        {line}");
    }
    let _ = write!(out, "record! {{\n    {} ", names.rust);
    write_list(out, "    ", ['{', '}'], &fields);
    if let Extra::Kept(_) = &s.extra {
        let _ = write!(out, " + {}", names.extra);
    }
    // What the model file has: `new`, or the derived `Default`.
    let begin = if blanks.is_empty() { "default" } else { "new" };
    let _ = write!(out, "\n    blank {begin}");
    write_list(out, "    ", ['(', ')'], &blanks);
    let keys = raw_literal(&format!("\n{keys}    "));
    let _ = writeln!(out, ";\n    keys {keys};\n}}");
}

fn rule(field: &Field) -> &'static str {
    match (field.required, field.nullable) {
        (false, _) => "optional",
        (true, true) => "nullable",
        (true, false) => "required",
    }
}
