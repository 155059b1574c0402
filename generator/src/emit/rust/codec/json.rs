//! JSON in codec files.

use super::super::super::example::{self, Json};

/// A scalar or a text in JSON, with escapes for what a source file had better not show.
pub(super) fn json<'a>(value: impl Into<Json<'a>>) -> String {
    let mut text = String::new();
    example::inline(&mut text, &value.into());
    text
}

/// A text in JSON.
pub(super) fn string(text: &str) -> String {
    json(Json::text(text))
}
