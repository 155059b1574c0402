//! Names and tags that follow from references.

use std::collections::{HashMap, HashSet};

use serde_json::Value;

use super::resolve::{Resolver, name_of};
use super::schema::SchemaId;
use crate::load::FileId;

impl Resolver<'_, '_, '_> {
    /// Azure's `x-ms-discriminator-value` on a schema is the tag that the bases in
    /// its `allOf` know it by.
    pub(super) fn inherit_tags(&mut self) {
        for (id, tag) in std::mem::take(&mut self.reader.tagged) {
            let pointer = self.reader.arena.schemas.pointer(id);
            self.reader.arena.also_known_as(pointer.clone(), id);
            let mut bases = vec![id];
            let mut seen = HashSet::from([id]);
            while let Some(base) = bases.pop() {
                let schema = &mut self.reader.arena.schemas.nodes[base.index()];
                let discriminator = schema.discriminator.as_mut().filter(|_| base != id);
                if let Some(discriminator) = discriminator {
                    let mapping = &mut discriminator.mapping;
                    if mapping.iter().all(|(known, _)| *known != tag) {
                        mapping.push((tag, pointer.clone()));
                    }
                }
                let above = schema
                    .all_of
                    .iter()
                    .copied()
                    .chain(self.targets[base.index()]);
                bases.extend(above.filter(|base| seen.insert(*base)));
            }
        }
    }

    /// Gives names to schemas of other files: that of the component that stands
    /// for them (`Pet: {$ref: pet.yaml}`), else their own.
    pub(super) fn name_foreign(&mut self) {
        if self.foreign.is_empty() {
            return;
        }
        let ends = self.ends_of_aliases();
        let mut named = HashSet::new();
        let mut stand_ins = HashMap::new();
        let mut components = std::mem::take(&mut self.reader.arena.schemas.components);
        for (_, id) in &mut components {
            let end = ends[id.index()];
            let foreign = self.scope(end).file != FileId::ROOT;
            if end != *id && foreign && named.insert(end) {
                stand_ins.insert(*id, end);
                *id = end;
            }
        }
        for id in std::mem::take(&mut self.foreign) {
            let end = ends[id.index()];
            if end != id {
                stand_ins.insert(id, end);
            } else if named.insert(id) {
                let name = name_of(&self.reader.arena.schemas.pointer(id));
                components.push((name, id));
            }
        }
        self.reader.arena.schemas.components = components;
        self.redirect(&stand_ins);
    }

    /// Makes references to some schemas lead to others.
    fn redirect(&mut self, stand_ins: &HashMap<SchemaId, SchemaId>) {
        let schemas = &mut self.reader.arena.schemas;
        for (id, end) in stand_ins {
            let pointer = schemas.pointer(*id);
            schemas.by_pointer.insert(pointer, *end);
        }
        let references = schemas.nodes.iter_mut();
        for reference in references.filter_map(|node| node.reference.as_mut()) {
            *reference = *stand_ins.get(reference).unwrap_or(reference);
        }
    }

    /// By schema: where a chain of schemas that are a `$ref` and nothing else ends.
    fn ends_of_aliases(&self) -> Vec<SchemaId> {
        let ids = || (0..self.targets.len() as u32).map(SchemaId);
        let next = |id: SchemaId| {
            let Value::Object(map) = self.reader.arena.sources[id.index()].value else {
                return None;
            };
            let intact = self.reader.arena.schemas.get(id).reference.is_some();
            self.targets[id.index()].filter(|_| intact && map.len() == 1)
        };
        let mut ends: Vec<Option<SchemaId>> = vec![None; self.targets.len()];
        for id in ids() {
            // Loops are broken by now, so that every chain has an end.
            let mut chain = vec![id];
            let end = loop {
                let last = chain[chain.len() - 1];
                match (ends[last.index()], next(last)) {
                    (Some(end), _) => break end,
                    (None, Some(next)) => chain.push(next),
                    (None, None) => break last,
                }
            };
            chain.iter().for_each(|id| ends[id.index()] = Some(end));
        }
        ends.iter()
            .zip(ids())
            .map(|(end, id)| end.unwrap_or(id))
            .collect()
    }
}
