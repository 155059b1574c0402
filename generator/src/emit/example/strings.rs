//! Believable texts, by the names of properties.

use super::words::{DATE, MOMENT};

/// Strings that start like this are switches, in documents that know no booleans.
const SWITCHES: &[&str] = &[
    "allow", "allowed", "can", "disable", "enable", "has", "hide", "is", "require", "should",
    "show",
];

/// Whether a property of this name holds an identifier.
pub(super) fn is_id(name: &[String]) -> bool {
    matches!(
        name.last().map_or("", String::as_str),
        "id" | "ids" | "identifier" | "oid"
    )
}

/// A string for a property of this name, of a model of that name; `None` where
/// the name says nothing. Several are told apart by `nth`.
pub(super) fn string(name: &[String], parent: &[String], nth: usize) -> Option<String> {
    let Some(last) = name.last() else {
        return Some(pick(&["aurora", "borealis", "cassini"], nth));
    };
    if name.len() > 1 && SWITCHES.contains(&name[0].as_str()) {
        return Some("true".to_owned());
    }
    let stem = &name[..name.len() - 1];
    let before = stem.last().map_or("", String::as_str);
    Some(match (before, last.as_str()) {
        (_, "id" | "ids" | "key" | "identifier" | "oid" | "handle") => {
            let letters = pick(&["abc123", "def456", "ghi789"], nth);
            match stem.last().or_else(|| parent.last()) {
                Some(kind) if last != "key" || !stem.is_empty() => format!("{kind}_{letters}"),
                _ => format!("key_{letters}"),
            }
        }
        (_, "uuid" | "guid") => "1b4e28ba-2fa1-41d2-883f-0016d3cca427".to_owned(),
        (
            "image" | "avatar" | "logo" | "photo" | "icon" | "picture" | "thumbnail",
            "url" | "uri",
        ) => {
            format!("https://example.com/{before}.png")
        }
        (kind, "url" | "uri" | "href" | "link" | "website" | "homepage" | "endpoint") => match kind
        {
            "" | "html" | "base" => "https://example.com".to_owned(),
            kind => format!("https://example.com/{kind}"),
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
            "Fjord Analytics".to_owned()
        }
        ("host" | "domain", "name") => "example.com".to_owned(),
        ("country", "name") => "Norway".to_owned(),
        ("function" | "tool", "name") => pick(&["get_weather", "send_mail", "add_numbers"], nth),
        (_, "at" | "on") => MOMENT.to_owned(),
        _ => return by_word(last, nth),
    })
}

/// A string whose name says nothing: what the description hints at, else the name.
pub(super) fn hinted(name: &[String], description: Option<&str>) -> String {
    let hint = description.unwrap_or_default();
    let is = |word: &str| hint.contains(word);
    if is(" ID") || is("dentifier") || is(" id ") {
        let kind = name.last().map_or("id", String::as_str);
        format!("{kind}_abc123")
    } else if is("**true**") || is("`true`") || is("\"true\"") {
        "true".to_owned()
    } else if is("timestamp") || is("ISO 8601") {
        MOMENT.to_owned()
    } else {
        name.join("-")
    }
}

fn by_word(word: &str, nth: usize) -> Option<String> {
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
    Some(text.to_owned())
}

fn pick(choices: &[&str], nth: usize) -> String {
    match choices.get(nth) {
        Some(choice) => (*choice).to_owned(),
        None => format!("{}-{}", choices[0], nth + 1),
    }
}
