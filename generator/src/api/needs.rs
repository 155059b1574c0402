//! What has to be there before a model can be: the least solution of its needs.
//!
//! A model can be made in one or several ways (a union by any of its variants), each
//! of which needs some other models (a struct all that it requires). Whether a model
//! has a finite value, how deep its smallest one is, and by which variant it begins,
//! are all questions of this kind. They are answered in time in proportion to the
//! needs, since every need is met once.

use super::ModelId;

/// A way in which a model can be made.
#[derive(Debug, Clone, Default)]
pub struct Way {
    /// Which of a union's variants it is; 0 for other models.
    pub variant: usize,
    /// What it needs.
    pub needs: Vec<ModelId>,
}

/// How a model can be made first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Made {
    /// The round in which it can: 1 where nothing is needed, else one more than that
    /// of what it needs.
    pub round: u32,
    /// The first variant that can in this round.
    pub variant: usize,
}

/// Which models can be made.
#[derive(Debug, Clone)]
pub struct Needs {
    ways: Vec<Pending>,
    /// By model: the ways that need it, as often as they do.
    needed_by: Vec<Vec<usize>>,
    made: Vec<Option<Made>>,
}

#[derive(Debug, Clone)]
struct Pending {
    owner: usize,
    variant: usize,
    /// How many needs are not met.
    unmet: usize,
}

impl Needs {
    /// Makes every model that can be, round by round. `ways` are by model.
    pub fn solve(ways: impl ExactSizeIterator<Item = Vec<Way>>) -> Needs {
        let count = ways.len();
        let mut needs = Needs {
            ways: Vec::with_capacity(count),
            needed_by: vec![Vec::new(); count],
            made: vec![None; count],
        };
        let mut ready = Vec::new();
        for (owner, ways) in ways.enumerate() {
            for way in ways {
                let index = needs.ways.len();
                if way.needs.is_empty() {
                    ready.push(index);
                }
                for need in &way.needs {
                    needs.needed_by[need.index()].push(index);
                }
                needs.ways.push(Pending {
                    owner,
                    variant: way.variant,
                    unmet: way.needs.len(),
                });
            }
        }
        needs.rounds(ready, 1);
        needs
    }

    /// How a model can be made; `None` where it cannot.
    pub fn made(&self, id: ModelId) -> Option<Made> {
        self.made[id.index()]
    }

    /// Takes a model as made, and with it what needs nothing else.
    pub fn take_as_made(&mut self, id: ModelId) {
        if self.made[id.index()].is_none() {
            let made = Made {
                round: 1,
                variant: 0,
            };
            self.made[id.index()] = Some(made);
            let ready = self.met(id.index());
            self.rounds(ready, 2);
        }
    }

    /// Goes on from ways that are ready in a round.
    fn rounds(&mut self, mut ready: Vec<usize>, first: u32) {
        let mut round = first;
        while !ready.is_empty() {
            let mut new = Vec::new();
            for index in ready {
                let Pending { owner, variant, .. } = self.ways[index];
                match &mut self.made[owner] {
                    Some(made) if made.round == round => made.variant = made.variant.min(variant),
                    Some(_) => {}
                    unmade => {
                        *unmade = Some(Made { round, variant });
                        new.push(owner);
                    }
                }
            }
            ready = new.into_iter().flat_map(|owner| self.met(owner)).collect();
            round += 1;
        }
    }

    /// The ways of which a model was the last need.
    fn met(&mut self, model: usize) -> Vec<usize> {
        let mut ready = Vec::new();
        for index in std::mem::take(&mut self.needed_by[model]) {
            let way = &mut self.ways[index];
            way.unmet -= 1;
            if way.unmet == 0 {
                ready.push(index);
            }
        }
        ready
    }
}
