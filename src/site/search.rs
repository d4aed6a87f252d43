//! The search of a site: its index, made when somebody asks for it, from one entry a document that is kept while nothing
//! that it was read from has changed.

mod entry;
mod filters;
pub(super) mod index;
pub mod places;
pub mod shards;
pub mod stem;
mod text;
pub mod words;

use std::collections::HashMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Mutex, PoisonError};

use ahash::RandomState;
use rayon::prelude::*;

use crate::base::diagnostic::Problem;
use crate::base::error::Error;
use crate::base::names::{DocPath, Url};
use crate::model::doc::DocId;
use crate::model::read::Trace;
use crate::model::reader::Reader;
use crate::model::recorder::Recorder;
use crate::views::is_named_by_day;
use crate::views::search::found;

use super::engine::Site;
use super::outputs::Output;
use super::press::Made;
use super::work::Tally;

use entry::{Counter, Entry, Row};
use index::{Index, Speech};
use shards::{Plan, ROWS, Shard, script};
use words::Words;

/// So many documents are read in a row at least: each row begins with an empty table of words.
const TOGETHER: usize = 64;

/// What is known from earlier states. Shared by all states of a site.
#[derive(Default)]
pub(super) struct Search(Mutex<Kept>);

#[derive(Default)]
struct Kept {
    words: Words,
    entries: HashMap<DocPath, (Trace, Arc<Entry>), RandomState>,
    index: Arc<Index>,
}

/// Documents that were read in a row, with numbers for words of their own.
struct Batch {
    words: Words,
    entries: Vec<Entry>,
}

impl Batch {
    /// The entries with the numbers that their words have among all.
    fn among(self, all: &mut Words) -> Vec<Entry> {
        let numbers: Vec<u32> = self.words.list().iter().map(|word| all.number(word)).collect();
        let mut entries = self.entries;
        for (number, _) in entries.iter_mut().flat_map(|entry| &mut entry.words) {
            *number = numbers.get(*number as usize).copied().unwrap_or_default();
        }
        entries
    }
}

impl Site {
    /// A file of the index.
    pub(super) fn search_file(&self, shard: Shard) -> Option<Vec<u8>> {
        let Shard::Rows(n) = shard else { return self.index().file(shard).map(<[u8]>::to_vec) };
        let reader = self.reader();
        let found = found(&reader);
        let ids = found.chunks(ROWS).nth(n as usize)?;
        let mut counter = Counter::default();
        let rows: Vec<Row> = ids.iter().map(|id| self.read(&reader, *id, &mut counter).0).collect();
        Some(script(shard, &rows))
    }

    /// The index of this state.
    fn index(&self) -> Arc<Index> {
        let make = || {
            let mut kept = self.search.0.lock().unwrap_or_else(PoisonError::into_inner);
            kept.renew(self)
        };
        self.search_index.get_or_init(make).clone()
    }

    /// Makes all files of the index and hands them on; gives the faults of ours that showed themselves.
    pub(super) fn make_search(
        &self,
        put: &(impl Fn(&Url, Made<'_>) -> Result<(), Error> + Sync),
    ) -> Result<Vec<Problem>, Error> {
        let give = |shard: Shard, bytes: &[u8]| match shard.url() {
            Some(url) if self.outputs.at(&url) == Some(&Output::Search(shard)) => {
                put(&url, Made::Held(bytes))
            }
            _ => Ok(()),
        };
        let reader = self.reader();
        let found = found(&reader);
        let files = found.len().div_ceil(ROWS * rayon::current_num_threads() * 4);
        let files = files.max(TOGETHER / ROWS);
        let bugs = Tally::default();
        let read = |(n, ids): (usize, &[DocId])| {
            let reader = self.reader();
            let mut counter = Counter::default();
            let mut entries = Vec::with_capacity(ids.len());
            for (m, ids) in ids.chunks(ROWS).enumerate() {
                let mut rows = Vec::with_capacity(ROWS);
                for id in ids {
                    let (row, entry) = self.read(&reader, *id, &mut counter);
                    if entry.is_none() {
                        bugs.add();
                    }
                    rows.push(row);
                    entries.push(entry.unwrap_or_default());
                }
                let shard = Shard::Rows(u32::try_from(n * files + m).unwrap_or(u32::MAX));
                give(shard, &script(shard, &rows))?;
            }
            Ok(Batch { words: counter.words, entries })
        };
        let batches: Vec<Batch> =
            found.par_chunks(files * ROWS).enumerate().map(read).collect::<Result<_, Error>>()?;
        let mut words = Words::default();
        let entries: Vec<Entry> =
            batches.into_iter().flat_map(|batch| batch.among(&mut words)).collect();
        let plan = Plan::of(&reader);
        let index =
            Index::build(entries, &words, plan, &self.speech(&|text| self.said(text).into_owned()));
        let rest: Vec<Shard> = plan.shards().filter(|it| !matches!(it, Shard::Rows(_))).collect();
        rest.into_par_iter().try_for_each(|shard| match index.file(shard) {
            Some(file) => give(shard, file),
            None => Ok(()),
        })?;
        let bug = (bugs.get() > 0).then(|| super::judge::bug("reading a document for the search"));
        Ok(bug.into_iter().collect())
    }

    fn speech<'s>(&'s self, say: &'s dyn Fn(&str) -> String) -> Speech<'s> {
        Speech { language: &self.config.language, say, print: self.theme.print() }
    }

    /// Reads a document: the row that is shown of it, and its entry. A fault of ours costs what is found in it.
    fn read(&self, reader: &Reader, id: DocId, counter: &mut Counter) -> (Row, Option<Entry>) {
        self.searched.add();
        let read = catch_unwind(AssertUnwindSafe(|| entry::read(reader, id, counter)));
        match read {
            Ok(Some((row, entry))) => {
                let by_day = reader.doc(id).is_some_and(|doc| is_named_by_day(reader, &doc.path));
                (row.titled(|title| self.named(title, by_day).into()), Some(entry))
            }
            _ => {
                *counter = Counter::default();
                (Row::default(), None)
            }
        }
    }
}

impl Kept {
    /// The index of a state: reads again what changed, and makes it anew if that says something else.
    fn renew(&mut self, site: &Site) -> Arc<Index> {
        let reader = site.reader();
        let found = found(&reader);
        let paths: Vec<&DocPath> =
            found.iter().filter_map(|id| reader.doc(*id)).map(|doc| &doc.path).collect();
        let is_stale =
            |path: &DocPath| self.entries.get(path).is_none_or(|(trace, _)| !site.holds(trace));
        let stale: Vec<(DocId, &DocPath)> = found
            .par_iter()
            .zip(&paths)
            .filter(|(_, path)| is_stale(path))
            .map(|(id, path)| (*id, *path))
            .collect();
        let read = |stale: &[(DocId, &DocPath)]| {
            let (mut counter, mut recorder) = (Counter::default(), Recorder::default());
            let mut traces = Vec::with_capacity(stale.len());
            let mut entries = Vec::with_capacity(stale.len());
            for (id, _) in stale {
                let reader = Reader::traced_in(&site.model, std::mem::take(&mut recorder))
                    .with_texts(&site.texts)
                    .with_findings(&*site.findings);
                let (_, entry) = site.read(&reader, *id, &mut counter);
                traces.push(reader.into_trace_in(&mut recorder));
                entries.push(entry.unwrap_or_default());
            }
            (traces, Batch { words: counter.words, entries })
        };
        let batches: Vec<(Vec<Trace>, Batch)> = stale.par_chunks(TOGETHER).map(read).collect();
        for ((traces, batch), stale) in batches.into_iter().zip(stale.chunks(TOGETHER)) {
            let entries = batch.among(&mut self.words);
            for (((_, path), trace), entry) in stale.iter().zip(traces).zip(entries) {
                self.entries.insert((*path).clone(), (trace, Arc::new(entry)));
            }
        }
        if self.entries.len() > found.len() {
            self.entries.retain(|path, _| paths.binary_search(&path).is_ok());
        }
        let entries: Vec<&Entry> =
            paths.iter().filter_map(|path| Some(&*self.entries.get(*path)?.1)).collect();
        let plan = Plan::of(&reader);
        let say = |text: &str| site.said(text).into_owned();
        let speech = site.speech(&say);
        if self.index.print != Index::print(&entries, plan, &speech) {
            self.index = Arc::new(Index::build(entries, &self.words, plan, &speech));
        }
        self.index.clone()
    }
}
