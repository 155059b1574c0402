//! How long a name may be.

use super::case::ascii;

/// Longer than this a name is cut: file systems stop at 255 bytes, and what a page
/// of a test or a temporary file is called is longer.
const MAX_LENGTH: usize = 120;

/// The name itself, or its beginning where it is too long. Two names may begin
/// alike: what is claimed in a scope must be claimed after this.
pub(super) fn shortened(mut name: String) -> String {
    if name.len() > MAX_LENGTH {
        let mut end = MAX_LENGTH;
        while !name.is_char_boundary(end) {
            end -= 1;
        }
        name.truncate(end);
        // Where two words met; a number may follow, with an underscore of its own.
        name.truncate(name.trim_end_matches('_').len());
    }
    name
}

/// A name as files and anchors have it. To spell a letter in ASCII takes several,
/// so it is cut after that.
pub(super) fn spelled(name: &str) -> String {
    shortened(ascii(name))
}

#[cfg(test)]
mod tests {
    use super::shortened;

    #[test]
    fn cut_between_characters() {
        assert_eq!(shortened("short".to_owned()), "short");
        assert_eq!(shortened("a".repeat(100_000)), "a".repeat(120));
        let words = format!("{}_b", "a".repeat(119));
        assert_eq!(shortened(words), "a".repeat(119));
        assert_eq!(
            shortened(format!("a{}", "é".repeat(80))),
            format!("a{}", "é".repeat(59))
        );
    }
}
