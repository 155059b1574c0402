//! Markdown, as each of its readers takes it: no code block, link, heading attribute or
//! HTML is of a document's making where it would do more than be shown.

use pulldown_cmark::{CodeBlockKind, Event, Options, Parser, Tag, html::push_html};

use super::{Findings, MARK, html, rust, shell};

/// The line behind which rustdoc shows a page. Everything before it is in a comment.
const SEAM: &str = "<!-- Where rustdoc shows this page, it begins here. -->";

/// Who reads.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Flavour {
    /// rustdoc.
    Rustdoc,
    /// Sites such as GitHub's and mdBook's, with every extension that either has.
    Site,
}

impl Flavour {
    fn options(self) -> Options {
        match self {
            Flavour::Rustdoc => {
                Options::ENABLE_TABLES
                    | Options::ENABLE_FOOTNOTES
                    | Options::ENABLE_STRIKETHROUGH
                    | Options::ENABLE_TASKLISTS
                    | Options::ENABLE_SMART_PUNCTUATION
            }
            Flavour::Site => {
                Flavour::Rustdoc.options()
                    | Options::ENABLE_HEADING_ATTRIBUTES
                    | Options::ENABLE_DEFINITION_LIST
                    | Options::ENABLE_GFM
            }
        }
    }
}

/// Checks a page, for those who see all of it and for rustdoc, which hides its head.
pub fn page(text: &str, findings: &mut Findings<'_>) {
    check(text, Flavour::Site, findings);
    let Some((head, body)) = text.split_once(SEAM) else {
        return check(text, Flavour::Rustdoc, findings);
    };
    for end in ["-->", "--!>"] {
        if let Some(at) = head.find(end) {
            let line = head[..at].rsplit('\n').next().unwrap_or_default();
            findings.add("the end of the hidden head", &format!("{line}{end}"));
        }
    }
    check(body, Flavour::Rustdoc, findings);
}

/// Checks Markdown for one reader.
pub fn check(text: &str, flavour: Flavour, findings: &mut Findings<'_>) {
    let events: Vec<Event<'_>> = Parser::new_ext(text, flavour.options()).collect();
    let mut block: Option<(Option<String>, String)> = None;
    for event in &events {
        match event {
            Event::Start(Tag::CodeBlock(kind)) => block = Some((info(kind), String::new())),
            Event::Text(text) if block.is_some() => {
                block.iter_mut().for_each(|(_, code)| code.push_str(text));
            }
            Event::End(_) if block.is_some() => {
                let (info, code) = block.take().unwrap_or_default();
                code_block(info.as_deref(), &code, findings);
            }
            Event::Start(tag) => started(tag, findings),
            _ => {}
        }
    }
    let mut rendered = String::new();
    push_html(&mut rendered, events.into_iter());
    html::check(&rendered, findings);
}

/// What stands behind a block's fence; `None` for an indented block.
fn info(kind: &CodeBlockKind<'_>) -> Option<String> {
    match kind {
        CodeBlockKind::Fenced(info) => Some(info.to_string()),
        CodeBlockKind::Indented => None,
    }
}

fn started(tag: &Tag<'_>, findings: &mut Findings<'_>) {
    match tag {
        Tag::Link { dest_url, .. } => {
            findings.require(html::is_safe_link(dest_url), "a link", dest_url);
        }
        // A picture is loaded from elsewhere as soon as its page is shown.
        Tag::Image { dest_url, .. } => findings.add("a picture", dest_url),
        Tag::Heading {
            id, classes, attrs, ..
        } => {
            let nothing = id.is_none() && classes.is_empty() && attrs.is_empty();
            findings.require(
                nothing,
                "attributes of a heading",
                &format!("{id:?}{attrs:?}"),
            );
        }
        _ => {}
    }
}

/// What rustdoc would compile is Rust of ours; commands are held to the shell's rules.
fn code_block(info: Option<&str>, code: &str, findings: &mut Findings<'_>) {
    let Some(info) = info else {
        return findings.add("an indented code block, which rustdoc compiles", code);
    };
    findings.require(!info.contains(MARK), "the language of a code block", info);
    match info.split([',', ' ']).next().unwrap_or_default() {
        "" | "rust" | "no_run" | "ignore" | "should_panic" | "compile_fail" | "test_harness" => {
            rust::code(&shown(code), findings);
        }
        info if info.starts_with("edition") => rust::code(&shown(code), findings),
        "bash" | "sh" | "shell" | "console" => shell::check(code, findings),
        "mermaid" => diagram(code, findings),
        _ => {}
    }
}

/// An example with the lines that rustdoc hides.
fn shown(code: &str) -> String {
    let line = |line: &str| match line.trim_start() {
        "#" => String::new(),
        hidden if hidden.starts_with("# ") => hidden[2..].to_owned(),
        _ => line.to_owned(),
    };
    code.lines().map(line).collect::<Vec<_>>().join("\n")
}

/// A diagram has lines such as `Pet *-- Tag : tag`, and keys are words.
fn diagram(code: &str, findings: &mut Findings<'_>) {
    let plain = |c: char| c.is_alphanumeric() || "_-. $/*:<>|+'@#()[],!?&=".contains(c);
    for line in code.lines() {
        let quiet = !line.contains("%%") && line.chars().all(plain);
        findings.require(quiet, "a line of a diagram", line);
    }
}
