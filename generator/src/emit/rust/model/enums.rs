//! Enums of strings and of integers.

use std::fmt::Display;

use proc_macro2::TokenStream;
use quote::quote;

use crate::api::{EnumValue, IntegerEnum, StringEnum};

use super::super::super::markdown::Markdown;
use super::super::super::prose;
use super::Model;

impl Model<'_> {
    pub(super) fn string_enum(&mut self, docs: TokenStream, e: &StringEnum) -> TokenStream {
        // One with text is equal to another if their texts are, which its codec says.
        let derives = match e.open {
            true => quote!(#[derive(Clone)]),
            false => quote!(#[derive(Clone, Copy, PartialEq)]),
        };
        let unknown = e.open.then(|| quote!(String));
        self.enumeration(quote!(#docs #derives), &e.values, unknown)
    }

    pub(super) fn integer_enum(&mut self, docs: TokenStream, e: &IntegerEnum) -> TokenStream {
        let unknown = e.open.then(|| quote!(i64));
        let derives = quote!(#[derive(Clone, Copy, PartialEq)]);
        self.enumeration(quote!(#docs #derives), &e.values, unknown)
    }

    /// The enum. `unknown` is the type that keeps a value which is not listed.
    fn enumeration<T: Display>(
        &mut self,
        attributes: TokenStream,
        values: &[EnumValue<T>],
        unknown: Option<TokenStream>,
    ) -> TokenStream {
        let names = self.cx.names.model(self.id);
        let name = &names.rust;
        let variants: Vec<TokenStream> = values
            .iter()
            .zip(&names.members)
            .map(|(value, name)| {
                let text = value.value.to_string();
                let docs = prose::value(self.cx, &text, value.description.as_deref());
                let docs = self.printer.docs(docs);
                quote!(#docs #name,)
            })
            .collect();
        let unknown = unknown.map(|ty| {
            let mut docs = Markdown::default();
            docs.push("A value that the document does not list, as it came.");
            let docs = self.printer.docs(docs);
            quote!(#docs Unknown(#ty),)
        });
        quote! {
            #attributes
            pub enum #name {
                #(#variants)*
                #unknown
            }
        }
    }
}
