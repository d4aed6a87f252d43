//! Metadata that a document keeps in its text: the first table of two columns, or the first list of `Key: value`.

use std::ops::Range;

use crate::parse::front::{Entry, Front, Node, Value};
use crate::parse::{Parsed, meaning_of};

/// The lines that may stand before the metadata; a table far down is one of the text.
const LINES: usize = 60;

/// The entries of the first table: the first column is the name, the second the value.
pub(super) fn table(text: &str, parsed: &Parsed) -> Parsed {
    let mut entries = Vec::new();
    for line in lines(text, parsed) {
        let shown = line.text.trim();
        if !shown.contains('|') {
            if entries.is_empty() {
                continue;
            }
            break;
        }
        let is_rule = |c: char| matches!(c, '|' | '-' | ':' | ' ' | '\t');
        if shown.chars().all(is_rule) {
            continue;
        }
        let inner = line.range(|text| {
            let text = text.trim();
            text.strip_prefix('|').unwrap_or(text).trim_end_matches('|')
        });
        if let Some((key, value)) = cells(text, inner) {
            entries.extend(entry(text, key, value));
        }
    }
    parsed_of(entries, parsed)
}

/// The entries of the first list whose items are `Key: value`.
pub(super) fn list(text: &str, parsed: &Parsed) -> Parsed {
    let mut entries = Vec::new();
    for line in lines(text, parsed) {
        let item = line.text.strip_prefix(['-', '*', '+']).filter(|rest| rest.starts_with(' '));
        match item {
            Some(item) => {
                let Some((key, value)) = item.split_once(':') else { continue };
                let inside = |part: &str| {
                    let start = line.start + (part.as_ptr() as usize - line.text.as_ptr() as usize);
                    start..start + part.len()
                };
                entries.extend(entry(text, inside(key), inside(value)));
            }
            None if entries.is_empty() => {}
            None => break,
        }
    }
    parsed_of(entries, parsed)
}

struct Line<'a> {
    text: &'a str,
    start: usize,
}

impl<'a> Line<'a> {
    /// The range of a part of this line in the whole text.
    fn range(&self, part: impl FnOnce(&'a str) -> &'a str) -> Range<usize> {
        let part = part(self.text);
        let start = self.start + (part.as_ptr() as usize - self.text.as_ptr() as usize);
        start..start + part.len()
    }
}

fn lines<'a>(text: &'a str, parsed: &Parsed) -> impl Iterator<Item = Line<'a>> {
    let body = (parsed.front.body as usize).min(text.len());
    let body = if text.is_char_boundary(body) { body } else { 0 };
    let mut start = body;
    let mut fenced = false;
    text.get(body..)
        .unwrap_or_default()
        .split_inclusive('\n')
        .map(move |text| {
            let line = Line { text, start };
            start += text.len();
            line
        })
        .take(LINES)
        .filter(move |line| {
            let fence = line.text.trim_start().starts_with("```");
            fenced ^= fence;
            !fenced && !fence
        })
}

/// The ranges of the first two cells of a row.
fn cells(text: &str, row: Range<usize>) -> Option<(Range<usize>, Range<usize>)> {
    let shown = text.get(row.clone())?;
    let (key, rest) = shown.split_once('|')?;
    let value = rest.split('|').next().unwrap_or(rest);
    let start = row.start + key.len() + 1;
    Some((row.start..row.start + key.len(), start..start + value.len()))
}

fn entry(text: &str, key: Range<usize>, value: Range<usize>) -> Option<Entry> {
    let key = bare(text, key)?;
    let value = bare(text, value)?;
    let shown = text.get(key.clone())?;
    let names = ["field", "key", "name", "metadata", "property"];
    if names.iter().any(|name| shown.eq_ignore_ascii_case(name)) {
        return None;
    }
    let narrow = |range: &Range<usize>| {
        Some(u32::try_from(range.start).ok()?..u32::try_from(range.end).ok()?)
    };
    let found = Value::Text { text: text.get(value.clone())?.into(), quoted: false };
    Some(Entry {
        key: shown.into(),
        written: None,
        span: narrow(&key)?,
        value: Node { span: narrow(&value)?, value: found },
    })
}

/// A range without blanks and signs of emphasis around it; nothing when nothing is left.
fn bare(text: &str, range: Range<usize>) -> Option<Range<usize>> {
    let shown = text.get(range.clone())?;
    let unwanted = |c: char| c.is_whitespace() || matches!(c, '*' | '_' | '`' | ':');
    let from = range.start + (shown.len() - shown.trim_start_matches(unwanted).len());
    let to = range.start + shown.trim_end_matches(unwanted).len();
    (from < to).then_some(from..to)
}

fn parsed_of(entries: Vec<Entry>, parsed: &Parsed) -> Parsed {
    let said = meaning_of(&entries);
    let front = Front { entries, ..parsed.front.clone() };
    Parsed { front: Front { body: parsed.front.body, ..front }, said, ..Parsed::default() }
}
