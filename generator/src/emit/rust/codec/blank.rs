//! The value that a place holds before it is decoded into.

use super::super::super::Context;
use super::super::super::rust_type::RustType;

/// An expression for a blank value: a literal where there is one, because an
/// inferred call costs the compiler more.
pub(super) fn blank(cx: &Context<'_>, ty: &RustType) -> String {
    match ty {
        RustType::Plain("String") => "String::new()".to_owned(),
        RustType::Plain("bool") => "false".to_owned(),
        RustType::Plain("f64") => "0.0".to_owned(),
        RustType::Plain("()") => "()".to_owned(),
        RustType::Plain(_) => "0".to_owned(),
        RustType::Value => "serde_json::Value::Null".to_owned(),
        RustType::Option(_) => "None".to_owned(),
        RustType::Vec(_) => "Vec::new()".to_owned(),
        RustType::Map(_) => "BTreeMap::new()".to_owned(),
        RustType::Model(id) => format!("{}::blank()", cx.names.model(*id).rust),
        RustType::Boxed(_) | RustType::Foreign(_) | RustType::Tuple(_) => {
            "Codec::blank()".to_owned()
        }
    }
}
