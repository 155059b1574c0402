//! How a request is constructed: the expression that makes the example's value.

use proc_macro2::TokenStream;
use quote::quote;

use crate::api::{Extra, Field, Format, Member, ModelId, Shape, Struct, Type};
use crate::name::Identifier;

use super::super::example::{self, Json, Object};
use super::super::rust::print::{self, literal};
use super::{Snippet, json};

/// Expressions of more parts do not show anything better.
const PARTS: usize = 40;

/// Longer free-form JSON does not either.
const FREE_FORM: usize = 80;

/// Expressions nested deeper are no help either.
const DEPTH: usize = 6;

impl<'a> Snippet<'a, '_> {
    /// Constructs the same value in code, or, where that is long, a value with what
    /// is required alone.
    pub(super) fn construction(&mut self, json: &Json<'a>) {
        let var = self.var.clone();
        if let Some(value) = self.constructed(json) {
            let comment = self.comment("The same, constructed.");
            self.add(quote! {
                #comment
                let built = #value;
                assert_eq!(built, #var);
            });
            return;
        }
        let (required, names) = self.required(json);
        if names.is_empty() {
            return;
        }
        if let Some(value) = self.constructed(&required) {
            let comment = self.comment("Constructed, with what is required.");
            self.add(quote! {
                #comment
                let built = #value;
                #(assert_eq!(built.#names, #var.#names);)*
            });
        }
    }

    /// The expression that constructs a value, if it is readable.
    fn constructed(&mut self, json: &Json<'a>) -> Option<TokenStream> {
        let before = (self.imports.clone(), self.needs_map);
        let mut construction = Construction {
            snippet: self,
            parts: 0,
        };
        let id = construction.snippet.id;
        let value = construction.model(id, json, 0);
        if value.is_none() {
            (self.imports, self.needs_map) = before;
        }
        value
    }

    /// What is required of a struct's value, and the fields that hold it.
    fn required(&self, json: &Json<'a>) -> (Json<'a>, Vec<&'a Identifier>) {
        let (mut kept, mut names) = (Object::default(), Vec::new());
        let (Shape::Struct(s), Json::Object(given)) = (&self.cx.api.model(self.id).shape, json)
        else {
            return (Json::Null, names);
        };
        let mut given = given.in_order();
        for (member, name) in s.members.iter().zip(&self.names().members) {
            let (Member::Field(field), Some(value)) = (member, given.get(member.key())) else {
                continue;
            };
            if field.required {
                kept.push(&field.key, value.clone());
                names.push(name);
            }
        }
        (Json::Object(kept), names)
    }
}

/// A value being constructed.
struct Construction<'s, 'a, 'e> {
    snippet: &'s mut Snippet<'a, 'e>,
    /// How many parts the expression has so far.
    parts: usize,
}

impl<'a> Construction<'_, 'a, '_> {
    fn expression(
        &mut self,
        owner: ModelId,
        ty: &Type,
        value: &Json<'a>,
        behind_pointer: bool,
        depth: usize,
    ) -> Option<TokenStream> {
        self.parts += 1;
        if depth > DEPTH || self.parts > PARTS {
            return None;
        }
        Some(match (ty, value) {
            (Type::Any, value) => {
                if json::text(value).len() > FREE_FORM {
                    return None;
                }
                let value = json::tokens(value);
                quote!(serde_json::json!(#value))
            }
            (Type::Null, _) => quote!(()),
            (Type::Boolean, Json::Bool(flag)) => quote!(#flag),
            (Type::Integer(_), Json::Number(number)) => number.to_string().parse().ok()?,
            (Type::Number, Json::Number(number)) => print::float(number.as_f64()?),
            (Type::String(Format::None), Json::Text(text)) => {
                let text = literal(text);
                quote!(#text.to_owned())
            }
            (Type::String(Format::Mapped(_)), Json::Text(text)) => {
                let text = literal(text);
                quote!(#text.parse()?)
            }
            (Type::Model(id), value) => self.mention(owner, *id, value, behind_pointer, depth)?,
            (Type::List(item), Json::List(list)) => {
                let items = list
                    .iter()
                    .map(|value| self.expression(owner, item, value, true, depth + 1))
                    .collect::<Option<Vec<_>>>()?;
                quote!(vec![#(#items),*])
            }
            (Type::Tuple(items), Json::List(list)) => {
                let items = items
                    .iter()
                    .zip(list)
                    .map(|(ty, value)| self.expression(owner, ty, value, behind_pointer, depth + 1))
                    .collect::<Option<Vec<_>>>()?;
                quote!((#(#items,)*))
            }
            (Type::Map(_), Json::Object(map)) if map.is_empty() => {
                self.snippet.needs_map = true;
                quote!(BTreeMap::new())
            }
            (Type::Map(ty), Json::Object(map)) => {
                self.snippet.needs_map = true;
                let mut entries = Vec::new();
                for (key, value) in map.iter() {
                    let key = literal(key);
                    let value = self.expression(owner, ty, value, true, depth + 1)?;
                    entries.push(quote!((#key.to_owned(), #value)));
                }
                quote!(BTreeMap::from([#(#entries),*]))
            }
            (Type::Nullable(_), Json::Null) => quote!(None),
            (Type::Nullable(inner), value) => {
                let inner = self.expression(owner, inner, value, behind_pointer, depth)?;
                quote!(Some(#inner))
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
    ) -> Option<TokenStream> {
        let cx = self.snippet.cx;
        let target = cx.api.target(id);
        if let Shape::Alias(ty) = &cx.api.model(target).shape {
            return self.expression(owner, ty, value, behind_pointer, depth);
        }
        let value = self.model(target, value, depth)?;
        if !behind_pointer && cx.analysis.is_boxed(owner, target) {
            return Some(quote!(Box::new(#value)));
        }
        Some(value)
    }

    fn model(&mut self, id: ModelId, value: &Json<'a>, depth: usize) -> Option<TokenStream> {
        match &self.snippet.cx.api.model(id).shape {
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
                        self.expression(id, &variant.ty, &content, false, depth + 1)?
                    }
                    _ => self.expression(id, &variant.ty, value, false, depth + 1)?,
                };
                let name = self.variant_name(id, position);
                Some(quote!(#name(#inner)))
            }
            Shape::Alias(ty) => self.expression(id, ty, value, false, depth),
        }
    }

    fn variant_name(&mut self, id: ModelId, position: usize) -> TokenStream {
        let variant = &self.snippet.cx.names.model(id).members[position];
        let name = self.snippet.spell(id);
        quote!(#name::#variant)
    }

    fn structure(
        &mut self,
        id: ModelId,
        s: &Struct,
        map: &Object<'a>,
        depth: usize,
    ) -> Option<TokenStream> {
        let keeps_extra = matches!(s.extra, Extra::Kept(_));
        if keeps_extra
            && !map
                .keys()
                .all(|key| s.members.iter().any(|m| m.key() == key))
        {
            return None;
        }
        let name = self.snippet.spell(id);
        let names = &self.snippet.cx.names.model(id).members;
        let mut arguments = Vec::new();
        let mut optional = Vec::new();
        let (mut none_required, mut all_given) = (true, !keeps_extra);
        let mut given = map.in_order();
        for (member, field_name) in s.members.iter().zip(names) {
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
                optional.push(quote!(#field_name: Some(#value)));
            } else {
                all_given = false;
            }
        }
        let base = if none_required {
            quote!(#name::default())
        } else {
            quote!(#name::new(#(#arguments),*))
        };
        if optional.is_empty() {
            return Some(base);
        }
        let rest = (!(none_required && all_given)).then(|| quote!(..#base));
        Some(quote!(#name { #(#optional,)* #rest }))
    }

    /// A field's value, inside the outer `Option` of an optional one.
    fn field(
        &mut self,
        id: ModelId,
        field: &Field,
        value: &Json<'a>,
        depth: usize,
    ) -> Option<TokenStream> {
        if !field.nullable || matches!(field.ty, Type::Any) {
            return self.expression(id, &field.ty, value, false, depth + 1);
        }
        if value.is_null() {
            return Some(quote!(None));
        }
        let inner = self.expression(id, &field.ty, value, false, depth + 1)?;
        Some(quote!(Some(#inner)))
    }
}
