//! Rust source laid out as `rustfmt` would.

use std::collections::BTreeSet;
use std::fmt::Write as _;

/// `rustfmt` breaks lines longer than this.
pub(super) const WIDTH: usize = 100;

/// And calls and lists longer than this.
const SHORT: usize = 60;

/// And the fields of a struct longer than this.
const SHORT_STRUCT: usize = 18;

/// An expression that may take several lines.
#[derive(Debug)]
pub(super) enum Expr {
    /// Never broken.
    Atom(String),
    /// `name(a, b)`, also `vec![a, b]` and `(a, b)`: what opens it, what closes it.
    Group(String, Vec<Expr>, &'static str),
    /// `Name { a: x, ..base }`.
    Struct(String, Vec<(String, Expr)>, Option<Box<Expr>>),
}

impl Expr {
    pub fn atom(text: impl Into<String>) -> Expr {
        Expr::Atom(text.into())
    }

    pub fn call(name: impl Into<String>, arguments: Vec<Expr>) -> Expr {
        Expr::Group(format!("{}(", name.into()), arguments, ")")
    }

    pub fn list(items: Vec<Expr>) -> Expr {
        Expr::Group("vec![".to_owned(), items, "]")
    }

    /// The expression on one line, unless a part of it is too long for that.
    fn flat(&self) -> Option<String> {
        match self {
            Expr::Atom(text) => Some(text.clone()),
            Expr::Group(open, parts, close) => {
                let flat: Option<Vec<_>> = parts.iter().map(Expr::flat).collect();
                let inner = flat?.join(", ");
                let one_tuple = open == "(" && parts.len() == 1;
                let comma = if one_tuple { "," } else { "" };
                (inner.len() <= SHORT).then(|| format!("{open}{inner}{comma}{close}"))
            }
            Expr::Struct(name, fields, base) => {
                let field = |(ident, value): &(String, Expr)| {
                    value.flat().map(|value| format!("{ident}: {value}"))
                };
                let mut parts = fields.iter().map(field).collect::<Option<Vec<_>>>()?;
                if let Some(base) = base {
                    parts.push(format!("..{}", base.flat()?));
                }
                let inner = parts.join(", ");
                (inner.len() <= SHORT_STRUCT).then(|| format!("{name} {{ {inner} }}"))
            }
        }
    }

    /// Appends the expression, which starts in `column` of a line that is
    /// indented by `indent`, and is followed by `after` more columns.
    pub fn write(&self, out: &mut String, indent: usize, column: usize, after: usize) {
        if let Some(flat) = self.flat()
            && column + flat.len() + after <= WIDTH
        {
            out.push_str(&flat);
            return;
        }
        match self {
            Expr::Atom(text) => out.push_str(text),
            Expr::Group(open, parts, close) => {
                out.push_str(open);
                match parts.as_slice() {
                    // The only argument keeps its place if it brings brackets.
                    [only @ (Expr::Group(..) | Expr::Struct(..))] if open != "(" => {
                        only.write(out, indent, column + open.len(), close.len() + after);
                    }
                    parts => {
                        for part in parts {
                            new_line(out, indent + 4);
                            part.write(out, indent + 4, indent + 4, 1);
                            out.push(',');
                        }
                        new_line(out, indent);
                    }
                }
                out.push_str(close);
            }
            Expr::Struct(name, fields, base) => {
                let _ = write!(out, "{name} {{");
                for (ident, value) in fields {
                    new_line(out, indent + 4);
                    let _ = write!(out, "{ident}: ");
                    let column = indent + 4 + ident.len() + 2;
                    value.write(out, indent + 4, column, 1);
                    out.push(',');
                }
                if let Some(base) = base {
                    new_line(out, indent + 4);
                    out.push_str("..");
                    base.write(out, indent + 4, indent + 6, 0);
                }
                new_line(out, indent);
                out.push('}');
            }
        }
    }
}

fn new_line(out: &mut String, indent: usize) {
    out.push('\n');
    (0..indent).for_each(|_| out.push(' '));
}

/// A call on one line if it fits, else with its last argument on the next.
pub(super) fn line(out: &mut String, before: &str, argument: &str, after: &str) {
    if before.len() + argument.len() + after.len() <= WIDTH {
        let _ = writeln!(out, "{before}{argument}{after}");
    } else {
        let before = before.trim_end();
        let _ = writeln!(out, "{before}\n    {argument},\n{after}");
    }
}

/// `use krate::models::{..};`
pub(super) fn import(out: &mut String, krate: &str, names: &BTreeSet<&str>) {
    let list: Vec<&str> = names.iter().copied().collect();
    if let [only] = list.as_slice() {
        let _ = writeln!(out, "use {krate}::models::{only};");
        return;
    }
    let flat = list.join(", ");
    if krate.len() + flat.len() + "use ::models::{};".len() <= WIDTH {
        let _ = writeln!(out, "use {krate}::models::{{{flat}}};");
        return;
    }
    let _ = write!(out, "use {krate}::models::{{");
    let mut column = WIDTH;
    for name in list {
        if column + name.len() + 2 > WIDTH {
            out.push_str("\n   ");
            column = 3;
        }
        let _ = write!(out, " {name},");
        column += name.len() + 2;
    }
    out.push_str("\n};\n");
}
