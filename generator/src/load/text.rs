//! Bytes to text.
//!
//! What comes in: the bytes of a file. What goes out: UTF-8 without a byte order
//! mark. Documents that Windows tools wrote come as UTF-16 or with a mark; both
//! are read without a word. A second mark, which tools leave that join or convert files,
//! is skipped like the first. Bytes that are no text are an error with their place,
//! because replacing them would change names in silence.

use std::borrow::Cow;

use memchr::memmem;

use super::parse::Fault;

/// The text of a file, borrowed where the bytes are UTF-8 already.
pub(super) fn decode(bytes: &[u8]) -> Result<Cow<'_, str>, Fault> {
    if let Some(units) = utf16(bytes) {
        let marks = units.iter().take_while(|unit| **unit == 0xFEFF).count();
        let text: Result<String, _> = char::decode_utf16(units.into_iter().skip(marks)).collect();
        let text = text.map_err(|e| Fault::new(format!("the file is UTF-16, but {e}")))?;
        return Ok(Cow::Owned(text));
    }
    let bytes = without_marks(bytes);
    let text = std::str::from_utf8(bytes).map_err(|e| {
        let (good, bad) = bytes.split_at(e.valid_up_to());
        let line = 1 + good.iter().filter(|b| **b == b'\n').count();
        let last = good.rsplit(|b| *b == b'\n').next().unwrap_or_default();
        let column = 1 + String::from_utf8_lossy(last).chars().count();
        Fault::new(format!("the byte 0x{:02X} is not UTF-8", bad[0]))
            .at(line, column)
            .help("save the file as UTF-8")
    })?;
    Ok(Cow::Borrowed(text))
}

/// A text with the line ends of Unix, borrowed where it has them: how lines end is a matter
/// of the machine that a text was checked out on.
pub(crate) fn with_line_feeds(bytes: &[u8]) -> Cow<'_, [u8]> {
    if memmem::find(bytes, b"\r\n").is_none() {
        return Cow::Borrowed(bytes);
    }
    let mut text = Vec::with_capacity(bytes.len());
    let mut rest = bytes;
    while let Some(end) = memmem::find(rest, b"\r\n") {
        text.extend_from_slice(&rest[..end]);
        text.push(b'\n');
        rest = &rest[end + 2..];
    }
    text.extend_from_slice(rest);
    Cow::Owned(text)
}

/// Whether UTF-8 begins with more than one byte order mark.
pub(super) fn has_several_marks(bytes: &[u8]) -> bool {
    bytes.len() - without_marks(bytes).len() > MARK.len()
}

const MARK: &[u8] = b"\xEF\xBB\xBF";

fn without_marks(mut bytes: &[u8]) -> &[u8] {
    while let Some(rest) = bytes.strip_prefix(MARK) {
        bytes = rest;
    }
    bytes
}

/// The code units of UTF-16, told by its mark or by the zero bytes that its
/// ASCII has.
fn utf16(bytes: &[u8]) -> Option<Vec<u16>> {
    let (skip, little) = match bytes {
        [0xFF, 0xFE, ..] => (2, true),
        [0xFE, 0xFF, ..] => (2, false),
        [first, 0, ..] if *first != 0 => (0, true),
        [0, first, ..] if *first != 0 => (0, false),
        _ => return None,
    };
    let pairs = bytes[skip..].chunks_exact(2).map(|pair| [pair[0], pair[1]]);
    Some(if little {
        pairs.map(u16::from_le_bytes).collect()
    } else {
        pairs.map(u16::from_be_bytes).collect()
    })
}
