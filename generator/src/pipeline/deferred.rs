//! Freeing memory in the background.
//!
//! A document is hundreds of thousands of values, and so is what was made of it on
//! the way. To free them all takes a while, for which nobody should have to wait;
//! whoever exits anyway need not free them at all.

use std::any::Any;
use std::fmt;
use std::thread::Builder;

use super::workers::STACK;

/// Values that nobody needs any more. They are freed in the background.
#[derive(Default)]
pub struct DeferredDrop(Vec<Box<dyn Any + Send>>);

impl DeferredDrop {
    /// Adds a value.
    pub(super) fn add(&mut self, value: impl Any + Send) {
        self.0.push(Box::new(value));
    }
}

impl Drop for DeferredDrop {
    fn drop(&mut self) {
        let values = std::mem::take(&mut self.0);
        if !values.is_empty() {
            let thread = Builder::new().stack_size(STACK).spawn(move || drop(values));
            // Without a thread the closure is dropped here, and the values with it.
            drop(thread);
        }
    }
}

impl fmt::Debug for DeferredDrop {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "DeferredDrop({})", self.0.len())
    }
}
