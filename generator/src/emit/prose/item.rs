//! What the Rust source says about its items: the text of `///` comments.
//!
//! It is the same text that the pages show, made from the same data. Links lead
//! out of the crate or are intra-doc links.

use crate::api::{Constant, Field, ModelId, Origin, Shape, Step, Variant};

use super::super::Context;
use super::super::markdown::{Markdown, Site};
use super::notes::Notes;
use super::{recognised, told_apart};

/// What a model is; never empty. The first paragraph is its summary in lists.
pub fn model(cx: &Context<'_>, id: ModelId) -> Markdown {
    let model = cx.api.model(id);
    let mut text = description(&Site::of(cx.api), model.description.as_deref());
    if text.is_empty() {
        text = introduction(cx, id);
    }
    if let Shape::Union(union) = &model.shape
        && let Some(told) = told_apart(union)
    {
        text.push("\n\n");
        text.append(&told);
    }
    text
}

/// A sentence for a model without a description: its title, else where it is
/// from.
pub fn introduction(cx: &Context<'_>, id: ModelId) -> Markdown {
    let model = cx.api.model(id);
    if let Some(title) = &model.title {
        let mut text = Markdown::summary(title, &Site::of(cx.api));
        if !text.is_empty() {
            if !text.is_sentence() {
                text.push(".");
            }
            return text;
        }
    }
    match purpose(cx, id) {
        Some(purpose) if model.origin.steps.is_empty() => purpose,
        _ => whereabouts(&model.origin),
    }
}

/// What one operation alone sends or answers: "What `create_run` sends."
fn purpose(cx: &Context<'_>, id: ModelId) -> Option<Markdown> {
    let usage = cx.analysis.usage(id);
    let (position, does) = match (usage.requests.as_slice(), usage.responses.as_slice()) {
        ([position], []) => (*position, "sends"),
        ([], [position]) => (*position, "answers with"),
        _ => return None,
    };
    let mut text = Markdown::default();
    let method = &cx.names.operation(position).method;
    pieces!(text, "What `", method, "` ", does, ".");
    Some(text)
}

/// Where a schema is: "`step_details.tool_calls[]` of `RunStepObject`."
fn whereabouts(origin: &Origin) -> Markdown {
    let mut path = String::new();
    let mut part = None;
    for step in &origin.steps {
        match step {
            Step::Property(name) => {
                if !path.is_empty() {
                    path.push('.');
                }
                path.push_str(name);
            }
            Step::Item => path.push_str("[]"),
            Step::TupleItem(index) => path.push_str(&format!("[{index}]")),
            Step::Value => path.push_str(".*"),
            Step::Variant(name) => part = Some(format!("{name} variant")),
            Step::Base => part = Some("common part".to_owned()),
            Step::Word(name) => part = Some(name.to_lowercase()),
        }
    }
    let mut text = Markdown::default();
    if let Some(part) = &part {
        text.push("The ");
        text.text(part);
        text.push(" of ");
    }
    if !path.is_empty() {
        text.code(&path);
        text.push(" of ");
    }
    if text.is_empty() {
        text.push("The schema ");
    }
    text.code(&origin.root);
    text.push(".");
    text
}

/// A field: its description, then what else is known of its values.
pub fn field(cx: &Context<'_>, field: &Field) -> Markdown {
    let mut notes = Notes::default();
    notes.field(field);
    described(cx, field.description.as_deref(), notes)
}

/// A constant of a struct.
pub fn constant(cx: &Context<'_>, constant: &Constant) -> Markdown {
    let mut notes = Notes::default();
    notes.add_code("the value of", &constant.key);
    described(cx, constant.description.as_deref(), notes)
}

fn described(cx: &Context<'_>, text: Option<&str>, notes: Notes) -> Markdown {
    let mut text = description(&Site::of(cx.api), text);
    let notes = notes.finish();
    if !notes.is_empty() {
        paragraph(&mut text);
        text.append(&notes.capitalized());
        text.push(".");
    }
    text
}

/// A value of an enum: how it is written, then what it means.
pub fn value(cx: &Context<'_>, value: &str, meaning: Option<&str>) -> Markdown {
    let mut text = Markdown::default();
    if value.is_empty() {
        text.push("The empty string.");
    } else {
        text.code(value);
    }
    let meaning = description(&Site::of(cx.api), meaning);
    if !meaning.is_empty() {
        paragraph(&mut text);
        text.append(&meaning);
    }
    text
}

/// A variant of a union: its description, and how it is recognised.
pub fn variant(cx: &Context<'_>, id: ModelId, variant: &Variant) -> Markdown {
    let Shape::Union(union) = &cx.api.model(id).shape else {
        return Markdown::default();
    };
    let position = union.variants.iter().position(|v| std::ptr::eq(v, variant));
    let mut text = description(&Site::of(cx.api), variant.description.as_deref());
    let told = position.map_or_else(Markdown::default, |position| {
        recognised(&union.plan, position, false)
    });
    if !told.is_empty() {
        paragraph(&mut text);
        text.push("When ");
        text.append(&told);
        text.push(".");
    }
    text
}

fn description(site: &Site<'_>, text: Option<&str>) -> Markdown {
    text.map_or_else(Markdown::default, |text| Markdown::comment(text, site))
}

/// Starts a new paragraph behind what there is.
fn paragraph(text: &mut Markdown) {
    if !text.is_empty() {
        text.push("\n\n");
    }
}
