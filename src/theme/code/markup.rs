//! Markup in angle brackets, and style sheets.

use super::words::{Quote, string};
use super::{Pen, Tint, number, word};

const DOUBLE: Quote = Quote { open: "\"", close: "\"", escapes: false, spans_lines: true };
const SINGLE: Quote = Quote { open: "'", close: "'", escapes: false, spans_lines: true };

/// HTML and XML: tags, their attributes' values, comments.
pub(super) fn scan(pen: &mut Pen) {
    let mut at = 0;
    while let Some(open) = pen.from(at).find('<') {
        at += open;
        let rest = pen.from(at);
        if rest.starts_with("<!--") {
            let len = rest.find("-->").map_or(rest.len(), |end| end + 3);
            pen.piece(at, at + len, Tint::Note);
            at += len;
            continue;
        }
        let name = rest.get(1..).unwrap_or_default().trim_start_matches(['/', '?', '!']);
        if !name.starts_with(|c: char| c.is_ascii_alphabetic()) {
            at += 1;
            continue;
        }
        let len = name
            .find(|c: char| !(c.is_alphanumeric() || matches!(c, '-' | ':' | '_')))
            .unwrap_or(name.len());
        let end = at + rest.len() - name.len() + len;
        pen.piece(at, end, Tint::Key);
        at = attributes(pen, end);
    }
}

/// To the end of a tag.
fn attributes(pen: &mut Pen, from: usize) -> usize {
    let mut at = from;
    loop {
        let rest = pen.from(at);
        let Some(next) = rest.find(['"', '\'', '>', '<']) else { return pen.text().len() };
        at += next;
        let quote = match rest.as_bytes().get(next) {
            Some(b'"') => &DOUBLE,
            Some(b'\'') => &SINGLE,
            Some(b'>') => {
                let slash = next > 0 && rest.as_bytes().get(next - 1) == Some(&b'/');
                pen.piece(at - usize::from(slash), at + 1, Tint::Key);
                return at + 1;
            }
            _ => return at,
        };
        let len = string(quote, pen.from(at));
        pen.piece(at, at + len, Tint::Text);
        at += len;
    }
}

/// CSS: properties, values with units, strings, comments.
pub(super) fn sheet(pen: &mut Pen) {
    let mut at = 0;
    let mut depth = 0_usize;
    let mut in_value = false;
    while let Some(sign) = pen.from(at).chars().next() {
        let rest = pen.from(at);
        let (len, tint) = match sign {
            '/' if rest.starts_with("/*") => {
                (rest.find("*/").map_or(rest.len(), |end| end + 2), Tint::Note)
            }
            '"' => (string(&DOUBLE, rest), Tint::Text),
            '\'' => (string(&SINGLE, rest), Tint::Text),
            '{' => {
                (depth, in_value) = (depth + 1, false);
                (1, Tint::Plain)
            }
            '}' => {
                (depth, in_value) = (depth.saturating_sub(1), false);
                (1, Tint::Plain)
            }
            ';' => {
                in_value = false;
                (1, Tint::Plain)
            }
            ':' if depth > 0 => {
                in_value = true;
                (1, Tint::Plain)
            }
            '@' => (1 + word(rest.get(1..).unwrap_or_default()), Tint::Key),
            '#' if in_value => (1 + word(rest.get(1..).unwrap_or_default()), Tint::Number),
            '0'..='9' => (number(rest), Tint::Number),
            _ if sign.is_alphabetic() || sign == '-' => {
                let len = rest.find(|c: char| !(c.is_alphanumeric() || matches!(c, '-' | '_')));
                let len = len.unwrap_or(rest.len());
                let after = rest.get(len..).unwrap_or_default().trim_start_matches(' ');
                let is_key = depth > 0 && !in_value && after.starts_with(':');
                (len, if is_key { Tint::Key } else { Tint::Plain })
            }
            _ => (sign.len_utf8(), Tint::Plain),
        };
        let len = len.clamp(sign.len_utf8(), rest.len());
        if tint != Tint::Plain {
            pen.piece(at, at + len, tint);
        }
        at += len;
    }
}
