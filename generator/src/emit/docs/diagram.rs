//! A diagram of a model's neighbours, where it helps.
//!
//! With one or two neighbours the table says it better; with more than a dozen
//! nobody can read the picture. Arrows are drawn without `-->`, which would end
//! the comment that hides the diagram from rustdoc (see [`super::page`]).

use crate::api::{Member, ModelId, Shape, Type};
use crate::name::Identifier;

use super::super::Context;
use super::super::markdown::Markdown;

/// How many neighbours make a diagram.
const USEFUL: std::ops::RangeInclusive<usize> = 3..=12;

/// A class diagram, folded.
pub(super) fn diagram(cx: &Context<'_>, id: ModelId) -> Option<Markdown> {
    let model = cx.api.model(id);
    if !USEFUL.contains(&model.neighbours().len()) {
        return None;
    }
    let own = &cx.names.model(id).rust;
    let mut out = Markdown::with_capacity(512);
    out.push("<details>\n<summary>Neighbours</summary>\n\n```mermaid\nclassDiagram\n");
    let mut edge = |ty: &Type, name: &Identifier| {
        let many = matches!(ty, Type::List(_) | Type::Map(_));
        ty.for_each_model(&mut |target| {
            let target = &cx.names.model(target).rust;
            let arrow = if many { " o-- " } else { " *-- " };
            pieces!(out, "    ", own, arrow, target, " : ", name.unraw(), "\n");
        });
    };
    let names = &cx.names.model(id).members;
    match &model.shape {
        Shape::Struct(s) => {
            for (member, name) in s.members.iter().zip(names) {
                if let Member::Field(field) = member {
                    edge(&field.ty, name);
                }
            }
        }
        Shape::Union(u) => {
            for (variant, name) in u.variants.iter().zip(names) {
                edge(&variant.ty, name);
            }
        }
        _ => return None,
    }
    out.push("```\n\n</details>");
    Some(out)
}
