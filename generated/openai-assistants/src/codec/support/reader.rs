//! Reads JSON text, straight into models.
//!
//! In comes text; out goes one value at a time, to whoever asks for it by type.
//! Nothing is read before there is a place for it, and nothing is allocated but
//! what the model keeps: a string without escapes is copied once, a key is
//! compared where it stands. Because the text stays at hand, a decoder that must
//! look ahead (where is the tag of this object?) looks and goes back to a
//! [`Mark`]; nothing is ever held elsewhere.
//!
//! This is a reader of our own because it is what makes decoding fast: it is no
//! generic code, so it is compiled once, in this crate. It takes exactly the
//! JSON that `serde_json` takes.

use std::collections::HashMap;

use super::error::{excerpt, quoted};
use super::number::Number;
use super::trial::Trials;
use super::{Error, syntax};

/// How deep arrays and objects may nest, as in `serde_json`.
pub(super) const DEPTH: u8 = 128;

/// Arrays and objects of more bytes are passed over once.
const LONG: usize = 256;

/// JSON text and a position in it.
pub struct Reader<'de> {
    pub(super) text: &'de str,
    pub(super) at: usize,
    /// How many more arrays and objects may be opened.
    pub(super) depth: u8,
    /// Whether an array or object was opened and nothing read from it yet.
    fresh: bool,
    /// A key that the next object is not to see.
    pub(super) hidden: Option<&'static str>,
    /// The last string that had escapes, without them.
    unescaped: String,
    /// Whether the text was written from another format's numbers.
    pub(super) rewritten: bool,
    /// Whether numbers and booleans may come as strings.
    pub(super) form: bool,
    /// Where long arrays and objects end that have been passed over, by where they begin.
    ends: HashMap<usize, usize>,
    /// What is known of the values that variants are being tried on.
    pub(super) trials: Option<Box<Trials>>,
}

/// A place to go back to.
#[derive(Debug, Clone, Copy)]
pub struct Mark {
    pub(super) at: usize,
    pub(super) depth: u8,
    pub(super) hidden: Option<&'static str>,
}

/// The type of a JSON value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// `null`
    Null,
    /// `true` or `false`
    Bool,
    /// A number without a fraction or exponent.
    Integer,
    /// Any number.
    Number,
    /// A string.
    String,
    /// An array.
    Array,
    /// An object.
    Object,
}

impl<'de> Reader<'de> {
    /// Reads a text from its start.
    pub fn new(text: &'de str) -> Self {
        Self {
            text,
            at: 0,
            depth: DEPTH,
            fresh: false,
            hidden: None,
            unescaped: String::new(),
            rewritten: false,
            form: false,
            ends: HashMap::new(),
            trials: None,
        }
    }

    /// Reads a text that was written from a format that hands out what numbers are,
    /// not how they were written. A large integer may have come as a float by then.
    pub(super) fn rewritten(text: &'de str) -> Self {
        Self {
            rewritten: true,
            ..Self::new(text)
        }
    }

    /// Reads a text that was written from a form, which has strings for everything.
    pub(super) fn of_form(text: &'de str) -> Self {
        Self {
            form: true,
            ..Self::new(text)
        }
    }

    /// Takes a string, if one comes next in a form, and reads what stands in it.
    #[cold]
    pub(super) fn in_string<T>(
        &mut self,
        read: impl FnOnce(&mut Reader<'_>) -> Result<T, Error>,
    ) -> Result<Option<T>, Error> {
        if !self.form || self.token()? != b'"' {
            return Ok(None);
        }
        let start = self.at;
        let mut inside = Reader::new(self.quoted()?);
        let value = read(&mut inside).and_then(|value| inside.end().map(|()| value));
        if value.is_err() {
            self.at = start;
        }
        Ok(value.ok())
    }

    /// Checks that nothing but white space follows.
    pub fn end(&mut self) -> Result<(), Error> {
        match self.skip_space() {
            None => Ok(()),
            Some(_) => Err(self.syntax("trailing characters")),
        }
    }

    /// The type of the next value.
    pub fn kind(&mut self) -> Result<Kind, Error> {
        Ok(match self.token()? {
            b'n' => Kind::Null,
            b't' | b'f' => Kind::Bool,
            b'"' => Kind::String,
            b'[' => Kind::Array,
            b'{' => Kind::Object,
            b'-' | b'0'..=b'9' => {
                let start = self.at;
                let number = self.number()?;
                self.at = start;
                match number {
                    Number::Int(_) | Number::Uint(_) => Kind::Integer,
                    Number::Float(_) => Kind::Number,
                }
            }
            _ => return Err(self.syntax("expected value")),
        })
    }

    /// Whether a string comes next.
    #[inline]
    pub(super) fn is_text(&mut self) -> Result<bool, Error> {
        Ok(self.token()? == b'"')
    }

    /// Takes a `null`, if that is what comes next.
    #[inline]
    pub fn null(&mut self) -> Result<bool, Error> {
        if self.token()? != b'n' {
            return Ok(false);
        }
        self.word("null").map(|()| true)
    }

    /// Takes `true` or `false`.
    pub fn bool(&mut self) -> Result<bool, Error> {
        match self.token()? {
            b't' => self.word("true").map(|()| true),
            b'f' => self.word("false").map(|()| false),
            _ => match self.in_string(|inside| inside.bool())? {
                Some(value) => Ok(value),
                None => Err(self.unexpected("a boolean")),
            },
        }
    }

    /// Takes a string.
    #[inline]
    pub fn text(&mut self) -> Result<&str, Error> {
        match self.token()? {
            b'"' => self.quoted(),
            _ => Err(self.unexpected("a string")),
        }
    }

    /// Opens an array; [`item`](Self::item) goes through it.
    pub fn begin_array(&mut self) -> Result<(), Error> {
        match self.token()? {
            b'[' => self.open(),
            _ => Err(self.unexpected("an array")),
        }
    }

    /// Whether there is another item in the open array; if not, it is closed.
    #[inline]
    pub fn item(&mut self) -> Result<bool, Error> {
        self.more(b']')
    }

    /// Opens an object; [`entry`](Self::entry) goes through it. The key to pass
    /// over is for whoever keeps keys that it does not know.
    pub fn begin_object(&mut self) -> Result<Option<&'static str>, Error> {
        match self.token()? {
            b'{' => self.open()?,
            _ => return Err(self.unexpected("an object")),
        }
        Ok(self.hidden.take())
    }

    /// Whether there is another entry in the open object; if not, it is closed.
    #[inline]
    pub fn entry(&mut self) -> Result<bool, Error> {
        self.more(b'}')
    }

    /// Closes the open object, if its end comes next and without white space.
    #[inline]
    pub(super) fn closes(&mut self) -> bool {
        let is = self.text.as_bytes().get(self.at) == Some(&b'}');
        if is {
            self.at += 1;
            self.depth += 1;
            self.fresh = false;
        }
        is
    }

    /// Takes the key of an entry.
    pub fn key(&mut self) -> Result<&str, Error> {
        if self.token()? != b'"' {
            return Err(self.syntax("key must be a string"));
        }
        // Where the key stands, to return it when the colon has been read.
        let start = self.at + 1;
        let plain = self.quoted()?.len();
        let escaped = self.at != start + plain + 1;
        self.colon()?;
        Ok(if escaped {
            &self.unescaped
        } else {
            &self.text[start..start + plain]
        })
    }

    #[inline]
    fn colon(&mut self) -> Result<(), Error> {
        if self.token()? != b':' {
            return Err(self.syntax("expected `:`"));
        }
        self.at += 1;
        Ok(())
    }

    /// Whether this text is what comes next.
    #[inline(always)]
    pub(super) fn is_next(&self, text: &[u8]) -> bool {
        let next = self.text.as_bytes().get(self.at..self.at + text.len());
        next.is_some_and(|next| syntax::same(next, text))
    }

    /// Takes this text, if it is what comes next.
    #[inline(always)] // It is most of the hottest loop there is.
    pub(super) fn exactly(&mut self, text: &[u8]) -> bool {
        let is = self.is_next(text);
        if is {
            self.at += text.len();
        }
        is
    }

    /// Takes the head of an entry, `,"key":`, if it is what comes next. The first
    /// in an object has no comma, and one that is `begun` no more.
    #[inline]
    pub(super) fn head(&mut self, head: &str, begun: bool) -> bool {
        let is = self.exactly(&head.as_bytes()[usize::from(self.fresh || begun)..]);
        self.fresh &= !is;
        is
    }

    /// Whether there is white space before this place.
    #[inline]
    pub(super) fn is_spaced(&self) -> bool {
        self.text.as_bytes()[..self.at]
            .last()
            .is_some_and(|byte| *byte <= b' ')
    }

    /// Takes this string, if it comes next and is written without escapes.
    #[inline]
    pub(super) fn quoted_as(&mut self, text: &str) -> bool {
        let rest = &self.text.as_bytes()[self.at..];
        let end = text.len() + 1;
        let is = rest.get(end) == Some(&b'"')
            && rest[0] == b'"'
            && syntax::same(&rest[1..end], text.as_bytes());
        if is {
            self.at += end + 1;
        }
        is
    }

    /// Takes a key, and says whether it is this one.
    #[inline]
    pub(super) fn key_is(&mut self, key: &str) -> Result<bool, Error> {
        if self.quoted_as(key) {
            return self.colon().map(|()| true);
        }
        Ok(self.key()? == key)
    }

    /// Passes over a value.
    pub fn skip(&mut self) -> Result<(), Error> {
        match self.token()? {
            b'"' => self.quoted().map(|_| ()),
            b'{' => self.skip_once(|from| {
                while from.entry()? {
                    from.key()?;
                    from.skip()?;
                }
                Ok(())
            }),
            b'[' => self.skip_once(|from| {
                while from.item()? {
                    from.skip()?;
                }
                Ok(())
            }),
            b'n' => self.word("null"),
            b't' => self.word("true"),
            b'f' => self.word("false"),
            _ => self.number().map(|_| ()),
        }
    }

    /// Passes over an array or an object: in one step where that has been done before.
    /// A union whose tag comes last passes over what is inside of it, where the next
    /// one does the same.
    fn skip_once(
        &mut self,
        skip: impl FnOnce(&mut Self) -> Result<(), Error>,
    ) -> Result<(), Error> {
        let start = self.at;
        if !self.ends.is_empty()
            && let Some(end) = self.ends.get(&start)
        {
            self.at = *end;
            self.fresh = false;
            return Ok(());
        }
        self.open()?;
        skip(self)?;
        if self.at - start > LONG {
            self.ends.insert(start, self.at);
        }
        Ok(())
    }

    /// This place, to go back to.
    pub fn mark(&self) -> Mark {
        Mark {
            at: self.at,
            depth: self.depth,
            hidden: self.hidden,
        }
    }

    /// Goes back.
    pub fn rewind(&mut self, mark: Mark) {
        Mark {
            at: self.at,
            depth: self.depth,
            hidden: self.hidden,
        } = mark;
        self.fresh = false;
    }

    /// The text since a place.
    pub(super) fn since(&self, mark: Mark) -> &'de str {
        &self.text[mark.at..self.at]
    }

    /// Hides a key from whoever decodes the next object.
    pub(super) fn hide(&mut self, key: &'static str) {
        self.hidden = Some(key);
    }

    fn open(&mut self) -> Result<(), Error> {
        if self.depth == 1 {
            return Err(self.syntax("recursion limit exceeded"));
        }
        self.depth -= 1;
        self.at += 1;
        self.fresh = true;
        Ok(())
    }

    /// Moves on to the next item or entry.
    #[inline]
    fn more(&mut self, close: u8) -> Result<bool, Error> {
        let fresh = std::mem::take(&mut self.fresh);
        match self.token()? {
            byte if byte == close => {
                self.at += 1;
                self.depth += 1;
                Ok(false)
            }
            b',' if !fresh => {
                self.at += 1;
                match self.token()? {
                    byte if byte == close => Err(self.syntax("trailing comma")),
                    _ => Ok(true),
                }
            }
            _ if fresh => Ok(true),
            _ => Err(self.syntax("expected `,` or the end of this array or object")),
        }
    }

    /// The next byte that is no white space.
    #[inline(always)]
    pub(super) fn token(&mut self) -> Result<u8, Error> {
        match self.text.as_bytes().get(self.at) {
            Some(&byte) if byte > b' ' => Ok(byte),
            _ => self
                .skip_space()
                .ok_or_else(|| self.syntax("unexpected end of text")),
        }
    }

    fn skip_space(&mut self) -> Option<u8> {
        loop {
            match *self.text.as_bytes().get(self.at)? {
                b' ' | b'\n' | b'\t' | b'\r' => self.at += 1,
                byte => return Some(byte),
            }
        }
    }

    fn word(&mut self, word: &str) -> Result<(), Error> {
        if !self.text.as_bytes()[self.at..].starts_with(word.as_bytes()) {
            return Err(self.syntax("expected value"));
        }
        self.at += word.len();
        Ok(())
    }

    /// Takes the string that begins here.
    #[inline(always)]
    fn quoted(&mut self) -> Result<&str, Error> {
        let text = self.text;
        let start = self.at + 1;
        let end = start + syntax::plain_len(&text.as_bytes()[start..]);
        if text.as_bytes().get(end) == Some(&b'"') {
            self.at = end + 1;
            return Ok(&text[start..end]);
        }
        self.escaped(start, end)
    }

    /// Takes the string from `start`, whose first special byte is at `end`.
    fn escaped(&mut self, mut start: usize, mut end: usize) -> Result<&str, Error> {
        let bytes = self.text.as_bytes();
        self.unescaped.clear();
        // Enough for most, so that it does not grow step by step.
        self.unescaped.reserve((bytes.len() - start).min(128));
        loop {
            self.unescaped.push_str(&self.text[start..end]);
            self.at = end;
            match bytes.get(end) {
                Some(b'"') => break,
                Some(b'\\') => self.escape()?,
                Some(_) => return Err(self.syntax("control character in a string")),
                None => return Err(self.syntax("unexpected end of text")),
            }
            start = self.at;
            end = start + syntax::plain_len(&bytes[start..]);
        }
        self.at += 1;
        Ok(&self.unescaped)
    }

    fn escape(&mut self) -> Result<(), Error> {
        let escape = self.text.as_bytes().get(self.at + 1);
        let plain = match escape {
            Some(b'n') => '\n',
            Some(b't') => '\t',
            Some(b'r') => '\r',
            Some(b'b') => '\u{8}',
            Some(b'f') => '\u{c}',
            Some(&byte @ (b'"' | b'\\' | b'/')) => char::from(byte),
            Some(b'u') => return self.unicode_escape(),
            Some(_) => return Err(self.syntax("invalid escape")),
            None => return Err(self.syntax("unexpected end of text")),
        };
        self.at += 2;
        self.unescaped.push(plain);
        Ok(())
    }

    /// Takes `\uXXXX`, or two of them that are the halves of one character.
    fn unicode_escape(&mut self) -> Result<(), Error> {
        let first = self.hex4(self.at)?;
        let mut next = self.at + 6;
        let mut code = first;
        if (0xD800..0xDC00).contains(&first) && self.text[next..].starts_with("\\u") {
            let second = self.hex4(next)?;
            if (0xDC00..0xE000).contains(&second) {
                code = 0x1_0000 + ((first - 0xD800) << 10 | (second - 0xDC00));
                next += 6;
            }
        }
        match char::from_u32(code) {
            Some(c) => self.unescaped.push(c),
            None => return Err(self.syntax("half of a character in a hex escape")),
        }
        self.at = next;
        Ok(())
    }

    /// The four digits after the `\u` at a place.
    fn hex4(&self, at: usize) -> Result<u32, Error> {
        let digits = self.text.as_bytes().get(at + 2..at + 6);
        let digit = |code: u32, byte: &u8| Some(code << 4 | char::from(*byte).to_digit(16)?);
        digits
            .and_then(|digits| digits.iter().try_fold(0, digit))
            .ok_or_else(|| self.syntax("invalid escape"))
    }

    /// The error that something else was expected here.
    #[cold]
    #[must_use]
    pub fn unexpected(&mut self, what: &str) -> Error {
        match self.kind() {
            Ok(_) => Error::new(format!("expected {what}, found {}", self.describe())),
            Err(error) => error,
        }
    }

    /// The next value as a message can show it.
    pub(super) fn describe(&mut self) -> String {
        let mark = self.mark();
        match self.kind() {
            Ok(Kind::Array) => "an array".to_owned(),
            Ok(Kind::Object) => "an object".to_owned(),
            Ok(Kind::String) => match self.text() {
                Ok(text) => quoted(text),
                Err(error) => error.to_string(),
            },
            _ => {
                let _ = self.skip();
                excerpt(self.since(mark)).into_owned()
            }
        }
    }

    /// The error that this is no JSON, which says where in the text that is.
    #[cold]
    pub(super) fn syntax(&self, what: &str) -> Error {
        let before = &self.text.as_bytes()[..self.at.min(self.text.len())];
        let line = 1 + before.iter().filter(|byte| **byte == b'\n').count();
        let column = 1 + before
            .iter()
            .rev()
            .take_while(|byte| **byte != b'\n')
            .count();
        Error::new(format!("{what} at line {line} column {column}"))
    }
}
