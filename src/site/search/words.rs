//! Words as the index knows them: cut from text, in lower case, each with a number; folded and stemmed once.
//!
//! `search.js` cuts and folds what a reader types in the same way; the two must change together.

use std::borrow::Cow;
use std::collections::HashMap;

use ahash::RandomState;
use icu_normalizer::{ComposingNormalizer, DecomposingNormalizer};
use unicode_segmentation::UnicodeSegmentation;

/// So many characters of a word count.
const LONGEST: usize = 40;

/// All words that were met, by number.
#[derive(Debug, Default)]
pub struct Words {
    /// As written and in lower case. Never walked, so that its order cannot show.
    numbers: HashMap<Box<str>, u32, RandomState>,
    list: Vec<Box<str>>,
}

impl Words {
    /// Cuts a text into words and hands on their numbers.
    pub fn cut(&mut self, text: &str, mut take: impl FnMut(u32)) {
        let mut rest = text;
        while let Some(start) = rest.bytes().position(is_part) {
            // Both ends of a run stand beside ASCII, so they are ends of characters.
            let (_, run) = rest.split_at(start);
            let (run, after) =
                run.split_at(run.bytes().position(|it| !is_part(it)).unwrap_or(run.len()));
            rest = after;
            if run.is_ascii() {
                self.word(run, &mut take);
            } else {
                self.cut_run(run, &mut take);
            }
        }
    }

    /// A run without blanks that holds other letters than ASCII.
    fn cut_run(&mut self, run: &str, take: &mut impl FnMut(u32)) {
        let mut rest = run;
        while let Some(first) = rest.chars().next() {
            let close = is_close(first);
            let end = rest.find(|c| is_close(c) != close).unwrap_or(rest.len());
            let (part, after) = rest.split_at(end);
            rest = after;
            if close {
                self.pairs(part, take);
                continue;
            }
            for word in part.unicode_words().flat_map(|word| word.split(is_joint)) {
                self.word(word, take);
            }
        }
    }

    /// Text that is written without blanks is found by any two signs that stand side by side.
    fn pairs(&mut self, part: &str, take: &mut impl FnMut(u32)) {
        let mut starts = part.char_indices().map(|(at, _)| at);
        let Some(mut first) = starts.next() else { return };
        let mut second = starts.next();
        if second.is_none() {
            take(self.number(part));
        }
        while let Some(middle) = second {
            let end = starts.next();
            take(self.number(part.get(first..end.unwrap_or(part.len())).unwrap_or_default()));
            first = middle;
            second = end;
        }
    }

    fn word(&mut self, word: &str, take: &mut impl FnMut(u32)) {
        let is_single = word.len() == 1 && !word.bytes().all(|byte| byte.is_ascii_digit());
        if !word.is_empty() && !is_single {
            take(self.number(word));
        }
    }

    /// The number of a word.
    pub fn number(&mut self, word: &str) -> u32 {
        if let Some(number) = self.numbers.get(word) {
            return *number;
        }
        let short = word.char_indices().nth(LONGEST).map_or(word, |(at, _)| &word[..at]);
        let lower = short.to_lowercase();
        let known = self.numbers.get(&*lower).copied();
        let number = known.unwrap_or_else(|| {
            let number = u32::try_from(self.list.len()).unwrap_or(u32::MAX);
            self.list.push(lower.as_str().into());
            self.numbers.insert(lower.as_str().into(), number);
            number
        });
        if *lower != *word {
            self.numbers.insert(word.into(), number);
        }
        number
    }

    /// The words, by number.
    #[must_use]
    pub fn list(&self) -> &[Box<str>] {
        &self.list
    }
}

/// Whether a byte is part of a word, or of a sign outside ASCII: asked of every byte of every text.
fn is_part(byte: u8) -> bool {
    static PARTS: [bool; 256] = {
        let mut parts = [false; 256];
        let mut byte = 0u8;
        loop {
            parts[byte as usize] = byte.is_ascii_alphanumeric() || !byte.is_ascii();
            if byte == u8::MAX {
                break parts;
            }
            byte += 1;
        }
    };
    PARTS.get(usize::from(byte)).copied().unwrap_or_default()
}

/// What the rules of Unicode leave inside a word and `search.js` does not: points, apostrophes.
fn is_joint(c: char) -> bool {
    matches!(
        c,
        '\u{b7}'
            | '\u{387}'
            | '\u{55f}'
            | '\u{5f4}'
            | '\u{2018}'
            | '\u{2019}'
            | '\u{2024}'
            | '\u{2027}'
            | '\u{203f}'
            | '\u{2040}'
            | '\u{2054}'
            | '\u{ff07}'
            | '\u{ff0e}'
            | '\u{ff1a}'
            | '\u{fe13}'
            | '\u{fe33}'
            | '\u{fe34}'
            | '\u{fe4d}'..='\u{fe4f}' | '\u{fe52}' | '\u{fe55}' | '\u{ff3f}'
    )
}

/// Signs of scripts that put no blanks between words.
fn is_close(c: char) -> bool {
    matches!(c,
        '\u{3005}' | '\u{3041}'..='\u{309f}' | '\u{30a1}'..='\u{30fa}' | '\u{30fc}'..='\u{30ff}'
            | '\u{31f0}'..='\u{31ff}' | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}'
            | '\u{ac00}'..='\u{d7a3}' | '\u{f900}'..='\u{faff}' | '\u{ff66}'..='\u{ff9f}'
            | '\u{e01}'..='\u{e3a}' | '\u{e40}'..='\u{e4e}' | '\u{e81}'..='\u{ece}'
            | '\u{1000}'..='\u{1049}' | '\u{1780}'..='\u{17d3}' | '\u{20000}'..='\u{323af}')
}

/// A word without accents and in one form of its letters. The word is in lower case.
#[must_use]
pub fn fold(word: &str) -> Cow<'_, str> {
    if word.is_ascii() {
        return Cow::Borrowed(word);
    }
    let apart = DecomposingNormalizer::new_nfkd().normalize(word).to_lowercase();
    let is_kept = |c: &char| {
        !matches!(c, '\u{300}'..='\u{36f}')
            && !c.is_whitespace()
            && (!c.is_ascii() || c.is_ascii_alphanumeric())
    };
    let mut bare = String::with_capacity(apart.len());
    for c in apart.chars().filter(is_kept) {
        match c {
            'ß' => bare.push_str("ss"),
            'æ' => bare.push_str("ae"),
            'œ' => bare.push_str("oe"),
            'ø' => bare.push('o'),
            'ł' => bare.push('l'),
            'đ' => bare.push('d'),
            c => bare.push(c),
        }
    }
    let folded = ComposingNormalizer::new_nfc().normalize(&bare);
    // A word of marks alone keeps them.
    Cow::Owned(if folded.is_empty() { word.to_owned() } else { folded.into_owned() })
}
