//! What somebody may have meant who wrote a name that does not exist.

/// Nobody mistypes a longer name.
const LONGEST: usize = 100;

/// `did you mean `uuid`?`, if a name is like one of those that there are.
pub(crate) fn suggestion<'n>(
    name: &str,
    known: impl IntoIterator<Item = &'n str>,
) -> Option<String> {
    let length = name.len();
    let near = known
        .into_iter()
        // To compare takes as long as both are long, one by the other.
        .filter(|known| length <= LONGEST && known.len().abs_diff(length) <= length)
        .map(|known| {
            (
                strsim::damerau_levenshtein(&known.to_lowercase(), &name.to_lowercase()),
                known,
            )
        })
        .filter(|(distance, known)| *distance <= 1 + known.len().min(name.len()) / 4)
        .min()?;
    Some(format!("did you mean `{}`?", near.1))
}

#[cfg(test)]
mod tests {
    use super::suggestion;

    #[test]
    fn what_is_near() {
        let known = ["date-time", "date", "uuid"];
        let said = |name| suggestion(name, known);
        assert_eq!(
            said("datetime").as_deref(),
            Some("did you mean `date-time`?")
        );
        assert_eq!(said("UUID").as_deref(), Some("did you mean `uuid`?"));
        assert_eq!(said("binary"), None);
    }
}
