//! The page of a model.

use crate::api::{ModelId, Shape};

use super::super::markdown::Markdown;
use super::super::prose;
use super::page::Page;
use super::{Book, alias, diagram, enums, properties, unions, usage};

/// The text of `docs/<Model>.md`.
pub(super) fn page(book: &Book<'_>, id: ModelId) -> Markdown {
    let cx = book.cx;
    let model = cx.api.model(id);
    let mut page = Page::new(cx, &cx.names.model(id).rust);
    let description = model.description.as_deref();
    let mut description = Markdown::blocks(description.unwrap_or_default(), &book.site);
    if description.is_empty() {
        description = prose::introduction(cx, id);
    }
    page.head_block(&description);
    if model.deprecated {
        page.head
            .push("\n**Deprecated:** callers should stop using it.\n");
    }
    if let Some(diagram) = diagram::diagram(cx, id) {
        page.head_block(&diagram);
    }
    match &model.shape {
        Shape::Struct(s) => properties::write(book, &mut page, id, s),
        Shape::StringEnum(e) => enums::strings(book, &mut page, id, e),
        Shape::IntegerEnum(e) => enums::integers(book, &mut page, id, e),
        Shape::Union(u) => unions::write(book, &mut page, id, u),
        Shape::Alias(ty) => alias::write(book, &mut page, id, ty),
    }
    page.section("Example");
    match book.snippets.model(id) {
        Some(snippet) => page.body.code_block("rust", snippet.as_str()),
        None => page
            .body
            .push("There is no example: no finite value fits the schema.\n"),
    }
    usage::write(book, &mut page, id);
    page.finish()
}
