//! The weekly check-in: squad by squad, then what is due, what waits for a decision, and who is silent.

use crate::base::chart::time::Spark;
use crate::base::chart::{Chart, Form, Tone};
use crate::base::date::{add_days, days_between};
use crate::kinds::bet::Bet;
use crate::kinds::checkin::Checkin;
use crate::kinds::edges::Relation;
use crate::kinds::feedback::Feedback;
use crate::kinds::release::Release;
use crate::kinds::status::Status;
use crate::kinds::values::Period;
use crate::model::doc::DocId;
use crate::model::numbers::{teams, voices};
use crate::model::reader::Reader;
use crate::views::block::{Block, Cell, Column, List, Row, Section, Table};
use crate::views::document::release::is_ahead;
use crate::views::item::{Item, Part, lead_to, say};
use crate::views::places::{Data, Sheet};
use crate::views::standing::Standing;
use crate::views::{card, words};

use super::{MOST_SQUADS, title_of, url, week_key};

/// The page.
pub fn make(reader: &Reader, period: &Period) -> Sheet {
    let current = period.contains(reader.today());
    let mut charts = Vec::new();
    let mut sections = vec![squads(reader, period, current, &mut charts)];
    sections.extend(asks(reader, period));
    sections.extend(due(reader, period));
    if current {
        sections.extend(decisions(reader));
    }
    Sheet {
        title: Some(format!("Check-in, {}", title_of(period)).into()),
        data: Data { lead: lead(reader, period, current), sections, ..Data::default() },
        charts,
        ..Sheet::default()
    }
}

fn lead(reader: &Reader, period: &Period, current: bool) -> Vec<Part> {
    let today = reader.today();
    let mut parts = vec![say(format!(
        "{} to {}.",
        words::day(period.start, today),
        words::day(period.end, today)
    ))];
    if current {
        let silent: Vec<DocId> = missing(reader, period);
        if silent.is_empty() {
            parts.push(say(" Everybody with a goal of now has checked in."));
        } else {
            parts.push(say(" Not heard from yet: "));
            for (index, id) in silent.iter().enumerate() {
                if index > 0 {
                    parts.push(say(if index + 1 == silent.len() { " and " } else { ", " }));
                }
                let item = card::item(reader, *id);
                parts.push(lead_to(item.title, item.url.unwrap_or_default()));
            }
            parts.push(say("."));
        }
    }
    let before = week_key(add_days(period.start, -1));
    if super::times(reader).iter().flatten().any(|key| *key == before) {
        parts.push(say(" "));
        parts.push(lead_to("The week before", url(&before)));
        parts.push(say("."));
    }
    parts
}

/// The squads with a goal of now that have not checked in during this week.
fn missing(reader: &Reader, period: &Period) -> Vec<DocId> {
    let mut squads = teams::squads(reader);
    squads.retain(|squad| {
        let goals = reader.sources(*squad, Relation::Teams);
        let lives = goals.iter().any(|goal| reader.is_live(*goal));
        let said = voices::of_team(reader, *squad);
        lives && !said.iter().any(|word| period.contains(word.date))
    });
    squads.truncate(MOST_SQUADS);
    squads
}

/// One row a squad and goal: what it says, what the number says, how sure it is.
fn squads(
    reader: &Reader,
    period: &Period,
    current: bool,
    charts: &mut Vec<(String, Chart)>,
) -> Section {
    let mut rows = Vec::new();
    for squad in teams::squads(reader).into_iter().take(MOST_SQUADS) {
        let said = voices::of_team(reader, squad);
        let mut words_of_week: Vec<_> =
            said.iter().filter(|word| period.contains(word.date)).collect();
        words_of_week.sort_by_key(|word| std::cmp::Reverse(word.date));
        for word in &words_of_week {
            rows.push(row(reader, squad, word, &said, current, charts));
        }
        let lives = |goal: &DocId| reader.is_live(*goal);
        if current
            && words_of_week.is_empty()
            && reader.sources(squad, Relation::Teams).iter().any(lives)
        {
            let item = card::item(reader, squad);
            let cells = vec![
                Some(Cell::of(item)),
                None,
                Some(Cell {
                    text: "Not heard from".into(),
                    status: Some("unknown"),
                    ..Cell::default()
                }),
            ];
            let mut row = Row { cells, ..Row::default() };
            row.cells.resize(COLUMNS.len(), None);
            rows.push(row);
        }
    }
    let columns = COLUMNS
        .iter()
        .map(|(key, title, kind)| Column { key, title: (*title).into(), kind: *kind, unit: None })
        .collect();
    let blocks = if rows.is_empty() {
        vec![Block::Prose { text: "Nobody has checked in during this week.".into() }]
    } else {
        vec![Block::Table(Table {
            caption: "Squads: what they say, what the number says, how sure they are".into(),
            plain: true,
            columns,
            rows,
            ..Table::default()
        })]
    };
    Section { id: "squads".into(), title: "Squad by squad".into(), blocks, ..Section::default() }
}

const COLUMNS: [(&str, &str, Option<&str>); 7] = [
    ("team", "Squad", None),
    ("goal", "Goal", None),
    ("stated", "Says", Some("status")),
    ("computed", "The number says", Some("status")),
    ("confidence", "Sure", Some("number")),
    ("note", "In a sentence", None),
    ("blockers", "In the way", None),
];

fn row(
    reader: &Reader,
    squad: DocId,
    word: &voices::Word,
    said: &[voices::Word],
    current: bool,
    charts: &mut Vec<(String, Chart)>,
) -> Row {
    let item = card::item(reader, squad);
    let goal = reader.target(word.id, Relation::CheckinGoal).map(|target| target.doc);
    let status = |standing: Standing| Cell::standing(standing);
    let computed =
        goal.filter(|_| current).and_then(|goal| reader.standing(goal)).map(Standing::computed);
    let trend: Vec<f64> = said
        .iter()
        .filter(|it| it.date <= word.date && days_between(it.date, word.date) < 28)
        .filter_map(|it| it.confidence)
        .collect();
    let slug = reader.doc(word.id).map_or("", |doc| &*doc.slug);
    let name = format!("confidence-{}", crate::base::names::slugify(slug));
    let drawn = trend.len() > 1;
    if drawn {
        let shown: Vec<String> = trend.iter().map(|it| words::percent(*it).into()).collect();
        let summary = format!("Confidence of four weeks: {}.", shown.join(", "));
        let spark = Form::Spark(Spark { values: trend, tone: Tone::Plain });
        charts.push((name.clone(), Chart::new(&name, "Confidence", &summary, spark)));
    }
    let blockers = reader.get::<Checkin>(word.id).map(|(_, it)| it.blockers.join("; "));
    let stated = word.status.map(Standing::computed).map(status);
    Row {
        cells: vec![
            Some(Cell::of(item)),
            goal.map(|goal| card::item(reader, goal)).map(|goal| Cell {
                text: goal.title,
                url: goal.url,
                kind: goal.kind,
                ..Cell::default()
            }),
            stated.map(|cell| Cell { url: reader.doc(word.id).map(card::url), ..cell }),
            computed.map(status),
            word.confidence.map(|it| Cell {
                text: words::percent(it),
                value: Some(it.into()),
                chart: drawn.then(|| name.as_str().into()),
                ..Cell::default()
            }),
            card::summary(reader, word.id)
                .map(|text| Cell { text: words::cut(&text, 160), ..Cell::default() }),
            blockers
                .filter(|text| !text.is_empty())
                .map(|text| Cell { text: text.into(), ..Cell::default() }),
        ],
        ..Row::default()
    }
}

/// What squads ask of others.
fn asks(reader: &Reader, period: &Period) -> Option<Section> {
    let mut items = Vec::new();
    for (id, _, checkin) in reader.each::<Checkin>() {
        if !checkin.date.is_some_and(|day| period.contains(day)) {
            continue;
        }
        for (index, ask) in checkin.asks.iter().enumerate() {
            let path = format!("asks[{index}].of");
            let of = reader.out(id).find(|(edge, _)| *edge.path == *path);
            let of = of.and_then(|(edge, outcome)| card::outcome(reader, edge, outcome));
            let Some(what) = &ask.what else { continue };
            let from = reader.target(id, Relation::CheckinTeam);
            let from = from.and_then(|target| reader.doc(target.doc)).map(|doc| doc.title.clone());
            items.push(Item {
                title: what.clone(),
                url: reader.doc(id).map(card::url),
                note: from.map(|from| match of {
                    Some(of) => format!("Asked by {from} of {}", of.title).into(),
                    None => format!("Asked by {from}").into(),
                }),
                ..Item::default()
            });
        }
    }
    items.truncate(40);
    (!items.is_empty()).then(|| Section {
        id: "asks".into(),
        title: "Asked of others".into(),
        width: Some("half"),
        blocks: vec![Block::List(List { items, ..List::default() })],
        ..Section::default()
    })
}

/// What ships in this week, or was to.
fn due(reader: &Reader, period: &Period) -> Option<Section> {
    let today = reader.today();
    let mut found: Vec<_> = reader
        .each::<Release>()
        .filter_map(|(id, doc, release)| {
            let day = release.shipped.or(release.targets.last().copied())?;
            let late = is_ahead(doc.status()) && day < period.start && period.contains(today);
            (period.contains(day) || late).then_some((day, id))
        })
        .collect();
    found.sort_unstable();
    let items: Vec<Item> = found
        .into_iter()
        .take(40)
        .map(|(day, id)| Item {
            right: Some(words::day(day, today)),
            late: day < period.start,
            slip: (day < period.start).then(|| "past its day".into()),
            owner: card::owner(reader, id),
            ..card::item(reader, id)
        })
        .collect();
    (!items.is_empty()).then(|| Section {
        id: "due".into(),
        title: "Due this week".into(),
        width: Some("half"),
        blocks: vec![Block::List(List { items, ..List::default() })],
        ..Section::default()
    })
}

/// Bets and feedback that wait for an answer, the oldest first.
fn decisions(reader: &Reader) -> Option<Section> {
    let today = reader.today();
    let bets = reader
        .each::<Bet>()
        .filter(|(_, doc, _)| doc.status() == Some(Status::Proposed))
        .filter_map(|(id, _, bet)| Some((bet.proposed?, id)));
    let heard = reader
        .each::<Feedback>()
        .filter(|(_, doc, _)| doc.status() == Some(Status::Open))
        .filter_map(|(id, _, feedback)| Some((feedback.heard?, id)));
    let mut found: Vec<_> = bets.chain(heard).collect();
    found.sort_unstable();
    let n = found.len();
    let items: Vec<Item> = found
        .into_iter()
        .take(20)
        .map(|(since, id)| Item {
            right: Some(words::days(days_between(since, today))),
            owner: card::owner(reader, id),
            ..card::item(reader, id)
        })
        .collect();
    (n > 0).then(|| Section {
        id: "decisions".into(),
        title: "Waits for a decision".into(),
        width: Some("half"),
        blocks: vec![Block::List(List { items, more: words::more(n, 20), ..List::default() })],
        ..Section::default()
    })
}
