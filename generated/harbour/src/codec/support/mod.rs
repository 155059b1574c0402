//! The codec that every model of this crate is built on.
//!
//! In comes JSON text, a [`Value`], or any serde `Deserializer`; out goes a
//! model, and back. The models hold plain data and no serde attributes; a
//! model's codec, in the directory above, is one table of its fields, and
//! everything that is the same for all models happens here, once.
//!
//! That is deliberate. Code that is generic over serde's traits is compiled
//! anew for every model in every crate that uses it. Here a model reads from
//! one concrete [`Reader`] and writes to one concrete [`Writer`], both of JSON
//! text; only the two bridges ([`deserialize`] and [`serialize`]) are generic,
//! and they are compiled once per data format, however many models there are.
//!
//! | file | does |
//! |---|---|
//! | `codec.rs` | the trait that a model implements |
//! | `reader.rs`, `writer.rs` | JSON text, in and out |
//! | `number.rs` | numbers, of which integers are exact |
//! | `syntax.rs` | what these know in common |
//! | `record.rs` | structs: a table of keys, a list of places |
//! | `plan.rs`, `union.rs` | unions: the plan that picks a variant, and doing so |
//! | `trial.rs` | unions whose variants nothing tells apart: which keeps the most of a value |
//! | `shelf.rs` | what was read from tables and plans |
//! | `scalar.rs`, `container.rs`, `value.rs` | the types of the standard library and of `serde_json` |
//! | `tuple.rs` | arrays of a fixed length |
//! | `fixed.rs` | constants |
//! | `foreign.rs` | types of other crates that are text in JSON |
//! | `de.rs`, `ser.rs` | the bridges from and to serde |
//! | `macros.rs` | what the files beside this directory are written in |
//! | `error.rs` | what went wrong, and where |

#[allow(clippy::module_inception)]
mod codec;
mod container;
mod de;
mod error;
mod fixed;
mod foreign;
#[macro_use]
mod macros;
mod number;
pub mod plan;
mod reader;
pub mod record;
mod scalar;
mod ser;
pub mod shelf;
mod syntax;
mod trial;
pub mod tuple;
pub mod union;
mod value;
mod writer;

pub use codec::Codec;
pub use de::deserialize;
pub use error::{Error, unknown_value};
pub use fixed::Fixed;
#[allow(unused_imports)] // a crate may have no such types
pub(crate) use foreign::text_codec;
pub use reader::{Kind, Reader};
pub use ser::serialize;
pub use shelf::UNREAD;
#[allow(unused_imports)] // nor such fields
pub(crate) use tuple::tuple;
pub use writer::Writer;

use std::fmt;

use serde_json::Value;

/// Decodes JSON text.
///
/// # Errors
///
/// The text is not JSON, or not JSON of this type.
pub fn from_json<T: Codec>(json: &str) -> Result<T, Error> {
    let mut value = T::blank();
    read(&mut value, Reader::new(json))?;
    Ok(value)
}

fn read(into: &mut dyn Codec, mut from: Reader<'_>) -> Result<(), Error> {
    into.decode(&mut from)?;
    from.end()
}

// What follows is generic where it is called, because the compiler finds a type
// faster than it turns a reference into one to `dyn`, and `dyn` where the work is
// done, so that this is compiled once.

/// Encodes as compact JSON text.
///
/// This cannot fail: JSON has no way to say NaN or infinity, and like
/// `serde_json` we write `null` for them. A decoded model never holds either.
pub fn to_json<T: Codec>(value: &T) -> String {
    text_of(value)
}

/// Decodes a JSON value.
///
/// # Errors
///
/// The value is not of this type.
// By value, as its callers have it: to end a borrow costs each of them more.
#[allow(clippy::needless_pass_by_value)]
pub fn from_value<T: Codec>(json: Value) -> Result<T, Error> {
    let mut value = T::blank();
    read(&mut value, Reader::rewritten(&text_of(&json)))?;
    Ok(value)
}

/// Encodes as a JSON value.
pub fn to_value<T: Codec>(value: &T) -> Value {
    value_of(value)
}

/// Shows a model as its name and its JSON, in several lines for `{:#?}`.
///
/// The derive of `Debug` is the dearest of all to compile, and JSON can be pasted
/// where JSON is wanted.
pub fn debug<T: Codec>(value: &T, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    let path = std::any::type_name::<T>();
    show(path.rsplit("::").next().unwrap_or(path), value, f)
}

/// Whether two models say the same in JSON: numbers by value, keys in any order.
///
/// A derive would compare field by field, and its impl costs twice as much to compile.
pub fn equal<T: Codec>(this: &T, that: &T) -> bool {
    same(&text_of(this), &text_of(that))
}

fn same(this: &str, that: &str) -> bool {
    let read = from_json::<Value>;
    this == that
        || matches!((read(this), read(that)), (Ok(this), Ok(that)) if value::same(&this, &that))
}

fn text_of(value: &dyn Codec) -> String {
    let mut writer = Writer::new();
    value.encode(&mut writer);
    writer.finish()
}

fn value_of(value: &dyn Codec) -> Value {
    // What we write is JSON.
    from_json(&text_of(value)).unwrap_or_default()
}

fn show(name: &str, value: &dyn Codec, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    if f.alternate() {
        write!(f, "{name} {:#}", value_of(value))
    } else {
        write!(f, "{name} {}", text_of(value))
    }
}
