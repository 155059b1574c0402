//! Structs.

use proc_macro2::TokenStream;
use quote::quote;

use crate::api::{Constant, Extra, Field, Member, Scalar, Struct};
use crate::name::Identifier;

use super::super::super::markdown::Markdown;
use super::super::super::prose;
use super::super::super::rust_type::RustType;
use super::super::print;
use super::{Model, deprecated};

impl Model<'_> {
    /// The struct, its constants and `new`.
    pub(super) fn structure(&mut self, docs: TokenStream, s: &Struct) -> TokenStream {
        let names = self.cx.names.model(self.id);
        let name = &names.rust;
        let mut fields = Vec::with_capacity(s.members.len());
        let mut constants = Vec::new();
        let mut constructor = Constructor::default();
        for (member, name) in s.members.iter().zip(&names.members) {
            match member {
                Member::Field(field) => {
                    let ty = RustType::of_field(self.cx, self.id, field);
                    let ty = self.ty(&ty);
                    fields.push(self.field(field, name, &ty));
                    constructor.field(field, name, ty);
                }
                Member::Constant(constant) => constants.extend(self.constant(constant, name)),
            }
        }
        if let Extra::Kept(ty) = &s.extra {
            let ty = RustType::Map(Box::new(RustType::of(self.cx, self.id, ty)));
            fields.push(self.extra(&names.extra, &ty));
            constructor.extra(&names.extra);
        }
        let default = s.fields().all(|field| !field.required);
        let derives = match default {
            true => quote!(#[derive(Clone, Default)]),
            false => quote!(#[derive(Clone)]),
        };
        let new = (!default).then(|| self.constructor(&constructor));
        let associated = (!constants.is_empty() || !default).then(|| {
            quote! {
                impl #name {
                    #(#constants)*
                    #new
                }
            }
        });
        quote! {
            #docs
            #derives
            pub struct #name {
                #(#fields)*
            }
            #associated
        }
    }

    fn field(&mut self, field: &Field, name: &Identifier, ty: &TokenStream) -> TokenStream {
        let docs = self.printer.docs(prose::field(self.cx, field));
        let deprecated = deprecated(field.deprecated);
        quote!(#docs #deprecated pub #name: #ty,)
    }

    fn extra(&mut self, name: &Identifier, ty: &RustType) -> TokenStream {
        let mut docs = Markdown::default();
        docs.push("Keys that are no property, with their values.");
        let docs = self.printer.docs(docs);
        let ty = self.ty(ty);
        quote!(#docs pub #name: #ty,)
    }

    /// A constant; none for null, which is no value that a caller could use.
    fn constant(&mut self, constant: &Constant, name: &Identifier) -> Option<TokenStream> {
        let (ty, value) = match &constant.value {
            Scalar::Null => return None,
            Scalar::Boolean(b) => (quote!(bool), quote!(#b)),
            Scalar::Integer(i) => (quote!(i64), print::integer(*i)),
            Scalar::Number(n) => (quote!(f64), print::float(*n)),
            Scalar::String(s) => {
                let text = print::literal(s);
                (quote!(&'static str), quote!(#text))
            }
        };
        let docs = self.printer.docs(prose::constant(self.cx, constant));
        Some(quote!(#docs pub const #name: #ty = #value;))
    }

    fn constructor(&mut self, constructor: &Constructor) -> TokenStream {
        let name = &self.cx.names.model(self.id).rust;
        let mut docs = Markdown::default();
        pieces!(
            docs,
            "A `",
            name,
            "` with what is required, and nothing else."
        );
        let docs = self.printer.docs(docs);
        let Constructor {
            parameters,
            initialisers,
        } = constructor;
        quote! {
            #docs
            #[must_use]
            pub fn new(#(#parameters),*) -> Self {
                Self { #(#initialisers),* }
            }
        }
    }
}

/// What `new` takes, and what it makes of that.
#[derive(Default)]
struct Constructor {
    parameters: Vec<TokenStream>,
    initialisers: Vec<TokenStream>,
}

impl Constructor {
    fn field(&mut self, field: &Field, name: &Identifier, ty: TokenStream) {
        if field.required {
            self.parameters.push(quote!(#name: #ty));
            self.initialisers.push(quote!(#name));
        } else {
            self.initialisers.push(quote!(#name: None));
        }
    }

    fn extra(&mut self, name: &Identifier) {
        self.initialisers.push(quote!(#name: BTreeMap::new()));
    }
}
