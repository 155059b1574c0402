//! Variants that take objects and are to be told apart, by the keys that they have.

use foldhash::{HashSet, HashSetExt};
use indexmap::IndexMap;

use crate::api::{Api, Extra, Member, Shape, Type};

use super::values::VariantValues;

/// Some variants of a union. What one has under a key is found without searching
/// its members, since there may be many of either.
pub(super) struct Group<'a> {
    /// Positions in the union.
    candidates: Vec<usize>,
    /// By candidate: how many structs its objects may be; `None` where some are no
    /// structs.
    structs: Vec<Option<usize>>,
    /// By key, in the order in which they come: the members that have it.
    members: IndexMap<&'a str, Vec<Holder<'a>>, foldhash::fast::RandomState>,
    /// The keys that could be a tag in some candidate, in the order in which they come.
    tags: Vec<&'a str>,
    /// Some candidate takes keys of any name, and not just any value under them.
    is_map: bool,
}

/// A member of one of a candidate's structs.
#[derive(Clone, Copy)]
pub(super) struct Holder<'a> {
    /// The position of the candidate in its group.
    pub index: usize,
    pub member: &'a Member,
}

impl<'a> Group<'a> {
    /// The candidates, of all variants of a union.
    pub fn of(api: &'a Api, candidates: &[usize], variants: &[VariantValues<'a>]) -> Group<'a> {
        let mut group = Group {
            candidates: candidates.to_vec(),
            structs: Vec::with_capacity(candidates.len()),
            members: IndexMap::default(),
            tags: Vec::new(),
            is_map: false,
        };
        let mut is_tag: HashSet<&str> = HashSet::new();
        for (index, position) in candidates.iter().enumerate() {
            let structs = variants[*position].structs.as_deref();
            group.structs.push(structs.map(<[_]>::len));
            for s in structs.unwrap_or_default() {
                group.is_map |= matches!(&s.extra, Extra::Kept(ty) if *ty != Type::Any);
                for member in &s.members {
                    let holders = group.members.entry(member.key()).or_default();
                    holders.push(Holder { index, member });
                    if lists_values(api, member) && is_tag.insert(member.key()) {
                        group.tags.push(member.key());
                    }
                }
            }
        }
        group
    }

    /// The variants, by their positions in the union.
    pub fn candidates(&self) -> &[usize] {
        &self.candidates
    }

    /// The variant at a position in the group.
    pub fn candidate(&self, index: usize) -> usize {
        self.candidates[index]
    }

    /// All variants are structs, whose keys are known.
    pub fn is_keyed(&self) -> bool {
        !self.is_map && self.is_structs()
    }

    /// All variants are structs.
    pub fn is_structs(&self) -> bool {
        self.structs.iter().all(Option::is_some)
    }

    /// How many structs a candidate is; none where it is something else as well.
    pub fn structs(&self, index: usize) -> Option<usize> {
        self.structs[index]
    }

    /// The keys that could be a tag.
    pub fn tags(&self) -> &[&'a str] {
        &self.tags
    }

    /// Who has a key, candidate by candidate.
    pub fn holders(&self, key: &str) -> &[Holder<'a>] {
        self.members.get(key).map_or(&[], Vec::as_slice)
    }

    /// Every key with who has it.
    pub fn keys(&self) -> impl Iterator<Item = (&'a str, &[Holder<'a>])> {
        self.members
            .iter()
            .map(|(key, holders)| (*key, holders.as_slice()))
    }
}

/// Whether a member's values are listed, as those of a tag are.
fn lists_values(api: &Api, member: &Member) -> bool {
    match member {
        Member::Constant(_) => true,
        Member::Field(field) => match api.resolve(&field.ty) {
            Type::Model(id) => matches!(
                api.model(*id).shape,
                Shape::StringEnum(_) | Shape::IntegerEnum(_)
            ),
            _ => false,
        },
    }
}
