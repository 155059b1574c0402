//! Where in a list a key is.

use foldhash::HashMap;

/// So few are compared one by one, which is faster than hashing.
pub(super) const FEW: usize = 16;

/// Positions by key, for a list that only grows.
#[derive(Debug, Default)]
pub(super) struct Keys<'doc>(HashMap<&'doc str, usize>);

impl<'doc> Keys<'doc> {
    /// The position of a key in `list`; `key_of` is the key of an element.
    pub fn position<'l, T>(
        &mut self,
        list: &'l [T],
        key_of: impl Fn(&'l T) -> &'doc str,
        key: &str,
    ) -> Option<usize> {
        if list.len() <= FEW {
            return list.iter().position(|element| key_of(element) == key);
        }
        for (position, element) in list.iter().enumerate().skip(self.0.len()) {
            self.0.insert(key_of(element), position);
        }
        self.0.get(key).copied()
    }
}
