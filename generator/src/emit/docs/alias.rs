//! What an alias stands for.

use crate::api::{ModelId, Type};

use super::super::prose::Notes;
use super::super::rust_type::RustType;
use super::page::Page;
use super::{Book, types};

/// Adds *Stands for*.
pub(super) fn write(book: &Book<'_>, page: &mut Page<'_>, id: ModelId, ty: &Type) {
    let model = book.cx.api.model(id);
    page.section("Stands for");
    types::write(page, &RustType::of_alias(book.cx, id, ty));
    let mut notes = Notes::for_table();
    notes.bounds(&model.bounds, ty);
    let notes = notes.finish();
    if !notes.is_empty() {
        page.body.push(": ");
        page.body.append(&notes);
    }
    page.body.push("\n");
    if let Type::Model(_) = ty {
        page.body
            .push("\nIt is another name for the same type; see there.\n");
    }
}
