//! One scalar: nothing or text, and which bytes are its own.

use std::ops::Range;

use granit_parser::{ScalarStyle, Tag};

use crate::parse::front::Value;

/// What YAML takes for blank; Unicode has more that are text here.
pub(super) const BLANKS: [char; 4] = [' ', '\t', '\n', '\r'];

/// A scalar as the parser tells it.
pub(super) struct Scalar<'e> {
    pub text: &'e str,
    pub style: ScalarStyle,
    pub tag: Option<&'e Tag>,
    pub range: Range<usize>,
}

impl Scalar<'_> {
    /// Its bytes and its value; `last` is where the event before it ended.
    pub fn read(self, slice: &str, last: usize) -> (Range<usize>, Value) {
        let Self { text, style, tag, range } = self;
        let plain = style == ScalarStyle::Plain;
        if plain && tag.is_none() && is_null(text) {
            let range = if range.is_empty() { after_colon(slice, range.start) } else { range };
            return (range, Value::Null);
        }
        let range = match style {
            ScalarStyle::Literal | ScalarStyle::Folded => block(slice, last, range),
            ScalarStyle::Plain => trimmed(slice, range),
            _ => range,
        };
        let quoted = !plain || tag.is_some_and(|tag| tag.core_suffix() == Some("str"));
        (range, Value::Text { text: text.into(), quoted })
    }
}

/// Whether unquoted text says that there is nothing.
pub(super) fn is_null(text: &str) -> bool {
    matches!(text, "" | "~" | "null" | "Null" | "NULL")
}

/// A list begins with its first dash, where the parser tells the first item of some.
pub(super) fn dash(slice: &str, start: usize) -> usize {
    let rest = slice.get(start..).unwrap_or_default();
    let before = slice.get(..start).unwrap_or_default().trim_end_matches([' ', '\t']);
    if rest.starts_with('[') || rest.starts_with("- ") || rest.starts_with("-\n") {
        start
    } else if before.ends_with('-') {
        before.len() - 1
    } else {
        start
    }
}

/// Nothing stands behind its colon, not behind its key.
fn after_colon(slice: &str, at: usize) -> Range<usize> {
    let rest = slice.get(at..).unwrap_or_default();
    let blanks = rest.len() - rest.trim_start_matches([' ', '\t']).len();
    let colon = rest.get(blanks..).is_some_and(|rest| rest.starts_with(':'));
    let after = if colon { at + blanks + 1 } else { at };
    after..after
}

/// Plain text has no blanks at its ends; behind an empty key with an anchor the parser counts one in.
fn trimmed(slice: &str, range: Range<usize>) -> Range<usize> {
    let written = slice.get(range.clone()).unwrap_or_default();
    let start = range.end - written.trim_start_matches(BLANKS).len();
    start..start.max(range.start + written.trim_end_matches(BLANKS).len())
}

/// A block of text with its `|` or `>`, and without the empty lines below it.
fn block(slice: &str, last: usize, range: Range<usize>) -> Range<usize> {
    let before = slice.get(last..range.start).unwrap_or_default();
    let start = before.find(['|', '>']).map_or(range.start, |at| last + at);
    let text = slice.get(start..range.end).unwrap_or_default();
    start..start + text.trim_end().len()
}
