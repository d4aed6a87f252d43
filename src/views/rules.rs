//! What is checked: a page for each lint, and the list of them.

use crate::check::lint::{Lint, Topic};
use crate::check::lints::LINTS;
use crate::check::run::lint;
use crate::model::reader::Reader;

use super::block::{Block, Cell, Column, Row, Section, Table};
use super::item::{Text, say};
use super::places::{Data, Sheet, is_strategic};
use super::words;

/// The address of the page of a lint.
#[must_use]
pub fn url(name: &str) -> Text {
    ["checks/rules/", name, ".html"].concat().into()
}

/// A plain handbook is told about its structure only.
fn shown(reader: &Reader, lint: &Lint) -> bool {
    lint.topic == Topic::Structure || is_strategic(reader)
}

/// The address of the page of a lint, if this site has one.
#[must_use]
pub fn page_of(reader: &Reader, name: &str) -> Option<Text> {
    lint(name).filter(|lint| shown(reader, lint)).map(|lint| url(lint.name))
}

/// The page of each lint.
#[must_use]
pub fn more(reader: &Reader) -> Vec<(Text, Text)> {
    let own = LINTS.iter().filter(|lint| shown(reader, lint));
    own.map(|lint| (lint.name.into(), url(lint.name))).collect()
}

/// The list, or the page of one lint.
#[must_use]
pub fn make(reader: &Reader, key: Option<&str>) -> Sheet {
    match key.and_then(lint) {
        Some(lint) => Sheet {
            title: Some(lint.name.into()),
            text: Some(lint.page),
            template: "page.html",
            ..Sheet::default()
        },
        None => list(reader),
    }
}

fn list(reader: &Reader) -> Sheet {
    let mut sections = Vec::new();
    for topic in Topic::ALL {
        let rows: Vec<Row> = LINTS
            .iter()
            .filter(|lint| lint.topic == *topic && shown(reader, lint))
            .map(|lint| Row {
                cells: vec![
                    Some(Cell {
                        text: lint.name.into(),
                        url: Some(url(lint.name)),
                        english: true,
                        ..Cell::default()
                    }),
                    Some(Cell {
                        text: words::capital(lint.level.as_str()).into(),
                        status: Some(lint.level.as_str()),
                        ..Cell::default()
                    }),
                    Some(Cell {
                        text: words::capital(lint.why).into(),
                        english: true,
                        ..Cell::default()
                    }),
                ],
                ..Row::default()
            })
            .collect();
        if rows.is_empty() {
            continue;
        }
        sections.push(Section {
            id: topic.key().into(),
            title: topic.as_str().into(),
            blocks: vec![Block::Table(Table {
                caption: format!("Checks of {}", topic.key()).into(),
                plain: true,
                columns: vec![
                    Column::words("name", "Check"),
                    Column::words("level", "Level"),
                    Column::words("why", "Why it matters"),
                ],
                rows,
                ..Table::default()
            })],
            ..Section::default()
        });
    }
    let lead = vec![say("What this handbook is checked for, each with why and how to mend it.")];
    Sheet { data: Data { lead, sections, ..Data::default() }, ..Sheet::default() }
}
