//! Leaving out models that nothing reaches.

use crate::api::{Api, Content, Extra, Member, ModelId, Operation, Shape, Type};

/// Drops inline models that neither a component nor an operation reaches: what
/// merging made superfluous.
pub(super) fn unreachable(api: &mut Api) {
    let mut roots = operation_models(api, |_| true);
    roots.extend(
        api.iter()
            .filter(|(_, m)| m.is_component())
            .map(|(id, _)| id),
    );
    keep(api, &roots);
}

/// The models that the selected operations mention.
pub(in crate::lower) fn operation_models(
    api: &Api,
    selected: impl Fn(&Operation) -> bool,
) -> Vec<ModelId> {
    let mut found = Vec::new();
    let mut visit = |ty: &Type| ty.for_each_model(&mut |id| found.push(id));
    for operation in api.operations.iter().filter(|o| selected(o)) {
        operation.parameters.iter().for_each(|p| visit(&p.ty));
        let contents = operation.request.iter().flat_map(|body| &body.content);
        contents
            .filter_map(|c: &Content| c.ty.as_ref())
            .for_each(&mut visit);
        for response in &operation.responses {
            response.headers.iter().for_each(|h| visit(&h.ty));
            response
                .content
                .iter()
                .filter_map(|c| c.ty.as_ref())
                .for_each(&mut visit);
        }
    }
    found
}

/// Keeps the roots and what they reach, in the order they had.
pub(in crate::lower) fn keep(api: &mut Api, roots: &[ModelId]) {
    let mut reached = vec![false; api.models.len()];
    let mut next: Vec<ModelId> = roots.to_vec();
    while let Some(id) = next.pop() {
        if !std::mem::replace(&mut reached[id.index()], true) {
            api.model(id)
                .for_each_model(&mut |mentioned| next.push(mentioned));
        }
    }
    if reached.iter().all(|r| *r) {
        return;
    }
    // By model: how many are kept before it, which is its number from now on.
    let mut kept = 0;
    let renumbered: Vec<ModelId> = reached
        .iter()
        .map(|reached| {
            let number = ModelId(kept);
            kept += u32::from(*reached);
            number
        })
        .collect();
    let mut reached = reached.into_iter();
    api.models.retain(|_| reached.next().unwrap_or(false));
    renumber(api, &|id| renumbered[id.index()]);
}

/// Replaces every model id in the API.
pub(in crate::lower) fn renumber(api: &mut Api, to: &impl Fn(ModelId) -> ModelId) {
    for model in &mut api.models {
        match &mut model.shape {
            Shape::Struct(s) => {
                for member in &mut s.members {
                    if let Member::Field(field) = member {
                        rename(&mut field.ty, to);
                    }
                }
                if let Extra::Kept(ty) = &mut s.extra {
                    rename(ty, to);
                }
            }
            Shape::Union(union) => union
                .variants
                .iter_mut()
                .for_each(|v| rename(&mut v.ty, to)),
            Shape::Alias(ty) => rename(ty, to),
            Shape::StringEnum(_) | Shape::IntegerEnum(_) => {}
        }
    }
    for operation in &mut api.operations {
        operation
            .parameters
            .iter_mut()
            .for_each(|p| rename(&mut p.ty, to));
        let contents = operation
            .request
            .iter_mut()
            .flat_map(|body| &mut body.content);
        contents
            .filter_map(|c| c.ty.as_mut())
            .for_each(|ty| rename(ty, to));
        for response in &mut operation.responses {
            response
                .headers
                .iter_mut()
                .for_each(|h| rename(&mut h.ty, to));
            response
                .content
                .iter_mut()
                .filter_map(|c| c.ty.as_mut())
                .for_each(|ty| rename(ty, to));
        }
    }
}

fn rename(ty: &mut Type, to: &impl Fn(ModelId) -> ModelId) {
    match ty {
        Type::Model(id) => *id = to(*id),
        Type::List(inner) | Type::Map(inner) | Type::Nullable(inner) => rename(inner, to),
        Type::Tuple(items) => items.iter_mut().for_each(|t| rename(t, to)),
        _ => {}
    }
}
