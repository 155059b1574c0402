//! Pages without anything that a browser would run or load.
//!
//! What comes in: the Markdown of a page, whose texts may be a stranger's. What goes
//! out: Markdown in which the only HTML is what pages write themselves, links lead
//! where a reader expects, and headings have no attributes. The generator writes no
//! others; but the site must not depend on who wrote the pages.

use std::ops::Range;

use pulldown_cmark::{Event, Parser, Tag};

use super::page::{Edit, apply, options};

/// The HTML that pages write themselves.
const OURS: &[&str] = &[
    "<!-- Where rustdoc shows this page, it begins here. -->",
    "<details>",
    "<details open>",
    "</details>",
    "<summary>Neighbours</summary>",
    "<br>",
    "<code>",
    "</code>",
    "<sub>",
    "</sub>",
    "<sup>",
    "</sup>",
];

/// What links may lead to. The rest is relative.
const SCHEMES: &[&str] = &["http", "https", "mailto"];

/// The text with everything else made text.
pub fn quiet(text: &str) -> String {
    let mut text = text.to_owned();
    // What was HTML is read as Markdown once it is none, so that it is read again. Each
    // round escapes at least one character, and none twice.
    loop {
        let edits = edits(&text);
        if edits.is_empty() {
            return text;
        }
        text = apply(&text, edits);
    }
}

fn edits(text: &str) -> Vec<Edit> {
    let mut edits = Vec::new();
    for (event, range) in Parser::new_ext(text, options()).into_offset_iter() {
        match event {
            Event::Html(_) | Event::InlineHtml(_)
                if !OURS.contains(&text[range.clone()].trim()) =>
            {
                edits.extend(brackets(text, range));
            }
            Event::Start(Tag::Link { dest_url, .. }) if !is_safe(&dest_url) => {
                edits.push(escaped(text, range.start));
            }
            Event::Start(Tag::Image { .. }) => edits.push(escaped(text, range.start)),
            Event::Start(Tag::Heading {
                id, classes, attrs, ..
            }) if id.is_some() || !classes.is_empty() || !attrs.is_empty() => {
                let end = text[range.clone()].rfind('}').unwrap_or(0);
                edits.push(escaped(text, range.start + end));
            }
            _ => {}
        }
    }
    edits
}

/// `<` as a reader sees it, wherever it stands in a piece of HTML.
fn brackets(text: &str, range: Range<usize>) -> Vec<Edit> {
    let found = text[range.clone()].match_indices('<');
    found
        .map(|(at, _)| (range.start + at..range.start + at + 1, "&lt;".to_owned()))
        .collect()
}

/// A character of markup with a backslash before it. `![` is a picture, and `!\[` none.
fn escaped(text: &str, at: usize) -> Edit {
    let at = at + usize::from(text[at..].starts_with("!["));
    (at..at, "\\".to_owned())
}

/// Whether a link is relative, or leads where we know.
fn is_safe(link: &str) -> bool {
    let visible: String = link
        .chars()
        .filter(|c| !c.is_control() && *c != ' ')
        .collect();
    match visible.find([':', '/', '?', '#']) {
        Some(at) if visible[at..].starts_with(':') => {
            SCHEMES.contains(&visible[..at].to_ascii_lowercase().as_str())
        }
        _ => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What mdBook would make of a page.
    fn rendered(text: &str) -> String {
        let mut html = String::new();
        let parser = Parser::new_ext(text, options());
        pulldown_cmark::html::push_html(&mut html, parser);
        html
    }

    #[test]
    fn html_is_text() {
        for html in [
            "<img src=x onerror=a()>",
            "a <script>a()</script>",
            "<div>\n\n    <b>\n\n</div>",
            "<!-- a -->\n<script>",
            "`a`<svg onload=a()>`b`",
            "<details ontoggle=a()>",
            "<br onclick=a()>",
            "<script>\n[a](javascript:a())\n</script>",
        ] {
            let page = rendered(&quiet(html));
            for element in [
                "<img",
                "<script",
                "<svg",
                "<div",
                "<b>",
                "<!--",
                "ontoggle=\"",
                "<br",
            ] {
                assert!(!page.contains(element), "{html} became {page}");
            }
            assert!(!page.contains("href"), "{html} became {page}");
            assert!(!page.contains("<details"), "{html} became {page}");
        }
    }

    #[test]
    fn links_and_pictures_are_text_where_they_would_run_or_load() {
        for link in [
            "[a](javascript:a())",
            "[a](JavaScript:a())",
            "[a](&#106;avascript:a())",
            "[a][b]\n\n[b]: vbscript:a()",
            "<javascript:a()>",
            "![a](https://h.example/a.png)",
            "![a](javascript:a())",
        ] {
            let page = rendered(&quiet(link));
            assert!(!page.contains("href=\"j"), "{link} became {page}");
            assert!(!page.contains("href=\"v"), "{link} became {page}");
            assert!(!page.contains("<img"), "{link} became {page}");
        }
        let kept = "[a](https://h.example/) [b](Pet.md#c) <mailto:a@h.example>";
        assert_eq!(quiet(kept), kept);
    }

    #[test]
    fn headings_have_no_attributes() {
        for heading in [
            "# a {onclick=a()}",
            "a {#b .c}\n===",
            "## `a` { onclick=a() }  ",
        ] {
            let page = rendered(&quiet(heading));
            assert!(page.contains('{') && page.contains('}'), "{page}");
            assert!(!page.contains("onclick=\""), "{heading} became {page}");
        }
    }

    #[test]
    fn what_pages_write_is_kept() {
        let page = "# A\n\n<details>\n<summary>Neighbours</summary>\n\ntext\n\n</details>\n\n\
                    <!-- Where rustdoc shows this page, it begins here. -->\n\n\
                    | A |\n|---|\n| <code>Vec&lt;[A][crate]&gt;</code><br>b |\n";
        assert_eq!(quiet(page), page);
    }
}
