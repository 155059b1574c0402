//! What a model's codec file says, turned into impls.
//!
//! In comes a table: which key belongs to which field, which string to which
//! value. Out go the [`Codec`](super::Codec) impl, the four functions that every
//! model has, serde's two traits and the usual ones of the standard library. They
//! are macros so that a codec file reads as the table it is; what they expand to
//! is as small as it can be, because it is compiled once for each model. That is
//! also why they name this module's items by way of the crate's root: every
//! segment of a path is looked up anew each time.

/// What every model has: `from_json`, `to_json`, `from_value`, `to_value`, and
/// serde's traits and `Debug` in one line each. These are `inline`, so that only
/// those that a program calls become machine code; a release build of the crate
/// takes half the time for it.
macro_rules! model {
    ($model:ident) => {
        impl $model {
            /// Decodes JSON text.
            ///
            /// # Errors
            ///
            /// The text is no JSON, or not of this type; the error says where.
            #[inline]
            pub fn from_json(json: &str) -> Result<Self, $crate::Error> {
                $crate::from_json(json)
            }

            /// Encodes as JSON text.
            #[inline]
            #[must_use]
            pub fn to_json(&self) -> String {
                $crate::to_json(self)
            }

            /// Decodes a JSON value.
            ///
            /// # Errors
            ///
            /// The value is not of this type; the error says where.
            #[inline]
            pub fn from_value(json: serde_json::Value) -> Result<Self, $crate::Error> {
                $crate::from_value(json)
            }

            /// Encodes as a JSON value.
            #[inline]
            #[must_use]
            pub fn to_value(&self) -> serde_json::Value {
                $crate::to_value(self)
            }
        }

        impl std::fmt::Debug for $model {
            #[inline]
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                $crate::debug(self, f)
            }
        }

        impl serde::Serialize for $model {
            fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
                $crate::serialize(self, to)
            }
        }

        impl<'de> serde::Deserialize<'de> for $model {
            fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
                $crate::deserialize(from)
            }
        }
    };
}

/// What a model with parts has: `PartialEq`, by what it says in JSON.
#[allow(unused_macros)]
macro_rules! compared {
    ($model:ident) => {
        impl std::cmp::PartialEq for $model {
            #[inline]
            fn eq(&self, other: &Self) -> bool {
                $crate::equal(self, other)
            }
        }
    };
}

/// A struct: its fields and, where all other keys are kept, `+ field`; how one begins
/// before it is decoded; and its keys, which `record.rs` explains.
///
/// The keys are one text, which is read when it is first needed: an array with a tuple
/// for each key would be a tenth of what the crate costs to compile.
///
/// ```text
/// record! {
///     Pet { name, tag } + additional_properties
///     blank new(String::new());
///     keys r#"
///         constant "kind" "pet"
///         required "name"
///         optional "tag"
///     "#;
/// }
/// ```
#[allow(unused_macros)]
macro_rules! record {
    ($model:ident { $($field:ident),* $(,)? } $(+ $extra:ident)?
        blank $begin:ident($($blank:tt)*);
        keys $keys:literal;
    ) => {
        static $model: $crate::record::Record = $crate::record::Record {
            keys: $keys,
            place: $crate::UNREAD,
        };

        impl $crate::Codec for $model {
            fn blank() -> Self {
                Self::$begin($($blank)*)
            }

            fn decode(&mut self, from: &mut $crate::Reader<'_>) -> Result<(), $crate::Error> {
                $model$(.with(&mut self.$extra))?.decode([$(&mut self.$field),*], from)
            }

            fn encode(&self, to: &mut $crate::Writer) {
                $model$(.with(&self.$extra))?.encode([$(&self.$field),*], to);
            }
        }

        compared!($model);
        model!($model);
    };
}

/// An enum of strings. An open one keeps other strings in `Unknown`, a closed
/// one refuses them.
///
/// ```text
/// strings! {
///     Status, open {
///         InProgress = "in_progress";
///     }
/// }
/// ```
#[allow(unused_macros)]
macro_rules! strings {
    ($model:ident, open { $first:ident = $one:literal; $($variant:ident = $text:literal;)* }) => {
        impl $model {
            /// The string as JSON has it.
            #[must_use]
            pub fn as_str(&self) -> &str {
                match self {
                    Self::$first => $one,
                    $(Self::$variant => $text,)*
                    Self::Unknown(text) => text,
                }
            }
        }

        impl From<&str> for $model {
            fn from(text: &str) -> Self {
                match text {
                    $one => Self::$first,
                    $($text => Self::$variant,)*
                    other => Self::Unknown(other.to_owned()),
                }
            }
        }

        // As the string is all that there is to a value, it decides.
        impl std::cmp::PartialEq for $model {
            fn eq(&self, other: &Self) -> bool {
                self.as_str() == other.as_str()
            }
        }

        impl std::str::FromStr for $model {
            type Err = std::convert::Infallible;

            fn from_str(text: &str) -> Result<Self, std::convert::Infallible> {
                Ok(Self::from(text))
            }
        }

        strings! {
            @both $model $first from => match Self::from(from.text()?) {
                unknown @ Self::Unknown(_) => from.unlisted(unknown),
                known => known,
            }
        }
    };
    ($model:ident, closed { $first:ident = $one:literal; $($variant:ident = $text:literal;)* }) => {
        impl $model {
            /// The string as JSON has it.
            #[must_use]
            pub fn as_str(&self) -> &'static str {
                match self {
                    Self::$first => $one,
                    $(Self::$variant => $text,)*
                }
            }
        }

        impl std::str::FromStr for $model {
            type Err = $crate::Error;

            fn from_str(text: &str) -> Result<Self, $crate::Error> {
                match text {
                    $one => Ok(Self::$first),
                    $($text => Ok(Self::$variant),)*
                    other => Err($crate::unknown_value(other, &[$one, $($text),*])),
                }
            }
        }

        strings! { @both $model $first from => from.text()?.parse()? }
    };
    (@both $model:ident $first:ident $from:ident => $decoded:expr) => {
        impl std::fmt::Display for $model {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(self.as_str())
            }
        }

        impl $crate::Codec for $model {
            fn blank() -> Self {
                Self::$first
            }

            fn decode(
                &mut self,
                $from: &mut $crate::Reader<'_>,
            ) -> Result<(), $crate::Error> {
                *self = $decoded;
                Ok(())
            }

            fn encode(&self, to: &mut $crate::Writer) {
                to.string(self.as_str());
            }
        }

        model!($model);
    };
}

/// An enum of integers. An open one keeps other integers in `Unknown`, a closed
/// one refuses them.
#[allow(unused_macros)]
macro_rules! integers {
    ($model:ident, open { $first:ident = $one:literal; $($variant:ident = $number:literal;)* }) => {
        impl From<i64> for $model {
            fn from(value: i64) -> Self {
                match value {
                    $one => Self::$first,
                    $($number => Self::$variant,)*
                    other => Self::Unknown(other),
                }
            }
        }

        integers! {
            @both $model $first from => match Self::from(from.integer()?) {
                unknown @ Self::Unknown(_) => from.unlisted(unknown),
                known => known,
            };
            { $first = $one; $($variant = $number;)* } Unknown
        }
    };
    ($model:ident, closed { $first:ident = $one:literal; $($variant:ident = $number:literal;)* }) => {
        impl TryFrom<i64> for $model {
            type Error = $crate::Error;

            fn try_from(value: i64) -> Result<Self, $crate::Error> {
                match value {
                    $one => Ok(Self::$first),
                    $($number => Ok(Self::$variant),)*
                    other => Err($crate::unknown_value(
                        &other.to_string(),
                        &[stringify!($one), $(stringify!($number)),*],
                    )),
                }
            }
        }

        integers! {
            @both $model $first from => Self::try_from(from.integer()?)?;
            { $first = $one; $($variant = $number;)* }
        }
    };
    (@both $model:ident $first:ident $from:ident => $decoded:expr;
        { $($variant:ident = $number:literal;)* } $($unknown:ident)?
    ) => {
        impl $model {
            /// The integer as JSON has it.
            #[must_use]
            pub fn value(self) -> i64 {
                match self {
                    $(Self::$variant => $number,)*
                    $(Self::$unknown(value) => value,)?
                }
            }
        }

        impl std::fmt::Display for $model {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                write!(f, "{}", self.value())
            }
        }

        impl $crate::Codec for $model {
            fn blank() -> Self {
                Self::$first
            }

            fn decode(
                &mut self,
                $from: &mut $crate::Reader<'_>,
            ) -> Result<(), $crate::Error> {
                *self = $decoded;
                Ok(())
            }

            fn encode(&self, to: &mut $crate::Writer) {
                to.int(self.value());
            }
        }

        model!($model);
    };
}

/// A union: its variants by number, and the plan that picks one, which `plan.rs`
/// explains.
///
/// ```text
/// union! {
///     Pet {
///         0 => Cat;
///         1 => Unknown;
///     }
///     blank Unknown;
///     plan r#"{
///         "unknown": "Unknown",
///         "route": {"tag": "kind", "values": [["cat", "Cat"]]}
///     }"#;
/// }
/// ```
#[allow(unused_macros)]
macro_rules! union {
    ($model:ident { $($number:literal => $variant:ident;)* }
        blank $blank:ident;
        plan $plan:literal;
    ) => {
        static $model: $crate::plan::Plan = $crate::plan::Plan {
            text: concat!($(stringify!($variant), "\n",)* $plan),
            place: $crate::UNREAD,
        };

        impl $crate::union::Union for $model {
            fn select(&mut self, variant: usize) -> &mut dyn $crate::Codec {
                match variant {
                    $($number => *self = Self::$variant($crate::Codec::blank()),)*
                    _ => {}
                }
                match self {
                    $(Self::$variant(value) => value,)*
                }
            }

            fn active(&self) -> (usize, &dyn $crate::Codec) {
                match self {
                    $(Self::$variant(value) => ($number, value),)*
                }
            }
        }

        impl $crate::Codec for $model {
            fn blank() -> Self {
                Self::$blank($crate::Codec::blank())
            }

            fn decode(
                &mut self,
                from: &mut $crate::Reader<'_>,
            ) -> Result<(), $crate::Error> {
                $model.decode(self, from)
            }

            fn encode(&self, to: &mut $crate::Writer) {
                $model.encode(self, to);
            }
        }

        compared!($model);
        model!($model);
    };
}
