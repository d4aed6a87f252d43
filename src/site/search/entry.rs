//! One document for the index: its words with their weight, by what it is filtered, and the row that is shown when it is
//! found.

use serde::Serialize;

use crate::base::fingerprint::Fingerprint;
use crate::kinds::KindTag;
use crate::model::doc::DocId;
use crate::model::reader::Reader;
use crate::views::search::{Record, record};

use super::text::{Plain, plain};
use super::words::Words;

/// So many bytes of a text are kept for showing where a word stands; all of it is searched.
const SHOWN: usize = 6_000;

/// How often a word counts where it stands, besides in the title.
const BODY: u16 = 1;
const HEADING: u16 = 2;
const SUMMARY: u16 = 2;
const NAME: u16 = 3;
/// A word stands in the title.
pub const TITLE: u16 = 0x8000;

/// A document as the index holds it.
#[derive(Debug, Clone, Default)]
pub struct Entry {
    /// Its words by number, each with how often it counts, and whether it stands in the title.
    pub words: Vec<(u32, u16)>,
    /// How much all of it counts.
    pub length: u32,
    /// How many words its title has.
    pub title: u32,
    /// Its kind.
    pub kind: Option<KindTag>,
    /// Where it stands: mark and word.
    pub standing: Option<(&'static str, &'static str)>,
    /// Its teams.
    pub teams: Vec<Box<str>>,
    /// Its period.
    pub period: Option<Box<str>>,
    /// Stands for all that is shown of it and found in it.
    pub print: Fingerprint,
}

/// What is shown of a document that was found, in the order in which `search.js` reads it.
#[derive(Debug, Default, Serialize)]
pub struct Row(Box<str>, Box<str>, Box<str>, &'static str, Box<str>, String);

impl Row {
    /// The row with another title.
    #[must_use]
    pub fn titled(self, title: impl Fn(&str) -> Box<str>) -> Self {
        let Self(own, url, owner, tone, summary, text) = self;
        Self(title(&own), url, owner, tone, summary, text)
    }
}

/// Counts the words of one document after the other.
#[derive(Debug, Default)]
pub struct Counter {
    /// The words so far.
    pub words: Words,
    counts: Vec<u16>,
    met: Vec<u32>,
}

/// Reads a document: what is shown of it, and what is found in it.
pub fn read(reader: &Reader, id: DocId, counter: &mut Counter) -> Option<(Row, Entry)> {
    let (record, plain) = both(reader, id)?;
    let entry = counter.entry(&record, &plain, reader.config().search.body);
    Some((row(record, plain.text), entry))
}

fn both(reader: &Reader, id: DocId) -> Option<(Record, Plain)> {
    let record = record(reader, id)?;
    let mut plain = plain(reader, id, &record.title);
    if !reader.config().search.body {
        let headings = plain.headings.iter().filter_map(|range| plain.text.get(range.clone()));
        let text: String = headings.collect();
        plain.headings = std::iter::once(0..text.len()).collect();
        plain.text = text;
    }
    Some((record, plain))
}

fn row(record: Record, mut text: String) -> Row {
    let end = (0..=SHOWN.min(text.len())).rev().find(|at| text.is_char_boundary(*at));
    text.truncate(end.unwrap_or_default());
    let tone = record.standing.map_or("", |(.., tone)| tone);
    let or_none = Option::unwrap_or_default;
    Row(record.title, record.url, or_none(record.owner), tone, or_none(record.summary), text)
}

impl Counter {
    fn entry(&mut self, record: &Record, plain: &Plain, body: bool) -> Entry {
        let mut length = 0;
        if body {
            length += self.count(&plain.text, BODY);
        }
        for heading in &plain.headings {
            length += self.count(plain.text.get(heading.clone()).unwrap_or_default(), HEADING);
        }
        length += self.count(record.summary.as_deref().unwrap_or_default(), SUMMARY);
        for name in &record.names {
            length += self.count(name, NAME);
        }
        for field in &record.fields {
            length += self.count(field, BODY);
        }
        let title = self.count(&record.title, TITLE);
        let print = Fingerprint::of_value(&(record, &plain.text));
        let mut words: Vec<(u32, u16)> = Vec::with_capacity(self.met.len());
        for number in self.met.drain(..) {
            if let Some(count) = self.counts.get_mut(number as usize) {
                words.push((number, std::mem::take(count)));
            }
        }
        Entry {
            words,
            length,
            title: title / u32::from(TITLE),
            kind: Some(record.kind),
            standing: record.standing.map(|(slug, word, _)| (slug, word)),
            teams: record.teams.clone(),
            period: record.period.clone(),
            print,
        }
    }

    /// Counts the words of a text; gives their weight together.
    fn count(&mut self, text: &str, weight: u16) -> u32 {
        let mut sum = 0;
        let (counts, met) = (&mut self.counts, &mut self.met);
        self.words.cut(text, |number| {
            let index = number as usize;
            if counts.len() <= index {
                counts.resize(index + 1, 0);
            }
            let Some(count) = counts.get_mut(index) else { return };
            if *count == 0 {
                met.push(number);
            }
            *count = match weight {
                TITLE => *count | TITLE,
                _ => (*count & TITLE) | (*count & !TITLE).saturating_add(weight).min(!TITLE),
            };
            sum += u32::from(weight);
        });
        sum
    }
}
