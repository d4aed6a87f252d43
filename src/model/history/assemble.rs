//! From commits to documents through time: each followed by its id and aliases, whatever its file was called.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use ahash::RandomState;
use jiff::civil::Date;
use rayon::prelude::*;

use crate::base::fingerprint::Fingerprint;
use crate::base::names::DocPath;
use crate::kinds::KindTag;
use crate::kinds::values::Audience;
use crate::model::doc::{Doc, DocId, Docs};
use crate::model::resolve::Hidden;
use crate::source::git::day_of;

use super::facts::Facts;
use super::log::Log;
use super::{Gone, History, Line, State, UNCOMMITTED, Version};

/// A commit that brings so many documents at once brings them from elsewhere; chosen by feel.
const MANY: usize = 12;

/// The kinds of documents that promise something: one that goes away is missed.
const MISSED: &[KindTag] = &[
    KindTag::Strategy,
    KindTag::Metric,
    KindTag::Goal,
    KindTag::Bet,
    KindTag::Release,
    KindTag::Feedback,
    KindTag::Study,
    KindTag::Decision,
];

/// What a history is made from.
pub struct Given<'a> {
    /// The commits.
    pub log: &'a Log,
    /// Whether only the latest commits are here.
    pub shallow: bool,
    /// The documents that this build shows.
    pub docs: &'a Docs,
    /// Those that it does not show.
    pub hidden: &'a [Hidden],
    /// Files that could not be read this time: what is in them is not gone.
    pub unreadable: &'a [DocPath],
    /// For whom the site is.
    pub audience: Audience,
    /// Whether drafts are shown.
    pub drafts: bool,
    /// The day as of which everything is said: later commits are not seen.
    pub today: Date,
    /// Whether the documents lie on a disk, where they may be ahead of the last commit.
    pub ahead: bool,
}

/// A state of a document as an event tells of it.
struct Told<'a> {
    order: u32,
    /// `None` when it went away.
    facts: Option<&'a Arc<Facts>>,
    path: &'a str,
}

/// Every document that ever was, by id.
type Ids<'a> = HashMap<&'a str, Vec<Told<'a>>, RandomState>;

impl History {
    /// The history of these documents.
    #[must_use]
    pub fn of(given: &Given) -> Self {
        let log = given.log;
        let day = |order: u32| {
            let commit = usize::try_from(order).ok().and_then(|at| log.commits.get(at));
            commit.map_or(given.today, |commit| day_of(commit.time))
        };
        let seen = log.commits.iter().rposition(|it| day_of(it.time) <= given.today);
        let seen = seen.map_or(0, |last| last + 1);
        let submodules = log.submodules.iter().filter_map(|path| DocPath::new(path)).collect();
        let mut history = Self {
            state: State::Known { shallow: given.shallow, missing: log.missing, submodules },
            span: log
                .commits
                .first()
                .zip(log.commits.get(..seen).and_then(<[_]>::last))
                .map(|(first, last)| (day_of(first.time), day_of(last.time))),
            ..Self::default()
        };
        let (ids, brought) = gather(log, seen);
        let by = |order: u32| {
            let commit = usize::try_from(order).ok().and_then(|at| log.commits.get(at))?;
            // Who works here is for those who work here.
            let open = given.audience == Audience::Public || commit.author.is_empty();
            (!open).then(|| commit.author.clone())
        };
        let whole = seen == log.commits.len() && given.ahead && seen > 0;
        let secrets = secrets(given, &ids);
        let line_of = |doc: &Arc<Doc>| {
            let mut line = follow(&ids, doc, given);
            for version in &mut line.versions {
                version.day = day(version.order);
                version.by = by(version.order);
            }
            if let Some((order, when)) = &mut line.touched {
                *when = day(*order);
            }
            let first = line.versions.first().map(|version| version.order);
            line.imported = first.is_some_and(|order| {
                order == 0 || brought.get(&order).is_some_and(|many| *many >= MANY)
            });
            line.ahead(doc, whole, given.today);
            line.keep(&secrets);
            line.print = line.stamp();
            line
        };
        history.lines = given.docs.par_iter().map(line_of).collect();
        history.gone = gone(&ids, given, whole, &day, &by);
        for gone in &mut history.gone {
            gone.facts = silent(&gone.facts, &secrets);
        }
        let lines: Vec<Fingerprint> = history.lines.iter().map(|line| line.print).collect();
        let gone: Vec<(&Facts, Date, &Option<Box<str>>)> =
            history.gone.iter().map(|it| (&*it.facts, it.day, &it.by)).collect();
        let all = (&lines, &gone, &history.state, &history.span);
        // What is worked out from the log itself, such as scores, changes with its commits.
        let commits: Vec<(i64, &str)> =
            log.commits.iter().take(seen).map(|it| (it.time, &*it.author)).collect();
        history.print = Fingerprint::of_value(&all).with(Fingerprint::of_value(&commits));
        history
    }
}

impl Line {
    /// Adds what stands in the file now, where no commit says it yet.
    fn ahead(&mut self, doc: &Doc, whole: bool, today: Date) {
        let Some(last) = self.versions.last().filter(|_| whole) else { return };
        let facts = Facts::of(doc);
        if facts.broken || *last.facts == facts {
            return;
        }
        self.touched = Some((UNCOMMITTED, today));
        let facts = Arc::new(facts);
        self.versions.push(Version { day: today, order: UNCOMMITTED, by: None, facts });
    }

    /// Takes names out that these readers must not come across.
    fn keep(&mut self, secrets: &[Box<str>]) {
        if !secrets.is_empty() {
            for version in &mut self.versions {
                version.facts = silent(&version.facts, secrets);
            }
        }
    }

    fn stamp(&self) -> Fingerprint {
        let versions: Vec<(u32, Date, &Option<Box<str>>, &Facts)> =
            self.versions.iter().map(|it| (it.order, it.day, &it.by, &*it.facts)).collect();
        Fingerprint::of_value(&(versions, self.touched, self.imported))
    }
}

/// Who said what in which commit, and how many documents each commit brought.
fn gather(log: &Log, seen: usize) -> (Ids<'_>, HashMap<u32, usize, RandomState>) {
    let mut ids = Ids::default();
    let mut brought: HashMap<u32, usize, RandomState> = HashMap::default();
    let mut at: HashMap<&str, &[Arc<Facts>], RandomState> = HashMap::default();
    let limit = u32::try_from(seen).unwrap_or(u32::MAX);
    for event in log.events.iter().take_while(|event| event.commit < limit) {
        let reading = event.reading.and_then(|it| log.readings.get(usize::try_from(it).ok()?));
        let facts = reading.map_or(&[][..], |reading| &reading.facts);
        // A file that cannot be read says nothing: what it said before still holds.
        if facts.iter().any(|facts| facts.broken) {
            continue;
        }
        let before = at.insert(&event.path, facts).unwrap_or(&[]);
        let told = |facts| Told { order: event.commit, facts, path: &event.path };
        for old in before.iter().filter(|old| !facts.iter().any(|new| new.id == old.id)) {
            ids.entry(&old.id).or_default().push(told(None));
        }
        for new in facts {
            if !before.iter().any(|old| old.id == new.id) {
                *brought.entry(event.commit).or_default() += 1;
            }
            ids.entry(&new.id).or_default().push(told(Some(new)));
        }
    }
    (ids, brought)
}

/// A document through its ids, the oldest state first.
fn follow(ids: &Ids, doc: &Doc, given: &Given) -> Line {
    let mut line = Line::default();
    if doc.tag() == KindTag::Page {
        return line;
    }
    let own = doc.slug.to_lowercase();
    let aliases = doc.common.aliases.iter().map(|alias| alias.to_lowercase());
    let mut told: Vec<&Told> = std::iter::once(own)
        .chain(aliases)
        .filter_map(|id| ids.get(&*id))
        .flatten()
        .filter(|told| told.facts.is_some())
        .collect();
    told.sort_by_key(|told| told.order);
    let mut open = 0;
    for told in told {
        let Some(facts) = told.facts else { continue };
        line.touched = Some((told.order, given.today));
        if line.versions.last().is_none_or(|last| last.facts != *facts) {
            let (day, facts) = (given.today, facts.clone());
            line.versions.push(Version { day, order: told.order, by: None, facts });
        }
        if !facts.is_for(given.audience, given.drafts) {
            open = line.versions.len();
        }
    }
    // Whatever it said before it was for these readers is not for them.
    line.versions.drain(..open);
    line
}

/// The documents that are not there any more, by id.
fn gone(
    ids: &Ids,
    given: &Given,
    whole: bool,
    day: &dyn Fn(u32) -> Date,
    by: &dyn Fn(u32) -> Option<Box<str>>,
) -> Vec<Gone> {
    let mut here: HashSet<String, RandomState> = HashSet::default();
    for doc in given.docs {
        here.insert(doc.slug.to_lowercase());
        here.extend(doc.common.aliases.iter().map(|alias| alias.to_lowercase()));
        here.extend(doc.names.iter().map(|name| name.to_lowercase()));
    }
    here.extend(given.hidden.iter().flat_map(|it| it.names.iter().map(|name| name.to_lowercase())));
    let mut gone: Vec<Gone> = ids
        .iter()
        .filter(|(id, _)| !here.contains(**id))
        .filter_map(|(_, told)| {
            let last = told.last()?;
            let facts = told.iter().rev().find_map(|told| told.facts)?;
            // On the disk it may be gone before any commit says so.
            let order = if last.facts.is_none() { last.order } else { UNCOMMITTED };
            let told_all = told.iter().filter_map(|told| told.facts);
            let open = told_all.clone().all(|it| it.is_for(given.audience, given.drafts));
            let path = DocPath::new(last.path)?;
            let unread = given.unreadable.contains(&path);
            let is_missed = MISSED.contains(&facts.kind) && open && !unread;
            if !is_missed || (order == UNCOMMITTED && !whole) {
                return None;
            }
            let at = given.docs.binary_search_by(|doc| doc.path.cmp(&path)).ok();
            let instead = at.and_then(|at| u32::try_from(at).ok()).map(DocId);
            Some(Gone { facts: facts.clone(), path, day: day(order), by: by(order), instead })
        })
        .collect();
    gone.sort_by(|a, b| a.facts.id.cmp(&b.facts.id));
    gone
}

/// What a reader must not come across in an old value: names of documents that are or were not for them.
fn secrets(given: &Given, ids: &Ids) -> Vec<Box<str>> {
    let mut secrets: Vec<Box<str>> = given
        .hidden
        .iter()
        .flat_map(|hidden| hidden.names.iter().map(|name| name.to_lowercase().into()))
        .collect();
    let mut kept = |facts: &Facts| {
        secrets.push(facts.id.clone());
        secrets.extend(facts.aliases.iter().cloned());
        secrets.push(facts.name().to_lowercase().into());
    };
    for facts in ids.values().flatten().filter_map(|told| told.facts) {
        if !facts.is_for(given.audience, given.drafts) {
            kept(facts);
        }
    }
    secrets.retain(|secret| !secret.is_empty());
    secrets.sort_unstable();
    secrets.dedup();
    // A document that was hidden once and is shown now is no secret any more.
    let shown: HashSet<String, RandomState> =
        given.docs.iter().map(|doc| doc.slug.to_lowercase()).collect();
    secrets.retain(|secret| !shown.contains(&**secret));
    secrets
}

/// The same without values that name a secret.
fn silent(facts: &Arc<Facts>, secrets: &[Box<str>]) -> Arc<Facts> {
    let tells = |value: &str| {
        let lower = value.to_lowercase();
        secrets.iter().any(|secret| names(&lower, secret))
    };
    if !facts.values.iter().any(|(field, value)| tells(value) || tells(field)) {
        return facts.clone();
    }
    let mut facts = (**facts).clone();
    facts.values.retain(|(field, _)| !tells(field));
    for (_, value) in &mut facts.values {
        if tells(value) {
            *value = "\u{2026}".into();
        }
    }
    Arc::new(facts)
}

/// Whether a name stands in a text as a word of its own.
fn names(text: &str, name: &str) -> bool {
    text.match_indices(name).any(|(at, found)| {
        let before = text.get(..at).and_then(|it| it.chars().next_back());
        let after = text.get(at + found.len()..).and_then(|it| it.chars().next());
        let within = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() || c == '-');
        !within(before) && !within(after)
    })
}
