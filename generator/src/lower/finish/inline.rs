//! Inline models from the inside out.
//!
//! What comes in: an API. What goes out: the models that stand within others,
//! ordered such that what is decided of a model is known of all that it mentions.
//! Components are left out: they have names and shapes of their own.

use crate::api::{Api, ModelId};

/// The inline models.
pub(super) struct Inline {
    /// Each behind those that it mentions.
    pub order: Vec<ModelId>,
    /// Some lead back to themselves, and stand before one that they mention.
    pub has_cycles: bool,
    states: Vec<State>,
}

#[derive(Clone, Copy, PartialEq)]
enum State {
    New,
    Open,
    Done,
}

impl Inline {
    /// Those of an API.
    pub fn of(api: &Api) -> Inline {
        let mut inline = Inline {
            order: Vec::new(),
            has_cycles: false,
            states: vec![State::New; api.models.len()],
        };
        for (id, _) in api.iter() {
            inline.visit(api, id);
        }
        inline
    }

    /// Goes down every path from a model, depth first.
    fn visit(&mut self, api: &Api, start: ModelId) {
        let mut path = Vec::new();
        let mut next = Some(start);
        loop {
            if let Some(id) = next {
                self.open(api, id, &mut path);
            }
            let Some((id, mentioned)) = path.last_mut() else {
                return;
            };
            next = mentioned.pop();
            if next.is_none() {
                self.states[id.index()] = State::Done;
                self.order.push(*id);
                path.pop();
            }
        }
    }

    /// Puts a model that is new on the path, with what it mentions.
    fn open(&mut self, api: &Api, id: ModelId, path: &mut Vec<(ModelId, Vec<ModelId>)>) {
        let state = &mut self.states[id.index()];
        self.has_cycles |= *state == State::Open;
        let model = api.model(id);
        if *state == State::New && !model.origin.steps.is_empty() {
            *state = State::Open;
            let mut mentioned = Vec::new();
            model.for_each_model(&mut |id| mentioned.push(id));
            path.push((id, mentioned));
        }
    }
}
