//! What the Rust source says about its items: the text of `///` comments.
//!
//! It is the same text that the pages show, made from the same data. Links lead
//! out of the crate or are intra-doc links.

use std::fmt::Write as _;

use crate::api::{Constant, Field, ModelId, Origin, Shape, Step, Variant};

use super::super::Context;
use super::notes::Notes;
use super::{Site, comment, escape, one_line, recognised, told_apart};

/// What a model is; never empty. The first paragraph is its summary in lists.
pub fn model(cx: &Context<'_>, id: ModelId) -> String {
    let site = &Site::of(cx.api);
    let model = cx.api.model(id);
    let mut text = match &model.description {
        Some(description) => comment(description, site),
        None => String::new(),
    };
    if text.is_empty() {
        text = introduction(cx, id);
    }
    if let Shape::Union(union) = &model.shape
        && let Some(told) = told_apart(union)
    {
        let _ = write!(text, "\n\n{told}");
    }
    text
}

/// A sentence for a model without a description: its title, else where it is
/// from.
pub fn introduction(cx: &Context<'_>, id: ModelId) -> String {
    let site = &Site::of(cx.api);
    let model = cx.api.model(id);
    let mut text = String::new();
    if let Some(title) = &model.title {
        super::summary(&mut text, title, site);
        if !text.is_empty() && !text.ends_with(['.', '!', '?']) {
            text.push('.');
        }
    }
    if text.is_empty() {
        match purpose(cx, id) {
            Some(purpose) if model.origin.steps.is_empty() => text = purpose,
            _ => whereabouts(&mut text, &model.origin),
        }
    }
    text
}

/// What one operation alone sends or answers: "What `create_run` sends."
fn purpose(cx: &Context<'_>, id: ModelId) -> Option<String> {
    let usage = cx.analysis.usage(id);
    let (position, does) = match (usage.requests.as_slice(), usage.responses.as_slice()) {
        ([position], []) => (*position, "sends"),
        ([], [position]) => (*position, "answers with"),
        _ => return None,
    };
    let method = &cx.names.operation(position).method;
    Some(format!("What `{method}` {does}."))
}

/// Where a schema is: "`step_details.tool_calls[]` of `RunStepObject`."
fn whereabouts(out: &mut String, origin: &Origin) {
    let mut path = String::new();
    let mut word = None;
    for step in &origin.steps {
        match step {
            Step::Property(name) => {
                if !path.is_empty() {
                    path.push('.');
                }
                path.push_str(name);
            }
            Step::Item => path.push_str("[]"),
            Step::TupleItem(index) => {
                let _ = write!(path, "[{index}]");
            }
            Step::Value => path.push_str(".*"),
            Step::Variant(name) => word = Some(format!("{name} variant")),
            Step::Base => word = Some("common part".to_owned()),
            Step::Word(name) => word = Some(name.to_lowercase()),
        }
    }
    let code = |out: &mut String, text: &str| {
        escape::code(out, &one_line(text), false);
    };
    match (&word, path.is_empty()) {
        (Some(word), true) => {
            let _ = write!(out, "The ");
            escape::text(out, word, escape::Place::inside());
            out.push_str(" of ");
        }
        (Some(word), false) => {
            out.push_str("The ");
            escape::text(out, word, escape::Place::inside());
            out.push_str(" of ");
            code(out, &path);
            out.push_str(" of ");
        }
        (None, false) => {
            code(out, &path);
            out.push_str(" of ");
        }
        (None, true) => out.push_str("The schema "),
    }
    code(out, &origin.root);
    out.push('.');
}

/// A field: its description, then what else is known of its values.
pub fn field(cx: &Context<'_>, field: &Field) -> String {
    let site = &Site::of(cx.api);
    let mut notes = Notes::default();
    notes.field(field);
    described(site, field.description.as_deref(), notes)
}

/// A constant of a struct.
pub fn constant(cx: &Context<'_>, constant: &Constant) -> String {
    let site = &Site::of(cx.api);
    let mut notes = Notes::default();
    notes.add_code("the value of", &constant.key);
    described(site, constant.description.as_deref(), notes)
}

fn described(site: &Site<'_>, description: Option<&str>, notes: Notes) -> String {
    let mut text = description.map_or_else(String::new, |d| comment(d, site));
    let notes = notes.finish();
    if !notes.is_empty() {
        if !text.is_empty() {
            text.push_str("\n\n");
        }
        let mut letters = notes.chars();
        text.extend(letters.next().into_iter().flat_map(char::to_uppercase));
        text.push_str(letters.as_str());
        text.push('.');
    }
    text
}

/// A value of an enum: how it is written, then what it means.
pub fn value(cx: &Context<'_>, value: &str, description: Option<&str>) -> String {
    let site = &Site::of(cx.api);
    let mut text = String::new();
    if value.is_empty() {
        text.push_str("The empty string.");
    } else {
        escape::code(&mut text, &one_line(value), false);
    }
    let description = description.map_or_else(String::new, |d| comment(d, site));
    if !description.is_empty() {
        let _ = write!(text, "\n\n{description}");
    }
    text
}

/// A variant of a union: its description, and how it is recognised.
pub fn variant(cx: &Context<'_>, id: ModelId, variant: &Variant) -> String {
    let site = &Site::of(cx.api);
    let Shape::Union(union) = &cx.api.model(id).shape else {
        return String::new();
    };
    let position = union.variants.iter().position(|v| std::ptr::eq(v, variant));
    let mut text = variant
        .description
        .as_deref()
        .map_or_else(String::new, |d| comment(d, site));
    let told = position.map_or_else(String::new, |p| recognised(&union.plan, p, false));
    if !told.is_empty() {
        if !text.is_empty() {
            text.push_str("\n\n");
        }
        let _ = write!(text, "When {told}.");
    }
    text
}
