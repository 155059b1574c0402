//! Believable values, by format and by name.
//!
//! A name is read as its words: `lastSeenAt` is `last seen at`, and what counts
//! most is the last one. Everything here is made up: hosts, addresses and numbers
//! are those that are reserved for documentation.

/// A moment, a date and a time that agree with each other: 14 March 2026.
pub(super) const MOMENT: &str = "2026-03-14T09:26:53Z";
pub(super) const DATE: &str = "2026-03-14";
pub(super) const SECONDS: i64 = 1_773_480_413;

/// The words of a name, in lower case, with underscores between them: those of
/// `lastSeenAt` are `last_seen_at`.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Words {
    text: String,
}

impl Words {
    /// Reads a name.
    pub fn of(name: &str) -> Words {
        let mut text = String::with_capacity(name.len() + 4);
        let mut before = ' ';
        let mut letters = name.chars().peekable();
        while let Some(c) = letters.next() {
            if c.is_alphanumeric() {
                let after_lower = before.is_lowercase() || before.is_ascii_digit();
                let before_lower = letters.peek().is_some_and(|next| next.is_lowercase());
                let starts = !before.is_alphanumeric()
                    || (c.is_uppercase()
                        && (after_lower || (before.is_uppercase() && before_lower)));
                if starts && !text.is_empty() {
                    text.push('_');
                }
                if c.is_ascii() {
                    text.push(c.to_ascii_lowercase());
                } else {
                    text.extend(c.to_lowercase());
                }
            }
            before = c;
        }
        Words { text }
    }

    /// The words of a model's name that say what it is: `RunStepObject` is a
    /// `run_step`.
    pub fn kind(name: &str) -> Words {
        const GENERIC: &[&str] = &[
            "object", "response", "request", "resource", "item", "data", "dto", "entity", "model",
            "create", "update", "modify", "list", "get", "base", "info", "details", "schema",
            "value", "variant", "result", "body", "payload", "input", "output", "params", "type",
        ];
        let all = Words::of(name);
        let mut text = String::with_capacity(all.text.len());
        for word in all.text.split('_').filter(|word| !GENERIC.contains(word)) {
            if !text.is_empty() {
                text.push('_');
            }
            text.push_str(word);
        }
        if text.is_empty() { all } else { Words { text } }
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    /// `last_seen_at`
    pub fn joined(&self) -> &str {
        &self.text
    }

    /// The first word; empty where there is none.
    pub fn first(&self) -> &str {
        self.text.split('_').next().unwrap_or_default()
    }

    /// The last word, which counts most; empty where there is none.
    pub fn last(&self) -> &str {
        self.text.rsplit('_').next().unwrap_or_default()
    }

    /// The words before the last: `last_seen`.
    pub fn stem(&self) -> &str {
        self.text.rsplit_once('_').map_or("", |(stem, _)| stem)
    }

    /// The word before the last: `seen`; empty where there is none.
    pub fn before_last(&self) -> &str {
        self.stem().rsplit('_').next().unwrap_or_default()
    }

    /// Makes `tags` a `tag`: the name of one of several.
    pub fn singular(&mut self) {
        let last = self.last();
        if last.ends_with("ies") {
            self.text.truncate(self.text.len() - "ies".len());
            self.text.push('y');
        } else if last.ends_with('s') && !last.ends_with("ss") && last.len() > 2 {
            self.text.pop();
        }
    }
}

/// A value of a format; `None` for formats that say nothing about the letters.
pub(super) fn formatted(format: &str) -> Option<&'static str> {
    Some(match format {
        "date-time" | "datetime" | "timestamp" | "iso-8601" | "iso8601" => MOMENT,
        "date" | "full-date" => DATE,
        "time" | "partial-time" => "09:26:53",
        "duration" => "PT15M",
        "email" | "idn-email" => "ada@example.com",
        "hostname" | "idn-hostname" | "domain" => "example.com",
        "ipv4" | "ip" => "192.0.2.10",
        "ipv6" => "2001:db8::10",
        "cidr" => "192.0.2.0/24",
        "mac" => "00:00:5e:00:53:01",
        "uri" | "url" | "iri" => "https://example.com/reports/42",
        "uri-reference" | "iri-reference" | "path" => "/reports/42",
        "uri-template" => "https://example.com/reports/{id}",
        "uuid" | "guid" | "uuid4" => "1b4e28ba-2fa1-41d2-883f-0016d3cca427",
        "ulid" => "01ARZ3NDEKTSV4RRFFQ69G5FAV",
        "byte" | "base64" | "base64url" => "SGVsbG8sIHdvcmxkIQ==",
        "binary" => "Hello, world!",
        "password" => "correct horse battery staple",
        "json-pointer" => "/items/0",
        "json" => "{}",
        "regex" => "^[a-z]+$",
        "semver" | "version" => "1.4.0",
        "decimal" | "money" => "19.90",
        "int64" | "int32" | "integer" | "number" | "unixtime" => "42",
        "color" | "colour" => "#1f6feb",
        "country-code" | "iso-3166-1" => "NO",
        "currency" | "currency-code" => "EUR",
        "phone" | "phone-number" | "e164" => "+47 555 01 234",
        "markdown" | "html" => "Hello, world!",
        _ => return None,
    })
}

/// A key for a map of this name.
pub(super) fn key(name: &Words) -> &'static str {
    match name.last() {
        "metadata" | "properties" | "attributes" | "extra" | "context" => "customer",
        "headers" | "header" => "X-Request-Id",
        "labels" | "tags" | "annotations" | "selector" => "environment",
        "env" | "environment" | "variables" | "vars" => "RUST_LOG",
        "translations" | "languages" | "locales" => "en",
        "files" | "documents" => "report.pdf",
        "scopes" | "permissions" => "read",
        "links" | "urls" => "self",
        "errors" | "fields" => "name",
        "scores" | "counts" | "totals" | "prices" => "total",
        _ => "first",
    }
}

/// The value that goes with [`key`], where it is a string.
pub(super) fn value_of(key: &str) -> Option<&'static str> {
    Some(match key {
        "customer" => "c-1042",
        "X-Request-Id" => "req_abc123",
        "environment" => "production",
        "RUST_LOG" => "info",
        "en" => "Hello",
        "self" => "https://example.com/reports/42",
        _ => return None,
    })
}

/// Whether a property of this name is null while nothing is wrong.
pub(super) fn is_usually_null(name: &str) -> bool {
    name.contains("error")
        || name.contains("cancel")
        || name.contains("fail")
        || name.contains("delete")
        || name.contains("expired")
        || name.contains("incomplete")
        || name.contains("archived")
        || name.contains("revoked")
}
