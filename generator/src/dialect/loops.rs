//! References that lead back to themselves.
//!
//! What comes in: resolved schemas. What goes out: the same without loops that no
//! value could ever leave. Recursion through properties and items is a tree and
//! stays; `A: {$ref: A}` is nothing.

use super::at::At;
use super::resolve::Resolver;
use super::schema::SchemaId;

impl Resolver<'_, '_, '_> {
    /// Takes one reference out of every loop that no value could ever leave:
    /// references and `allOf` alone, such as `A: {$ref: A}`. Answers the schemas
    /// that were passed, each behind those that it leads to.
    pub(super) fn break_loops(&mut self) -> Vec<SchemaId> {
        let mut state = vec![State::New; self.targets.len()];
        let mut order = Vec::new();
        // Every loop has a reference in it.
        for next in 0..self.reader.unresolved.len() {
            let start = self.reader.unresolved[next].id;
            if state[start.index()] == State::New {
                self.break_loops_from(start, &mut state, &mut order);
            }
        }
        order
    }

    /// Goes down every path from a schema, depth first.
    fn break_loops_from(
        &mut self,
        start: SchemaId,
        state: &mut [State],
        order: &mut Vec<SchemaId>,
    ) {
        state[start.index()] = State::Open;
        // The schemas on the way, each with the steps that were taken from it:
        // first its reference, then its `allOf`.
        let mut path = vec![(start, 0)];
        while let Some((node, taken)) = path.last_mut() {
            let (node, step) = (*node, *taken);
            *taken += 1;
            let schema = self.reader.arena.schemas.get(node);
            let next = match step {
                0 => self.targets[node.index()].filter(|_| schema.reference.is_some()),
                step if step > schema.all_of.len() => {
                    state[node.index()] = State::Done;
                    order.push(node);
                    path.pop();
                    continue;
                }
                step => Some(schema.all_of[step - 1]),
            };
            let Some(next) = next else { continue };
            match state[next.index()] {
                State::New => {
                    state[next.index()] = State::Open;
                    path.push((next, 0));
                }
                State::Open => {
                    let mut steps = path.iter().rev();
                    if let Some((node, _)) = steps.find(|(_, taken)| *taken == 1) {
                        self.break_loop(*node);
                    }
                }
                State::Done => {}
            }
        }
    }

    fn break_loop(&mut self, id: SchemaId) {
        let written = self.take(id);
        let at = At::schema(self.scope(id).file, id);
        let kind = "a reference leads back to itself; any value is accepted";
        self.reader.warn(&at, kind, &written);
    }
}

#[derive(Clone, Copy, PartialEq)]
enum State {
    New,
    Open,
    Done,
}
