//! What can be asserted of the fields of a decoded value, and how much it shows.
//!
//! Nothing is written here: of the dozens of fields that an object has, a page
//! reads three ([`super::read`]).

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use crate::api::{Field, Format, Member, ModelId, Shape, Struct, Type, Union};
use crate::name::Identifier;

use super::super::example::{self, Json, Object};
use super::super::rust::print::{self, literal};
use super::super::rust_type::RustType;
use super::Snippet;

/// Longer texts say nothing in an assertion.
const TEXT: usize = 60;

/// How deep fields of fields are looked for.
const DEPTH: usize = 2;

/// Something that can be asserted of a field.
pub(super) struct Assertion<'j, 'a> {
    /// How good a demonstration it is; lower is better.
    pub rank: u8,
    /// The field's name.
    pub field: &'a Identifier,
    /// The model that it spells.
    pub model: Option<ModelId>,
    pub what: What<'j, 'a>,
}

/// What is asserted.
pub(super) enum What<'j, 'a> {
    IsNone,
    IsSome,
    IsEmpty,
    IsTrue,
    IsFalse,
    /// It is this value.
    Equals(TokenStream),
    /// It is `Some` of this text.
    SomeText(&'j str),
    /// It has so many entries.
    Len(usize),
    /// It, or what its box holds, matches this pattern.
    Matches {
        boxed: bool,
        pattern: TokenStream,
    },
    /// How long a list is, and something of its first item.
    List(&'a Type, &'j [Json<'a>]),
    /// Something of a field of it, in statements that are written already.
    Inside(TokenStream),
}

/// A rank, the model that is spelled, and what is asserted.
type Ranked<'j, 'a> = (u8, Option<ModelId>, What<'j, 'a>);

/// Where a field stands.
struct Place<'p> {
    owner: ModelId,
    /// What leads to the struct.
    path: &'p TokenStream,
    name: &'p Identifier,
    depth: usize,
}

impl<'a> Snippet<'a, '_> {
    /// What can be asserted of each field of a struct that stands at `path`, in the
    /// order of the fields.
    pub(super) fn assertions<'j>(
        &self,
        id: ModelId,
        s: &'a Struct,
        object: &'j Object<'a>,
        path: &TokenStream,
        depth: usize,
    ) -> Vec<Assertion<'j, 'a>> {
        let names = &self.cx.names.model(id).members;
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
            if let Some((mut rank, model, what)) = self.assertion(&place, field, value) {
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
                    what,
                });
            }
        }
        assertions
    }

    fn assertion<'j>(
        &self,
        place: &Place<'_>,
        field: &'a Field,
        value: &'j Json<'a>,
    ) -> Option<Ranked<'j, 'a>> {
        let api = self.cx.api;
        let any = matches!(field.ty, Type::Any);
        let layers = usize::from(!field.required) + usize::from(field.nullable && !any);
        if value.is_null() {
            return (layers == 1 && !any).then_some((5, None, What::IsNone));
        }
        let mut ty = &field.ty;
        while let Type::Model(id) = ty {
            match &api.model(*id).shape {
                Shape::Alias(target) => ty = target,
                _ => break,
            }
        }
        let equals = |value: TokenStream| What::Equals(some(layers, value));
        let (rank, what) = match (ty, value) {
            (Type::String(Format::None), Json::Text(text)) if is_short(text) => match layers {
                0 => {
                    let rank = if is_telling(&field.key) { 0 } else { 3 };
                    (rank, What::Equals(text_literal(text)))
                }
                1 => (3, What::SomeText(text)),
                _ => return None,
            },
            (Type::Integer(_), Json::Number(number)) => {
                (4, equals(number.to_string().parse().ok()?))
            }
            (Type::Number, Json::Number(number)) => (4, equals(print::float(number.as_f64()?))),
            (Type::Boolean, Json::Bool(true)) if layers == 0 => (4, What::IsTrue),
            (Type::Boolean, Json::Bool(false)) if layers == 0 => (4, What::IsFalse),
            (Type::Boolean, Json::Bool(flag)) => (4, equals(quote!(#flag))),
            (Type::List(_), Json::List(list)) if layers == 0 && list.is_empty() => {
                (5, What::IsEmpty)
            }
            (Type::List(item), Json::List(list)) if layers == 0 => (1, What::List(item, list)),
            (Type::Map(_), Json::Object(map)) if layers == 0 => (4, What::Len(map.len())),
            (Type::Model(id), value) => {
                return self.assertion_of_model(place, field, *id, value, layers);
            }
            _ => return None,
        };
        Some((rank, None, what))
    }

    fn assertion_of_model<'j>(
        &self,
        place: &Place<'_>,
        field: &Field,
        id: ModelId,
        value: &Json<'a>,
        layers: usize,
    ) -> Option<Ranked<'j, 'a>> {
        let listed = match &self.cx.api.model(id).shape {
            Shape::Struct(_) if layers > 0 => {
                return value.as_object().map(|_| (5, None, What::IsSome));
            }
            Shape::Struct(s) => return self.assertion_inside(place, id, s, value.as_object()?),
            Shape::Union(union) => {
                return self.assertion_of_union(place, field, id, union, value, layers);
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
        Some((2, Some(spelled), What::Equals(some(layers, name))))
    }

    fn assertion_of_union<'j>(
        &self,
        place: &Place<'_>,
        field: &Field,
        id: ModelId,
        union: &Union,
        value: &Json<'a>,
        layers: usize,
    ) -> Option<Ranked<'j, 'a>> {
        let variant = example::variant_of(union, value)?;
        let boxed = self.cx.analysis.is_boxed(place.owner, id);
        if boxed && layers > 0 {
            return None;
        }
        let (spelled, name) = self.spelling(place.owner, field, id, variant);
        let pattern = some(layers, quote!(#name(_)));
        Some((1, Some(spelled), What::Matches { boxed, pattern }))
    }

    /// The best that can be asserted of a field of a struct.
    fn assertion_inside<'j>(
        &self,
        place: &Place<'_>,
        id: ModelId,
        s: &'a Struct,
        object: &Object<'a>,
    ) -> Option<Ranked<'j, 'a>> {
        if place.depth >= DEPTH {
            return None;
        }
        let (before, name) = (place.path, place.name);
        let path = quote!(#before.#name);
        let inside = self.assertions(id, s, object, &path, place.depth + 1);
        let best = inside.iter().min_by_key(|assertion| assertion.rank)?;
        let statements = self.statements(best, &path);
        Some((best.rank.max(2), best.model, What::Inside(statements)))
    }

    /// A variant as the field's type spells it, and the model that is spelled.
    fn spelling(
        &self,
        owner: ModelId,
        field: &Field,
        id: ModelId,
        variant: usize,
    ) -> (ModelId, TokenStream) {
        let spelled = match RustType::of(self.cx, owner, &field.ty) {
            RustType::Model(spelled) => spelled,
            _ => id,
        };
        let name = &self.cx.names.model(spelled).rust;
        let variant = &self.cx.names.model(id).members[variant];
        (spelled, quote!(#name::#variant))
    }
}

/// An expression inside so many `Some`.
fn some(layers: usize, inner: TokenStream) -> TokenStream {
    match layers {
        0 => inner,
        _ => some(layers - 1, quote!(Some(#inner))),
    }
}

fn text_literal(text: &str) -> TokenStream {
    let literal: Literal = literal(text);
    quote!(#literal)
}

/// Whether a text is short enough to be asserted, as a literal.
fn is_short(text: &str) -> bool {
    text.len() + 2 <= TEXT && literal(text).to_string().len() <= TEXT
}

/// What an object is known by.
fn is_telling(key: &str) -> bool {
    matches!(
        key,
        "id" | "name" | "title" | "key" | "login" | "slug" | "text"
    )
}
