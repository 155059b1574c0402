//! A few lines that read a decoded value.

use std::fmt::Write as _;

use crate::api::{Member, Shape, Struct, Type};

use super::super::super::example::Json;
use super::super::page::put;
use super::layout::{self, WIDTH};
use super::said::{Assertion, Said, some};
use super::{Code, literal};

/// How many fields are read.
const READS: usize = 3;

impl<'a> Code<'a> {
    /// Reads the fields that show most.
    pub(super) fn reads(&mut self, json: &Json<'a>) {
        let (Shape::Struct(s), Json::Object(object)) =
            (&self.book.cx.api.model(self.id).shape, json)
        else {
            return;
        };
        let var = self.var.clone();
        let assertions = self.assertions(self.id, s, object, &var, 0);
        let worst = self.worst_shown(&assertions);
        let mut left = READS;
        for assertion in assertions.iter().filter(|a| Some(a.rank) <= worst) {
            if left > 0
                && let Some(lines) = self.lines(assertion, &var)
            {
                left -= 1;
                self.body.push_str(&lines);
                if let Some(id) = assertion.model {
                    self.spell(id);
                }
            }
        }
        self.constant(s);
    }

    /// The rank of the last assertion that is shown.
    fn worst_shown(&self, assertions: &[Assertion<'_, 'a>]) -> Option<u8> {
        let mut by_rank: Vec<_> = assertions.iter().collect();
        by_rank.sort_by_key(|assertion| assertion.rank);
        let fit = |a: &&&Assertion<'_, 'a>| self.lines(a, &self.var).is_some();
        let shown = by_rank.iter().filter(fit).take(READS);
        shown.last().map(|assertion| assertion.rank)
    }

    /// A constant is no field, but can be used.
    fn constant(&mut self, s: &Struct) {
        let names = &self.names().members;
        for (member, name) in s.members.iter().zip(names) {
            if let Member::Constant(constant) = member
                && let crate::api::Scalar::String(text) = &constant.value
            {
                let line = format!("assert_eq!({}::{name}, {});", self.ty, literal(text));
                if line.len() <= WIDTH && !constant.deprecated {
                    let _ = writeln!(self.body, "{line}");
                }
                return;
            }
        }
    }

    /// The lines that assert something of a field of what stands at `path`;
    /// `None` where one of them would be too long.
    pub(super) fn lines(&self, assertion: &Assertion<'_, 'a>, path: &str) -> Option<String> {
        let field = assertion.field;
        let mut lines = String::with_capacity(WIDTH);
        match &assertion.said {
            Said::Line(before, after) => {
                put(&mut lines, &[before, path, ".", field, after, "\n"]);
            }
            Said::Equals(literal, layers) => {
                let expected = some(*layers, literal);
                let _ = writeln!(lines, "assert_eq!({path}.{field}, {expected});");
            }
            Said::Text(text) => {
                let _ = writeln!(lines, "assert_eq!({path}.{field}, {});", literal(text));
            }
            Said::SomeText(text) => {
                let text = literal(text);
                let _ = writeln!(
                    lines,
                    "assert_eq!({path}.{field}.as_deref(), Some({text}));"
                );
            }
            Said::Len(entries) => {
                let _ = writeln!(lines, "assert_eq!({path}.{field}.len(), {entries});");
            }
            Said::Variant(expected) => {
                let before = format!("assert_eq!({path}.{field}, ");
                layout::line(&mut lines, &before, expected, ");");
            }
            Said::Matches { boxed, pattern } => {
                let star = if *boxed { "*" } else { "" };
                matches(&mut lines, &format!("{star}{path}.{field}"), pattern);
            }
            Said::List(item, list) => {
                let path = format!("{path}.{field}");
                let _ = writeln!(lines, "assert_eq!({path}.len(), {});", list.len());
                lines.extend(self.first_item(item, list, &path));
            }
            Said::Inside(inside) => lines.push_str(inside),
        }
        let fit = lines.lines().all(|line| line.len() <= WIDTH);
        fit.then_some(lines)
    }

    /// One field of the first item of a list.
    fn first_item(&self, item: &Type, list: &[Json<'a>], path: &str) -> Option<String> {
        let api = self.book.cx.api;
        let (Type::Model(id), Some(Json::Object(first))) = (api.resolve(item), list.first()) else {
            return None;
        };
        let Shape::Struct(s) = &api.model(*id).shape else {
            return None;
        };
        let path = format!("{path}[0]");
        let assertions = self.assertions(*id, s, first, &path, 2);
        let mut good = assertions
            .iter()
            .filter(|a| a.model.is_none() && a.rank < 4);
        good.find_map(|assertion| self.lines(assertion, &path))
    }
}

/// `assert!(matches!(..));` on one line if it fits.
fn matches(lines: &mut String, place: &str, pattern: &str) {
    let flat = format!("assert!(matches!({place}, {pattern}));");
    if flat.len() <= WIDTH && place.len() + pattern.len() + 2 <= 80 {
        let _ = writeln!(lines, "{flat}");
    } else {
        let _ = writeln!(lines, "assert!(matches!(\n    {place},\n    {pattern}\n));");
    }
}
