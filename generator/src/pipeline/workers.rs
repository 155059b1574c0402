//! The threads that all stages run on.
//!
//! A stage that is done in one go runs on one of them, too, and not on the thread that
//! called: an allocator has a heap for each thread, and what one stage frees is at hand
//! for the next one only if that runs on the same thread. Memory that nobody has used
//! before is dear, because the kernel clears it.

use std::sync::LazyLock;

use rayon::{ThreadPool, ThreadPoolBuilder};

/// Documents may be nested deeply, and threads that go through a whole one recurse
/// as the parser does.
pub(super) const STACK: usize = 128 << 20;

static WORKERS: LazyLock<Option<ThreadPool>> =
    LazyLock::new(|| ThreadPoolBuilder::new().stack_size(STACK).build().ok());

/// Does some work on one of the threads that it may then share it with.
pub(super) fn on_workers<R: Send>(work: impl FnOnce() -> R + Send) -> R {
    match &*WORKERS {
        Some(workers) => workers.install(work),
        None => work(),
    }
}
