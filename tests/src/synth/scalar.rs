//! Candidate values of scalars: the ordinary, the boundaries, the awkward.

use serde_json::{Value, json};

use super::pattern;
use crate::conjunction::Conjunction;
use crate::schema::Node;
use crate::translate::range;
use crate::types::Types;

/// Strings to try, the most ordinary first.
pub fn strings(conjunction: &Conjunction<'_>) -> Vec<Value> {
    let low = conjunction.count("minLength").unwrap_or(0);
    let high = conjunction.count("maxLength").unwrap_or(usize::MAX);
    let mut texts = documented(conjunction, Types::STRING);
    if let Some(pattern) = conjunction.first(|n| n.keyword("pattern")?.as_str()) {
        for extra in [0, 1, 2, 7] {
            texts.extend(pattern::string(pattern, extra).map(|t| fit(&t, low, high)));
        }
        texts.extend(pattern::string(pattern, low as u32));
    }
    match conjunction.first(Node::format).and_then(formatted) {
        Some(list) => texts.extend(list.iter().map(|t| fit(t, low, high))),
        None => texts.extend(PLAIN.iter().map(|t| fit(t, low, high))),
    }
    let longest = high.min(low.max(300));
    if longest < 2000 {
        texts.push("aé".chars().cycle().take(longest).collect());
    }
    let patterns = || {
        conjunction
            .leaves
            .iter()
            .filter_map(|l| l.keyword("pattern")?.as_str())
    };
    let good = |text: &String| patterns().all(|p| pattern::matches(p, text));
    // Where no text is good, the regex crate may not know the pattern.
    let any_good = texts.iter().any(good);
    let mut unique: Vec<Value> = Vec::new();
    for text in texts {
        if (!any_good || good(&text)) && !unique.iter().any(|u| u == &text) {
            unique.push(Value::String(text));
        }
    }
    unique
}

const PLAIN: [&str; 9] = [
    "text",
    "",
    "zażółć gęślą jaźń 🦀",
    "a \"quoted\" \\ / \u{8}\u{c}\n\r\t\u{1}\u{7f}",
    "\u{2028}\u{feff}\u{10ffff}e\u{301}",
    "null",
    "1.0",
    "true",
    " ",
];

/// Strings of a format; none where it says nothing about the text.
fn formatted(format: &str) -> Option<&'static [&'static str]> {
    Some(match format {
        "date-time" => &[
            "2024-02-29T12:30:45Z",
            "1969-12-31T23:59:59.123456789+05:30",
            "2024-02-29t12:30:45.5-08:00",
        ],
        "date" => &["2024-02-29", "0001-01-01"],
        "time" => &["12:30:45Z", "23:59:59.999+01:00"],
        "duration" => &["P1Y2M3DT4H5M6S", "PT0S", "P2W"],
        "uuid" => &[
            "00000000-0000-0000-0000-000000000000",
            "6F9619FF-8B86-D011-B42D-00C04FC964FF",
        ],
        "email" | "idn-email" => &["ada@example.org", "a+b@sub.example.org"],
        "hostname" | "idn-hostname" => &["example.org", "a"],
        "ipv4" => &["127.0.0.1", "255.255.255.255"],
        "ipv6" => &["::1", "2001:db8::8a2e:370:7334"],
        "uri" | "url" | "iri" => &["https://example.org/a?b=c#d", "urn:isbn:0451450523"],
        "uri-reference" | "iri-reference" => &["/a?b#c", "https://example.org"],
        "uri-template" => &["https://example.org/{id}"],
        "json-pointer" => &["", "/a/b~1c"],
        "relative-json-pointer" => &["1/a"],
        "regex" => &["^a+$"],
        "byte" | "base64" => &["aGVsbG8=", ""],
        "base64url" => &["aGVsbG8", ""],
        "decimal" => &["12.50", "-1"],
        "int64" | "uint64" | "int32" | "integer" => &["42", "0"],
        "double" | "float" => &["1.5", "0"],
        _ => return None,
    })
}

/// The text, cut or drawn out to a length.
fn fit(text: &str, low: usize, high: usize) -> String {
    let length = text.chars().count();
    if length >= low && length <= high {
        return text.to_owned();
    }
    let source = if text.is_empty() { "x" } else { text };
    let low = low.min(100_000);
    source
        .chars()
        .cycle()
        .take(length.clamp(low, high.max(low)))
        .collect()
}

/// Numbers to try, integers only where nothing else is admitted.
pub fn numbers(conjunction: &Conjunction<'_>, types: Types) -> Vec<Value> {
    let integer = !types.has(Types::NUMBER);
    let format = conjunction.first(Node::format).unwrap_or_default();
    let mut numbers: Vec<Value> = conjunction
        .leaves
        .iter()
        .flat_map(|leaf| ["example", "default"].map(|k| leaf.keyword(k)))
        .flatten()
        .filter(|v| v.is_number())
        .cloned()
        .collect();
    numbers.extend([json!(7), json!(0), json!(1), json!(-1), json!(1.0)]);
    for name in [
        "minimum",
        "maximum",
        "exclusiveMinimum",
        "exclusiveMaximum",
        "multipleOf",
    ] {
        for limit in conjunction
            .leaves
            .iter()
            .filter_map(|l| l.keyword(name))
            .filter(|l| l.is_number())
        {
            numbers.push(limit.clone());
            if let Some(limit) = limit.as_f64() {
                numbers.extend([limit + 1.0, limit - 1.0, limit + 0.5].map(round));
            }
        }
    }
    numbers.extend(match format {
        "int8" => [json!(i8::MIN), json!(i8::MAX)],
        "int16" => [json!(i16::MIN), json!(i16::MAX)],
        "int32" => [json!(i32::MIN), json!(i32::MAX)],
        "uint8" => [json!(u8::MIN), json!(u8::MAX)],
        "uint16" => [json!(u16::MIN), json!(u16::MAX)],
        "uint32" => [json!(u32::MIN), json!(u32::MAX)],
        "uint64" => [json!(u64::MIN), json!(u64::MAX)],
        _ if integer => [json!(i64::MIN), json!(i64::MAX)],
        _ => [json!(9_007_199_254_740_991_i64), json!(-0.1)],
    });
    if integer {
        numbers.push(json!(4_102_444_800_i64));
    } else {
        numbers.extend([
            json!(1.5),
            json!(1e-7),
            json!(-2.5e300),
            json!(0.1),
            json!(f64::MIN_POSITIVE),
        ]);
    }
    let mut unique: Vec<Value> = Vec::new();
    for number in numbers {
        let fits = !integer || Types::of(&number) == Types::INTEGER;
        if fits && !unique.contains(&number) && within(conjunction, &number) {
            unique.push(number);
        }
    }
    unique
}

/// A whole number as an integer, so that it looks like one.
fn round(number: f64) -> Value {
    if number.fract() == 0.0 && number.abs() < 9e15 {
        json!(number as i64)
    } else {
        json!(number)
    }
}

/// Whether a number is within the limits; saves the validator the obvious.
fn within(conjunction: &Conjunction<'_>, number: &Value) -> bool {
    let Some(n) = number.as_f64() else {
        return false;
    };
    let limit = |node: Node<'_>, name: &str| node.keyword(name).and_then(Value::as_f64);
    conjunction.leaves.iter().all(|leaf| {
        let (low, high) = range(*leaf).unwrap_or((i64::MIN, u64::MAX));
        let strict = |name: &str| leaf.keyword(name) == Some(&Value::Bool(true));
        limit(*leaf, "minimum").is_none_or(|l| n > l || (n == l && !strict("exclusiveMinimum")))
            && limit(*leaf, "maximum")
                .is_none_or(|l| n < l || (n == l && !strict("exclusiveMaximum")))
            && (n >= low as f64 && n <= high as f64 || range(*leaf).is_none())
            && limit(*leaf, "exclusiveMinimum").is_none_or(|l| n > l)
            && limit(*leaf, "exclusiveMaximum").is_none_or(|l| n < l)
    })
}

/// `example` and `default` of a place, where they are strings.
fn documented(conjunction: &Conjunction<'_>, types: Types) -> Vec<String> {
    conjunction
        .leaves
        .iter()
        .flat_map(|leaf| ["example", "default"].map(|k| leaf.keyword(k)))
        .flatten()
        .filter(|v| types.has(Types::of(v)))
        .filter_map(|v| v.as_str().map(str::to_owned))
        .collect()
}

/// Values of any type at all.
pub fn anything() -> Vec<Value> {
    vec![
        json!("text"),
        json!({"a": [1, {"b": null}], "é": "🦀"}),
        json!([]),
        json!(1.5),
        json!(null),
        json!(true),
        json!({}),
        json!([null, [[]], "x"]),
        json!(-3),
    ]
}
