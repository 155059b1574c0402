//! Telling variants apart by the JSON type of a value.

use crate::api::{JsonKind, Plan, Type};

use super::Planner;

const ALL: [JsonKind; 6] = [
    JsonKind::Boolean,
    JsonKind::Integer,
    JsonKind::Number,
    JsonKind::String,
    JsonKind::Array,
    JsonKind::Object,
];

/// Some JSON types.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct KindSet(u8);

impl KindSet {
    /// Every type.
    pub const ALL: KindSet = KindSet(0b11_1111);

    pub fn contains(self, kind: JsonKind) -> bool {
        self.0 & (1 << kind as u8) != 0
    }

    pub fn union(self, other: KindSet) -> KindSet {
        KindSet(self.0 | other.0)
    }

    /// The types that a type takes which is no model.
    pub fn of_type(ty: &Type) -> KindSet {
        match ty {
            Type::Any | Type::Model(_) => KindSet::ALL,
            Type::Null => KindSet::default(),
            Type::Boolean => JsonKind::Boolean.into(),
            Type::Integer(_) => JsonKind::Integer.into(),
            Type::Number => KindSet::from(JsonKind::Integer).union(JsonKind::Number.into()),
            Type::String(_) => JsonKind::String.into(),
            Type::List(_) | Type::Tuple(_) => JsonKind::Array.into(),
            Type::Map(_) => JsonKind::Object.into(),
            Type::Nullable(inner) => KindSet::of_type(inner),
        }
    }
}

impl From<JsonKind> for KindSet {
    fn from(kind: JsonKind) -> KindSet {
        KindSet(1 << kind as u8)
    }
}

impl Planner<'_, '_> {
    /// The variants that take values of each type, where there are any.
    pub(super) fn by_kind(&self) -> Vec<(JsonKind, Vec<usize>)> {
        let takes = |kind| {
            let all = self.variants.iter().enumerate();
            let candidates = all.filter(move |(_, values)| values.kinds.contains(kind));
            candidates.map(|(position, _)| position).collect()
        };
        let routes = ALL.map(|kind| (kind, takes(kind)));
        let routes = routes.into_iter();
        routes
            .filter(|(_, candidates): &(_, Vec<usize>)| !candidates.is_empty())
            .collect()
    }

    /// Tells apart the variants that take values of one type.
    pub(super) fn of_kind(&mut self, kind: JsonKind, candidates: &[usize]) -> Plan {
        match (candidates, kind) {
            ([one], _) => Plan::Variant(*one),
            (_, JsonKind::Object) => self.objects(candidates),
            (_, JsonKind::Integer) => self.integers(candidates),
            _ => self.trial(candidates),
        }
    }

    /// An exact integer type comes before one that takes any number.
    fn integers(&self, candidates: &[usize]) -> Plan {
        let is_exact = |i: &&usize| !self.variants[**i].kinds.contains(JsonKind::Number);
        match candidates.iter().find(is_exact) {
            Some(exact) => Plan::Variant(*exact),
            None => Plan::Trial(candidates.to_vec()),
        }
    }
}
