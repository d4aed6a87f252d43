//! The plain words of a body, block by block: its length, its abbreviations, its first paragraph, its claims.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::ops::Range;

use crate::parse::claims;
use crate::parse::outline::{Heading, Outline};

const BLANK: u8 = 1;
const CAPITAL: u8 = 2;
const RATE: u8 = 4;

/// What each byte is to `scan`.
const CLASSES: [u8; 256] = {
    let mut classes = [0; 256];
    let mut letter = b'A';
    while letter <= b'Z' {
        classes[letter as usize] = CAPITAL;
        letter += 1;
    }
    classes[b' ' as usize] = BLANK;
    classes[b'\t' as usize] = BLANK;
    classes[b'\n' as usize] = BLANK;
    classes[b'\r' as usize] = BLANK;
    classes[b'%' as usize] = RATE;
    classes
};

/// The words of the block at hand, and what the blocks before it gave.
#[derive(Default)]
pub(super) struct Prose {
    block: String,
    /// Parts of the block, in order, that are code, addresses or ids, in which no abbreviation is looked for.
    quiet: Vec<Range<usize>>,
    words: usize,
    acronyms: BTreeSet<Box<str>>,
    claims: Vec<crate::parse::outline::Claim>,
}

impl Prose {
    pub fn text(&mut self, text: &str) {
        self.block.push_str(text);
    }

    pub fn code(&mut self, code: &str) {
        let start = self.block.len();
        self.block.push_str(code);
        self.quiet.push(start..self.block.len());
    }

    pub fn len(&self) -> usize {
        self.block.len()
    }

    /// The words from a byte of the block on.
    pub fn from(&self, start: usize) -> &str {
        self.block.get(start..).unwrap_or_default()
    }

    /// Marks the words from a byte on as no prose.
    pub fn quiet(&mut self, start: usize) {
        while self.quiet.last().is_some_and(|last| last.start >= start) {
            self.quiet.pop();
        }
        self.quiet.push(start..self.block.len());
    }

    /// Ends a heading.
    pub fn heading(&mut self, level: u8) -> Heading {
        let text = squeezed(&self.block);
        self.words += text.split_whitespace().count();
        self.clear();
        Heading { level, text, anchor: "".into() }
    }

    /// Ends a paragraph that may be the document's first.
    pub fn paragraph(&mut self, outline: &mut Outline) {
        if outline.first_paragraph.is_none() && !self.block.trim().is_empty() {
            outline.first_paragraph = Some(squeezed(&self.block));
        }
        self.end_block();
    }

    /// Ends a block of prose.
    pub fn end_block(&mut self) {
        if self.block.is_empty() {
            return;
        }
        self.scan();
        self.clear();
    }

    /// Hands over what was gathered.
    pub fn finish(mut self, outline: &mut Outline) {
        self.end_block();
        outline.words = rounded(self.words);
        outline.acronyms = self.acronyms.into_iter().collect();
        outline.claims = self.claims;
    }

    fn clear(&mut self) {
        self.block.clear();
        self.quiet.clear();
    }

    /// Looks at every byte once, and closer only where that shows a reason to: two capitals in a row, or a `%`.
    fn scan(&mut self) {
        let (mut words, mut all, mut pairs) = (0, 0, 0);
        let mut before = BLANK;
        for b in self.block.bytes() {
            let class = CLASSES.get(usize::from(b)).copied().unwrap_or(0);
            words += usize::from(before & !class & BLANK);
            pairs |= before & class;
            all |= class;
            before = class;
        }
        self.words += words;
        if pairs & CAPITAL != 0 {
            self.gather_acronyms();
        }
        if all & RATE != 0 {
            let mut found = std::mem::take(&mut self.claims);
            claims::gather(&self.spoken(), &mut found);
            self.claims = found;
        }
    }

    /// The block without code and other words that are no prose.
    fn spoken(&self) -> Cow<'_, str> {
        if self.quiet.is_empty() {
            return Cow::Borrowed(&self.block);
        }
        let mut out = String::with_capacity(self.block.len());
        let mut at = 0;
        for range in &self.quiet {
            out.push_str(self.block.get(at..range.start).unwrap_or_default());
            out.push(' ');
            at = at.max(range.end);
        }
        out.push_str(self.block.get(at..).unwrap_or_default());
        Cow::Owned(out)
    }

    fn gather_acronyms(&mut self) {
        let in_word = |b: u8| b.is_ascii_alphanumeric() || b == b'_' || b >= 0x80;
        let mut start = None;
        let mut found: Vec<Range<usize>> = Vec::new();
        for (at, b) in self.block.bytes().chain(std::iter::once(b' ')).enumerate() {
            match start {
                None if in_word(b) => start = Some(at),
                Some(first) if !in_word(b) => {
                    found.push(first..at);
                    start = None;
                }
                _ => {}
            }
        }
        for range in found {
            self.abbreviation(&range);
        }
    }

    fn is_quiet(&self, at: usize) -> bool {
        let next = self.quiet.partition_point(|quiet| quiet.start <= at);
        next.checked_sub(1).and_then(|n| self.quiet.get(n)).is_some_and(|quiet| at < quiet.end)
    }

    fn abbreviation(&mut self, range: &Range<usize>) {
        let word = self.block.get(range.clone()).unwrap_or_default();
        let one = word.strip_suffix('s').unwrap_or(word);
        let is_one = (2..=5).contains(&one.len()) && one.bytes().all(|b| b.is_ascii_uppercase());
        let is_new = is_one && !self.is_quiet(range.start) && !self.acronyms.contains(one);
        if is_new {
            self.acronyms.insert(one.into());
        }
    }
}

/// One line, with single blanks.
pub(super) fn squeezed(text: &str) -> Box<str> {
    let mut blank = true;
    let odd = |b: u8| {
        let doubled = blank && b == b' ';
        blank = b == b' ';
        doubled || b < b' '
    };
    if text.is_ascii() && !text.bytes().any(odd) && !text.ends_with(' ') {
        return text.into();
    }
    let mut out = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(word);
    }
    out.into()
}

/// Exact for a short text, in steps of 25 for a long one: an edit of a word leaves the document's meaning as it was.
fn rounded(words: usize) -> u32 {
    let words = if words < 100 { words } else { words - words % 25 };
    u32::try_from(words).unwrap_or(u32::MAX)
}
