//! The command line tool.
//!
//! What comes in: arguments and a [`Terminal`]. What goes out: an exit status,
//! after the work was done or a reason was given: 0 done, 1 the check or the
//! document failed, 2 wrong usage. `xtask` prints with the same functions
//! ([`report`]), so that both speak alike.

mod args;
mod command;
mod generate;
mod message;
pub mod report;
mod terminal;

use std::ffi::OsString;

use clap::Parser as _;

pub use message::Message;
pub use terminal::Terminal;

use crate::write::Cache;
use args::{Cli, Command};

/// Exit status: everything was done.
pub const DONE: u8 = 0;
/// Exit status: the document, the folder or the check failed.
pub const FAILED: u8 = 1;
/// Exit status: the command line makes no sense.
pub const USAGE: u8 = 2;

/// Runs the tool with these arguments, the program's name first. With a cache,
/// a run that would change nothing is left out.
pub fn run(
    args: impl IntoIterator<Item = OsString>,
    terminal: &mut Terminal<'_>,
    cache: Option<&Cache>,
) -> u8 {
    let cli = match Cli::try_parse_from(args) {
        Ok(cli) => cli,
        Err(message) => {
            if message.use_stderr() {
                terminal.err(&message.to_string()); // it repeats arguments
                return USAGE;
            }
            terminal.out(Message::of_help(&message.render())); // --help, --version
            return DONE;
        }
    };
    match cli.command {
        Command::Gen(args) => generate::generate(args, terminal, cache),
        Command::Check(args) => generate::check(args, terminal, cache),
    }
}
