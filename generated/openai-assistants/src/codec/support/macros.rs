//! What a model's codec file says, turned into impls.
//!
//! In comes a table: which key belongs to which field, which string to which
//! value. Out go the [`Codec`](super::Codec) impl, the four functions that every
//! model has, and serde's two traits. They are macros so that a codec file reads
//! as the table it is; what they expand to is as small as it can be, because it
//! is compiled once for each model.

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
                $crate::codec::support::from_json(json)
            }

            /// Encodes as JSON text.
            #[inline]
            #[must_use]
            pub fn to_json(&self) -> String {
                $crate::codec::support::to_json(self)
            }

            /// Decodes a JSON value.
            ///
            /// # Errors
            ///
            /// The value is not of this type; the error says where.
            #[inline]
            pub fn from_value(json: serde_json::Value) -> Result<Self, $crate::Error> {
                $crate::codec::support::from_value(&json)
            }

            /// Encodes as a JSON value.
            #[inline]
            #[must_use]
            pub fn to_value(&self) -> serde_json::Value {
                $crate::codec::support::to_value(self)
            }
        }

        impl std::fmt::Debug for $model {
            #[inline]
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                $crate::codec::support::debug(stringify!($model), self, f)
            }
        }

        impl serde::Serialize for $model {
            fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
                $crate::codec::support::serialize(self, to)
            }
        }

        impl<'de> serde::Deserialize<'de> for $model {
            fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
                $crate::codec::support::deserialize(from)
            }
        }
    };
}

/// A struct: its keys in the document's order. A key with a field names it, and
/// what `new` is given for it before it is decoded; `+ field` keeps all other keys.
/// One that has only optional fields begins as its `default`. Keys and constant
/// strings stand as in JSON, escapes and all.
///
/// The whole table becomes one string, which is read when it is first needed: an
/// array with a tuple for each key would be a tenth of what the crate costs to
/// compile.
///
/// ```text
/// record! {
///     Pet + additional_properties {
///         "kind" => Constant(Str("pet"));
///         "name" => Required, name = String::new();
///         "tag" => Optional, tag;
///     }
/// }
/// ```
#[allow(unused_macros)]
macro_rules! record {
    ($model:ident {
        $($key:literal => $rule:ident $(($fixed:ident $(($value:literal))?))? $(, $field:ident $(= $blank:expr)?)?;)*
    }) => {
        $crate::codec::support::record! {
            @codec $model, Self::new($($($($blank,)?)?)*), decode, encode;
            $($key $rule $(($fixed $(($value))?))? $($field)?;)*
        }
    };
    ($model:ident + $extra:ident {
        $($key:literal => $rule:ident $(($fixed:ident $(($value:literal))?))? $(, $field:ident $(= $blank:expr)?)?;)*
    }) => {
        $crate::codec::support::record! {
            @codec $model, Self::new($($($($blank,)?)?)*), decode_with, encode_with, $extra;
            $($key $rule $(($fixed $(($value))?))? $($field)?;)*
        }
    };
    (default $model:ident {
        $($key:literal => $rule:ident $(($fixed:ident $(($value:literal))?))? $(, $field:ident)?;)*
    }) => {
        $crate::codec::support::record! {
            @codec $model, Self::default(), decode, encode;
            $($key $rule $(($fixed $(($value))?))? $($field)?;)*
        }
    };
    (default $model:ident + $extra:ident {
        $($key:literal => $rule:ident $(($fixed:ident $(($value:literal))?))? $(, $field:ident)?;)*
    }) => {
        $crate::codec::support::record! {
            @codec $model, Self::default(), decode_with, encode_with, $extra;
            $($key $rule $(($fixed $(($value))?))? $($field)?;)*
        }
    };
    (@codec $model:ident, $blank:expr, $decode:ident, $encode:ident $(, $extra:ident)?;
        $($key:literal $rule:ident $(($fixed:ident $(($value:literal))?))? $($field:ident)?;)*
    ) => {
        static RECORD: $crate::codec::support::record::Record =
            $crate::codec::support::record::Record::new(concat!($(
                $key,
                "\t",
                stringify!($rule),
                $("\t", stringify!($fixed), $("\t", $value,)?)?
                "\n",
            )*));

        impl $crate::codec::support::Codec for $model {
            fn blank() -> Self {
                $blank
            }

            fn decode(
                &mut self,
                from: &mut $crate::codec::support::Reader<'_>,
            ) -> Result<(), $crate::Error> {
                RECORD.$decode(&mut [$($(&mut self.$field,)?)*], $(&mut self.$extra,)? from)
            }

            fn encode(&self, to: &mut $crate::codec::support::Writer) {
                RECORD.$encode(&[$($(&self.$field,)?)*], $(&self.$extra,)? to);
            }
        }

        $crate::codec::support::model!($model);
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

        impl std::str::FromStr for $model {
            type Err = std::convert::Infallible;

            fn from_str(text: &str) -> Result<Self, std::convert::Infallible> {
                Ok(Self::from(text))
            }
        }

        $crate::codec::support::strings! { @both $model $first from => Self::from(from.text()?) }
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
                    other => Err($crate::codec::support::unknown_value(other, &[$one, $($text),*])),
                }
            }
        }

        $crate::codec::support::strings! { @both $model $first from => from.text()?.parse()? }
    };
    (@both $model:ident $first:ident $from:ident => $decoded:expr) => {
        impl std::fmt::Display for $model {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(self.as_str())
            }
        }

        impl $crate::codec::support::Codec for $model {
            fn blank() -> Self {
                Self::$first
            }

            fn decode(
                &mut self,
                $from: &mut $crate::codec::support::Reader<'_>,
            ) -> Result<(), $crate::Error> {
                *self = $decoded;
                Ok(())
            }

            fn encode(&self, to: &mut $crate::codec::support::Writer) {
                to.string(self.as_str());
            }
        }

        $crate::codec::support::model!($model);
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

        $crate::codec::support::integers! {
            @both $model $first from => Self::from(from.integer()?);
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
                    other => Err($crate::codec::support::unknown_value(
                        &other.to_string(),
                        &[stringify!($one), $(stringify!($number)),*],
                    )),
                }
            }
        }

        $crate::codec::support::integers! {
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

        impl $crate::codec::support::Codec for $model {
            fn blank() -> Self {
                Self::$first
            }

            fn decode(
                &mut self,
                $from: &mut $crate::codec::support::Reader<'_>,
            ) -> Result<(), $crate::Error> {
                *self = $decoded;
                Ok(())
            }

            fn encode(&self, to: &mut $crate::codec::support::Writer) {
                to.int(self.value());
            }
        }

        $crate::codec::support::model!($model);
    };
}

/// A union: its variants by number, and the plan that picks one.
///
/// ```text
/// union! {
///     Pet {
///         0 => Cat;
///         1 => Unknown;
///     }
///     blank Unknown;
///     unknown Some(1);
///     route Tag { key: "kind", tags: &[(Str("cat"), Variant(0))], missing: None, other: None };
/// }
/// ```
#[allow(unused_macros)]
macro_rules! union {
    ($model:ident { $($number:literal => $variant:ident;)* }
        blank $blank:ident;
        unknown $unknown:expr;
        route $route:expr;
        $(tags [$($tag:expr,)*];)?
    ) => {
        static PLAN: $crate::codec::support::union::Plan = {
            #[allow(unused_imports)]
            use $crate::codec::support::{
                Fixed::{Bool, Float, Int, Null, Str},
                Kind,
                union::Route::{Key, Tag, Trial, Type, Variant},
            };
            $crate::codec::support::union::Plan {
                variants: &[$(stringify!($variant)),*],
                unknown: $unknown,
                route: $route,
                tags: &[$($($tag,)*)?],
            }
        };

        impl $crate::codec::support::union::Union for $model {
            fn select(&mut self, variant: usize) -> &mut dyn $crate::codec::support::Codec {
                match variant {
                    $($number => *self = Self::$variant($crate::codec::support::Codec::blank()),)*
                    _ => {}
                }
                match self {
                    $(Self::$variant(value) => value,)*
                }
            }

            fn active(&self) -> (usize, &dyn $crate::codec::support::Codec) {
                match self {
                    $(Self::$variant(value) => ($number, value),)*
                }
            }
        }

        impl $crate::codec::support::Codec for $model {
            fn blank() -> Self {
                Self::$blank($crate::codec::support::Codec::blank())
            }

            fn decode(
                &mut self,
                from: &mut $crate::codec::support::Reader<'_>,
            ) -> Result<(), $crate::Error> {
                PLAN.decode(self, from)
            }

            fn encode(&self, to: &mut $crate::codec::support::Writer) {
                PLAN.encode(self, to);
            }
        }

        $crate::codec::support::model!($model);
    };
}

#[allow(unused_imports)] // A crate may have no model of some kind.
pub(crate) use {integers, model, record, strings, union};
