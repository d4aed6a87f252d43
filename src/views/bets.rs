//! The Bets page: what is chosen, in which order, what was refused, and whether the choice is honest.

use crate::base::chart::amounts::{Axis, Point, Quadrant, Stack, StackRow};
use crate::base::chart::{Amount, Chart, Form, Name, Tone};
use crate::kinds::KindTag;
use crate::kinds::bet::{Bet, Moscow};
use crate::kinds::edges::Relation;
use crate::kinds::status::Status;
use crate::kinds::team::Team;
use crate::measure::quadrant::Lines;
use crate::model::doc::DocId;
use crate::model::numbers::bets::{self, Place};
use crate::model::reader::Reader;

use super::block::{Block, Cell, Column, Figure, Input, List, More, Row, Section, Table};
use super::item::{Item, Part, lead_to, say};
use super::places::{Data, Sheet};
use super::standing::Standing;
use super::words;
use super::{card, how};

/// So many bets are ranked on the page, so many are drawn.
const MOST: usize = 100;
const MOST_POINTS: usize = 40;
/// So many refused bets that score better than accepted ones are named.
const MOST_REFUSED: usize = 20;

/// The page.
#[must_use]
pub fn make(reader: &Reader) -> Sheet {
    let ranked = bets::ranked(reader);
    let mut charts = Vec::new();
    let mut sections = vec![ranking(reader, &ranked)];
    sections.extend(matrix(reader, &ranked, &mut charts));
    sections.extend(split(reader, &mut charts));
    sections.extend(inversions(reader));
    sections.extend(opportunities(reader));
    Sheet {
        data: Data { lead: lead(reader), sections, ..Data::default() },
        charts,
        ..Sheet::default()
    }
}

fn lead(reader: &Reader) -> Vec<Part> {
    let focus = bets::focus(reader);
    let (yes, no) = (focus.yes as usize, focus.no as usize);
    let mut parts = vec![say(format!("{} yes, ", words::capital(&words::few(yes))))];
    let refused = format!("{} no", words::few(no));
    if super::refused::exists(reader) {
        parts.push(lead_to(refused, "bets/no/index.html"));
    } else {
        parts.push(say(refused));
    }
    let open = focus.undecided as usize;
    parts.push(say(format!(", {} not decided.", words::few(open))));
    parts.push(say(match focus.passes {
        Some(true) => " No is said more often than yes.",
        Some(false) => " Yes is said as often as no, or more.",
        None => "",
    }));
    parts
}

/// Person-months that the teams have in a quarter, where any team says so.
fn capacity(reader: &Reader) -> Option<f64> {
    let weeks: Vec<f64> = reader.each::<Team>().filter_map(|(_, _, team)| team.capacity).collect();
    (!weeks.is_empty()).then(|| weeks.iter().sum::<f64>() / 4.0)
}

fn ranking(reader: &Reader, ranked: &[Place]) -> Section {
    let scheme = bets::scheme(reader);
    let room = capacity(reader);
    let mut used = 0.0;
    let mut cut = false;
    let mut rows = Vec::new();
    for place in ranked.iter().take(MOST) {
        let Some((doc, bet)) = reader.get::<Bet>(place.id) else { continue };
        let mut row = row(reader, *place, bet, rows.len() + 1);
        let wanted = !matches!(doc.status(), Some(Status::Declined | Status::Deferred));
        used += bets::months(bet).filter(|_| wanted).unwrap_or(0.0);
        if let Some(room) = room.filter(|room| !cut && used > *room) {
            cut = true;
            row.below =
                Some(format!("the line: {} person-months a quarter", words::number(room)).into());
        }
        rows.push(row);
    }
    let left = ranked.len().saturating_sub(MOST);
    Section {
        id: "ranked".into(),
        title: format!("Ranked by {}", scheme.as_str()).into(),
        more: Some(More { text: "By status".into(), url: "bets/all/index.html".into() }),
        note: reader.config().reach_unit.as_ref().map(|unit| format!("reach in {unit}").into()),
        blocks: vec![Block::Table(Table {
            caption: format!("Bets ranked by {}", scheme.as_str()).into(),
            plain: true,
            columns: vec![
                Column::numbers("rank", "No."),
                Column::words("title", "Bet"),
                Column::numbers("score", scheme.as_str()),
                Column::words("status", "Answer"),
                Column::words("moscow", "MoSCoW"),
                Column::numbers("effort", "Effort"),
                Column::words("goal", "Goal"),
            ],
            rows,
            more: (left > 0).then(|| format!("{left} more").into()),
            ..Table::default()
        })],
        ..Section::default()
    }
}

fn row(reader: &Reader, place: Place, bet: &Bet, rank: usize) -> Row {
    let item = card::item(reader, place.id);
    let standing = reader.status(place.id).map(Standing::of);
    let formula = match bets::scheme(reader) {
        bets::Scheme::Rice => "rice",
        bets::Scheme::Wsjf => "wsjf",
        bets::Scheme::Ice => "ice",
    };
    let goal = reader.target(place.id, Relation::Goal).map(|goal| card::item(reader, goal.doc));
    let months = bets::months(bet);
    Row {
        cells: vec![
            Some(Cell {
                text: rank.to_string().into(),
                value: Some(rank.into()),
                ..Cell::default()
            }),
            Some(Cell::of(item)),
            Some(Cell {
                text: place
                    .score
                    .map_or_else(|| words::NOT_KNOWN.into(), |s| words::number(s).into()),
                value: place.score.map(Into::into),
                how_url: Some(how::url(formula)),
                formula: how::definition(formula),
                ..Cell::default()
            }),
            standing.map(Cell::standing),
            bet.moscow.map(|m| Cell { text: moscow(m).into(), ..Cell::default() }),
            months.map(|m| Cell {
                text: format!("{} pm", words::number(m)).into(),
                value: Some(m.into()),
                ..Cell::default()
            }),
            goal.map(|it| Cell { text: it.title, url: it.url, ..Cell::default() }),
        ],
        ..Row::default()
    }
}

/// A word of `MoSCoW`.
#[must_use]
pub const fn moscow(word: Moscow) -> &'static str {
    match word {
        Moscow::Must => "Must",
        Moscow::Should => "Should",
        Moscow::Could => "Could",
        Moscow::Wont => "Won\u{2019}t",
    }
}

/// Impact against effort.
fn matrix(reader: &Reader, ranked: &[Place], charts: &mut Vec<(String, Chart)>) -> Option<Section> {
    let lines = Lines::default();
    let points: Vec<Point> = ranked
        .iter()
        .filter_map(|place| {
            let (doc, bet) = reader.get::<Bet>(place.id)?;
            let (impact, effort) = (bet.impact?, bets::months(bet)?);
            let tone = match doc.status() {
                Some(Status::Accepted) => Tone::On,
                Some(Status::Proposed) => Tone::Plain,
                _ => Tone::Idle,
            };
            Some(Point {
                name: Name::linked(doc.title.clone(), card::url(doc)),
                x: Amount::new(effort, format!("{} pm", words::number(effort))),
                y: Amount::new(impact, words::number(impact)),
                tone,
            })
        })
        .take(MOST_POINTS)
        .collect();
    if points.len() < 2 {
        return None;
    }
    let summary = format!(
        "{} bets by effort and impact; those that were refused or put off are hollow.",
        points.len()
    );
    let axis = |text: &str, split| Axis { text: text.into(), split: Some(split), log: false };
    let form = Form::Quadrant(Quadrant {
        things: "Bet".into(),
        x: axis("Effort, person-months", lines.effort_low),
        y: axis("Impact", lines.impact_high),
        corners: ["Quick wins".into(), "Big bets".into(), "Fill-ins".into(), "Money pits".into()],
        points,
    });
    charts
        .push(("matrix".to_owned(), Chart::new("matrix", "Impact against effort", &summary, form)));
    Some(Section {
        id: "matrix".into(),
        title: "Impact against effort".into(),
        more: Some(More { text: "How it is worked out".into(), url: how::url("quadrant") }),
        width: Some("half"),
        blocks: vec![Block::Chart { chart: "matrix".into() }],
        ..Section::default()
    })
}

/// How the accepted effort splits by priority.
fn split(reader: &Reader, charts: &mut Vec<(String, Chart)>) -> Option<Section> {
    let split = bets::split(reader).ok()?;
    let (must, should, could) = (split.must?, split.should?, split.could?);
    let part =
        |text: &str| crate::base::chart::amounts::Part { text: text.into(), tone: Tone::Plain };
    let amount = |share: f64| Amount::new(share * 100.0, words::percent_fine(share));
    let total = format!("{} person-months accepted", words::number(split.total_effort));
    let summary = format!(
        "Must {}, should {}, could {} of {total}. Must should stay at or below 60 %.",
        words::percent_fine(must),
        words::percent_fine(should),
        words::percent_fine(could)
    );
    let form = Form::Stack(Stack {
        things: "Effort".into(),
        parts: vec![part("Must"), part("Should"), part("Could")],
        rows: vec![StackRow {
            name: Name::from("Accepted"),
            amounts: vec![amount(must), amount(should), amount(could)],
            total: total.as_str().into(),
        }],
        limit: Some(Amount::new(60.0, "60 % must")),
        full: Some(100.0),
    });
    charts.push((
        "moscow".to_owned(),
        Chart::new("moscow", "Accepted effort by priority", &summary, form),
    ));
    Some(Section {
        id: "moscow".into(),
        title: "Must, should, could".into(),
        note: Some(total.into()),
        more: Some(More { text: "How it is worked out".into(), url: how::url("moscow_split") }),
        width: Some("half"),
        blocks: vec![Block::Chart { chart: "moscow".into() }],
    })
}

/// Refused bets that score better than accepted ones.
fn inversions(reader: &Reader) -> Option<Section> {
    let (n, refused) = bets::inversions(reader, MOST_REFUSED);
    let title = |id: &DocId| reader.doc(*id).map_or("", |doc| &*doc.title);
    let items: Vec<Item> = refused
        .iter()
        .map(|(no, yes)| {
            let names: Vec<&str> = yes.iter().take(3).map(title).collect();
            let more = yes.len().saturating_sub(3);
            let more = if more > 0 { format!(" and {more} more") } else { String::new() };
            let note = format!("Scores better than {}{more}", names.join(", "));
            Item { note: Some(note.into()), ..card::item(reader, *no) }
        })
        .collect();
    (n > 0).then(|| Section {
        id: "inversions".into(),
        title: "Refused, and better than what was accepted".into(),
        more: Some(More {
            text: "How it is worked out".into(),
            url: how::url("priority_inversions"),
        }),
        blocks: vec![Block::List(List {
            items,
            more: words::more(n, MOST_REFUSED),
            ..List::default()
        })],
        ..Section::default()
    })
}

/// How well the needs are worked out that bets answer.
fn opportunities(reader: &Reader) -> Option<Section> {
    let coverage = bets::opportunities(reader).ok()?;
    if coverage.opportunities == 0 {
        return None;
    }
    let share = |label: &str, share: Option<f64>| Figure {
        label: label.into(),
        text: share.map_or_else(|| words::NOT_KNOWN.into(), words::percent),
        how_url: Some(how::url("ost_coverage")),
        formula: how::definition("ost_coverage"),
        ..Figure::default()
    };
    let n = coverage.opportunities;
    let count = Figure {
        label: "Needs that bets name".into(),
        text: n.to_string().into(),
        inputs: vec![Input {
            name: "Bets a need".into(),
            text: coverage
                .solutions_per_covered
                .map_or_else(|| words::NOT_KNOWN.into(), |n| words::number(n).into()),
            url: None,
        }],
        ..Figure::default()
    };
    let items = vec![
        count,
        share("With three answers compared", coverage.compared),
        share("Bets with an assumption tested", coverage.tested),
    ];
    Some(Section {
        id: "opportunities".into(),
        title: "Needs and answers".into(),
        blocks: vec![Block::Figures { items }],
        ..Section::default()
    })
}

/// Whether there is any bet.
#[must_use]
pub fn exists(reader: &Reader) -> bool {
    !reader.ids(KindTag::Bet).is_empty()
}
