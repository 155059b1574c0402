//! Where the reader is.
//!
//! A place is a chain of steps on the stack: going down costs nothing, and the
//! absolute reference is spelled out only when a schema or a diagnostic needs it.

use std::fmt::Write;

use super::schema::{SchemaId, Schemas};
use crate::load::FileId;

/// A place in a document.
#[derive(Debug, Clone, Copy)]
pub(super) struct At<'a> {
    /// The file it is in.
    pub(super) file: FileId,
    step: Step<'a>,
}

#[derive(Debug, Clone, Copy)]
enum Step<'a> {
    /// An absolute reference.
    Reference(&'a str),
    /// The place of a schema.
    Schema(SchemaId),
    Key(&'a At<'a>, &'a str),
    Index(&'a At<'a>, usize),
}

impl<'a> At<'a> {
    /// The place that an absolute reference names.
    pub(super) fn reference(file: FileId, reference: &'a str) -> At<'a> {
        At {
            file,
            step: Step::Reference(reference),
        }
    }

    /// The place of a schema.
    pub(super) fn schema(file: FileId, id: SchemaId) -> At<'a> {
        At {
            file,
            step: Step::Schema(id),
        }
    }

    /// One step down into an object.
    pub(super) fn key(&'a self, key: &'a str) -> At<'a> {
        At {
            file: self.file,
            step: Step::Key(self, key),
        }
    }

    /// One step down into a list.
    pub(super) fn index(&'a self, index: usize) -> At<'a> {
        At {
            file: self.file,
            step: Step::Index(self, index),
        }
    }

    /// The absolute reference: `#/paths/~1pets/get`.
    pub(super) fn pointer(&self, schemas: &Schemas<'_>) -> String {
        let mut out = String::with_capacity(96);
        self.write(schemas, &mut out);
        out
    }

    fn write(&self, schemas: &Schemas<'_>, out: &mut String) {
        match self.step {
            Step::Reference(reference) => out.push_str(reference),
            Step::Schema(id) => out.push_str(&schemas.pointer(id)),
            Step::Key(parent, key) => {
                parent.write(schemas, out);
                push_key(out, key);
            }
            Step::Index(parent, index) => {
                parent.write(schemas, out);
                write!(out, "/{index}").expect("a String takes everything");
            }
        }
    }
}

/// Appends a segment to a pointer, escaped as RFC 6901 says.
pub(super) fn push_key(out: &mut String, key: &str) {
    out.push('/');
    if !key.bytes().any(|b| matches!(b, b'~' | b'/')) {
        out.push_str(key);
        return;
    }
    for c in key.chars() {
        match c {
            '~' => out.push_str("~0"),
            '/' => out.push_str("~1"),
            c => out.push(c),
        }
    }
}
