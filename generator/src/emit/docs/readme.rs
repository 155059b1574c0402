//! The crate's README.

use crate::analyze::central_model;
use crate::api::{Flow, Location, ModelId, SecurityKind, SecurityScheme};

use super::super::markdown::Markdown;
use super::Book;
use super::endpoint::{request_line, summary};

/// Longer summaries of models are left to their pages.
const SUMMARY: usize = 120;

/// The text of `README.md`.
pub(super) fn readme(book: &Book<'_>) -> Markdown {
    let mut out = Markdown::with_capacity(16 * 1024);
    let krate = book.cx.krate;
    out.push("# ");
    out.text(&krate.name);
    out.push("\n\n");
    overview(book, &mut out);
    out.push(
        "\n## Installation\n\nPut this folder beside your crate, and into its `Cargo.toml`:\n\n",
    );
    let (name, version) = (&krate.name, &krate.version);
    out.code_block(
        "toml",
        &format!("[dependencies]\n{name} = {{ path = \"../{name}\", version = \"{version}\" }}"),
    );
    out.push(
        "\nIt depends on `serde` and `serde_json`. Its tests run the examples of all pages.\n",
    );
    getting_started(book, &mut out);
    endpoints(book, &mut out);
    models(book, &mut out);
    authorization(book, &mut out);
    out.push("\n## How it was made\n\nThis crate is generated: Typewright wrote it from ");
    out.code(&krate.source);
    out.push(
        "; `typewright.json` says of which state. Do not edit it by hand. After a change of the \
         document, regenerate it with\n\n",
    );
    out.code_block("bash", &krate.command);
    out
}

fn overview(book: &Book<'_>, out: &mut Markdown) {
    let info = &book.cx.api.info;
    out.push("Rust models for **");
    out.append(&Markdown::summary(&info.title, &book.site));
    out.push("**, version ");
    out.text(&info.version);
    out.push(".\n");
    for text in [&info.summary, &info.description].into_iter().flatten() {
        block(out, text, book);
    }
    let facts = [
        ("Terms of service", &info.terms_of_service),
        ("Contact", &info.contact),
        ("Licence of the document", &info.license),
        ("More", &info.site),
    ];
    let mut first = true;
    for (label, fact) in facts {
        if let Some(fact) = fact {
            let gap = if std::mem::take(&mut first) { "\n" } else { "" };
            pieces!(out, gap, "- ", label, ": ");
            out.append(&Markdown::summary(fact, &book.site));
            out.push("\n");
        }
    }
}

fn block(out: &mut Markdown, text: &str, book: &Book<'_>) {
    let block = Markdown::blocks(text, &book.site);
    if !block.is_empty() {
        out.push("\n");
        out.append(&block);
        out.push("\n");
    }
}

/// The page's example of the model that most endpoints speak of.
fn getting_started(book: &Book<'_>, out: &mut Markdown) {
    let Some(id) = central_model(book.cx.api, book.cx.analysis) else {
        return;
    };
    let Some(snippet) = book.snippets.model(id) else {
        return;
    };
    out.push(
        "\n## Getting started\n\nEvery model reads and writes JSON by itself; serde's traits are \
         there as well.\n\n",
    );
    out.code_block("rust", snippet.as_str());
}

fn endpoints(book: &Book<'_>, out: &mut Markdown) {
    let cx = book.cx;
    out.push("\n## Documentation for API Endpoints\n\n");
    if cx.api.operations.is_empty() {
        out.push("The document describes no endpoints.\n");
        return;
    }
    if let Some(server) = cx.api.servers.first() {
        out.push("All paths are relative to ");
        out.code(&server.url);
        out.push(".\n\n");
    }
    out.push("| Class | Method | HTTP request | Description |\n|---|---|---|---|\n");
    let mut by_tag: Vec<usize> = (0..cx.api.operations.len()).collect();
    by_tag.sort_by_key(|position| cx.api.operations[*position].tag);
    for position in by_tag {
        let operation = &cx.api.operations[position];
        let page = &cx.names.tag(operation.tag).page;
        let method = &cx.names.operation(position).method;
        pieces!(out, "| [", page, "](docs/", page, ".md) | ");
        pieces!(out, "[", method, "](docs/", page, ".md#", method, ") | ");
        out.cell_code(&request_line(operation));
        out.push(" | ");
        if let Some(summary) = summary(operation) {
            out.append(&Markdown::summary(summary, &book.site));
        }
        out.push(" |\n");
    }
}

fn models(book: &Book<'_>, out: &mut Markdown) {
    let cx = book.cx;
    out.push("\n## Documentation for Models\n\n");
    let mut ids: Vec<ModelId> = cx.api.iter().map(|(id, _)| id).collect();
    ids.sort_by_key(|id| &cx.names.model(*id).rust);
    for id in ids {
        let names = cx.names.model(id);
        pieces!(out, "- [", &names.rust, "](docs/", &names.page, ".md)");
        if let Some(description) = &cx.api.model(id).description {
            let summary = Markdown::summary(description, &book.site);
            if let Some(sentence) = summary.first_sentence(SUMMARY) {
                out.push(": ");
                out.append(&sentence);
            }
        }
        out.push("\n");
    }
    if cx.api.models.is_empty() {
        out.push("The document describes no models.\n");
    }
}

fn authorization(book: &Book<'_>, out: &mut Markdown) {
    out.push("\n## Documentation for Authorization\n");
    let schemes = &book.cx.api.security_schemes;
    if schemes.is_empty() {
        out.push("\nThe document asks for none.\n");
    }
    for scheme in schemes {
        authorization_scheme(book, out, scheme);
    }
}

fn authorization_scheme(book: &Book<'_>, out: &mut Markdown, scheme: &SecurityScheme) {
    // As code: braces at the end of a heading would be attributes.
    out.push("\n### ");
    out.code(&scheme.name);
    out.push("\n\n");
    match &scheme.kind {
        SecurityKind::ApiKey { location, name } => {
            let place = match location {
                Location::Query => "query parameter",
                Location::Cookie => "cookie",
                Location::Header | Location::Path => "header",
            };
            pieces!(out, "- Type: API key\n- In: ", place, " ");
            out.code(name);
            out.push("\n");
        }
        SecurityKind::Http {
            scheme,
            bearer_format,
        } => {
            fact(out, "Type: HTTP, scheme ", scheme);
            if let Some(format) = bearer_format {
                fact(out, "Format: ", format);
            }
        }
        SecurityKind::OAuth2 { flows } => {
            out.push("- Type: OAuth 2\n");
            flows.iter().for_each(|flow| oauth_flow(book, out, flow));
        }
        SecurityKind::OpenIdConnect { url } => {
            out.push("- Type: OpenID Connect\n");
            fact(out, "Discovery: ", url);
        }
        SecurityKind::MutualTls => out.push("- Type: mutual TLS\n"),
    }
    if let Some(description) = &scheme.description {
        block(out, description, book);
    }
}

/// An item of a list that ends with code.
fn fact(out: &mut Markdown, label: &'static str, code: &str) {
    pieces!(out, "- ", label);
    out.code(code);
    out.push("\n");
}

fn oauth_flow(book: &Book<'_>, out: &mut Markdown, flow: &Flow) {
    out.push("- Flow: ");
    out.code(&flow.name);
    let urls = [
        (", authorization at ", &flow.authorization_url),
        (", token at ", &flow.token_url),
    ];
    for (label, url) in urls {
        if let Some(url) = url {
            out.push(label);
            out.code(url);
        }
    }
    out.push("\n");
    for (scope, meaning) in &flow.scopes {
        out.push("  - ");
        out.code(scope);
        out.push(": ");
        out.append(&Markdown::summary(meaning, &book.site));
        out.push("\n");
    }
}
