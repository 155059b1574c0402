//! What was read from the text in a codec file, kept where it is found again.
//!
//! A codec file holds its table as text, which is read when it is first needed: as
//! constants of structs and slices, or with a `OnceLock` beside each text, the same
//! would be several hundredths of what the crate costs to compile. So beside the
//! text stands a mere number, and what was read stands here under that number.

use std::sync::OnceLock;
use std::sync::atomic::{AtomicUsize, Ordering};

/// Where on its shelf something stands: [`UNREAD`] to begin with.
pub type Place = AtomicUsize;

/// The place of a text that was not needed yet.
// A constant, because a call would be evaluated for each model.
#[allow(clippy::declare_interior_mutable_const)]
pub const UNREAD: Place = Place::new(0);

/// All that was read from texts of one kind. It only grows.
pub(super) struct Shelf<T> {
    /// Reads a text.
    read: fn(&'static str) -> T,
    /// How many numbers were given away.
    given: AtomicUsize,
    /// What has a small number: most programs need no more, and this is found faster.
    near: [Slot<T>; 64],
    /// What has a larger one: number `n` stands on the board of its highest bit,
    /// which has twice the room of the one before.
    far: [OnceLock<Box<[Slot<T>]>>; usize::BITS as usize],
}

type Slot<T> = OnceLock<T>;

impl<T> Shelf<T> {
    /// An empty shelf for what a function makes of texts.
    pub(super) const fn new(read: fn(&'static str) -> T) -> Self {
        Self {
            read,
            given: AtomicUsize::new(0),
            near: [const { OnceLock::new() }; 64],
            far: [const { OnceLock::new() }; usize::BITS as usize],
        }
    }

    /// What the text at a place says, which is read at the first time.
    #[inline]
    pub(super) fn get(&'static self, place: &Place, text: &'static str) -> &'static T {
        match self.at(place.load(Ordering::Acquire)) {
            Some(found) => found,
            None => self.put(place, text),
        }
    }

    #[inline]
    fn at(&self, number: usize) -> Option<&T> {
        match self.near.get(number) {
            Some(slot) => slot.get(),
            None => self.far[board(number)].get()?[number - room(number)].get(),
        }
    }

    #[cold]
    fn put(&'static self, place: &Place, text: &'static str) -> &'static T {
        let number = self.given.fetch_add(1, Ordering::Relaxed) + 1;
        let slot = self.near.get(number).unwrap_or_else(|| {
            let new = || (0..room(number)).map(|_| OnceLock::new()).collect();
            &self.far[board(number)].get_or_init(new)[number - room(number)]
        });
        let own = slot.get_or_init(|| (self.read)(text));
        // Two threads may read one text at once; the second takes what the first has.
        match place.compare_exchange(0, number, Ordering::AcqRel, Ordering::Acquire) {
            Ok(_) => own,
            Err(first) => self.at(first).unwrap_or(own),
        }
    }
}

/// Where a number that is not zero stands.
fn board(number: usize) -> usize {
    number.ilog2() as usize
}

/// How many slots there are on that board, which is also its first number.
fn room(number: usize) -> usize {
    1 << board(number)
}
