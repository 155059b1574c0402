//! Trial: unions whose variants nothing tells apart.
//!
//! In comes a value that each variant of a union may read; out goes the one that keeps
//! the most of it. What a variant passes over it *loses*, and the reader notes where. A
//! variant that loses nothing is taken at once. Otherwise one is taken that loses only
//! what all others lose as well: keys that none of them knows. Where every variant loses
//! what another one knows, the value is unknown.
//!
//! Where unions that are tried are inside of each other, every variant of the outer one
//! meets the inner one again. That is decided once: the decision is kept by the place of
//! the value, and whoever comes next steps over the value without reading it. So the time
//! and the memory are in proportion to the text, however deep it is.

use std::collections::HashMap;
use std::mem::{replace, take};
use std::rc::Rc;

use super::error::any_of;
use super::plan::Choice;
use super::reader::Mark;
use super::union::Union;
use super::{Error, Reader};

/// Variants to try.
#[derive(Clone, Copy)]
pub(super) struct Trial<'p> {
    /// In this order, where nothing makes one better than another.
    pub(super) order: &'p [usize],
    /// Keys that not all variants have, sorted.
    pub(super) keys: &'p [&'static str],
    /// A number that no other plan has.
    pub(super) plan: usize,
}

/// What is known of a value, and of those inside, while variants are tried on it.
#[derive(Default)]
pub(super) struct Trials {
    /// What is read may be thrown away. It is not when the outermost value is read at last.
    trying: bool,
    /// How the variant that is being tried reads the value.
    reading: Reading,
    /// What the values inside are.
    decided: HashMap<Site, Rc<Decision>>,
    /// Up to here the text is known to be JSON.
    checked: usize,
}

/// A value that a union has to be decided for.
#[derive(PartialEq, Eq, Hash)]
struct Site {
    plan: usize,
    at: usize,
    hidden: Option<&'static str>,
}

/// What a value is.
struct Decision {
    /// The variant, or why it is none.
    variant: Result<usize, String>,
    reading: Reading,
    /// Where the value ends.
    end: usize,
}

/// How a variant reads a value.
#[derive(Default)]
struct Reading {
    /// What is lost, in the order of the text.
    losses: Vec<Lost>,
    /// How many values that is.
    lost: usize,
    /// How many values inside are of unknown variants.
    unknown: usize,
    /// A value inside was stepped over, so that the variant does not hold it.
    hollow: bool,
}

enum Lost {
    /// A value.
    Value(Loss),
    /// What a value inside has lost, which others may lose as well.
    Inside(Rc<Decision>),
}

/// A value that is lost.
#[derive(Clone, Copy)]
struct Loss {
    /// Where it begins.
    value: usize,
    /// Where its key begins, if it is lost because nobody knows that.
    key: Option<usize>,
    /// The reader's depth there.
    depth: u8,
}

impl Choice {
    /// Decodes the variant that keeps the most of the next value.
    pub(super) fn by_trial(
        &self,
        trial: Trial<'_>,
        union: &mut dyn Union,
        from: &mut Reader<'_>,
    ) -> Result<(), Error> {
        let outermost = from.trials.is_none();
        let result = self.decide_once(trial, union, from);
        if outermost {
            from.trials = None;
        }
        result
    }

    fn decide_once(
        &self,
        trial: Trial<'_>,
        union: &mut dyn Union,
        from: &mut Reader<'_>,
    ) -> Result<(), Error> {
        from.token()?;
        let mark = from.mark();
        let site = Site {
            plan: trial.plan,
            at: mark.at,
            hidden: mark.hidden,
        };
        let trials = from.trials();
        let (decision, held) = match trials.decided.get(&site) {
            Some(decision) => (decision.clone(), None),
            None => {
                let trying = replace(&mut trials.trying, true);
                let outer = take(&mut trials.reading);
                let decided = self.decide(trial, mark, union, from);
                let trials = from.trials();
                trials.trying = trying;
                trials.reading = outer;
                let (decision, held) = decided?;
                let decision = Rc::new(decision);
                if trying {
                    trials.decided.insert(site, decision.clone());
                }
                (decision, held)
            }
        };
        let variant = match &decision.variant {
            Ok(variant) => *variant,
            Err(why) => return Err(Error::new(why.clone())),
        };
        let trials = from.trials();
        if held != Some(variant) && !trials.trying {
            from.rewind(mark);
            return self.decode_as(variant, union, from);
        }
        trials.reading.hollow |= held != Some(variant);
        trials.reading.add(&decision);
        from.step_over(mark, decision.end);
        Ok(())
    }

    /// Tries the variants. Says, too, which one the union holds now.
    fn decide(
        &self,
        trial: Trial<'_>,
        mark: Mark,
        union: &mut dyn Union,
        from: &mut Reader<'_>,
    ) -> Result<(Decision, Option<usize>), Error> {
        // What goes wrong from here on does so for the types.
        from.check()?;
        let mut readings: Vec<(usize, Reading)> = Vec::new();
        let mut failures: Vec<(usize, Error)> = Vec::new();
        let mut held = None;
        let mut end = None;
        for &variant in trial.order {
            from.rewind(mark);
            let result = self.decode_as(variant, union, from);
            let reading = take(&mut from.trials().reading);
            held = (result.is_ok() && !reading.hollow).then_some(variant);
            match result {
                Ok(()) => {
                    end = Some(from.at);
                    let perfect = reading.cost() == (0, 0);
                    readings.push((variant, reading));
                    if perfect {
                        break;
                    }
                }
                Err(error) => failures.push((variant, error)),
            }
        }
        let picked = self.pick(trial, mark, readings, from);
        let (variant, reading) = match (picked, self.unknown) {
            (Some((variant, reading)), _) => (Ok(variant), reading),
            (None, Some(unknown)) => (Ok(unknown), Reading::of_unknown()),
            (None, None) => (Err(self.reasons(&failures)), Reading::default()),
        };
        let end = match end {
            Some(end) => end,
            None => {
                from.rewind(mark);
                from.skip()?;
                from.at
            }
        };
        let decision = Decision {
            variant,
            reading,
            end,
        };
        Ok((decision, held))
    }

    /// The variant that keeps the most of a value, if no other keeps anything else.
    fn pick(
        &self,
        trial: Trial<'_>,
        mark: Mark,
        mut readings: Vec<(usize, Reading)>,
        from: &Reader<'_>,
    ) -> Option<(usize, Reading)> {
        let costs = readings.iter().map(|(_, reading)| reading.cost());
        let (best, _) = costs.enumerate().min_by_key(|(_, cost)| *cost)?;
        let (_, reading) = &readings[best];
        if self.unknown.is_some() && reading.lost > 0 {
            let objects = from.depth_in_objects(mark);
            let known = |loss: Loss| {
                let key = loss.key.filter(|_| loss.depth == objects);
                key.is_some_and(|key| from.is_key_of(key, trial.keys))
            };
            let keeps_more = |other: &Reading| !reading.is_within(other);
            if readings.iter().any(|(_, other)| keeps_more(other)) || reading.each().any(known) {
                return None;
            }
        }
        Some(readings.swap_remove(best))
    }

    #[cold]
    fn reasons(&self, failures: &[(usize, Error)]) -> String {
        let reasons = failures
            .iter()
            .map(|(variant, error)| format!("{}: {error}", self.variants[*variant]));
        format!("no variant fits ({})", any_of(reasons, "; "))
    }
}

impl Reading {
    /// That of a variant which holds any JSON.
    fn of_unknown() -> Self {
        Self {
            unknown: 1,
            ..Self::default()
        }
    }

    /// How much it differs from the best there is.
    fn cost(&self) -> (usize, usize) {
        (self.lost, self.unknown)
    }

    /// Adds how a value inside is read.
    fn add(&mut self, inside: &Rc<Decision>) {
        let Reading { lost, unknown, .. } = inside.reading;
        self.lost += lost;
        self.unknown += unknown;
        if lost > 0 {
            self.losses.push(Lost::Inside(inside.clone()));
        }
    }

    /// Everything that is lost, also inside.
    fn each(&self) -> impl Iterator<Item = Loss> {
        let mut open = vec![self.losses.iter()];
        std::iter::from_fn(move || {
            loop {
                match open.last_mut()?.next() {
                    Some(Lost::Value(loss)) => return Some(*loss),
                    Some(Lost::Inside(decision)) => open.push(decision.reading.losses.iter()),
                    None => drop(open.pop()),
                }
            }
        })
    }

    /// Whether another reading loses all that this one loses.
    fn is_within(&self, other: &Self) -> bool {
        let mut pairs = self.losses.iter().zip(&other.losses);
        if self.losses.len() == other.losses.len() && pairs.all(|(this, that)| this.is(that)) {
            return true;
        }
        let mut theirs = other.each();
        self.each()
            .all(|loss| theirs.any(|their| their.value == loss.value))
    }
}

impl Lost {
    /// Whether two readings lose this in common.
    fn is(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Value(this), Self::Value(that)) => this.value == that.value,
            (Self::Inside(this), Self::Inside(that)) => Rc::ptr_eq(this, that),
            _ => false,
        }
    }
}

impl Reader<'_> {
    /// Whether it is noted what is lost.
    #[inline]
    pub(super) fn is_trying(&self) -> bool {
        self.trials.as_ref().is_some_and(|trials| trials.trying)
    }

    /// Notes that the value which begins there is not kept as it is.
    pub(super) fn lose(&mut self, value: usize) {
        self.note(value, None);
    }

    /// Notes that the null that was just taken is not kept.
    pub(super) fn lose_null(&mut self) {
        self.note(self.at - "null".len(), None);
    }

    /// Passes over the value of a key that nobody knows, which begins there.
    pub(super) fn pass(&mut self, key: usize) -> Result<(), Error> {
        if self.is_trying() {
            self.token()?;
            self.note(self.at, Some(key));
        }
        self.skip()
    }

    fn note(&mut self, value: usize, key: Option<usize>) {
        let depth = self.depth;
        if let Some(trials) = self.trials.as_mut().filter(|trials| trials.trying) {
            let loss = Loss { value, key, depth };
            trials.reading.losses.push(Lost::Value(loss));
            trials.reading.lost += 1;
        }
    }

    /// Notes that a value is of an unknown variant.
    pub fn unlisted<T>(&mut self, value: T) -> T {
        if let Some(trials) = &mut self.trials {
            trials.reading.unknown += 1;
        }
        value
    }

    fn trials(&mut self) -> &mut Trials {
        self.trials.get_or_insert_default()
    }

    /// Checks that the next value is JSON, unless that is known.
    fn check(&mut self) -> Result<(), Error> {
        if self.at < self.trials().checked {
            return Ok(());
        }
        self.skip()?;
        self.trials().checked = self.at;
        Ok(())
    }

    /// Goes on behind a value.
    fn step_over(&mut self, mark: Mark, end: usize) {
        self.rewind(mark);
        self.at = end;
        self.hidden = None;
    }

    /// The reader's depth in the object at a mark, or in the objects of the list there.
    fn depth_in_objects(&self, mark: Mark) -> u8 {
        let text = self.text[mark.at..].bytes();
        let opened = text.take_while(|byte| *byte == b'[' || *byte <= b' ');
        let lists = opened
            .filter(|byte| *byte == b'[')
            .take(usize::from(mark.depth));
        mark.depth.saturating_sub(1 + lists.count() as u8)
    }

    /// Whether the key that begins there is one of these.
    fn is_key_of(&self, key: usize, keys: &[&str]) -> bool {
        let mut reader = Reader::new(&self.text[key..]);
        reader
            .key()
            .is_ok_and(|key| keys.binary_search(&key).is_ok())
    }
}
