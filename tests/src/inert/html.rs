//! Rendered Markdown, as a browser takes it: the elements and attributes that plain
//! Markdown becomes, and no others.

use html5gum::{DefaultEmitter, Token, Tokenizer};

use super::{Finding, Findings, MARK};

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

/// Elements that run or load something.
const ACTIVE: &[&str] = &[
    "applet", "audio", "base", "body", "button", "embed", "form", "frame", "iframe", "image",
    "img", "link", "object", "script", "source", "style", "svg", "video",
];

/// Attributes that are text to a browser.
const QUIET: &[&str] = &[
    "alt",
    "aria-label",
    "class",
    "content",
    "data-toggle",
    "for",
    "id",
    "name",
    "placeholder",
    "title",
    "value",
];

/// Finds what a browser would run or load for a document's sake in a page that others
/// rendered, whose own scripts and styles are of no interest.
pub fn live(file: &str, html: &str) -> Vec<Finding> {
    let mut all = Vec::new();
    let mut findings = Findings {
        file,
        all: &mut all,
    };
    let mut emitter = DefaultEmitter::default();
    emitter.naively_switch_states(true);
    let mut inside = String::new();
    for token in Tokenizer::new_with_emitter(html, emitter) {
        let Ok(token) = token;
        match token {
            Token::StartTag(tag) => {
                inside = String::from_utf8_lossy(&tag.name).into_owned();
                findings.require(!inside.contains(MARK), "an element", &inside);
                for (key, value) in &tag.attributes {
                    let key = String::from_utf8_lossy(key);
                    let value = String::from_utf8_lossy(value);
                    let is_quiet = QUIET.contains(&&*key);
                    let is_live = key.contains(MARK)
                        || value.contains(MARK)
                            && !is_quiet
                            && (ACTIVE.contains(&inside.as_str())
                                || key.starts_with("on")
                                || !is_safe_link(&value)
                                || matches!(&*key, "style" | "srcset" | "action" | "formaction"));
                    findings.require(!is_live, "an attribute of HTML", &format!("{key}={value}"));
                }
            }
            Token::String(text) => {
                let text = String::from_utf8_lossy(&text).into_owned();
                let is_live = matches!(inside.as_str(), "script" | "style") && text.contains(MARK);
                findings.require(!is_live, "a script or style", &text);
            }
            Token::EndTag(_) => inside.clear(),
            Token::Comment(_) | Token::Doctype(_) | Token::Error(_) => {}
        }
    }
    all
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
