//! The value that a place holds before it is decoded into.

use super::super::super::Context;
use super::super::super::rust_type::{Primitive, RustType};

/// An expression for a blank value: a literal where there is one, because an
/// inferred call costs the compiler more.
pub(super) fn blank(cx: &Context<'_>, ty: &RustType) -> String {
    match ty {
        RustType::Primitive(Primitive::String) => "String::new()".to_owned(),
        RustType::Primitive(Primitive::Bool) => "false".to_owned(),
        RustType::Primitive(Primitive::F64) => "0.0".to_owned(),
        RustType::Primitive(Primitive::Unit) => "()".to_owned(),
        RustType::Primitive(_) => "0".to_owned(),
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
