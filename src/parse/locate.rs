//! A place said symbolically, found again as bytes of the text: for reports, editors and fixes. Always an answer: what is
//! not there is found at its nearest parent, in the end at the first line.

use std::ops::Range;

use crate::base::place::Place;
use crate::parse::body;
use crate::parse::front::{Entry, Front, Node, Value};
use crate::parse::inside;
use crate::parse::outline::Spans;

/// The bytes of the body's headings, links, fences and raw HTML.
#[must_use]
pub fn spans(text: &str, front: &Front) -> Spans {
    let mut spans = body::spans(text, body_start(text, front));
    let all = [&mut spans.headings, &mut spans.links, &mut spans.fences, &mut spans.html];
    for range in all.into_iter().flatten() {
        *range = within(text, range.clone());
    }
    spans
}

/// The bytes of a place.
#[must_use]
pub fn locate(text: &str, front: &Front, place: &Place) -> Range<usize> {
    let found = match place {
        Place::Whole => None,
        Place::Front => Some(opening(text, front)),
        Place::Field(path) => find(front, path).map(|found| found.value(text)),
        Place::Key(path) => find(front, path).map(|found| found.key(text)),
        Place::Heading(n) => nth(&spans(text, front).headings, *n),
        Place::Link(n) => nth(&spans(text, front).links, *n),
        Place::Html(n) => nth(&spans(text, front).html, *n),
        Place::Fence(n) => nth(&spans(text, front).fences, *n),
        Place::Fenced(n, start, end) => {
            in_body(text, front, |body| inside::fenced(body, *n, &(*start as usize..*end as usize)))
        }
        Place::Asked(n, start, end) => {
            in_body(text, front, |body| inside::asked(body, *n, &(*start as usize..*end as usize)))
        }
        Place::Word(word) => find_word(text, body_start(text, front), word),
        Place::Line(line, column) => Some(cell(text, *line, *column)),
        Place::Bytes(start, end) => Some(*start as usize..*end as usize),
    };
    let missing = || match place {
        Place::Field(_) | Place::Key(_) => opening(text, front),
        _ => first_line(text, start_of(text)),
    };
    within(text, found.unwrap_or_else(missing))
}

fn in_body(
    text: &str,
    front: &Front,
    find: impl FnOnce(&str) -> Option<Range<usize>>,
) -> Option<Range<usize>> {
    let from = body_start(text, front);
    let found = find(text.get(from..)?)?;
    Some(found.start + from..found.end + from)
}

fn nth(ranges: &[Range<usize>], n: u32) -> Option<Range<usize>> {
    ranges.get(n as usize).cloned()
}

fn start_of(text: &str) -> usize {
    if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 }
}

fn body_start(text: &str, front: &Front) -> usize {
    within(text, front.body as usize..text.len()).start
}

fn opening(text: &str, front: &Front) -> Range<usize> {
    let start = if front.span.is_empty() { start_of(text) } else { front.span.start as usize };
    first_line(text, start)
}

/// The line from a byte on, without its end and the blanks before that.
fn first_line(text: &str, start: usize) -> Range<usize> {
    let rest = text.get(start..).unwrap_or_default();
    let line = rest.split(['\n', '\r']).next().unwrap_or_default();
    start..start + line.trim_end().len()
}

/// A range that a text has: inside it, forwards, between characters.
fn within(text: &str, range: Range<usize>) -> Range<usize> {
    let floor = |at: usize| {
        let mut at = at.min(text.len());
        while !text.is_char_boundary(at) {
            at -= 1;
        }
        at
    };
    let start = floor(range.start);
    start..floor(range.end).max(start)
}

/// What a path leads to.
pub(super) struct Found<'f> {
    pub entry: Option<&'f Entry>,
    pub node: &'f Node,
    /// The map in which the entry stands.
    pub beside: &'f [Entry],
    /// Whether all of the path was there.
    pub whole: bool,
}

impl Found<'_> {
    fn value(&self, text: &str) -> Range<usize> {
        let range = self.node.span.start as usize..self.node.span.end as usize;
        match (&self.node.value, self.entry) {
            (Value::Null, Some(entry)) if !self.whole => {
                entry.span.start as usize..entry.span.end as usize
            }
            (Value::Map(_) | Value::List(_), _) if !self.whole => {
                let line = first_line(text, range.start);
                line.start..line.end.min(range.end).max(line.start)
            }
            _ => range,
        }
    }

    fn key(&self, text: &str) -> Range<usize> {
        match self.entry.filter(|_| self.whole) {
            Some(entry) => entry.span.start as usize..entry.span.end as usize,
            None => self.value(text),
        }
    }
}

/// Follows a path such as `krs[0].target`; keys may hold dots and brackets themselves, so the longest that fits is
/// taken. Where a scalar or a map stands for a list of one, it is the item too.
pub(super) fn find<'f>(front: &'f Front, path: &str) -> Option<Found<'f>> {
    let (mut entry, mut rest) = longest(&front.entries, path)?;
    let mut node = &entry.value;
    let mut named = Some(entry);
    let mut beside = &*front.entries;
    while !rest.is_empty() {
        let next = if let Some((index, after)) = index(rest) {
            match &node.value {
                Value::List(items) => items.get(index).map(|item| (None, item, after)),
                _ if index == 0 => Some((named, node, after)),
                _ => None,
            }
        } else {
            let name = rest.strip_prefix('.').unwrap_or(rest);
            match &node.value {
                Value::Map(entries) => longest(entries, name).map(|(inner, after)| {
                    beside = entries;
                    (Some(inner), &inner.value, after)
                }),
                _ => None,
            }
        };
        let Some((found, inner, after)) = next else {
            return Some(Found { entry: named, node, beside, whole: false });
        };
        if let Some(found) = found {
            entry = found;
        }
        named = found.map(|_| entry);
        node = inner;
        rest = after;
    }
    Some(Found { entry: named, node, beside, whole: true })
}

/// The entry whose key the path begins with, and the rest of the path.
fn longest<'f, 'p>(entries: &'f [Entry], path: &'p str) -> Option<(&'f Entry, &'p str)> {
    let ends = |rest: &str| rest.is_empty() || rest.starts_with(['.', '[']);
    entries
        .iter()
        .filter_map(|entry| path.strip_prefix(&*entry.key).map(|rest| (entry, rest)))
        .filter(|(_, rest)| ends(rest))
        .min_by_key(|(_, rest)| rest.len())
}

fn index(path: &str) -> Option<(usize, &str)> {
    let (digits, rest) = path.strip_prefix('[')?.split_once(']')?;
    Some((digits.parse().ok()?, rest))
}

/// The first place where a word stands by itself.
fn find_word(text: &str, from: usize, word: &str) -> Option<Range<usize>> {
    if word.is_empty() {
        return None;
    }
    let body = text.get(from..)?;
    let whole = |at: usize, end: usize| {
        let before = body.get(..at).and_then(|b| b.chars().next_back());
        let after = body.get(end..).and_then(|a| a.chars().next());
        !before.is_some_and(is_letter) && !after.is_some_and(is_letter)
    };
    let found = |at: &usize| whole(*at, at + word.len());
    let exact = body.match_indices(word).map(|(at, _)| at).find(found);
    let at = exact.or_else(|| body.find(word))?;
    Some(from + at..from + at + word.len())
}

fn is_letter(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

/// The cell of a data file that begins at a line and column, both from 1.
fn cell(text: &str, line: u32, column: u32) -> Range<usize> {
    let mut start = 0;
    let mut left = line.saturating_sub(1);
    if left > 0 {
        for (at, _) in text.match_indices('\n') {
            start = at + 1;
            left -= 1;
            if left == 0 {
                break;
            }
        }
    } else {
        start = start_of(text);
    }
    let row = first_line(text, start);
    let words = text.get(row.clone()).unwrap_or_default();
    let skipped = words.char_indices().nth(column.saturating_sub(1) as usize);
    let at = row.start + skipped.map_or(words.len(), |(at, _)| at);
    let rest = text.get(at..row.end).unwrap_or_default();
    let end = at + rest.find([',', ';', '\t']).unwrap_or(rest.len());
    if at < end { at..end } else { row }
}
