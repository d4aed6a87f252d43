//! How numbers are worked out: a page for each formula, and the list of them.

use crate::kinds::KindTag;
use crate::measure::formulas::{FORMULAS, Formula};
use crate::model::reader::Reader;

use super::block::{Block, Cell, Column, Row, Section, Table};
use super::item::{Text, say};
use super::places::{Data, Sheet};

/// The address of the page of a formula.
#[must_use]
pub fn url(formula: &str) -> Text {
    ["how/", &formula.replace('_', "-"), ".html"].concat().into()
}

/// The computation of a formula in one line.
#[must_use]
pub fn definition(formula: &str) -> Option<Text> {
    FORMULAS.iter().find(|it| it.name == formula).map(|it| it.definition.into())
}

/// Whether there is anything to work out.
#[must_use]
pub fn exists(reader: &Reader) -> bool {
    use KindTag::{Bet, Checkin, Feedback, Goal, Metric, Release, Strategy, Study, Team};
    [Strategy, Goal, Release, Bet, Metric, Feedback, Study, Checkin, Team]
        .iter()
        .any(|tag| !reader.ids(*tag).is_empty())
}

/// The page of each formula.
#[must_use]
pub fn more(_: &Reader) -> Vec<(Text, Text)> {
    FORMULAS.iter().map(|formula| (formula.name.into(), url(formula.name))).collect()
}

/// The list, or the page of one formula.
#[must_use]
pub fn make(_: &Reader, key: Option<&str>) -> Sheet {
    match FORMULAS.iter().find(|formula| Some(formula.name) == key) {
        Some(formula) => Sheet {
            title: Some(formula.title.into()),
            text: Some(formula.page),
            template: "page.html",
            ..Sheet::default()
        },
        None => list(),
    }
}

fn list() -> Sheet {
    let row = |formula: &Formula| Row {
        cells: vec![
            Some(Cell {
                text: formula.title.into(),
                url: Some(url(formula.name)),
                ..Cell::default()
            }),
            Some(Cell { text: formula.definition.into(), ..Cell::default() }),
            Some(Cell { text: formula.source.into(), english: true, ..Cell::default() }),
        ],
        ..Row::default()
    };
    let table = Table {
        caption: "Formulas, with where they come from".into(),
        plain: true,
        columns: vec![
            Column::words("title", "Number"),
            Column::words("definition", "How it is worked out"),
            Column::words("source", "Source"),
        ],
        rows: FORMULAS.iter().map(row).collect(),
        ..Table::default()
    };
    Sheet {
        data: Data {
            lead: vec![say(
                "Every number of this handbook is worked out by one of these, from what documents say. What is not known stays unknown.",
            )],
            sections: vec![Section {
                id: "formulas".into(),
                title: "Formulas".into(),
                blocks: vec![Block::Table(table)],
                ..Section::default()
            }],
            ..Data::default()
        },
        ..Sheet::default()
    }
}
