//! Which alternative to take, so that each is taken at least once.
//!
//! The synthesiser meets *sites*: an optional property (present or absent), a
//! union (which branch), a scalar (which value). A site is a hash of the schema
//! that it belongs to; how often each of its alternatives was taken is counted,
//! and the least used comes first. So a few dozen instances take every
//! alternative of every site, whatever the nesting, without any plan.

use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};

/// What is preferred beside the least used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mode {
    /// The first alternatives: everything present.
    Full,
    /// The last alternatives: nothing present that need not be.
    Minimal,
    /// The least used, and now and then any.
    Varied,
}

/// What was taken so far.
#[derive(Debug)]
pub struct Coverage {
    taken: HashMap<u64, Vec<u32>>,
    untaken: usize,
    state: u64,
    /// What is preferred for the instance under way.
    pub mode: Mode,
}

impl Coverage {
    /// Nothing taken; equal seeds make equal choices.
    pub fn new(seed: u64) -> Self {
        Coverage {
            taken: HashMap::new(),
            untaken: 0,
            state: seed | 1,
            mode: Mode::Full,
        }
    }

    /// The site that belongs to a schema, told apart by a word.
    pub fn site(node: usize, word: &str) -> u64 {
        let mut hasher = DefaultHasher::new();
        (node, word).hash(&mut hasher);
        hasher.finish()
    }

    /// The alternatives of a site in the order in which to try them.
    pub fn order(&mut self, site: u64, count: usize) -> Vec<usize> {
        let mode = self.mode;
        let shuffle = self.below(count.max(1));
        let any = mode == Mode::Varied && self.below(5) == 0;
        let taken = self.taken.entry(site).or_insert_with(|| {
            self.untaken += count;
            vec![0; count]
        });
        // Sites that share a hash, or one whose alternatives changed with what
        // surrounds it: the common part is counted.
        if taken.len() < count {
            self.untaken += count - taken.len();
            taken.resize(count, 0);
        }
        let mut order: Vec<usize> = (0..count).map(|i| (i + shuffle) % count).collect();
        match mode {
            Mode::Full => order.sort_unstable(),
            Mode::Minimal => order.sort_unstable_by(|a, b| b.cmp(a)),
            Mode::Varied if any => {}
            Mode::Varied => order.sort_by_key(|i| taken[*i]),
        }
        order
    }

    /// Remembers that an alternative was taken.
    pub fn take(&mut self, site: u64, alternative: usize) {
        if let Some(count) = self
            .taken
            .get_mut(&site)
            .and_then(|t| t.get_mut(alternative))
        {
            self.untaken -= usize::from(*count == 0);
            *count += 1;
        }
    }

    /// How many known alternatives were never taken.
    pub fn untaken(&self) -> usize {
        self.untaken
    }

    /// A number below `limit`, which is not 0 (xorshift).
    pub fn below(&mut self, limit: usize) -> usize {
        self.state ^= self.state << 13;
        self.state ^= self.state >> 7;
        self.state ^= self.state << 17;
        (self.state >> 16) as usize % limit
    }
}
