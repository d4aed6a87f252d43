//! The tables of a page as data for other programs: which pages have such files, and what stands in them.
//!
//! Tables of one page that have the same columns are one file, since they are one list in groups. How many files a view
//! can have is written here, so that every address is known before a page is made.

use crate::base::names::Url;

use super::Shown;
use super::block::{Block, Cell, Row, Table};
use super::item::Text;
use super::places::Data;

/// The most files of a page of these views; of others it is one.
const FILES: &[(&str, usize)] = &[
    ("overview", 0),
    ("strategy", 0),
    ("roadmap", 0),
    ("changes", 0),
    ("search", 0),
    ("rules", 0),
    ("lost", 0),
    ("alignment", 3),
    ("rhythm", 2),
];

/// Tables with the titles of their sections.
type Titled<'a> = Vec<(&'a str, &'a Table)>;

/// A table as rows of plain cells.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sheet {
    /// The names of the columns.
    pub head: Vec<Text>,
    /// The rows, each as long as the head.
    pub rows: Vec<Vec<Text>>,
}

/// The addresses of the files of a view's page.
#[must_use]
pub fn files(view: &str, page: &Url) -> Vec<Url> {
    let many = FILES.iter().find(|(name, _)| *name == view).map_or(1, |it| it.1);
    (1..=many).filter_map(|nth| Url::new(&address(page, nth))).collect()
}

/// The address of the nth file of a page.
fn address(page: &str, nth: usize) -> String {
    let stem = page.strip_suffix(".html").unwrap_or(page);
    if nth <= 1 { format!("{stem}.csv") } else { format!("{stem}-table-{nth}.csv") }
}

/// Tells each table of a page where its file is.
pub fn link(view: &str, page: &Url, data: &mut Data) {
    let most = files(view, page).len();
    let mut shapes: Vec<Vec<&'static str>> = Vec::new();
    let mut last: Vec<(usize, usize)> = Vec::new();
    let blocks = data.sections.iter_mut().flat_map(|section| &mut section.blocks);
    let mut tables: Vec<&mut Table> = blocks.filter_map(table_mut).collect();
    for (at, table) in tables.iter().enumerate() {
        let shape = shape(table);
        let nth = shapes.iter().position(|it| *it == shape).unwrap_or_else(|| {
            shapes.push(shape);
            last.push((0, 0));
            shapes.len() - 1
        });
        if let Some(last) = last.get_mut(nth) {
            *last = (nth, at);
        }
    }
    // Where one list stands in several tables, the last one leads to the file.
    for (nth, at) in last.into_iter().filter(|(nth, _)| *nth < most) {
        if let Some(table) = tables.get_mut(at) {
            table.csv_url = Some(address(page, nth + 1).into());
        }
    }
}

/// The files of a page, in the order of their addresses.
#[must_use]
pub fn sheets(shown: &Shown) -> Vec<Sheet> {
    let Shown::View(data) = shown else { return Vec::new() };
    let mut found: Vec<(Vec<&'static str>, Titled)> = Vec::new();
    for section in &data.sections {
        for table in section.blocks.iter().filter_map(table) {
            let shape = shape(table);
            match found.iter_mut().find(|(it, _)| *it == shape) {
                Some((_, tables)) => tables.push((&section.title, table)),
                None => found.push((shape, vec![(&section.title, table)])),
            }
        }
    }
    found.into_iter().map(|(_, tables)| sheet(&tables)).collect()
}

fn table(block: &Block) -> Option<&Table> {
    match block {
        Block::Table(table) if !table.columns.is_empty() => Some(table),
        _ => None,
    }
}

fn table_mut(block: &mut Block) -> Option<&mut Table> {
    match block {
        Block::Table(table) if !table.columns.is_empty() => Some(table),
        _ => None,
    }
}

fn shape(table: &Table) -> Vec<&'static str> {
    table.columns.iter().map(|column| column.key).collect()
}

fn sheet(tables: &[(&str, &Table)]) -> Sheet {
    let grouped = tables.len() > 1;
    let columns = tables.first().map_or(&[][..], |(_, table)| table.columns.as_slice());
    // Columns of one sort, such as weeks, are told apart by their titles.
    let is_one = |key: &str| columns.iter().filter(|column| column.key == key).count() == 1;
    let mut head: Vec<Text> = columns
        .iter()
        .map(|column| if is_one(column.key) { column.key.into() } else { column.title.clone() })
        .collect();
    if grouped {
        head.insert(0, "group".into());
    }
    head.push("url".into());
    let mut rows = Vec::new();
    for (title, table) in tables {
        for row in &table.rows {
            let mut cells: Vec<Text> = Vec::with_capacity(head.len());
            if grouped {
                cells.push((*title).into());
            }
            for index in 0..columns.len() {
                let cell = row.cells.get(index).and_then(Option::as_ref);
                cells.push(cell.map(plain).unwrap_or_default());
            }
            cells.push(target(row).unwrap_or_default());
            rows.push(cells);
        }
    }
    Sheet { head, rows }
}

/// Where a row leads.
fn target(row: &Row) -> Option<Text> {
    row.url.clone().or_else(|| row.cells.iter().flatten().find_map(|cell| cell.url.clone()))
}

/// What a cell says to another program: a number without its unit, a day as `2026-05-14`.
fn plain(cell: &Cell) -> Text {
    if let Some(date) = &cell.date {
        return date.clone();
    }
    match cell.value.as_ref().and_then(serde_json::Value::as_f64) {
        Some(number) => number.to_string().into(),
        None if !cell.units.is_empty() => {
            cell.units.iter().map(|unit| &*unit.text).collect::<Vec<_>>().join(", ").into()
        }
        None => cell.text.clone(),
    }
}
