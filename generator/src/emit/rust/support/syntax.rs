//! What is known about JSON text by more than one of the files here.

/// How many bytes from here on stand in a JSON string as they are: up to a
/// quote, a backslash or a control character.
///
/// Eight bytes at a time: a byte that is below 0x20, a quote or a backslash
/// borrows into its top bit. A byte above such a one may show its top bit too,
/// which does no harm, because only the lowest one counts.
#[inline]
pub(super) fn plain_len(text: &[u8]) -> usize {
    const ONES: u64 = 0x0101_0101_0101_0101;
    const TOPS: u64 = 0x8080_8080_8080_8080;
    let below = |word: u64, limit: u64| word.wrapping_sub(ONES * limit) & !word;
    let mut len = 0;
    while let Some(word) = text.get(len..).and_then(<[u8]>::first_chunk) {
        let word = u64::from_le_bytes(*word);
        let quote = word ^ (ONES * u64::from(b'"'));
        let backslash = word ^ (ONES * u64::from(b'\\'));
        let special = (below(word, 0x20) | below(quote, 1) | below(backslash, 1)) & TOPS;
        if special != 0 {
            return len + special.trailing_zeros() as usize / 8;
        }
        len += 8;
    }
    let special = |byte: &u8| *byte < 0x20 || *byte == b'"' || *byte == b'\\';
    let rest = &text[len..];
    len + rest.iter().position(special).unwrap_or(rest.len())
}

/// How many bytes the number is that the text begins with, and whether it has
/// neither a fraction nor an exponent. None if it is no number as JSON has them.
pub(super) fn number_len(text: &[u8]) -> Option<(usize, bool)> {
    let digits = |from: usize| {
        let rest = text.get(from..).unwrap_or_default();
        from + rest.iter().take_while(|byte| byte.is_ascii_digit()).count()
    };
    let start = usize::from(text.first() == Some(&b'-'));
    let integer = digits(start);
    if integer == start || (text[start] == b'0' && integer > start + 1) {
        return None;
    }
    let mut end = integer;
    if text.get(end) == Some(&b'.') {
        end = digits(integer + 1);
        if end == integer + 1 {
            return None;
        }
    }
    if let Some(b'e' | b'E') = text.get(end) {
        let sign = usize::from(matches!(text.get(end + 1), Some(b'+' | b'-')));
        let exponent = end + 1 + sign;
        end = digits(exponent);
        if end == exponent {
            return None;
        }
    }
    Some((end, end == integer))
}

/// Whether two texts of one length are the same. They are short: a call of
/// `memcmp` takes longer than this. The last word may overlap the one before.
#[inline]
pub(super) fn same(this: &[u8], that: &[u8]) -> bool {
    if let (Some(this_end), Some(that_end)) = (this.last_chunk::<8>(), that.last_chunk::<8>()) {
        let words = this.as_chunks::<8>().0.iter().zip(that.as_chunks::<8>().0);
        return this_end == that_end && words.into_iter().all(|(this, that)| this == that);
    }
    if let (Some(this_end), Some(that_end)) = (this.last_chunk::<4>(), that.last_chunk::<4>()) {
        return this_end == that_end && this.first_chunk::<4>() == that.first_chunk::<4>();
    }
    this == that
}
