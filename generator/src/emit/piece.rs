//! What enters a file as it stands.

use crate::name::{Identifier, Unraw};

/// Something of our own making: a literal of this program, a checked name, a number.
///
/// A text of a document is none of these. Rust source and Markdown take pieces, and
/// any other text through a function for the context that it is to stand in; so a
/// text that reaches a file raw does not compile.
///
/// ```compile_fail
/// # use typewright::emit::markdown::Markdown;
/// fn title(page: &mut Markdown, title: &str) {
///     page.push(title); // a borrowed text may be anybody's
/// }
/// ```
///
/// ```
/// # use typewright::emit::markdown::Markdown;
/// fn title(page: &mut Markdown, title: &str) {
///     page.push("# ");
///     page.text(title);
/// }
/// ```
pub trait Piece: sealed::Sealed {
    /// Appends it.
    #[doc(hidden)]
    fn append_to(self, out: &mut String);
}

mod sealed {
    use crate::name::{Identifier, Unraw};

    pub trait Sealed {}

    impl Sealed for &'static str {}
    impl Sealed for &Identifier {}
    impl Sealed for Unraw<'_> {}
    impl Sealed for usize {}
    impl Sealed for u64 {}
    impl Sealed for i64 {}
    impl Sealed for &serde_json::Number {}
}

impl Piece for &'static str {
    fn append_to(self, out: &mut String) {
        out.push_str(self);
    }
}

impl Piece for &Identifier {
    fn append_to(self, out: &mut String) {
        out.push_str(self);
    }
}

impl Piece for Unraw<'_> {
    fn append_to(self, out: &mut String) {
        out.push_str(&self);
    }
}

impl Piece for usize {
    fn append_to(self, out: &mut String) {
        out.push_str(&self.to_string());
    }
}

impl Piece for u64 {
    fn append_to(self, out: &mut String) {
        out.push_str(&self.to_string());
    }
}

impl Piece for i64 {
    fn append_to(self, out: &mut String) {
        out.push_str(&self.to_string());
    }
}

impl Piece for &serde_json::Number {
    fn append_to(self, out: &mut String) {
        out.push_str(&self.to_string());
    }
}

/// Appends several pieces to Markdown or to source.
macro_rules! pieces {
    ($out:expr, $($piece:expr),+ $(,)?) => {{
        $($out.push($piece);)+
    }};
}
