//! The page of a tag: each of its operations with what goes in and what comes
//! out.

use crate::api::{
    Body, Bounds, Content, Location, Operation, Parameter, Response, SecurityRequirement, Type,
};

use super::super::example::{self, Json};
use super::super::markdown::Markdown;
use super::super::prose::Notes;
use super::super::rust_type::RustType;
use super::page::Page;
use super::{Book, curl, types};

/// About how many bytes are written of an operation. A page of hundreds would be
/// copied over and over while it grows.
const OPERATION: usize = 4096;

/// The text of `docs/<Tag>Api.md`.
pub(super) fn page(book: &Book<'_>, tag: usize) -> Markdown {
    let cx = book.cx;
    let mut page = Page::new(cx, &cx.names.tag(tag).page);
    if let Some(text) = &cx.api.tags[tag].description {
        page.head_block(&Markdown::blocks(text, &book.site));
    }
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

fn overview(book: &Book<'_>, operations: &[usize]) -> Markdown {
    let mut out = Markdown::default();
    if let Some(server) = book.cx.api.servers.first() {
        out.push("All paths are relative to ");
        out.code(&server.url);
        out.push(".\n\n");
    }
    out.push("| Method | HTTP request | Description |\n|---|---|---|");
    for position in operations {
        let operation = &book.cx.api.operations[*position];
        let method = &book.cx.names.operation(*position).method;
        pieces!(out, "\n| [", method, "](#", method, ") | ");
        out.cell_code(&request_line(operation));
        out.push(" | ");
        if let Some(summary) = summary(operation) {
            out.append(&Markdown::summary(summary, &book.site));
        }
        out.push(" |");
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
    if let Some(summary) = &operation.summary
        && operation.description.as_ref() != Some(summary)
    {
        let summary = Markdown::summary(summary, &book.site);
        if !summary.is_empty() {
            page.body.append(&summary);
            page.body.push("\n\n");
        }
    }
    page.body.code(&request_line(operation));
    page.body.push("\n");
    if operation.deprecated {
        page.body
            .push("\n**Deprecated:** callers should stop using it.\n");
    }
    if let Some(description) = &operation.description {
        page.block(&Markdown::blocks(description, &book.site));
    }
    parameters(book, page, &operation.parameters);
    if let Some(body) = &operation.request {
        request(book, page, body);
    }
    responses(book, page, &operation.responses);
    authentication(book, page, operation);
    page.body.push("\n**Example request**\n\n");
    page.body
        .code_block("bash", curl::request(book, operation).as_str());
    example_response(book, page, operation);
}

fn parameters(book: &Book<'_>, page: &mut Page<'_>, parameters: &[Parameter]) {
    if parameters.is_empty() {
        return;
    }
    page.body.push(
        "\n**Parameters**\n\n| Name | In | Type | Required | Description |\n|---|---|---|---|---|\n",
    );
    for parameter in parameters {
        page.body.push("| ");
        page.body.cell_code(&parameter.name);
        pieces!(page.body, " | ", place(parameter.location), " | ");
        ty(book, page, &parameter.ty);
        let required = if parameter.required { "yes" } else { "no" };
        pieces!(page.body, " | ", required, " | ");
        let description = parameter.description.as_deref().unwrap_or_default();
        let description = Markdown::cell(description, &book.site);
        page.body.append(&description);
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
            page.body
                .push(if description.is_empty() { "(" } else { " (" });
            page.body.append(&notes);
            page.body.push(")");
        }
        page.body.push(" |\n");
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
    pieces!(page.body, "\n**Request body**", optional, "\n");
    if let Some(text) = &body.description {
        page.block(&Markdown::blocks(text, &book.site));
    }
    if body.content.is_empty() {
        return;
    }
    page.body.push("\n| Media type | Body |\n|---|---|\n");
    for content in &body.content {
        page.body.push("| ");
        page.body.cell_code(&content.media_type);
        page.body.push(" | ");
        body_type(book, page, content);
        page.body.push(" |\n");
    }
}

fn body_type(book: &Book<'_>, page: &mut Page<'_>, content: &Content) {
    match &content.ty {
        Some(body) => ty(book, page, body),
        None => page.body.push("anything"),
    }
}

fn responses(book: &Book<'_>, page: &mut Page<'_>, responses: &[Response]) {
    if responses.is_empty() {
        return;
    }
    page.body.push(
        "\n**Responses**\n\n| Status | Media type | Body | Description |\n|---|---|---|---|\n",
    );
    for response in responses {
        if response.content.is_empty() {
            response_row(book, page, response, None);
        }
        for content in &response.content {
            response_row(book, page, response, Some(content));
        }
    }
}

fn response_row(
    book: &Book<'_>,
    page: &mut Page<'_>,
    response: &Response,
    content: Option<&Content>,
) {
    page.body.push("| ");
    page.body.cell_code(&response.status);
    page.body.push(" | ");
    if let Some(content) = content {
        page.body.cell_code(&content.media_type);
        page.body.push(" | ");
        body_type(book, page, content);
    } else {
        page.body.push("| none");
    }
    page.body.push(" | ");
    page.body
        .append(&Markdown::cell(&response.description, &book.site));
    headers(page, response);
    page.body.push(" |\n");
}

fn headers(page: &mut Page<'_>, response: &Response) {
    for (index, header) in response.headers.iter().enumerate() {
        page.body
            .push(if index == 0 { "<br>Headers: " } else { ", " });
        page.body.cell_code(&header.name);
    }
}

fn authentication(book: &Book<'_>, page: &mut Page<'_>, operation: &Operation) {
    let requirements = operation.security.as_ref().unwrap_or(&book.cx.api.security);
    let ways: Vec<Markdown> = requirements
        .iter()
        .filter(|requirement| !requirement.schemes.is_empty())
        .map(requirement)
        .collect();
    page.body.push("\n**Authentication:** ");
    if ways.is_empty() {
        page.body.push("none.\n");
        return;
    }
    page.body.append(&Markdown::join(&ways, ", or "));
    let optional = requirements.iter().any(|r| r.schemes.is_empty());
    page.body
        .push(if optional { ", or none.\n" } else { ".\n" });
}

/// The schemes of a requirement, with their scopes.
fn requirement(requirement: &SecurityRequirement) -> Markdown {
    let schemes = requirement.schemes.iter().map(|(name, scopes)| {
        let mut scheme = Markdown::default();
        scheme.code(name);
        for (index, scope) in scopes.iter().enumerate() {
            scheme.push(if index == 0 { " with scope " } else { ", " });
            scheme.code(scope);
        }
        scheme
    });
    Markdown::join(&schemes.collect::<Vec<_>>(), " and ")
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
    page.body.push("\n**Example response**\n\n");
    match &value {
        Json::Text(text) if !is_json(&content.media_type) => page.body.code_block("text", text),
        value => {
            let mut json = String::new();
            example::pretty(&mut json, &value.as_written());
            page.body.code_block("json", &json);
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
