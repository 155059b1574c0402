//! Characters that no text needs.

use std::borrow::Cow;

/// Whether a reader sees a character, or the space that it takes: it is no control
/// character, and no mark of direction or of nothing, which can disguise code.
pub fn is_visible(c: char) -> bool {
    match c {
        ' '..='~' => true,
        '\u{061C}'
        | '\u{200B}'..='\u{200F}'
        | '\u{2028}'..='\u{202E}'
        | '\u{2060}'..='\u{206F}'
        | '\u{FEFF}' => false,
        c => !c.is_control(),
    }
}

/// Without characters that cannot be seen; tabs, which mean different widths, become
/// spaces. Line breaks stay.
pub fn clean(text: &str) -> Cow<'_, str> {
    let unwanted = |c: char| c != '\n' && !is_visible(c);
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
