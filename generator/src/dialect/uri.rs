//! Joining URIs, as far as `$id` needs it (RFC 3986, section 5.2, without dots).

/// The URI that `reference` means where `base` is the base.
pub(super) fn join(base: &str, reference: &str) -> String {
    let reference = reference.strip_suffix('#').unwrap_or(reference);
    if has_scheme(reference) {
        return reference.to_owned();
    }
    let authority_end = base.find("://").map_or(0, |at| {
        let rest = &base[at + 3..];
        at + 3 + rest.find('/').unwrap_or(rest.len())
    });
    if reference.starts_with('/') {
        return format!("{}{reference}", &base[..authority_end]);
    }
    if reference.starts_with('#') || reference.is_empty() {
        return format!("{base}{reference}");
    }
    match base[authority_end..].rfind('/') {
        Some(at) => format!("{}/{reference}", &base[..authority_end + at]),
        None if authority_end > 0 => format!("{base}/{reference}"),
        None => reference.to_owned(),
    }
}

/// Whether a reference begins with a scheme such as `https:`.
pub(super) fn has_scheme(reference: &str) -> bool {
    reference.split_once(':').is_some_and(|(scheme, _)| {
        scheme.len() > 1
            && scheme.starts_with(|c: char| c.is_ascii_alphabetic())
            && scheme
                .bytes()
                .all(|b| b.is_ascii_alphanumeric() || matches!(b, b'+' | b'-' | b'.'))
    })
}
