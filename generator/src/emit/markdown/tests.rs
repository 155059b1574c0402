//! What the sanitiser makes of text, as a table.

use super::{Markdown, Site};

fn site() -> Site<'static> {
    Site::at("https://example.com/docs/").expect("a site")
}

#[track_caller]
fn check(mode: fn(&str, &Site<'_>) -> Markdown, input: &str, expected: &str) {
    let out = mode(input, &site());
    let out = out.as_str();
    assert_eq!(out, expected, "\n--- input\n{input}\n--- output\n{out}\n");
}

#[test]
fn blocks() {
    for (input, expected) in [
        // Plain text is copied.
        ("", ""),
        (
            "  Plain, with `code | span` and created_at.\n",
            "Plain, with `code | span` and created_at.",
        ),
        ("One.\nTwo.\n\n\nThree.", "One.\nTwo.\n\nThree."),
        // Structure that would take part in the page's own.
        ("# Title\nText", "**Title**\n\nText"),
        ("Title\n=====\n\nText", "**Title**\n\nText"),
        ("## **Bold** title", "**Bold title**"),
        ("#", ""),
        ("a\n\n---\n\nb", "a\n\nb"),
        // Code is labelled.
        ("```\nfn main() {}\n```", "```text\nfn main() {}\n```"),
        ("```rust\npanic!()\n```", "```text\npanic!()\n```"),
        ("```json\n{}\n```", "```json\n{}\n```"),
        (
            "text\n\n    indented <b>\n\ntext",
            "text\n\n```text\nindented <b>\n```\n\ntext",
        ),
        ("````\n```\n````", "````text\n```\n````"),
        ("```\nunclosed", "```text\nunclosed\n```"),
        ("a <!-- b --> c", "a  c"),
        ("`a --> b`", "<code>a &#45;&#45;&#62; b</code>"),
        (
            "```\na --!> b\n\n<c>\n```",
            "<pre><code class=\"language-text\">a &#45;&#45;&#33;&#62; b\n\n&#60;c&#62;</code></pre>",
        ),
        // What references stand for is text.
        ("a&#10;&#10;    b&#9;c", "a      b    c"),
        ("&#32;&#32;&#32;&#32;a", "a"),
        ("*&#32;&#32;&#32;&#32;&#32;a*", "*a*"),
        ("~*~~a~~*~", "~~*a*~~"),
        ("`a`&#8203;``b`c``", "`a`<code>b&#96;c</code>"),
        // Links.
        ("[here](/docs/x)", "[here](https://example.com/docs/x)"),
        ("[here](x y)", "\\[here\\](x y)"),
        ("[here](<x y>)", "[here](https://example.com/docs/x%20y)"),
        ("[here](../up)", "[here](https://example.com/up)"),
        ("[here](#anchor)", "here"),
        ("[here](javascript:alert(1))", "here"),
        (
            "[Vec] and [`String`] and [x][y]",
            "\\[Vec\\] and \\[`String`\\] and \\[x\\]\\[y\\]",
        ),
        (
            "see https://a.example/b_c, ok",
            "see <https://a.example/b_c>, ok",
        ),
        ("see (https://a.example/b).", "see (<https://a.example/b>)."),
        ("http://localhost:80/x", "`http://localhost:80/x`"),
        ("<https://a.example/b>", "<https://a.example/b>"),
        (
            "[https://a.example](https://a.example)",
            "<https://a.example>",
        ),
        (
            "![alt](https://a.example/b.png)",
            "[alt](https://a.example/b.png)",
        ),
        ("Hello![x](/y)", "Hello[x](https://example.com/y)"),
        // HTML.
        (
            "<p>One <b>two</b>.</p><p>Three<br>four</p>",
            "One **two**.\n\nThree\\\nfour",
        ),
        (
            "<a href=\"/x\">y</a> &amp; z",
            "[y](https://example.com/x) & z",
        ),
        (
            "<ul><li>a</li><li>b <code>c</code></li></ul>",
            "- a\n- b `c`",
        ),
        ("Bearer <token> and a<b", "Bearer \\<token> and a\\<b"),
        ("</div>", ""),
        ("Option<String>", "Option\\<String>"),
        ("&lt;b&gt; &copy;", "\\<b> ©"),
        // Lists and quotations keep their shape.
        ("a:\n- b\n- c\n  - d\n\ne", "a:\n\n- b\n- c\n  - d\n\ne"),
        ("1. a\n2. b", "1. a\n2. b"),
        ("* a\n\n  b\n* c", "- a\n\n  b\n- c"),
        ("> a\n> b", "> a\n> b"),
        ("> a\n>\n> b", "> a\n>\n> b"),
        ("- [x] done", "- ☑ done"),
        // Tables become lists.
        (
            "|a|b|\n|-|-|\n|1|2|\n|3|4|",
            "**a · b**\n\n- 1 · 2\n- 3 · 4",
        ),
        // Text that looks like markup.
        ("2 * 3 * 4", "2 \\* 3 \\* 4"),
        ("*a* __b__ ~~c~~", "*a* **b** ~~c~~"),
        ("1986\\. A year", "1986\\. A year"),
        ("a\tb\u{202E}c\r\nd", "a    bc\nd"),
    ] {
        check(Markdown::blocks, input, expected);
    }
}

#[test]
fn cells() {
    for (input, expected) in [
        ("a | b `c | d`", "a \\| b `c \\| d`"),
        ("One.\nTwo.\n\nThree.", "One. Two.<br>Three."),
        ("# T\n\n* a\n* b", "**T**<br>• a<br>• b"),
        ("x\n```\na\n  b\n```", "x<br>`a b`"),
        ("|a|b|\n|-|-|\n|1|2|", "**a · b**<br>• 1 · 2"),
        ("> quoted\n\n*x* | y", "quoted<br>*x* \\| y"),
        ("a  \nb", "a<br>b"),
        ("https://a.example/x|y", "<https://a.example/x>\\|y"),
    ] {
        check(Markdown::cell, input, expected);
    }
}

#[test]
fn summaries() {
    check(
        Markdown::summary,
        "One *line*.\nStill.\n\nMore.",
        "One *line*. Still.",
    );
    check(Markdown::summary, "One line.\n\nMore.", "One line.");
}

#[test]
fn long_lines_are_wrapped_but_code_is_not() {
    let word = "word ".repeat(30);
    let code = format!("- `{}` {word}", word.trim());
    let out = Markdown::comment(&code, &site());
    let lines: Vec<_> = out.as_str().lines().collect();
    assert!(lines[0].starts_with("- `word") && lines[0].ends_with('`'));
    assert!(
        lines[1..]
            .iter()
            .all(|l| l.starts_with("  word") && l.len() <= 90)
    );
}

/// Whatever goes in, parsing what comes out finds no HTML, no doctest and no
/// link of the text's own.
#[test]
fn hostile_text_is_harmless() {
    let parts = [
        "<",
        ">",
        "[",
        "]",
        "(",
        ")",
        "`",
        "``",
        "```",
        "\n",
        "    ",
        "#",
        "-",
        "1.",
        "|",
        "*",
        "_",
        "\\",
        "a",
        "é",
        "<b>",
        "</b>",
        "<a href='x'>",
        "</a>",
        "<!--",
        "-->",
        "<pre>",
        "!",
        "https://a.b/c",
        "&lt;",
        "\t",
        "<ul>",
        "<li>",
        "~~~",
        ":",
        "=",
        " ",
        "> ",
        "<td>",
        "<br>",
        "&#10;",
        "&NewLine;",
        "&#32;",
        "&#8203;",
        "&#60;",
        "~~",
        "--",
        "--!>",
        "!>",
        "\u{200b}",
        "\r",
        "{#x .y onclick=z}",
        "{{#include /etc/hosts}}",
    ];
    let mut state = 7_u64;
    for _ in 0..20_000 {
        let mut text = String::new();
        for _ in 0..12 {
            state = state
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1);
            text.push_str(parts[(state >> 33) as usize % parts.len()]);
        }
        assert_safe(&text, Markdown::blocks(&text, &site()).as_str());
        let cell = Markdown::cell(&text, &site());
        assert_safe(&text, cell.as_str());
        assert_one_cell(&text, cell.as_str());
        let mut heading = Markdown::default();
        heading.text(&text);
        assert_safe(&text, heading.as_str());
        let mut code = Markdown::default();
        code.cell_code(&text);
        assert_safe(&text, code.as_str());
        assert_one_cell(&text, code.as_str());
        let mut block = Markdown::default();
        block.code_block("text", &text);
        assert_inert(&text, block.as_str());
        assert_safe(&text, Markdown::comment(&text, &site()).as_str());
    }
}

#[track_caller]
fn assert_safe(input: &str, output: &str) {
    for end in ["-->", "--!>"] {
        assert!(!output.contains(end), "{input:?} gives {output:?}");
    }
    assert_inert(input, output);
}

#[track_caller]
fn assert_inert(input: &str, output: &str) {
    use pulldown_cmark::{CodeBlockKind, Event, Options, Parser, Tag};
    for event in Parser::new_ext(output, Options::all()) {
        let bad = match &event {
            Event::Html(html) | Event::InlineHtml(html) => !is_ours(html),
            Event::Start(Tag::CodeBlock(kind)) => match kind {
                CodeBlockKind::Fenced(language) => language.is_empty(),
                CodeBlockKind::Indented => true,
            },
            Event::Start(Tag::Link { dest_url, .. }) => !dest_url.contains(':'),
            Event::Start(Tag::Heading { .. } | Tag::Table(_) | Tag::Image { .. }) => true,
            _ => false,
        };
        assert!(!bad, "{input:?} gives {output:?} with {event:?}");
    }
}

/// Whether HTML is what this module writes.
fn is_ours(html: &str) -> bool {
    let tags = [
        "<br>",
        "<code>",
        "</code>",
        "<pre>",
        "<code class=\"language-text\">",
        "</pre>",
    ];
    let rest = tags
        .iter()
        .fold(html.to_owned(), |html, tag| html.replace(tag, ""));
    !rest.contains(['<', '>'])
}

#[track_caller]
fn assert_one_cell(input: &str, output: &str) {
    use pulldown_cmark::{Event, Options, Parser, Tag};
    let table = format!("| a | b |\n|---|---|\n| {output} | end |\n");
    let events: Vec<_> = Parser::new_ext(&table, Options::ENABLE_TABLES).collect();
    let cell = |event: &&Event<'_>| matches!(event, Event::Start(Tag::TableCell));
    let is_end = |event: &Event<'_>| matches!(event, Event::Text(text) if &**text == "end");
    let last = events.iter().rposition(|event| cell(&event));
    let ends_well = last.is_some_and(|last| is_end(&events[last + 1]));
    assert!(
        ends_well && events.iter().filter(cell).count() == 4,
        "{input:?} gives {output:?}"
    );
}
