//! A model's file: plain data with documentation, and how to construct it.

mod enums;
mod imports;
mod structs;
mod unions;

use proc_macro2::TokenStream;
use quote::quote;

use crate::api::{ModelId, Shape};

use super::super::rust_type::RustType;
use super::super::{Context, prose};
use super::header;
use super::print::{Printer, Source};
use imports::Imports;

/// The source of `src/models/<module>.rs`.
pub(super) fn file(cx: &Context<'_>, id: ModelId) -> Source {
    let mut model = Model {
        cx,
        id,
        imports: Imports::default(),
        printer: Printer::default(),
    };
    let docs = model.docs();
    let items = match &cx.api.model(id).shape {
        Shape::Struct(s) => model.structure(docs, s),
        Shape::StringEnum(e) => model.string_enum(docs, e),
        Shape::IntegerEnum(e) => model.integer_enum(docs, e),
        Shape::Union(union) => model.union(docs, union),
        Shape::Alias(target) => model.alias(docs, &RustType::of_alias(cx, id, target)),
    };
    let imports = model.imports.items(&cx.names.model(id).rust);
    let mut source = header(cx);
    source.items(model.printer, quote!(#imports #items));
    source
}

/// A model whose items are being made.
struct Model<'a> {
    cx: &'a Context<'a>,
    id: ModelId,
    imports: Imports<'a>,
    printer: Printer,
}

impl Model<'_> {
    /// The item's documentation: the description for whoever reads the source, the
    /// whole page for whoever reads rustdoc.
    fn docs(&mut self) -> TokenStream {
        let docs = self.printer.docs(prose::model(self.cx, self.id));
        let page = &*self.cx.names.model(self.id).page;
        let deprecated = deprecated(self.cx.api.model(self.id).deprecated);
        quote! {
            #docs
            #[cfg_attr(doc, doc = page!(#page))]
            #deprecated
        }
    }

    fn alias(&mut self, docs: TokenStream, target: &RustType) -> TokenStream {
        let name = &self.cx.names.model(self.id).rust;
        let target = self.ty(target);
        quote! {
            #docs
            pub type #name = #target;
        }
    }

    /// A type, and what the file has to import for it.
    fn ty(&mut self, ty: &RustType) -> TokenStream {
        self.imports.add(self.cx, ty);
        ty.tokens(self.cx.names)
    }
}

/// The attribute of what callers should stop using.
fn deprecated(is_deprecated: bool) -> Option<TokenStream> {
    is_deprecated.then(|| quote!(#[deprecated]))
}
