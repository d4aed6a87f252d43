//! The Flow page: how fast work moves, in which direction, and how well it holds.

use std::collections::BTreeMap;

use crate::base::chart::amounts::{Part as Layer, Stack, StackRow};
use crate::base::chart::{Amount, Chart, Form, Name, Tone};
use crate::base::date::{days_between, month_name};
use crate::kinds::edges::Relation;
use crate::kinds::release::{Release, Stage};
use crate::model::doc::DocId;
use crate::model::numbers::{flow, thread, work};
use crate::model::reader::Reader;

use super::block::{Block, Figure, More, Section};
use super::item::{Item, Part, Text, lead_to, say};
use super::places::{Data, Sheet};
use super::words::{self, tone};
use super::{card, how};

/// So many days are looked back.
const DAYS: i64 = 90;
/// So many months and chains stand on the page.
const MOST_MONTHS: usize = 13;
const MOST_CHAINS: usize = 30;

/// The page.
#[must_use]
pub fn make(reader: &Reader) -> Sheet {
    let mut charts = Vec::new();
    let mut sections = Vec::new();
    sections.extend(speed(reader));
    sections.extend(months(reader, &mut charts));
    sections.extend(times(reader));
    sections.extend(keys(reader));
    sections.extend(chains(reader));
    Sheet {
        data: Data { lead: lead(reader), sections, ..Data::default() },
        charts,
        ..Sheet::default()
    }
}

fn lead(reader: &Reader) -> Vec<Part> {
    let velocity = flow::last_days(reader, DAYS).and_then(|it| flow::velocity(reader, it).ok());
    let Some(haste) = velocity.and_then(|it| it.haste_share) else {
        return vec![say(format!("Nothing shipped in the last {DAYS} days."))];
    };
    vec![
        say(format!("Of what shipped in the last {DAYS} days, ")),
        lead_to(format!("{} was haste", words::percent(haste)), how::url("directed_velocity")),
        say(": effort that hung on no thread, or on a broken one."),
    ]
}

fn figure(label: &str, text: Option<String>, formula: &str, note: &str) -> Figure {
    Figure {
        label: label.into(),
        text: text.unwrap_or_else(|| words::NOT_KNOWN.to_owned()).into(),
        how_url: Some(how::url(formula)),
        formula: how::definition(formula),
        note: Some(note.into()).filter(|note: &Text| !note.is_empty()),
        ..Figure::default()
    }
}

fn days(value: Option<f64>) -> Option<String> {
    value.map(|days| format!("{} d", words::number(days)))
}

/// Speed, and how much of it goes in the right direction.
fn speed(reader: &Reader) -> Option<Section> {
    let window = flow::last_days(reader, DAYS)?;
    let it = flow::velocity(reader, window).ok()?;
    let weeks = |value: f64| Some(words::fixed(value, 2));
    let unit = "person-weeks a week";
    let items = vec![
        Figure {
            unit: Some(unit.into()),
            ..figure("Velocity", weeks(it.velocity), "directed_velocity", "on the thread")
        },
        Figure {
            unit: Some(unit.into()),
            ..figure("Speed", weeks(it.speed), "directed_velocity", "all that shipped")
        },
        Figure {
            tone: it.haste_share.filter(|share| *share > 0.25).map(|_| tone::RISK),
            ..figure(
                "Haste",
                it.haste_share.map(|share| words::percent_fine(share).into()),
                "directed_velocity",
                "the rest",
            )
        },
    ];
    Some(Section {
        id: "velocity".into(),
        title: "Velocity".into(),
        note: Some(format!("last {DAYS} days").into()),
        blocks: vec![Block::Figures { items }],
        ..Section::default()
    })
}

/// What shipped each month, on the thread and off it.
fn months(reader: &Reader, charts: &mut Vec<(String, Chart)>) -> Option<Section> {
    let mut sums: BTreeMap<(i16, i8), (f64, f64)> = BTreeMap::new();
    for (id, release, day) in work::shipped(reader) {
        let effort = work::effort(release);
        let on = thread::of(reader, id).ok().and_then(|it| it.score).unwrap_or(0.0);
        let sum = sums.entry((day.year(), day.month())).or_default();
        sum.0 += effort * on;
        sum.1 += effort * (1.0 - on);
    }
    let from = sums.len().saturating_sub(MOST_MONTHS);
    let rows: Vec<StackRow> = sums
        .into_iter()
        .skip(from)
        .map(|((year, month), (on, off))| {
            let name = month_name(month).get(..3).unwrap_or_default();
            let amount = |weeks: f64| Amount::new(weeks, words::number(weeks));
            StackRow {
                name: Name::from(&*format!("{name} {year}")),
                amounts: vec![amount(on), amount(off)],
                total: format!("{} pw", words::number(on + off)).into(),
            }
        })
        .collect();
    if rows.is_empty() {
        return None;
    }
    let summary =
        format!("Person-weeks shipped in each of {} months, on the thread and off it.", rows.len());
    let layer = |text: &str, tone| Layer { text: text.into(), tone };
    let form = Form::Stack(Stack {
        things: "Month".into(),
        parts: vec![layer("On the thread", Tone::On), layer("Off it", Tone::Off)],
        rows,
        limit: None,
        full: None,
    });
    charts.push(("months".to_owned(), Chart::new("months", "Shipped by month", &summary, form)));
    Some(Section {
        id: "months".into(),
        title: "Shipped by month".into(),
        more: Some(More { text: "All releases".into(), url: "releases/index.html".into() }),
        note: Some("person-weeks, by how well they are threaded".into()),
        blocks: vec![Block::Chart { chart: "months".into() }],
        ..Section::default()
    })
}

/// How long things take, and how well dates hold.
fn times(reader: &Reader) -> Option<Section> {
    let cycle = flow::cycle(reader);
    let cadence = flow::rhythm(reader);
    let slips = flow::slips(reader);
    if cycle.days.is_empty() && slips.promised == 0 {
        return None;
    }
    let n = format!("n = {}", cycle.days.len());
    let longest = cadence.longest_days.map(|days| format!("longest {days} d"));
    let items = vec![
        figure("Cycle time, middle", days(cycle.median), "lead_cycle", &n),
        figure("85 of 100 within", days(cycle.p85), "percentile", &n),
        figure(
            "Between releases",
            days(cadence.median_days),
            "cadence",
            longest.as_deref().unwrap_or(""),
        ),
        figure(
            "Dates moved",
            Some(format!("{} of {}", slips.moved, slips.promised)),
            "date_slip",
            &slips
                .median_days
                .map(|d| format!("{} d in the middle", words::number(d)))
                .unwrap_or_default(),
        ),
    ];
    Some(Section {
        id: "times".into(),
        title: "How long things take".into(),
        more: Some(More { text: "What slipped".into(), url: "roadmap/index.html#slipped".into() }),
        note: Some("from start to users".into()),
        blocks: vec![Block::Figures { items }],
        ..Section::default()
    })
}

/// DORA's five keys, as far as release notes tell them.
fn keys(reader: &Reader) -> Option<Section> {
    let keys = flow::keys(reader, flow::last_days(reader, DAYS)?);
    if keys.deployments == 0 {
        return None;
    }
    let n = format!("n = {}, from release notes", keys.deployments);
    let share = |share: Option<f64>| share.map(|share| String::from(words::percent_fine(share)));
    let items = vec![
        figure("Releases a week", Some(words::fixed(keys.per_week, 2)), "dora", &n),
        figure(
            "Lead time of a change",
            days(keys.lead_time_median_days),
            "dora",
            "from the first change",
        ),
        figure("Failed", share(keys.change_fail_rate), "dora", &n),
        figure(
            "Recovered in",
            days(keys.recovery_median_days),
            "dora",
            "the middle of those that failed",
        ),
        figure("Rework", share(keys.rework_rate), "dora", "hotfixes"),
    ];
    Some(Section {
        id: "keys".into(),
        title: "Five keys".into(),
        note: Some(format!("last {DAYS} days; not to compare teams by").into()),
        blocks: vec![Block::Figures { items }],
        ..Section::default()
    })
}

/// From a first version to those that carry it on, with the days until something was learned.
fn chains(reader: &Reader) -> Option<Section> {
    let mut items = Vec::new();
    for (id, _, release) in reader.each::<Release>() {
        let first = release.stage == Some(Stage::Mvp) || release.iterates.is_none();
        let next = reader.sources(id, Relation::Iterates);
        if !first || (release.stage != Some(Stage::Mvp) && next.is_empty()) {
            continue;
        }
        items.push(Item { children: carried_on(reader, &next, 0), ..step(reader, id, release) });
        if items.len() == MOST_CHAINS {
            break;
        }
    }
    (!items.is_empty()).then(|| Section {
        id: "chains".into(),
        title: "From a first version on".into(),
        note: Some("days from shipping to measuring".into()),
        blocks: vec![Block::Tree { items }],
        ..Section::default()
    })
}

fn carried_on(reader: &Reader, ids: &[DocId], depth: usize) -> Vec<Item> {
    if depth > 8 {
        return Vec::new();
    }
    ids.iter()
        .take(MOST_CHAINS)
        .filter_map(|id| {
            let (_, release) = reader.get::<Release>(*id)?;
            let next = reader.sources(*id, Relation::Iterates);
            let children = carried_on(reader, &next, depth + 1);
            Some(Item { children, ..step(reader, *id, release) })
        })
        .collect()
}

fn step(reader: &Reader, id: DocId, release: &Release) -> Item {
    let today = reader.today();
    let stage = match release.stage {
        Some(Stage::Mvp) => "MVP",
        Some(Stage::Iteration) => "Iteration",
        Some(Stage::Ga) => "General release",
        Some(Stage::Retired) => "Retired",
        None => "",
    };
    let measured = release.outcome.as_ref().and_then(|outcome| outcome.measured);
    let learned = match (release.shipped, measured) {
        (Some(shipped), Some(day)) => {
            format!("learned after {}", words::days(days_between(shipped, day)))
        }
        (Some(shipped), None) => {
            format!("nothing measured for {}", words::days(days_between(shipped, today)))
        }
        (None, _) => String::new(),
    };
    let note =
        [stage, &learned].into_iter().filter(|it| !it.is_empty()).collect::<Vec<_>>().join(", ");
    Item {
        note: (!note.is_empty()).then(|| note.into()),
        right: release.shipped.map(|day| words::day(day, today)),
        ..card::item(reader, id)
    }
}
