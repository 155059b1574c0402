//! Models that no finite value could fill.
//!
//! `Node` requires a `parent`, which is a `Node`: no finite JSON is valid, so the
//! document cannot mean it. The requirement is dropped where it closes the cycle.

use crate::api::{Api, Member, Model, ModelId, Shape, Type};
use crate::diagnostic::{Diagnostic, Diagnostics};

/// Makes every model have a finite value.
pub(super) fn ensure(api: &mut Api, diagnostics: &mut Diagnostics) {
    let mut finite = vec![false; api.models.len()];
    settle(api, &mut finite);
    for index in 0..api.models.len() {
        if finite[index] {
            continue;
        }
        let endless: Vec<ModelId> = (0..finite.len())
            .filter(|i| !finite[*i])
            .map(|i| ModelId(i as u32))
            .collect();
        let model = &mut api.models[index];
        if let Shape::Struct(s) = &mut model.shape {
            for member in &mut s.members {
                let Member::Field(field) = member else {
                    continue;
                };
                let mut leads_on = false;
                field
                    .ty
                    .for_each_model(&mut |id| leads_on |= endless.binary_search(&id).is_ok());
                if field.required && leads_on {
                    field.required = false;
                    let pointer = format!("{}/properties/{}", model.pointer, field.key);
                    let message = "the property requires a value that contains itself without end; it is taken as optional";
                    diagnostics.push(
                        Diagnostic::warning(pointer, message)
                            .help("take the property out of `required`"),
                    );
                }
            }
            finite[index] = true;
            settle(api, &mut finite);
        }
    }
}

/// Marks models as finite until nothing changes. Each round settles at least one
/// level of nesting.
fn settle(api: &Api, finite: &mut [bool]) {
    loop {
        let mut changed = false;
        for (index, model) in api.models.iter().enumerate() {
            if !finite[index] && is_finite(model, finite) {
                finite[index] = true;
                changed = true;
            }
        }
        if !changed {
            return;
        }
    }
}

fn is_finite(model: &Model, finite: &[bool]) -> bool {
    let fits = |ty: &Type| match ty {
        Type::Model(id) => finite[id.index()],
        Type::Tuple(items) => items.iter().all(|t| match t {
            Type::Model(id) => finite[id.index()],
            _ => true,
        }),
        _ => true,
    };
    match &model.shape {
        Shape::Struct(s) => s.fields().all(|f| !f.required || f.nullable || fits(&f.ty)),
        Shape::Union(u) => u.open || u.variants.iter().any(|v| fits(&v.ty)),
        Shape::Alias(ty) => model.nullable || fits(ty),
        Shape::StringEnum(_) | Shape::IntegerEnum(_) => true,
    }
}
