//! Writes JSON text.
//!
//! In come values, one after the other, from models that know what they are;
//! out goes compact text. Nothing here can fail, which spares every model a `?`
//! per field.

use std::mem::take;

use super::{Fixed, syntax};

/// JSON text that is being written.
pub struct Writer {
    out: String,
    /// Whether an array or object was opened and nothing written to it yet.
    fresh: bool,
    /// An entry that the next object begins with.
    tag: Option<(&'static str, Fixed)>,
}

impl Writer {
    pub(super) fn new() -> Self {
        Self {
            // A model of some size fits; growing copies all of it.
            out: String::with_capacity(512),
            fresh: true,
            tag: None,
        }
    }

    /// All text.
    pub(super) fn finish(self) -> String {
        self.out
    }

    /// Whether nothing has been written.
    pub(super) fn is_empty(&self) -> bool {
        self.out.is_empty()
    }

    /// Writes text that is JSON.
    #[inline]
    pub(super) fn raw(&mut self, text: &str) {
        self.out.push_str(text);
    }

    /// Writes `null`.
    pub fn null(&mut self) {
        self.raw("null");
    }

    /// Writes `true` or `false`.
    pub fn bool(&mut self, value: bool) {
        self.raw(if value { "true" } else { "false" });
    }

    /// Writes an integer.
    pub fn int(&mut self, value: i64) {
        if value < 0 {
            self.out.push('-');
        }
        self.uint(value.unsigned_abs());
    }

    /// Writes an integer.
    pub fn uint(&mut self, mut value: u64) {
        let mut digits = [0; 20];
        let mut start = digits.len();
        while value >= 10 {
            let pair = 2 * (value % 100) as usize;
            start -= 2;
            digits[start..start + 2].copy_from_slice(&PAIRS[pair..pair + 2]);
            value /= 100;
        }
        if value > 0 || start == digits.len() {
            start -= 1;
            digits[start] = b'0' + value as u8;
        }
        self.ascii(&digits[start..]);
    }

    /// Writes a number as `serde_json` writes it: `null` if it is none.
    pub fn float(&mut self, value: f64) {
        // No number is longer, so this cannot fail.
        let mut digits = [0; 32];
        let mut rest = &mut digits[..];
        let _ = serde_json::to_writer(&mut rest, &value);
        let length = 32 - rest.len();
        self.ascii(&digits[..length]);
    }

    fn ascii(&mut self, bytes: &[u8]) {
        self.raw(str::from_utf8(bytes).unwrap_or_default());
    }

    /// Writes a string.
    #[inline]
    pub fn string(&mut self, text: &str) {
        self.out.reserve(text.len() + 2);
        self.out.push('"');
        if syntax::plain_len(text.as_bytes()) == text.len() {
            self.raw(text);
        } else {
            self.escape(text);
        }
        self.out.push('"');
    }

    #[cold]
    fn escape(&mut self, mut rest: &str) {
        loop {
            let (plain, special) = rest.split_at(syntax::plain_len(rest.as_bytes()));
            self.raw(plain);
            let Some(byte) = special.bytes().next() else {
                return;
            };
            match byte {
                b'"' => self.raw("\\\""),
                b'\\' => self.raw("\\\\"),
                b'\n' => self.raw("\\n"),
                b'\r' => self.raw("\\r"),
                b'\t' => self.raw("\\t"),
                0x08 => self.raw("\\b"),
                0x0C => self.raw("\\f"),
                _ => {
                    self.raw(if byte < 16 { "\\u000" } else { "\\u001" });
                    self.out
                        .push(char::from(b"0123456789abcdef"[usize::from(byte & 15)]));
                }
            }
            rest = &special[1..];
        }
    }

    /// Opens an array.
    pub fn begin_array(&mut self) {
        self.out.push('[');
        self.fresh = true;
    }

    /// Comes before each item.
    #[inline]
    pub fn item(&mut self) {
        if !take(&mut self.fresh) {
            self.out.push(',');
        }
    }

    /// Closes the array.
    pub fn end_array(&mut self) {
        self.out.push(']');
        self.fresh = false;
    }

    /// Opens an object.
    pub fn begin_object(&mut self) {
        self.out.push('{');
        self.fresh = true;
        if let Some((key, tag)) = self.tag.take() {
            self.key(key);
            tag.write(self);
        }
    }

    /// Writes a key; its value comes next.
    pub fn key(&mut self, key: &str) {
        self.item();
        self.string(key);
        self.out.push(':');
    }

    /// Closes the object.
    pub fn end_object(&mut self) {
        self.out.push('}');
        self.fresh = false;
    }

    /// This place, to go back to.
    pub(super) fn mark(&self) -> usize {
        self.out.len()
    }

    /// Goes back, forgetting what was written since.
    pub(super) fn rewind(&mut self, mark: usize) {
        self.out.truncate(mark);
        self.fresh = false;
    }

    /// Writes a ready-made `,"key":`
    #[inline]
    pub(super) fn head(&mut self, head: &str) {
        let head = if take(&mut self.fresh) {
            &head[1..]
        } else {
            head
        };
        self.raw(head);
    }

    /// Lets the next object begin with this entry.
    pub(super) fn tag(&mut self, key: &'static str, tag: Fixed) {
        self.tag = Some((key, tag));
    }

    /// Forgets the entry if there was no object.
    pub(super) fn untag(&mut self) {
        self.tag = None;
    }
}

/// The numbers below a hundred, two digits each.
static PAIRS: [u8; 200] = {
    let mut pairs = [b'0'; 200];
    let mut number = 0;
    while number < 100 {
        pairs[2 * number] += (number / 10) as u8;
        pairs[2 * number + 1] += (number % 10) as u8;
        number += 1;
    }
    pairs
};
