//! A request as a command that can be pasted into a shell.

use std::fmt::Write as _;

use crate::api::{
    Content, HttpMethod, Location, Operation, Parameter, SecurityKind, SecurityScheme,
};

use super::super::example::{self, Json};
use super::Book;
use super::endpoint::{example_of, is_json};

/// A code block with the request.
pub(super) fn request<'a>(book: &Book<'a>, operation: &'a Operation) -> String {
    let mut parts = Vec::new();
    let method = match operation.method {
        HttpMethod::Get => String::new(),
        method => format!("-X {} ", method.as_str()),
    };
    let mut url = base(book);
    url.push_str(&path(book, operation));
    let mut query = String::new();
    for parameter in required(operation, Location::Query) {
        let separator = if query.is_empty() { '?' } else { '&' };
        let value = encode(&value_of(book, parameter));
        let _ = write!(query, "{separator}{}={value}", encode(&parameter.name));
    }
    authenticate(book, operation, &mut parts, &mut query);
    for parameter in required(operation, Location::Header) {
        let header = format!("{}: {}", parameter.name, value_of(book, parameter));
        parts.push(format!("-H {}", quoted(&header)));
    }
    for parameter in required(operation, Location::Cookie) {
        let cookie = format!("{}={}", parameter.name, value_of(book, parameter));
        parts.push(format!("-b {}", quoted(&cookie)));
    }
    if let Some(content) = operation.request.as_ref().and_then(|b| b.content.first()) {
        body(book, content, &mut parts);
    }
    url.push_str(&query);
    let mut out = format!("```bash\ncurl {method}{}", quoted(&url));
    for part in parts {
        let _ = write!(out, " \\\n  {part}");
    }
    out.push_str("\n```\n");
    out
}

/// The first server, made absolute.
fn base(book: &Book<'_>) -> String {
    let server = book.cx.api.servers.first().map_or("", |s| s.url.as_str());
    let server = server.trim_end_matches('/');
    if server.contains("://") {
        server.to_owned()
    } else {
        format!("https://example.com{server}")
    }
}

fn required(operation: &Operation, location: Location) -> impl Iterator<Item = &Parameter> {
    let parameters = operation.parameters.iter();
    parameters.filter(move |p| p.location == location && p.required)
}

/// The path with its parameters filled in.
fn path<'a>(book: &Book<'a>, operation: &'a Operation) -> String {
    let mut out = String::with_capacity(operation.path.len() + 16);
    let mut rest = operation.path.as_str();
    while let Some((before, after)) = rest.split_once('{') {
        let Some((name, after)) = after.split_once('}') else {
            break;
        };
        out.push_str(before);
        let parameter = operation
            .parameters
            .iter()
            .find(|p| p.name == name && p.location == Location::Path);
        match parameter {
            Some(parameter) => out.push_str(&encode(&value_of(book, parameter))),
            None => out.push_str(name),
        }
        rest = after;
    }
    out.push_str(rest);
    out
}

/// A believable value of a parameter, as text.
fn value_of<'a>(book: &Book<'a>, parameter: &'a Parameter) -> String {
    let cx = book.cx;
    let said = parameter.example.as_ref().or(parameter.default.as_ref());
    let made = || {
        book.examples
            .named(cx, &parameter.ty, &parameter.name, &parameter.bounds)
    };
    let value = said.map(Json::from).or_else(made).unwrap_or(Json::Null);
    plain(&value)
}

fn plain(value: &Json<'_>) -> String {
    match value {
        Json::Text(text) => text.to_string(),
        Json::List(list) => list.iter().map(plain).collect::<Vec<_>>().join(","),
        value => {
            let mut out = String::new();
            example::inline(&mut out, value);
            out
        }
    }
}

/// The first way to authenticate that the operation accepts.
fn authenticate(
    book: &Book<'_>,
    operation: &Operation,
    parts: &mut Vec<String>,
    query: &mut String,
) {
    let requirements = operation.security.as_ref().unwrap_or(&book.cx.api.security);
    let Some(requirement) = requirements.first() else {
        return;
    };
    for (name, _) in &requirement.schemes {
        let scheme = book
            .cx
            .api
            .security_schemes
            .iter()
            .find(|s| s.name == *name);
        if let Some(scheme) = scheme {
            credential(scheme, parts, query);
        }
    }
}

fn credential(scheme: &SecurityScheme, parts: &mut Vec<String>, query: &mut String) {
    match &scheme.kind {
        SecurityKind::ApiKey { location, name } => match location {
            Location::Query => {
                let separator = if query.is_empty() { '?' } else { '&' };
                let _ = write!(query, "{separator}{}=$API_KEY", encode(name));
            }
            Location::Cookie => parts.push(format!("-b \"{}=$API_KEY\"", shell(name))),
            Location::Header | Location::Path => {
                parts.push(format!("-H \"{}: $API_KEY\"", shell(name)));
            }
        },
        SecurityKind::Http { scheme, .. } if scheme.eq_ignore_ascii_case("basic") => {
            parts.push("-u \"$USERNAME:$PASSWORD\"".to_owned());
        }
        SecurityKind::Http { scheme, .. } if scheme.eq_ignore_ascii_case("bearer") => {
            parts.push("-H \"Authorization: Bearer $TOKEN\"".to_owned());
        }
        SecurityKind::Http { scheme, .. } => {
            parts.push(format!("-H \"Authorization: {} $TOKEN\"", shell(scheme)));
        }
        SecurityKind::OAuth2 { .. } | SecurityKind::OpenIdConnect { .. } => {
            parts.push("-H \"Authorization: Bearer $ACCESS_TOKEN\"".to_owned());
        }
        SecurityKind::MutualTls => {
            parts.push("--cert client.pem --key client.key".to_owned());
        }
    }
}

fn body<'a>(book: &Book<'a>, content: &'a Content, parts: &mut Vec<String>) {
    let media_type = &content.media_type;
    let value = example_of(book, content);
    let fields = match &value {
        Some(Json::Object(map)) if !is_json(media_type) => Some(map),
        _ => None,
    };
    if let (Some(map), true) = (fields, media_type.starts_with("multipart/")) {
        for (key, value) in map.iter() {
            let text = plain(value);
            // What the document calls binary is a file.
            let is_file = text == "Hello, world!" || text.ends_with(".pdf") || key == "file";
            let text = if is_file { "@report.pdf" } else { &text };
            parts.push(format!("-F {}", quoted(&format!("{key}={text}"))));
        }
        return;
    }
    parts.push(format!(
        "-H {}",
        quoted(&format!("Content-Type: {media_type}"))
    ));
    if let (Some(map), true) = (fields, media_type.contains("urlencoded")) {
        for (key, value) in map.iter() {
            let pair = format!("{key}={}", plain(value));
            parts.push(format!("--data-urlencode {}", quoted(&pair)));
        }
        return;
    }
    match value {
        Some(Json::Text(text)) if !is_json(media_type) => {
            parts.push(format!("--data-binary {}", quoted(&text)));
        }
        Some(value) => {
            let mut json = String::new();
            example::pretty(&mut json, &value.as_written());
            parts.push(format!("-d {}", quoted(&json)));
        }
        None => parts.push("--data-binary @body".to_owned()),
    }
}

/// In single quotes, for a shell.
fn quoted(text: &str) -> String {
    // A variable needs double quotes.
    if text.contains("=$API_KEY") {
        return format!("\"{}\"", text.replace('"', "\\\""));
    }
    format!("'{}'", text.replace('\'', "'\\''"))
}

/// A name that goes into double quotes.
fn shell(text: &str) -> String {
    text.replace(['"', '$', '`', '\\'], "")
}

/// Percent-encodes what a path segment or a query value cannot hold.
fn encode(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for byte in text.bytes() {
        match byte {
            b'A'..=b'Z'
            | b'a'..=b'z'
            | b'0'..=b'9'
            | b'-'
            | b'_'
            | b'.'
            | b'~'
            | b','
            | b':'
            | b'@' => out.push(char::from(byte)),
            byte => {
                let _ = write!(out, "%{byte:02X}");
            }
        }
    }
    out
}
