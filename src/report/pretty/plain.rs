//! The ordinary finding without colours, drawn straight: one place in one short line of ASCII. Nearly all findings are
//! such, and drawing them letter by letter in a grid is most of what a long report costs.

use std::ops::Range;

use crate::base::diagnostic::{Diagnostic, Level};
use crate::report::located::Located;

/// Room that a line leaves at its right for nothing to be cut off, with its number and the bar before it.
const ROOM: usize = 24;

/// The heading of a finding and the line that it is in, or `None` where it is not an ordinary one: `span` is where it
/// is in `line`, and `width` the width of the terminal.
pub(super) fn draw(
    diagnostic: &Diagnostic,
    at: &Located,
    line: &str,
    span: &Range<usize>,
    width: usize,
) -> Option<String> {
    let is_ordinary = line.len() + ROOM <= width
        && line.bytes().all(is_ascii)
        && is_text(&diagnostic.what)
        && is_text(&at.path)
        && !span.is_empty()
        && span.end <= line.len();
    if !is_ordinary {
        return None;
    }
    let level = match diagnostic.level {
        Level::Error => "error",
        Level::Warning => "warning",
        Level::Note => "note",
    };
    let number = at.line.to_string();
    let margin = " ".repeat(number.len());
    let column = (span.start + 1).to_string();
    let carets = "^".repeat(span.len());
    let indent = " ".repeat(span.start);
    let Diagnostic { code, what, .. } = diagnostic;
    Some(
        [
            &*format!("{level}[{code}]: {what}\n{margin}--> {}:{number}:{column}\n", at.path),
            &*format!("{margin} |\n{number} | {line}\n{margin} | {indent}{carets}"),
        ]
        .concat(),
    )
}

fn is_ascii(byte: u8) -> bool {
    matches!(byte, b' '..=b'~')
}

/// Whether a text holds nothing but ASCII, letters, digits and the signs of our own sentences.
fn is_text(text: &str) -> bool {
    let is_sign =
        |c: char| c.is_alphanumeric() || matches!(c, ' '..='~' | '’' | '–' | '…' | '×' | '→');
    text.bytes().all(is_ascii) || text.chars().all(is_sign)
}
