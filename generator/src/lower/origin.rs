//! What the names of inline schemas are made from.

use crate::api::{Origin, Step};

impl Origin {
    /// The origin one step further down.
    pub(super) fn child(&self, step: Step) -> Origin {
        let mut steps = self.steps.clone();
        steps.push(step);
        Origin {
            root: self.root.clone(),
            component: self.component,
            steps,
        }
    }

    /// The origin of a schema that a reference reaches without passing its
    /// parents, read off its pointer.
    pub(super) fn of_pointer(pointer: &str) -> Origin {
        let (_, path) = pointer.split_once('#').unwrap_or((pointer, ""));
        let mut tokens = path.split('/').skip(1).map(unescape);
        let mut root = None;
        let mut steps = Vec::new();
        let mut component = false;
        while let Some(token) = tokens.next() {
            match (token.as_str(), &root) {
                ("components" | "paths" | "webhooks" | "$defs", None) => {}
                (
                    "schemas" | "definitions" | "responses" | "parameters" | "requestBodies",
                    None,
                ) => {
                    component = token == "schemas" || token == "definitions";
                    root = tokens.next();
                }
                (_, None) => root = Some(token),
                ("properties" | "patternProperties", _) => {
                    steps.extend(tokens.next().map(Step::Property));
                }
                ("items", _) => steps.push(Step::Item),
                ("additionalProperties", _) => steps.push(Step::Value),
                ("oneOf" | "anyOf", _) => steps.extend(tokens.next().map(number)),
                ("allOf" | "content" | "schema" | "application/json", _) => {}
                _ => steps.push(Step::Word(token)),
            }
        }
        Origin {
            root: root.unwrap_or_else(|| pointer.to_owned()),
            component,
            steps,
        }
    }
}

/// Branches are counted from 1 in names.
fn number(index: String) -> Step {
    Step::Variant(
        index
            .parse::<usize>()
            .map_or(index, |i| (i + 1).to_string()),
    )
}

/// RFC 6901, section 4.
fn unescape(token: &str) -> String {
    token.replace("~1", "/").replace("~0", "~")
}
