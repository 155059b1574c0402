//! The example of a page: JSON that is decoded, read, and encoded again, as a
//! doctest.
//!
//! What it asserts is certain: which variant a union becomes is told only where
//! the plan tells it, and values are those that encoding writes.

mod build;
mod layout;
mod read;
mod said;

use std::collections::BTreeSet;
use std::fmt::Write as _;

use crate::api::{Api, ModelId, Shape, Type, Union};

use super::super::example::{self, Json};
use super::Book;
use super::page::put;
use layout::WIDTH;

/// How many variants of a union are shown.
const VARIANTS: usize = 12;

/// The code block of a model's page.
pub(super) fn doctest(book: &Book<'_>, id: ModelId) -> Option<String> {
    let meant = meant(book.cx.api, id);
    let mut code = Code::new(book, id, meant);
    match &book.cx.api.model(meant).shape {
        Shape::Struct(_) => code.round_trip(book.examples.model(id)?, true),
        Shape::StringEnum(e) => {
            let (value, ident) = e.values.iter().zip(&code.names().members).next()?;
            let json = serde_json::Value::from(value.value.as_str()).to_string();
            code.enum_value(&json, ident);
            if e.open {
                code.unknown("\"something_new\"", "\"something_new\".to_owned()");
            }
        }
        Shape::IntegerEnum(e) => {
            let (value, ident) = e.values.iter().zip(&code.names().members).next()?;
            code.enum_value(&value.value.to_string(), ident);
            let unlisted = (1000..).find(|n| e.values.iter().all(|v| v.value != *n))?;
            if e.open {
                code.unknown(&unlisted.to_string(), &unlisted.to_string());
            }
        }
        Shape::Union(union) => code.union(union)?,
        Shape::Alias(_) => code.alias(book.examples.model(id)?),
    }
    Some(code.finish())
}

/// The model whose functions are called by a model's name; an alias where it stands
/// for a list, a scalar or an `Option`, which have none.
fn meant(api: &Api, mut id: ModelId) -> ModelId {
    while let Shape::Alias(Type::Model(target)) = api.model(id).shape
        && !api.is_option(id)
    {
        id = target;
    }
    id
}

/// Code being written.
struct Code<'a> {
    book: &'a Book<'a>,
    /// The model, where the page's own is another name for it.
    id: ModelId,
    /// The type by the name that the page tells of.
    ty: &'a str,
    /// What a value of it is called.
    var: String,
    imports: BTreeSet<&'a str>,
    needs_map: bool,
    body: String,
}

impl<'a> Code<'a> {
    fn new(book: &'a Book<'a>, named: ModelId, id: ModelId) -> Code<'a> {
        let names = book.cx.names.model(named);
        let ty = names.rust.as_str();
        Code {
            book,
            id,
            ty,
            var: variable(&names.module),
            imports: BTreeSet::from([ty]),
            needs_map: false,
            body: String::with_capacity(2048),
        }
    }

    fn names(&self) -> &'a crate::name::ModelName {
        self.book.cx.names.model(self.id)
    }

    /// Spells a model, and imports it.
    fn spell(&mut self, id: ModelId) -> &'a str {
        let name = if id == self.id {
            self.ty
        } else {
            self.book.cx.names.model(id).rust.as_str()
        };
        self.imports.insert(name);
        name
    }

    /// Decodes, reads some of it, and encodes again.
    fn round_trip(&mut self, json: &Json<'a>, with_construction: bool) {
        self.json(json);
        let (ty, var) = (self.ty, self.var.clone());
        let _ = writeln!(self.body, "let {var} = {ty}::from_json(json)?;");
        self.reads(json);
        self.lossless();
        if with_construction && self.book.sent[self.id.index()] {
            self.construction(json);
        }
    }

    fn json(&mut self, json: &Json<'a>) {
        let mut text = String::with_capacity(1024);
        example::pretty(&mut text, json);
        let end = end_of_raw(&text);
        let pieces = ["let json = r", &end[1..], "\"", &text, &end, ";\n"];
        put(&mut self.body, &pieces);
    }

    fn lossless(&mut self) {
        let lines = [
            "\n// Encoding gives the same JSON back.\n\
             let encoded: serde_json::Value = serde_json::from_str(&",
            &self.var,
            ".to_json())?;\n\
             let original: serde_json::Value = serde_json::from_str(json)?;\n\
             assert_eq!(encoded, original);\n",
        ];
        put(&mut self.body, &lines);
    }

    fn enum_value(&mut self, json: &str, variant: &str) {
        let (ty, var) = (self.ty, self.var.clone());
        let raw = raw(json);
        layout::line(
            &mut self.body,
            &format!("let {var} = {ty}::from_json("),
            &raw,
            ")?;",
        );
        let _ = writeln!(self.body, "assert_eq!({var}, {ty}::{variant});");
        layout::line(
            &mut self.body,
            &format!("assert_eq!({var}.to_json(), "),
            &raw,
            ");",
        );
    }

    fn unknown(&mut self, json: &str, inner: &str) {
        let (ty, raw) = (self.ty, raw(json));
        let _ = writeln!(
            self.body,
            "\n// What the document does not list is kept.\n\
             let unknown = {ty}::from_json({raw})?;\n\
             assert_eq!(unknown, {ty}::Unknown({inner}));\n\
             assert_eq!(unknown.to_json(), {raw});"
        );
    }

    /// One value of each variant, or one value where variants are tried.
    fn union(&mut self, union: &'a Union) -> Option<()> {
        let mut shown = 0;
        for position in 0..union.variants.len() {
            let Some(value) = self
                .book
                .examples
                .variant(self.book.cx, self.id, union, position)
            else {
                continue;
            };
            if shown == VARIANTS {
                self.body.push_str("\n// And so on.\n");
                break;
            }
            shown += 1;
            self.variant(position, &value);
        }
        if shown == 0 {
            self.round_trip(self.book.examples.model(self.id)?, false);
        }
        Some(())
    }

    fn variant(&mut self, position: usize, value: &Json<'a>) {
        if !self.body.is_empty() {
            self.body.push('\n');
        }
        let (ty, var) = (self.ty, self.var.clone());
        let name = &self.names().members[position];
        let _ = writeln!(self.body, "// `{name}`");
        self.json(value);
        let _ = writeln!(self.body, "let {var} = {ty}::from_json(json)?;");
        let line = format!("assert!(matches!({var}, {ty}::{name}(_)));");
        if line.len() <= WIDTH {
            let _ = writeln!(self.body, "{line}");
        } else {
            let _ = writeln!(
                self.body,
                "assert!(matches!(\n    {var},\n    {ty}::{name}(_)\n));"
            );
        }
        let _ = writeln!(
            self.body,
            "assert_eq!({var}.to_value(), serde_json::from_str::<serde_json::Value>(json)?);"
        );
    }

    /// An alias without functions: `serde_json` reads it.
    fn alias(&mut self, json: &Json<'a>) {
        self.json(json);
        let (ty, var) = (self.ty, self.var.clone());
        let _ = write!(
            self.body,
            "let {var}: {ty} = serde_json::from_str(json)?;\n\
             \n// Encoding gives the same JSON back.\n\
             let original: serde_json::Value = serde_json::from_str(json)?;\n\
             assert_eq!(serde_json::to_value(&{var})?, original);\n"
        );
    }

    fn finish(self) -> String {
        let mut out = String::with_capacity(self.body.len() + 256);
        out.push_str("```rust\n");
        if self.needs_map {
            out.push_str("use std::collections::BTreeMap;\n\n");
        }
        layout::import(&mut out, &self.book.ident, &self.imports);
        out.push('\n');
        out.push_str(&self.body);
        out.push_str("# Ok::<(), Box<dyn std::error::Error>>(())\n```\n");
        out
    }
}

/// A raw string literal.
fn raw(text: &str) -> String {
    let end = end_of_raw(text);
    format!("r{}\"{text}{end}", &end[1..])
}

/// What ends a raw string literal, and so must not be in its text: `"#`.
fn end_of_raw(text: &str) -> String {
    let mut end = String::from("\"#");
    while text.contains(&end) {
        end.push('#');
    }
    end
}

/// A string literal.
fn literal(text: &str) -> String {
    if is_plain(text) {
        return format!("\"{text}\"");
    }
    format!("{text:?}")
}

/// Whether a text stands in a literal as it is.
fn is_plain(text: &str) -> bool {
    let is_plain = |b: u8| matches!(b, b' '..=b'~') && b != b'"' && b != b'\\';
    text.bytes().all(is_plain)
}

/// What a value of a model is called: the last words of the model's name.
fn variable(module: &str) -> String {
    const TAKEN: &[&str] = &[
        "as",
        "async",
        "await",
        "box",
        "break",
        "const",
        "continue",
        "crate",
        "do",
        "dyn",
        "else",
        "enum",
        "extern",
        "false",
        "final",
        "fn",
        "for",
        "gen",
        "if",
        "impl",
        "in",
        "let",
        "loop",
        "macro",
        "match",
        "mod",
        "move",
        "mut",
        "override",
        "priv",
        "pub",
        "ref",
        "return",
        "self",
        "static",
        "struct",
        "super",
        "trait",
        "true",
        "try",
        "type",
        "typeof",
        "unsafe",
        "unsized",
        "use",
        "virtual",
        "where",
        "while",
        "yield",
        "abstract",
        "become",
        "json",
        "encoded",
        "original",
        "built",
        "unknown",
        "std",
        "core",
        "alloc",
        "serde",
        "serde_json",
        "bool",
        "str",
        "char",
        "u8",
        "i8",
        "u16",
        "i16",
        "u32",
        "i32",
        "u64",
        "i64",
        "f32",
        "f64",
    ];
    let words: Vec<&str> = module
        .split('_')
        .filter(|w| !w.is_empty() && *w != "object")
        .collect();
    let last = words.last().copied().unwrap_or("model");
    let short = ["request", "response", "event", "error", "params", "status"];
    let name = match words.as_slice() {
        [.., before, last] if !short.contains(last) => format!("{before}_{last}"),
        _ => last.to_owned(),
    };
    let starts_well = name.starts_with(|c: char| c.is_alphabetic());
    if !starts_well || TAKEN.contains(&name.as_str()) {
        return "value".to_owned();
    }
    name
}
