//! Telling objects apart by the value of one property.

use foldhash::HashSet;
use indexmap::IndexMap;

use crate::api::{Api, ExclusivePlan, Member, Plan, Scalar, Shape, TagArm, TagPlan, Type};

use super::Planner;
use super::group::{Group, Holder};

/// From this cost on, a tag leaves some objects undecided.
const UNDECIDED: usize = 1000;

/// What a candidate's values hold under a key.
#[derive(Debug, Clone, Default)]
struct TagValues {
    /// The values listed, in order.
    listed: Vec<Scalar>,
    /// Any other string may stand there too.
    other: bool,
    /// The key may be missing.
    optional: bool,
    /// Some struct lists several values: an enum, which may well be no tag.
    several: bool,
}

/// A property by which a group can be told apart.
struct Discrimination<'a> {
    property: &'a str,
    /// How much it leaves open: candidates without a value, values of several
    /// candidates, objects without the key.
    cost: usize,
    /// By candidate.
    tags: Vec<TagValues>,
}

/// The plan that an inferred tag makes.
pub(super) struct InferredTag {
    cost: usize,
    pub plan: TagPlan,
}

impl InferredTag {
    /// No object is left undecided but those that lack the tag.
    pub fn decides(&self) -> bool {
        self.cost < UNDECIDED
    }
}

/// What each value of a tag leads to, in the document's order.
type Arms = IndexMap<Scalar, Plan, foldhash::fast::RandomState>;

impl<'a> Planner<'_, 'a> {
    /// By the property that the document names.
    pub(super) fn stated_tag(&mut self, group: &Group<'a>) -> Option<Plan> {
        let property = &self.discriminator?.property;
        let tags = self.tags(group, property);
        self.by_stated_tag(group.candidates(), tags)
    }

    /// The same for candidates of which nothing more is known than what the
    /// discriminator says itself.
    pub(super) fn stated_tag_alone(&mut self, candidates: &[usize]) -> Plan {
        let tags = vec![None; candidates.len()];
        let plan = self.by_stated_tag(candidates, tags);
        plan.unwrap_or_else(|| self.trial(candidates))
    }

    fn by_stated_tag(
        &mut self,
        candidates: &[usize],
        tags: Vec<Option<TagValues>>,
    ) -> Option<Plan> {
        let discriminator = self.discriminator?;
        let property = &discriminator.property;
        if property.is_empty() {
            return None;
        }
        let mut arms = Arms::default();
        let mut mapped = HashSet::default();
        for (tag, variant) in &discriminator.mapping {
            mapped.insert(*variant);
            let arm = arms.entry(Scalar::String(tag.clone()));
            arm.or_insert(Plan::Variant(*variant));
        }
        let tags = candidates.iter().zip(tags).map(|(variant, tags)| {
            let mut tags = tags.unwrap_or_else(TagValues::absent);
            // A schema's name is its tag where nothing else says what is.
            let name = discriminator.implicit.get(*variant);
            if let (false, true, Some(Some(name))) =
                (mapped.contains(variant), tags.listed.is_empty(), name)
            {
                tags.listed.push(Scalar::String(name.clone()));
            }
            tags
        });
        let tags: Vec<TagValues> = tags.collect();
        let mut used = vec![property.clone()];
        self.add_arms(candidates, &tags, &mut arms, &mut used)?;
        let absent = self.without_tag(candidates, &tags, &mut used);
        (!arms.is_empty()).then(|| {
            Plan::Tag(TagPlan {
                property: property.clone(),
                explicit: true,
                arms: tag_arms(arms),
                absent,
                other: discriminator.fallback,
            })
        })
    }

    /// By a property whose values are listed and differ between variants.
    pub(super) fn inferred_tag(
        &mut self,
        group: &Group<'a>,
        used: &mut Vec<String>,
    ) -> Option<InferredTag> {
        let mut best: Option<Discrimination<'a>> = None;
        for key in group.tags() {
            if used.iter().any(|known| known == key) {
                continue;
            }
            if let Some(found) = self.discriminates(group, key)
                && best.as_ref().is_none_or(|best| found.cost < best.cost)
            {
                best = Some(found);
            }
        }
        let Discrimination {
            property,
            cost,
            tags,
        } = best?;
        used.push(property.to_owned());
        let plan = self.by_inferred_tag(group, property, &tags, used);
        used.pop();
        let plan = plan?;
        Some(InferredTag { cost, plan })
    }

    fn by_inferred_tag(
        &mut self,
        group: &Group<'a>,
        property: &str,
        tags: &[TagValues],
        used: &mut Vec<String>,
    ) -> Option<TagPlan> {
        let candidates = group.candidates();
        let mut arms = Arms::default();
        self.add_arms(candidates, tags, &mut arms, used)?;
        if self.union.open && self.union.overlaps {
            self.make_exclusive(group, tags, &mut arms)?;
        }
        let absent = self.without_tag(candidates, tags, used);
        let other = tags.iter().position(|tags| tags.other);
        Some(TagPlan {
            property: property.to_owned(),
            explicit: false,
            arms: tag_arms(arms),
            absent,
            other: other.map(|index| candidates[index]),
        })
    }

    /// Whether a key tells candidates apart.
    fn discriminates(&mut self, group: &Group<'a>, key: &'a str) -> Option<Discrimination<'a>> {
        // All but one have to list values of it, which few keys meet.
        if !group.is_structs() || group.holders(key).len() + 1 < group.candidates().len() {
            return None;
        }
        let tags: Vec<TagValues> = self.tags(group, key).into_iter().collect::<Option<_>>()?;
        let count = |is: fn(&TagValues) -> bool| tags.iter().filter(|tags| is(tags)).count();
        let without_values = count(|tags| tags.listed.is_empty());
        let others = count(|tags| tags.other);
        let may_lack = count(|tags| tags.optional);
        let mut shared = 0;
        for sharing in sharing(group.candidates(), &tags).values() {
            // A value that all of them list tells nothing at all.
            if sharing.len() == tags.len() {
                return None;
            }
            shared += sharing.len() - 1;
        }
        // Constants that some variant lacks or shares are tags all the same; an enum
        // that does not tell all variants apart is just a property.
        let several = tags.iter().any(|found| found.several);
        let imperfect = without_values > 0 || shared > 0;
        if without_values > 1 || others > 1 || (several && imperfect) {
            return None;
        }
        // What a tag alone cannot decide weighs more than what it merely lacks.
        let undecided = shared + may_lack.saturating_sub(1);
        let cost = UNDECIDED * undecided + 4 * without_values + may_lack + usize::from(several);
        Some(Discrimination {
            property: key,
            cost,
            tags,
        })
    }

    /// By candidate: what its values hold under a key; `None` where it is nothing
    /// that tells, or too much.
    fn tags(&mut self, group: &Group<'a>, key: &str) -> Vec<Option<TagValues>> {
        let count = group.candidates().len();
        let mut missing: Vec<usize> = Vec::with_capacity(count);
        let mut all: Vec<Option<TagValues>> = Vec::with_capacity(count);
        for index in 0..count {
            let structs = group.structs(index);
            missing.push(structs.unwrap_or(0));
            all.push(structs.map(|_| TagValues::default()));
        }
        for holder in group.holders(key) {
            missing[holder.index] -= 1;
            let Some(tags) = &mut all[holder.index] else {
                continue;
            };
            let more = TagValues::of(self.api, holder.member);
            match more.filter(|more| self.spend(more.listed.len())) {
                Some(more) => tags.add(more),
                None => all[holder.index] = None,
            }
        }
        for (tags, missing) in all.iter_mut().zip(missing) {
            if let Some(tags) = tags {
                tags.optional |= missing > 0;
            }
        }
        all
    }

    /// An arm for each value that is not one yet. Variants that share a value are
    /// told apart by other means.
    fn add_arms(
        &mut self,
        candidates: &[usize],
        tags: &[TagValues],
        arms: &mut Arms,
        used: &mut Vec<String>,
    ) -> Option<()> {
        // Mostly the same variants share one value after the other.
        let mut last: Option<(Vec<usize>, Plan)> = None;
        for (tag, sharing) in sharing(candidates, tags) {
            if arms.contains_key(tag) {
                continue;
            }
            if !self.spend(sharing.len()) {
                return None;
            }
            let known = last.as_ref().filter(|(known, _)| *known == sharing);
            let plan = match known {
                Some((_, plan)) => plan.clone(),
                None => self.inferred_among(&sharing, used),
            };
            last = Some((sharing, plan.clone()));
            arms.insert(tag.clone(), plan);
        }
        Some(())
    }

    /// A variant that need not have the tag may hold of an object beside the one that
    /// the tag tells. Such an object shows the keys of both.
    fn make_exclusive(
        &mut self,
        group: &Group<'a>,
        tags: &[TagValues],
        arms: &mut Arms,
    ) -> Option<()> {
        if !group.is_keyed() {
            return Some(());
        }
        let candidates = group.candidates().iter().zip(tags);
        let optional = candidates.filter(|(_, tags)| tags.optional);
        let optional: Vec<usize> = optional.map(|(variant, _)| *variant).collect();
        for plan in arms.values_mut() {
            let Plan::Variant(variant) = *plan else {
                continue;
            };
            if optional.iter().all(|other| *other == variant) {
                continue;
            }
            let foreign = self.foreign_keys(group, variant, tags)?;
            if !foreign.is_empty() {
                *plan = Plan::Exclusive(ExclusivePlan { variant, foreign });
            }
        }
        Some(())
    }

    /// The keys that a variant lacks, and others have that need no tag.
    fn foreign_keys(
        &mut self,
        group: &Group<'a>,
        variant: usize,
        tags: &[TagValues],
    ) -> Option<Vec<String>> {
        let mut foreign = Vec::new();
        for (key, holders) in group.keys() {
            if !self.spend(holders.len()) {
                return None;
            }
            let is_own = |holder: &Holder<'_>| group.candidate(holder.index) == variant;
            let is_optional = |holder: &Holder<'_>| tags[holder.index].optional;
            if !holders.iter().any(is_own) && holders.iter().any(is_optional) {
                foreign.push(key.to_owned());
            }
        }
        Some(foreign)
    }

    /// What objects without the tag are.
    fn without_tag(
        &mut self,
        candidates: &[usize],
        tags: &[TagValues],
        used: &mut Vec<String>,
    ) -> Option<Box<Plan>> {
        let lacking = candidates.iter().zip(tags);
        let lacking = lacking.filter(|(_, tags)| tags.optional);
        let may_lack: Vec<usize> = lacking.map(|(variant, _)| *variant).collect();
        (!may_lack.is_empty()).then(|| Box::new(self.inferred_among(&may_lack, used)))
    }
}

impl TagValues {
    /// Nothing is known of the key.
    fn absent() -> TagValues {
        TagValues {
            optional: true,
            ..TagValues::default()
        }
    }

    /// What one struct holds; `None` where it is nothing that tells.
    fn of(api: &Api, member: &Member) -> Option<TagValues> {
        let field = match member {
            Member::Field(field) => field,
            Member::Constant(constant) => {
                return Some(TagValues::listing([constant.value.clone()]));
            }
        };
        let mut tags = match api.resolve(&field.ty) {
            Type::String(_) => TagValues {
                other: true,
                ..TagValues::default()
            },
            Type::Model(id) => match &api.model(*id).shape {
                Shape::StringEnum(e) => {
                    TagValues::listing(e.values.iter().map(|v| Scalar::String(v.value.clone())))
                }
                Shape::IntegerEnum(e) => {
                    TagValues::listing(e.values.iter().map(|v| Scalar::Integer(v.value)))
                }
                _ => return None,
            },
            _ => return None,
        };
        tags.several = tags.listed.len() > 1;
        tags.optional = !field.required || field.nullable;
        Some(tags)
    }

    fn listing(values: impl IntoIterator<Item = Scalar>) -> TagValues {
        TagValues {
            listed: values.into_iter().collect(),
            ..TagValues::default()
        }
    }

    /// Adds what another struct of the same candidate holds.
    fn add(&mut self, mut more: TagValues) {
        self.listed.append(&mut more.listed);
        self.other |= more.other;
        self.optional |= more.optional;
        self.several |= more.several;
    }
}

/// The variants that list each value, the values in the order in which they come.
fn sharing<'t>(
    candidates: &[usize],
    tags: &'t [TagValues],
) -> IndexMap<&'t Scalar, Vec<usize>, foldhash::fast::RandomState> {
    let mut sharing: IndexMap<_, Vec<usize>, _> = IndexMap::default();
    for (variant, tags) in candidates.iter().zip(tags) {
        for tag in &tags.listed {
            let variants = sharing.entry(tag).or_default();
            // Unions in a union may list it twice.
            if variants.last() != Some(variant) {
                variants.push(*variant);
            }
        }
    }
    sharing
}

fn tag_arms(arms: Arms) -> Vec<TagArm> {
    let arm = |(tag, plan)| TagArm { tag, plan };
    arms.into_iter().map(arm).collect()
}
