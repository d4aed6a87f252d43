//! The strategy in the navigation: strategies in force, their pillars, the goals of now below them.

use std::collections::HashMap;

use ahash::RandomState;
use serde::Serialize;
use serde_json::Value;

use crate::kinds::KindTag;
use crate::kinds::goal::Goal;
use crate::kinds::status::Status;
use crate::kinds::strategy::Strategy;
use crate::model::doc::{Doc, DocId};
use crate::model::reader::Reader;
use crate::model::resolve::Target;

use super::item::{Absent, Item, Link, Text, shapes};
use super::places;
use super::{PageData, Shown, card, thread, words};

/// So many strategies may be opened in the navigation, so many stand there unopened, and so many pillars under one of them.
const MOST_STRATEGIES: usize = 100;
const MOST_NEAR: usize = 6;
const MOST_PILLARS: usize = 12;
/// So many goals in all stand in it on every page. Where more are in force, a page shows those of its own thread.
const MOST_OPEN: usize = 12;
/// So many of one thread stand there then.
const MOST_GOALS: usize = 6;
/// What is longer is cut; its page says it in full.
const LONG: usize = 60;

/// What stands for the thread of goals that hang on nothing.
const LOOSE: &str = "loose";

shapes! {
    /// A strategy or a pillar, with its goals.
    Strand {
        /// What it is called.
        title: Text,
        /// Its page.
        url: Option<Text>,
        /// Whether its goals hang on nothing.
        loose: bool,
        /// Whether it is one of many strategies, and shows only while it is open.
        far: bool,
        /// The pillars of a strategy that is one of several.
        pillars: Vec<Strand>,
        /// Its goals.
        goals: Vec<Item>,
    }
}

/// The threads in the navigation.
#[derive(Default)]
pub struct Threads {
    /// Their heading.
    pub title: Option<Text>,
    /// Strategies, or the pillars of the only one.
    pub list: Vec<Strand>,
    /// The way to the strategies that do not show.
    pub more: Option<Link>,
    /// Whether all goals show on every page.
    pub open: bool,
}

/// Strands while goals are hung on them.
#[derive(Default)]
struct Hung {
    strands: Vec<Strand>,
    /// How many goals each has.
    counts: Vec<usize>,
    at: HashMap<Target, usize, RandomState>,
}

impl Hung {
    fn add(&mut self, target: Option<Target>, strand: Strand) {
        self.at.extend(target.map(|target| (target, self.strands.len())));
        self.strands.push(strand);
        self.counts.push(0);
    }

    fn hang(&mut self, at: usize, goal: impl FnOnce() -> Item) {
        let (Some(strand), Some(count)) = (self.strands.get_mut(at), self.counts.get_mut(at))
        else {
            return;
        };
        *count += 1;
        if strand.goals.len() < MOST_OPEN {
            strand.goals.push(goal());
        }
    }
}

/// The strategies in force with their pillars, each with the goals of now.
#[must_use]
pub fn of(reader: &Reader) -> Threads {
    let active: Vec<_> = reader
        .each::<Strategy>()
        .filter(|(_, doc, _)| doc.status() == Some(Status::Active))
        .take(MOST_STRATEGIES)
        .collect();
    let alone = active.len() == 1;
    let mut hung = Hung::default();
    // How many strands stand for a strategy and its pillars.
    let mut sizes = Vec::new();
    for (nth, (id, doc, strategy)) in active.iter().enumerate() {
        let pillars = strategy.pillars.len().min(MOST_PILLARS);
        let has_own = !alone || pillars == 0;
        if has_own {
            let whole = Strand {
                title: words::cut(&doc.title, LONG),
                url: Some(card::url(doc)),
                far: nth >= MOST_NEAR,
                ..Strand::default()
            };
            hung.add(Some(Target { doc: *id, part: None }), whole);
        }
        for part in (0..).take(pillars) {
            let item = card::part_item(reader, *id, part);
            let strand = Strand { title: item.title, url: item.url, ..Strand::default() };
            hung.add(Some(Target { doc: *id, part: Some(part) }), strand);
        }
        sizes.push((has_own, pillars));
    }
    let loose = hung.strands.len();
    hung.add(None, Strand { title: "Off the line".into(), loose: true, ..Strand::default() });
    for (id, doc, goal) in reader.each::<Goal>() {
        if !is_of_now(reader, doc, goal) {
            continue;
        }
        let above = thread::above(reader, id);
        let at = match above.strategy {
            Some(target) => hung.at.get(&target).copied(),
            None => (above.end == thread::End::Missing).then_some(loose),
        };
        if let Some(at) = at {
            hung.hang(at, || {
                let item = card::item(reader, id);
                Item { title: words::cut(&item.title, LONG), ..item }
            });
        }
    }
    let open = hung.counts.iter().sum::<usize>() <= MOST_OPEN;
    if !open {
        for (strand, count) in hung.strands.iter_mut().zip(&hung.counts) {
            strand.goals.truncate(MOST_GOALS);
            let rest = card::rest(*count, strand.goals.len());
            strand.goals.extend(rest.map(|rest| Item { url: strand.url.clone(), ..rest }));
        }
    }
    let more = (active.len() > MOST_NEAR).then(|| places::named("strategy")).flatten();
    Threads {
        title: title(&active),
        list: nested(hung.strands, &sizes),
        more: more.map(|view| Link { title: "All strategies".into(), url: view.url.into() }),
        open,
    }
}

/// Pillars under their strategies, and at the end what hangs on nothing, if anything does.
fn nested(strands: Vec<Strand>, sizes: &[(bool, usize)]) -> Vec<Strand> {
    let mut strands = strands.into_iter();
    let mut list = Vec::new();
    for (has_own, pillars) in sizes {
        let whole = has_own.then(|| strands.next()).flatten();
        let pillars: Vec<Strand> = strands.by_ref().take(*pillars).collect();
        match whole {
            Some(whole) => list.push(Strand { pillars, ..whole }),
            None => list.extend(pillars),
        }
    }
    list.extend(strands.filter(|loose| !loose.goals.is_empty()));
    list
}

fn is_of_now(reader: &Reader, doc: &Doc, goal: &Goal) -> bool {
    let today = reader.today();
    doc.status() == Some(Status::Active)
        && goal.period.as_ref().is_none_or(|period| period.contains(today))
}

fn title(active: &[(DocId, &Doc, &Strategy)]) -> Option<Text> {
    let [(_, _, one)] = active else { return None };
    let period = super::facts::period_words(one.period.as_ref()?);
    Some(format!("Strategy {period}").into())
}

/// Takes the goals out of what all pages share, where a page shows those of its own thread only; gives what is shown of
/// each thread while it is open, by what stands for it.
pub fn take(site: &mut Value, mut give: impl FnMut(&str, &Value)) {
    if site.get("threads_open").is_some() {
        return;
    }
    let goals = |of: &mut Value| of.get_mut("goals").map(Value::take).unwrap_or_default();
    let name = |of: &Value| of.get("url").and_then(Value::as_str).unwrap_or(LOOSE).to_owned();
    let list = |of: &mut Value, key: &str| match of.get_mut(key).map(Value::take) {
        Some(Value::Array(list)) => list,
        _ => Vec::new(),
    };
    let mut rest = list(site, "threads");
    for thread in &mut rest {
        let own = goals(thread);
        give(&name(thread), &own);
        let mut pillars = list(thread, "pillars");
        for pillar in &mut pillars {
            let shown = Value::Array(vec![own.clone(), goals(pillar)]);
            give(&name(pillar), &shown);
        }
        thread["pillars"] = pillars.into();
    }
    site["threads"] = rest.into();
}

/// The threads to which a page belongs, the nearest first, by what stands for them in the navigation.
#[must_use]
pub fn of_page(page: &PageData) -> [Option<&str>; 2] {
    let Shown::Document(data) = &page.data else { return [None; 2] };
    if page.frame.kind == Some(KindTag::Strategy.as_str()) {
        return [Some(&page.frame.url), None];
    }
    let rung = |kind| data.ladder.iter().rev().find(|rung| rung.kind == Some(kind));
    match (rung("pillar"), rung("strategy")) {
        (Some(pillar), _) if pillar.missing => [Some(LOOSE), None],
        (pillar, strategy) => [pillar, strategy].map(|rung| rung?.url.as_deref()),
    }
}
