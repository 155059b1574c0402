//! The words of a text, with capitals or with underscores.
//!
//! `heck` finds words in any text, character by character. In most keys and names
//! they are plain to see, and that takes a tenth of the time.

use heck::{ToPascalCase, ToSnakeCase};

/// Each word with a capital: `RunStepObject`.
pub(super) fn pascal(text: &str) -> String {
    if !is_separated(text) {
        return text.to_pascal_case();
    }
    let mut name = String::with_capacity(text.len());
    let mut starts = true;
    for c in text.chars() {
        if is_separator(c) {
            starts = true;
        } else if std::mem::take(&mut starts) {
            name.push(c.to_ascii_uppercase());
        } else {
            name.push(c);
        }
    }
    name
}

/// Underscores between words: `run_step_object`.
pub(super) fn snake(text: &str) -> String {
    if is_separated(text) {
        return text.replace(is_separator, "_");
    }
    if !is_capitalized(text) {
        return text.to_snake_case();
    }
    let mut name = String::with_capacity(text.len() + 8);
    for c in text.chars() {
        if c.is_ascii_uppercase() && !name.is_empty() {
            name.push('_');
        }
        name.push(c.to_ascii_lowercase());
    }
    name
}

/// Whether a character stands between words and means nothing else.
pub(super) fn is_separator(c: char) -> bool {
    matches!(c, '_' | '-' | '/' | '.' | ' ')
}

/// Whether a text is small letters and digits with single separators between them,
/// as most keys are: `created_at`, `repos/list-for-user`.
fn is_separated(text: &str) -> bool {
    let mut after_separator = true;
    let fits = |c: char| {
        let separator = is_separator(c);
        let twice = std::mem::replace(&mut after_separator, separator) && separator;
        !twice && (separator || c.is_ascii_lowercase() || c.is_ascii_digit())
    };
    text.chars().all(fits) && !after_separator
}

/// Whether a text is words of small letters with a capital each, as most models are
/// called: `RunStepObject`, but not `HTTPServer` or `Page2`.
fn is_capitalized(text: &str) -> bool {
    let mut after_small = true;
    let fits = |c: char| {
        let small = c.is_ascii_lowercase();
        let fits = small || (c.is_ascii_uppercase() && after_small);
        after_small = small;
        fits
    };
    text.starts_with(|c: char| c.is_ascii_uppercase()) && text.chars().all(fits) && after_small
}

#[cfg(test)]
mod tests {
    use heck::{ToPascalCase, ToSnakeCase};

    use super::{pascal, snake};

    /// Every text of up to six of these.
    #[test]
    fn words_are_those_that_heck_finds() {
        let letters = ['a', 'B', '1', '_', '/'];
        let mut texts = vec![String::new()];
        for _ in 0..6 {
            let longer = texts
                .iter()
                .flat_map(|text| letters.map(|c| format!("{text}{c}")));
            texts = longer.collect();
            for text in &texts {
                assert_eq!(pascal(text), text.to_pascal_case(), "{text}");
                assert_eq!(snake(text), text.to_snake_case(), "{text}");
            }
        }
    }
}
