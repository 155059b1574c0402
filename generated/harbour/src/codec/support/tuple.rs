//! Arrays of a fixed length whose items have types of their own.

use super::{Codec, Error, Reader, Writer};

fn decode(places: &mut [&mut dyn Codec], from: &mut Reader<'_>) -> Result<(), Error> {
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

fn encode(parts: &[&dyn Codec], to: &mut Writer<'_>) {
    to.begin_array();
    for part in parts {
        to.item();
        part.encode(to);
    }
    to.end_array();
}

macro_rules! tuples {
    ($(($($type:ident $index:tt),*))*) => {$(
        impl<$($type: Codec + Clone + PartialEq),*> Codec for ($($type,)*) {
            fn blank() -> Self {
                ($($type::blank(),)*)
            }

            fn decode(&mut self, from: &mut Reader<'_>) -> Result<(), Error> {
                decode(&mut [$(&mut self.$index),*], from)
            }

            fn encode(&self, to: &mut Writer<'_>) {
                encode(&[$(&self.$index),*], to);
            }
        }
    )*};
}

tuples! {
    (A 0)
    (A 0, B 1)
    (A 0, B 1, C 2)
    (A 0, B 1, C 2, D 3)
    (A 0, B 1, C 2, D 3, E 4)
    (A 0, B 1, C 2, D 3, E 4, F 5)
    (A 0, B 1, C 2, D 3, E 4, F 5, G 6)
    (A 0, B 1, C 2, D 3, E 4, F 5, G 6, H 7)
    (A 0, B 1, C 2, D 3, E 4, F 5, G 6, H 7, I 8)
    (A 0, B 1, C 2, D 3, E 4, F 5, G 6, H 7, I 8, J 9)
    (A 0, B 1, C 2, D 3, E 4, F 5, G 6, H 7, I 8, J 9, K 10)
    (A 0, B 1, C 2, D 3, E 4, F 5, G 6, H 7, I 8, J 9, K 10, L 11)
}
