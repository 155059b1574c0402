//! Schemas that build on others, which build on others.
//!
//! What comes in: resolved schemas without loops. What goes out: what every schema
//! means that only passes on another one ([`Schemas::meaning`]), so that a chain of
//! references costs no more to follow than one of them. A chain in which every
//! schema adds something is as long as what it describes; beyond all measure it is
//! an error.
//!
//! [`Schemas::meaning`]: super::schema::Schemas::meaning

use super::at::At;
use super::resolve::Resolver;
use super::schema::SchemaId;

/// More schemas than this do not build on each other. Each of them is described
/// by all below it, so that the work grows with the square of the length.
const LONGEST: u32 = 2000;
const TOO_LONG: &str = "more than 2000 schemas build on each other by `$ref` and `allOf`";

impl Resolver<'_, '_, '_> {
    /// Finds out what schemas mean and shortens chains that are too long. In `order`
    /// a schema stands behind those that it leads to.
    pub(super) fn follow_chains(&mut self, order: &[SchemaId]) {
        let mut meanings: Vec<SchemaId> = (0..self.targets.len() as u32).map(SchemaId).collect();
        // By schema: how many build on each other, itself among them.
        let mut lengths = vec![0_u32; self.targets.len()];
        for id in order {
            let schema = self.reader.arena.schemas.get(*id);
            let target = self.targets[id.index()].filter(|_| schema.reference.is_some());
            if target.is_some_and(|target| lengths[target.index()] >= LONGEST) {
                self.cut(*id);
                lengths[id.index()] = LONGEST;
                continue;
            }
            let below = || target.into_iter().chain(schema.all_of.iter().copied());
            let longest = below().map(|next| lengths[next.index()]).max();
            lengths[id.index()] = longest.unwrap_or(0);
            match below().next().filter(|_| schema.passes_on()) {
                Some(next) => meanings[id.index()] = meanings[next.index()],
                None => lengths[id.index()] += 1,
            }
        }
        self.reader.arena.schemas.meanings = meanings;
    }

    fn cut(&mut self, id: SchemaId) {
        let written = self.take(id);
        let at = At::schema(self.scope(id).file, id);
        let help = "describe the properties of several in one";
        self.reader.error(&at, TOO_LONG, &written, help);
    }
}
