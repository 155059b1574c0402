//! What can be said of the fields of a decoded value, and how much it shows.
//!
//! Nothing is written here: of the dozens of fields that an object has, a page
//! reads three ([`super::read`]).

use std::borrow::Cow;

use crate::api::{Field, Format, Member, ModelId, Shape, Struct, Type, Union};

use super::super::super::example::{self, Json, Object};
use super::super::super::rust_type::RustType;
use super::{Code, is_plain, literal};

/// Longer texts say nothing in an assertion.
const TEXT: usize = 60;

/// How deep fields of fields are looked for.
const DEPTH: usize = 2;

/// Something that can be asserted of a field.
pub(super) struct Assertion<'j, 'a> {
    /// How good a demonstration it is; lower is better.
    pub rank: u8,
    /// The field's name in Rust.
    pub field: &'a str,
    /// The model that it spells.
    pub model: Option<ModelId>,
    pub said: Said<'j, 'a>,
}

/// What is asserted.
pub(super) enum Said<'j, 'a> {
    /// What stands before the field and after it: `assert!(`, `.is_none());`.
    Line(&'static str, &'static str),
    /// It is this number or flag, inside so many `Some`.
    Equals(Cow<'static, str>, usize),
    /// It is this text.
    Text(&'j str),
    /// It is `Some` of this text.
    SomeText(&'j str),
    /// It has so many entries.
    Len(usize),
    /// It is this variant, which may go on a line of its own.
    Variant(String),
    /// It, or what its box holds, matches this pattern.
    Matches { boxed: bool, pattern: String },
    /// How long a list is, and something of its first item.
    List(&'a Type, &'j [Json<'a>]),
    /// Something of a field of it, in lines that are written already.
    Inside(String),
}

/// A rank, the model that is spelled, and what is said.
type Ranked<'j, 'a> = (u8, Option<ModelId>, Said<'j, 'a>);

impl<'a> Code<'a> {
    /// What can be said of each field of a struct that stands at `path`, in the
    /// order of the fields.
    pub(super) fn assertions<'j>(
        &self,
        id: ModelId,
        s: &'a Struct,
        object: &'j Object<'a>,
        path: &str,
        depth: usize,
    ) -> Vec<Assertion<'j, 'a>> {
        let names = &self.book.cx.names.model(id).members;
        let mut assertions = Vec::with_capacity(object.len());
        let mut kinds = 0_u32;
        let mut given = object.in_order();
        for (member, name) in s.members.iter().zip(names) {
            let value = given.get(member.key());
            let Member::Field(field) = member else {
                continue;
            };
            let Some(value) = value.filter(|_| !field.deprecated) else {
                continue;
            };
            let place = Place {
                owner: id,
                path,
                name,
                depth,
            };
            if let Some((mut rank, model, said)) = self.said(&place, field, value) {
                // The second of a kind shows less than the first.
                let kind = 1 << rank.min(31);
                if kinds & kind != 0 {
                    rank += 8;
                }
                kinds |= kind;
                assertions.push(Assertion {
                    rank,
                    field: name,
                    model,
                    said,
                });
            }
        }
        assertions
    }

    fn said<'j>(
        &self,
        place: &Place<'_>,
        field: &'a Field,
        value: &'j Json<'a>,
    ) -> Option<Ranked<'j, 'a>> {
        let api = self.book.cx.api;
        let any = matches!(field.ty, Type::Any);
        let layers = usize::from(!field.required) + usize::from(field.nullable && !any);
        if value.is_null() {
            let is_none = Said::Line("assert!(", ".is_none());");
            return (layers == 1 && !any).then_some((5, None, is_none));
        }
        let mut ty = &field.ty;
        while let Type::Model(id) = ty {
            match &api.model(*id).shape {
                Shape::Alias(target) => ty = target,
                _ => break,
            }
        }
        let equals = |literal: Cow<'static, str>| Said::Equals(literal, layers);
        let (rank, said) = match (ty, value) {
            (Type::String(Format::None), Json::Text(text)) if is_short(text) => match layers {
                0 if is_telling(&field.key) => (0, Said::Text(text)),
                0 => (3, Said::Text(text)),
                1 => (3, Said::SomeText(text)),
                _ => return None,
            },
            (Type::Integer(_), Json::Number(number)) => (4, equals(number.to_string().into())),
            (Type::Number, Json::Number(number)) => {
                (4, equals(format!("{:?}", number.as_f64()?).into()))
            }
            (Type::Boolean, Json::Bool(true)) if layers == 0 => (4, Said::Line("assert!(", ");")),
            (Type::Boolean, Json::Bool(false)) if layers == 0 => (4, Said::Line("assert!(!", ");")),
            (Type::Boolean, Json::Bool(true)) => (4, equals("true".into())),
            (Type::Boolean, Json::Bool(false)) => (4, equals("false".into())),
            (Type::List(_), Json::List(list)) if layers == 0 && list.is_empty() => {
                (5, Said::Line("assert!(", ".is_empty());"))
            }
            (Type::List(item), Json::List(list)) if layers == 0 => (1, Said::List(item, list)),
            (Type::Map(_), Json::Object(map)) if layers == 0 => (4, Said::Len(map.len())),
            (Type::Model(id), value) => {
                return self.said_of_model(place, field, *id, value, layers);
            }
            _ => return None,
        };
        Some((rank, None, said))
    }

    fn said_of_model<'j>(
        &self,
        place: &Place<'_>,
        field: &Field,
        id: ModelId,
        value: &Json<'a>,
        layers: usize,
    ) -> Option<Ranked<'j, 'a>> {
        let listed = match &self.book.cx.api.model(id).shape {
            Shape::Struct(_) if layers > 0 => {
                let is_some = Said::Line("assert!(", ".is_some());");
                return value.as_object().map(|_| (5, None, is_some));
            }
            Shape::Struct(s) => return self.said_inside(place, id, s, value.as_object()?),
            Shape::Union(union) => {
                return self.said_of_union(place, field, id, union, value, layers);
            }
            Shape::StringEnum(e) => {
                let text = value.as_text()?;
                e.values.iter().position(|v| v.value == text)?
            }
            Shape::IntegerEnum(e) => {
                let number = value.as_number()?.as_i64()?;
                e.values.iter().position(|v| v.value == number)?
            }
            Shape::Alias(_) => return None,
        };
        let (spelled, name) = self.spelling(place.owner, field, id, listed);
        Some((2, Some(spelled), Said::Variant(some(layers, &name))))
    }

    fn said_of_union<'j>(
        &self,
        place: &Place<'_>,
        field: &Field,
        id: ModelId,
        union: &Union,
        value: &Json<'a>,
        layers: usize,
    ) -> Option<Ranked<'j, 'a>> {
        let cx = self.book.cx;
        let variant = example::variant_of(union, value)?;
        let boxed = cx.analysis.is_boxed(place.owner, id);
        if boxed && layers > 0 {
            return None;
        }
        let (spelled, name) = self.spelling(place.owner, field, id, variant);
        let pattern = some(layers, &format!("{name}(_)"));
        Some((1, Some(spelled), Said::Matches { boxed, pattern }))
    }

    /// The best that can be said of a field of a struct.
    fn said_inside<'j>(
        &self,
        place: &Place<'_>,
        id: ModelId,
        s: &'a Struct,
        object: &Object<'a>,
    ) -> Option<Ranked<'j, 'a>> {
        if place.depth >= DEPTH {
            return None;
        }
        let path = format!("{}.{}", place.path, place.name);
        let mut inside = self.assertions(id, s, object, &path, place.depth + 1);
        inside.sort_by_key(|assertion| assertion.rank);
        let (best, lines) = inside
            .iter()
            .find_map(|assertion| Some((assertion, self.lines(assertion, &path)?)))?;
        Some((best.rank.max(2), best.model, Said::Inside(lines)))
    }

    /// A variant as the field's type spells it, and the model that is spelled.
    fn spelling(
        &self,
        owner: ModelId,
        field: &Field,
        id: ModelId,
        variant: usize,
    ) -> (ModelId, String) {
        let cx = self.book.cx;
        let spelled = match RustType::of(cx, owner, &field.ty) {
            RustType::Model(spelled) => spelled,
            _ => id,
        };
        let name = &cx.names.model(spelled).rust;
        let variant = &cx.names.model(id).members[variant];
        (spelled, format!("{name}::{variant}"))
    }
}

/// Where a field stands.
struct Place<'p> {
    owner: ModelId,
    /// What leads to the struct.
    path: &'p str,
    /// The field's name in Rust.
    name: &'p str,
    depth: usize,
}

/// An expression inside so many `Some`.
pub(super) fn some(layers: usize, inner: &str) -> String {
    match layers {
        0 => inner.to_owned(),
        1 => format!("Some({inner})"),
        _ => format!("Some(Some({inner}))"),
    }
}

/// Whether a text is short enough to be asserted, as a literal.
fn is_short(text: &str) -> bool {
    let quoted = text.len() + 2;
    quoted <= TEXT && (is_plain(text) || literal(text).len() <= TEXT)
}

/// What an object is known by.
fn is_telling(key: &str) -> bool {
    matches!(
        key,
        "id" | "name" | "title" | "key" | "login" | "slug" | "text"
    )
}
