//! From whatever a document writes to the shapes of Rust identifiers.
//!
//! [`words`] finds the words. What it leaves (digits first, nothing at all,
//! characters that no identifier may have) is mended here. Text that is all
//! punctuation is spelled out, since `+` and `-` are told apart by nothing else.

use std::borrow::Cow;

use heck::ToShoutySnakeCase;

use super::words;

/// `UpperCamelCase`, or `fallback` for text without a word.
pub(super) fn pascal(text: &str, fallback: &str) -> String {
    shape(text, fallback, |t| {
        // `3.5` and `35` differ; an underscore between digits is camel case still.
        let parts: Vec<String> = between_digits(t).map(words::pascal).collect();
        parts.join("_")
    })
}

/// The pieces of a text around separators that stand between two digits.
fn between_digits(text: &str) -> impl Iterator<Item = &str> {
    let bytes = text.as_bytes();
    let digit = move |i: usize| bytes.get(i).is_some_and(u8::is_ascii_digit);
    let splits = (1..bytes.len())
        .filter(move |i| words::is_separator(char::from(bytes[*i])))
        .filter(move |i| digit(i - 1) && digit(i + 1));
    let mut start = 0;
    splits.map(Some).chain([None]).map(move |split| {
        let piece = &text[start..split.unwrap_or(text.len())];
        start = split.map_or(start, |i| i + 1);
        piece
    })
}

/// The text in ASCII: other characters by their code points. Rust takes no
/// other letters in the names of files of modules.
pub(super) fn ascii(text: &str) -> String {
    if text.is_ascii() {
        return text.to_owned();
    }
    let mut ascii = String::with_capacity(2 * text.len());
    for c in text.chars() {
        if c.is_ascii() {
            ascii.push(c);
        } else {
            ascii.push_str(&format!("u{:x}", u32::from(c)));
        }
    }
    ascii
}

/// `snake_case`, or `fallback` for text without a word.
pub(super) fn snake(text: &str, fallback: &str) -> String {
    shape(text, fallback, words::snake)
}

/// `SCREAMING_SNAKE_CASE`, or `fallback` for text without a word.
pub(super) fn shouty(text: &str, fallback: &str) -> String {
    shape(text, fallback, str::to_shouty_snake_case)
}

fn shape(text: &str, fallback: &str, convert: impl Fn(&str) -> String) -> String {
    let text = clean(text);
    let mut name = convert(&text);
    if name.is_empty() {
        name = convert(fallback);
    }
    if !starts_identifier(&name) {
        // `4xx` and combining marks: a letter in front makes them identifiers.
        // Types and constants get a capital.
        let lower = name.chars().all(|c| !c.is_uppercase()) && convert("a b") == "a_b";
        name.insert_str(0, if lower { "n" } else { "N" });
    }
    name
}

/// The text with characters that no identifier may have replaced: signs by their
/// names where they stand for something, else by a space.
fn clean(text: &str) -> Cow<'_, str> {
    let plain = |c: char| c.is_ascii_alphanumeric() || words::is_separator(c);
    if text.chars().all(plain) && text.chars().any(|c| c.is_ascii_alphanumeric()) {
        let leading_minus = text.starts_with('-');
        return if leading_minus {
            Cow::Owned(format!("minus {text}"))
        } else {
            Cow::Borrowed(text)
        };
    }
    let wordless = !text.chars().any(is_continue);
    let mut cleaned = String::with_capacity(text.len() + 8);
    for (index, c) in text.char_indices() {
        match sign(c) {
            _ if is_continue(c) && c != '_' => cleaned.push(c),
            Some(name) if wordless || always_said(c) || (c == '-' && index == 0) => {
                cleaned.push(' ');
                cleaned.push_str(name);
                cleaned.push(' ');
            }
            _ => cleaned.push(' '),
        }
    }
    Cow::Owned(cleaned)
}

/// Signs that tell names apart even beside words: `+1` and `-1`, `a` and `!a`.
fn always_said(c: char) -> bool {
    matches!(c, '+' | '!' | '%')
}

fn sign(c: char) -> Option<&'static str> {
    Some(match c {
        '+' => "plus",
        '-' => "minus",
        '<' => "less",
        '>' => "greater",
        '=' => "equal",
        '!' => "not",
        '%' => "percent",
        '*' => "star",
        '/' => "slash",
        '&' => "and",
        '|' => "or",
        '~' => "tilde",
        '^' => "caret",
        '$' => "dollar",
        '#' => "hash",
        '@' => "at",
        '.' => "dot",
        ',' => "comma",
        ':' => "colon",
        ';' => "semicolon",
        '?' => "question",
        '_' => "underscore",
        '(' => "open_paren",
        ')' => "close_paren",
        '[' => "open_bracket",
        ']' => "close_bracket",
        ' ' => "space",
        '\'' => "quote",
        '"' => "double_quote",
        '\\' => "backslash",
        _ => return None,
    })
}

fn starts_identifier(name: &str) -> bool {
    name.chars().next().is_some_and(unicode_ident::is_xid_start)
}

fn is_continue(c: char) -> bool {
    c != '_' && unicode_ident::is_xid_continue(c)
}

#[cfg(test)]
mod tests {
    use super::{pascal, shouty, snake};

    #[test]
    fn words_become_identifiers() {
        #[rustfmt::skip]
        let table = [
            ("run_step", "RunStep", "run_step", "RUN_STEP"),
            ("RunStepObject", "RunStepObject", "run_step_object", "RUN_STEP_OBJECT"),
            ("PlanB", "PlanB", "plan_b", "PLAN_B"),
            ("AThing", "AThing", "a_thing", "A_THING"),
            ("Page2Item", "Page2Item", "page2_item", "PAGE2_ITEM"),
            ("HTTPServer", "HttpServer", "http_server", "HTTP_SERVER"),
            ("thread.run.step.created", "ThreadRunStepCreated", "thread_run_step_created", "THREAD_RUN_STEP_CREATED"),
            ("Page<User>", "PageUser", "page_user", "PAGE_USER"),
            ("gpt-3.5-turbo", "Gpt3_5Turbo", "gpt_3_5_turbo", "GPT_3_5_TURBO"),
            ("2023-03-15", "N2023_03_15", "n2023_03_15", "N2023_03_15"),
            ("4xx", "N4xx", "n4xx", "N4XX"),
            ("", "Empty", "empty", "EMPTY"),
            ("-1", "Minus1", "minus_1", "MINUS_1"),
            ("+1", "Plus1", "plus_1", "PLUS_1"),
            ("<=", "LessEqual", "less_equal", "LESS_EQUAL"),
            ("$ref", "Ref", "ref", "REF"),
            ("名前", "名前", "名前", "名前"),
            ("été", "Été", "été", "ÉTÉ"),
            ("🙂", "Empty", "empty", "EMPTY"),
            ("_", "Underscore", "underscore", "UNDERSCORE"),
            ("a__b", "AB", "a_b", "A_B"),
            ("_a_b_", "AB", "a_b", "A_B"),
            ("a_1b_22", "A1b22", "a_1b_22", "A_1B_22"),
            ("a_1_2", "A1_2", "a_1_2", "A_1_2"),
        ];
        for (text, pascal_case, snake_case, shouty_case) in table {
            assert_eq!(pascal(text, "empty"), pascal_case, "{text}");
            assert_eq!(snake(text, "empty"), snake_case, "{text}");
            assert_eq!(shouty(text, "empty"), shouty_case, "{text}");
        }
    }
}
