//! How pages become part of rustdoc.

use std::fmt::Write as _;

use crate::api::{Member, ModelId, Shape, Struct, Type};

use super::super::Context;
use super::{Site, comment, one_line};

/// The attribute that makes a model's page its rustdoc, to be written after the
/// `///` lines. It needs [`PAGE_MACRO`].
pub fn page_attribute(page: &str) -> String {
    format!("#[cfg_attr(doc, doc = page!({page:?}))]")
}

/// The macro that includes a page; to be written into `lib.rs`, before `mod`.
///
/// What a page says before its first `-->` (title, description, diagram, where
/// its links lead) is there for readers of the file: in rustdoc the item has a
/// description of its own, and the labels of links are Rust paths, which rustdoc
/// resolves once their definitions are out of sight. So the macro opens an HTML
/// comment that the page closes.
pub const PAGE_MACRO: &str = r#"
/// The page of a model or of a group of endpoints in `docs/`, from where it goes
/// beyond what the item itself says: the comment that opens here ends in the page.
#[cfg(all(doc, any(not(doctest), feature = "page-tests")))]
#[allow(unused_macros)]
macro_rules! page {
    ($name:literal) => {
        concat!(
            "
<!--
",
            include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/", $name, ".md"))
        )
    };
}

#[cfg(all(doctest, not(feature = "page-tests")))]
#[allow(unused_macros)]
macro_rules! page {
    ($name:literal) => {
        ""
    };
}
"#;

/// Modules that exist in rustdoc alone and hold the pages of endpoints; to be
/// written at the end of `lib.rs`. Pages link to them, so they are always there.
pub fn endpoints_module(cx: &Context<'_>) -> String {
    let mut out = String::new();
    out.push_str(
        "\n/// What the API can be asked, by tag. These modules hold documentation only.\n\
         #[cfg(doc)]\n#[allow(non_snake_case)]\npub mod endpoints {\n",
    );
    for (tag, page) in endpoint_pages(cx) {
        let summary = match &cx.api.tags[tag].description {
            Some(description) => {
                let mut text = String::new();
                super::summary(&mut text, description, &Site::of(cx.api));
                text
            }
            None => format!("The endpoints of `{}`.", one_line(&cx.api.tags[tag].name)),
        };
        let attribute = format!("#[doc = page!({page:?})]");
        let _ = write!(
            out,
            "    /// {summary}\n    {attribute}\n    pub mod {page} {{}}\n"
        );
    }
    out.push_str("}\n");
    out
}

/// The tags that have operations, with their pages.
pub fn endpoint_pages<'a>(cx: &Context<'a>) -> impl Iterator<Item = (usize, &'a str)> {
    let mut used = vec![false; cx.api.tags.len()];
    cx.api.operations.iter().for_each(|o| used[o.tag] = true);
    let names = cx.names;
    let used = used.into_iter().enumerate().filter(|(_, used)| *used);
    used.map(move |(tag, _)| (tag, names.tag(tag).page.as_str()))
}

/// The crate's front page: what the API is, how a model is used, where to go on.
pub fn front_page(cx: &Context<'_>) -> String {
    let site = &Site::of(cx.api);
    let info = &cx.api.info;
    let mut text = String::new();
    super::summary(&mut text, &info.title, site);
    let _ = write!(
        text,
        ", version {}: models for Rust.",
        one_line(&info.version)
    );
    for said in [&info.summary, &info.description].into_iter().flatten() {
        let _ = write!(text, "\n\n{}", comment(said, site));
    }
    if let Some(id) = central_model(cx) {
        let _ = write!(text, "\n\n{}", usage(cx, id));
    }
    text.push_str("\n\n# Where to go on\n\n- [`models`]: every model, with an example of each\n");
    if !cx.api.operations.is_empty() {
        text.push_str("- [`endpoints`]: what the API can be asked, by tag\n");
    }
    text
}

/// The struct that most of the API speaks of.
pub fn central_model(cx: &Context<'_>) -> Option<ModelId> {
    let weight = |id: ModelId| {
        let usage = cx.analysis.usage(id);
        usage.responses.len() * 2 + usage.requests.len() + usage.models.len()
    };
    let telling = |id: &ModelId| match &cx.api.model(*id).shape {
        Shape::Struct(s) => (3..=24).contains(&s.members.len()) && text_field(s).is_some(),
        _ => false,
    };
    let candidates = cx.api.iter().filter(|(_, model)| !model.deprecated);
    candidates
        .map(|(id, _)| id)
        .filter(telling)
        .max_by_key(|id| (weight(*id), std::cmp::Reverse(*id)))
}

/// The position of the first required text of a struct.
fn text_field(s: &Struct) -> Option<usize> {
    s.members.iter().position(|member| match member {
        Member::Field(f) => f.required && !f.nullable && !f.deprecated && f.ty == Type::STRING,
        Member::Constant(_) => false,
    })
}

/// A few lines that decode, read and encode a model.
fn usage(cx: &Context<'_>, id: ModelId) -> String {
    let Shape::Struct(s) = &cx.api.model(id).shape else {
        return String::new();
    };
    let names = cx.names.model(id);
    let (ty, krate) = (&names.rust, cx.krate.ident());
    let field = text_field(s).map_or("", |position| names.members[position].as_str());
    format!(
        "```rust\n\
         use {krate}::models::{ty};\n\
         \n\
         fn show(json: &str) -> Result<(), {krate}::Error> {{\n    \
             let model = {ty}::from_json(json)?;\n    \
             println!(\"{{}}\", model.{field});\n    \
             println!(\"{{}}\", model.to_json());\n    \
             Ok(())\n\
         }}\n\
         ```"
    )
}
