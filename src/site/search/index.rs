//! All entries together: stems with their places, words with their stems, filters; cut into files.

use std::borrow::Borrow;
use std::cmp::Ordering;
use std::collections::HashMap;
use std::ops::Range;

use ahash::RandomState;
use rayon::prelude::*;

use crate::base::fingerprint::Fingerprint;

use super::entry::{Entry, TITLE};
use super::filters;
use super::places::{COMMON, Places};
use super::shards::{Plan, Shard, script};
use super::stem::{stem, stemmer};
use super::words::{Words, fold};

/// So many documents have their places found at once.
const AT_ONCE: usize = 512;
/// So many endings are told to those who look for a word that no document holds in that form.
const ENDINGS: usize = 48;

/// BM25, with its usual constants; a word of the title counts four times.
const SATURATION: f64 = 1.2;
const BY_LENGTH: f64 = 0.75;
const IN_TITLE: f64 = 4.0;
/// What no place can weigh more than.
const MOST: f64 = 9.0;

/// The files of the index but the rows.
#[derive(Debug, Default)]
pub struct Index {
    head: Vec<u8>,
    places: Vec<Vec<u8>>,
    words: Vec<Vec<u8>>,
    ends: Vec<Vec<u8>>,
    /// Stands for all that it was made from.
    pub print: Fingerprint,
}

/// A word that some document holds.
struct Word {
    /// As it is looked for.
    folded: String,
    stem: String,
    /// Its number.
    number: u32,
}

/// How a site speaks.
pub struct Speech<'a> {
    /// Its language.
    pub language: &'a str,
    /// What the interface says, in that language.
    pub say: &'a dyn Fn(&str) -> String,
    /// Stands for all that it may say.
    pub print: Fingerprint,
}

impl Index {
    /// Stands for what an index of these entries is made from.
    #[must_use]
    pub fn print<E: Borrow<Entry>>(entries: &[E], plan: Plan, speech: &Speech) -> Fingerprint {
        let prints: Vec<Fingerprint> = entries.iter().map(|it| it.borrow().print).collect();
        let Speech { language, print, .. } = speech;
        Fingerprint::of_value(&(prints, plan.places, plan.words, language, print))
    }

    /// A file of it.
    #[must_use]
    pub fn file(&self, shard: Shard) -> Option<&[u8]> {
        let file = match shard {
            Shard::Head => Some(&self.head),
            Shard::Places(n) => self.places.get(n as usize),
            Shard::Words(n) => self.words.get(n as usize),
            Shard::Ends(n) => self.ends.get(n as usize),
            Shard::Rows(_) => None,
        };
        file.map(Vec::as_slice)
    }

    /// Makes the index of entries, whose words have the numbers of `words`. An entry is given back as soon as its words
    /// have their places.
    #[must_use]
    pub fn build<E: Borrow<Entry> + Send + Sync>(
        entries: Vec<E>,
        words: &Words,
        plan: Plan,
        speech: &Speech,
    ) -> Self {
        let print = Self::print(&entries, plan, speech);
        let all: Vec<&Entry> = entries.iter().map(Borrow::borrow).collect();
        let mut head = filters::of(&all, speech.say);
        let used = used(&entries, words, speech.language);
        let stems = Stems::of(&used, words.list().len());
        let places = places(entries, &stems);

        let sizes: Vec<usize> =
            stems.names.iter().zip(&places).map(|(name, it)| name.len() + it.text.len()).collect();
        let by_stem = ranges(&sizes, plan.places);
        let place_file = |(n, range): (usize, &Range<usize>)| {
            let names = stems.names.get(range.clone()).unwrap_or_default();
            let texts = places.get(range.clone()).unwrap_or_default();
            let pairs = names.iter().zip(texts);
            let text = joined(pairs.flat_map(|(name, it)| [name.as_str(), it.text.as_str()]));
            script(Shard::Places(number(n)), &text)
        };
        let place_files: Vec<Vec<u8>> = by_stem.par_iter().enumerate().map(place_file).collect();
        let ranks: Vec<u32> = places.into_iter().map(|it| it.rank).collect();

        let forms = forms(&used, &stems, &ranks);
        let by_word = ranges(&forms.iter().map(|it| it.text.len()).collect::<Vec<_>>(), plan.words);
        let word_files = by_word.par_iter().enumerate().map(|(n, range)| {
            let texts = forms.get(range.clone()).unwrap_or_default();
            script(Shard::Words(number(n)), &joined(texts.iter().map(|form| &*form.text)))
        });

        let ends = backwards(&forms);
        let by_end = ranges(&ends.iter().map(String::len).collect::<Vec<_>>(), plan.words);
        let end_files = by_end.par_iter().enumerate().map(|(n, range)| {
            let ends = ends.get(range.clone()).unwrap_or_default();
            script(Shard::Ends(number(n)), &joined(ends.iter().map(String::as_str)))
        });

        let first = |ranges: &[Range<usize>], name: &dyn Fn(usize) -> Option<String>| {
            let start = |range: &Range<usize>| name(range.start);
            let names = ranges.iter().map(|it| start(it).unwrap_or_else(|| "\u{ffff}".to_owned()));
            names.collect::<Vec<String>>()
        };
        head.insert("v".to_owned(), print.short(10).into());
        head.insert("p".to_owned(), first(&by_stem, &|at| stems.names.get(at).cloned()).into());
        head.insert(
            "w".to_owned(),
            first(&by_word, &|at| Some(forms.get(at)?.word.clone())).into(),
        );
        head.insert("e".to_owned(), first(&by_end, &|at| ends.get(at).cloned()).into());
        head.insert("endings".to_owned(), endings(&used).into());
        Self {
            head: script(Shard::Head, &head),
            places: place_files,
            words: word_files.collect(),
            ends: end_files.collect(),
            print,
        }
    }
}

/// Texts with a blank between them.
fn joined<'t>(texts: impl Iterator<Item = &'t str> + Clone) -> String {
    let mut out = String::with_capacity(texts.clone().map(|text| text.len() + 1).sum());
    for text in texts {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(text);
    }
    out
}

fn number(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

/// As a script compares texts.
fn order(a: &str, b: &str) -> Ordering {
    if a.is_ascii() && b.is_ascii() { a.cmp(b) } else { a.encode_utf16().cmp(b.encode_utf16()) }
}

/// Cuts things of these sizes into so many parts of like size.
fn ranges(sizes: &[usize], parts: usize) -> Vec<Range<usize>> {
    let total: usize = sizes.iter().sum::<usize>().max(1);
    let mut ranges = Vec::with_capacity(parts);
    let (mut at, mut before) = (0, 0);
    for part in 1..=parts {
        let start = at;
        while let Some(size) = sizes.get(at).filter(|_| before * parts < total * part) {
            before += size;
            at += 1;
        }
        ranges.push(start..at);
    }
    ranges
}

/// The words that stand somewhere, with their stems.
fn used<E: Borrow<Entry>>(entries: &[E], words: &Words, language: &str) -> Vec<Word> {
    let mut is_used = vec![false; words.list().len()];
    for (number, _) in entries.iter().flat_map(|entry| &entry.borrow().words) {
        if let Some(it) = is_used.get_mut(*number as usize) {
            *it = true;
        }
    }
    let numbered: Vec<(usize, &Box<str>)> =
        words.list().iter().enumerate().filter(|(n, _)| is_used.get(*n) == Some(&true)).collect();
    let stemmer = stemmer(language);
    numbered
        .par_iter()
        .map(|(n, word)| Word {
            folded: fold(word).into_owned(),
            stem: fold(&stem(stemmer.as_ref(), word)).into_owned(),
            number: number(*n),
        })
        .collect()
}

/// All stems in order, and the place of each word's stem among them.
struct Stems {
    names: Vec<String>,
    of: Vec<u32>,
}

impl Stems {
    fn of(used: &[Word], words: usize) -> Self {
        let mut names: Vec<&str> = used.iter().map(|word| &*word.stem).collect();
        names.par_sort_unstable_by(|a, b| order(a, b));
        names.dedup();
        let at: HashMap<&str, u32, RandomState> =
            names.iter().enumerate().map(|(n, name)| (*name, number(n))).collect();
        let mut of = vec![u32::MAX; words];
        for word in used {
            if let (Some(slot), Some(n)) = (of.get_mut(word.number as usize), at.get(&*word.stem)) {
                *slot = *n;
            }
        }
        let names = names.into_iter().map(str::to_owned).collect();
        Self { names, of }
    }
}

/// Where each stem stands. Documents are taken some at a time, so that what is between is never held for all.
fn places<E: Borrow<Entry> + Send + Sync>(entries: Vec<E>, stems: &Stems) -> Vec<Places> {
    let count = f64::from(number(entries.len().max(1)));
    let mean = |sum: u64| {
        #[expect(clippy::cast_precision_loss, reason = "lengths stay far below 2^52")]
        let sum = sum as f64;
        (sum / count).max(1.0)
    };
    let sum = |of: fn(&Entry) -> u32| entries.iter().map(|it| u64::from(of(it.borrow()))).sum();
    let (lengths, titles) = (mean(sum(|it| it.length)), mean(sum(|it| it.title)));
    // A document's stems, with what two words of one stem weigh together.
    let row = |entry: &Entry| -> Vec<(u32, u8, bool)> {
        let stem = |(word, n): &(u32, u16)| Some((*stems.of.get(*word as usize)?, *n));
        let mut row: Vec<(u32, u16)> = entry.words.iter().filter_map(stem).collect();
        row.sort_unstable();
        row.dedup_by(|later, first| {
            let same = later.0 == first.0;
            if same {
                let sum = (first.1 & !TITLE).saturating_add(later.1 & !TITLE).min(!TITLE);
                first.1 = sum | ((first.1 | later.1) & TITLE);
            }
            same
        });
        let long = f64::from(entry.length) / lengths;
        let title = f64::from(entry.title) / titles;
        row.into_iter().map(|(stem, n)| (stem, weight(n, long, title), n & TITLE != 0)).collect()
    };
    let mut places = vec![Places::default(); stems.names.len()];
    let mut entries = entries.into_iter();
    let mut doc = 0;
    loop {
        let some: Vec<E> = entries.by_ref().take(AT_ONCE).collect();
        if some.is_empty() {
            break;
        }
        let rows: Vec<_> = some.par_iter().map(|entry| row(entry.borrow())).collect();
        for row in rows {
            for (stem, weight, in_title) in row {
                if let Some(places) = places.get_mut(stem as usize) {
                    places.add(doc, weight);
                    places.rank += if in_title { 9 } else { 1 };
                }
            }
            doc += 1;
        }
    }
    places.par_iter_mut().filter(|it| it.count > COMMON).for_each(Places::keep_best);
    places
}

/// What a word weighs in a document, from 0 to 89.
fn weight(count: u16, long: f64, title: f64) -> u8 {
    let bm25 = |n: f64, long: f64| {
        n * (SATURATION + 1.0) / (n + SATURATION * (1.0 - BY_LENGTH + BY_LENGTH * long))
    };
    let in_text = bm25(f64::from(count & !TITLE), long);
    let in_title = if count & TITLE == 0 { 0.0 } else { bm25(1.0, title) * IN_TITLE };
    let share = ((in_text + in_title) / MOST).min(1.0);
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "from 0 to 89")]
    let weight = (share * 89.0).round() as u8;
    weight
}

/// A word as it is looked for, and all that is written of it.
struct Form {
    word: String,
    text: String,
}

/// Words in order: each with a letter for how well known its stem is, and how to make the stem of it.
fn forms(used: &[Word], stems: &Stems, ranks: &[u32]) -> Vec<Form> {
    let form = |word: &Word| {
        let stem = stems.of.get(word.number as usize).copied().unwrap_or_default();
        let rank = ranks.get(stem as usize).map_or(0, |rank| rank.max(&1).ilog2());
        let mut text = word.folded.clone();
        text.push(char::from_u32(u32::from(b'A') + rank.min(25)).unwrap_or('A'));
        let (cut, add) = change(word);
        if !cut.is_empty() || !add.is_empty() {
            text.push_str(&cut.encode_utf16().count().to_string());
            text.push_str(add);
        }
        Form { word: word.folded.clone(), text }
    };
    let mut forms: Vec<Form> = used.par_iter().map(form).collect();
    forms.par_sort_unstable_by(|a, b| order(&a.word, &b.word).then_with(|| a.text.cmp(&b.text)));
    // `Résumé` and `resume` are looked for alike.
    forms.dedup_by(|a, b| a.text == b.text);
    forms
}

/// What to take from the end of a word, and what to put there, to have its stem.
fn change(word: &Word) -> (&str, &str) {
    let same = word.folded.chars().zip(word.stem.chars()).take_while(|(a, b)| a == b);
    let len: usize = same.map(|(c, _)| c.len_utf8()).sum();
    (word.folded.get(len..).unwrap_or_default(), word.stem.get(len..).unwrap_or_default())
}

/// Words of four letters and more, written backwards, in order.
fn backwards(forms: &[Form]) -> Vec<String> {
    let long = forms.par_iter().filter(|form| form.word.chars().nth(3).is_some());
    let mut ends: Vec<String> = long.map(|form| form.word.chars().rev().collect()).collect();
    ends.par_sort_unstable_by(|a, b| order(a, b));
    ends.dedup();
    ends
}

/// The endings that words of this site lose most often: `ing` and nothing, `ies` and `i`.
fn endings(used: &[Word]) -> Vec<String> {
    let mut counts: HashMap<(&str, &str), usize, RandomState> = HashMap::default();
    for word in used {
        let (cut, add) = change(word);
        if !cut.is_empty() {
            *counts.entry((cut, add)).or_default() += 1;
        }
    }
    let mut list: Vec<((&str, &str), usize)> = counts.into_iter().collect();
    list.sort_unstable_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(&b.0)));
    list.truncate(ENDINGS);
    list.into_iter().map(|((cut, add), _)| format!("{cut} {add}")).collect()
}
