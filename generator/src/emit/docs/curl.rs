//! A request as a command that can be pasted into a shell.
//!
//! The shell takes every text of the document as it stands ([`super::shell`]); so does
//! curl, to which a leading `@` would be the name of a file to send.

use std::fmt::Write as _;

use crate::api::{
    Content, HttpMethod, Location, Operation, Parameter, SecurityKind, SecurityScheme,
};

use super::super::example::{self, Json};
use super::Book;
use super::endpoint::{example_of, is_json};
use super::shell::{Command, Word};

/// The command that sends a request.
pub(super) fn request<'a>(book: &Book<'a>, operation: &'a Operation) -> Command {
    let mut url = Word::of(&base(book));
    url.text(&path(book, operation));
    let mut query = Query {
        url: &mut url,
        any: false,
    };
    for parameter in required(operation, Location::Query) {
        let value = encode(&value_of(book, parameter));
        query.name(&parameter.name).text(&value);
    }
    let schemes = authentication(book, operation);
    for scheme in &schemes {
        if let SecurityKind::ApiKey { location, name } = &scheme.kind
            && *location == Location::Query
        {
            query.name(name).variable("API_KEY");
        }
    }
    let mut command = Command::new("curl");
    command.flag(method(operation.method));
    // Brackets would ask for several requests.
    if url.contains(&['{', '}', '[', ']']) {
        command.flag("--globoff");
    }
    command.argument(&url);
    for scheme in schemes {
        credential(scheme, &mut command);
    }
    for parameter in required(operation, Location::Header) {
        let value = value_of(book, parameter).replace('\n', " ");
        header(&mut command, &parameter.name, Word::of(&value));
    }
    for parameter in required(operation, Location::Cookie) {
        let cookie = format!("{}={}", parameter.name, value_of(book, parameter));
        command.option("-b", &Word::of(&cookie));
    }
    if let Some(content) = operation.request.as_ref().and_then(|b| b.content.first()) {
        body(book, content, &mut command);
    }
    command
}

fn method(method: HttpMethod) -> &'static str {
    match method {
        HttpMethod::Get => "",
        HttpMethod::Put => "-X PUT",
        HttpMethod::Post => "-X POST",
        HttpMethod::Delete => "-X DELETE",
        HttpMethod::Options => "-X OPTIONS",
        HttpMethod::Head => "--head",
        HttpMethod::Patch => "-X PATCH",
        HttpMethod::Trace => "-X TRACE",
        HttpMethod::Query => "-X QUERY",
    }
}

/// The query of a URL, as far as it is written.
struct Query<'u> {
    url: &'u mut Word,
    any: bool,
}

impl Query<'_> {
    /// Starts another parameter, whose value is to follow.
    fn name(&mut self, name: &str) -> &mut Word {
        let separator = if std::mem::replace(&mut self.any, true) {
            "&"
        } else {
            "?"
        };
        self.url.text(separator);
        self.url.text(&encode(name));
        self.url.text("=");
        self.url
    }
}

/// The first server, made absolute.
fn base(book: &Book<'_>) -> String {
    let server = book.cx.api.servers.first().map_or("", |s| s.url.as_str());
    let server = server.trim_end_matches('/');
    let absolute = ["https://", "http://"];
    if absolute.iter().any(|scheme| server.starts_with(scheme)) {
        return server.to_owned();
    }
    // A scheme that is none of HTTP's says nothing about the host.
    let path = match server.split_once("://") {
        Some((_, rest)) => rest.find('/').map_or("", |slash| &rest[slash..]),
        None => server,
    };
    let slash = if path.is_empty() || path.starts_with('/') {
        ""
    } else {
        "/"
    };
    format!("https://example.com{slash}{path}")
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

/// The schemes of the first way to authenticate that the operation accepts.
fn authentication<'a>(book: &Book<'a>, operation: &'a Operation) -> Vec<&'a SecurityScheme> {
    let api = book.cx.api;
    let requirements = operation.security.as_ref().unwrap_or(&api.security);
    let Some(requirement) = requirements.first() else {
        return Vec::new();
    };
    let names = requirement.schemes.iter().map(|(name, _)| name);
    names
        .filter_map(|name| api.security_schemes.iter().find(|s| s.name == *name))
        .collect()
}

fn credential(scheme: &SecurityScheme, command: &mut Command) {
    let token = |scheme: &str, variable: &'static str| {
        let mut value = Word::of(scheme);
        value.text(" ");
        value.variable(variable);
        value
    };
    match &scheme.kind {
        SecurityKind::ApiKey { location, name } => match location {
            Location::Query => {}
            Location::Cookie => {
                let mut cookie = Word::of(name);
                cookie.text("=");
                cookie.variable("API_KEY");
                command.option("-b", &cookie);
            }
            Location::Header | Location::Path => {
                let mut value = Word::default();
                value.variable("API_KEY");
                header(command, name, value);
            }
        },
        SecurityKind::Http { scheme, .. } if scheme.eq_ignore_ascii_case("basic") => {
            command.line("-u \"$USERNAME:$PASSWORD\"");
        }
        SecurityKind::Http { scheme, .. } if scheme.eq_ignore_ascii_case("bearer") => {
            header(command, "Authorization", token("Bearer", "TOKEN"));
        }
        SecurityKind::Http { scheme, .. } => {
            header(command, "Authorization", token(scheme, "TOKEN"));
        }
        SecurityKind::OAuth2 { .. } | SecurityKind::OpenIdConnect { .. } => {
            header(command, "Authorization", token("Bearer", "ACCESS_TOKEN"));
        }
        SecurityKind::MutualTls => command.line("--cert client.pem --key client.key"),
    }
}

/// Adds a header, unless no request can have one of this name (RFC 9110, section 5.6.2).
fn header(command: &mut Command, name: &str, value: Word) {
    let is_token = |b: u8| b.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&b);
    if !name.is_empty() && name.bytes().all(is_token) {
        let mut word = Word::of(name);
        word.text(": ");
        command.option("-H", &word.followed_by(value));
    }
}

fn body<'a>(book: &Book<'a>, content: &'a Content, command: &mut Command) {
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
            // Up to the first `=` is the name, and a name with one is no file's.
            let is_file = text == "Hello, world!" || text.ends_with(".pdf") || key == "file";
            if is_file && !key.contains('=') {
                command.option("-F", &Word::of(&format!("{key}=@report.pdf")));
            } else {
                command.option("--form-string", &Word::of(&format!("{key}={text}")));
            }
        }
        return;
    }
    header(
        command,
        "Content-Type",
        Word::of(&media_type.replace('\n', " ")),
    );
    if let (Some(map), true) = (fields, media_type.contains("urlencoded")) {
        for (key, value) in map.iter() {
            let pair = format!("{}={}", encode(key), plain(value));
            command.option("--data-urlencode", &Word::of(&pair));
        }
        return;
    }
    match value {
        Some(Json::Text(text)) if !is_json(media_type) => {
            command.option("--data-raw", &Word::of(&text));
        }
        Some(value) => {
            let mut json = String::new();
            example::pretty(&mut json, &value.as_written());
            command.option("-d", &Word::of(&json));
        }
        None => command.line("--data-binary @body"),
    }
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
