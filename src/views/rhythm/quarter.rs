//! Quarterly planning: what became of the goals, what is carried on, where effort went, what comes next.

use crate::kinds::bet::Bet;
use crate::kinds::edges::Relation;
use crate::kinds::goal::Goal;
use crate::kinds::status::Status;
use crate::kinds::values::Period;
use crate::measure::okr::SweetSpot;
use crate::measure::pace::Ambition;
use crate::model::doc::DocId;
use crate::model::numbers::{bets, goals, work};
use crate::model::reader::Reader;
use crate::views::alignment::score;
use crate::views::block::{Block, Cell, Column, List, More, Row, Section, Table};
use crate::views::item::{Item, Part, lead_to, say};
use crate::views::places::{Data, Sheet};
use crate::views::standing::Standing;
use crate::views::{card, how, words};

use super::title_of;

/// So many goals, bets and assumptions stand on the page.
const MOST: usize = 100;

/// The page.
pub fn make(reader: &Reader, period: &Period) -> Sheet {
    let ids = goals::of_period(reader, &period.text);
    let over = period.end < reader.today();
    let mut charts = Vec::new();
    let mut sections = vec![table(reader, &ids, over)];
    sections.extend(misses(reader, &ids, over));
    sections.extend(carried(reader, &ids));
    if !over {
        let work = work::weighed(reader, &work::begun(reader));
        sections.extend(score::pillars(reader, &work, &mut charts));
        sections.extend(proposed(reader));
        sections.extend(untested(reader));
        sections.push(Section {
            id: "new".into(),
            title: "Write the next goal".into(),
            width: Some("half"),
            blocks: vec![Block::Code {
                text: "throughline new goal \"What success looks like\"".into(),
                caption: "An empty goal, in its folder, with the fields to fill in".into(),
            }],
            ..Section::default()
        });
    }
    Sheet {
        title: Some(format!("Planning, {}", title_of(period)).into()),
        data: Data { lead: lead(reader, &ids, over), sections, ..Data::default() },
        charts,
        ..Sheet::default()
    }
}

fn lead(reader: &Reader, ids: &[DocId], over: bool) -> Vec<Part> {
    if ids.is_empty() {
        return vec![say("No goal names this quarter as its period.")];
    }
    let mut parts = Vec::new();
    let cycle = goals::cycle(reader, ids).ok().filter(|_| over);
    if let Some((mean, spot)) = cycle.and_then(|it| Some((it.aspirational_mean?, it.sweet_spot?))) {
        let word = match spot {
            SweetSpot::Below => "below the 0.6 to 0.7 that a stretch should come to",
            SweetSpot::In => "within the 0.6 to 0.7 that a stretch should come to",
            SweetSpot::Above => "above the 0.6 to 0.7 that a stretch should come to: aim higher",
        };
        parts.push(say("Stretch goals came to "));
        parts.push(lead_to(words::fixed(mean, 2), how::url("cycle_health")));
        parts.push(say(format!(", {word}.")));
    }
    if parts.is_empty() {
        let n = words::capital(&words::few(ids.len()));
        parts.push(say(format!("{n} {}.", if ids.len() == 1 { "goal" } else { "goals" })));
    }
    parts
}

fn table(reader: &Reader, ids: &[DocId], over: bool) -> Section {
    let rows: Vec<Row> = ids.iter().take(MOST).filter_map(|id| row(reader, *id, over)).collect();
    let blocks = if rows.is_empty() {
        vec![Block::Empty {
            title: "No goal yet.".into(),
            text: "Goals of this quarter would stand here.".into(),
            line: "throughline new goal \"\u{2026}\"".into(),
        }]
    } else {
        vec![Block::Table(Table {
            caption: "Goals of the quarter".into(),
            plain: true,
            columns: vec![
                Column::words("title", "Goal"),
                Column::words("ambition", "Ambition"),
                Column::words("status", "Status"),
                Column::numbers("score", if over { "Grade" } else { "Progress" }),
                Column::words("owner", "Owner"),
            ],
            rows,
            ..Table::default()
        })]
    };
    Section { id: "goals".into(), title: "Goals".into(), blocks, ..Section::default() }
}

fn row(reader: &Reader, id: DocId, over: bool) -> Option<Row> {
    let (doc, goal) = reader.get::<Goal>(id)?;
    let numbers = goals::goal(reader, id)?;
    let standing = numbers.status().map(Standing::computed);
    let (value, text, formula) = if over {
        let grade = numbers.grade.and_then(|grade| grade.grade);
        (grade, grade.map(|grade| format!("{grade:.1}")), "grade")
    } else {
        let progress = numbers.progress;
        (progress, progress.map(|it| words::percent(it).into()), "objective_score")
    };
    let owner = card::owner(reader, id);
    Some(Row {
        cells: vec![
            Some(Cell {
                text: doc.title.clone(),
                url: Some(card::url(doc)),
                kind: Some("goal"),
                sub: goal.status_note.clone(),
                ..Cell::default()
            }),
            Some(Cell { text: ambition(goal).into(), ..Cell::default() }),
            standing.map(Cell::standing),
            Some(Cell {
                text: text.unwrap_or_else(|| words::NOT_KNOWN.to_owned()).into(),
                value: value.map(Into::into),
                how_url: Some(how::url(formula)),
                formula: how::definition(formula),
                ..Cell::default()
            }),
            owner.map(Cell::who),
        ],
        ..Row::default()
    })
}

fn ambition(goal: &Goal) -> &'static str {
    match goals::ambition(goal) {
        Ambition::Committed => "Committed",
        Ambition::Aspirational => "Stretch",
    }
}

/// Promises that were not kept, each with its owner's word on it.
fn misses(reader: &Reader, ids: &[DocId], over: bool) -> Option<Section> {
    if !over {
        return None;
    }
    let cycle = goals::cycle(reader, ids).ok()?;
    let items: Vec<Item> = cycle
        .committed_misses
        .iter()
        .filter_map(|at| ids.get(*at))
        .map(|id| {
            let note = reader.get::<Goal>(*id).and_then(|(_, goal)| goal.status_note.clone());
            Item {
                note: Some(note.unwrap_or_else(|| "No word on why".into())),
                owner: card::owner(reader, *id),
                ..card::item(reader, *id)
            }
        })
        .collect();
    (!items.is_empty()).then(|| Section {
        id: "misses".into(),
        title: "Promised and not reached".into(),
        more: Some(More { text: "How it is worked out".into(), url: how::url("cycle_health") }),
        width: Some("half"),
        blocks: vec![Block::List(List { items, ..List::default() })],
        ..Section::default()
    })
}

/// Goals that carry on one of an earlier period.
fn carried(reader: &Reader, ids: &[DocId]) -> Option<Section> {
    let items: Vec<Item> = ids
        .iter()
        .filter_map(|id| {
            let before = reader.target(*id, Relation::Continues)?;
            let title = reader.doc(before.doc).map(|doc| doc.title.clone())?;
            let note = format!("Carries on \u{201c}{title}\u{201d}");
            Some(Item { note: Some(note.into()), ..card::item(reader, *id) })
        })
        .take(MOST)
        .collect();
    (!items.is_empty()).then(|| Section {
        id: "carried".into(),
        title: "Carried on".into(),
        width: Some("half"),
        blocks: vec![Block::List(List { items, ..List::default() })],
        ..Section::default()
    })
}

/// What is on the table, best first.
fn proposed(reader: &Reader) -> Option<Section> {
    let scheme = bets::scheme(reader);
    let items: Vec<Item> = bets::ranked(reader)
        .into_iter()
        .filter(|place| reader.status(place.id) == Some(Status::Proposed))
        .take(20)
        .map(|place| Item {
            right: place
                .score
                .map(|score| format!("{} {}", scheme.as_str(), words::number(score)).into()),
            owner: card::owner(reader, place.id),
            ..card::item(reader, place.id)
        })
        .collect();
    (!items.is_empty()).then(|| Section {
        id: "bets".into(),
        title: "On the table".into(),
        more: Some(More { text: "All bets".into(), url: "bets/index.html".into() }),
        width: Some("half"),
        blocks: vec![Block::List(List { items, ..List::default() })],
        ..Section::default()
    })
}

/// Assumptions of accepted and proposed bets that nobody has tested.
fn untested(reader: &Reader) -> Option<Section> {
    let mut items = Vec::new();
    for (_, doc, bet) in reader.each::<Bet>() {
        if !matches!(doc.status(), Some(Status::Accepted | Status::Proposed)) {
            continue;
        }
        for assumption in bet.assumptions.iter().filter(|it| it.result.is_none()) {
            let Some(text) = &assumption.text else { continue };
            let risk = assumption.risk.map(|risk| words::capital(risk.as_str()).into());
            items.push(Item {
                title: text.clone(),
                url: Some(card::url(doc)),
                kind: Some("bet"),
                note: Some(doc.title.clone()),
                right: risk,
                ..Item::default()
            });
        }
    }
    items.truncate(20);
    (!items.is_empty()).then(|| Section {
        id: "assumptions".into(),
        title: "To be tested first".into(),
        width: Some("half"),
        blocks: vec![Block::List(List { items, ..List::default() })],
        ..Section::default()
    })
}
