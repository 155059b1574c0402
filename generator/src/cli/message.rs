//! What goes to a terminal.
//!
//! What comes in: texts, ours and strangers'. What goes out: one text in which nothing but
//! our own colours is anything that a terminal would obey. There is no other way to a
//! [`Terminal`](super::Terminal).

use std::fmt::{self, Write as _};

use anstyle::Style;

use crate::printable::Printable;

/// Text with colours, which a terminal may be given.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Message(String);

impl Message {
    /// Adds text, in which control characters are made visible.
    #[must_use]
    pub fn text(mut self, text: impl fmt::Display) -> Message {
        let _ = write!(self.0, "{}", Printable(&text.to_string()));
        self
    }

    /// Adds text in a style.
    #[must_use]
    pub fn styled(mut self, style: Style, text: impl fmt::Display) -> Message {
        let _ = write!(self.0, "{style}{}{style:#}", Printable(&text.to_string()));
        self
    }

    /// Adds a line break.
    #[must_use]
    pub fn line(mut self) -> Message {
        self.0.push('\n');
        self
    }

    /// Adds another message.
    #[must_use]
    pub fn and(mut self, other: &Message) -> Message {
        self.0.push_str(&other.0);
        self
    }

    /// Help texts, which are all our own and bring their colours with them.
    pub(super) fn of_help(text: &clap::builder::StyledStr) -> Message {
        Message(text.ansi().to_string())
    }

    /// The text without its colours.
    pub fn plain(&self) -> String {
        anstream::adapter::strip_str(&self.0).to_string()
    }

    /// The text with its colours.
    pub(super) fn as_ansi(&self) -> &str {
        &self.0
    }
}

impl From<&str> for Message {
    fn from(text: &str) -> Message {
        Message::default().text(text)
    }
}

impl From<&String> for Message {
    fn from(text: &String) -> Message {
        Message::from(text.as_str())
    }
}

impl From<&Message> for Message {
    fn from(message: &Message) -> Message {
        message.clone()
    }
}
