//! The Strategy page: why, by which pillars, by which number we know, and what not.

use crate::kinds::edges::Relation;
use crate::kinds::goal::Goal;
use crate::kinds::status::Status;
use crate::kinds::strategy::Strategy;
use crate::model::doc::{Doc, DocId};
use crate::model::reader::Reader;

use super::block::{Block, Card, List, More, Section};
use super::card;
use super::facts::period_words;
use super::item::{Fact, Item, Part, Text, lead_to, say};
use super::places::{Data, Sheet};
use super::relations::listed;
use super::words;

/// So many goals stand under one pillar.
const MOST: usize = 12;
/// A metric is followed down to its inputs so far.
const DEEP: usize = 4;

/// The page.
#[must_use]
pub fn make(reader: &Reader) -> Sheet {
    let all: Vec<_> = reader.each::<Strategy>().collect();
    let (now, past): (Vec<_>, Vec<_>) =
        all.into_iter().partition(|(_, doc, _)| doc.status() == Some(Status::Active));
    let mut sections = Vec::new();
    for (id, doc, strategy) in &now {
        sections.extend(of(reader, *id, doc, strategy, now.len() > 1));
    }
    let ids: Vec<DocId> = past.iter().map(|(id, ..)| *id).collect();
    if !ids.is_empty() {
        sections.push(Section {
            id: "others".into(),
            title: "Drafts and what came before".into(),
            blocks: vec![Block::List(List { items: listed(reader, &ids), ..List::default() })],
            ..Section::default()
        });
    }
    Sheet {
        data: Data { lead: lead(reader, &now), sections, ..Data::default() },
        ..Sheet::default()
    }
}

fn lead(reader: &Reader, now: &[(DocId, &Doc, &Strategy)]) -> Vec<Part> {
    match now {
        [] => vec![say("No strategy is in force.")],
        [(id, doc, strategy)] => {
            let mut parts = vec![lead_to(doc.title.clone(), card::url(doc)), say(". ")];
            let words = strategy.vision.clone().or_else(|| card::summary(reader, *id));
            parts.extend(words.map(say));
            parts
        }
        many => vec![say(format!(
            "{} strategies are in force.",
            words::capital(&words::few(many.len()))
        ))],
    }
}

/// The parts of one strategy.
fn of(reader: &Reader, id: DocId, doc: &Doc, strategy: &Strategy, many: bool) -> Vec<Section> {
    let anchor = |part: &str| -> Text {
        if many { format!("{}-{part}", doc.slug).into() } else { part.into() }
    };
    let titled = |words: &str| -> Text {
        if many { format!("{words}: {}", doc.title).into() } else { words.into() }
    };
    let mut sections = Vec::new();
    if let Some(why) = &doc.common.why {
        sections.push(Section {
            id: anchor("why"),
            title: titled("Why"),
            blocks: vec![Block::Prose { text: why.clone() }],
            ..Section::default()
        });
    }
    if !strategy.pillars.is_empty() {
        sections.push(Section {
            id: anchor("pillars"),
            title: titled("Pillars"),
            note: strategy.period.as_ref().map(period_words),
            blocks: vec![Block::Cards { items: pillars(reader, id, strategy) }],
            ..Section::default()
        });
    }
    if let Some(star) = reader.target(id, Relation::NorthStar) {
        sections.push(Section {
            id: anchor("north-star"),
            title: titled("North star"),
            note: Some("what it is made of".into()),
            width: Some("half"),
            blocks: vec![Block::Tree { items: vec![metric(reader, star.doc, 0)] }],
            ..Section::default()
        });
    }
    if !strategy.not_doing.is_empty() {
        let items =
            strategy.not_doing.iter().map(|what| Item { title: what.clone(), ..Item::default() });
        sections.push(Section {
            id: anchor("not-doing"),
            title: titled("What we do not do"),
            more: super::refused::exists(reader).then(|| More {
                text: "What was refused".into(),
                url: "bets/no/index.html".into(),
            }),
            width: Some("half"),
            blocks: vec![Block::List(List { items: items.collect(), ..List::default() })],
            ..Section::default()
        });
    }
    sections
}

fn pillars(reader: &Reader, id: DocId, strategy: &Strategy) -> Vec<Card> {
    let planned: f64 = strategy.pillars.iter().filter_map(|pillar| pillar.weight).sum();
    let back = reader.back(id);
    (0u32..)
        .zip(&strategy.pillars)
        .map(|(part, pillar)| {
            let goals: Vec<DocId> = back
                .iter()
                .filter(|b| b.relation == Relation::Pillar && b.part == Some(part))
                .map(|b| b.from)
                .collect();
            let item = card::part_item(reader, id, part);
            let share = pillar.weight.filter(|_| planned > 0.0).map(|weight| weight / planned);
            Card {
                title: item.title,
                url: item.url,
                kind: Some("pillar"),
                lead: pillar.why.clone(),
                facts: share
                    .map(|share| Fact {
                        key: Some("weight"),
                        label: Some("Planned"),
                        text: Some(format!("{} of the effort", words::percent(share)).into()),
                        value: Some(share.into()),
                        ..Fact::default()
                    })
                    .into_iter()
                    .collect(),
                items: current(reader, &goals),
                note: goals.is_empty().then(|| "No goal hangs on it.".into()),
                ..Card::default()
            }
        })
        .collect()
}

/// The goals of now among some, or the latest where none is of now.
fn current(reader: &Reader, goals: &[DocId]) -> Vec<Item> {
    let today = reader.today();
    let mut items: Vec<Item> = goals
        .iter()
        .filter_map(|id| {
            let (doc, goal) = reader.get::<Goal>(*id)?;
            let live = doc.status() == Some(Status::Active)
                && goal.period.as_ref().is_none_or(|period| period.contains(today));
            live.then(|| card::item(reader, *id))
        })
        .take(MOST)
        .collect();
    let others = goals.len().saturating_sub(items.len());
    if others > 0 {
        let word = if others == 1 { "goal" } else { "goals" };
        let title = format!("{others} more {word}, past, to come or dropped");
        items.push(Item { title: title.into(), ..Item::default() });
    }
    items
}

/// A metric and what it is made of.
pub(super) fn metric(reader: &Reader, id: DocId, depth: usize) -> Item {
    let inputs: Vec<DocId> = reader.targets(id, Relation::Inputs).map(|t| t.doc).collect();
    let children = if depth < DEEP {
        inputs.into_iter().map(|input| metric(reader, input, depth + 1)).collect()
    } else {
        Vec::new()
    };
    Item { children, ..card::item(reader, id) }
}
