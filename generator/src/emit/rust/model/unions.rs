//! Unions.

use foldhash::HashMap;
use proc_macro2::TokenStream;
use quote::quote;

use crate::api::{Union, Variant};
use crate::name::Identifier;

use super::super::super::markdown::Markdown;
use super::super::super::rust_type::RustType;
use super::super::super::{Context, prose};
use super::Model;

impl Model<'_> {
    /// The enum, and `From` for each variant that has a type of its own.
    pub(super) fn union(&mut self, docs: TokenStream, union: &Union) -> TokenStream {
        let names = self.cx.names.model(self.id);
        let name = &names.rust;
        let types: Vec<RustType> = union
            .variants
            .iter()
            .map(|variant| RustType::of(self.cx, self.id, &variant.ty))
            .collect();
        let mut variants = Vec::with_capacity(types.len());
        for ((variant, ty), name) in union.variants.iter().zip(&types).zip(&names.members) {
            variants.push(self.variant(variant, name, ty));
        }
        if union.open {
            variants.push(self.unknown());
        }
        let told = told_by_type(self.cx, &types);
        let conversions: Vec<TokenStream> = names
            .members
            .iter()
            .zip(&types)
            .zip(told)
            .filter(|(_, told)| *told)
            .map(|((name, ty), _)| self.conversion(name, ty))
            .collect();
        quote! {
            #docs
            #[derive(Clone)]
            pub enum #name {
                #(#variants)*
            }
            #(#conversions)*
        }
    }

    fn variant(&mut self, variant: &Variant, name: &Identifier, ty: &RustType) -> TokenStream {
        let docs = self.printer.docs(prose::variant(self.cx, self.id, variant));
        let ty = self.ty(ty);
        quote!(#docs #name(#ty),)
    }

    fn unknown(&mut self) -> TokenStream {
        let mut docs = Markdown::default();
        docs.push("A variant that the document does not list, kept whole.");
        let docs = self.printer.docs(docs);
        let ty = self.ty(&RustType::Value);
        quote!(#docs Unknown(#ty),)
    }

    fn conversion(&mut self, variant: &Identifier, ty: &RustType) -> TokenStream {
        let union = &self.cx.names.model(self.id).rust;
        let value = match ty {
            RustType::Boxed(_) => quote!(Box::new(value)),
            _ => quote!(value),
        };
        let ty = self.ty(unboxed(ty));
        quote! {
            impl From<#ty> for #union {
                fn from(value: #ty) -> Self {
                    Self::#variant(#value)
                }
            }
        }
    }
}

/// Which variants a type tells: it is no other variant's, nor that of `Unknown`.
fn told_by_type(cx: &Context<'_>, types: &[RustType]) -> Vec<bool> {
    let types: Vec<RustType> = types.iter().map(|ty| resolved(cx, unboxed(ty))).collect();
    let mut counts: HashMap<&RustType, usize> = HashMap::default();
    types
        .iter()
        .for_each(|ty| *counts.entry(ty).or_default() += 1);
    let told = |ty: &RustType| *ty != RustType::Value && counts[ty] == 1;
    types.iter().map(told).collect()
}

fn unboxed(ty: &RustType) -> &RustType {
    match ty {
        RustType::Boxed(inner) => inner,
        other => other,
    }
}

/// The type that the compiler sees, behind aliases of models.
fn resolved(cx: &Context<'_>, ty: &RustType) -> RustType {
    let inside = |inner: &RustType| Box::new(resolved(cx, inner));
    match ty {
        RustType::Model(id) => RustType::Model(cx.api.target(*id)),
        RustType::Option(inner) => RustType::Option(inside(inner)),
        RustType::Vec(inner) => RustType::Vec(inside(inner)),
        RustType::Map(inner) => RustType::Map(inside(inner)),
        RustType::Boxed(inner) => RustType::Boxed(inside(inner)),
        RustType::Tuple(items) => {
            RustType::Tuple(items.iter().map(|item| resolved(cx, item)).collect())
        }
        RustType::Primitive(_) | RustType::Value | RustType::Foreign(_) => ty.clone(),
    }
}
