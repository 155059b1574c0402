//! Enums: `strings! { .. }` and `integers! { .. }`.

use std::fmt::Write as _;

use crate::api::{IntegerEnum, ModelId, StringEnum};

use super::super::super::Context;
use super::layout::literal;

/// ```text
/// strings! {
///     RunStepObjectType, open {
///         MessageCreation = "message_creation";
///         ToolCalls = "tool_calls";
///     }
/// }
/// ```
pub(super) fn strings(cx: &Context<'_>, id: ModelId, e: &StringEnum, out: &mut String) {
    let values = e.values.iter().map(|v| literal(&v.value));
    write(cx, id, "strings", e.open, values, out);
}

/// As [`strings`], with integers.
pub(super) fn integers(cx: &Context<'_>, id: ModelId, e: &IntegerEnum, out: &mut String) {
    let values = e.values.iter().map(|v| v.value.to_string());
    write(cx, id, "integers", e.open, values, out);
}

fn write(
    cx: &Context<'_>,
    id: ModelId,
    codec: &str,
    open: bool,
    values: impl Iterator<Item = String>,
    out: &mut String,
) {
    let names = cx.names.model(id);
    let openness = if open { "open" } else { "closed" };
    let _ = writeln!(out, "{codec}! {{\n    {}, {openness} {{", names.rust);
    for (value, name) in values.zip(&names.members) {
        let _ = writeln!(out, "        {name} = {value};");
    }
    out.push_str("    }\n}\n");
}
