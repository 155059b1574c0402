//! What the values of a variant may be: JSON types, and structs for objects.
//!
//! A union in a union is what its own variants are. They are found once for every
//! union, innermost first, and not again wherever it is a variant: unions that list
//! each other's variants would be followed by every way there is.

use std::rc::Rc;

use foldhash::{HashMap, HashMapExt, HashSet, HashSetExt};

use crate::api::{Api, ModelId, Shape, Struct, Type};

use super::budget::Budget;
use super::kinds::KindSet;

/// What the values of a type may be.
#[derive(Debug, Clone)]
pub(super) struct VariantValues<'a> {
    pub kinds: KindSet,
    /// The structs that they are, each once; `None` where some are none.
    pub structs: Option<Rc<[&'a Struct]>>,
}

impl VariantValues<'_> {
    /// How many members its structs have.
    pub fn size(&self) -> usize {
        let structs = self.structs.iter().flat_map(|structs| structs.iter());
        structs.map(|s| 1 + s.members.len()).sum()
    }
}

/// What the values of every type may be.
pub(super) struct Values<'a> {
    api: &'a Api,
    unions: HashMap<ModelId, Found<'a>>,
}

/// What is found of a union.
struct Found<'a> {
    values: VariantValues<'a>,
    /// There are more structs than the budget allows to list.
    cut: bool,
}

impl<'a> Values<'a> {
    /// Looks into every union. In `order` one stands behind those that are its
    /// variants.
    pub fn of(api: &'a Api, order: &[ModelId], budget: &mut Budget) -> Values<'a> {
        let mut values = Values {
            api,
            unions: HashMap::new(),
        };
        for id in order {
            if let Shape::Union(union) = &api.model(*id).shape {
                let types = union.variants.iter().map(|variant| &variant.ty);
                let found = values.all_of(types, budget);
                values.unions.insert(*id, found);
            }
        }
        values
    }

    /// What the values of a type may be.
    pub fn of_type(&self, ty: &'a Type) -> VariantValues<'a> {
        let other = |kinds| VariantValues {
            kinds,
            structs: None,
        };
        let Type::Model(id) = self.api.resolve(ty) else {
            return other(self.kinds(ty));
        };
        match &self.api.model(*id).shape {
            Shape::Struct(s) => VariantValues {
                kinds: self.kinds(ty),
                structs: Some([s].into()),
            },
            Shape::Union(_) => match self.unions.get(id) {
                Some(found) => found.values.clone(),
                None => other(KindSet::ALL),
            },
            _ => other(self.kinds(ty)),
        }
    }

    /// Whether a union lists more structs than the budget allows.
    pub fn is_cut(&self, id: ModelId) -> bool {
        self.unions.get(&id).is_some_and(|found| found.cut)
    }

    fn kinds(&self, ty: &Type) -> KindSet {
        use crate::api::JsonKind::{Integer, Object, String};
        match self.api.resolve(ty) {
            Type::Model(id) => match &self.api.model(*id).shape {
                Shape::Struct(_) => Object.into(),
                Shape::StringEnum(_) => String.into(),
                Shape::IntegerEnum(_) => Integer.into(),
                Shape::Union(_) => self.unions.get(id).map_or(KindSet::ALL, |u| u.values.kinds),
                Shape::Alias(_) => KindSet::ALL,
            },
            Type::Nullable(inner) => self.kinds(inner),
            other => KindSet::of_type(other),
        }
    }

    /// What the values of several types may be.
    fn all_of(&self, types: impl Iterator<Item = &'a Type>, budget: &mut Budget) -> Found<'a> {
        let mut kinds = KindSet::default();
        let mut structs = Some(Vec::new());
        let mut known = HashSet::new();
        let mut cut = false;
        for ty in types {
            let values = self.of_type(ty);
            kinds = kinds.union(values.kinds);
            let (Some(all), Some(more)) = (&mut structs, values.structs) else {
                structs = None;
                continue;
            };
            if !budget.spend(more.len()) {
                cut = true;
                structs = None;
                continue;
            }
            let new = more
                .iter()
                .filter(|s| known.insert(std::ptr::from_ref(**s)));
            all.extend(new.copied());
        }
        let structs = structs.map(Rc::from);
        Found {
            values: VariantValues { kinds, structs },
            cut,
        }
    }
}
