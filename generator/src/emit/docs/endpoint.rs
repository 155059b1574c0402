//! The page of a tag: each of its operations with what goes in and what comes
//! out.

use std::fmt::Write as _;

use crate::api::{
    Body, Bounds, Content, Location, Operation, Parameter, Response, SecurityRequirement, Type,
};

use super::super::example::{self, Json};
use super::super::prose::{self, Notes};
use super::super::rust_type::RustType;
use super::page::Page;
use super::{Book, curl, types};

/// About how many bytes are written of an operation. A page of hundreds would be
/// copied over and over while it grows.
const OPERATION: usize = 4096;

/// The text of `docs/<Tag>Api.md`.
pub(super) fn page(book: &Book<'_>, tag: usize) -> String {
    let cx = book.cx;
    let mut page = Page::new(cx, &cx.names.tag(tag).page);
    let mut description = String::new();
    if let Some(text) = &cx.api.tags[tag].description {
        prose::block(&mut description, text, &book.site);
    }
    page.head_block(&description);
    let operations: Vec<usize> = (0..cx.api.operations.len())
        .filter(|position| cx.api.operations[*position].tag == tag)
        .collect();
    page.head_block(&overview(book, &operations));
    page.body.reserve(operations.len() * OPERATION);
    for position in operations {
        operation(book, &mut page, position);
    }
    page.finish()
}

fn overview(book: &Book<'_>, operations: &[usize]) -> String {
    let mut out = String::new();
    if let Some(server) = book.cx.api.servers.first() {
        out.push_str("All paths are relative to ");
        prose::code_cell(&mut out, &server.url);
        out.push_str(".\n\n");
    }
    out.push_str("| Method | HTTP request | Description |\n|---|---|---|");
    for position in operations {
        let operation = &book.cx.api.operations[*position];
        let method = &book.cx.names.operation(*position).method;
        let _ = write!(out, "\n| [{method}](#{method}) | ");
        prose::code_cell(&mut out, &request_line(operation));
        out.push_str(" | ");
        if let Some(summary) = summary(operation) {
            prose::summary(&mut out, summary, &book.site);
        }
        out.push_str(" |");
    }
    out
}

/// The summary, else the description, of which tables show the first paragraph.
pub(super) fn summary(operation: &Operation) -> Option<&str> {
    let given = operation
        .summary
        .as_deref()
        .filter(|s| !s.trim().is_empty());
    given.or(operation.description.as_deref())
}

/// `POST /threads/{thread_id}/runs`
pub(super) fn request_line(operation: &Operation) -> String {
    format!("{} {}", operation.method.as_str(), operation.path)
}

fn operation(book: &Book<'_>, page: &mut Page<'_>, position: usize) {
    let operation = &book.cx.api.operations[position];
    page.section(&book.cx.names.operation(position).method);
    let said = &operation.summary;
    if let Some(summary) = said
        .as_ref()
        .filter(|s| Some(*s) != operation.description.as_ref())
    {
        let start = page.body.len();
        prose::summary(&mut page.body, summary, &book.site);
        if page.body.len() > start {
            page.body.push_str("\n\n");
        }
    }
    prose::code_cell(&mut page.body, &request_line(operation));
    page.body.push('\n');
    if operation.deprecated {
        page.body
            .push_str("\n**Deprecated:** callers should stop using it.\n");
    }
    if let Some(description) = &operation.description {
        block(book, page, description);
    }
    parameters(book, page, &operation.parameters);
    if let Some(body) = &operation.request {
        request(book, page, body);
    }
    responses(book, page, &operation.responses);
    authentication(book, page, operation);
    page.body.push_str("\n**Example request**\n\n");
    page.body.push_str(&curl::request(book, operation));
    example_response(book, page, operation);
}

fn block(book: &Book<'_>, page: &mut Page<'_>, text: &str) {
    let mut out = String::new();
    prose::block(&mut out, text, &book.site);
    if !out.is_empty() {
        let _ = write!(page.body, "\n{out}\n");
    }
}

fn parameters(book: &Book<'_>, page: &mut Page<'_>, parameters: &[Parameter]) {
    if parameters.is_empty() {
        return;
    }
    page.body.push_str(
        "\n**Parameters**\n\n| Name | In | Type | Required | Description |\n|---|---|---|---|---|\n",
    );
    for parameter in parameters {
        page.body.push_str("| ");
        prose::code_cell(&mut page.body, &parameter.name);
        let _ = write!(page.body, " | {} | ", place(parameter.location));
        ty(book, page, &parameter.ty);
        let required = if parameter.required { "yes" } else { "no" };
        let _ = write!(page.body, " | {required} | ");
        let start = page.body.len();
        if let Some(text) = &parameter.description {
            prose::cell(&mut page.body, text, &book.site);
        }
        let mut notes = Notes::for_table();
        if let Some(default) = &parameter.default {
            notes.default_value(default);
        }
        notes.bounds(&parameter.bounds, &parameter.ty);
        if parameter.deprecated {
            notes.add("deprecated");
        }
        let notes = notes.finish();
        if !notes.is_empty() {
            let gap = if page.body.len() > start { " " } else { "" };
            let _ = write!(page.body, "{gap}({notes})");
        }
        page.body.push_str(" |\n");
    }
}

fn place(location: Location) -> &'static str {
    match location {
        Location::Path => "path",
        Location::Query => "query",
        Location::Header => "header",
        Location::Cookie => "cookie",
    }
}

fn ty(book: &Book<'_>, page: &mut Page<'_>, ty: &Type) {
    types::write(page, &RustType::unowned(book.cx, ty));
}

fn request(book: &Book<'_>, page: &mut Page<'_>, body: &Body) {
    let optional = if body.required { "" } else { " (optional)" };
    let _ = write!(page.body, "\n**Request body**{optional}\n");
    if let Some(text) = &body.description {
        block(book, page, text);
    }
    if body.content.is_empty() {
        return;
    }
    page.body.push_str("\n| Media type | Body |\n|---|---|\n");
    for content in &body.content {
        page.body.push_str("| ");
        prose::code_cell(&mut page.body, &content.media_type);
        page.body.push_str(" | ");
        body_type(book, page, content);
        page.body.push_str(" |\n");
    }
}

fn body_type(book: &Book<'_>, page: &mut Page<'_>, content: &Content) {
    match &content.ty {
        Some(body) => ty(book, page, body),
        None => page.body.push_str("anything"),
    }
}

fn responses(book: &Book<'_>, page: &mut Page<'_>, responses: &[Response]) {
    if responses.is_empty() {
        return;
    }
    page.body.push_str(
        "\n**Responses**\n\n| Status | Media type | Body | Description |\n|---|---|---|---|\n",
    );
    for response in responses {
        let row = |page: &mut Page<'_>, content: Option<&Content>| {
            page.body.push_str("| ");
            prose::code_cell(&mut page.body, &response.status);
            page.body.push_str(" | ");
            if let Some(content) = content {
                prose::code_cell(&mut page.body, &content.media_type);
                page.body.push_str(" | ");
                body_type(book, page, content);
            } else {
                page.body.push_str("| none");
            }
            page.body.push_str(" | ");
            prose::cell(&mut page.body, &response.description, &book.site);
            headers(page, response);
            page.body.push_str(" |\n");
        };
        if response.content.is_empty() {
            row(page, None);
        }
        for content in &response.content {
            row(page, Some(content));
        }
    }
}

fn headers(page: &mut Page<'_>, response: &Response) {
    for (index, header) in response.headers.iter().enumerate() {
        let label = if index == 0 { "<br>Headers: " } else { ", " };
        page.body.push_str(label);
        prose::code_cell(&mut page.body, &header.name);
    }
}

fn authentication(book: &Book<'_>, page: &mut Page<'_>, operation: &Operation) {
    let requirements = operation.security.as_ref().unwrap_or(&book.cx.api.security);
    let named = |r: &&SecurityRequirement| !r.schemes.is_empty();
    let ways: Vec<String> = requirements
        .iter()
        .filter(named)
        .map(|requirement| {
            let schemes = requirement.schemes.iter().map(|(name, scopes)| {
                let mut out = String::new();
                prose::code_cell(&mut out, name);
                for (index, scope) in scopes.iter().enumerate() {
                    out.push_str(if index == 0 { " with scope " } else { ", " });
                    prose::code_cell(&mut out, scope);
                }
                out
            });
            schemes.collect::<Vec<_>>().join(" and ")
        })
        .collect();
    let optional = requirements.iter().any(|r| r.schemes.is_empty());
    let _ = match ways.as_slice() {
        [] => write!(page.body, "\n**Authentication:** none.\n"),
        ways => {
            let none = if optional { ", or none" } else { "" };
            write!(
                page.body,
                "\n**Authentication:** {}{none}.\n",
                ways.join(", or ")
            )
        }
    };
}

fn example_response(book: &Book<'_>, page: &mut Page<'_>, operation: &Operation) {
    let good = |r: &&Response| r.status.starts_with('2') || r.status == "default";
    let Some(response) = operation.responses.iter().find(good) else {
        return;
    };
    let Some(content) = response.content.first() else {
        return;
    };
    let Some(value) = example_of(book, content) else {
        return;
    };
    page.body.push_str("\n**Example response**\n\n");
    code(&mut page.body, content, &value);
}

/// An example body as a code block.
fn code(out: &mut String, content: &Content, value: &Json<'_>) {
    match value {
        Json::Text(text) if !is_json(&content.media_type) => {
            let fence = "`".repeat(prose::longest_run(text).max(2) + 1);
            let text = prose::clean(text);
            let _ = write!(out, "{fence}text\n{}\n{fence}\n", text.trim_end());
        }
        value => {
            out.push_str("```json\n");
            example::pretty(out, &value.as_written());
            out.push_str("\n```\n");
        }
    }
}

/// Whether a media type is JSON: `application/json`, `application/problem+json`.
pub(super) fn is_json(media_type: &str) -> bool {
    media_type.contains("json") || media_type == "*/*"
}

/// An example of a body: the document's own where it is valid.
pub(super) fn example_of<'a>(book: &Book<'a>, content: &'a Content) -> Option<Json<'a>> {
    let cx = book.cx;
    let mut given = content.examples.iter().map(|e| Json::from(&e.value));
    let Some(ty) = &content.ty else {
        return given.next();
    };
    let own = given.find_map(|value| example::conforming(cx, ty, &value));
    own.or_else(|| match ty {
        Type::Model(id) => book.examples.model(*id).cloned(),
        ty => book.examples.named(cx, ty, "", &Bounds::default()),
    })
}
