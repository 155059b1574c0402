//! A source file: no identifier, attribute or path is a document's text, and what the
//! documentation says is inert as rustdoc reads it.

use proc_macro2::{Delimiter, TokenStream, TokenTree};
use syn::Lit;

use super::markdown::{self, Flavour};
use super::{Findings, MARK};

/// The attributes that generated code has.
const ATTRIBUTES: &[&str] = &[
    "allow",
    "cfg",
    "cfg_attr",
    "deny",
    "deprecated",
    "derive",
    "doc",
    "expect",
    "forbid",
    "inline",
    "macro_export",
    "macro_use",
    "must_use",
    "non_exhaustive",
    "path",
    "rustfmt",
    "test",
    "default",
];

/// Checks a source file.
pub fn check(text: &str, findings: &mut Findings<'_>) {
    if let Err(error) = syn::parse_file(text) {
        findings.add("the file is no Rust", &error.to_string());
        return;
    }
    code(text, findings);
}

/// Checks Rust code: a file, or a block of a page.
pub fn code(text: &str, findings: &mut Findings<'_>) {
    match text.parse::<TokenStream>() {
        Ok(tokens) => walk(tokens, findings),
        Err(error) => findings.add("the code is no Rust", &format!("{error}: {text}")),
    }
}

/// Visits all tokens, and documentation item by item.
fn walk(tokens: TokenStream, findings: &mut Findings<'_>) {
    let mut docs = String::new();
    let mut tokens = tokens.into_iter().peekable();
    while let Some(token) = tokens.next() {
        if is_punct(&token, '#') {
            if tokens.peek().is_some_and(|next| is_punct(next, '!')) {
                tokens.next();
            }
            if let Some(TokenTree::Group(group)) = tokens.peek()
                && group.delimiter() == Delimiter::Bracket
            {
                attribute(group.stream(), &mut docs, findings);
                tokens.next();
                continue;
            }
        }
        documentation(&mut docs, findings);
        match token {
            TokenTree::Ident(ident) => {
                let name = ident.to_string();
                if name == "include_str" {
                    included(tokens.clone().nth(1), findings);
                }
                findings.require(!is_mark(&name), "an identifier", &name);
            }
            TokenTree::Group(group) => walk(group.stream(), findings),
            TokenTree::Punct(_) | TokenTree::Literal(_) => {}
        }
    }
    documentation(&mut docs, findings);
}

/// Whether an identifier is a mark and nothing else. A name that the generator made of a
/// text may have a mark within.
fn is_mark(name: &str) -> bool {
    let digits = name.strip_prefix(MARK);
    digits.is_some_and(|digits| digits.chars().all(|c| c.is_ascii_digit()))
}

fn is_punct(token: &TokenTree, wanted: char) -> bool {
    matches!(token, TokenTree::Punct(punct) if punct.as_char() == wanted)
}

/// `doc = ".."` is one more line of documentation; other attributes are as we know them.
fn attribute(tokens: TokenStream, docs: &mut String, findings: &mut Findings<'_>) {
    let all: Vec<TokenTree> = tokens.clone().into_iter().collect();
    let Some(TokenTree::Ident(name)) = all.first() else {
        return findings.add("an attribute", &tokens.to_string());
    };
    let name = name.to_string();
    findings.require(ATTRIBUTES.contains(&name.as_str()), "an attribute", &name);
    match (name.as_str(), all.get(2)) {
        ("doc", Some(TokenTree::Literal(literal))) => {
            if let Lit::Str(text) = Lit::new(literal.clone()) {
                docs.push_str(&text.value());
                docs.push('\n');
            }
        }
        ("deprecated", Some(_)) => {}
        _ => walk(tokens, findings),
    }
}

/// What is included is a page of the crate.
fn included(argument: Option<TokenTree>, findings: &mut Findings<'_>) {
    let Some(TokenTree::Group(group)) = argument else {
        return;
    };
    for token in group.stream() {
        if let TokenTree::Literal(literal) = token {
            let path = literal.to_string();
            let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '.' | '/' | '"');
            findings.require(path.chars().all(plain), "an included file", &path);
        }
    }
}

/// Reads the documentation of one item as rustdoc does, and forgets it.
fn documentation(docs: &mut String, findings: &mut Findings<'_>) {
    if docs.is_empty() {
        return;
    }
    let indent = docs
        .lines()
        .filter(|line| !line.trim().is_empty())
        .map(|line| line.len() - line.trim_start_matches(' ').len())
        .min()
        .unwrap_or(0);
    let lines = docs.lines().map(|line| line.get(indent..).unwrap_or(""));
    let text: Vec<&str> = lines.collect();
    markdown::check(&text.join("\n"), Flavour::Rustdoc, findings);
    docs.clear();
}
