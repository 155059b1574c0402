//! Structs: `record! { .. }`.

use std::fmt::Write as _;

use crate::api::{Extra, Member, ModelId, Scalar, Struct};

use super::super::super::Context;
use super::super::super::rust_type::RustType;
use super::super::source::{Imports, float, literal};
use super::blank::blank;

/// ```text
/// record! {
///     RunStepObject::new {
///         "id" => Required, id = String::new();
///         "object" => Constant(Str("thread.run.step"));
///     }
/// }
/// ```
pub(super) fn write(cx: &Context<'_>, id: ModelId, s: &Struct, out: &mut String) {
    let names = cx.names.model(id);
    let mut imports = Imports::default();
    imports.model(cx, id);
    let mut body = String::with_capacity(512);
    let mut uses = Uses::default();
    for (position, member) in s.members.iter().enumerate() {
        match member {
            Member::Constant(constant) => {
                let (key, value) = (as_in_json(&constant.key), fixed(&constant.value));
                let _ = writeln!(body, "        {key} => Constant({value});");
            }
            Member::Field(field) => {
                let ty = RustType::of_field(cx, id, field);
                let rule = match (field.required, field.nullable) {
                    (false, _) => "Optional",
                    (true, true) => "Nullable",
                    (true, false) => "Required",
                };
                if field.required {
                    uses.note(cx, &ty, &mut imports);
                }
                let (key, ident) = (as_in_json(&field.key), &names.members[position]);
                let _ = write!(body, "        {key} => {rule}, {ident}");
                if field.required {
                    let _ = write!(body, " = {}", blank(cx, &ty));
                }
                body.push_str(";\n");
            }
        }
    }
    let extra = match &s.extra {
        Extra::Kept(_) => {
            format!(" + {}", names.extra)
        }
        Extra::Ignored { .. } | Extra::Unstated => String::new(),
    };
    // What the model file has: `new`, or the derived `Default`.
    let begin = if s.fields().all(|f| !f.required) {
        "default"
    } else {
        "new"
    };
    uses.write(out);
    imports.write_models(out);
    let _ = write!(
        out,
        "\nrecord! {{\n    {}::{begin}{extra} {{\n{body}    }}\n}}\n",
        names.rust
    );
}

/// A constant with its type.
fn fixed(value: &Scalar) -> String {
    match value {
        Scalar::Null => "Null".to_owned(),
        Scalar::Boolean(b) => format!("Bool({b})"),
        Scalar::Integer(i) => format!("Int({i})"),
        Scalar::Number(n) => format!("Float({})", float(*n)),
        Scalar::String(text) => format!("Str({})", as_in_json(text)),
    }
}

/// A literal of a string as it stands in JSON between the quotes.
fn as_in_json(text: &str) -> String {
    let json = serde_json::Value::from(text).to_string();
    literal(&json[1..json.len() - 1])
}

/// What a codec file imports besides models.
#[derive(Debug, Default)]
struct Uses {
    map: bool,
    codec: bool,
}

impl Uses {
    fn note(&mut self, cx: &Context<'_>, ty: &RustType, imports: &mut Imports) {
        match ty {
            RustType::Map(_) => self.map = true,
            // The trait being implemented is in scope, so `X::blank()` needs no more.
            RustType::Model(id) => imports.model(cx, *id),
            RustType::Boxed(_) | RustType::Foreign(_) | RustType::Tuple(_) => self.codec = true,
            RustType::Plain(_) | RustType::Value | RustType::Option(_) | RustType::Vec(_) => {}
        }
    }

    fn write(&self, out: &mut String) {
        if self.map {
            out.push_str("use std::collections::BTreeMap;\n\n");
        }
        if self.codec {
            out.push_str("use super::support::Codec;\n");
        }
    }
}
