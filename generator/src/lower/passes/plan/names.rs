//! What variants are called: by their tags, where each has one of its own.

use crate::api::{Plan, Scalar, TagPlan, Union};

/// By variant: what its name is made from.
pub(super) fn of_variants(union: &Union, plan: &Plan) -> Vec<String> {
    let mut names: Vec<String> = union.variants.iter().map(|v| v.name.clone()).collect();
    let Some(plan) = tag_plan(plan) else {
        return names;
    };
    let arms = plan.arms.iter();
    let decided = arms.filter_map(|arm| Some((&arm.tag, arm.plan.decided()?)));
    let mut tags = vec![0; names.len()];
    decided.clone().for_each(|(_, variant)| tags[variant] += 1);
    for (tag, variant) in decided {
        if let (Scalar::String(tag), 1) = (tag, tags[variant])
            && !tag.is_empty()
        {
            names[variant].clone_from(tag);
        }
    }
    names
}

fn tag_plan(plan: &Plan) -> Option<&TagPlan> {
    match plan {
        Plan::Tag(plan) => Some(plan),
        Plan::Kind(routes) => routes.iter().find_map(|(_, plan)| match plan {
            Plan::Tag(plan) => Some(plan),
            _ => None,
        }),
        _ => None,
    }
}
