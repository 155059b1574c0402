//! A value of a union: of which variant, and with which tag.

use crate::api::{Instance, ModelId, Plan, TagPlan, Union};

use super::super::conform::{Conform, Trim};
use super::super::json::Json;
use super::{Place, Synthesis};

impl<'a> Synthesis<'_, 'a> {
    /// The first variant that the plan recognises again.
    pub(super) fn union(&mut self, union: &'a Union, place: &Place<'_>) -> Option<Json<'a>> {
        let mut order: Vec<(Option<u32>, usize)> = union
            .variants
            .iter()
            .enumerate()
            .map(|(i, v)| (self.heights.of_type(&v.ty), i))
            .filter(|(height, _)| height.is_some())
            .collect();
        if self.is_deep() {
            order.sort_unstable();
        }
        order.truncate(4);
        for (_, position) in order {
            if let Some(value) = self.variant(union, position, place) {
                return Some(value);
            }
        }
        None
    }

    /// A value of one variant, if the plan recognises it as such.
    pub fn variant_of(
        mut self,
        id: ModelId,
        union: &'a Union,
        position: usize,
    ) -> Option<Json<'a>> {
        let place = self.place_of(id);
        self.depth = 1;
        self.variant(union, position, &place)
    }

    fn variant(
        &mut self,
        union: &'a Union,
        position: usize,
        place: &Place<'_>,
    ) -> Option<Json<'a>> {
        let variant = &union.variants[position];
        let mut value = self.value(&variant.ty, place)?;
        if let Some((key, tag)) = &variant.writes_tag {
            let Json::Object(content) = value else {
                return None;
            };
            value = Json::Object(content.led_by(key, Json::from(tag)));
        }
        if self.is_of_another(union, position, &value) {
            // The document's example of a base shows one of its heirs.
            let given = std::mem::take(&mut self.given);
            let made = self.value(&variant.ty, place);
            self.given = given;
            value = made?;
        }
        self.tag_as(union, position, &mut value);
        let mut conform = Conform::within(self.cx, Trim::NOTHING, self.steps);
        let found = conform.route(union, &value);
        self.steps = conform.left();
        (found == Some(position)).then_some(value)
    }

    /// Whether a value has the tag of another variant.
    fn is_of_another(&self, union: &Union, position: usize, value: &Json<'_>) -> bool {
        let Some(plan) = tag_plan(&union.plan) else {
            return false;
        };
        let Some(present) = value.as_object().and_then(|o| o.get(&plan.property)) else {
            return false;
        };
        let mut arms = plan.arms.iter();
        let arm = arms.find(|arm| present.is(&arm.tag));
        arm.is_some_and(|arm| !leads_to(&arm.plan, position))
    }

    /// Where the tag is a property with several values or a plain string, it must
    /// be one that leads to this variant.
    fn tag_as(&self, union: &'a Union, position: usize, value: &mut Json<'a>) {
        let (Some(plan), Json::Object(map)) = (tag_plan(&union.plan), value) else {
            return;
        };
        let Some(present) = map.get_mut(&plan.property) else {
            return;
        };
        let arms = || plan.arms.iter().filter(|arm| leads_to(&arm.plan, position));
        if !arms().any(|arm| present.is(&arm.tag))
            && let Some(arm) = arms().next()
        {
            *present = Json::from(&arm.tag);
        }
    }
}

/// The plan for a union's objects, where it goes by a tag.
fn tag_plan(plan: &Plan) -> Option<&TagPlan> {
    match plan {
        Plan::Tag(tag) => Some(tag),
        Plan::Kind(kinds) => kinds.iter().find_map(|(_, plan)| tag_plan(plan)),
        _ => None,
    }
}

fn leads_to(plan: &Plan, position: usize) -> bool {
    match plan {
        Plan::Variant(variant) => *variant == position,
        Plan::Exclusive(plan) => plan.variant == position,
        Plan::Trial(order) => order.contains(&position),
        Plan::Tag(tag) => tag.arms.iter().any(|arm| leads_to(&arm.plan, position)),
        Plan::Kind(kinds) => kinds.iter().any(|(_, plan)| leads_to(plan, position)),
        Plan::Key(keys) => keys.keys.iter().any(|(_, variant)| *variant == position),
    }
}
