//! Writes JSON text.
//!
//! In come values, one after the other, from models that know what they are;
//! out goes compact text. Nothing here can fail, which spares every model a `?`
//! per field.

use std::mem::take;

use super::{Fixed, syntax};

/// JSON text that is being written.
pub struct Writer {
    /// Bytes, because numbers are made of bytes; they are always UTF-8.
    out: Vec<u8>,
    /// Whether an array or object was opened and nothing written to it yet.
    fresh: bool,
    /// An entry that the next object begins with.
    tag: Option<(&'static str, Fixed)>,
}

impl Writer {
    pub(super) fn new() -> Self {
        Self {
            out: Vec::with_capacity(128),
            fresh: true,
            tag: None,
        }
    }

    /// All text.
    pub(super) fn finish(self) -> String {
        String::from_utf8(self.out).unwrap_or_default()
    }

    /// Whether nothing has been written.
    pub(super) fn is_empty(&self) -> bool {
        self.out.is_empty()
    }

    /// Writes text that is JSON.
    #[inline]
    pub(super) fn raw(&mut self, text: &str) {
        self.out.extend_from_slice(text.as_bytes());
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
            self.out.push(b'-');
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
        self.out.extend_from_slice(&digits[start..]);
    }

    /// Writes a number as `serde_json` writes it: `null` if it is none.
    pub fn float(&mut self, value: f64) {
        // Into memory this cannot fail.
        let _ = serde_json::to_writer(&mut self.out, &value);
    }

    /// Writes a string.
    #[inline]
    pub fn string(&mut self, text: &str) {
        self.out.reserve(text.len() + 2);
        self.out.push(b'"');
        if syntax::plain_len(text.as_bytes()) == text.len() {
            self.raw(text);
        } else {
            self.escape(text.as_bytes());
        }
        self.out.push(b'"');
    }

    #[cold]
    fn escape(&mut self, mut rest: &[u8]) {
        loop {
            let (plain, special) = rest.split_at(syntax::plain_len(rest));
            self.out.extend_from_slice(plain);
            let Some((byte, after)) = special.split_first() else {
                return;
            };
            let short = match byte {
                b'"' | b'\\' => *byte,
                b'\n' => b'n',
                b'\r' => b'r',
                b'\t' => b't',
                0x08 => b'b',
                0x0C => b'f',
                _ => b'u',
            };
            self.out.extend_from_slice(&[b'\\', short]);
            if short == b'u' {
                let digit = b"0123456789abcdef"[usize::from(byte & 15)];
                self.out
                    .extend_from_slice(&[b'0', b'0', b'0' + (byte >> 4), digit]);
            }
            rest = after;
        }
    }

    /// Opens an array.
    pub fn begin_array(&mut self) {
        self.out.push(b'[');
        self.fresh = true;
    }

    /// Comes before each item.
    #[inline]
    pub fn item(&mut self) {
        if !take(&mut self.fresh) {
            self.out.push(b',');
        }
    }

    /// Closes the array.
    pub fn end_array(&mut self) {
        self.out.push(b']');
        self.fresh = false;
    }

    /// Opens an object.
    pub fn begin_object(&mut self) {
        self.out.push(b'{');
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
        self.out.push(b':');
    }

    /// Closes the object.
    pub fn end_object(&mut self) {
        self.out.push(b'}');
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
