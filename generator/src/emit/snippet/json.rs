//! JSON in code.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::super::example::{self, Json};
use super::super::rust::print;

/// JSON on one line, as a literal.
pub(super) fn inline(json: &Json<'_>) -> Literal {
    print::literal(&text(json))
}

/// JSON on one line.
pub(super) fn text(json: &Json<'_>) -> String {
    let mut text = String::new();
    example::inline(&mut text, json);
    text
}

/// What `serde_json::json!` makes the same JSON of.
pub(super) fn tokens(json: &Json<'_>) -> TokenStream {
    match json {
        Json::Null => quote!(null),
        Json::Bool(flag) => quote!(#flag),
        Json::Number(number) => number
            .to_string()
            .parse()
            .expect("numbers of JSON are Rust's"),
        Json::Text(text) => quote!(#text),
        Json::List(list) => {
            let items = list.iter().map(tokens);
            quote!([#(#items),*])
        }
        Json::Object(object) => {
            let entries = object.iter().map(|(key, value)| {
                let value = tokens(value);
                quote!(#key: #value)
            });
            quote!({#(#entries),*})
        }
    }
}
