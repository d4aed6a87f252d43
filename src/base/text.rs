//! Lines and columns of a text, and small words for messages.

use memchr::{memchr, memchr_iter, memrchr};

/// Whether any byte of a text is such. All are looked at, which a machine does many at a time.
pub fn any_byte(text: &str, is_such: impl Fn(u8) -> bool) -> bool {
    text.bytes().fold(false, |found, byte| found | is_such(byte))
}

/// What stands before and behind the first of an ASCII sign.
#[must_use]
pub fn split_first(text: &str, sign: u8) -> Option<(&str, &str)> {
    let at = memchr(sign, text.as_bytes())?;
    Some((text.get(..at)?, text.get(at + 1..)?))
}

/// What stands before and behind the last of an ASCII sign.
#[must_use]
pub fn split_last(text: &str, sign: u8) -> Option<(&str, &str)> {
    let at = memrchr(sign, text.as_bytes())?;
    Some((text.get(..at)?, text.get(at + 1..)?))
}

/// Finds line and column of a byte offset.
#[derive(Debug)]
pub struct LineIndex {
    starts: Vec<u32>,
}

impl LineIndex {
    /// The lines of a text.
    #[must_use]
    pub fn new(text: &str) -> Self {
        let mut starts = vec![0];
        let breaks = memchr_iter(b'\n', text.as_bytes());
        starts.extend(breaks.filter_map(|at| u32::try_from(at + 1).ok()));
        Self { starts }
    }

    /// Line and column of an offset, both from 1; the column counts characters.
    #[must_use]
    pub fn position(&self, text: &str, offset: usize) -> (u32, u32) {
        let line = self.starts.partition_point(|start| *start as usize <= offset).saturating_sub(1);
        let start = self.starts.get(line).map_or(0, |s| *s as usize);
        let end = offset.min(text.len());
        let column = text
            .as_bytes()
            .get(start..end)
            .map_or(0, |b| b.iter().filter(|b| (**b & 0xC0) != 0x80).count());
        (u32::try_from(line + 1).unwrap_or(u32::MAX), u32::try_from(column + 1).unwrap_or(u32::MAX))
    }

    /// The offset where a line (from 1) begins; the last line's when there is no such line.
    #[must_use]
    pub fn start(&self, line: u32) -> usize {
        let index = (line.max(1) - 1) as usize;
        self.starts.get(index).or(self.starts.last()).map_or(0, |s| *s as usize)
    }
}

/// Line and column of one offset, both from 1, without an index of the lines; the column counts characters.
#[must_use]
pub fn position(text: &str, offset: usize) -> (u32, u32) {
    beyond((1, 1), text.as_bytes().get(..offset.min(text.len())).unwrap_or_default())
}

/// Line and column behind some text, which begins at a line and column.
#[must_use]
pub fn beyond((line, column): (u32, u32), text: &[u8]) -> (u32, u32) {
    let characters = |bytes: &[u8]| {
        let count = bytes.iter().filter(|b| (**b & 0xC0) != 0x80).count();
        u32::try_from(count).unwrap_or(u32::MAX)
    };
    match memrchr(b'\n', text) {
        None => (line, column.saturating_add(characters(text))),
        Some(last) => {
            let breaks = memchr_iter(b'\n', text).count();
            let line = line.saturating_add(u32::try_from(breaks).unwrap_or(u32::MAX));
            (line, characters(text.get(last + 1..).unwrap_or_default()).saturating_add(1))
        }
    }
}

/// `1 finding`, `2 findings`.
#[must_use]
pub fn count(n: usize, one: &str, many: &str) -> String {
    if n == 1 { format!("1 {one}") } else { format!("{n} {many}") }
}

/// `` `a`, `b` or `c` ``.
#[must_use]
pub fn any_of<'a>(names: impl IntoIterator<Item = &'a str>) -> String {
    join_words(&names.into_iter().map(|n| format!("`{n}`")).collect::<Vec<_>>(), "or")
}

/// `a, b and c`.
#[must_use]
pub fn join_words(words: &[String], last: &str) -> String {
    match words {
        [] => String::new(),
        [one] => one.clone(),
        [first @ .., end] => format!("{} {last} {end}", first.join(", ")),
    }
}
