//! The crate's README.

use std::fmt::Write as _;

use crate::api::{Flow, Location, ModelId, SecurityKind, SecurityScheme};

use super::super::prose;
use super::endpoint::{request_line, summary};
use super::{Book, doctest};

/// Longer summaries of models are left to their pages.
const SUMMARY: usize = 120;

/// The text of `README.md`.
pub(super) fn readme(book: &Book<'_>) -> String {
    let mut out = String::with_capacity(16 * 1024);
    let krate = book.cx.krate;
    let _ = write!(out, "# {}\n\n", krate.name);
    overview(book, &mut out);
    let _ = write!(
        out,
        "\n## Installation\n\nPut this folder beside your crate, and into its `Cargo.toml`:\n\n\
         ```toml\n[dependencies]\n{0} = {{ path = \"../{0}\", version = \"{1}\" }}\n```\n\n\
         It depends on `serde` and `serde_json`. Its tests run the examples of all pages; \
         `cargo test --no-default-features` leaves them out.\n",
        krate.name, krate.version,
    );
    getting_started(book, &mut out);
    endpoints(book, &mut out);
    models(book, &mut out);
    authorization(book, &mut out);
    let _ = write!(
        out,
        "\n## How it was made\n\nThis crate is generated: \
         Typewright wrote it from `{}`; `typewright.json` says of which state. Do not edit it by hand. \
         After a change of the document, regenerate it with\n\n```bash\n{}\n```\n",
        krate.source, krate.command,
    );
    out
}

fn overview(book: &Book<'_>, out: &mut String) {
    let info = &book.cx.api.info;
    let mut title = String::new();
    prose::summary(&mut title, &info.title, &book.site);
    let version = prose::clean(&info.version).replace(['\n', '`'], " ");
    let _ = writeln!(
        out,
        "Rust models for **{}**, version {version}.",
        title.trim()
    );
    for text in [&info.summary, &info.description].into_iter().flatten() {
        let mut block = String::new();
        prose::block(&mut block, text, &book.site);
        if !block.is_empty() {
            let _ = write!(out, "\n{block}\n");
        }
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
            let mut text = String::new();
            prose::summary(&mut text, fact, &book.site);
            let gap = if std::mem::take(&mut first) { "\n" } else { "" };
            let _ = writeln!(out, "{gap}- {label}: {text}");
        }
    }
}

/// The page's example of the model that most endpoints speak of.
fn getting_started(book: &Book<'_>, out: &mut String) {
    let Some(id) = prose::central_model(book.cx) else {
        return;
    };
    let Some(code) = doctest::doctest(book, id) else {
        return;
    };
    out.push_str(
        "\n## Getting started\n\nEvery model reads and writes JSON by itself; serde's traits are \
         there as well.\n\n",
    );
    // Readers of the file see no hidden lines.
    for line in code.lines().filter(|line| !line.starts_with("# ")) {
        out.push_str(line);
        out.push('\n');
    }
}

fn endpoints(book: &Book<'_>, out: &mut String) {
    let cx = book.cx;
    out.push_str("\n## Documentation for API Endpoints\n\n");
    if cx.api.operations.is_empty() {
        out.push_str("The document describes no endpoints.\n");
        return;
    }
    if let Some(server) = cx.api.servers.first() {
        out.push_str("All paths are relative to ");
        prose::code_cell(out, &server.url);
        out.push_str(".\n\n");
    }
    out.push_str("| Class | Method | HTTP request | Description |\n|---|---|---|---|\n");
    let mut by_tag: Vec<usize> = (0..cx.api.operations.len()).collect();
    by_tag.sort_by_key(|position| cx.api.operations[*position].tag);
    for position in by_tag {
        let operation = &cx.api.operations[position];
        let page = &cx.names.tag(operation.tag).page;
        let method = &cx.names.operation(position).method;
        let _ = write!(
            out,
            "| [{page}](docs/{page}.md) | [{method}](docs/{page}.md#{method}) | "
        );
        prose::code_cell(out, &request_line(operation));
        out.push_str(" | ");
        if let Some(summary) = summary(operation) {
            prose::summary(out, summary, &book.site);
        }
        out.push_str(" |\n");
    }
}

fn models(book: &Book<'_>, out: &mut String) {
    let cx = book.cx;
    out.push_str("\n## Documentation for Models\n\n");
    let mut ids: Vec<ModelId> = cx.api.iter().map(|(id, _)| id).collect();
    ids.sort_by_key(|id| &cx.names.model(*id).rust);
    let mut text = String::new();
    for id in ids {
        let names = cx.names.model(id);
        let _ = write!(out, "- [{}](docs/{}.md)", names.rust, names.page);
        if let Some(description) = &cx.api.model(id).description {
            text.clear();
            prose::summary(&mut text, description, &book.site);
            if let Some(sentence) = first_sentence(&text) {
                let _ = write!(out, ": {sentence}");
            }
        }
        out.push('\n');
    }
    if cx.api.models.is_empty() {
        out.push_str("The document describes no models.\n");
    }
}

/// The first sentence, if it is short and complete as Markdown.
fn first_sentence(text: &str) -> Option<&str> {
    let end = text.find(". ").map_or(text.len(), |i| i + 1);
    let sentence = &text[..end];
    let whole = sentence.matches('`').count().is_multiple_of(2)
        && sentence.matches('*').count().is_multiple_of(2)
        && sentence.matches(['[', ']']).count().is_multiple_of(2)
        && sentence.matches(['(', ')']).count().is_multiple_of(2);
    (whole && !sentence.is_empty() && sentence.len() <= SUMMARY).then_some(sentence)
}

fn authorization(book: &Book<'_>, out: &mut String) {
    out.push_str("\n## Documentation for Authorization\n");
    let schemes = &book.cx.api.security_schemes;
    if schemes.is_empty() {
        out.push_str("\nThe document asks for none.\n");
    }
    for scheme in schemes {
        authorization_scheme(book, out, scheme);
    }
}

fn authorization_scheme(book: &Book<'_>, out: &mut String, scheme: &SecurityScheme) {
    let mut name = String::new();
    prose::summary(&mut name, &scheme.name, &book.site);
    let _ = write!(out, "\n### {name}\n\n");
    match &scheme.kind {
        SecurityKind::ApiKey { location, name } => {
            let place = match location {
                Location::Query => "query parameter",
                Location::Cookie => "cookie",
                Location::Header | Location::Path => "header",
            };
            let _ = write!(out, "- Type: API key\n- In: {place} ");
            prose::code_cell(out, name);
            out.push('\n');
        }
        SecurityKind::Http {
            scheme,
            bearer_format,
        } => {
            out.push_str("- Type: HTTP, scheme ");
            prose::code_cell(out, scheme);
            out.push('\n');
            if let Some(format) = bearer_format {
                out.push_str("- Format: ");
                prose::code_cell(out, format);
                out.push('\n');
            }
        }
        SecurityKind::OAuth2 { flows } => {
            out.push_str("- Type: OAuth 2\n");
            flows.iter().for_each(|flow| oauth_flow(book, out, flow));
        }
        SecurityKind::OpenIdConnect { url } => {
            out.push_str("- Type: OpenID Connect\n- Discovery: ");
            prose::code_cell(out, url);
            out.push('\n');
        }
        SecurityKind::MutualTls => out.push_str("- Type: mutual TLS\n"),
    }
    if let Some(description) = &scheme.description {
        let mut block = String::new();
        prose::block(&mut block, description, &book.site);
        if !block.is_empty() {
            let _ = write!(out, "\n{block}\n");
        }
    }
}

fn oauth_flow(book: &Book<'_>, out: &mut String, flow: &Flow) {
    out.push_str("- Flow: ");
    prose::code_cell(out, &flow.name);
    let urls = [
        ("authorization", &flow.authorization_url),
        ("token", &flow.token_url),
    ];
    for (label, url) in urls {
        if let Some(url) = url {
            let _ = write!(out, ", {label} at ");
            prose::code_cell(out, url);
        }
    }
    out.push('\n');
    for (scope, meaning) in &flow.scopes {
        out.push_str("  - ");
        prose::code_cell(out, scope);
        out.push_str(": ");
        prose::summary(out, meaning, &book.site);
        out.push('\n');
    }
}
