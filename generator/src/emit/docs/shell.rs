//! Commands for a shell, of texts that it must take as they stand.

use super::super::markdown::clean;

/// A command with its arguments, an option on each line.
#[derive(Debug)]
pub(super) struct Command {
    text: String,
}

impl Command {
    /// A command of ours: `curl -X POST`.
    pub fn new(words: &'static str) -> Command {
        Command {
            text: words.to_owned(),
        }
    }

    /// Adds an option of ours behind what there is.
    pub fn flag(&mut self, flag: &'static str) {
        if !flag.is_empty() {
            self.text.push(' ');
            self.text.push_str(flag);
        }
    }

    /// Adds an argument.
    pub fn argument(&mut self, word: &Word) {
        self.text.push(' ');
        self.text.push_str(&word.quoted());
    }

    /// Adds options of ours on a line of their own.
    pub fn line(&mut self, options: &'static str) {
        self.text.push_str(" \\\n  ");
        self.text.push_str(options);
    }

    /// Adds an option with its argument on a line of its own.
    pub fn option(&mut self, option: &'static str, word: &Word) {
        self.line(option);
        self.argument(word);
    }

    /// The command line.
    pub fn as_str(&self) -> &str {
        &self.text
    }
}

/// One word: texts, which mean nothing to the shell, and variables of the caller's.
#[derive(Debug, Default)]
pub(super) struct Word {
    parts: Vec<Part>,
}

#[derive(Debug)]
enum Part {
    Text(String),
    Variable(&'static str),
}

impl Word {
    /// A word of one text.
    pub fn of(text: &str) -> Word {
        let mut word = Word::default();
        word.text(text);
        word
    }

    /// Adds a text.
    pub fn text(&mut self, text: &str) {
        let text = clean(text);
        match self.parts.last_mut() {
            Some(Part::Text(last)) => last.push_str(&text),
            _ => self.parts.push(Part::Text(text.into_owned())),
        }
    }

    /// Adds the value of a variable. What follows must not go on with its name.
    pub fn variable(&mut self, name: &'static str) {
        self.parts.push(Part::Variable(name));
    }

    /// The word with another one behind it.
    pub fn followed_by(mut self, other: Word) -> Word {
        for part in other.parts {
            match part {
                Part::Text(text) => self.text(&text),
                Part::Variable(name) => self.variable(name),
            }
        }
        self
    }

    /// Whether a text of it has one of these characters.
    pub fn contains(&self, characters: &[char]) -> bool {
        self.parts.iter().any(|part| match part {
            Part::Text(text) => text.contains(characters),
            Part::Variable(_) => false,
        })
    }

    /// The word as a shell reads it: in single quotes, or in double ones where there is a
    /// variable and nothing else that they would let through.
    fn quoted(&self) -> String {
        let variable = |part: &Part| matches!(part, Part::Variable(_));
        let doubled =
            self.parts.iter().any(variable) && !self.contains(&['"', '$', '`', '\\', '!']);
        let mut out = String::new();
        if doubled {
            out.push('"');
        }
        for part in &self.parts {
            match part {
                Part::Text(text) if doubled => out.push_str(text),
                Part::Text(text) => {
                    out.push('\'');
                    out.push_str(&text.replace('\'', "'\\''"));
                    out.push('\'');
                }
                Part::Variable(name) => {
                    let quote = if doubled { "" } else { "\"" };
                    for piece in [quote, "$", name, quote] {
                        out.push_str(piece);
                    }
                }
            }
        }
        if doubled {
            out.push('"');
        }
        if out.is_empty() { "''".to_owned() } else { out }
    }
}

#[cfg(test)]
mod tests {
    use super::Word;

    #[test]
    fn nothing_of_a_text_means_anything() {
        assert_eq!(Word::of("").quoted(), "''");
        assert_eq!(Word::of("a b").quoted(), "'a b'");
        assert_eq!(Word::of("it's $(x) `y`").quoted(), r"'it'\''s $(x) `y`'");
        assert_eq!(Word::of("a\u{0}b\u{202e}c\rd").quoted(), "'abcd'");
    }

    #[test]
    fn variables_are_expanded() {
        let mut key = Word::of("X-Key: ");
        key.variable("API_KEY");
        assert_eq!(key.quoted(), "\"X-Key: $API_KEY\"");
        let mut url = Word::of("https://example.com/$(id)?key=");
        url.variable("API_KEY");
        url.text("&b='1'");
        let expected = r#"'https://example.com/$(id)?key='"$API_KEY"'&b='\''1'\'''"#;
        assert_eq!(url.quoted(), expected);
    }
}
