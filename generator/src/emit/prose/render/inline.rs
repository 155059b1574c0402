//! What stands inside a block: text, marks, links; and code blocks.

use super::super::escape::{self, Place};
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

    pub(super) fn text(&mut self, text: &str) {
        let line_start = self.line_start || self.hard_break;
        self.before_inline();
        let place = Place {
            line_start: line_start && self.mode == Mode::Block,
            in_link: self.link.is_some(),
            in_table: self.mode != Mode::Block,
        };
        for (index, line) in text.split('\n').enumerate() {
            if index > 0 {
                self.line_break();
            }
            let line_start = place.line_start || (index > 0 && self.mode == Mode::Block);
            escape::text(
                self.out,
                line,
                Place {
                    line_start,
                    ..place
                },
            );
        }
    }

    pub(super) fn mark(&mut self, mark: &str) {
        self.before_inline();
        self.out.push_str(mark);
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
        let code = code.replace("-->", "-- >");
        let code = code.trim_end();
        if code.trim().is_empty() {
            return;
        }
        self.block();
        self.before_inline();
        if self.mode != Mode::Block {
            let words: Vec<_> = code.split_whitespace().collect();
            escape::code(self.out, &words.join(" "), true);
            return;
        }
        let fence = "`".repeat(escape::longest_run(code).max(2) + 1);
        self.out.push_str(&fence);
        self.out.push_str(&language);
        for line in code.lines() {
            self.out.push('\n');
            if !line.is_empty() {
                self.out.push_str(&self.prefix);
                self.out.push_str(line);
            } else {
                self.out.push_str(self.prefix.trim_end());
            }
        }
        self.new_line();
        self.out.push_str(&fence);
    }
}
