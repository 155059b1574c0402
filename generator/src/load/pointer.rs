//! Segments of JSON Pointers (RFC 6901).

use std::borrow::Cow;

/// A segment as a key: `~1` is a slash and `~0` a tilde. Hardly any has one.
pub(crate) fn unescaped(segment: &str) -> Cow<'_, str> {
    match segment.contains('~') {
        true => Cow::Owned(segment.replace("~1", "/").replace("~0", "~")),
        false => Cow::Borrowed(segment),
    }
}

/// A key as a segment.
pub(crate) fn escaped(key: &str) -> Cow<'_, str> {
    match key.contains(['~', '/']) {
        true => Cow::Owned(key.replace('~', "~0").replace('/', "~1")),
        false => Cow::Borrowed(key),
    }
}
