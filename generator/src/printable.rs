//! Text that is shown to a person, in a terminal, a log or a message.
//!
//! What comes in: any text, a document's among it. What goes out: the same text, with
//! every character that a terminal would obey, or that would make text look other than
//! it is, as an escape (`\u{1b}`): control characters, and those that change the
//! direction of text or cannot be seen. Long texts give way to their beginning.

use std::fmt::{self, Write as _};

/// The most characters of a text that are shown.
const LONGEST: usize = 400;

/// A text as a person may see it; line breaks and tabs stay.
#[derive(Debug, Clone, Copy)]
pub struct Printable<'t>(pub &'t str);

impl fmt::Display for Printable<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for c in self.0.chars() {
            match c {
                '\n' | '\t' => f.write_char(c)?,
                c if is_unprintable(c) => write!(f, "{}", c.escape_unicode())?,
                c => f.write_char(c)?,
            }
        }
        Ok(())
    }
}

/// The beginning of a text that may be long, on one line.
#[derive(Debug, Clone, Copy)]
pub struct Excerpt<'t>(pub &'t str);

impl fmt::Display for Excerpt<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0.char_indices().nth(LONGEST) {
            Some((end, _)) => write!(f, "{}…", Printable(&self.0[..end])),
            None => write!(f, "{}", Printable(self.0)),
        }
    }
}

/// Whether a character does something instead of being seen.
pub fn is_unprintable(c: char) -> bool {
    c.is_control()
        || matches!(
            c,
            // Marks, embeddings, overrides and isolates of direction.
            '\u{061C}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}'
            // Separators of lines and paragraphs, invisible operators, byte order marks, tags.
            | '\u{2028}' | '\u{2029}' | '\u{2060}'..='\u{2065}' | '\u{206A}'..='\u{206F}'
            | '\u{FEFF}' | '\u{FFF9}'..='\u{FFFB}' | '\u{E0000}'..='\u{E007F}'
        )
}

#[cfg(test)]
mod tests {
    use super::{Excerpt, Printable};

    #[test]
    fn what_a_terminal_would_obey_is_seen() {
        let text = "a\u{1b}]0;x\u{7}\u{9b}2J\u{202e}b\r\n\tünï 🦀";
        assert_eq!(
            Printable(text).to_string(),
            "a\\u{1b}]0;x\\u{7}\\u{9b}2J\\u{202e}b\\u{d}\n\tünï 🦀"
        );
    }

    #[test]
    fn long_texts_give_way_to_their_beginning() {
        let long = "ä".repeat(1000);
        assert_eq!(Excerpt(&long).to_string(), format!("{}…", "ä".repeat(400)));
        assert_eq!(Excerpt("short").to_string(), "short");
    }
}
