//! Enums of strings and of integers.

use std::fmt::{Display, Write as _};

use crate::api::{EnumValue, ModelId};

use super::super::super::{Context, prose};
use super::super::source::doc;

/// The enum. `unknown` is the type that keeps a value which is not listed.
pub(super) fn write<T: Display>(
    cx: &Context<'_>,
    id: ModelId,
    values: &[EnumValue<T>],
    unknown: Option<&str>,
    out: &mut String,
) {
    let names = cx.names.model(id);
    // One without text is as small as an integer, and as easy to pass around. One
    // with text is equal to another if their texts are, which its codec says.
    let derives = if unknown == Some("String") {
        "Clone"
    } else {
        "Clone, Copy, PartialEq"
    };
    let _ = writeln!(out, "#[derive({derives})]\npub enum {} {{", names.rust);
    for (value, name) in values.iter().zip(&names.members) {
        doc(
            out,
            "    ",
            &prose::value(cx, &value.value.to_string(), value.description.as_deref()),
        );
        let _ = writeln!(out, "    {name},");
    }
    if let Some(unknown) = unknown {
        out.push_str("    /// A value that the document does not list, as it came.\n");
        let _ = writeln!(out, "    Unknown({unknown}),");
    }
    out.push_str("}\n");
}
