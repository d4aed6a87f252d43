//! The monthly review: what shipped, what was learned, which loops closed, how often the answer was no.

use crate::kinds::bet::Bet;
use crate::kinds::decision::Decision;
use crate::kinds::feedback::Feedback;
use crate::kinds::release::Release;
use crate::kinds::status::Status;
use crate::kinds::values::Period;
use crate::model::doc::DocId;
use crate::model::reader::Reader;
use crate::views::block::{Block, Figure, List, Section};
use crate::views::facts::review;
use crate::views::item::{Item, Text, say};
use crate::views::places::{Data, Sheet};
use crate::views::roadmap::result;
use crate::views::{card, words};

use super::title_of;

/// So many things of one sort stand on the page.
const MOST: usize = 40;

/// The page.
pub fn make(reader: &Reader, period: &Period) -> Sheet {
    let current = period.contains(reader.today());
    let (shipped, measured) = releases(reader, period);
    let closed = closed(reader, period);
    let mut sections = vec![numbers(reader, period, [&shipped, &measured, &closed])];
    sections.extend(list(reader, "shipped", "Shipped", shipped, |id| result(reader, id)));
    sections.extend(list(reader, "measured", "Measured", measured, |id| result(reader, id)));
    sections.extend(list(reader, "closed", "Measured again after feedback", closed, |id| {
        Some(card::item(reader, id))
    }));
    sections.extend(list(reader, "decided", "Decided", decided(reader, period), |id| {
        Some(card::item(reader, id))
    }));
    if current {
        sections.extend(stale(reader));
    }
    let today = reader.today();
    let lead = format!("{} to {}.", words::day(period.start, today), words::day(period.end, today));
    Sheet {
        title: Some(format!("Review, {}", title_of(period)).into()),
        data: Data { lead: vec![say(lead)], sections, ..Data::default() },
        ..Sheet::default()
    }
}

fn within(period: &Period, day: Option<jiff::civil::Date>) -> bool {
    day.is_some_and(|day| period.contains(day))
}

/// The releases that shipped, and those whose outcome was measured.
fn releases(reader: &Reader, period: &Period) -> (Vec<DocId>, Vec<DocId>) {
    let (mut shipped, mut measured) = (Vec::new(), Vec::new());
    for (id, _, it) in reader.each::<Release>() {
        if within(period, it.shipped) {
            shipped.push(id);
        }
        if within(period, it.outcome.as_ref().and_then(|it| it.measured)) {
            measured.push(id);
        }
    }
    (shipped, measured)
}

fn closed(reader: &Reader, period: &Period) -> Vec<DocId> {
    reader
        .each::<Feedback>()
        .filter(|(.., it)| within(period, it.remeasured))
        .map(|(id, ..)| id)
        .collect()
}

fn decided(reader: &Reader, period: &Period) -> Vec<DocId> {
    let decisions =
        reader.each::<Decision>().filter(|(.., it)| within(period, it.date)).map(|(id, ..)| id);
    let bets =
        reader.each::<Bet>().filter(|(.., it)| within(period, it.decided)).map(|(id, ..)| id);
    decisions.chain(bets).collect()
}

/// The month in numbers: what shipped, was measured, was closed, and what was said to bets.
fn numbers(
    reader: &Reader,
    period: &Period,
    [shipped, measured, closed]: [&Vec<DocId>; 3],
) -> Section {
    let (mut no, mut yes) = (0, 0);
    for (_, doc, _) in reader.each::<Bet>().filter(|(.., it)| within(period, it.decided)) {
        no += usize::from(doc.status() == Some(Status::Declined));
        yes += usize::from(doc.status() == Some(Status::Accepted));
    }
    let moved = measured
        .iter()
        .filter_map(|id| reader.get::<Release>(*id)?.1.outcome.as_ref()?.moved)
        .filter(|moved| *moved)
        .count();
    let figure =
        |label: &str, text: Text| Figure { label: label.into(), text, ..Figure::default() };
    let items = vec![
        figure("Shipped", shipped.len().to_string().into()),
        figure("Measured, and moved", format!("{moved} of {}", measured.len()).into()),
        figure("Loops closed", closed.len().to_string().into()),
        figure("No and yes", format!("{no} and {yes}").into()),
    ];
    Section {
        id: "numbers".into(),
        title: "The month in numbers".into(),
        blocks: vec![Block::Figures { items }],
        ..Section::default()
    }
}

fn list(
    _: &Reader,
    id: &str,
    title: &str,
    ids: Vec<DocId>,
    item: impl Fn(DocId) -> Option<Item>,
) -> Option<Section> {
    let n = ids.len();
    let items: Vec<Item> = ids.into_iter().take(MOST).filter_map(item).collect();
    (n > 0).then(|| Section {
        id: id.into(),
        title: title.into(),
        width: Some("half"),
        blocks: vec![Block::List(List { items, more: words::more(n, MOST), ..List::default() })],
        ..Section::default()
    })
}

/// Documents that ask to be looked over and were not.
fn stale(reader: &Reader) -> Option<Section> {
    use crate::measure::staleness::Freshness;
    let today = reader.today();
    let stale = |id: &DocId| {
        let age = crate::model::numbers::upkeep::age(reader, *id)?.ok()?;
        matches!(age.state, Freshness::Stale | Freshness::Never).then_some(*id)
    };
    let ids: Vec<DocId> = reader.all().filter_map(|id| stale(&id)).collect();
    list(reader, "stale", "To be looked over", ids, |id| {
        let note = reader.doc(id).and_then(|doc| review(doc, today));
        Some(Item { note, owner: card::owner(reader, id), ..card::item(reader, id) })
    })
}
