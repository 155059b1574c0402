//! Models that no finite value could fill.
//!
//! `Node` requires a `parent`, which is a `Node`: no finite JSON is valid, so the
//! document cannot mean it. The requirement is dropped where it closes the cycle.

use crate::api::{Api, Field, Member, Model, ModelId, Needs, Shape, Type, Way};
use crate::diagnostic::{Diagnostic, Diagnostics};

/// Makes every model have a finite value.
pub(super) fn break_cycles(api: &mut Api, diagnostics: &mut Diagnostics) {
    let mut needs = Needs::solve(api.models.iter().map(ways));
    for (index, model) in api.models.iter_mut().enumerate() {
        let id = ModelId(index as u32);
        if needs.made(id).is_some() {
            continue;
        }
        if let Shape::Struct(s) = &mut model.shape {
            for member in &mut s.members {
                if let Member::Field(field) = member
                    && field.required
                    && is_endless(field, &needs)
                {
                    field.required = false;
                    diagnostics.push(dropped(&model.pointer, &field.key));
                }
            }
        }
        needs.take_as_made(id);
    }
}

fn is_endless(field: &Field, needs: &Needs) -> bool {
    let mut endless = false;
    let mut visit = |id| endless |= needs.made(id).is_none();
    field.ty.for_each_model(&mut visit);
    endless
}

fn dropped(pointer: &str, key: &str) -> Diagnostic {
    let pointer = format!("{pointer}/properties/{key}");
    let message =
        "the property requires a value that contains itself without end; it is taken as optional";
    Diagnostic::warning(pointer, message).help("take the property out of `required`")
}

/// The ways in which a model has a finite value.
fn ways(model: &Model) -> Vec<Way> {
    let way = |ty: &Type| Way {
        variant: 0,
        needs: held(ty),
    };
    match &model.shape {
        Shape::Struct(s) => {
            let needed = s.fields().filter(|f| f.required && !f.nullable);
            let needs = needed.flat_map(|f| held(&f.ty)).collect();
            vec![Way { variant: 0, needs }]
        }
        Shape::Union(u) if !u.open => u.variants.iter().map(|v| way(&v.ty)).collect(),
        Shape::Alias(ty) if !model.nullable => vec![way(ty)],
        _ => vec![Way::default()],
    }
}

/// The models that a value of a type holds without a list, a map or null between.
fn held(ty: &Type) -> Vec<ModelId> {
    match ty {
        Type::Model(id) => vec![*id],
        Type::Tuple(items) => items.iter().filter_map(model).collect(),
        _ => Vec::new(),
    }
}

fn model(ty: &Type) -> Option<ModelId> {
    match ty {
        Type::Model(id) => Some(*id),
        _ => None,
    }
}
