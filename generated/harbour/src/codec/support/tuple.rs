//! Arrays of a fixed length whose items have types of their own.
//!
//! A crate says for which lengths it has any: for all of them, they would be an
//! eighth of this module's cost.

use super::{Codec, Error, Reader, Writer};

/// Fills a tuple from an array.
///
/// # Errors
///
/// The value is no array of that length, or an item does not decode.
pub fn decode(places: &mut [&mut dyn Codec], from: &mut Reader<'_>) -> Result<(), Error> {
    let expected = places.len();
    let mut found = 0;
    from.begin_array()?;
    while from.item()? {
        match places.get_mut(found) {
            Some(place) => place.decode(from).map_err(|error| error.at_index(found))?,
            None => from.skip()?,
        }
        found += 1;
    }
    if found == expected {
        return Ok(());
    }
    Err(Error::new(format!(
        "expected an array of {expected} items, found {found}"
    )))
}

/// Writes a tuple as an array.
pub fn encode(parts: &[&dyn Codec], to: &mut Writer) {
    to.begin_array();
    for part in parts {
        to.item();
        part.encode(to);
    }
    to.end_array();
}

/// Implements [`Codec`] for the tuples of a length.
///
/// ```text
/// tuple!(A 0, B 1);
/// ```
#[allow(unused_macros)] // only a crate with tuples needs it
macro_rules! tuple {
    ($($type:ident $index:tt),*) => {
        impl<$($type: $crate::Codec),*> $crate::Codec for ($($type,)*) {
            fn blank() -> Self {
                ($($type::blank(),)*)
            }

            fn decode(&mut self, from: &mut $crate::Reader<'_>) -> Result<(), $crate::Error> {
                $crate::tuple::decode(&mut [$(&mut self.$index),*], from)
            }

            fn encode(&self, to: &mut $crate::Writer) {
                $crate::tuple::encode(&[$(&self.$index),*], to);
            }
        }
    };
}

#[allow(unused_imports)] // as above
pub(crate) use tuple;
