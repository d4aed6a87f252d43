//! The Rhythm pages: what is talked about this week, this month, this quarter.

mod month;
mod quarter;
mod week;

use std::collections::BTreeSet;

use jiff::civil::Date;

use crate::base::date::{add_days, iso_week};
use crate::kinds::KindTag;
use crate::kinds::checkin::Checkin;
use crate::kinds::goal::Goal;
use crate::kinds::release::Release;
use crate::kinds::values::Period;
use crate::model::numbers::{teams, voices};
use crate::model::reader::Reader;

use super::block::{Block, Cell, Column, List, Row, Section, Table};
use super::card;
use super::facts::period_words;
use super::how;
use super::item::{Item, Part, Text, lead_to, say};
use super::places::{Data, Sheet};
use super::shared;
use super::words::{self, tone};

/// So far back there are pages.
const WEEKS_BACK: i64 = 26;
const DAYS_BACK: i64 = 366;
/// So many weeks and squads stand in the table.
const WEEKS_SHOWN: i64 = 8;
const MOST_SQUADS: usize = 60;

/// Whether anybody checks in, or there is a goal to talk about.
#[must_use]
pub fn exists(reader: &Reader) -> bool {
    !reader.ids(KindTag::Checkin).is_empty() || !reader.ids(KindTag::Goal).is_empty()
}

/// The sort of meeting that a key stands for.
fn folder(key: &str) -> &'static str {
    if key.contains("-W") {
        "weekly"
    } else if key.contains("-Q") {
        "quarter"
    } else {
        "monthly"
    }
}

/// The address of the page of a time.
#[must_use]
pub fn url(key: &str) -> Text {
    format!("rhythm/{}/{key}.html", folder(key)).into()
}

fn week_key(day: Date) -> String {
    key_of_week(iso_week(day))
}

fn key_of_week((year, week): (i16, i8)) -> String {
    format!("{year:04}-W{week:02}")
}

fn month_key(day: Date) -> String {
    key_of_month((day.year(), day.month()))
}

fn key_of_month((year, month): (i16, i8)) -> String {
    format!("{year:04}-{month:02}")
}

/// The times that have a page, the latest first: weeks, months, quarters.
fn times(reader: &Reader) -> [Vec<String>; 3] {
    let today = reader.today();
    let month = reader.config().period_start_month;
    let mut weeks: BTreeSet<(i16, i8)> = BTreeSet::new();
    let mut months: BTreeSet<(i16, i8)> = BTreeSet::new();
    let mut quarters: BTreeSet<(Date, String)> = BTreeSet::new();
    weeks.insert(iso_week(today));
    months.insert((today.year(), today.month()));
    let since = add_days(today, -7 * WEEKS_BACK);
    for (_, _, checkin) in reader.each::<Checkin>() {
        let Some(day) = checkin.date.filter(|day| *day >= since && *day <= today) else { continue };
        weeks.insert(iso_week(day));
        months.insert((day.year(), day.month()));
    }
    let since = add_days(today, -DAYS_BACK);
    for (_, _, release) in reader.each::<Release>() {
        let Some(day) = release.shipped.filter(|day| *day >= since && *day <= today) else {
            continue;
        };
        months.insert((day.year(), day.month()));
    }
    if let Some(now) = shared::quarter(today, month) {
        quarters.insert((now.start, now.text.to_string()));
    }
    for (_, _, goal) in reader.each::<Goal>() {
        let Some(period) = goal.period.as_ref().filter(|period| period.text.contains("-Q")) else {
            continue;
        };
        if period.end >= since {
            quarters.insert((period.start, period.text.to_string()));
        }
    }
    let mut quarters: Vec<String> = quarters.into_iter().rev().map(|(_, key)| key).collect();
    quarters.dedup();
    [
        weeks.into_iter().rev().map(key_of_week).collect(),
        months.into_iter().rev().map(key_of_month).collect(),
        quarters,
    ]
}

/// The pages of all times.
#[must_use]
pub fn more(reader: &Reader) -> Vec<(Text, Text)> {
    let keys = times(reader).into_iter().flatten();
    keys.map(|key| (key.as_str().into(), url(&key))).collect()
}

/// The page of a time, or the way to all of them.
#[must_use]
pub fn make(reader: &Reader, key: Option<&str>) -> Sheet {
    let Some(key) = key else { return index(reader) };
    let month = if key.contains("-Q") { reader.config().period_start_month } else { 1 };
    let Some(period) = Period::parse(key, month) else { return index(reader) };
    match folder(key) {
        "weekly" => week::make(reader, &period),
        "quarter" => quarter::make(reader, &period),
        _ => month::make(reader, &period),
    }
}

fn index(reader: &Reader) -> Sheet {
    let [weeks, months, quarters] = times(reader);
    let mut sections: Vec<Section> = table(reader).into_iter().collect();
    for (id, title, keys) in [
        ("weekly", "Weekly check-in", weeks),
        ("monthly", "Monthly review", months),
        ("quarter", "Quarterly planning", quarters),
    ] {
        let items = keys
            .iter()
            .take(13)
            .map(|key| Item { title: named(reader, key), url: Some(url(key)), ..Item::default() })
            .collect();
        sections.push(Section {
            id: id.into(),
            title: title.into(),
            width: Some("third"),
            blocks: vec![Block::List(List { items, ..List::default() })],
            ..Section::default()
        });
    }
    Sheet { data: Data { lead: lead(reader), sections, ..Data::default() }, ..Sheet::default() }
}

/// `Week 20, 2026`, `May 2026`, `Q2 2026`.
fn named(reader: &Reader, key: &str) -> Text {
    let month = if key.contains("-Q") { reader.config().period_start_month } else { 1 };
    Period::parse(key, month).map_or_else(|| key.into(), |period| title_of(&period))
}

fn title_of(period: &Period) -> Text {
    match period.text.split_once("-W") {
        Some((year, week)) => {
            let week = week.trim_start_matches('0');
            format!("Week {week}, {year}").into()
        }
        None => period_words(period),
    }
}

fn lead(reader: &Reader) -> Vec<Part> {
    let today = reader.today();
    let week = week_key(today);
    vec![
        say("This week: "),
        lead_to(named(reader, &week), url(&week)),
        say(". This month: "),
        lead_to(named(reader, &month_key(today)), url(&month_key(today))),
        say("."),
    ]
}

/// Squads against weeks: who checked in when, and what they said.
fn table(reader: &Reader) -> Option<Section> {
    let today = reader.today();
    let squads = teams::squads(reader);
    if squads.is_empty() || reader.ids(KindTag::Checkin).is_empty() {
        return None;
    }
    let weeks: Vec<String> =
        (0..WEEKS_SHOWN).rev().map(|back| week_key(add_days(today, -7 * back))).collect();
    let mut columns = vec![Column { key: "team", title: "Squad".into(), ..Column::default() }];
    columns.extend(weeks.iter().map(|week| Column {
        key: "week",
        title: week.split_once('-').map_or("", |(_, week)| week).into(),
        ..Column::default()
    }));
    columns.push(Column {
        key: "kept",
        title: "Kept".into(),
        kind: Some("number"),
        ..Column::default()
    });
    let rows = squads
        .iter()
        .take(MOST_SQUADS)
        .map(|squad| {
            let item = card::item(reader, *squad);
            let said = voices::of_team(reader, *squad);
            let mut cells = vec![Some(Cell::of(item))];
            cells.extend(weeks.iter().map(|week| {
                let word = said.iter().rev().find(|word| week_key(word.date) == *week)?;
                let standing = word.status.map(super::standing::Standing::computed)?;
                let url = reader.doc(word.id).map(card::url);
                Some(Cell {
                    text: standing.word.into(),
                    status: Some(standing.slug),
                    url,
                    ..Cell::default()
                })
            }));
            let kept = teams::rhythm(reader, *squad).ok();
            cells.push(kept.map(|it| Cell {
                text: format!("{} of {}", it.kept, it.expected).into(),
                value: it.share.map(Into::into),
                tone: it.share.filter(|share| *share < 0.5).map(|_| tone::RISK),
                how_url: Some(how::url("checkin_rhythm")),
                formula: how::definition("checkin_rhythm"),
                ..Cell::default()
            }));
            Row { cells, ..Row::default() }
        })
        .collect();
    Some(Section {
        id: "kept".into(),
        title: "Who checks in".into(),
        note: Some(format!("the last {} weeks", words::few(8)).into()),
        blocks: vec![Block::Table(Table {
            caption: "Squads against weeks: what each said when it checked in".into(),
            plain: true,
            columns,
            rows,
            ..Table::default()
        })],
        ..Section::default()
    })
}
