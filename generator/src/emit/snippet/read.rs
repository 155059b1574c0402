//! What the example reads of a decoded value: the assertions that show most.

use proc_macro2::TokenStream;
use quote::quote;

use crate::api::{Member, Scalar, Shape, Struct, Type};

use super::super::example::Json;
use super::super::rust::print::literal;
use super::Snippet;
use super::assertions::{Assertion, What};

/// How many fields are read.
const READS: usize = 3;

/// Longer constants say no more than their name.
const CONSTANT: usize = 60;

impl<'a> Snippet<'a, '_> {
    /// Reads the fields that show most.
    pub(super) fn reads(&mut self, json: &Json<'a>) {
        let (Shape::Struct(s), Json::Object(object)) = (&self.cx.api.model(self.id).shape, json)
        else {
            return;
        };
        let var = &self.var;
        let path = quote!(#var);
        let mut assertions: Vec<_> = self
            .assertions(self.id, s, object, &path, 0)
            .into_iter()
            .enumerate()
            .collect();
        assertions.sort_by_key(|(_, assertion)| assertion.rank);
        assertions.truncate(READS);
        assertions.sort_by_key(|(position, _)| *position);
        for (_, assertion) in assertions {
            let statements = self.statements(&assertion, &path);
            self.add(statements);
            if let Some(id) = assertion.model {
                self.spell(id);
            }
        }
        self.constant(s);
    }

    /// A constant is no field, but can be used.
    fn constant(&mut self, s: &Struct) {
        let names = &self.names().members;
        for (member, name) in s.members.iter().zip(names) {
            if let Member::Constant(constant) = member
                && let Scalar::String(text) = &constant.value
            {
                if text.len() <= CONSTANT && !constant.deprecated {
                    let (ty, text) = (self.ty, literal(text));
                    self.add(quote!(assert_eq!(#ty::#name, #text);));
                }
                return;
            }
        }
    }

    /// The statements that assert something of a field of what stands at `path`.
    pub(super) fn statements(
        &self,
        assertion: &Assertion<'_, 'a>,
        path: &TokenStream,
    ) -> TokenStream {
        let field = assertion.field;
        match &assertion.what {
            What::IsNone => quote!(assert!(#path.#field.is_none());),
            What::IsSome => quote!(assert!(#path.#field.is_some());),
            What::IsEmpty => quote!(assert!(#path.#field.is_empty());),
            What::IsTrue => quote!(assert!(#path.#field);),
            What::IsFalse => quote!(assert!(!#path.#field);),
            What::Equals(value) => quote!(assert_eq!(#path.#field, #value);),
            What::SomeText(text) => {
                let text = literal(text);
                quote!(assert_eq!(#path.#field.as_deref(), Some(#text));)
            }
            What::Len(entries) => {
                let entries = proc_macro2::Literal::usize_unsuffixed(*entries);
                quote!(assert_eq!(#path.#field.len(), #entries);)
            }
            What::Matches { boxed, pattern } => {
                let star = boxed.then(|| quote!(*));
                quote!(assert!(matches!(#star #path.#field, #pattern));)
            }
            What::List(item, list) => {
                let path = quote!(#path.#field);
                let length = proc_macro2::Literal::usize_unsuffixed(list.len());
                let first = self.first_item(item, list, &path);
                quote! {
                    assert_eq!(#path.len(), #length);
                    #first
                }
            }
            What::Inside(statements) => statements.clone(),
        }
    }

    /// One field of the first item of a list.
    fn first_item(
        &self,
        item: &Type,
        list: &[Json<'a>],
        path: &TokenStream,
    ) -> Option<TokenStream> {
        let api = self.cx.api;
        let (Type::Model(id), Some(Json::Object(first))) = (api.resolve(item), list.first()) else {
            return None;
        };
        let Shape::Struct(s) = &api.model(*id).shape else {
            return None;
        };
        let path = quote!(#path[0]);
        let assertions = self.assertions(*id, s, first, &path, 2);
        let good = assertions
            .iter()
            .find(|assertion| assertion.model.is_none() && assertion.rank < 4)?;
        Some(self.statements(good, &path))
    }
}
