//! Languages of words: keywords, strings, numbers, comments.

use super::{Pen, Tint, number, word};

/// How strings are written.
pub(super) struct Quote {
    pub(super) open: &'static str,
    pub(super) close: &'static str,
    /// Whether a backslash keeps the next sign from closing it.
    pub(super) escapes: bool,
    /// Whether it may go on in the next line; else it ends with its own.
    pub(super) spans_lines: bool,
}

/// A language of words. Words are sorted.
pub(super) struct Words {
    /// What begins a comment to the end of the line.
    pub(super) comments: &'static [&'static str],
    /// Comments from a sign to a sign.
    pub(super) blocks: &'static [(&'static str, &'static str)],
    /// Longer ones first.
    pub(super) quotes: &'static [Quote],
    pub(super) keywords: &'static [&'static str],
    pub(super) constants: &'static [&'static str],
    /// Whether `SELECT` is `select`.
    pub(super) any_case: bool,
    /// Whether a string before a colon is a key.
    pub(super) keys: bool,
}

/// Scans all.
pub(super) fn scan(words: &Words, pen: &mut Pen) {
    scan_to(words, pen, 0, pen.text().len());
}

/// Scans from a byte to a byte.
pub(super) fn scan_to(words: &Words, pen: &mut Pen, from: usize, to: usize) {
    let text = pen.text();
    let mut at = from;
    let mut before = '\n';
    while let Some(rest) = text.get(at..to).filter(|rest| !rest.is_empty()) {
        let Some(sign) = rest.chars().next() else { return };
        let (len, tint) = piece(words, rest, sign, before);
        let len = len.clamp(sign.len_utf8(), rest.len());
        if tint != Tint::Plain {
            pen.piece(at, at + len, tint);
        }
        before = rest.get(..len).and_then(|piece| piece.chars().next_back()).unwrap_or(sign);
        at += len;
    }
}

/// The piece that begins here: its length and its tint.
fn piece(words: &Words, rest: &str, sign: char, before: char) -> (usize, Tint) {
    if sign.is_whitespace() {
        return (rest.len() - rest.trim_start().len(), Tint::Plain);
    }
    if sign.is_alphabetic() || sign == '_' {
        let quote = words.quotes.iter().find(|quote| rest.starts_with(quote.open));
        if let Some(quote) = quote {
            return (string(quote, rest), Tint::Text);
        }
        let len = word(rest);
        return (len, words.tint(rest.get(..len).unwrap_or_default()));
    }
    if sign.is_ascii_digit() {
        return (number(rest), Tint::Number);
    }
    // In a shell, `a#b` is a word and `$#` a number.
    let begins = sign != '#' || before.is_whitespace();
    if begins && words.comments.iter().any(|comment| rest.starts_with(comment)) {
        return (super::line(rest), Tint::Note);
    }
    if let Some((open, close)) = words.blocks.iter().find(|(open, _)| rest.starts_with(open)) {
        let inside = rest.get(open.len()..).unwrap_or_default();
        let len = inside.find(close).map_or(rest.len(), |at| open.len() + at + close.len());
        return (len, Tint::Note);
    }
    let Some(quote) = words.quotes.iter().find(|quote| rest.starts_with(quote.open)) else {
        return (sign.len_utf8(), Tint::Plain);
    };
    let len = string(quote, rest);
    let after = rest.get(len..).unwrap_or_default().trim_start_matches([' ', '\t']);
    let is_key = words.keys && after.starts_with(':');
    (len, if is_key { Tint::Key } else { Tint::Text })
}

/// The length of a string with its quotes.
pub(super) fn string(quote: &Quote, rest: &str) -> usize {
    let bytes = rest.as_bytes();
    let close = quote.close.as_bytes();
    let mut at = quote.open.len();
    while let Some(byte) = bytes.get(at) {
        match byte {
            b'\\' if quote.escapes => at += 2,
            b'\n' if !quote.spans_lines => return at,
            _ if bytes.get(at..at + close.len()) == Some(close) => return at + close.len(),
            _ => at += 1,
        }
    }
    rest.len()
}

impl Words {
    fn tint(&self, word: &str) -> Tint {
        // No keyword is longer.
        let mut lower = [0; 16];
        let is = |list: &[&str], word: &str| list.binary_search(&word).is_ok();
        let lowered = if self.any_case {
            lower.get_mut(..word.len()).and_then(|lower| {
                lower.copy_from_slice(word.as_bytes());
                lower.make_ascii_lowercase();
                std::str::from_utf8(lower).ok()
            })
        } else {
            Some(word)
        };
        match lowered {
            Some(word) if is(self.keywords, word) => Tint::Key,
            Some(word) if is(self.constants, word) => Tint::Number,
            _ => Tint::Plain,
        }
    }
}
