//! Types of other crates that are a string in JSON.

/// Implements [`Codec`](super::Codec) for a type by its `Default`, `Display` and
/// `FromStr`: `text_codec!(uuid::Uuid);`.
#[allow(unused_macros)] // only a crate with such types needs it
macro_rules! text_codec {
    ($type:ty) => {
        impl $crate::Codec for $type {
            fn blank() -> Self {
                Default::default()
            }

            fn decode(&mut self, from: &mut $crate::Reader<'_>) -> Result<(), $crate::Error> {
                match from.text()?.parse() {
                    Ok(value) => *self = value,
                    Err(error) => {
                        return Err($crate::Error::new(error.to_string()));
                    }
                }
                Ok(())
            }

            fn encode(&self, to: &mut $crate::Writer) {
                to.string(&self.to_string());
            }
        }
    };
}

#[allow(unused_imports)] // as above
pub(crate) use text_codec;
