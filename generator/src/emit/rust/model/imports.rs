//! What a model's file imports.

use std::collections::BTreeSet;

use proc_macro2::TokenStream;
use quote::quote;

use crate::name::Identifier;

use super::super::super::Context;
use super::super::super::rust_type::RustType;

/// The names that a file mentions.
#[derive(Debug, Default)]
pub(super) struct Imports<'a> {
    models: BTreeSet<&'a Identifier>,
    map: bool,
}

impl<'a> Imports<'a> {
    /// Adds what a type mentions.
    pub fn add(&mut self, cx: &Context<'a>, ty: &RustType) {
        ty.for_each(&mut |part| match part {
            RustType::Model(id) => {
                self.models.insert(&cx.names.model(*id).rust);
            }
            RustType::Map(_) => self.map = true,
            _ => {}
        });
    }

    /// The imports of a file whose own item is called `own`.
    pub fn items(&self, own: &Identifier) -> TokenStream {
        let map = self.map.then(|| {
            quote!(
                use std::collections::BTreeMap;
            )
        });
        let models: Vec<_> = self.models.iter().filter(|name| **name != own).collect();
        let models = match models.as_slice() {
            [] => TokenStream::new(),
            [one] => quote!(use super::#one;),
            many => quote!(use super::{#(#many),*};),
        };
        quote!(#map #models)
    }
}
