//! How a request is constructed: the expression that makes the example's value.

use std::fmt::Write as _;

use crate::api::{Extra, Field, Format, Member, ModelId, Shape, Struct, Type};

use super::super::super::example::{self, Json, Object};
use super::layout::{Expr, WIDTH};
use super::{Code, literal};

/// Longer expressions do not show anything better.
const LINES: usize = 30;

/// Expressions nested deeper are no help either.
const DEPTH: usize = 6;

impl<'a> Code<'a> {
    /// Constructs the same value in code, or, where that is long, a value with what
    /// is required alone.
    pub(super) fn construction(&mut self, json: &Json<'a>) {
        let var = self.var.clone();
        if let Some(text) = self.built(json) {
            let _ = write!(
                self.body,
                "\n// The same, constructed.\n{text};\nassert_eq!(built, {var});\n"
            );
            return;
        }
        let (required, idents) = self.required(json);
        if idents.is_empty() {
            return;
        }
        if let Some(text) = self.built(&required) {
            let _ = write!(
                self.body,
                "\n// Constructed, with what is required.\n{text};\n"
            );
            for ident in idents {
                let _ = writeln!(self.body, "assert_eq!(built.{ident}, {var}.{ident});");
            }
        }
    }

    /// The statement that constructs a value, if that is readable.
    fn built(&mut self, json: &Json<'a>) -> Option<String> {
        let before = (self.imports.clone(), self.needs_map);
        let text = self.model(self.id, json, 0).map(|expr| {
            let mut text = String::from("let built = ");
            expr.write(&mut text, 0, "let built = ".len(), 1);
            text
        });
        let readable =
            |t: &String| t.lines().count() <= LINES && t.lines().all(|l| l.len() <= WIDTH);
        let text = text.filter(readable);
        if text.is_none() {
            (self.imports, self.needs_map) = before;
        }
        text
    }

    /// What is required of a struct's value, and the fields that hold it.
    fn required(&self, json: &Json<'a>) -> (Json<'a>, Vec<&'a str>) {
        let (mut kept, mut idents) = (Object::default(), Vec::new());
        let (Shape::Struct(s), Json::Object(given)) =
            (&self.book.cx.api.model(self.id).shape, json)
        else {
            return (Json::Null, idents);
        };
        let mut given = given.in_order();
        for (member, ident) in s.members.iter().zip(&self.names().members) {
            let (Member::Field(field), Some(value)) = (member, given.get(member.key())) else {
                continue;
            };
            if field.required {
                kept.push(&field.key, value.clone());
                idents.push(ident.as_str());
            }
        }
        (Json::Object(kept), idents)
    }

    fn expr(
        &mut self,
        owner: ModelId,
        ty: &Type,
        value: &Json<'a>,
        behind_pointer: bool,
        depth: usize,
    ) -> Option<Expr> {
        if depth > DEPTH {
            return None;
        }
        Some(match (ty, value) {
            (Type::Any, value) => {
                let mut text = String::from("serde_json::json!(");
                example::inline(&mut text, value);
                text.push(')');
                if text.len() > WIDTH - 20 {
                    return None;
                }
                Expr::atom(text)
            }
            (Type::Null, _) => Expr::atom("()"),
            (Type::Boolean, Json::Bool(flag)) => Expr::atom(flag.to_string()),
            (Type::Integer(_), Json::Number(number)) => Expr::atom(number.to_string()),
            (Type::Number, Json::Number(number)) => Expr::atom(format!("{:?}", number.as_f64()?)),
            (Type::String(Format::None), Json::Text(text)) => {
                Expr::atom(format!("{}.to_owned()", literal(text)))
            }
            (Type::String(Format::Mapped(_)), Json::Text(text)) => {
                Expr::atom(format!("{}.parse()?", literal(text)))
            }
            (Type::Model(id), value) => self.mention(owner, *id, value, behind_pointer, depth)?,
            (Type::List(item), Json::List(list)) => {
                let items = list
                    .iter()
                    .map(|v| self.expr(owner, item, v, true, depth + 1));
                Expr::list(items.collect::<Option<_>>()?)
            }
            (Type::Tuple(items), Json::List(list)) => {
                let pairs = items.iter().zip(list);
                let items = pairs.map(|(t, v)| self.expr(owner, t, v, behind_pointer, depth + 1));
                Expr::Group("(".to_owned(), items.collect::<Option<_>>()?, ")")
            }
            (Type::Map(_), Json::Object(map)) if map.is_empty() => {
                self.needs_map = true;
                Expr::atom("BTreeMap::new()")
            }
            (Type::Map(ty), Json::Object(map)) => {
                self.needs_map = true;
                let mut entries = Vec::new();
                for (key, value) in map.iter() {
                    let key = Expr::atom(format!("{}.to_owned()", literal(key)));
                    let value = self.expr(owner, ty, value, true, depth + 1)?;
                    entries.push(Expr::Group("(".to_owned(), vec![key, value], ")"));
                }
                let list = Expr::Group("[".to_owned(), entries, "]");
                Expr::call("BTreeMap::from", vec![list])
            }
            (Type::Nullable(_), Json::Null) => Expr::atom("None"),
            (Type::Nullable(inner), value) => {
                let inner = self.expr(owner, inner, value, behind_pointer, depth)?;
                Expr::call("Some", vec![inner])
            }
            _ => return None,
        })
    }

    /// A model where another one mentions it: aliases of lists and scalars are
    /// spelled out, and a cycle needs a box.
    fn mention(
        &mut self,
        owner: ModelId,
        id: ModelId,
        value: &Json<'a>,
        behind_pointer: bool,
        depth: usize,
    ) -> Option<Expr> {
        let api = self.book.cx.api;
        let target = api.target(id);
        if let Shape::Alias(ty) = &api.model(target).shape {
            return self.expr(owner, ty, value, behind_pointer, depth);
        }
        let expr = self.model(target, value, depth)?;
        if !behind_pointer && self.book.cx.analysis.is_boxed(owner, target) {
            return Some(Expr::call("Box::new", vec![expr]));
        }
        Some(expr)
    }

    fn model(&mut self, id: ModelId, value: &Json<'a>, depth: usize) -> Option<Expr> {
        let cx = self.book.cx;
        match &cx.api.model(id).shape {
            Shape::Struct(s) => self.structure(id, s, value.as_object()?, depth),
            Shape::StringEnum(e) => {
                let text = value.as_text()?;
                let position = e.values.iter().position(|v| v.value == text)?;
                Some(self.variant_name(id, position))
            }
            Shape::IntegerEnum(e) => {
                let number = value.as_number()?.as_i64()?;
                let position = e.values.iter().position(|v| v.value == number)?;
                Some(self.variant_name(id, position))
            }
            Shape::Union(union) => {
                let position = example::variant_of(union, value)?;
                let variant = &union.variants[position];
                let inner = match (&variant.writes_tag, value) {
                    (Some((key, _)), Json::Object(object)) => {
                        let content = Json::Object(object.without(key));
                        self.expr(id, &variant.ty, &content, false, depth + 1)?
                    }
                    _ => self.expr(id, &variant.ty, value, false, depth + 1)?,
                };
                let Expr::Atom(name) = self.variant_name(id, position) else {
                    return None;
                };
                Some(Expr::call(name, vec![inner]))
            }
            Shape::Alias(ty) => self.expr(id, ty, value, false, depth),
        }
    }

    fn variant_name(&mut self, id: ModelId, position: usize) -> Expr {
        let variant = &self.book.cx.names.model(id).members[position];
        let name = self.spell(id);
        Expr::atom(format!("{name}::{variant}"))
    }

    fn structure(
        &mut self,
        id: ModelId,
        s: &Struct,
        map: &Object<'a>,
        depth: usize,
    ) -> Option<Expr> {
        let known = |key: &str| s.members.iter().any(|m| m.key() == key);
        if matches!(s.extra, Extra::Kept(_)) && !map.keys().all(known) {
            return None;
        }
        let name = self.spell(id);
        let idents = &self.book.cx.names.model(id).members;
        let mut arguments = Vec::new();
        let mut optional = Vec::new();
        let (mut none_required, mut all_given) = (true, !matches!(s.extra, Extra::Kept(_)));
        let mut given = map.in_order();
        for (member, ident) in s.members.iter().zip(idents) {
            let value = given.get(member.key());
            let Member::Field(field) = member else {
                continue;
            };
            none_required &= !field.required;
            if field.required {
                arguments.push(self.field(id, field, value?, depth)?);
            } else if let Some(value) = value {
                if field.deprecated {
                    return None;
                }
                let value = self.field(id, field, value, depth)?;
                optional.push((ident.clone(), Expr::call("Some", vec![value])));
            } else {
                all_given = false;
            }
        }
        let base = if none_required {
            Expr::atom(format!("{name}::default()"))
        } else {
            Expr::call(format!("{name}::new"), arguments)
        };
        if optional.is_empty() {
            return Some(base);
        }
        let rest = (!(none_required && all_given)).then(|| Box::new(base));
        Some(Expr::Struct(name.to_owned(), optional, rest))
    }

    /// A field's value, inside the outer `Option` of an optional one.
    fn field(
        &mut self,
        id: ModelId,
        field: &Field,
        value: &Json<'a>,
        depth: usize,
    ) -> Option<Expr> {
        if !field.nullable || matches!(field.ty, Type::Any) {
            return self.expr(id, &field.ty, value, false, depth + 1);
        }
        if value.is_null() {
            return Some(Expr::atom("None"));
        }
        let inner = self.expr(id, &field.ty, value, false, depth + 1)?;
        Some(Expr::call("Some", vec![inner]))
    }
}
