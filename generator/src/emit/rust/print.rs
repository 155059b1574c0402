//! Rust source: the one place where it is laid out.
//!
//! Items are tokens ([`mod@quote`]), which [`prettyplease`] prints. What is text rather than
//! code (documentation, comments, JSON in a raw literal) is kept out of them: tokens hold
//! a mark in its place, which is as short to parse and to print as can be, and the text
//! comes back when they are printed. Blank lines, which tokens know nothing of, are put
//! where a reader looks for them.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::super::markdown::{Markdown, clean, is_visible};
use super::super::piece::Piece;

/// Rust source of ours. Text of a document's is in it as a literal or in a comment.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Source(String);

impl Source {
    /// None yet, with room for so many bytes.
    pub fn with_capacity(bytes: usize) -> Source {
        Source(String::with_capacity(bytes))
    }

    /// Appends a piece of ours.
    pub fn push(&mut self, piece: impl Piece) {
        piece.append_to(&mut self.0);
    }

    /// Appends other source.
    pub fn append(&mut self, other: &Source) {
        self.0.push_str(&other.0);
    }

    /// Appends a comment of one line.
    pub fn comment(&mut self, text: &str) {
        self.0.push_str("// ");
        self.0.push_str(&clean(text).replace('\n', " "));
        self.0.push('\n');
    }

    /// Appends documentation of what it stands in: `//!` lines.
    pub fn inner_docs(&mut self, text: &Markdown) {
        commented(&mut self.0, "", "//!", text.as_str());
    }

    /// Appends items.
    pub fn items(&mut self, printer: Printer, items: TokenStream) {
        self.0.push_str(&printer.print(items).0);
    }

    /// Appends tables of codecs.
    pub(super) fn table(&mut self, text: &str) {
        self.0.push_str(text);
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The text.
    pub fn into_string(self) -> String {
        self.0
    }
}

/// A text as a literal of one token: raw where quotes or backslashes are in it and nothing
/// that a reader could not see.
pub fn literal(text: &str) -> Literal {
    // The lines of a literal are no lines of the code around it.
    let raw = text.contains(['"', '\\']) && !text.contains('\n');
    raw.then(|| raw_literal(text))
        .flatten()
        .unwrap_or_else(|| Literal::string(text))
}

/// A text of several lines as a literal of as many, where a reader can see all of it.
pub fn lines_literal(text: &str) -> Literal {
    raw_literal(text).unwrap_or_else(|| Literal::string(text))
}

/// A text as a raw literal, unless there is something in it that a reader could not see,
/// or that asks for more `#` than anyone counts.
fn raw_literal(text: &str) -> Option<Literal> {
    /// A compiler takes 255.
    const HASHES: usize = 16;
    let readable = |c: char| c == '\n' || is_visible(c);
    let hashes = "#".repeat(longest_end(text));
    if hashes.len() > HASHES || !text.chars().all(readable) {
        return None;
    }
    format!("r{hashes}\"{text}\"{hashes}").parse().ok()
}

/// How many `#` a raw literal needs for its text to hold no end of it.
fn longest_end(text: &str) -> usize {
    text.split('"')
        .skip(1)
        .map(|rest| rest.bytes().take_while(|b| *b == b'#').count() + 1)
        .max()
        .unwrap_or(0)
}

/// A number as a literal.
pub fn integer(value: i64) -> TokenStream {
    let digits = Literal::u64_unsuffixed(value.unsigned_abs());
    if value < 0 {
        quote!(-#digits)
    } else {
        quote!(#digits)
    }
}

/// A number as a literal, with as many digits as it takes to read it back.
pub fn float(value: f64) -> TokenStream {
    let digits: Literal = format!("{:?}", value.abs())
        .parse()
        .expect("JSON has finite numbers alone");
    if value.is_sign_negative() {
        quote!(-#digits)
    } else {
        quote!(#digits)
    }
}

/// Prints items, with the texts that were kept out of their tokens.
#[derive(Debug, Default)]
pub struct Printer {
    texts: Vec<Verbatim>,
}

/// A text that tokens have a mark for.
#[derive(Debug)]
enum Verbatim {
    /// `///` lines.
    Docs(Markdown),
    /// `//` lines.
    Comment(Markdown),
    /// A literal of several lines.
    Literal(String),
}

impl Printer {
    /// Documentation, as an attribute; nothing where there is none.
    pub fn docs(&mut self, text: Markdown) -> TokenStream {
        if text.is_empty() {
            return TokenStream::new();
        }
        self.attribute(Verbatim::Docs(text))
    }

    /// A comment above a statement, as an attribute of it.
    pub fn comment(&mut self, text: Markdown) -> TokenStream {
        self.attribute(Verbatim::Comment(text))
    }

    /// A literal of several lines, as what is assigned by a statement of its own.
    pub fn literal(&mut self, text: &str) -> TokenStream {
        let mark: Literal = format!("{}{LITERAL}", self.texts.len())
            .parse()
            .expect("a number with a suffix is a literal");
        self.texts
            .push(Verbatim::Literal(lines_literal(text).to_string()));
        quote!(#mark)
    }

    fn attribute(&mut self, text: Verbatim) -> TokenStream {
        let mark = Literal::string(&self.texts.len().to_string());
        self.texts.push(text);
        quote!(#[doc = #mark])
    }

    /// The source of items.
    ///
    /// # Panics
    /// When they are no Rust, which is a bug of ours.
    pub fn print(self, items: TokenStream) -> Source {
        let file = syn::parse2(items.clone())
            .unwrap_or_else(|fault| panic!("what is emitted is no Rust: {fault}\n{items}"));
        Source(self.restored(prettyplease::unparse(&file).lines()))
    }

    /// The source of statements, as a body that is not indented.
    ///
    /// # Panics
    /// As [`Printer::print`].
    pub fn print_statements(self, statements: TokenStream) -> Source {
        let function = quote!(fn body() { #statements });
        let file = syn::parse2(function)
            .unwrap_or_else(|fault| panic!("what is emitted is no Rust: {fault}\n{statements}"));
        let printed = prettyplease::unparse(&file);
        let lines = printed
            .lines()
            .map(|line| line.strip_prefix("    ").unwrap_or(line));
        let count = printed.lines().count();
        Source(self.restored(lines.take(count - 1).skip(1)))
    }

    /// The printed lines, with texts in the place of their marks and with blank lines.
    fn restored<'a>(&self, lines: impl Iterator<Item = &'a str>) -> String {
        let mut out = String::with_capacity(4096);
        let mut spacing = Spacing::default();
        for line in lines {
            let content = line.trim_start_matches(' ');
            let indent = &line[..line.len() - content.len()];
            let mark = content.strip_prefix("///").map(|mark| self.text(mark));
            if spacing.is_apart(indent.len(), content) {
                out.push('\n');
            }
            match mark {
                Some(Verbatim::Docs(text)) => commented(&mut out, indent, "///", text.as_str()),
                Some(Verbatim::Comment(text)) => commented(&mut out, indent, "//", text.as_str()),
                Some(Verbatim::Literal(_)) => unreachable!("a literal is no attribute"),
                None => {
                    self.code(&mut out, line);
                    out.push('\n');
                }
            }
        }
        out
    }

    /// A line of code, perhaps with the mark of a literal at its end: `let json = 3_text;`.
    /// A literal that the line holds itself ends with a quotation mark.
    fn code(&self, out: &mut String, line: &str) {
        if let Some((before, mark)) = line
            .strip_suffix(';')
            .and_then(|line| line.strip_suffix(LITERAL))
            .and_then(|line| line.rsplit_once("= "))
            && let Ok(index) = mark.parse::<usize>()
            && let Verbatim::Literal(text) = &self.texts[index]
        {
            for part in [before, "= ", text, ";"] {
                out.push_str(part);
            }
        } else {
            out.push_str(line);
        }
    }

    fn text(&self, mark: &str) -> &Verbatim {
        let index: usize = mark.parse().expect("a mark is a number");
        &self.texts[index]
    }
}

/// The suffix of a literal's mark.
const LITERAL: &str = "_text";

/// Appends lines, each behind the sign of a comment.
fn commented(out: &mut String, indent: &str, sign: &str, text: &str) {
    for line in text.lines() {
        out.push_str(indent);
        out.push_str(sign);
        if !line.trim().is_empty() {
            out.push(' ');
            out.push_str(line.trim_end());
        }
        out.push('\n');
    }
}

/// Where blank lines go: between items, around imports, above what is documented.
#[derive(Default)]
struct Spacing {
    /// The indentation of the line before and what it says.
    before: Option<(usize, String)>,
    /// The import before, if the last of the outermost statements was one.
    import: Option<String>,
}

impl Spacing {
    fn is_apart(&mut self, indent: usize, content: &str) -> bool {
        let import = match content.strip_prefix("use ") {
            Some(path) if indent == 0 => path.split("::").next().map(str::to_owned),
            _ => None,
        };
        let closes = content.starts_with(['}', ')', ']']);
        let apart = match &self.before {
            None => false,
            Some((last_indent, last)) => {
                let opened = last.ends_with(['{', '(', '[']);
                let behind_item = last == "}" && *last_indent == indent && !closes;
                let documented = content.starts_with("///") && !opened;
                // Imports from elsewhere stand apart.
                let behind_import = indent == 0
                    && self.import.is_some()
                    && self.import != import
                    && !closes
                    && last.ends_with(';');
                behind_item || documented || behind_import
            }
        };
        if indent == 0 && !closes {
            self.import = import;
        }
        self.before = Some((indent, content.to_owned()));
        apart
    }
}

#[cfg(test)]
mod tests {
    use proc_macro2::TokenStream;
    use quote::quote;

    use super::super::super::markdown::{Markdown, Site};
    use super::{Printer, float, integer, literal};

    fn markdown(text: &str) -> Markdown {
        Markdown::blocks(text, &Site::default())
    }

    #[test]
    fn texts_come_back_where_their_marks_are() {
        let mut printer = Printer::default();
        let item = printer.docs(markdown("An item.\n\nOf two paragraphs."));
        let field = printer.docs(markdown("A field."));
        let none = printer.docs(markdown(""));
        let source = printer.print(quote! {
            use super::{A, B};
            #item
            pub struct C { pub a: A, #field #[deprecated] pub b: B, #none pub c: i64 }
            impl C { pub const X: &str = "///1"; fn f() {} fn g() {} }
        });
        let expected = "\
use super::{A, B};

/// An item.
///
/// Of two paragraphs.
pub struct C {
    pub a: A,

    /// A field.
    #[deprecated]
    pub b: B,
    pub c: i64,
}

impl C {
    pub const X: &str = \"///1\";
    fn f() {}
    fn g() {}
}
";
        assert_eq!(source.as_str(), expected);
    }

    #[test]
    fn statements_stand_at_the_margin() {
        let mut printer = Printer::default();
        let json = printer.literal("{\n    \"a\": \"let x = 0_text;\"\n}");
        let comment = printer.comment(markdown("Why."));
        let indented = literal("a\n    \"b\"");
        let source = printer.print_statements(quote! {
            use a::B;
            let json = #json;
            #comment
            assert_eq!(b, "= 0_text;");
            assert_eq!(c, #indented);
        });
        let expected = "\
use a::B;

let json = r#\"{
    \"a\": \"let x = 0_text;\"
}\"#;

// Why.
assert_eq!(b, \"= 0_text;\");
assert_eq!(c, \"a\\n    \\\"b\\\"\");
";
        assert_eq!(source.as_str(), expected);
    }

    #[test]
    fn literals_are_read_back() {
        let hashes = format!("\"{}", "#".repeat(300));
        for text in [
            "plain",
            "a \"quoted\" \\ one",
            "\"#\"##",
            &hashes,
            "\r\0\u{7f}\u{85}",
            "\u{202e}\"",
            "\u{feff}",
            "two\nlines \"of\" it",
            "tab\t\"",
            "ünï 🦀",
            "",
        ] {
            let token: TokenStream = literal(text).to_string().parse().unwrap();
            let read: syn::LitStr = syn::parse2(token).unwrap();
            assert_eq!(read.value(), text);
            let source = literal(text).to_string();
            assert!(
                !source.contains(['\r', '\0', '\u{202e}', '\u{feff}']),
                "{source:?}"
            );
        }
    }

    #[test]
    fn numbers_are_read_back() {
        for number in [0, -1, i64::MAX, i64::MIN] {
            assert_eq!(
                integer(number).to_string().replace(' ', ""),
                number.to_string()
            );
        }
        for number in [0.0, -0.0, 1.5, -2e300, 5e-324] {
            let text = float(number).to_string().replace(' ', "");
            assert_eq!(text.parse::<f64>().unwrap().to_bits(), number.to_bits());
        }
    }
}
