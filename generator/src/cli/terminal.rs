//! Where text goes: two streams, with colours where they are wanted.

use std::io::{self, Write};

use anstream::AutoStream;

use super::Message;

/// Two streams. What is written carries ANSI colours; a stream that is no
/// terminal, or whose user set `NO_COLOR`, gets the text without.
pub struct Terminal<'a> {
    out: Box<dyn Write + 'a>,
    err: Box<dyn Write + 'a>,
}

impl Terminal<'static> {
    /// Those of the process.
    pub fn standard() -> Terminal<'static> {
        Terminal {
            out: Box::new(AutoStream::auto(io::stdout())),
            err: Box::new(AutoStream::auto(io::stderr())),
        }
    }
}

impl<'a> Terminal<'a> {
    /// Two buffers, without colours.
    pub fn buffers(out: &'a mut Vec<u8>, err: &'a mut Vec<u8>) -> Terminal<'a> {
        Terminal {
            out: Box::new(AutoStream::never(out)),
            err: Box::new(AutoStream::never(err)),
        }
    }

    /// Writes what was asked for. A reader that has gone (`| head`) is no fault.
    pub fn out(&mut self, message: impl Into<Message>) {
        write(&mut self.out, &message.into());
    }

    /// Writes what the user should know besides.
    pub fn err(&mut self, message: impl Into<Message>) {
        write(&mut self.err, &message.into());
    }
}

fn write(to: &mut dyn Write, message: &Message) {
    let _ = to
        .write_all(message.as_ansi().as_bytes())
        .and_then(|()| to.flush());
}
