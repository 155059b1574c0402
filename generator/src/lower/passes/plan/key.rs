//! Telling objects apart by a key that one variant alone has.

use crate::api::{KeyPlan, Member};

use super::Planner;
use super::group::{Group, Holder};

impl<'a> Planner<'_, 'a> {
    /// By a key of its own that each candidate needs, but for one of them.
    pub(super) fn key_plan(&self, group: &Group<'a>) -> Option<KeyPlan> {
        if !group.is_keyed() {
            return None;
        }
        let count = group.candidates().len();
        let mut own: Vec<Vec<&str>> = vec![Vec::new(); count];
        let mut needs_own = vec![false; count];
        for (key, holders) in group.keys() {
            let index = holders[0].index;
            if holders.iter().all(|holder| holder.index == index) {
                own[index].push(key);
                needs_own[index] |= is_needed(group, index, holders);
            }
        }
        let mut without = (0..count).filter(|index| !needs_own[*index]);
        let fallback = without.next();
        // Two variants that need nothing of their own cannot be told apart.
        if without.next().is_some() {
            return None;
        }
        let keys = own.iter().enumerate().flat_map(|(index, keys)| {
            let variant = group.candidate(index);
            keys.iter().map(move |key| ((*key).to_owned(), variant))
        });
        let plan = KeyPlan {
            keys: keys.collect(),
            fallback: fallback.map(|index| group.candidate(index)),
        };
        (!plan.keys.is_empty()).then_some(plan)
    }
}

/// Whether every struct of a candidate requires a key.
fn is_needed(group: &Group<'_>, index: usize, holders: &[Holder<'_>]) -> bool {
    let required = |holder: &Holder<'_>| match holder.member {
        Member::Constant(_) => true,
        Member::Field(field) => field.required,
    };
    group.structs(index) == Some(holders.len()) && holders.iter().all(required)
}
