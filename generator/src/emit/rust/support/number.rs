//! Numbers, as JSON writes them.
//!
//! In comes the text of a number; out goes a value of the type that is asked for. An
//! integer is exact or refused, however it is written: `1.0` and `10e-1` are 1, and
//! what rounds to an integer of the type is none.

use super::{Error, Reader, syntax};

/// A number as it was written.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Number {
    /// An integer that fits.
    Int(i64),
    /// An integer beyond `i64::MAX`.
    Uint(u64),
    /// Any other number.
    Float(f64),
}

/// What integer a number is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Whole {
    /// This one.
    Exactly(i128),
    /// None: it has a fraction.
    Fraction,
    /// One that is larger than any type's.
    Beyond,
}

/// From here on, floats are too far apart for integers.
const SPARSE: f64 = (1u64 << f64::MANTISSA_DIGITS) as f64;

impl Reader<'_> {
    /// Takes an integer, which JSON may write as `1`, `1.0` or `1e0`.
    pub fn integer(&mut self) -> Result<i64, Error> {
        self.whole("i64")
    }

    /// Takes an integer of a type, whose name is for the message.
    pub fn whole<T: TryFrom<i64> + TryFrom<i128>>(&mut self, name: &str) -> Result<T, Error> {
        if !self.is_number()? {
            let value = self.in_string(|inside| inside.whole(name))?;
            return value.ok_or_else(|| self.unexpected("an integer"));
        }
        let start = self.at;
        let value = match self.number()? {
            Number::Int(value) => T::try_from(value).ok(),
            Number::Uint(value) => T::try_from(i128::from(value)).ok(),
            Number::Float(value) => match self.whole_since(start, value) {
                Whole::Exactly(value) => T::try_from(value).ok(),
                Whole::Fraction => {
                    self.at = start;
                    return Err(self.unexpected("an integer"));
                }
                Whole::Beyond => None,
            },
        };
        value.ok_or_else(|| self.out_of_range(start, name))
    }

    /// Takes a number.
    pub fn float(&mut self) -> Result<f64, Error> {
        if !self.is_number()? {
            let value = self.in_string(|inside| inside.float())?;
            return value.ok_or_else(|| self.unexpected("a number"));
        }
        let start = self.at;
        // The nearest float is what a float is.
        let (value, exact) = match self.number()? {
            Number::Int(value) => (value as f64, value.unsigned_abs()),
            Number::Uint(value) => (value as f64, value),
            Number::Float(value) => return Ok(value),
        };
        if self.is_trying() && value.abs() as u128 != u128::from(exact) {
            self.lose(start);
        }
        Ok(value)
    }

    /// Takes a number for a comparison: an integer is one, however it is written.
    pub(super) fn comparable(&mut self) -> Result<Number, Error> {
        let start = self.at;
        let number = self.number()?;
        let Number::Float(value) = number else {
            return Ok(number);
        };
        let Whole::Exactly(value) = self.whole_since(start, value) else {
            return Ok(number);
        };
        let int = i64::try_from(value).ok().map(Number::Int);
        let uint = || u64::try_from(value).ok().map(Number::Uint);
        Ok(int.or_else(uint).unwrap_or(number))
    }

    /// Whether the number that begins here is an integer, however it is written.
    pub(super) fn is_whole(&mut self) -> bool {
        let start = self.at;
        let number = self.comparable();
        self.at = start;
        matches!(number, Ok(Number::Int(_) | Number::Uint(_)))
    }

    /// Takes the number that begins here.
    #[inline]
    pub(super) fn number(&mut self) -> Result<Number, Error> {
        let bytes = self.text.as_bytes();
        let negative = bytes[self.at] == b'-';
        let start = self.at + usize::from(negative);
        let mut at = start;
        let mut value = 0u64;
        while let Some(digit @ b'0'..=b'9') = bytes.get(at) {
            value = value.wrapping_mul(10).wrapping_add(u64::from(digit - b'0'));
            at += 1;
        }
        // As many digits cannot overflow, and zero has a sign only as a float.
        let short =
            (1..=18).contains(&(at - start)) && (value != 0 || !negative && at == start + 1);
        if short
            && bytes[start] != b'0' | u8::from(value == 0)
            && !matches!(bytes.get(at), Some(b'.' | b'e' | b'E'))
        {
            self.at = at;
            let value = value.cast_signed();
            return Ok(Number::Int(if negative { -value } else { value }));
        }
        self.long_number()
    }

    /// Takes any number.
    fn long_number(&mut self) -> Result<Number, Error> {
        let start = self.at;
        let length = syntax::number_len(&self.text.as_bytes()[start..]);
        let Some((length, integer)) = length else {
            let is_number = matches!(self.text.as_bytes()[start], b'-' | b'0'..=b'9');
            return Err(self.syntax(if is_number {
                "invalid number"
            } else {
                "expected value"
            }));
        };
        let text = &self.text[start..start + length];
        self.at += length;
        if integer && text != "-0" {
            if let Ok(value) = text.parse() {
                return Ok(Number::Int(value));
            }
            if let Ok(value) = text.parse() {
                return Ok(Number::Uint(value));
            }
        }
        match text.parse() {
            Ok(value) if f64::is_finite(value) => Ok(Number::Float(value)),
            _ => Err(self.syntax("number out of range")),
        }
    }

    fn is_number(&mut self) -> Result<bool, Error> {
        Ok(matches!(self.token()?, b'-' | b'0'..=b'9'))
    }

    /// What integer the number is that was just taken, and whose nearest float this is.
    fn whole_since(&self, start: usize, value: f64) -> Whole {
        // Which integer such a float was before, nobody knows.
        if self.rewritten && value.abs() >= SPARSE {
            return Whole::Beyond;
        }
        whole(&self.text[start..self.at])
    }

    #[cold]
    fn out_of_range(&mut self, start: usize, name: &str) -> Error {
        self.at = start;
        Error::new(format!("{} is out of range for {name}", self.describe()))
    }
}

/// What integer a number is: its digits, and zeros or digits taken away behind them.
fn whole(number: &str) -> Whole {
    let (negative, number) = match number.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, number),
    };
    let (mantissa, exponent) = number.split_once(['e', 'E']).unwrap_or((number, "0"));
    let (integer, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let fraction = fraction.trim_end_matches('0');
    let digits = match fraction {
        "" => integer.trim_end_matches('0'),
        _ => integer,
    };
    // No text is long enough to outweigh an exponent that does not fit.
    let exponent = exponent.parse().unwrap_or(match exponent.starts_with('-') {
        true => i64::MIN / 2,
        false => i64::MAX / 2,
    });
    let zeros = exponent + (integer.len() - digits.len()) as i64 - fraction.len() as i64;
    let shifted = |value: u128, byte| value.checked_mul(10)?.checked_add(u128::from(byte - b'0'));
    let value = match digits.bytes().chain(fraction.bytes()).try_fold(0, shifted) {
        Some(0) => return Whole::Exactly(0),
        _ if zeros < 0 => return Whole::Fraction,
        Some(value) => u32::try_from(zeros)
            .ok()
            .and_then(|zeros| 10u128.checked_pow(zeros)?.checked_mul(value)),
        None => None,
    };
    match value.and_then(|value| i128::try_from(value).ok()) {
        Some(value) => Whole::Exactly(if negative { -value } else { value }),
        None => Whole::Beyond,
    }
}
