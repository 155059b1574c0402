//! `Option`, `Box`, `Vec` and `BTreeMap`.

use std::collections::BTreeMap;

use super::record::Extra;
use super::{Codec, Error, Reader, Writer};

impl<T: Codec> Codec for Option<T> {
    fn blank() -> Self {
        None
    }

    fn from_null() -> Option<Self> {
        Some(None)
    }

    fn decode(&mut self, from: &mut Reader<'_>) -> Result<(), Error> {
        if from.null()? {
            *self = T::from_null();
            return Ok(());
        }
        self.insert(T::blank()).decode(from)
    }

    fn encode(&self, to: &mut Writer) {
        match self {
            Some(value) => value.encode(to),
            None => to.null(),
        }
    }

    fn is_absent(&self) -> bool {
        self.is_none()
    }
}

impl<T: Codec> Codec for Box<T> {
    fn blank() -> Self {
        Self::new(T::blank())
    }

    fn from_null() -> Option<Self> {
        T::from_null().map(Self::new)
    }

    fn decode(&mut self, from: &mut Reader<'_>) -> Result<(), Error> {
        (**self).decode(from)
    }

    fn encode(&self, to: &mut Writer) {
        (**self).encode(to);
    }

    fn is_absent(&self) -> bool {
        (**self).is_absent()
    }
}

impl<T: Codec> Codec for Vec<T> {
    fn blank() -> Self {
        Self::new()
    }

    fn decode(&mut self, from: &mut Reader<'_>) -> Result<(), Error> {
        from.begin_array()?;
        while from.item()? {
            // `Vec::push_mut` would say this in one call; it is younger than
            // the oldest compiler that this crate supports.
            let index = self.len();
            self.push(T::blank());
            if let Err(error) = self[index].decode(from) {
                return Err(error.at_index(index));
            }
        }
        Ok(())
    }

    fn encode(&self, to: &mut Writer) {
        to.begin_array();
        for item in self {
            to.item();
            item.encode(to);
        }
        to.end_array();
    }
}

impl<T: Codec> Codec for BTreeMap<String, T> {
    fn blank() -> Self {
        Self::new()
    }

    fn decode(&mut self, from: &mut Reader<'_>) -> Result<(), Error> {
        decode_entries(self, from)
    }

    fn encode(&self, to: &mut Writer) {
        to.begin_object();
        self.write(to);
        to.end_object();
    }
}

impl<T: Codec> Extra for BTreeMap<String, T> {
    fn insert(&mut self, key: String, from: &mut Reader<'_>) -> Result<(), Error> {
        let mut value = T::blank();
        match value.decode(from) {
            Ok(()) => drop(BTreeMap::insert(self, key, value)),
            Err(error) => return Err(error.at_key(key)),
        }
        Ok(())
    }

    fn write(&self, to: &mut Writer) {
        for (key, value) in self {
            to.key(key);
            value.encode(to);
        }
    }
}

/// Decodes an object that keeps every key.
pub(super) fn decode_entries(map: &mut dyn Extra, from: &mut Reader<'_>) -> Result<(), Error> {
    let hidden = from.begin_object()?;
    while from.entry()? {
        let key = from.key()?;
        if Some(key) == hidden {
            from.skip()?;
        } else {
            let key = key.to_owned();
            map.insert(key, from)?;
        }
    }
    Ok(())
}
