//! Values with their hash, which is the dear part of putting them into a map, and can
//! be had on all cores.

use std::hash::{BuildHasher, Hash, Hasher};

use foldhash::fast::RandomState;

/// A value with its hash.
#[derive(PartialEq, Eq)]
pub(super) struct Hashed<T> {
    hash: u64,
    value: T,
}

impl<T: Hash> Hashed<T> {
    /// Values that go into one map need one way to hash.
    pub(super) fn of(value: T, how: &RandomState) -> Hashed<T> {
        let hash = how.hash_one(&value);
        Hashed { hash, value }
    }
}

impl<T> Hash for Hashed<T> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        state.write_u64(self.hash);
    }
}
