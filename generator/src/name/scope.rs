//! Names claimed so far in one place, so that no two things get the same.

use foldhash::{HashMap, HashSet};

/// A place in which names must differ.
#[derive(Debug, Default)]
pub(super) struct Scope {
    taken: HashSet<String>,
    /// The number tried last for a name, so that a thousand equal ones do not
    /// count from 2 a thousand times.
    last: HashMap<String, usize>,
    ignore_case: bool,
}

impl Scope {
    /// A scope for file names: some file systems take `A.md` and `a.md` for one.
    pub fn ignoring_case() -> Scope {
        Scope {
            ignore_case: true,
            ..Scope::default()
        }
    }

    /// A scope in which `names` are taken.
    pub fn reserving(names: &[&str]) -> Scope {
        Scope {
            taken: names.iter().map(|n| (*n).to_owned()).collect(),
            ..Scope::default()
        }
    }

    /// The name itself if it is free, else with the first free number after it,
    /// counted from 2 and set off by `separator`.
    pub fn claim(&mut self, name: String, separator: &str) -> String {
        if self.try_claim(&name) {
            return name;
        }
        let mut number = self.last.get(&name).copied().unwrap_or(1);
        loop {
            number += 1;
            // `Item2` and a second one of it are no `Item22`.
            let glue = if separator.is_empty() && name.ends_with(|c: char| c.is_ascii_digit()) {
                "V"
            } else {
                separator
            };
            let numbered = format!("{name}{glue}{number}");
            if self.try_claim(&numbered) {
                self.last.insert(name, number);
                return numbered;
            }
        }
    }

    /// Claims the name if it is free.
    pub fn try_claim(&mut self, name: &str) -> bool {
        self.taken.insert(if self.ignore_case {
            name.to_lowercase()
        } else {
            name.to_owned()
        })
    }
}
