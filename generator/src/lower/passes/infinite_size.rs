//! Models that no finite value could fill.
//!
//! `Node` requires a `parent`, which is a `Node`: no finite JSON is valid, so the
//! document cannot mean it. The requirement is dropped where it closes the cycle.

use crate::api::{Api, Member, Model, Shape, Type};
use crate::diagnostic::{Diagnostic, Diagnostics};

/// Makes every model have a finite value.
pub(super) fn break_cycles(api: &mut Api, diagnostics: &mut Diagnostics) {
    let mut finite = vec![false; api.models.len()];
    let users = users(api);
    let all = (0..api.models.len()).collect();
    mark_finite(api, &mut finite, &users, all);
    for index in 0..api.models.len() {
        if finite[index] {
            continue;
        }
        let model = &mut api.models[index];
        if let Shape::Struct(s) = &mut model.shape {
            for member in &mut s.members {
                let Member::Field(field) = member else {
                    continue;
                };
                let mut leads_on = false;
                field
                    .ty
                    .for_each_model(&mut |id| leads_on |= !finite[id.index()]);
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
            mark_finite(api, &mut finite, &users, users[index].clone());
        }
    }
}

/// By model: those that mention it.
fn users(api: &Api) -> Vec<Vec<usize>> {
    let mut users = vec![Vec::new(); api.models.len()];
    for (user, model) in api.models.iter().enumerate() {
        model.for_each_model(&mut |mentioned| {
            let users = &mut users[mentioned.index()];
            if users.last() != Some(&user) {
                users.push(user);
            }
        });
    }
    users
}

/// Marks the `waiting` as finite that are, and asks again whoever mentions them.
fn mark_finite(api: &Api, finite: &mut [bool], users: &[Vec<usize>], mut waiting: Vec<usize>) {
    while let Some(index) = waiting.pop() {
        if !finite[index] && is_finite(&api.models[index], finite) {
            finite[index] = true;
            waiting.extend(&users[index]);
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
