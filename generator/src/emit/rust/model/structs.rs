//! Structs.

use std::fmt::Write as _;

use crate::api::{Constant, Extra, Field, Member, ModelId, Scalar, Struct};

use super::super::super::rust_type::RustType;
use super::super::super::{Context, prose};
use super::super::source::{Imports, WIDTH, doc, float, literal};

/// A field as the code around it needs it.
struct Slot<'a> {
    ident: &'a str,
    ty: String,
    required: bool,
}

/// The struct, its constants and `new`.
pub(super) fn write(
    cx: &Context<'_>,
    id: ModelId,
    s: &Struct,
    imports: &mut Imports,
    out: &mut String,
) {
    let names = cx.names.model(id);
    let mut slots: Vec<Slot<'_>> = Vec::new();
    let all_optional = s.fields().all(|f| !f.required);
    let default = if all_optional { ", Default" } else { "" };
    let _ = write!(
        out,
        "#[derive(Clone{default})]\npub struct {} {{",
        names.rust
    );
    for (position, member) in s.members.iter().enumerate() {
        let Member::Field(field) = member else {
            continue;
        };
        let slot = slot(cx, id, field, position, imports);
        out.push('\n');
        doc(out, "    ", &prose::field(cx, field));
        if field.deprecated {
            out.push_str("    #[deprecated]\n");
        }
        field_line(out, slot.ident, &slot.ty);
        slots.push(slot);
    }
    let extra = match &s.extra {
        Extra::Kept(ty) => {
            let ty = RustType::Map(Box::new(RustType::of(cx, id, ty)));
            let ty = imports.spell(cx, &ty);
            out.push_str("\n    /// Keys that are no property, with their values.\n");
            field_line(out, &names.extra, &ty);
            Some(names.extra.as_str())
        }
        Extra::Ignored { .. } | Extra::Unstated => None,
    };
    out.push_str("}\n");

    let constants: Vec<(usize, &Constant)> = constants(s).collect();
    if constants.is_empty() && all_optional {
        return;
    }
    let _ = writeln!(out, "\nimpl {} {{", names.rust);
    for (position, constant) in &constants {
        constant_item(cx, constant, &names.members[*position], out);
    }
    if !all_optional {
        if !out.ends_with("{\n") {
            out.push('\n');
        }
        constructor(out, names.rust.as_str(), &slots, extra);
    }
    out.push_str("}\n");
}

fn slot<'a>(
    cx: &Context<'a>,
    id: ModelId,
    field: &Field,
    position: usize,
    imports: &mut Imports,
) -> Slot<'a> {
    let names = cx.names.model(id);
    let ty = RustType::of_field(cx, id, field);
    Slot {
        ident: &names.members[position],
        ty: imports.spell(cx, &ty),
        required: field.required,
    }
}

fn constants(s: &Struct) -> impl Iterator<Item = (usize, &Constant)> {
    s.members
        .iter()
        .enumerate()
        .filter_map(|(position, member)| match member {
            Member::Constant(constant) => Some((position, constant)),
            Member::Field(_) => None,
        })
}

fn field_line(out: &mut String, ident: &str, ty: &str) {
    if "    pub : ,".len() + ident.len() + ty.len() > WIDTH {
        let _ = writeln!(out, "    pub {ident}:\n        {ty},");
    } else {
        let _ = writeln!(out, "    pub {ident}: {ty},");
    }
}

fn constant_item(cx: &Context<'_>, constant: &Constant, name: &str, out: &mut String) {
    let (ty, value) = match &constant.value {
        // Null is no value a caller could use.
        Scalar::Null => return,
        Scalar::Boolean(b) => ("bool", b.to_string()),
        Scalar::Integer(i) => ("i64", i.to_string()),
        Scalar::Number(n) => ("f64", float(*n)),
        Scalar::String(s) => ("&'static str", literal(s)),
    };
    doc(out, "    ", &prose::constant(cx, constant));
    let start = format!("    pub const {name}: {ty} =");
    if start.len() + value.len() + 2 > WIDTH {
        let _ = writeln!(out, "{start}\n        {value};");
    } else {
        let _ = writeln!(out, "{start} {value};");
    }
}

fn constructor(out: &mut String, name: &str, slots: &[Slot<'_>], extra: Option<&str>) {
    let parameters: Vec<String> = slots
        .iter()
        .filter(|slot| slot.required)
        .map(|slot| format!("{}: {}", slot.ident, slot.ty))
        .collect();
    let _ = writeln!(
        out,
        "    /// A `{name}` with what is required, and nothing else."
    );
    out.push_str("    #[must_use]\n");
    let line = format!("    pub fn new({}) -> Self {{", parameters.join(", "));
    if line.len() > WIDTH {
        out.push_str("    pub fn new(\n");
        for parameter in &parameters {
            let _ = writeln!(out, "        {parameter},");
        }
        out.push_str("    ) -> Self {\n");
    } else {
        out.push_str(&line);
        out.push('\n');
    }
    let initialisers: Vec<String> = slots
        .iter()
        .map(|slot| {
            if slot.required {
                slot.ident.to_owned()
            } else {
                format!("{}: None", slot.ident)
            }
        })
        .chain(extra.map(|extra| format!("{extra}: BTreeMap::new()")))
        .collect();
    let line = initialisers.join(", ");
    // `struct_lit_width`.
    if line.len() <= 18 {
        let _ = writeln!(out, "        Self {{ {line} }}");
    } else {
        out.push_str("        Self {\n");
        for initialiser in &initialisers {
            let _ = writeln!(out, "            {initialiser},");
        }
        out.push_str("        }\n");
    }
    out.push_str("    }\n");
}
