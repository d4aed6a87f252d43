//! The Outcomes page: what was expected of what shipped, and what happened. "We do not know" is an answer.

use serde_json::json;

use crate::base::date::day_number;
use crate::kinds::release::Release;
use crate::measure::outcome::{GRACE_DAYS, Outcomes};
use crate::model::doc::DocId;
use crate::model::numbers::results::Results;
use crate::model::reader::Reader;

use super::block::{Block, Cell, Column, Figure, Row, Section, Table};
use super::item::{Part, Text, say, strong};
use super::list;
use super::places::{Data, Sheet};
use super::words;
use super::{card, how};

/// The folder of its pages.
const NAME: &str = "outcomes";

/// The pages after the first.
#[must_use]
pub fn more(reader: &Reader) -> Vec<(Text, Text)> {
    list::more_of(reader.results().shipped.len(), NAME)
}

/// A page of it.
#[must_use]
pub fn make(reader: &Reader, key: Option<&str>) -> Sheet {
    let page = list::number(key);
    let results = reader.results();
    let all = &results.shipped;
    let rows: Vec<Row> = all
        .iter()
        .rev()
        .skip((page - 1) * list::A_PAGE)
        .take(list::A_PAGE)
        .filter_map(|(id, day)| Some(row(reader, *id, reader.get::<Release>(*id)?.1, *day)))
        .collect();
    let mut sections = Vec::new();
    if page == 1 {
        sections.push(numbers(results));
    }
    if !rows.is_empty() {
        sections.push(table(rows));
    }
    sections.extend(list::pager(all.len(), NAME, page));
    let lead = lead(&results.outcomes);
    Sheet { data: Data { lead, sections, ..Data::default() }, ..Sheet::default() }
}

fn lead(outcomes: &Outcomes) -> Vec<Part> {
    let Some(measured) = outcomes.measured_share else {
        return vec![say(format!(
            "Nothing that shipped is due to be measured; that comes {GRACE_DAYS} days after."
        ))];
    };
    let mut parts = vec![
        say(format!(
            "Of {} releases that were due to be measured, ",
            words::few(outcomes.due as usize)
        )),
        strong(words::percent(measured)),
        say(" were."),
    ];
    if let Some(hit) = outcomes.hit_rate {
        parts.push(say(format!(" {} of those moved what they should.", words::percent(hit))));
    }
    parts
}

fn numbers(results: &Results) -> Section {
    let Results { outcomes, calibration, .. } = results;
    let share =
        |share: Option<f64>| share.map_or_else(|| words::NOT_KNOWN.into(), words::percent_fine);
    let figure = |label: &str, text: Text, formula: &str, note: &str| Figure {
        label: label.into(),
        text,
        how_url: Some(how::url(formula)),
        formula: how::definition(formula),
        note: Some(note.into()).filter(|note: &Text| !note.is_empty()),
        ..Figure::default()
    };
    let bias = calibration.and_then(|it| it.bias).map(|bias| {
        let word = if bias > 0.0 { "over-confident" } else { "under-confident" };
        format!("{} by {}", word, words::fixed(bias.abs() * 100.0, 0))
    });
    let brier = calibration
        .and_then(|it| it.brier)
        .map_or_else(|| words::NOT_KNOWN.into(), |it| words::fixed(it, 2).into());
    let items = vec![
        figure("Due", outcomes.due.to_string().into(), "outcome_share", ""),
        figure("Measured", share(outcomes.measured_share), "outcome_share", "of those due"),
        figure("Moved", share(outcomes.hit_rate), "outcome_share", "of those measured"),
        figure("Confidence, Brier score", brier, "brier", bias.as_deref().unwrap_or("")),
    ];
    Section {
        id: "numbers".into(),
        title: "Did it matter?".into(),
        blocks: vec![Block::Figures { items }],
        ..Section::default()
    }
}

fn table(rows: Vec<Row>) -> Section {
    Section {
        id: "releases".into(),
        title: "What was expected, what happened".into(),
        blocks: vec![Block::Table(Table {
            caption: "Releases with what was expected of them and what happened".into(),
            plain: true,
            columns: vec![
                Column::words("title", "Release"),
                Column::words("shipped", "Shipped"),
                Column::words("customer", "For customers"),
                Column::words("business", "For the business"),
                Column::numbers("confidence", "Sure"),
                Column::words("happened", "Happened"),
            ],
            rows,
            ..Table::default()
        })],
        ..Section::default()
    }
}

fn row(reader: &Reader, id: DocId, release: &Release, shipped: jiff::civil::Date) -> Row {
    let today = reader.today();
    let item = card::item(reader, id);
    let outcome = release.outcome.as_ref();
    let words_cell =
        |text: Option<&Text>| text.map(|text| Cell { text: text.clone(), ..Cell::default() });
    let happened = match outcome {
        None => ("unknown", "Expected nothing", None),
        Some(outcome) => match (outcome.measured, outcome.moved) {
            (Some(day), Some(true)) => ("moved", "Moved", Some(day)),
            (Some(day), Some(false)) => ("not-moved", "Did not move", Some(day)),
            (Some(day), None) => ("unknown", "Measured, not judged", Some(day)),
            (None, _) => ("unknown", "We do not know", None),
        },
    };
    Row {
        cells: vec![
            Some(Cell::of(item)),
            Some(Cell {
                text: words::day(shipped, today),
                value: Some(json!(day_number(shipped))),
                ..Cell::default()
            }),
            words_cell(outcome.and_then(|it| it.customer.as_ref().or(it.expected.as_ref()))),
            words_cell(outcome.and_then(|it| it.business.as_ref())),
            outcome.and_then(|it| it.confidence).map(|it| Cell {
                text: words::percent(it),
                value: Some(it.into()),
                ..Cell::default()
            }),
            Some(Cell {
                text: happened.1.into(),
                status: Some(happened.0),
                sub: happened.2.map(|day| words::day(day, today)),
                ..Cell::default()
            }),
        ],
        ..Row::default()
    }
}
