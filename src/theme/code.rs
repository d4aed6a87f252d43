//! Code in colours, by classes: keys and keywords, strings, numbers, comments, and lines that a change adds or takes.
//!
//! A scanner, not a parser: one pass, no memory of its own, and nothing that a text could make it wait for. The grammars
//! that could be had cost more than the rest of the page, and hostile texts end or stall them.

mod keyed;
mod languages;
mod lines;
mod markup;
mod words;

use crate::theme::html::escape;

use languages::Form;

/// The class of a piece of code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Tint {
    Plain,
    Key,
    Text,
    Number,
    Note,
    Added,
    Taken,
}

impl Tint {
    const fn class(self) -> &'static str {
        match self {
            Self::Plain => "",
            Self::Key => "c-k",
            Self::Text => "c-s",
            Self::Number => "c-n",
            Self::Note => "c-c",
            Self::Added => "c-a",
            Self::Taken => "c-d",
        }
    }
}

/// Appends code as HTML; `false`, and nothing appended, where its language has no colours here.
pub fn write(language: &str, text: &str, out: &mut String) -> bool {
    let Some(form) = languages::form(language) else { return false };
    let mut pen = Pen { out, text, done: 0, tint: Tint::Plain };
    match form {
        Form::Words(words) => words::scan(words, &mut pen),
        Form::Keyed(keyed) => keyed::scan(keyed, &mut pen),
        Form::Markup => markup::scan(&mut pen),
        Form::Css => markup::sheet(&mut pen),
        Form::Diff => lines::diff(&mut pen),
        Form::Console => lines::console(&mut pen),
        Form::Markdown => lines::markdown(&mut pen),
    }
    pen.flush(text.len());
    true
}

/// Writes a text piece by piece; neighbours of one tint become one.
pub(super) struct Pen<'t, 'o> {
    out: &'o mut String,
    text: &'t str,
    /// Up to here it is written.
    done: usize,
    /// The tint of what waits behind that.
    tint: Tint,
}

impl<'t> Pen<'t, '_> {
    /// All of the text.
    pub(super) const fn text(&self) -> &'t str {
        self.text
    }

    /// The text from a byte on; empty where that is within a letter.
    pub(super) fn from(&self, at: usize) -> &'t str {
        self.text.get(at..).unwrap_or_default()
    }

    /// Begins another tint at a byte.
    pub(super) fn turn(&mut self, at: usize, tint: Tint) {
        if tint != self.tint {
            self.flush(at);
            self.tint = tint;
        }
    }

    /// Gives a piece its tint, and plain to what follows.
    pub(super) fn piece(&mut self, from: usize, to: usize, tint: Tint) {
        self.turn(from, tint);
        self.turn(to, Tint::Plain);
    }

    fn flush(&mut self, to: usize) {
        let Some(piece) = self.text.get(self.done..to).filter(|piece| !piece.is_empty()) else {
            return;
        };
        self.done = to;
        if self.tint == Tint::Plain || piece.trim().is_empty() {
            return escape(piece, self.out);
        }
        self.out.push_str("<span class=\"");
        self.out.push_str(self.tint.class());
        self.out.push_str("\">");
        escape(piece, self.out);
        self.out.push_str("</span>");
    }
}

/// The length of the line that begins here, without its break.
pub(super) fn line(text: &str) -> usize {
    text.find('\n').unwrap_or(text.len())
}

/// The length of a word that begins here: letters, digits and `_`.
pub(super) fn word(text: &str) -> usize {
    text.find(|c: char| !(c.is_alphanumeric() || c == '_')).unwrap_or(text.len())
}

/// The length of a number that begins here, with its unit: `3`, `0x1f`, `1.5e-3`, `12px`, `80%`.
pub(super) fn number(text: &str) -> usize {
    let bytes = text.as_bytes();
    if !bytes.first().is_some_and(u8::is_ascii_digit) {
        return 0;
    }
    let mut at = 0;
    while let Some(byte) = bytes.get(at) {
        let next = bytes.get(at + 1).copied().unwrap_or(b' ');
        let goes_on = byte.is_ascii_alphanumeric()
            || *byte == b'_'
            || *byte == b'.' && next.is_ascii_digit()
            || *byte == b'-' && next.is_ascii_digit();
        if !goes_on {
            break;
        }
        at += 1;
    }
    at + usize::from(bytes.get(at) == Some(&b'%'))
}
