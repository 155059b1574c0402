//! How each union is decoded.
//!
//! What comes in: the finished models and what the document says of its
//! discriminators. What goes out: a [`Plan`] for every union, found in this order:
//! the discriminator that the document names ([`tag`]); a property whose values
//! differ in every variant ([`tag`]); the JSON type ([`kinds`]); a key that one
//! variant alone has ([`key`]); and only then trial, which is reported.

mod budget;
mod group;
mod key;
mod kinds;
mod names;
mod tag;
mod values;

use foldhash::HashMap;

use crate::api::{Api, JsonKind, ModelId, Plan, Shape, Type, Union};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::lower::union::Discriminator;

use budget::Budget;
use group::Group;
use values::{Values, VariantValues};

/// Plans every union of the API. In `order` a union stands behind those that are
/// its variants.
pub(super) fn plan(
    api: &mut Api,
    order: &[ModelId],
    discriminators: &HashMap<ModelId, Discriminator>,
    diagnostics: &mut Diagnostics,
) {
    for planned in planned(api, order, discriminators) {
        let model = &mut api.models[planned.id.index()];
        diagnostics.extend(planned.diagnostic(&model.pointer));
        if let Shape::Union(union) = &mut model.shape {
            union.open &= !planned.takes_anything;
            union.plan = planned.plan;
            for (variant, name) in union.variants.iter_mut().zip(planned.names) {
                variant.name = name;
            }
        }
    }
}

/// What becomes of a union.
struct Planned {
    id: ModelId,
    plan: Plan,
    names: Vec<String>,
    /// A variant takes any JSON, which leaves nothing to be unknown.
    takes_anything: bool,
    /// The union asked for more than [`Budget`] has.
    exhausted: bool,
}

impl Planned {
    fn diagnostic(&self, pointer: &str) -> Option<Diagnostic> {
        let help = "add a discriminator, or give each variant a constant property of its own";
        if self.exhausted {
            let message = "the union lists too many types, directly or through the unions in \
                           it, to tell all of them apart; they are tried in order";
            return Some(Diagnostic::warning(pointer, message).help(help));
        }
        let message = "nothing tells the variants apart; they are tried in order";
        let tries = self.plan.tries();
        tries.then(|| Diagnostic::note(pointer, message).help(help))
    }
}

fn planned(
    api: &Api,
    order: &[ModelId],
    discriminators: &HashMap<ModelId, Discriminator>,
) -> Vec<Planned> {
    let mut budget = Budget::of(api);
    let values = Values::of(api, order, &mut budget);
    let unions = api.iter().filter_map(|(id, model)| match &model.shape {
        Shape::Union(union) => Some((id, union)),
        _ => None,
    });
    unions
        .map(|(id, union)| {
            let mut planner = Planner {
                api,
                union,
                discriminator: discriminators.get(&id),
                variants: union
                    .variants
                    .iter()
                    .map(|v| values.of_type(&v.ty))
                    .collect(),
                budget: &mut budget,
                exhausted: values.is_cut(id),
            };
            let plan = planner.plan();
            Planned {
                id,
                exhausted: planner.exhausted,
                names: names::of_variants(union, &plan),
                takes_anything: planner.takes_anything(),
                plan,
            }
        })
        .collect()
}

/// A union that is being planned.
struct Planner<'p, 'a> {
    api: &'a Api,
    union: &'a Union,
    discriminator: Option<&'a Discriminator>,
    /// By variant: what its values may be.
    variants: Vec<VariantValues<'a>>,
    budget: &'p mut Budget,
    exhausted: bool,
}

impl<'a> Planner<'_, 'a> {
    fn plan(&mut self) -> Plan {
        let routes = self.by_kind();
        match routes.as_slice() {
            [(kind @ (JsonKind::Object | JsonKind::Array), candidates)] => {
                self.of_kind(*kind, candidates)
            }
            _ => Plan::Kind(
                routes
                    .iter()
                    .map(|(kind, candidates)| (*kind, self.of_kind(*kind, candidates)))
                    .collect(),
            ),
        }
    }

    /// Tells apart the variants that take objects.
    fn objects(&mut self, candidates: &[usize]) -> Plan {
        let Some(group) = self.group(candidates) else {
            return self.stated_tag_alone(candidates);
        };
        match self.stated_tag(&group) {
            Some(plan) => plan,
            None => self.inferred(&group, &mut Vec::new()),
        }
    }

    /// The same without the document's help. `used` are the properties that have
    /// told all they can.
    fn inferred(&mut self, group: &Group<'a>, used: &mut Vec<String>) -> Plan {
        if let [one] = group.candidates() {
            return Plan::Variant(*one);
        }
        let tag = match self.inferred_tag(group, used) {
            Some(tag) if tag.decides() => return Plan::Tag(tag.plan),
            tag => tag,
        };
        // A key that decides is better than a tag that decides only some.
        if let Some(plan) = self.key_plan(group) {
            return Plan::Key(plan);
        }
        match tag {
            Some(tag) => Plan::Tag(tag.plan),
            None => self.trial(group.candidates()),
        }
    }

    /// The same for some of a group's candidates.
    fn inferred_among(&mut self, candidates: &[usize], used: &mut Vec<String>) -> Plan {
        match candidates {
            [one] => Plan::Variant(*one),
            _ => match self.group(candidates) {
                Some(group) => self.inferred(&group, used),
                None => self.trial(candidates),
            },
        }
    }

    /// What these candidates say about their keys; `None` where that is too much.
    fn group(&mut self, candidates: &[usize]) -> Option<Group<'a>> {
        let sizes = candidates.iter().map(|at| self.variants[*at].size());
        let size = sizes.sum();
        self.spend(size)
            .then(|| Group::of(self.api, candidates, &self.variants))
    }

    fn spend(&mut self, steps: usize) -> bool {
        let affordable = self.budget.spend(steps);
        self.exhausted |= !affordable;
        affordable
    }

    /// Free-form variants take everything, so they come last.
    fn trial(&self, candidates: &[usize]) -> Plan {
        let mut order = candidates.to_vec();
        let variants = &self.union.variants;
        order.sort_by_key(|i| match self.api.resolve(&variants[*i].ty) {
            Type::Any => 2,
            Type::Map(_) => 1,
            _ => 0,
        });
        Plan::Trial(order)
    }

    /// Whether a variant takes any JSON.
    fn takes_anything(&self) -> bool {
        let any = |ty: &Type| *self.api.resolve(ty) == Type::Any;
        self.union.variants.iter().any(|variant| any(&variant.ty))
    }
}
