//! Rendered Markdown, as a browser takes it: the elements and attributes that plain
//! Markdown becomes, and no others.

use html5gum::emitters::default::DefaultEmitter;
use html5gum::{Token, Tokenizer};

use super::{Findings, MARK};

/// The elements that Markdown becomes, and those that pages write themselves.
const ELEMENTS: &[&str] = &[
    "a",
    "blockquote",
    "br",
    "code",
    "dd",
    "del",
    "details",
    "div",
    "dl",
    "dt",
    "em",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "hr",
    "input",
    "li",
    "ol",
    "p",
    "pre",
    "strong",
    "sub",
    "summary",
    "sup",
    "table",
    "tbody",
    "td",
    "th",
    "thead",
    "tr",
    "ul",
    "wbr",
];

/// Their attributes.
const ATTRIBUTES: &[&str] = &[
    "checked", "class", "disabled", "href", "id", "open", "start", "style", "title", "type",
];

/// What links lead to. The rest is relative.
const SCHEMES: &[&str] = &["http", "https", "mailto", "crate", "self", "super"];

/// Checks rendered Markdown.
pub fn check(html: &str, findings: &mut Findings<'_>) {
    let mut emitter = DefaultEmitter::default();
    emitter.naively_switch_states(true);
    for token in Tokenizer::new_with_emitter(html, emitter) {
        let Ok(token) = token;
        match token {
            Token::StartTag(tag) => {
                let name = String::from_utf8_lossy(&tag.name).into_owned();
                findings.require(ELEMENTS.contains(&name.as_str()), "an element", &name);
                for (key, value) in &tag.attributes {
                    let key = String::from_utf8_lossy(key);
                    let value = String::from_utf8_lossy(value);
                    attribute(&key, &value, findings);
                }
            }
            Token::Comment(text) => {
                let text = String::from_utf8_lossy(&text).into_owned();
                findings.require(!text.contains(MARK), "a comment of HTML", &text);
            }
            Token::Doctype(_) => findings.add("a doctype", html),
            Token::EndTag(_) | Token::String(_) | Token::Error(_) => {}
        }
    }
}

fn attribute(key: &str, value: &str, findings: &mut Findings<'_>) {
    let holds = match key {
        "href" => is_safe_link(value),
        "style" => matches!(
            value,
            "text-align: left" | "text-align: center" | "text-align: right"
        ),
        _ => ATTRIBUTES.contains(&key),
    };
    findings.require(holds, "an attribute of HTML", &format!("{key}={value}"));
}

/// Whether a link runs nothing: a relative one, or one with a scheme that we know.
pub fn is_safe_link(link: &str) -> bool {
    let visible: String = link
        .chars()
        .filter(|c| !c.is_control() && *c != ' ')
        .collect();
    match visible.split_once([':', '/', '?', '#']) {
        Some((scheme, _)) if visible[scheme.len()..].starts_with(':') => {
            SCHEMES.contains(&scheme.to_ascii_lowercase().as_str())
        }
        _ => true,
    }
}
