//! A few lines that read a decoded value.

use std::fmt::Write as _;

use serde_json::{Map, Value};

use crate::api::{Field, Format, Member, ModelId, Shape, Struct, Type};

use super::super::super::example;
use super::super::super::rust_type::RustType;
use super::layout::{self, WIDTH};
use super::{Code, literal};

/// How many fields are read.
const READS: usize = 3;

/// Longer texts say nothing in an assertion.
const TEXT: usize = 60;

/// Lines that read one thing, and how good a demonstration they are (lower is
/// better).
struct Read {
    rank: u8,
    lines: String,
    models: Vec<ModelId>,
}

impl Code<'_> {
    /// Reads the fields that show most.
    pub(super) fn reads(&mut self, json: &Value) {
        let (Shape::Struct(s), Value::Object(map)) = (&self.book.cx.api.model(self.id).shape, json)
        else {
            return;
        };
        let var = self.var.clone();
        let mut reads = self.reads_of(self.id, s, map, &var, 0);
        let mut ranks: Vec<u8> = reads.iter().map(|read| read.rank).collect();
        ranks.sort_unstable();
        let worst = ranks.get(READS - 1).or(ranks.last()).copied().unwrap_or(0);
        let mut left = READS;
        reads.retain(|read| {
            let better = read.rank < worst;
            let keep = better || (read.rank == worst && left > 0);
            left -= usize::from(keep && left > 0);
            keep
        });
        for read in reads.iter().take(READS) {
            self.body.push_str(&read.lines);
            for id in &read.models {
                self.spell(*id);
            }
        }
        self.constant(s);
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

    fn reads_of(
        &self,
        id: ModelId,
        s: &Struct,
        map: &Map<String, Value>,
        path: &str,
        depth: usize,
    ) -> Vec<Read> {
        let names = &self.book.cx.names.model(id).members;
        let mut reads = Vec::new();
        let mut kinds = 0_u32;
        for (member, name) in s.members.iter().zip(names) {
            let Member::Field(field) = member else {
                continue;
            };
            let Some(value) = map.get(&field.key).filter(|_| !field.deprecated) else {
                continue;
            };
            let path = format!("{path}.{name}");
            if let Some(mut read) = self.read(id, field, value, &path, depth) {
                // The second of a kind shows less than the first.
                let kind = 1 << read.rank.min(31);
                if kinds & kind != 0 {
                    read.rank += 8;
                }
                kinds |= kind;
                if read.lines.lines().all(|line| line.len() <= WIDTH) {
                    reads.push(read);
                }
            }
        }
        reads
    }

    fn read(
        &self,
        owner: ModelId,
        field: &Field,
        value: &Value,
        path: &str,
        depth: usize,
    ) -> Option<Read> {
        let api = self.book.cx.api;
        let any = matches!(field.ty, Type::Any);
        let layers = usize::from(!field.required) + usize::from(field.nullable && !any);
        if value.is_null() {
            let lines = match layers {
                1 if !any => format!("assert!({path}.is_none());\n"),
                _ => return None,
            };
            return read(5, lines);
        }
        let mut ty = &field.ty;
        while let Type::Model(id) = ty {
            match &api.model(*id).shape {
                Shape::Alias(target) => ty = target,
                _ => break,
            }
        }
        let equals = |rank, literal: String| {
            let wrapped = match layers {
                0 => literal,
                1 => format!("Some({literal})"),
                _ => format!("Some(Some({literal}))"),
            };
            read(rank, format!("assert_eq!({path}, {wrapped});\n"))
        };
        match (ty, value) {
            (Type::String(Format::None), Value::String(text)) => {
                let text = literal(text);
                match layers {
                    _ if text.len() > TEXT => None,
                    0 => equals(if is_telling(&field.key) { 0 } else { 3 }, text),
                    1 => read(3, format!("assert_eq!({path}.as_deref(), Some({text}));\n")),
                    _ => None,
                }
            }
            (Type::Integer(_), Value::Number(number)) => equals(4, number.to_string()),
            (Type::Number, Value::Number(number)) => equals(4, format!("{:?}", number.as_f64()?)),
            (Type::Boolean, Value::Bool(flag)) if layers == 0 => {
                let not = if *flag { "" } else { "!" };
                read(4, format!("assert!({not}{path});\n"))
            }
            (Type::Boolean, Value::Bool(flag)) => equals(4, flag.to_string()),
            (Type::List(item), Value::Array(list)) if layers == 0 => {
                self.read_list(item, list, path)
            }
            (Type::Map(_), Value::Object(map)) if layers == 0 => {
                read(4, format!("assert_eq!({path}.len(), {});\n", map.len()))
            }
            (Type::Model(id), value) => {
                let spelled = match RustType::of(self.book.cx, owner, &field.ty) {
                    RustType::Model(spelled) => spelled,
                    _ => *id,
                };
                let boxed = self.book.cx.analysis.is_boxed(owner, *id);
                self.read_model((*id, spelled), value, path, layers, boxed, depth)
            }
            _ => None,
        }
    }

    fn read_list(&self, item: &Type, list: &[Value], path: &str) -> Option<Read> {
        let api = self.book.cx.api;
        if list.is_empty() {
            return read(5, format!("assert!({path}.is_empty());\n"));
        }
        let mut lines = format!("assert_eq!({path}.len(), {});\n", list.len());
        // One field of the first item.
        if let (Type::Model(id), Value::Object(map)) = (api.resolve(item), &list[0])
            && let Shape::Struct(s) = &api.model(*id).shape
        {
            let inner = self.reads_of(*id, s, map, &format!("{path}[0]"), 2);
            if let Some(first) = inner.iter().find(|r| r.models.is_empty() && r.rank < 4) {
                lines.push_str(&first.lines);
            }
        }
        read(1, lines)
    }

    fn read_model(
        &self,
        (id, spelled): (ModelId, ModelId),
        value: &Value,
        path: &str,
        layers: usize,
        boxed: bool,
        depth: usize,
    ) -> Option<Read> {
        let cx = self.book.cx;
        let names = cx.names.model(id);
        let name = &cx.names.model(spelled).rust;
        let some = |inner: String| match layers {
            0 => inner,
            1 => format!("Some({inner})"),
            _ => format!("Some(Some({inner}))"),
        };
        let variant = match &cx.api.model(id).shape {
            Shape::Struct(s) => {
                let Value::Object(map) = value else {
                    return None;
                };
                return match layers {
                    0 if depth < 2 => {
                        let inner = self.reads_of(id, s, map, path, depth + 1);
                        let mut best = inner.into_iter().min_by_key(|read| read.rank)?;
                        best.rank = best.rank.max(2);
                        Some(best)
                    }
                    0 => None,
                    _ => read(5, format!("assert!({path}.is_some());\n")),
                };
            }
            Shape::StringEnum(e) => e.values.iter().position(|v| *value == v.value)?,
            Shape::IntegerEnum(e) => e.values.iter().position(|v| *value == v.value)?,
            Shape::Union(union) => {
                let (variant, true) = example::variant_of(cx, union, value)? else {
                    return None;
                };
                let pattern = some(format!("{name}::{}(_)", names.members[variant]));
                let place = match (boxed, layers) {
                    (false, _) => path.to_owned(),
                    (true, 0) => format!("*{path}"),
                    (true, _) => return None,
                };
                let mut lines = String::new();
                let flat = format!("assert!(matches!({place}, {pattern}));");
                if flat.len() <= WIDTH && place.len() + pattern.len() + 2 <= 80 {
                    let _ = writeln!(lines, "{flat}");
                } else {
                    let _ = writeln!(lines, "assert!(matches!(\n    {place},\n    {pattern}\n));");
                }
                return Some(Read {
                    rank: 1,
                    lines,
                    models: vec![spelled],
                });
            }
            Shape::Alias(_) => return None,
        };
        let expected = some(format!("{name}::{}", names.members[variant]));
        let mut lines = String::new();
        layout::line(&mut lines, &format!("assert_eq!({path}, "), &expected, ");");
        Some(Read {
            rank: 2,
            lines,
            models: vec![spelled],
        })
    }
}

fn read(rank: u8, lines: String) -> Option<Read> {
    Some(Read {
        rank,
        lines,
        models: Vec::new(),
    })
}

/// What an object is known by.
fn is_telling(key: &str) -> bool {
    matches!(
        key,
        "id" | "name" | "title" | "key" | "login" | "slug" | "text"
    )
}
