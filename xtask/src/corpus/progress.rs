//! How far a task is: a bar on a terminal, lines elsewhere.

use std::io::IsTerminal as _;

use indicatif::{ProgressBar, ProgressStyle};

/// The progress of one task over many documents.
pub struct Progress {
    bar: Option<ProgressBar>,
    task: &'static str,
}

impl Progress {
    /// A task that begins.
    pub fn new(task: &'static str, count: usize) -> Progress {
        let bar = std::io::stderr().is_terminal().then(|| {
            let bar = ProgressBar::new(count as u64);
            let style = "{prefix:>9} [{bar:30}] {pos}/{len} {elapsed} {wide_msg}";
            if let Ok(style) = ProgressStyle::with_template(style) {
                bar.set_style(style.progress_chars("=> "));
            }
            bar.set_prefix(task);
            bar
        });
        Progress { bar, task }
    }

    /// A document is begun.
    pub fn begin(&self, name: &str) {
        if let Some(bar) = &self.bar {
            bar.set_message(name.to_owned());
        }
    }

    /// A document is done.
    pub fn end(&self, name: &str, how: &str) {
        match &self.bar {
            Some(bar) => bar.inc(1),
            None => eprintln!("{}: {name}: {how}", self.task),
        }
    }

    /// All are done.
    pub fn done(&self) {
        if let Some(bar) = &self.bar {
            bar.finish_and_clear();
        }
    }
}
