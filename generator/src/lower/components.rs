//! The components: what each is called, which model it becomes and what it says.
//!
//! A component is asked for wherever something refers to it. What it says is found
//! out once, for all of them beforehand and on all cores, since that takes nothing
//! but the schemas.

use std::sync::Arc;

use foldhash::{HashMap, HashSet};
use rayon::prelude::*;

use crate::api::ModelId;
use crate::dialect::{SchemaId, Schemas};

use super::merge::Merged;
use super::parts::Part;

/// A named schema.
#[derive(Debug)]
pub(super) struct Component<'doc> {
    pub name: &'doc str,
    pub model: ModelId,
    /// Shared by all components that mean the same schema.
    pub view: Arc<Merged<'doc>>,
}

/// All components.
#[derive(Debug)]
pub(super) struct Components<'doc> {
    /// In the document's order; models are numbered alike.
    list: Vec<Component<'doc>>,
    /// By schema.
    models: Vec<Option<ModelId>>,
}

impl<'doc> Components<'doc> {
    /// Gives every component a model, in the document's order. A schema with two
    /// names is one component, known by the last of them.
    pub fn of(schemas: &'doc Schemas<'doc>) -> Components<'doc> {
        let mut models: Vec<Option<ModelId>> = vec![None; schemas.nodes.len()];
        let mut named: Vec<(&'doc str, SchemaId)> = Vec::new();
        for (name, id) in &schemas.components {
            match models[id.index()] {
                Some(model) => named[model.index()].0 = name,
                None => {
                    models[id.index()] = Some(ModelId(named.len() as u32));
                    named.push((name, *id));
                }
            }
        }
        let meanings: HashSet<SchemaId> =
            named.iter().map(|(_, id)| schemas.meaning(*id)).collect();
        let view = |id: SchemaId| (id, Arc::new(Merged::of(schemas, &[Part::whole(id)])));
        let views: HashMap<SchemaId, Arc<Merged<'doc>>> =
            meanings.into_par_iter().map(view).collect();
        let component = |(index, (name, id)): (usize, (&'doc str, SchemaId))| Component {
            name,
            model: ModelId(index as u32),
            view: views[&schemas.meaning(id)].clone(),
        };
        let list = named.into_iter().enumerate().map(component).collect();
        Components { list, models }
    }

    pub fn len(&self) -> usize {
        self.list.len()
    }

    /// The component that a schema is.
    pub fn get(&self, id: SchemaId) -> Option<&Component<'doc>> {
        let model = self.models[id.index()]?;
        Some(&self.list[model.index()])
    }

    pub fn contains(&self, id: SchemaId) -> bool {
        self.models[id.index()].is_some()
    }
}
