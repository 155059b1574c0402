//! Equal models become one type.
//!
//! Two inline models are equal when callers could not tell their Rust apart but
//! for the name: same keys, types, values, requirements. Descriptions and
//! examples may differ; they stay on the pages. The first in the document's order
//! keeps its shape, the others become aliases of it.
//!
//! A component has a name that somebody chose, so it takes more to be the same as
//! another one: it repeats that one word for word, descriptions and bounds included,
//! and is called what that one is called with words put in. Documents do that which
//! keep an API in two versions (`BetaAnnotation`, `Annotation`).

mod copies;
mod fingerprint;
mod hashed;
mod partition;

use std::collections::BTreeMap;

use foldhash::fast::RandomState;
use foldhash::{HashMap, HashMapExt};
use rayon::prelude::*;

use crate::api::{Api, ModelId, Shape, Type};
use crate::config::{Config, Copies};

use fingerprint::Fingerprint;
use hashed::Hashed;

/// Makes one of equal models.
pub(super) fn dedup(api: &mut Api, config: &Config) {
    let classes = classes(api, config);
    let keeps = keeps(api, &classes);
    for (index, class) in classes.into_iter().enumerate() {
        let shape = &mut api.models[index].shape;
        if let Some(kept) = keeps[class]
            && kept.index() != index
            && !matches!(shape, Shape::Alias(_))
        {
            *shape = Shape::Alias(Type::Model(kept));
        }
    }
}

/// Whether fields of a model have names that no equal one has.
fn renames_properties(renames: &BTreeMap<String, String>, pointer: &str) -> bool {
    if renames.is_empty() {
        return false;
    }
    let properties = format!("{pointer}/properties/");
    let first = renames.range(properties.clone()..).next();
    first.is_some_and(|(renamed, _)| renamed.starts_with(&properties))
}

/// By model: the number of its class. Equal models have the same.
fn classes(api: &Api, config: &Config) -> Vec<usize> {
    let mentioned = api.models.par_iter().map(|model| {
        let mut mentioned = Vec::new();
        model.for_each_model(&mut |id| mentioned.push(api.target(id).index()));
        mentioned
    });
    partition::refine(alike(api, config), &mentioned.collect::<Vec<_>>())
}

/// By model: one that would equal it if all that they mention were equal.
fn alike(api: &Api, config: &Config) -> Vec<usize> {
    let mut alike: Vec<usize> = (0..api.models.len()).collect();
    let groups = groups(api, &config.rename);
    let originals: Vec<_> = groups
        .par_iter()
        .map(|group| originals(api, group, config.models.copies))
        .collect();
    for (group, originals) in groups.iter().zip(originals) {
        for (index, original) in group.iter().zip(originals) {
            alike[*index] = group[original];
        }
    }
    alike
}

/// By model of a group: the position of the one that it may be another name for.
fn originals(api: &Api, group: &[usize], copies: Copies) -> Vec<usize> {
    if !api.models[group[0]].is_component() {
        return vec![0; group.len()];
    }
    match copies {
        Copies::Keep => (0..group.len()).collect(),
        Copies::Share => {
            let name = |index: &usize| api.models[*index].origin.root.as_str();
            copies::originals(&group.iter().map(name).collect::<Vec<_>>())
        }
    }
}

/// Models that look alike: all inline, or all components.
fn groups(api: &Api, renames: &BTreeMap<String, String>) -> Vec<Vec<usize>> {
    let how = RandomState::default();
    let fingerprints: Vec<_> = api
        .models
        .par_iter()
        .map(|model| {
            let is_shared = !renames_properties(renames, &model.pointer);
            is_shared.then(|| Hashed::of(Fingerprint::of(model), &how))
        })
        .collect();
    let mut groups: HashMap<_, Vec<usize>> = HashMap::with_capacity(fingerprints.len());
    for (index, fingerprint) in fingerprints.into_iter().enumerate() {
        if let Some(fingerprint) = fingerprint {
            groups.entry(fingerprint).or_default().push(index);
        }
    }
    groups.into_values().collect()
}

/// By class: the model that keeps its shape.
fn keeps(api: &Api, classes: &[usize]) -> Vec<Option<ModelId>> {
    let count = classes.iter().max().map_or(0, |last| last + 1);
    let mut keeps = vec![None; count];
    for ((id, model), class) in api.iter().zip(classes) {
        let is_shorter = |kept: ModelId| {
            let kept = &api.model(kept).origin.root;
            model.is_component() && model.origin.root.len() < kept.len()
        };
        if keeps[*class].is_none_or(is_shorter) {
            keeps[*class] = Some(id);
        }
    }
    keeps
}

#[cfg(test)]
mod tests {
    use super::dedup;
    use crate::api::{Api, Extra, Model, ModelId, Origin, Shape, Step, Struct, Type};
    use crate::config::{Config, Copies, ModelConfig};

    /// A struct that holds nothing but values of a type.
    fn holding(ty: &Type) -> Model {
        Model {
            origin: Origin {
                root: "Pet".to_owned(),
                component: true,
                steps: vec![Step::Item],
            },
            shape: Shape::Struct(Struct {
                members: Vec::new(),
                extra: Extra::Kept(ty.clone()),
            }),
            ..Model::abandoned()
        }
    }

    fn component(name: &str, description: &str, ty: &Type) -> Model {
        Model {
            pointer: format!("#/components/schemas/{name}"),
            origin: Origin {
                root: name.to_owned(),
                component: true,
                steps: Vec::new(),
            },
            description: Some(description.to_owned()),
            ..holding(ty)
        }
    }

    /// By model: the one that it became another name for.
    fn shared(models: Vec<Model>, config: &Config) -> Vec<Option<u32>> {
        let mut api = Api {
            models,
            ..Api::default()
        };
        dedup(&mut api, config);
        let first = |model: &Model| match model.shape {
            Shape::Alias(Type::Model(first)) => Some(first.0),
            _ => None,
        };
        api.models.iter().map(first).collect()
    }

    fn inline(types: &[Type]) -> Vec<Option<u32>> {
        shared(types.iter().map(holding).collect(), &Config::default())
    }

    fn model(id: u32) -> Type {
        Type::Model(ModelId(id))
    }

    fn list(id: u32) -> Type {
        Type::List(Box::new(model(id)))
    }

    fn map(id: u32) -> Type {
        Type::Map(Box::new(model(id)))
    }

    #[test]
    fn equality_reaches_inside() {
        let types = [list(2), list(3), Type::STRING, Type::STRING, map(2)];
        assert_eq!(inline(&types), [None, Some(0), None, Some(2), None]);
    }

    #[test]
    fn models_that_lead_back_to_themselves() {
        let types = [list(1), map(2), list(1), map(0)];
        assert_eq!(inline(&types), [None, None, Some(0), Some(1)]);
        assert_eq!(inline(&[list(0), list(1)]), [None, Some(0)]);
        assert_eq!(inline(&[list(0), map(1)]), [None, None]);
    }

    #[test]
    fn components_that_repeat_another() {
        let with = |name, description, ty: &Type| {
            let models = vec![
                component("Pet", "A pet.", &Type::STRING),
                component(name, description, ty),
            ];
            shared(models, &Config::default())
        };
        assert_eq!(with("BetaPet", "A pet.", &Type::STRING), [None, Some(0)]);
        assert_eq!(with("BetaPet", "A new pet.", &Type::STRING), [None, None]);
        assert_eq!(with("BetaPet", "A pet.", &Type::Number), [None, None]);
        assert_eq!(with("Owner", "A pet.", &Type::STRING), [None, None]);
    }

    #[test]
    fn the_shortest_name_is_kept() {
        let names = ["BetaPetParam", "BetaPet", "Pet"];
        let models = names.map(|name| component(name, "A pet.", &Type::STRING));
        assert_eq!(
            shared(models.into(), &Config::default()),
            [Some(2), Some(2), None]
        );
    }

    #[test]
    fn an_inline_model_is_no_component() {
        let models = vec![component("Pet", "", &Type::STRING), holding(&Type::STRING)];
        assert_eq!(shared(models, &Config::default()), [None, None]);
    }

    #[test]
    fn what_the_configuration_keeps_apart() {
        let models = || {
            vec![
                component("Pet", "A pet.", &Type::STRING),
                component("BetaPet", "A pet.", &Type::STRING),
                component("OldPet", "A pet.", &Type::STRING),
            ]
        };
        let keep = Config {
            models: ModelConfig {
                copies: Copies::Keep,
                ..ModelConfig::default()
            },
            ..Config::default()
        };
        assert_eq!(shared(models(), &keep), [None, None, None]);
        // One with a field that is called something else is no copy.
        let pointer = "#/components/schemas/BetaPet/properties/id".to_owned();
        let renamed = Config {
            rename: [(pointer, "number".to_owned())].into(),
            ..Config::default()
        };
        assert_eq!(shared(models(), &renamed), [None, None, Some(0)]);
    }
}
