//! What components that say the same are called.

use foldhash::{HashMap, HashMapExt};
use heck::ToSnakeCase;

/// Names with more words are taken to be like no other: there are too many ways to
/// leave some out.
const LONGEST: usize = 24;

/// By name: the position of the one that it has all words of, but for some that stand
/// side by side, or what that one has all words of; its own where there is none. Of
/// several that is the shortest.
pub(super) fn originals(names: &[&str]) -> Vec<usize> {
    let mut originals: Vec<usize> = (0..names.len()).collect();
    if let [_] = names {
        return originals;
    }
    let mut order = originals.clone();
    order.sort_by_key(|position| names[*position].len());
    let mut known: HashMap<String, usize> = HashMap::with_capacity(names.len());
    for (rank, position) in order.iter().enumerate() {
        let name = names[*position].to_snake_case();
        let words: Vec<&str> = name.split('_').collect();
        let original = shorter(&words).filter_map(|name| known.get(&name)).min();
        let rank = original.copied().unwrap_or(rank);
        originals[*position] = order[rank];
        known.insert(name, rank);
    }
    originals
}

/// What is left of a name without some words that stand side by side.
fn shorter(words: &[&str]) -> impl Iterator<Item = String> {
    let words = if words.len() > LONGEST { &[] } else { words };
    let runs =
        (0..words.len()).flat_map(|start| (start + 1..=words.len()).map(move |end| (start, end)));
    let left = runs.map(|(start, end)| [&words[..start], &words[end..]].concat().join("_"));
    left.filter(|name| !name.is_empty())
}

#[cfg(test)]
mod tests {
    use super::originals;

    #[test]
    fn a_word_more() {
        let table: &[(&[&str], &[usize])] = &[
            (&["BetaPet", "Pet"], &[1, 1]),
            (&["Pet", "PetParam", "OldPetParam"], &[0, 0, 0]),
            (&["ServerBetaEvent", "server_event"], &[1, 1]),
            // Other names, words in another order, a part of a word.
            (&["CreateOwner", "CreatePet"], &[0, 1]),
            (&["PetBeta", "BetaPet"], &[0, 1]),
            (&["Carpet", "Pet"], &[0, 1]),
            (
                &["ServerNewBetaEvent", "NewServerBetaEvent", "ServerEvent"],
                &[2, 1, 2],
            ),
            // Without the one that both extend, they are others.
            (&["PetA", "PetB", "Pet"], &[2, 2, 2]),
            (&["PetA", "PetB"], &[0, 1]),
            (&["BetaPetParam", "PetParam", "Pet"], &[2, 2, 2]),
        ];
        for (names, expected) in table {
            assert_eq!(originals(names), *expected, "{names:?}");
        }
    }
}
