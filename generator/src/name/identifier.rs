//! What every name consists of, as a type.

use std::fmt;
use std::ops::Deref;

use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens, TokenStreamExt as _};

/// A checked name: a Rust identifier, `r#type` among them, and so neither markup nor
/// anything that a path of a file or a shell would notice.
///
/// It is made in [`crate::name`] alone. Whatever else a document is called by is text
/// that somebody else wrote.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Identifier(String);

impl Identifier {
    /// # Panics
    /// When it is no identifier: that would be a bug of ours.
    pub(super) fn new(name: String) -> Identifier {
        let plain = name.strip_prefix("r#").unwrap_or(&name);
        let mut letters = plain.chars();
        let starts = letters
            .next()
            .is_some_and(|c| c == '_' || unicode_ident::is_xid_start(c));
        assert!(
            starts && letters.all(unicode_ident::is_xid_continue),
            "{name:?} is no identifier"
        );
        Identifier(name)
    }

    /// The name as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The name without what makes a keyword of it an identifier: `type`.
    pub fn unraw(&self) -> Unraw<'_> {
        Unraw(self.strip_prefix("r#").unwrap_or(self))
    }
}

/// A checked name for places where a keyword is as good as any.
#[derive(Debug, Clone, Copy)]
pub struct Unraw<'a>(&'a str);

impl Deref for Unraw<'_> {
    type Target = str;

    fn deref(&self) -> &str {
        self.0
    }
}

impl Deref for Identifier {
    type Target = str;

    fn deref(&self) -> &str {
        &self.0
    }
}

impl AsRef<str> for Identifier {
    fn as_ref(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Identifier {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self)
    }
}

impl ToTokens for Identifier {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        let span = Span::call_site();
        tokens.append(match self.strip_prefix("r#") {
            Some(keyword) => Ident::new_raw(keyword, span),
            None => Ident::new(self, span),
        });
    }
}
