//! Which schemas were met already.

use foldhash::HashSet;

use super::keys::FEW;
use super::parts::Part;

/// The parts that were met.
#[derive(Debug, Default)]
pub(super) struct Seen {
    few: Vec<Part>,
    many: HashSet<Part>,
}

impl Seen {
    /// Adds a part; answers whether it is new.
    pub fn insert(&mut self, part: Part) -> bool {
        if self.few.contains(&part) {
            return false;
        }
        if self.few.len() < FEW {
            self.few.push(part);
            return true;
        }
        self.many.insert(part)
    }

    /// Whether a part was met.
    pub fn contains(&self, part: Part) -> bool {
        self.few.contains(&part) || self.many.contains(&part)
    }
}
