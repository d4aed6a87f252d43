//! One line of a YAML text, looked at with the eye of a person: indentation, dashes, key, value.

use std::ops::Range;

/// A line and its parts, as bytes of the file.
#[derive(Debug, Clone)]
pub(super) struct Line {
    /// The line without its end.
    pub range: Range<usize>,
    /// The first byte that is neither blank nor a dash of a list.
    pub start: usize,
    /// The key before the colon, empty when there is none.
    pub key: Range<usize>,
    /// What stands behind the colon, or behind the dash.
    pub value: Range<usize>,
}

impl Line {
    /// The line of `text` around a byte, within `bounds`.
    pub fn at(text: &str, bounds: &Range<usize>, at: usize) -> Self {
        let part = text.get(bounds.clone()).unwrap_or_default();
        let mut at = at.saturating_sub(bounds.start).min(part.trim_end().len());
        while !part.is_char_boundary(at) {
            at -= 1;
        }
        let start = part.get(..at).and_then(|p| p.rfind('\n')).map_or(0, |n| n + 1);
        let rest = part.get(start..).unwrap_or_default();
        let words = rest.split(['\n', '\r']).next().unwrap_or_default();
        Self::of(words, bounds.start + start)
    }

    fn of(words: &str, base: usize) -> Self {
        let range = base..base + words.len();
        let mut rest = words.trim_start();
        while let Some(after) = rest.strip_prefix("- ") {
            rest = after.trim_start();
        }
        let start = range.end - rest.len();
        let end = start + rest.trim_end().len();
        let quote = rest.chars().next().filter(|c| matches!(c, '"' | '\''));
        let from = match quote {
            Some(quote) => rest.get(1..).and_then(|r| r.find(quote)).map_or(rest.len(), |n| n + 2),
            None => 0,
        };
        let bracket = rest.starts_with(['[', '{']);
        let colon = colon(rest.get(from..).unwrap_or_default())
            .map(|at| at + from)
            .filter(|at| !bracket && (quote.is_none() || *at == from));
        match colon {
            Some(colon) => {
                let after = rest.get(colon + 1..).unwrap_or_default();
                let value = (range.end - after.trim_start().len()).min(end).max(start + colon + 1);
                Self { range, start, key: start..start + colon, value: value..end.max(value) }
            }
            None => Self { range, start, key: start..start, value: start..end },
        }
    }

    /// The line's text.
    pub fn words<'t>(&self, text: &'t str) -> &'t str {
        text.get(self.range.clone()).unwrap_or_default()
    }

    /// The value's text.
    pub fn said<'t>(&self, text: &'t str) -> &'t str {
        text.get(self.value.clone()).unwrap_or_default()
    }

    /// The end of the lines below that are indented more than this one.
    pub fn below(&self, text: &str, bounds: &Range<usize>) -> usize {
        let indent = self.words(text).len() - self.words(text).trim_start().len();
        let mut end = self.range.end;
        let mut at = end;
        for line in text.get(end..bounds.end).unwrap_or_default().split_inclusive('\n').skip(1) {
            at += line.len();
            let own = line.len() - line.trim_start().len();
            if !line.trim().is_empty() && own <= indent {
                break;
            }
            end = end.max(at);
        }
        end
    }
}

/// The first colon that ends a key: before a blank or at the end.
pub(super) fn colon(words: &str) -> Option<usize> {
    words
        .match_indices(':')
        .map(|(at, _)| at)
        .find(|at| words.get(at + 1..).is_some_and(|r| r.is_empty() || r.starts_with([' ', '\t'])))
}
