//! The ordinary finding without colours, drawn straight: places in short lines of ASCII, one in each file, or in a
//! block of such lines. Nearly all
//! findings are such, and drawing them letter by letter in a grid is most of what a long report costs.

use std::borrow::Cow;
use std::iter::repeat_n;
use std::ops::Range;

use memchr::{memchr, memchr_iter};

use crate::base::diagnostic::Diagnostic;
use crate::report::located::Located;
use crate::report::words::{push, push_number};

use super::is_ascii;

/// What stands before a line beside its number: two bars at most, and blanks around them.
const BARS: usize = 5;
/// Lines of which none is left out.
const TALLEST: usize = 4;
/// Lines around those of the source, as room to begin with.
const MANY: usize = 6;

/// A place in a line, or in some that it fills from its first word on.
pub(super) struct Part<'a> {
    pub at: &'a Located,
    /// The lines, of which `span` begins in the first and ends in the last.
    pub lines: &'a str,
    /// Where it is in them.
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
    // Beside a block, single lines are moved to the right.
    let is_moved = parts.len() > 1 && parts.iter().any(Part::is_block);
    let last = parts.iter().map(Part::last_line).max()?;
    let margin = last.checked_ilog10().map_or(1, |digits| digits as usize + 1);
    let room = width.saturating_sub(margin + BARS);
    if !is_text(what) || is_moved || !parts.iter().all(|part| part.is_ordinary(room)) {
        return None;
    }
    let longest = parts.iter().map(|part| part.lines.len() + part.label.len() + part.at.path.len());
    let mut out =
        String::with_capacity(what.len() + longest.sum::<usize>() * 2 + (margin + BARS) * MANY);
    push(&mut out, &[level.as_str(), "[", code, "]: ", what]);
    for (index, part) in parts.iter().enumerate() {
        let (arrow, mark) = if index == 0 { ("-->", '^') } else { (":::", '-') };
        if index > 0 {
            start(&mut out, margin);
            out.push_str(" |");
        }
        start(&mut out, margin);
        push(&mut out, &[arrow, " ", &part.at.path]);
        for number in [part.at.line, part.at.column] {
            out.push(':');
            push_number(&mut out, number);
        }
        start(&mut out, margin);
        out.push_str(" |\n");
        part.draw_lines(&mut out, margin, mark);
        if !part.label.is_empty() {
            push(&mut out, &[" ", part.label]);
        }
    }
    Some((out, margin))
}

/// Writes the sentences under a finding; whether they are of the ordinary signs.
pub(super) fn say(sentences: &[(&str, Cow<str>)], margin: usize, out: &mut String) -> bool {
    if !sentences.iter().all(|(_, words)| is_text(words)) {
        return false;
    }
    start(out, margin);
    out.push_str(" |");
    for (name, words) in sentences.iter().filter(|it| !it.1.is_empty()) {
        start(out, margin);
        push(out, &[" = ", name, ": ", words]);
    }
    true
}

impl Part<'_> {
    fn last_line(&self) -> u32 {
        let breaks = memchr_iter(b'\n', self.lines.as_bytes()).count();
        self.at.line.saturating_add(u32::try_from(breaks).unwrap_or(u32::MAX))
    }

    /// Whether it is drawn straight where lines have so much room; longer ones are cut.
    fn is_ordinary(&self, room: usize) -> bool {
        let is_block = self.is_block();
        let longest = if is_block { self.longest() } else { self.lines.len() };
        longest + self.label.len() <= room
            && self.lines.split('\n').all(is_ascii)
            && is_ascii(self.label)
            && is_text(&self.at.path)
            && !self.span.is_empty()
            && self.span.end <= self.lines.len()
            && (!is_block || self.is_filled())
    }

    fn longest(&self) -> usize {
        self.lines.split('\n').map(str::len).max().unwrap_or_default()
    }

    fn is_block(&self) -> bool {
        memchr(b'\n', self.lines.as_bytes()).is_some()
    }

    /// Whether some lines are the place from the first word of the first to the end of the last, each with words, and so
    /// few that none is left out.
    fn is_filled(&self) -> bool {
        let before = self.lines.as_bytes().get(..self.span.start).unwrap_or_default();
        let mut lines = self.lines.split('\n');
        self.label.is_empty()
            && before.iter().all(|b| *b == b' ')
            && self.span.end == self.lines.len()
            && lines.clone().count() <= TALLEST
            && lines.all(|line| !line.ends_with(' ') && !line.is_empty())
    }

    /// The lines with their numbers, and the marks under what they are about.
    fn draw_lines(&self, out: &mut String, margin: usize, mark: char) {
        let mut number = self.at.line;
        let Some((first, others)) = self.lines.split_once('\n') else {
            push_right(out, number, margin);
            push(out, &[" | ", self.lines]);
            start(out, margin);
            out.push_str(" | ");
            push_many(out, ' ', self.span.start);
            push_many(out, mark, self.span.len());
            return;
        };
        push_right(out, number, margin);
        push(out, &[" | / ", first]);
        for line in others.split('\n') {
            number += 1;
            out.push('\n');
            push_right(out, number, margin);
            push(out, &[" | | ", line]);
        }
        let last = others.rsplit('\n').next().unwrap_or_default();
        start(out, margin);
        out.push_str(" | |");
        push_many(out, '_', last.len());
        out.push(mark);
    }
}

/// Begins a line with the room that numbers have.
fn start(out: &mut String, margin: usize) {
    out.push('\n');
    push_many(out, ' ', margin);
}

/// A number, at the right of so much room.
fn push_right(out: &mut String, number: u32, room: usize) {
    let digits = number.checked_ilog10().map_or(1, |digits| digits as usize + 1);
    push_many(out, ' ', room.saturating_sub(digits));
    push_number(out, number);
}

fn push_many(out: &mut String, sign: char, many: usize) {
    out.extend(repeat_n(sign, many));
}

/// Whether a text holds nothing but ASCII, letters, digits and the signs of our own sentences.
fn is_text(text: &str) -> bool {
    let is_sign =
        |c: char| c.is_alphanumeric() || matches!(c, ' '..='~' | '’' | '–' | '…' | '×' | '→');
    is_ascii(text) || text.chars().all(is_sign)
}
