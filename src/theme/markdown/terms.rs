//! Words that the glossary explains, found in a text: whole words only, each term once a page.

use aho_corasick::{AhoCorasick, MatchKind};

/// The words of a glossary, ready to be found.
#[derive(Debug, Default)]
pub struct Terms {
    finder: Option<AhoCorasick>,
    /// Each way to write a term, and which term it is.
    ways: Vec<(Box<str>, usize)>,
    /// Where each term is explained.
    hrefs: Vec<Box<str>>,
}

/// A term in a text.
pub(super) struct Hit<'t> {
    /// Its bytes.
    pub(super) start: usize,
    pub(super) end: usize,
    /// Where it is explained.
    pub(super) href: &'t str,
}

/// The terms that a page has yet to meet.
pub(super) struct Unmet<'t> {
    terms: &'t Terms,
    met: Vec<bool>,
    left: usize,
}

impl Terms {
    /// Terms, each with the ways to write it and the address below the root where it is explained.
    pub fn new<'a>(terms: impl IntoIterator<Item = (&'a [Box<str>], &'a str)>) -> Self {
        let mut out = Self::default();
        for (ways, href) in terms {
            let term = out.hrefs.len();
            out.hrefs.push(href.into());
            out.ways.extend(ways.iter().map(|way| (way.clone(), term)));
        }
        if !out.ways.is_empty() {
            let mut builder = AhoCorasick::builder();
            builder.ascii_case_insensitive(true).match_kind(MatchKind::LeftmostLongest);
            out.finder = builder.build(out.ways.iter().map(|(way, _)| way.as_bytes())).ok();
        }
        out
    }

    /// All terms, none of them met; nothing where there are none.
    pub(super) fn unmet(&self) -> Option<Unmet<'_>> {
        self.finder.as_ref()?;
        Some(Unmet { terms: self, met: vec![false; self.hrefs.len()], left: self.hrefs.len() })
    }
}

impl<'t> Unmet<'t> {
    /// The terms that a text uses first, in order. `before` and `after` are what stands around it in the source.
    pub(super) fn meet(&mut self, text: &str, before: &str, after: &str) -> Vec<Hit<'t>> {
        let mut hits = Vec::new();
        let Some(finder) = self.terms.finder.as_ref().filter(|_| self.left > 0) else {
            return hits;
        };
        for found in finder.find_iter(text) {
            let Some((way, term)) = self.terms.ways.get(found.pattern().as_usize()) else {
                continue;
            };
            let (start, end) = (found.start(), found.end());
            let (Some(left), Some(words), Some(right)) =
                (text.get(..start), text.get(start..end), text.get(end..))
            else {
                continue;
            };
            let left = if left.is_empty() { before } else { left };
            let right = if right.is_empty() { after } else { right };
            let met = self.met.get(*term).copied().unwrap_or(true);
            if met || !is_same(way, words) || !is_whole(words, left, right) {
                continue;
            }
            if let (Some(met), Some(href)) = (self.met.get_mut(*term), self.terms.hrefs.get(*term))
            {
                *met = true;
                self.left -= 1;
                hits.push(Hit { start, end, href });
            }
        }
        hits
    }
}

/// Short forms, `MoSCoW` and `WIP`, are written one way only; a word may begin a sentence.
fn is_same(way: &str, words: &str) -> bool {
    way == words || way.chars().filter(|c| c.is_uppercase()).count() < 2
}

/// Whether words stand alone, and are no part of a longer word, a path, a name of a file or an identifier.
fn is_whole(words: &str, before: &str, after: &str) -> bool {
    let joins = |edge: Option<char>, outward: &mut dyn Iterator<Item = char>| match outward.next() {
        Some(next) if joins_words(next) => edge.is_some_and(joins_words),
        Some('_' | '-' | '/' | '.' | '@' | '\\' | ':') => {
            outward.next().is_some_and(char::is_alphanumeric)
        }
        _ => false,
    };
    !joins(words.chars().next(), &mut before.chars().rev())
        && !joins(words.chars().next_back(), &mut after.chars())
}

/// Letters that make one word with their neighbours; those of Chinese and Japanese do not.
fn joins_words(letter: char) -> bool {
    letter.is_alphanumeric()
        && !matches!(letter, '\u{2e80}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}
