//! The plain words of a body, block by block: its length, its abbreviations, its first paragraph, its claims.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::ops::Range;

use memchr::memchr_iter;

use crate::parse::claims;
use crate::parse::outline::{Claim, Heading, Outline};

/// Bytes that are looked at in one go: few enough to count in a byte, enough for the processor to take many at once.
const PIECE: usize = 128;
/// Bytes of a body for each of its blocks, as room to begin with.
const BLOCK: usize = 32;
/// An abbreviation with its `s` has fewer bytes.
const LONGEST: usize = 7;

/// The words of the blocks one behind the other, and what they gave.
#[derive(Default)]
pub(super) struct Prose {
    /// All blocks, each with a line break behind it.
    text: String,
    /// Where the block at hand begins, and where those before it end.
    start: usize,
    ends: Vec<usize>,
    /// Parts of the text, in order, that are code, addresses or ids, in which no abbreviation is looked for.
    quiet: Vec<Range<usize>>,
    /// Words of headings, which are no prose.
    words: usize,
}

impl Prose {
    /// Prose of a body of so many bytes.
    pub fn of(body: usize) -> Self {
        let (text, ends) = (String::with_capacity(body), Vec::with_capacity(body / BLOCK));
        Self { text, ends, ..Self::default() }
    }

    pub fn text(&mut self, text: &str) {
        self.text.push_str(text);
    }

    pub fn code(&mut self, code: &str) {
        let start = self.text.len();
        self.text.push_str(code);
        self.quiet.push(start..self.text.len());
    }

    pub fn len(&self) -> usize {
        self.text.len()
    }

    /// The words from a byte on.
    pub fn from(&self, start: usize) -> &str {
        self.text.get(start..).unwrap_or_default()
    }

    /// The words of the block at hand.
    pub fn block(&self) -> &str {
        self.from(self.start)
    }

    /// Marks the words from a byte on as no prose.
    pub fn quiet(&mut self, start: usize) {
        while self.quiet.last().is_some_and(|last| last.start >= start) {
            self.quiet.pop();
        }
        self.quiet.push(start..self.text.len());
    }

    /// Ends a heading.
    pub fn heading(&mut self, level: u8) -> Heading {
        let text = squeezed(self.block());
        self.words +=
            if text.is_empty() { 0 } else { 1 + memchr_iter(b' ', text.as_bytes()).count() };
        self.text.truncate(self.start);
        while self.quiet.last().is_some_and(|last| last.end > self.start) {
            self.quiet.pop();
        }
        Heading { level, text, anchor: "".into() }
    }

    /// Ends a paragraph that may be the document's first.
    pub fn paragraph(&mut self, outline: &mut Outline) {
        let block = self.block();
        if outline.first_paragraph.is_none() && !block.trim().is_empty() {
            outline.first_paragraph = Some(squeezed(block));
        }
        self.end_block();
    }

    /// Ends a block of prose.
    pub fn end_block(&mut self) {
        if self.text.len() > self.start {
            self.ends.push(self.text.len());
            self.text.push('\n');
            self.start = self.text.len();
        }
    }

    /// Hands over what was gathered.
    pub fn finish(mut self, outline: &mut Outline) {
        self.end_block();
        let scan = Scan::of(self.text.as_bytes());
        outline.words = rounded(self.words + scan.words);
        let mut acronyms = BTreeSet::new();
        for piece in scan.capitals {
            self.gather_acronyms(piece, &mut acronyms);
        }
        outline.acronyms = acronyms.into_iter().collect();
        self.gather_claims(&mut outline.claims);
    }

    /// The blocks that hold a rate, without code and other words that are no prose.
    fn gather_claims(&self, out: &mut Vec<Claim>) {
        let mut next = 0;
        for at in memchr_iter(b'%', self.text.as_bytes()) {
            let index = self.ends.partition_point(|end| *end <= at);
            let Some(end) = self.ends.get(index).filter(|_| index >= next) else { continue };
            next = index + 1;
            let before = index.checked_sub(1).and_then(|before| self.ends.get(before));
            claims::gather(&self.spoken(before.map_or(0, |before| before + 1)..*end), out);
        }
    }

    fn spoken(&self, block: Range<usize>) -> Cow<'_, str> {
        let first = self.quiet.partition_point(|quiet| quiet.start < block.start);
        let mut quiet =
            self.quiet.iter().skip(first).take_while(|q| q.start < block.end).peekable();
        if quiet.peek().is_none() {
            return Cow::Borrowed(self.text.get(block).unwrap_or_default());
        }
        let mut out = String::with_capacity(block.len());
        let mut at = block.start;
        for range in quiet {
            out.push_str(self.text.get(at..range.start).unwrap_or_default());
            out.push(' ');
            at = at.max(range.end);
        }
        out.push_str(self.text.get(at..block.end).unwrap_or_default());
        Cow::Owned(out)
    }

    /// Looks at the words that begin in a piece of the text with two capitals.
    fn gather_acronyms(&self, piece: usize, found: &mut BTreeSet<Box<str>>) {
        let bytes = self.text.as_bytes();
        let is_in_word = |b: &u8| b.is_ascii_alphanumeric() || *b == b'_' || *b >= 0x80;
        let start = piece * PIECE;
        let pairs = bytes.get(start..).unwrap_or_default().windows(2).take(PIECE);
        for (at, _) in (start..).zip(pairs).filter(|(_, pair)| pair.iter().all(|b| is_capital(*b)))
        {
            let before = at.checked_sub(1).and_then(|before| bytes.get(before));
            let word = bytes.iter().skip(at).take(LONGEST).take_while(|b| is_in_word(b));
            let end = at + word.count();
            if end < at + LONGEST && !before.is_some_and(is_in_word) {
                self.abbreviation(at..end, found);
            }
        }
    }

    fn is_quiet(&self, at: usize) -> bool {
        let next = self.quiet.partition_point(|quiet| quiet.start <= at);
        next.checked_sub(1).and_then(|n| self.quiet.get(n)).is_some_and(|quiet| at < quiet.end)
    }

    fn abbreviation(&self, range: Range<usize>, found: &mut BTreeSet<Box<str>>) {
        let start = range.start;
        let word = self.text.get(range).unwrap_or_default();
        let one = word.strip_suffix('s').unwrap_or(word);
        let is_one = (2..=5).contains(&one.len()) && one.bytes().all(|b| b.is_ascii_uppercase());
        if is_one && !self.is_quiet(start) && !found.contains(one) {
            found.insert(one.into());
        }
    }
}

/// What one look at every byte of a text shows.
struct Scan {
    words: usize,
    /// Pieces in which two capitals stand in a row; the second may be the first byte of the next.
    capitals: Vec<usize>,
}

impl Scan {
    fn of(text: &[u8]) -> Self {
        let next = text.get(1..).unwrap_or_default();
        let begun = text.first().is_some_and(|first| !is_blank(*first));
        let mut scan = Self { words: usize::from(begun), capitals: Vec::new() };
        // The text ends in a line break, so that every byte that says something has one behind it.
        for (index, (these, next)) in text.chunks(PIECE).zip(next.chunks(PIECE)).enumerate() {
            let (words, capitals) = match (these.first_chunk(), next.first_chunk()) {
                (Some(these), Some(next)) => count(these, next),
                _ => {
                    let (mut own, mut behind) = ([b' '; PIECE], [b' '; PIECE]);
                    own.iter_mut().zip(these).for_each(|(to, from)| *to = *from);
                    behind.iter_mut().zip(next).for_each(|(to, from)| *to = *from);
                    count(&own, &behind)
                }
            };
            scan.words += usize::from(words);
            if capitals {
                scan.capitals.push(index);
            }
        }
        scan
    }
}

/// Words that begin in a piece behind its first byte, and whether two capitals stand in a row. Without branches and in
/// pieces of one length, so that the processor takes many bytes at once.
fn count(these: &[u8; PIECE], next: &[u8; PIECE]) -> (u8, bool) {
    let (mut words, mut capitals) = (0u8, 0u8);
    for (this, next) in these.iter().zip(next) {
        words += u8::from(is_blank(*this)) & u8::from(!is_blank(*next));
        capitals |= u8::from(is_capital(*this)) & u8::from(is_capital(*next));
    }
    (words, capitals != 0)
}

const fn is_blank(b: u8) -> bool {
    b <= b' '
}

const fn is_capital(b: u8) -> bool {
    b.wrapping_sub(b'A') < 26
}

/// One line, with single blanks.
pub(super) fn squeezed(text: &str) -> Box<str> {
    let bytes = text.as_bytes();
    let odd = |b: u8| u8::from(b < b' ') | u8::from(b >= 0x80);
    let next = bytes.get(1..).unwrap_or_default();
    let pairs = bytes.iter().zip(next);
    let doubled = pairs.fold(0, |all, (a, b)| all | u8::from(*a == b' ') & u8::from(*b == b' '));
    let strange = bytes.iter().fold(doubled, |all, b| all | odd(*b));
    if strange == 0 && !text.starts_with(' ') && !text.ends_with(' ') {
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

/// Exact for a short text, in steps of 100 for a long one: an edit of a word leaves the document's meaning as it was.
fn rounded(words: usize) -> u32 {
    let words = if words < 100 { words } else { words - words % 100 };
    u32::try_from(words).unwrap_or(u32::MAX)
}
