//! Values on their way from the author's form to ours: texts that remember where they stand.

use std::ops::Range;

use regex::{Captures, Regex};

use crate::parse::front::{Entry, Node, Value};

use super::patterns::Template;

/// A text with the bytes that it was made of.
#[derive(Debug, Clone)]
pub(super) struct Piece {
    /// The text.
    pub text: String,
    /// Where it stands.
    pub span: Range<u32>,
    /// Whether the bytes there are this very text, so that a part of it has a place of its own.
    exact: bool,
    /// Whether quotes say that it is text.
    quoted: bool,
}

impl Piece {
    /// A text that stands nowhere in the front matter.
    pub fn made(text: impl Into<String>, span: Range<u32>) -> Self {
        Self { text: text.into(), span, exact: false, quoted: true }
    }

    /// The key of an entry.
    pub fn of_key(entry: &Entry) -> Self {
        let room = entry.span.end.saturating_sub(entry.span.start) as usize;
        Self {
            text: entry.key.to_string(),
            span: entry.span.clone(),
            exact: room == entry.key.len(),
            quoted: true,
        }
    }

    fn of(node: &Node) -> Option<Self> {
        let Value::Text { text, quoted } = &node.value else { return None };
        let length = u32::try_from(text.len()).unwrap_or(u32::MAX);
        let room = node.span.end.saturating_sub(node.span.start);
        let (span, exact) = if !quoted && room == length {
            (node.span.clone(), true)
        } else if *quoted && room == length.saturating_add(2) {
            (node.span.start + 1..node.span.end - 1, true)
        } else {
            (node.span.clone(), false)
        };
        Some(Self { text: text.to_string(), span, exact, quoted: *quoted })
    }

    /// A part of this text, at its own place where that is known.
    pub fn part(&self, range: Range<usize>) -> Option<Self> {
        let text = self.text.get(range.clone())?.to_owned();
        let span = match (u32::try_from(range.start), u32::try_from(range.end)) {
            (Ok(start), Ok(end)) if self.exact => self.span.start + start..self.span.start + end,
            _ => self.span.clone(),
        };
        Some(Self { text, span, exact: self.exact, quoted: self.quoted })
    }

    /// Another text at the same place.
    pub fn with(self, text: String) -> Self {
        let exact = self.exact && text == self.text;
        Self { text, exact, ..self }
    }

    /// This text without blanks at its ends.
    pub fn trimmed(&self) -> Self {
        self.trimmed_of(char::is_whitespace)
    }

    /// This text without some signs at its ends.
    pub fn trimmed_of(&self, unwanted: impl Fn(char) -> bool) -> Self {
        let start = self.text.len() - self.text.trim_start_matches(&unwanted).len();
        let end = self.text.trim_end_matches(&unwanted).len();
        if start >= end {
            return Self { text: String::new(), ..self.clone() };
        }
        self.part(start..end).unwrap_or_else(|| self.clone())
    }

    /// The value for the front matter.
    pub fn node(self) -> Node {
        Node { span: self.span, value: Value::Text { text: self.text.into(), quoted: self.quoted } }
    }
}

/// The scalars of a value: itself, or those of its list; maps through `each` (`{k}`, `{v}`, or a key's name).
pub(super) fn pieces(node: &Node, each: Option<&Template>) -> Vec<Piece> {
    match &node.value {
        Value::Null => Vec::new(),
        Value::Text { .. } => Piece::of(node).into_iter().collect(),
        Value::List(items) => items.iter().flat_map(|item| item_pieces(item, each)).collect(),
        Value::Map(entries) => {
            let Some(each) = each else { return Vec::new() };
            entries.iter().map(|entry| pair(entry, each)).collect()
        }
    }
}

fn item_pieces(item: &Node, each: Option<&Template>) -> Vec<Piece> {
    match (&item.value, each) {
        (Value::Map(entries), Some(each)) => match entries.as_slice() {
            [one] => vec![pair(one, each)],
            many => {
                let text = each.fill(|name| {
                    many.iter().find(|e| &*e.key == name).and_then(|e| e.value.text())
                });
                vec![Piece::made(text, item.span.clone())]
            }
        },
        (Value::List(_), _) => pieces(item, each),
        _ => Piece::of(item).into_iter().collect(),
    }
}

fn pair(entry: &Entry, each: &Template) -> Piece {
    let text = each.fill(|name| match name {
        "k" | "0" => Some(&entry.key),
        "v" => entry.value.text(),
        _ => None,
    });
    Piece::of_key(entry).with(text)
}

/// The parts of a text between separators; those within brackets do not separate.
pub(super) fn split(piece: &Piece, separator: &str) -> Vec<Piece> {
    let mut out = Vec::new();
    if separator.is_empty() {
        return vec![piece.clone()];
    }
    let mut depth = 0_usize;
    let mut start = 0;
    let mut index = 0;
    while let Some(c) = piece.text[index..].chars().next() {
        match c {
            '(' | '[' | '{' | '<' => depth += 1,
            ')' | ']' | '}' | '>' => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth == 0 && piece.text[index..].starts_with(separator) {
            out.extend(piece.part(start..index));
            index += separator.len();
            start = index;
        } else {
            index += c.len_utf8();
        }
    }
    out.extend(piece.part(start..piece.text.len()));
    out.iter().map(Piece::trimmed).filter(|p| !p.text.is_empty()).collect()
}

/// All matches of a pattern, each formed by `to`; without it, the first group or the whole match.
pub(super) fn extract(
    piece: &Piece,
    pattern: &Regex,
    form: impl Fn(&Captures<'_>) -> Option<String>,
) -> Vec<Piece> {
    pattern
        .captures_iter(&piece.text)
        .filter_map(|captures| {
            let found = captures.get(1).or_else(|| captures.get(0))?;
            let part = piece.part(found.range())?;
            Some(match form(&captures) {
                Some(text) => part.with(text),
                None => part,
            })
        })
        .filter(|piece| !piece.text.is_empty())
        .collect()
}
