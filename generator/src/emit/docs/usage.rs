//! Who refers to a model.

use crate::api::ModelId;

use super::Book;
use super::page::Page;

/// How many of each kind are listed: beyond that nobody reads the list.
const LONGEST: usize = 40;

/// Adds *Used by*, if anybody does.
pub(super) fn write(book: &Book<'_>, page: &mut Page<'_>, id: ModelId) {
    let usage = book.cx.analysis.usage(id);
    let operations = [
        ("Sent by", &usage.requests),
        ("Answered by", &usage.responses),
        ("Parameter of", &usage.parameters),
    ];
    if usage.models.is_empty() && operations.iter().all(|(_, list)| list.is_empty()) {
        return;
    }
    page.section("Used by");
    if !usage.models.is_empty() {
        page.body.push("- Part of ");
        list(page, &usage.models, |page, id| page.model(*id));
    }
    for (label, positions) in operations {
        if !positions.is_empty() {
            page.body.push("- ");
            page.body.push(label);
            page.body.push(" ");
            list(page, positions, |page, position| page.operation(*position));
        }
    }
}

fn list<'p, T>(page: &mut Page<'p>, items: &[T], write: impl Fn(&mut Page<'p>, &T)) {
    for (index, item) in items.iter().take(LONGEST).enumerate() {
        page.body.push(if index > 0 { ", " } else { "" });
        write(page, item);
    }
    if items.len() > LONGEST {
        pieces!(page.body, " and ", items.len() - LONGEST, " more");
    }
    page.body.push("\n");
}
