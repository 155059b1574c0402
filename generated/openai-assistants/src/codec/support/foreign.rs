//! Types of other crates that are a string in JSON.

/// Implements [`Codec`](super::Codec) for a type by its `Display` and `FromStr`.
///
/// ```text
/// text_codec!(uuid::Uuid, blank: uuid::Uuid::nil());
/// ```
#[allow(unused_macros)] // only a crate with such types needs it
macro_rules! text_codec {
    ($type:ty, blank: $blank:expr) => {
        impl $crate::Codec for $type {
            fn blank() -> Self {
                $blank
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
