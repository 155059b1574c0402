//! A diff that a person reads in a terminal or a CI log.

use std::time::Duration;

use similar::TextDiff;

/// The most characters of a line that are shown: one line of a generated page
/// can be a whole description.
const WIDTH: usize = 200;

/// The unified diff that turns `old` into `new`, of at most `limit` lines, and
/// how many lines were left out.
pub(super) fn unified(path: &str, old: &str, new: &str, limit: usize) -> (String, usize) {
    let diff = TextDiff::configure()
        .timeout(Duration::from_millis(300))
        .diff_lines(old, new);
    let full = diff
        .unified_diff()
        .context_radius(2)
        .missing_newline_hint(false)
        .header(&format!("{path} (on disk)"), &format!("{path} (generated)"))
        .to_string();
    let mut text = String::new();
    let mut left_out = 0;
    for (number, line) in full.lines().enumerate() {
        if number < limit {
            push_clipped(&mut text, line);
        } else {
            left_out += 1;
        }
    }
    (text, left_out)
}

fn push_clipped(text: &mut String, line: &str) {
    match line.char_indices().nth(WIDTH) {
        Some((at, _)) => {
            text.push_str(&line[..at]);
            text.push('…');
        }
        None => text.push_str(line),
    }
    text.push('\n');
}

#[cfg(test)]
mod tests {
    use super::unified;

    #[test]
    fn shows_what_changes_and_counts_the_rest() {
        let old = "a\nb\nc\nd\ne\nf\n";
        let new = "a\nb\nC\nd\ne\nf\n";
        let (text, left_out) = unified("x", old, new, 100);
        assert_eq!(
            text,
            "--- x (on disk)\n+++ x (generated)\n@@ -1,5 +1,5 @@\n a\n b\n-c\n+C\n d\n e\n"
        );
        assert_eq!(left_out, 0);
        assert_eq!(unified("x", old, new, 4).1, 5);
    }

    #[test]
    fn clips_long_lines() {
        let (text, _) = unified("x", "", &"ä".repeat(5000), 100);
        assert!(text.lines().all(|line| line.chars().count() <= 201));
    }
}
