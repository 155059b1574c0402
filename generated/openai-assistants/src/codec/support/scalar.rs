//! `bool`, the numbers and `String`.

use super::{Codec, Error, Reader, Writer};

macro_rules! integers {
    ($($type:ident)*) => {$(
        impl Codec for $type {
            fn blank() -> Self {
                0
            }

            fn decode(&mut self, from: &mut Reader<'_>) -> Result<(), Error> {
                *self = from.whole(stringify!($type))?;
                Ok(())
            }

            #[allow(trivial_numeric_casts)]
            fn encode(&self, to: &mut Writer) {
                match i64::try_from(*self) {
                    Ok(value) => to.int(value),
                    Err(_) => to.uint(*self as u64),
                }
            }
        }
    )*};
}

integers!(i8 i16 i32 i64 u8 u16 u32 u64);

macro_rules! floats {
    ($($type:ident)*) => {$(
        impl Codec for $type {
            fn blank() -> Self {
                0.0
            }

            fn decode(&mut self, from: &mut Reader<'_>) -> Result<(), Error> {
                // A float is the nearest to what was written; that is its nature.
                *self = from.float()? as Self;
                Ok(())
            }

            fn encode(&self, to: &mut Writer) {
                to.float(f64::from(*self));
            }
        }
    )*};
}

floats!(f32 f64);

impl Codec for bool {
    fn blank() -> Self {
        false
    }

    fn decode(&mut self, from: &mut Reader<'_>) -> Result<(), Error> {
        *self = from.bool()?;
        Ok(())
    }

    fn encode(&self, to: &mut Writer) {
        to.bool(*self);
    }
}

impl Codec for String {
    fn blank() -> Self {
        Self::new()
    }

    fn decode(&mut self, from: &mut Reader<'_>) -> Result<(), Error> {
        *self = from.text()?.to_owned();
        Ok(())
    }

    fn encode(&self, to: &mut Writer) {
        to.string(self);
    }
}
