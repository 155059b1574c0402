//! The example of every page, as code: JSON that is decoded, read, and encoded again.
//!
//! What comes in: a [`Context`] and the [`Examples`]. What goes out: [`Snippets`], which
//! stand on the pages and, line by line the same, in the tests of the crate. What they
//! assert is certain: which variant a union becomes is told only where the plan tells it,
//! and values are those that encoding writes.

mod assertions;
mod construct;
mod json;
mod read;

use std::collections::BTreeSet;

use proc_macro2::TokenStream;
use quote::{ToTokens, quote};
use rayon::prelude::*;

use crate::analyze::required_text;
use crate::api::{Api, ModelId, Shape, Type, Union};
use crate::name::{Identifier, ModelName, variable};

use super::example::{self, Examples, Json};
use super::markdown::Markdown;
use super::rust::print::{self, Printer, Source};
use super::{Context, FILES};

/// How many variants of a union are shown.
const VARIANTS: usize = 12;

/// The example of every page.
#[derive(Debug)]
pub struct Snippets {
    /// By model; `None` where no finite value fits the schema.
    by_model: Vec<Option<Source>>,
}

impl Snippets {
    /// Writes all of them.
    pub fn of<'a>(cx: &'a Context<'a>, examples: &Examples<'a>) -> Snippets {
        let sent = sent(cx);
        let ids: Vec<ModelId> = cx.api.iter().map(|(id, _)| id).collect();
        let snippet = |id: &ModelId| Snippet::of_page(cx, examples, &sent, *id);
        Snippets {
            by_model: ids.par_iter().with_max_len(FILES).map(snippet).collect(),
        }
    }

    /// The example of a model's page: statements of a function that returns a `Result`.
    pub fn model(&self, id: ModelId) -> Option<&Source> {
        self.by_model[id.index()].as_ref()
    }
}

/// Which models a request can hold: those of bodies, and what they mention.
fn sent(cx: &Context<'_>) -> Vec<bool> {
    let mut sent = vec![false; cx.api.models.len()];
    let mut open: Vec<ModelId> = Vec::new();
    let bodies = cx.api.operations.iter().filter_map(|o| o.request.as_ref());
    for ty in bodies
        .flat_map(|body| &body.content)
        .filter_map(|content| content.ty.as_ref())
    {
        ty.for_each_model(&mut |id| open.push(id));
    }
    while let Some(id) = open.pop() {
        if !std::mem::replace(&mut sent[id.index()], true) {
            let model = cx.api.model(id);
            model.for_each_model(&mut |mentioned| open.push(mentioned));
        }
    }
    sent
}

/// The model whose functions are called by a model's name; an alias where it stands
/// for a list, a scalar or an `Option`, which have none.
fn meant(api: &Api, mut id: ModelId) -> ModelId {
    while let Shape::Alias(Type::Model(target)) = api.model(id).shape
        && !api.is_option(id)
    {
        id = target;
    }
    id
}

/// A few lines that decode, read and encode a model.
pub fn usage(cx: &Context<'_>, id: ModelId) -> Source {
    let names = cx.names.model(id);
    let (krate, ty) = (&cx.krate.ident, &names.rust);
    let read = match &cx.api.model(id).shape {
        Shape::Struct(s) => required_text(s).map(|position| {
            let field = &names.members[position];
            quote!(println!("{}", model.#field);)
        }),
        _ => None,
    };
    Printer::default().print(quote! {
        use #krate::models::#ty;
        fn show(json: &str) -> Result<(), #krate::Error> {
            let model = #ty::from_json(json)?;
            #read
            println!("{}", model.to_json());
            Ok(())
        }
    })
}

/// An example being written.
struct Snippet<'a, 'e> {
    cx: &'a Context<'a>,
    examples: &'e Examples<'a>,
    /// By model: whether a request can hold it.
    sent: &'e [bool],
    /// The model, where the page's own is another name for it.
    id: ModelId,
    /// The type by the name that the page tells of.
    ty: &'a Identifier,
    /// What a value of it is called.
    var: Identifier,
    imports: BTreeSet<&'a Identifier>,
    needs_map: bool,
    printer: Printer,
    body: TokenStream,
}

impl<'a, 'e> Snippet<'a, 'e> {
    fn of_page(
        cx: &'a Context<'a>,
        examples: &'e Examples<'a>,
        sent: &'e [bool],
        named: ModelId,
    ) -> Option<Source> {
        let names = cx.names.model(named);
        let mut snippet = Snippet {
            cx,
            examples,
            sent,
            id: meant(cx.api, named),
            ty: &names.rust,
            var: variable(names),
            imports: BTreeSet::from([&names.rust]),
            needs_map: false,
            printer: Printer::default(),
            body: TokenStream::new(),
        };
        snippet.write()?;
        Some(snippet.finish())
    }

    fn write(&mut self) -> Option<()> {
        match &self.cx.api.model(self.id).shape {
            Shape::Struct(_) => self.round_trip(self.examples.model(self.id)?, true),
            Shape::StringEnum(e) => {
                let (value, name) = e.values.iter().zip(&self.names().members).next()?;
                self.enum_value(&value.value.as_str().into(), name);
                if e.open {
                    let unlisted = "something_new";
                    self.unknown(&Json::text(unlisted), quote!(#unlisted.to_owned()));
                }
            }
            Shape::IntegerEnum(e) => {
                let (value, name) = e.values.iter().zip(&self.names().members).next()?;
                self.enum_value(&value.value.into(), name);
                if e.open {
                    let listed: BTreeSet<i64> = e.values.iter().map(|v| v.value).collect();
                    let unlisted = (1000..).find(|number| !listed.contains(number))?;
                    self.unknown(&Json::Number(unlisted.into()), print::integer(unlisted));
                }
            }
            Shape::Union(union) => self.union(union)?,
            Shape::Alias(_) => self.alias(self.examples.model(self.id)?),
        }
        Some(())
    }

    fn names(&self) -> &'a ModelName {
        self.cx.names.model(self.id)
    }

    /// Spells a model, and imports it.
    fn spell(&mut self, id: ModelId) -> &'a Identifier {
        let name = if id == self.id {
            self.ty
        } else {
            &self.cx.names.model(id).rust
        };
        self.imports.insert(name);
        name
    }

    fn add(&mut self, statements: impl ToTokens) {
        statements.to_tokens(&mut self.body);
    }

    /// A comment of ours above a statement.
    fn comment(&mut self, text: &'static str) -> TokenStream {
        let mut comment = Markdown::default();
        comment.push(text);
        self.printer.comment(comment)
    }

    /// Decodes, reads some of it, and encodes again.
    fn round_trip(&mut self, json: &Json<'a>, with_construction: bool) {
        let (ty, var) = (self.ty, self.var.clone());
        let literal = self.literal(json);
        self.add(quote! {
            let json = #literal;
            let #var = #ty::from_json(json)?;
        });
        self.reads(json);
        let comment = self.comment(SAME);
        self.add(quote! {
            #comment
            let encoded: serde_json::Value = serde_json::from_str(&#var.to_json())?;
            let original: serde_json::Value = serde_json::from_str(json)?;
            assert_eq!(encoded, original);
        });
        if with_construction && self.sent[self.id.index()] {
            self.construction(json);
        }
    }

    /// JSON over several lines, as a literal.
    fn literal(&mut self, json: &Json<'a>) -> TokenStream {
        let mut text = String::with_capacity(1024);
        example::pretty(&mut text, json);
        self.printer.literal(&text)
    }

    fn enum_value(&mut self, value: &serde_json::Value, variant: &Identifier) {
        let (ty, var) = (self.ty, self.var.clone());
        // As the codec writes it: what is escaped in JSON for readers' sake is not.
        let json = print::literal(&value.to_string());
        self.add(quote! {
            let #var = #ty::from_json(#json)?;
            assert_eq!(#var, #ty::#variant);
            assert_eq!(#var.to_json(), #json);
        });
    }

    fn unknown(&mut self, json: &Json<'_>, inner: TokenStream) {
        let ty = self.ty;
        let comment = self.comment("What the document does not list is kept.");
        let json = json::inline(json);
        self.add(quote! {
            #comment
            let unknown = #ty::from_json(#json)?;
            assert_eq!(unknown, #ty::Unknown(#inner));
            assert_eq!(unknown.to_json(), #json);
        });
    }

    /// One value of each variant, or one value where variants are tried.
    fn union(&mut self, union: &'a Union) -> Option<()> {
        let mut shown = 0;
        for position in 0..union.variants.len() {
            let value = self.examples.variant(self.cx, self.id, union, position);
            let Some(value) = value else {
                continue;
            };
            self.variant(position, &value);
            shown += 1;
            if shown == VARIANTS {
                break;
            }
        }
        if shown == 0 {
            self.round_trip(self.examples.model(self.id)?, false);
        }
        Some(())
    }

    fn variant(&mut self, position: usize, value: &Json<'a>) {
        let (ty, var) = (self.ty, self.var.clone());
        let name = &self.names().members[position];
        let mut comment = Markdown::default();
        pieces!(comment, "`", name, "`");
        let comment = self.printer.comment(comment);
        let literal = self.literal(value);
        self.add(quote! {
            #comment
            let json = #literal;
            let #var = #ty::from_json(json)?;
            assert!(matches!(#var, #ty::#name(_)));
            let original: serde_json::Value = serde_json::from_str(json)?;
            assert_eq!(#var.to_value(), original);
        });
    }

    /// An alias without functions: `serde_json` reads it.
    fn alias(&mut self, json: &Json<'a>) {
        let (ty, var) = (self.ty, self.var.clone());
        let literal = self.literal(json);
        let comment = self.comment(SAME);
        self.add(quote! {
            let json = #literal;
            let #var: #ty = serde_json::from_str(json)?;
            #comment
            let encoded = serde_json::to_value(#var)?;
            let original: serde_json::Value = serde_json::from_str(json)?;
            assert_eq!(encoded, original);
        });
    }

    fn finish(self) -> Source {
        let krate = &self.cx.krate.ident;
        let map = self.needs_map.then(|| {
            quote!(
                use std::collections::BTreeMap;
            )
        });
        let models: Vec<_> = self.imports.into_iter().collect();
        let models = match models.as_slice() {
            [one] => quote!(#one),
            many => quote!({#(#many),*}),
        };
        let body = self.body;
        self.printer.print_statements(quote! {
            #map
            use #krate::models::#models;
            #body
        })
    }
}

const SAME: &str = "Encoding gives the same JSON back.";
