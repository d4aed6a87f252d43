//! How the program ends, and how it says that it could not do the job.

use std::io::{self, IsTerminal, Write};
use std::process::ExitCode;

use crate::base::error::Error;

/// Nothing is wrong.
pub const CLEAN: u8 = 0;
/// There are findings that must be mended.
pub const FINDINGS: u8 = 1;
/// The job could not be done.
pub const FAILED: u8 = 2;

/// Says what went wrong in a line and a help.
pub fn failed(error: &Error) -> ExitCode {
    let mut err = io::stderr().lock();
    // When even that cannot be written, the exit code has to do.
    let _ = writeln!(err, "error: {error}");
    if let Some(help) = error.help() {
        let _ = writeln!(err, "  help: {help}");
    }
    ExitCode::from(FAILED)
}

/// Writes to standard output; a reader that went away is no failure.
pub fn say(text: &str) {
    let _ = io::stdout().lock().write_all(text.as_bytes());
}

/// Writes to standard output piece by piece, so that a long report is never held as a whole; a reader that went away is
/// no failure.
pub fn tell(write: impl FnOnce(&mut dyn Write) -> io::Result<()>) {
    let mut out = io::BufWriter::with_capacity(1 << 16, io::stdout().lock());
    let _ = write(&mut out).and_then(|()| out.flush());
}

/// Whether standard output shows colours.
#[must_use]
pub fn is_terminal() -> bool {
    io::stdout().is_terminal()
}
