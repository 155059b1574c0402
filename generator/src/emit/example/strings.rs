//! Believable texts, by the names of properties.

use std::borrow::Cow;

use super::words::{DATE, MOMENT, Words};

/// Strings that start like this are switches, in documents that know no booleans.
const SWITCHES: &[&str] = &[
    "allow", "allowed", "can", "disable", "enable", "has", "hide", "is", "require", "should",
    "show",
];

/// Whether a property of this name holds an identifier.
pub(super) fn is_id(name: &Words) -> bool {
    matches!(name.last(), "id" | "ids" | "identifier" | "oid")
}

/// A string for a property of this name, of a model of that name; `None` where
/// the name says nothing. Several are told apart by `nth`.
pub(super) fn string(name: &Words, parent: &str, nth: usize) -> Option<Cow<'static, str>> {
    if name.is_empty() {
        return Some(pick(&["aurora", "borealis", "cassini"], nth));
    }
    if !name.stem().is_empty() && SWITCHES.contains(&name.first()) {
        return Some("true".into());
    }
    Some(match (name.before_last(), name.last()) {
        (before, last @ ("id" | "ids" | "key" | "identifier" | "oid" | "handle")) => {
            let letters = pick(&["abc123", "def456", "ghi789"], nth);
            let parent = Words::kind(parent);
            let kind = match (before, last) {
                ("", "key") => "key",
                ("", _) if parent.is_empty() => "key",
                ("", _) => parent.last(),
                (before, _) => before,
            };
            format!("{kind}_{letters}").into()
        }
        (_, "uuid" | "guid") => "1b4e28ba-2fa1-41d2-883f-0016d3cca427".into(),
        (
            kind @ ("image" | "avatar" | "logo" | "photo" | "icon" | "picture" | "thumbnail"),
            "url" | "uri",
        ) => format!("https://example.com/{kind}.png").into(),
        (kind, "url" | "uri" | "href" | "link" | "website" | "homepage" | "endpoint") => match kind
        {
            "" | "html" | "base" => "https://example.com".into(),
            kind => format!("https://example.com/{kind}").into(),
        },
        ("first" | "given", "name") => pick(&["Ada", "Grace", "Edsger"], nth),
        ("last" | "family" | "sur", "name") => pick(&["Lovelace", "Hopper", "Dijkstra"], nth),
        (
            "full" | "user" | "author" | "owner" | "customer" | "contact" | "person" | "holder"
            | "recipient" | "sender" | "employee" | "display",
            "name",
        )
        | (_, "author" | "owner" | "assignee" | "reviewer" | "person" | "contact" | "recipient") => {
            pick(&["Ada Lovelace", "Grace Hopper", "Edsger Dijkstra"], nth)
        }
        ("file", "name") => pick(&["report.pdf", "photo.png", "notes.txt"], nth),
        ("company" | "organization" | "organisation" | "business" | "legal", "name") => {
            "Fjord Analytics".into()
        }
        ("host" | "domain", "name") => "example.com".into(),
        ("country", "name") => "Norway".into(),
        ("function" | "tool", "name") => pick(&["get_weather", "send_mail", "add_numbers"], nth),
        (_, "at" | "on") => MOMENT.into(),
        (_, last) => return by_word(last, nth),
    })
}

/// A string whose name says nothing: what the description hints at, else the name.
pub(super) fn hinted(name: &Words, description: Option<&str>) -> Cow<'static, str> {
    let hint = description.unwrap_or_default();
    let is = |word: &str| hint.contains(word);
    if is(" ID") || is("dentifier") || is(" id ") {
        let kind = if name.is_empty() { "id" } else { name.last() };
        format!("{kind}_abc123").into()
    } else if is("**true**") || is("`true`") || is("\"true\"") {
        "true".into()
    } else if is("timestamp") || is("ISO 8601") {
        MOMENT.into()
    } else {
        name.joined().replace('_', "-").into()
    }
}

fn by_word(word: &str, nth: usize) -> Option<Cow<'static, str>> {
    let text = match word {
        "name" | "nickname" | "alias" => {
            return Some(pick(&["Aurora", "Borealis", "Cassini"], nth));
        }
        "title" | "subject" | "headline" | "heading" => "Quarterly report",
        "description" | "summary" | "about" | "overview" | "abstract" => {
            "What changed since March."
        }
        "message" | "text" | "body" | "content" | "contents" => "Hello, how can I help?",
        "comment" | "comments" | "note" | "notes" | "remark" | "remarks" | "feedback" => {
            "Looks good to me."
        }
        "reason" | "cause" | "explanation" | "justification" => "Requested by the customer.",
        "instructions" | "instruction" | "prompt" => "Answer in one short paragraph.",
        "question" | "input" => "How high is Galdhøpiggen?",
        "answer" | "output" | "response" => "2,469 metres.",
        "error" | "warning" | "detail" | "details" => "The value is out of range.",
        "email" | "emails" | "mail" => {
            return Some(pick(&["ada@example.com", "grace@example.com"], nth));
        }
        "phone" | "mobile" | "fax" | "telephone" | "msisdn" => "+47 555 01 234",
        "username" | "login" | "user" | "nick" | "actor" | "creator" => {
            return Some(pick(&["ada", "grace", "edsger"], nth));
        }
        "password" | "passphrase" => "correct horse battery staple",
        "secret" | "token" | "credential" | "apikey" => "example-token",
        "company" | "organization" | "organisation" | "vendor" | "manufacturer" | "merchant" => {
            "Fjord Analytics"
        }
        "team" | "group" | "department" | "org" => "analytics",
        "city" | "town" | "locality" => "Bergen",
        "country" => "NO",
        "state" | "status" | "condition" => "active",
        "province" | "county" => "Vestland",
        "address" | "street" | "line1" => "12 Harbour Street",
        "zip" | "postcode" | "postal" | "zipcode" => "5003",
        "language" | "lang" | "locale" => return Some(pick(&["en", "nb", "fr"], nth)),
        "timezone" | "tz" => "Europe/Oslo",
        "currency" => return Some(pick(&["EUR", "NOK", "USD"], nth)),
        "amount" | "price" | "total" | "cost" | "balance" | "fee" | "subtotal" | "tax" => "19.90",
        "quantity" | "count" | "size" | "limit" | "length" => "3",
        "number" | "no" | "num" => "1042",
        "color" | "colour" => return Some(pick(&["#1f6feb", "#2da44e", "#bf3989"], nth)),
        "version" | "revision" => "1.4.0",
        "type" | "kind" | "category" | "class" | "tier" | "mode" => {
            return Some(pick(&["standard", "premium", "trial"], nth));
        }
        "tag" | "tags" | "label" | "labels" | "keyword" | "keywords" | "topic" => {
            return Some(pick(&["urgent", "spring", "archived"], nth));
        }
        "ip" | "ipv4" => "192.0.2.10",
        "ipv6" => "2001:db8::10",
        "mac" => "00:00:5e:00:53:01",
        "cidr" | "subnet" | "network" => "192.0.2.0/24",
        "host" | "hostname" | "domain" | "server" => "example.com",
        "port" => "8080",
        "path" | "directory" | "folder" | "dir" => "/reports/2026",
        "file" | "filename" | "filepath" | "document" => {
            return Some(pick(&["report.pdf", "photo.png", "notes.txt"], nth));
        }
        "mime" | "mimetype" | "mediatype" => "application/json",
        "image" | "avatar" | "logo" | "photo" | "icon" | "picture" | "thumbnail" => {
            "https://example.com/aurora.png"
        }
        "hash" | "sha" | "sha256" | "checksum" | "digest" | "fingerprint" | "etag" | "md5"
        | "signature" | "commit" => "9f86d081884c7d65",
        "cursor" | "after" | "before" | "continuation" => "eyJwYWdlIjoyfQ",
        "code" => return Some(pick(&["A12", "B07", "C31"], nth)),
        "sku" | "reference" | "ref" => "A-1042",
        "slug" | "repo" | "repository" | "project" | "cluster" | "bucket" | "workspace" => "aurora",
        "branch" => "main",
        "region" | "zone" | "location" => "eu-north-1",
        "namespace" => "default",
        "environment" | "env" | "stage" => "production",
        "role" => "user",
        "plan" | "subscription" => "team",
        "format" | "extension" => "json",
        "encoding" | "charset" => "utf-8",
        "event" | "action" | "operation" => "created",
        "method" => "card",
        "level" | "severity" | "priority" => "info",
        "source" | "origin" | "provider" | "channel" => "web",
        "model" => "aurora-1",
        "unit" | "units" => "kg",
        "query" | "search" | "filter" | "q" | "term" => "aurora",
        "sort" | "order" | "orderby" => "name",
        "command" | "cmd" => "ls -l",
        "date" | "day" | "birthday" | "dob" => DATE,
        "time" | "timestamp" | "datetime" | "created" | "updated" | "modified" => MOMENT,
        "duration" | "interval" | "ttl" => "PT15M",
        "month" => "2026-03",
        "year" => "2026",
        "percent" | "percentage" | "rate" | "ratio" => "12.5",
        "latitude" | "lat" => "60.39",
        "longitude" | "lng" | "lon" => "5.32",
        "value" => return Some(pick(&["blue", "green", "red"], nth)),
        "data" | "payload" | "base64" => "SGVsbG8sIHdvcmxkIQ==",
        "arguments" | "args" | "parameters" => "{\"city\":\"Bergen\"}",
        "logs" | "log" | "stdout" => "Done in 1.2 seconds.",
        "stderr" => "warning: disk is almost full",
        "delta" | "chunk" => "Hello",
        "transcript" | "quote" => "How high is Galdhøpiggen?",
        "refusal" | "rationale" => "This is not possible.",
        "line2" | "address2" => "Floor 2",
        "address1" => "12 Harbour Street",
        "last4" => "4242",
        "iban" => "NO9386011117947",
        "bic" | "swift" => "DNBANOKK",
        "mcc" => "5734",
        "cvc" => "123",
        "descriptor" => "FJORD ANALYTICS",
        "expand" | "fields" | "include" => "owner",
        "permission" | "permissions" | "scope" | "scopes" | "rights" | "verb" | "verbs" => "read",
        "operator" | "comparator" => "eq",
        "expression" | "pattern" => "^[a-z]+$",
        "page" => "2",
        "prefix" => "aurora-",
        "suffix" => "-2026",
        "emoji" => ":rocket:",
        "gender" => "female",
        "brand" | "carrier" | "bank" => "Fjord",
        "product" | "application" | "app" | "service" | "platform" | "driver" => "aurora",
        "display" | "style" => "block",
        "agent" | "useragent" => "curl/8.5.0",
        "symbol" => "€",
        "protocol" => "https",
        "html" => "<p>Hello</p>",
        "diff" | "patch" => "+ one line more",
        "characters" | "sequence" => "abc",
        "position" | "alignment" => "left",
        "cycle" | "frequency" | "recurrence" => "monthly",
        "result" | "conclusion" | "outcome" => "success",
        "serial" => "SN-1042",
        _ => return None,
    };
    Some(text.into())
}

fn pick(choices: &[&'static str], nth: usize) -> Cow<'static, str> {
    match choices.get(nth) {
        Some(choice) => (*choice).into(),
        None => format!("{}-{}", choices[0], nth + 1).into(),
    }
}
