//! The ordinary finding without colours, drawn straight: places in short lines of ASCII, one in each file. Nearly all
//! findings are such, and drawing them letter by letter in a grid is most of what a long report costs.

use std::ops::Range;

use crate::base::diagnostic::Diagnostic;
use crate::report::located::Located;

use super::is_ascii;

/// Room that a line leaves at its right for nothing to be cut off, with its number and the bar before it.
const ROOM: usize = 24;

/// A place in a line.
pub(super) struct Part<'a> {
    pub at: &'a Located,
    pub line: &'a str,
    /// Where it is in the line.
    pub span: Range<usize>,
    /// What it has to do with the finding; nothing for the finding's own place.
    pub label: &'a str,
}

/// The heading of a finding and the lines that it is about, with the width of the margin that their numbers need, or
/// `None` where it is not an ordinary one. `width` is that of the terminal.
pub(super) fn draw(
    diagnostic: &Diagnostic,
    parts: &[Part],
    width: usize,
) -> Option<(String, usize)> {
    let Diagnostic { level, code, what, .. } = diagnostic;
    if !is_text(what) || !parts.iter().all(|part| part.is_ordinary(width)) {
        return None;
    }
    let last = parts.iter().map(|part| part.at.line).max()?;
    let margin = last.to_string().len();
    let mut out = format!("{level}[{code}]: {what}");
    for (index, part) in parts.iter().enumerate() {
        let (arrow, mark) = if index == 0 { ("-->", "^") } else { (":::", "-") };
        if index > 0 {
            push(&mut out, &["\n", &blanks(margin), " |"]);
        }
        let (path, number) = (part.at.path.as_str(), part.at.line.to_string());
        let (margin, column) = (blanks(margin), (part.span.start + 1).to_string());
        push(&mut out, &["\n", &margin, arrow, " ", path, ":", &number, ":", &column]);
        let padding = margin.get(number.len()..).unwrap_or_default();
        push(&mut out, &["\n", &margin, " |\n", padding, &number, " | ", part.line]);
        let (indent, marks) = (blanks(part.span.start), mark.repeat(part.span.len()));
        push(&mut out, &["\n", &margin, " | ", &indent, &marks]);
        if !part.label.is_empty() {
            push(&mut out, &[" ", part.label]);
        }
    }
    Some((out, margin))
}

impl Part<'_> {
    fn is_ordinary(&self, width: usize) -> bool {
        self.line.len() + self.label.len() + ROOM <= width
            && self.line.bytes().all(is_ascii)
            && self.label.bytes().all(is_ascii)
            && is_text(&self.at.path)
            && !self.span.is_empty()
            && self.span.end <= self.line.len()
    }
}

fn push(out: &mut String, parts: &[&str]) {
    for part in parts {
        out.push_str(part);
    }
}

fn blanks(count: usize) -> String {
    " ".repeat(count)
}

/// Whether a text holds nothing but ASCII, letters, digits and the signs of our own sentences.
fn is_text(text: &str) -> bool {
    let is_sign =
        |c: char| c.is_alphanumeric() || matches!(c, ' '..='~' | '’' | '–' | '…' | '×' | '→');
    text.bytes().all(is_ascii) || text.chars().all(is_sign)
}
