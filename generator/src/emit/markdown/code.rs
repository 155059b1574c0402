//! Code of a document's, inline and as a block.
//!
//! Markdown's own marks are what readers of the file like to see. Two things no mark can
//! hold: the end of an HTML comment, inside the comment that hides the head of a page
//! from rustdoc; and, in a table, a backslash before a pipe. There, and next to other
//! marks, it is HTML, spelled with character references.

use std::fmt::Write as _;

/// Appends inline code of one line.
pub(super) fn span(out: &mut String, code: &str, in_table: bool) {
    if code.is_empty() {
        out.push_str("(empty)");
        return;
    }
    // Marks next to other marks would be one run.
    let beside_marks = out.ends_with('`');
    if beside_marks || ends_comment(code) || (in_table && code.contains("\\|")) {
        out.push_str("<code>");
        references(out, code);
        out.push_str("</code>");
        return;
    }
    let ticks = longest_run(code) + 1;
    let padded = code.starts_with('`')
        || code.ends_with('`')
        || (code.starts_with(' ') && code.ends_with(' ') && !code.trim().is_empty());
    let padding = if padded { " " } else { "" };
    (0..ticks).for_each(|_| out.push('`'));
    out.push_str(padding);
    for (index, part) in code.split('|').enumerate() {
        if index > 0 {
            out.push_str(if in_table { "\\|" } else { "|" });
        }
        out.push_str(part);
    }
    out.push_str(padding);
    (0..ticks).for_each(|_| out.push('`'));
}

/// Appends a block of code without its last line break. Every line but the first begins
/// with `prefix`, which is what the containers of the block ask for.
pub(super) fn block(out: &mut String, language: &str, code: &str, prefix: &str) {
    let code = code.trim_end();
    if ends_comment(code) {
        let _ = write!(out, "<pre><code class=\"language-{language}\">");
        for (index, line) in code.lines().enumerate() {
            if index > 0 {
                out.push('\n');
                out.push_str(prefix);
            }
            references(out, line);
        }
        out.push_str("</code></pre>");
        return;
    }
    fenced(out, language, code, prefix);
}

/// As [`block`], for a place in no comment.
pub(super) fn fenced(out: &mut String, language: &str, code: &str, prefix: &str) {
    // Longer than any fence inside.
    let fence = "`".repeat(longest_run(code).max(2) + 1);
    out.push_str(&fence);
    out.push_str(language);
    for line in code.lines() {
        out.push('\n');
        out.push_str(if line.is_empty() {
            prefix.trim_end()
        } else {
            prefix
        });
        out.push_str(line);
    }
    out.push('\n');
    out.push_str(prefix);
    out.push_str(&fence);
}

/// Whether a text has what ends an HTML comment: `-->`, and for browsers `--!>`.
fn ends_comment(text: &str) -> bool {
    text.contains("-->") || text.contains("--!>")
}

/// Appends a text of which neither Markdown nor HTML takes anything for markup.
fn references(out: &mut String, text: &str) {
    for c in text.chars() {
        if c.is_ascii_punctuation() && !matches!(c, '.' | ',' | ';' | '/' | '"' | '\'') {
            let _ = write!(out, "&#{};", u32::from(c));
        } else {
            out.push(c);
        }
    }
}

/// The length of the longest run of backticks.
fn longest_run(code: &str) -> usize {
    if !code.contains('`') {
        return 0;
    }
    code.split(|c| c != '`').map(str::len).max().unwrap_or(0)
}
