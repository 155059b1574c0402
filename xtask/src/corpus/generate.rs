//! Crates from documents, on all cores.
//!
//! Each document has a thread of its own (the generator's own parallel parts
//! share one pool), so that a panic, which is a bug of ours, costs one document.

use std::cell::RefCell;
use std::panic::{self, AssertUnwindSafe};
use std::path::Path;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::Instant;

use typewright::diagnostic::{Diagnostics, Severity};
use typewright::pipeline::{Request, config_beside, generate};
use typewright::write::{self, Options};

use super::discover::Document;
use super::progress::Progress;
use super::row::{Generated, Row, Trouble};

thread_local! {
    /// What the last panic of this thread said.
    static PANIC: RefCell<Option<String>> = const { RefCell::new(None) };
}

/// Generates every document; the largest first, because they take longest.
pub fn all(documents: &[Document], out: &Path) -> Vec<Row> {
    let hook = panic::take_hook();
    panic::set_hook(Box::new(|panic| {
        PANIC.with_borrow_mut(|last| *last = Some(panic.to_string().replace('\n', " ")));
    }));
    let mut order: Vec<usize> = (0..documents.len()).collect();
    order.sort_by_key(|i| std::cmp::Reverse(documents[*i].size));
    let rows: Vec<Mutex<Option<Row>>> = documents.iter().map(|_| Mutex::default()).collect();
    let next = AtomicUsize::new(0);
    let progress = Progress::new("generate", documents.len());
    let work = || {
        while let Some(&i) = order.get(next.fetch_add(1, Ordering::Relaxed)) {
            progress.begin(&documents[i].name);
            let row = one(&documents[i], out);
            progress.end(&documents[i].name, &row.generated_in_words());
            if let Ok(mut place) = rows[i].lock() {
                *place = Some(row);
            }
        }
    };
    let threads = thread::available_parallelism().map_or(1, usize::from);
    thread::scope(|scope| {
        for _ in 0..threads {
            // A document's depth must not decide whether a thread has the room.
            let builder = thread::Builder::new().stack_size(64 << 20);
            if builder.spawn_scoped(scope, work).is_err() {
                work();
            }
        }
    });
    progress.done();
    panic::set_hook(hook);
    let taken = |place: Mutex<Option<Row>>| place.into_inner().ok().flatten();
    rows.into_iter().filter_map(taken).collect()
}

fn one(document: &Document, out: &Path) -> Row {
    let folder = out.join(&document.krate);
    let mut row = Row::new(&document.name, &document.path, &document.krate, &folder);
    let attempt = panic::catch_unwind(AssertUnwindSafe(|| make(document, &folder)));
    row.generated = attempt.unwrap_or_else(|_| {
        let said = PANIC.with_borrow_mut(Option::take).unwrap_or_default();
        Err(Trouble::Bug(said))
    });
    row
}

fn make(document: &Document, folder: &Path) -> Result<Generated, Trouble> {
    let mut request = Request::new(&document.path, document.name.clone(), "cargo xtask corpus");
    if let Some(config) = config_beside(&document.path).map_err(Trouble::Document)? {
        request.config = config;
    }
    request.config.krate.name = Some(document.krate.clone());
    let start = Instant::now();
    let done = generate(&request).map_err(|diagnostics| Trouble::Document(errors(&diagnostics)))?;
    let milliseconds = start.elapsed().as_secs_f64() * 1e3;
    write::apply(&done.tree, folder, Options { force: true })
        .map_err(|e| Trouble::Document(e.to_string()))?;
    Ok(Generated {
        dialect: done.statistics.dialect.as_str(),
        schemas: done.statistics.schemas,
        models: done.statistics.models,
        milliseconds,
        files: done.tree.len(),
        lines: done.tree.iter().map(|(_, text)| text.lines().count()).sum(),
        losses: done.diagnostics.count(Severity::Warning),
        notes: done.diagnostics.count(Severity::Note),
    })
}

/// The errors of a document, the first ones in full.
fn errors(diagnostics: &Diagnostics) -> String {
    let errors: Vec<String> = diagnostics
        .iter()
        .filter(|d| d.severity == Severity::Error)
        .map(ToString::to_string)
        .collect();
    let mut text = errors
        .iter()
        .take(3)
        .cloned()
        .collect::<Vec<_>>()
        .join("\n");
    if errors.len() > 3 {
        text.push_str(&format!("\nand {} more errors", errors.len() - 3));
    }
    text
}
