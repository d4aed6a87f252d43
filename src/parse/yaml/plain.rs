//! The plain YAML in which nearly all front matter is written, read at a tenth of the parser's cost: keys that are words,
//! values on their line, lists, maps by indentation. Everything else, and everything faulty, is left to the parser:
//! where this gives an answer, it is the parser's answer.

use std::ops::Range;

use memchr::{memchr, memchr_iter, memchr2, memchr2_iter};

use crate::parse::byte;
use crate::parse::fields::mark;
use crate::parse::front::{Entry, Node, Value};
use crate::parse::yaml::scalar::is_null;

/// Deeper maps are the parser's.
const DEPTH: usize = 8;
/// So are larger ones, whose keys are to be found by a table.
const MANY: usize = 64;

/// The entries of `slice`, which begins at `base` in its file; `None` when it is not plain.
pub(super) fn read(slice: &str, base: usize) -> Option<Vec<Entry>> {
    let mut reader = Reader::new(slice, base)?;
    reader.peek()??;
    let (entries, _) = reader.map(0, 0)?;
    reader.peek()?.is_none().then_some(entries)
}

/// Whether there are control characters, lone carriage returns, or bytes with which marks of Unicode begin: those of
/// byte order and of lines.
#[expect(
    clippy::needless_bitwise_bool,
    reason = "without branches the processor takes many bytes at once"
)]
fn is_strange(bytes: &[u8]) -> bool {
    let (mut strange, mut returns) = (false, false);
    for b in bytes {
        let breaks = (*b == b'\n') | (*b == b'\r');
        strange |= ((*b < b' ') & !breaks) | (*b == 0x7F) | (*b == 0xC2) | (*b == 0xEF);
        returns |= *b == b'\r';
    }
    let is_lone = |at: usize| bytes.get(at + 1) != Some(&b'\n');
    strange || returns && memchr_iter(b'\r', bytes).any(is_lone)
}

pub(super) struct Reader<'t> {
    pub text: &'t str,
    base: usize,
    /// Where the next line begins.
    pub at: usize,
    /// The line at hand, or what is left of it behind the dash of a list.
    pub line: Option<Line>,
}

#[derive(Clone, Copy)]
pub(super) struct Line {
    pub indent: usize,
    /// The first byte that is not blank, and the end without blanks.
    pub start: usize,
    pub end: usize,
}

impl<'t> Reader<'t> {
    /// A reader of a text that begins at `base` in its file; `None` when it cannot be plain.
    pub fn new(text: &'t str, base: usize) -> Option<Self> {
        (!is_strange(text.as_bytes())).then_some(Self { text, base, at: 0, line: None })
    }

    /// The line at hand or the next that says something; `None` when the text is not plain.
    #[expect(
        clippy::option_option,
        reason = "no line is an answer, a line that is not plain is none"
    )]
    #[inline]
    fn peek(&mut self) -> Option<Option<Line>> {
        if self.line.is_none() {
            self.step()?;
        }
        Some(self.line)
    }

    /// Goes to the next line that says something; `None` when the text is not plain.
    fn step(&mut self) -> Option<()> {
        while self.line.is_none() {
            let rest = self.text.as_bytes().get(self.at..).unwrap_or_default();
            if rest.is_empty() {
                break;
            }
            let line = memchr(b'\n', rest).unwrap_or(rest.len());
            let words = rest.get(..line)?;
            let words = words.strip_suffix(b"\r").unwrap_or(words);
            let end = words.len();
            let indent = words.iter().take_while(|b| **b == b' ').count();
            let tail = words.iter().rev().take_while(|b| **b == b' ').count();
            let start = self.at;
            self.at = (self.at + line + 1).min(self.text.len());
            if indent < end && words.get(indent) != Some(&b'#') {
                if words.starts_with(b"---") || words.starts_with(b"...") {
                    return None;
                }
                self.line = Some(Line { indent, start: start + indent, end: start + end - tail });
            }
        }
        Some(())
    }

    fn words(&self, line: Line) -> &str {
        self.text.get(line.start..line.end).unwrap_or_default()
    }

    fn node(&self, range: Range<usize>, value: Value) -> Node {
        Node { span: byte(self.base + range.start)..byte(self.base + range.end), value }
    }

    /// The entries whose keys stand at this indentation, and where the last of them ends.
    fn map(&mut self, indent: usize, depth: usize) -> Option<(Vec<Entry>, usize)> {
        let mut entries: Vec<Entry> = Vec::with_capacity(if depth == 0 { 32 } else { 8 });
        let (mut end, mut marks) = (0, 0);
        while let Some(line) = self.peek()?.filter(|line| line.indent >= indent) {
            if line.indent > indent || depth > DEPTH || entries.len() > MANY {
                return None;
            }
            let words = self.words(line);
            let key = words.get(..key(words)?)?;
            let mark = mark(key);
            if marks & mark != 0 && entries.iter().any(|entry| &*entry.key == key) {
                return None;
            }
            marks |= mark;
            let entry = self.entry(line, key.into(), depth)?;
            end = (entry.value.span.end as usize).saturating_sub(self.base);
            entries.push(entry);
        }
        (!entries.is_empty()).then_some((entries, end))
    }

    /// The entry of a key, with which a line begins.
    pub fn entry(&mut self, line: Line, key: Box<str>, depth: usize) -> Option<Entry> {
        let end = line.start + key.len();
        let value = self.value(line, end + 1, depth)?;
        let span = byte(self.base + line.start)..byte(self.base + end);
        Some(Entry { key, written: None, span, value })
    }

    /// The value of an entry from behind its colon on.
    fn value(&mut self, line: Line, from: usize, depth: usize) -> Option<Node> {
        self.line = None;
        if from < line.end {
            return self.inline(line, from);
        }
        match self.peek()? {
            Some(next) if is_item(self.words(next)) && next.indent >= line.indent => {
                self.list(next.indent, depth + 1)
            }
            Some(next) if next.indent > line.indent => {
                let (entries, end) = self.map(next.indent, depth + 1)?;
                Some(self.node(next.start..end, Value::Map(entries)))
            }
            _ => Some(self.node(from..from, Value::Null)),
        }
    }

    /// A value on its line, which does not go on in the next.
    fn inline(&mut self, line: Line, from: usize) -> Option<Node> {
        let rest = self.text.as_bytes().get(from..line.end)?;
        let start = from + rest.iter().position(|b| *b != b' ')?;
        let node = match rest.get(start - from)? {
            b'[' => self.flow(start..line.end)?,
            b'{' => self.flow_map(start..line.end)?,
            _ => self.scalar(start..line.end, false)?,
        };
        self.line = None;
        match self.peek()? {
            Some(next) if next.indent > line.indent => None,
            _ => Some(node),
        }
    }

    fn list(&mut self, indent: usize, depth: usize) -> Option<Node> {
        let start = self.peek()??.start;
        let mut items: Vec<Node> = Vec::new();
        while let Some(line) = self.peek()?.filter(|line| line.indent >= indent) {
            let words = self.words(line);
            if line.indent > indent || depth > DEPTH {
                return None;
            }
            if !is_item(words) {
                break;
            }
            let rest = words.get(1..)?.trim_start_matches(' ');
            if rest.is_empty() || is_item(rest) {
                return None;
            }
            let inner = line.end - rest.len();
            if key(rest).is_some() {
                let indent = line.indent + inner - line.start;
                self.line = Some(Line { indent, start: inner, end: line.end });
                let (entries, end) = self.map(indent, depth + 1)?;
                items.push(self.node(inner..end, Value::Map(entries)));
            } else {
                let item = self.inline(line, inner)?;
                // The parser has a list of lists begin with the first of them.
                if items.is_empty() && matches!(item.value, Value::List(_)) {
                    return None;
                }
                items.push(item);
            }
        }
        let end = (items.last()?.span.end as usize).saturating_sub(self.base);
        Some(self.node(start..end, Value::List(items)))
    }

    /// `[a, b]`, with scalars only.
    fn flow(&self, range: Range<usize>) -> Option<Node> {
        let inside = self.text.get(range.start + 1..range.end)?.strip_suffix(']')?;
        let mut items = Vec::new();
        if !inside.trim_matches(' ').is_empty() {
            let mut at = range.start + 1;
            for item in inside.split(',') {
                let words = item.trim_matches(' ');
                let start = at + item.len() - item.trim_start_matches(' ').len();
                items.push(self.scalar(start..start + words.len(), true)?);
                at += item.len() + 1;
            }
        }
        Some(self.node(range, Value::List(items)))
    }

    /// `{a: b, c: d}`, with scalars only.
    fn flow_map(&self, range: Range<usize>) -> Option<Node> {
        let inside = self.text.get(range.start + 1..range.end)?.strip_suffix('}')?;
        let mut entries: Vec<Entry> = Vec::new();
        let mut at = range.start + 1;
        for part in inside.split(',') {
            let words = part.trim_matches(' ');
            let start = at + part.len() - part.trim_start_matches(' ').len();
            let (key, value) = words.split_at_checked(key(words)?)?;
            let is_second = entries.iter().any(|entry| &*entry.key == key);
            if is_second || entries.len() > MANY {
                return None;
            }
            let from = value.get(1..)?.trim_start_matches(' ').len();
            let end = start + words.len();
            let value = self.scalar(end - from..end, true)?;
            let span = byte(self.base + start)..byte(self.base + start + key.len());
            entries.push(Entry { key: key.into(), written: None, span, value });
            at += part.len() + 1;
        }
        Some(self.node(range, Value::Map(entries)))
    }

    /// A scalar in quotes, or one without quotes and without signs that mean anything where it stands.
    fn scalar(&self, range: Range<usize>, in_list: bool) -> Option<Node> {
        let words = self.text.get(range.clone())?;
        let bytes = words.as_bytes();
        let first = *bytes.first()?;
        if matches!(first, b'"' | b'\'') {
            let inside = words.get(1..)?.strip_suffix(char::from(first))?;
            let text = unquoted(inside, first)?;
            let value = Value::Text { text, quoted: true };
            let is_part = |b| matches!(b, b',' | b'[' | b']' | b'{' | b'}' | b':');
            return (!in_list || !inside.bytes().any(is_part)).then(|| self.node(range, value));
        }
        let negative = first == b'-' && bytes.get(1).is_some_and(u8::is_ascii_digit);
        if !negative && !begins_plain(first) {
            return None;
        }
        let is_sign = |at: usize| match bytes.get(at) {
            Some(b':') => in_list || bytes.get(at + 1).is_none_or(|next| *next == b' '),
            _ => bytes.get(at.wrapping_sub(1)) == Some(&b' '),
        };
        if memchr2_iter(b':', b'#', bytes).any(is_sign)
            || in_list && bytes.iter().any(|b| matches!(b, b',' | b'[' | b']' | b'{' | b'}'))
        {
            return None;
        }
        let value = if is_null(words) {
            Value::Null
        } else {
            Value::Text { text: words.into(), quoted: false }
        };
        Some(self.node(range, value))
    }
}

/// Whether a value without quotes may begin so.
const fn begins_plain(first: u8) -> bool {
    first.is_ascii_alphanumeric()
        || !matches!(
            first,
            b'-' | b'?'
                | b':'
                | b','
                | b'['
                | b']'
                | b'{'
                | b'}'
                | b'#'
                | b'&'
                | b'*'
                | b'!'
                | b'|'
                | b'>'
                | b'%'
                | b'@'
                | b'`'
        )
}

/// The text between two quotes, in which a backslash stands before a quote or another backslash.
fn unquoted(inside: &str, quote: u8) -> Option<Box<str>> {
    let bytes = inside.as_bytes();
    let Some(first) = memchr2(quote, b'\\', bytes) else { return Some(inside.into()) };
    if quote != b'"' {
        return None;
    }
    let mut out = String::with_capacity(inside.len());
    let (mut from, mut at) = (0, first);
    loop {
        // A quote that stands alone ends the text before its end.
        if bytes.get(at) == Some(&quote) || !matches!(bytes.get(at + 1), Some(b'"' | b'\\')) {
            return None;
        }
        out.push_str(inside.get(from..at)?);
        from = at + 1;
        let rest = bytes.get(at + 2..)?;
        match memchr2(quote, b'\\', rest) {
            Some(next) => at += 2 + next,
            None => break,
        }
    }
    out.push_str(inside.get(from..)?);
    Some(out.into())
}

pub(super) fn is_item(words: &str) -> bool {
    words == "-" || words.starts_with("- ")
}

/// The length of a key that is a word, with its colon behind it.
pub(super) fn key(words: &str) -> Option<usize> {
    let bytes = words.as_bytes();
    let in_key = |b: &u8| matches!(b, b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'_' | b'-' | b'.');
    let length = bytes.iter().position(|b| !in_key(b)).unwrap_or(bytes.len());
    let named = bytes.first().is_some_and(u8::is_ascii_alphanumeric) && length <= 200;
    let ends =
        bytes.get(length) == Some(&b':') && bytes.get(length + 1).is_none_or(|next| *next == b' ');
    (named && ends).then_some(length)
}
