//! Who refers to a model: other models, and operations.

use crate::api::{Api, Content, ModelId, Type};

/// Who refers to a model, each once, in the API's order.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Usage {
    /// Models with a field, variant, item or alias of this model.
    pub models: Vec<ModelId>,
    /// Positions in [`Api::operations`] of those that send it.
    pub requests: Vec<usize>,
    /// Positions in [`Api::operations`] of those that answer with it.
    pub responses: Vec<usize>,
    /// Positions in [`Api::operations`] of those with a parameter of it.
    pub parameters: Vec<usize>,
}

/// The usage of every model.
pub(super) fn usage(api: &Api) -> Vec<Usage> {
    let mut usage = vec![Usage::default(); api.models.len()];
    for (owner, model) in api.iter() {
        for target in model.neighbours() {
            usage[target.index()].models.push(owner);
        }
    }
    for (position, operation) in api.operations.iter().enumerate() {
        let mut mark = |ty: &Type, list: fn(&mut Usage) -> &mut Vec<usize>| {
            ty.for_each_model(&mut |id| {
                let list = list(&mut usage[id.index()]);
                if list.last() != Some(&position) {
                    list.push(position);
                }
            });
        };
        for parameter in &operation.parameters {
            mark(&parameter.ty, |u| &mut u.parameters);
        }
        let sent = operation.request.iter().flat_map(|body| &body.content);
        types_of(sent).for_each(|ty| mark(ty, |u| &mut u.requests));
        let answered = operation
            .responses
            .iter()
            .flat_map(|response| &response.content);
        types_of(answered).for_each(|ty| mark(ty, |u| &mut u.responses));
    }
    usage
}

fn types_of<'a>(contents: impl Iterator<Item = &'a Content>) -> impl Iterator<Item = &'a Type> {
    contents.filter_map(|content| content.ty.as_ref())
}
