//! Unions.

use std::fmt::Write as _;

use crate::api::{ModelId, Union};

use super::super::super::rust_type::RustType;
use super::super::super::{Context, prose};
use super::super::source::{Imports, WIDTH, doc};

/// The enum, and `From` for each variant that has a type of its own.
pub(super) fn write(
    cx: &Context<'_>,
    id: ModelId,
    union: &Union,
    imports: &mut Imports,
    out: &mut String,
) {
    let names = cx.names.model(id);
    let types: Vec<RustType> = union
        .variants
        .iter()
        .map(|v| RustType::of(cx, id, &v.ty))
        .collect();
    let _ = writeln!(out, "#[derive(Clone)]\npub enum {} {{", names.rust);
    for ((variant, ty), name) in union.variants.iter().zip(&types).zip(&names.members) {
        doc(out, "    ", &prose::variant(cx, id, variant));
        let ty = imports.spell(cx, ty);
        if name.len() + ty.len() + 7 > WIDTH {
            let _ = writeln!(out, "    {name}(\n        {ty},\n    ),");
        } else {
            let _ = writeln!(out, "    {name}({ty}),");
        }
    }
    if union.open {
        out.push_str("    /// A variant that the document does not list, kept whole.\n");
        let _ = writeln!(out, "    Unknown({}),", imports.spell(cx, &RustType::Value));
    }
    out.push_str("}\n");
    for (position, ty) in types.iter().enumerate() {
        let plain = unboxed(ty);
        let same = |other: &RustType| same(cx, unboxed(other), plain);
        // Two variants of one type, or one that `Unknown` has: which one would it be?
        let unique = types
            .iter()
            .enumerate()
            .all(|(i, other)| i == position || !same(other));
        if !unique || matches!(plain, RustType::Value) {
            continue;
        }
        let boxed = matches!(ty, RustType::Boxed(_));
        conversion(
            out,
            &names.rust,
            &names.members[position],
            &imports.spell(cx, plain),
            boxed,
        );
    }
}

fn conversion(out: &mut String, union: &str, variant: &str, ty: &str, boxed: bool) {
    let value = if boxed { "Box::new(value)" } else { "value" };
    let line = format!("impl From<{ty}> for {union} {{");
    if line.len() > WIDTH {
        // Too long for one line with the brace, as `rustfmt` sees it.
        let _ = writeln!(out, "\nimpl From<{ty}>\n    for {union}\n{{");
    } else {
        let _ = writeln!(out, "\n{line}");
    }
    let signature = format!("    fn from(value: {ty}) -> Self {{");
    if signature.len() > WIDTH {
        let _ = writeln!(out, "    fn from(\n        value: {ty},\n    ) -> Self {{");
    } else {
        let _ = writeln!(out, "{signature}");
    }
    let _ = writeln!(out, "        Self::{variant}({value})\n    }}\n}}");
}

fn unboxed(ty: &RustType) -> &RustType {
    match ty {
        RustType::Boxed(inner) => inner,
        other => other,
    }
}

/// Whether two types are one to the compiler, behind their aliases.
fn same(cx: &Context<'_>, a: &RustType, b: &RustType) -> bool {
    match (a, b) {
        (RustType::Model(a), RustType::Model(b)) => cx.api.target(*a) == cx.api.target(*b),
        (RustType::Option(a), RustType::Option(b))
        | (RustType::Vec(a), RustType::Vec(b))
        | (RustType::Map(a), RustType::Map(b))
        | (RustType::Boxed(a), RustType::Boxed(b)) => same(cx, a, b),
        (RustType::Tuple(a), RustType::Tuple(b)) => {
            a.len() == b.len() && a.iter().zip(b).all(|(a, b)| same(cx, a, b))
        }
        (a, b) => a == b,
    }
}
