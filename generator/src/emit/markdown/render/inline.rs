//! What stands inside a block: text, marks, links; and code blocks.

use super::super::escape::{self, Place};
use super::super::{clean, code, one_line};
use super::{Mode, Renderer};

impl Renderer<'_> {
    pub(super) fn before_inline(&mut self) {
        if std::mem::take(&mut self.hard_break) && !self.fresh {
            if self.mode == Mode::Block && self.heading.is_none() {
                self.out.push('\\');
                self.new_line();
            } else {
                self.out.push_str("<br>");
            }
        }
        self.fresh = false;
        self.line_start = false;
    }

    /// Text as it is meant: what references such as `&#10;` stand for is as little
    /// markup as anything else in it.
    pub(super) fn text(&mut self, text: &str) {
        let line_start = self.line_start || self.hard_break;
        let text = one_line(text);
        // Spaces at the start of a line, or behind a mark, are markup.
        let text = if line_start || self.out.len() == self.marked {
            text.trim_start_matches(' ')
        } else {
            &text
        };
        if text.is_empty() {
            return;
        }
        // A cell may stand outside of a table, too.
        let line_start = line_start && (self.mode == Mode::Block || self.out.len() == self.start);
        self.before_inline();
        let place = Place {
            line_start,
            in_link: self.link.is_some(),
            in_table: self.mode != Mode::Block,
        };
        escape::text(self.out, text, place);
    }

    pub(super) fn code(&mut self, text: &str) {
        self.before_inline();
        let text = clean(text);
        code::span(self.out, &text, self.mode != Mode::Block);
    }

    /// Opens a mark.
    pub(super) fn mark(&mut self, mark: &str) {
        self.before_inline();
        self.out.push_str(mark);
        self.marked = self.out.len();
    }

    /// Closes a mark, or takes it back when nothing came after it.
    pub(super) fn close_mark_from(&mut self, start: usize, mark: &str) {
        if self.out.len() == start {
            self.out.truncate(start - mark.len());
        } else {
            self.out.push_str(mark);
        }
    }

    pub(super) fn open_link(&mut self, link: &str) {
        self.before_inline();
        let target = self.site.resolve(link);
        if self.out[self.start..].ends_with('!') {
            self.out.pop();
            self.out.push_str("\\!"); // else the link becomes an image
        }
        if target.is_some() {
            self.out.push('[');
        }
        self.link = Some((target, self.out.len()));
    }

    pub(super) fn close_link(&mut self) {
        let Some((Some(target), start)) = self.link.take() else {
            return;
        };
        let text = &self.out[start..];
        let bare = target.strip_prefix("mailto:").unwrap_or(&target);
        if text.is_empty() || text.replace('\\', "") == bare {
            self.out.truncate(start - 1);
            escape::url(self.out, bare);
        } else {
            self.out.push_str("](");
            self.out.push_str(&target);
            self.out.push(')');
        }
    }

    pub(super) fn write_code(&mut self) {
        let Some((language, code)) = self.code_block.take() else {
            return;
        };
        let code = clean(&code);
        if code.trim().is_empty() {
            return;
        }
        self.block();
        if self.mode == Mode::Block {
            self.before_inline();
            code::block(self.out, &language, &code, &self.prefix);
        } else {
            let words: Vec<_> = code.split_whitespace().collect();
            self.code(&words.join(" "));
        }
    }
}
