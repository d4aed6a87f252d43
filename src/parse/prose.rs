//! The plain words of a body, block by block: its length, its abbreviations, its first paragraph, its claims.

use std::collections::BTreeSet;
use std::ops::Range;

use crate::parse::claims;
use crate::parse::outline::{Heading, Outline};

/// The words of the block at hand, and what the blocks before it gave.
#[derive(Default)]
pub(super) struct Prose {
    block: String,
    /// Parts of the block that are code, addresses or ids, in which no abbreviation is looked for.
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
        self.words += self.block.split_whitespace().count();
        self.gather_acronyms();
        if self.block.contains('%') {
            claims::gather(&self.block, &mut self.claims);
        }
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

    fn gather_acronyms(&mut self) {
        let bytes = self.block.as_bytes();
        let word = |b: u8| b.is_ascii_alphanumeric() || b == b'_' || b >= 0x80;
        let mut at = 0;
        while let Some(first) = bytes.get(at) {
            if !word(*first) {
                at += 1;
                continue;
            }
            let length = bytes.iter().skip(at).take_while(|b| word(**b)).count();
            let all = self.block.get(at..at + length).unwrap_or_default();
            let one = all.strip_suffix('s').unwrap_or(all);
            let found = (2..=5).contains(&one.len())
                && one.bytes().all(|b| b.is_ascii_uppercase())
                && !self.quiet.iter().any(|quiet| quiet.contains(&at))
                && !self.acronyms.contains(one);
            if found {
                self.acronyms.insert(one.into());
            }
            at += length;
        }
    }
}

/// One line, with single blanks.
pub(super) fn squeezed(text: &str) -> Box<str> {
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
