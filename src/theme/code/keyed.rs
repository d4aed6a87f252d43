//! Languages of keys and values, line by line: YAML, TOML and their kin.

use super::words::{Quote, string};
use super::{Pen, Tint, line, number, word};

/// How keys and values are written.
pub(super) struct Keyed {
    /// What stands between them.
    pub(super) sign: u8,
    /// What begins a comment.
    pub(super) comments: &'static [u8],
    /// Whether a line in brackets begins a section.
    pub(super) sections: bool,
}

const DOUBLE: Quote = Quote { open: "\"", close: "\"", escapes: true, spans_lines: true };
const SINGLE: Quote = Quote { open: "'", close: "'", escapes: false, spans_lines: true };

/// Scans all.
pub(super) fn scan(keyed: &Keyed, pen: &mut Pen) {
    scan_to(keyed, pen, 0, pen.text().len());
}

/// Scans from a byte to a byte.
pub(super) fn scan_to(keyed: &Keyed, pen: &mut Pen, from: usize, to: usize) {
    let text = pen.text();
    let mut at = from;
    // Lines that are indented deeper than the key of a `|` are its text.
    let mut literal: Option<usize> = None;
    while let Some(rest) = text.get(at..to).filter(|rest| !rest.is_empty()) {
        let len = line(rest);
        let own = rest.get(..len).unwrap_or_default();
        let indent = own.len() - own.trim_start_matches(' ').len();
        let is_blank = own.trim().is_empty();
        if literal.is_some_and(|key| is_blank || indent > key) {
            pen.piece(at, at + len, Tint::Text);
            at += len + 1;
            continue;
        }
        literal = None;
        let trimmed = own.trim();
        if keyed.sections && trimmed.starts_with('[') && trimmed.ends_with(']') {
            pen.piece(at, at + len, Tint::Key);
            at += len + 1;
            continue;
        }
        let dashes = own.len() - own.trim_start_matches([' ', '-', '?']).len();
        let mut inside = at;
        if let Some(key) = key(keyed, own, dashes) {
            pen.piece(at + dashes, at + key, Tint::Key);
            inside = at + key;
        }
        at = values(keyed, pen, inside, at + len, to).max(at + len) + 1;
        let ends = own.split(" #").next().unwrap_or_default().trim_end();
        let ends = ends.trim_end_matches(['+', '-', '1', '2', '4', '8']);
        if keyed.sign == b':' && (ends.ends_with(" |") || ends.ends_with(" >")) {
            literal = Some(indent);
        }
    }
}

/// Where the key of a line ends, if it has one.
fn key(keyed: &Keyed, own: &str, from: usize) -> Option<usize> {
    let bytes = own.as_bytes();
    let mut at = from;
    while let Some(byte) = bytes.get(at) {
        let next = bytes.get(at + 1).copied().unwrap_or(b' ');
        match byte {
            b'"' | b'\'' if at == from => {
                let quote = if *byte == b'"' { DOUBLE } else { SINGLE };
                at += string(&quote, own.get(at..).unwrap_or_default()).max(1);
            }
            sign if *sign == keyed.sign => {
                // `https://` is no key.
                let ends = keyed.sign != b':' || next == b' ';
                return (ends && at > from)
                    .then(|| own.get(..at).map_or(at, |k| k.trim_end().len()));
            }
            b'#' | b'{' | b'}' | b'[' | b']' | b',' | b'|' | b'&' | b'*' if keyed.sign == b':' => {
                return None;
            }
            b'#' | b';' => return None,
            _ => at += 1,
        }
    }
    None
}

/// Scans values from a byte to the end of the line, and on to where a string ends that was opened in it.
fn values(keyed: &Keyed, pen: &mut Pen, from: usize, end: usize, to: usize) -> usize {
    let text = pen.text();
    let mut at = from;
    let mut before = ' ';
    while at < end {
        let rest = text.get(at..to).unwrap_or_default();
        let Some(sign) = rest.chars().next() else { break };
        let opens = matches!(before, ' ' | '\t' | '[' | '{' | ',' | '=' | ':' | '(');
        let (len, tint) = match sign {
            _ if u8::try_from(sign).is_ok_and(|sign| keyed.comments.contains(&sign)) && opens => {
                (end - at, Tint::Note)
            }
            '"' | '\'' if opens => {
                let quote = if sign == '"' { &DOUBLE } else { &SINGLE };
                let len = string(quote, rest);
                let after = rest.get(len..).unwrap_or_default();
                let is_key = keyed.sign == b':' && after.starts_with(": ");
                (len, if is_key { Tint::Key } else { Tint::Text })
            }
            '0'..='9' if opens => (number(rest), Tint::Number),
            _ if sign.is_alphabetic() && opens => named(keyed, rest),
            '&' | '*' | '!' if opens && keyed.sign == b':' => {
                (1 + word(rest.get(1..).unwrap_or_default()), Tint::Number)
            }
            _ => (sign.len_utf8(), Tint::Plain),
        };
        let len = len.clamp(sign.len_utf8(), rest.len());
        if tint != Tint::Plain {
            pen.piece(at, at + len, tint);
        }
        before = rest.get(..len).and_then(|piece| piece.chars().next_back()).unwrap_or(sign);
        at += len;
    }
    at
}

/// A bare word: a constant, or a key in braces.
fn named(keyed: &Keyed, rest: &str) -> (usize, Tint) {
    let len = rest
        .find(|c: char| !(c.is_alphanumeric() || matches!(c, '_' | '-' | '.')))
        .unwrap_or(rest.len());
    let word = rest.get(..len).unwrap_or_default();
    let after = rest.get(len..).unwrap_or_default();
    let is_key = match keyed.sign {
        b':' => after.starts_with(": "),
        _ => after.trim_start_matches(' ').starts_with('='),
    };
    match word {
        _ if is_key => (len, Tint::Key),
        "true" | "false" | "null" => (len, Tint::Number),
        _ => (len, Tint::Plain),
    }
}
