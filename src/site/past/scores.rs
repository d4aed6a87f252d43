//! How well the work hung on the strategy on a day: the documents as they were then, made into a model of their own.

use std::collections::{BTreeMap, HashMap};
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};

use ahash::RandomState;
use jiff::civil::Date;

use crate::base::fingerprint::Fingerprint;
use crate::config::Config;
use crate::kinds::KindTag;
use crate::kinds::schemas::Schemas;
use crate::model::Model;
use crate::model::build::Input;
use crate::model::doc::Doc;
use crate::model::history::Scores;
use crate::model::history::facts::Facts;
use crate::model::history::log::{Log, Reading};
use crate::model::numbers::alignment;
use crate::model::reader::Reader;
use crate::source::git::{Repo, day_of};
use crate::source::keep;

use super::super::sight::Sight;
use super::reading::{self, Key};

/// The file in which scores are kept.
const KEPT: &str = "scores.json";

/// So many scores are kept.
const MOST: usize = 1000;

/// The kinds of documents that a score is made of.
const COUNTED: &[KindTag] = &[
    KindTag::Strategy,
    KindTag::Metric,
    KindTag::Goal,
    KindTag::Bet,
    KindTag::Release,
    KindTag::Team,
    KindTag::Person,
];

/// Scores by what they were made of.
type Known = BTreeMap<String, Option<f64>>;

/// Makes models of days that have gone by.
pub struct Snapshots {
    repo: Repo,
    log: Arc<Log>,
    config: Arc<Config>,
    schemas: Arc<Schemas>,
    sight: Sight,
    /// Names of documents that are not shown now.
    hidden: Vec<Box<str>>,
    folder: Option<PathBuf>,
    known: Mutex<Option<Known>>,
}

impl Snapshots {
    pub const fn new(
        repo: Repo,
        log: Arc<Log>,
        config: Arc<Config>,
        schemas: Arc<Schemas>,
        sight: Sight,
        hidden: Vec<Box<str>>,
        folder: Option<PathBuf>,
    ) -> Self {
        let known = Mutex::new(None);
        Self { repo, log, config, schemas, sight, hidden, folder, known }
    }

    fn is_shown(&self, facts: &Facts) -> bool {
        facts.is_for(self.sight.audience, self.sight.drafts) && !self.hidden.contains(&facts.id)
    }

    /// The states of files that counted at the end of a day, by path.
    fn state(&self, day: Date) -> Vec<&Reading> {
        let seen = self.log.commits.iter().rposition(|it| day_of(it.time) <= day);
        let Some(last) = seen.and_then(|last| u32::try_from(last).ok()) else { return Vec::new() };
        let mut state: BTreeMap<&str, &Reading> = BTreeMap::new();
        for event in self.log.events.iter().take_while(|event| event.commit <= last) {
            let reading =
                event.reading.and_then(|it| self.log.readings.get(usize::try_from(it).ok()?));
            match reading {
                Some(reading) => state.insert(&event.path, reading),
                None => state.remove(&*event.path),
            };
        }
        let counts = |facts: &Arc<Facts>| COUNTED.contains(&facts.kind) && self.is_shown(facts);
        state.into_values().filter(|reading| reading.facts.iter().any(counts)).collect()
    }

    /// Stands for what a score is made of.
    fn print(&self, day: Date, state: &[&Reading]) -> String {
        let of: Vec<(&str, &str, Option<&str>)> = state
            .iter()
            .map(|it| (&*it.path, &*it.blob, it.beside.as_ref().map(|(_, blob)| &**blob)))
            .collect();
        let sight = (self.sight.audience, self.sight.drafts, &self.hidden);
        let all = (env!("CARGO_PKG_VERSION"), day, of, sight, self.config.print);
        Fingerprint::of_value(&all).to_string()
    }

    fn work_out(&self, days: &[(Date, Vec<&Reading>)]) -> Vec<Option<f64>> {
        let mut wanted: Vec<Key> =
            days.iter().flat_map(|(_, state)| state).filter_map(|it| Key::of(it)).collect();
        wanted.sort_by(|a, b| (&a.path, &a.blob, &a.beside).cmp(&(&b.path, &b.blob, &b.beside)));
        wanted.dedup();
        let keys: Vec<&Key> = wanted.iter().collect();
        let (config, schemas) = (&*self.config, &*self.schemas);
        let found = reading::all(&self.repo, &keys, config, schemas, |docs: Vec<Doc>| docs);
        let Ok((found, _)) = found else { return vec![None; days.len()] };
        let read: HashMap<Key, Vec<Arc<Doc>>, RandomState> = wanted
            .into_iter()
            .zip(found)
            .map(|(key, docs)| (key, docs.into_iter().map(|doc| Arc::new(bare(doc))).collect()))
            .collect();
        days.iter().map(|(day, state)| self.score(*day, state, &read)).collect()
    }

    fn score(
        &self,
        day: Date,
        state: &[&Reading],
        read: &HashMap<Key, Vec<Arc<Doc>>, RandomState>,
    ) -> Option<f64> {
        let mut docs: Vec<Arc<Doc>> = state
            .iter()
            .filter_map(|reading| read.get(&Key::of(reading)?))
            .flatten()
            .filter(|doc| COUNTED.contains(&doc.tag()) && self.is_shown(&Facts::of(doc)))
            .cloned()
            .collect();
        docs.sort_by(|a, b| a.path.cmp(&b.path));
        let model = Model::build(Input {
            docs,
            hidden: Vec::new(),
            files: Vec::new(),
            lists: Vec::new(),
            lints: Vec::new(),
            config: self.config.clone(),
            today: day,
            schemas: self.schemas.clone(),
            beside: Vec::new(),
            history: Arc::default(),
        });
        alignment::site(&Reader::untraced(&model)).ok()?.score
    }
}

/// A document without its text's links and headings: a score does not read them.
fn bare(mut doc: Doc) -> Doc {
    doc.outline = crate::parse::outline::Outline::default();
    doc
}

impl Scores for Snapshots {
    fn on(&self, days: &[Date]) -> Vec<Option<f64>> {
        let states: Vec<(Date, Vec<&Reading>)> =
            days.iter().map(|day| (*day, self.state(*day))).collect();
        let prints: Vec<String> =
            states.iter().map(|(day, state)| self.print(*day, state)).collect();
        let mut guard = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        let load = || {
            let bytes = keep::load(self.folder.as_ref()?, KEPT)?;
            serde_json::from_slice::<Known>(&bytes).ok()
        };
        let known = guard.get_or_insert_with(|| load().unwrap_or_default());
        let new: Vec<usize> = (0..days.len())
            .filter(|at| prints.get(*at).is_some_and(|it| !known.contains_key(it)))
            .collect();
        if !new.is_empty() {
            let asked: Vec<_> = new.iter().filter_map(|at| states.get(*at).cloned()).collect();
            for (at, score) in new.iter().zip(self.work_out(&asked)) {
                known.extend(prints.get(*at).map(|print| (print.clone(), score)));
            }
            if known.len() > MOST {
                known.retain(|print, _| prints.contains(print));
            }
            if let (Some(folder), Ok(bytes)) = (&self.folder, serde_json::to_vec(known)) {
                keep::save(folder, KEPT, &bytes);
            }
        }
        prints.iter().map(|print| known.get(print).copied().flatten()).collect()
    }
}
