//! The one trait that a type in this crate implements to be read from and
//! written to JSON.

use super::{Error, Reader, Writer};

/// A type that is filled from JSON in place, and written as JSON.
///
/// Decoding happens into an existing value, which is how a struct can hand out
/// its fields as a list of `&mut dyn Codec` and needs no code per field:
///
/// ```text
/// let mut user = User::blank();
/// user.decode(&mut Reader::new(json))?;      // what from_json does
/// ```
pub trait Codec {
    /// A value to decode into: cheap, and meaningless until decoded.
    fn blank() -> Self
    where
        Self: Sized;

    /// What JSON `null` means where this type is optional: `None`, unless the
    /// type has a null of its own. So `Option<Option<T>>` tells the two apart.
    #[must_use]
    fn from_null() -> Option<Self>
    where
        Self: Sized,
    {
        None
    }

    /// Takes one JSON value into this blank.
    ///
    /// # Errors
    ///
    /// The JSON is not of this type; `self` is then partly filled.
    fn decode(&mut self, from: &mut Reader<'_>) -> Result<(), Error>;

    /// Writes exactly one JSON value.
    fn encode(&self, to: &mut Writer);

    /// Whether an optional field that holds this is left out.
    fn is_absent(&self) -> bool {
        false
    }
}
