//! Characters that no text needs.

use std::borrow::Cow;

/// Without characters that no text needs: tabs (which mean different widths),
/// control characters, and marks of direction that can disguise code.
pub fn clean(text: &str) -> Cow<'_, str> {
    let unwanted = |c: char| {
        (c.is_control() && c != '\n')
            || matches!(c, '\u{200B}'..='\u{200F}' | '\u{2028}'..='\u{202E}')
            || matches!(c, '\u{2060}'..='\u{206F}' | '\u{FEFF}')
    };
    // Counted rather than searched for, which looks at 16 bytes at a time.
    let unusual = |b: &u8| !matches!(b, b' '..=b'~' | b'\n');
    if text.bytes().filter(unusual).count() == 0 || !text.contains(unwanted) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\t' => out.push_str("    "),
            '\u{2028}' | '\u{2029}' => out.push(' '),
            c if unwanted(c) => {}
            c => out.push(c),
        }
    }
    Cow::Owned(out)
}
