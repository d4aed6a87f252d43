//! The No list: what was refused or put off, why, by whom, when, and when it is looked at again.

use serde_json::json;

use crate::base::date::{day_number, days_between};
use crate::kinds::bet::Bet;
use crate::kinds::edges::Relation;
use crate::kinds::status::Status;
use crate::model::doc::DocId;
use crate::model::reader::Reader;

use super::block::{Block, Cell, Column, Row, Section, Table};
use super::card;
use super::item::{Part, Text, lead_to, say, strong};
use super::list;
use super::places::{Data, Sheet};
use super::words::{self, tone};

/// The folder of its pages.
const NAME: &str = "bets/no";

/// Whether anything was refused or put off.
#[must_use]
pub fn exists(reader: &Reader) -> bool {
    reader.each::<Bet>().any(|(_, doc, _)| is_no(doc.status()))
}

/// The pages after the first.
#[must_use]
pub fn more(reader: &Reader) -> Vec<(Text, Text)> {
    let n = reader.each::<Bet>().filter(|(_, doc, _)| is_no(doc.status())).count();
    list::more_of(n, NAME)
}

const fn is_no(status: Option<Status>) -> bool {
    matches!(status, Some(Status::Declined | Status::Deferred))
}

/// A page of it.
#[must_use]
pub fn make(reader: &Reader, key: Option<&str>) -> Sheet {
    let page = list::number(key);
    let (mut yes, mut open) = (0, 0);
    let mut all: Vec<(bool, i32, DocId, &Bet)> = Vec::new();
    for (id, doc, bet) in reader.each::<Bet>() {
        match doc.status() {
            Some(Status::Accepted) => yes += 1,
            Some(Status::Declined | Status::Deferred) => {
                let day = bet.decided.or(bet.proposed).map_or(i32::MAX, |d| -day_number(d));
                all.push((doc.status() == Some(Status::Declined), day, id, bet));
            }
            _ => open += 1,
        }
    }
    all.sort_by_key(|(declined, day, id, _)| (*declined, *day, *id));
    let no = all.iter().filter(|(declined, ..)| *declined).count();
    let from = (page - 1) * list::A_PAGE;
    let mut sections = Vec::new();
    for (declined, id, title) in [(false, "later", "Later"), (true, "no", "No")] {
        let rows: Vec<Row> = all
            .iter()
            .skip(from)
            .take(list::A_PAGE)
            .filter(|(is, ..)| *is == declined)
            .map(|(.., id, bet)| row(reader, *id, bet))
            .collect();
        if !rows.is_empty() {
            sections.push(section(id, title, rows));
        }
    }
    // What was refused is the point of the page; what waits comes after it.
    sections.reverse();
    sections.extend(list::pager(all.len(), NAME, page));
    let lead = lead(no, yes, all.len() - no, open);
    Sheet { data: Data { lead, sections, ..Data::default() }, ..Sheet::default() }
}

fn lead(no: usize, yes: usize, later: usize, open: usize) -> Vec<Part> {
    let mut parts = vec![
        strong(format!("{} no", words::capital(&words::few(no)))),
        say(" against "),
        lead_to(format!("{} yes", words::few(yes)), "bets/index.html"),
    ];
    let mut rest = Vec::new();
    if later > 0 {
        rest.push(format!("{} put off", words::few(later)));
    }
    if open > 0 {
        rest.push(format!("{} not decided", words::few(open)));
    }
    if !rest.is_empty() {
        parts.push(say(format!("; {}", rest.join(" and "))));
    }
    parts.push(say("."));
    parts
}

fn section(id: &str, title: &str, rows: Vec<Row>) -> Section {
    Section {
        id: id.into(),
        title: title.into(),
        blocks: vec![table(title, rows)],
        ..Section::default()
    }
}

/// A table of what was refused or put off.
#[must_use]
pub fn table(title: &str, rows: Vec<Row>) -> Block {
    Block::Table(Table {
        caption: format!("{title}: what, why, who, when").into(),
        plain: true,
        columns: vec![
            Column::words("title", "What"),
            Column::words("reason", "Why"),
            Column::words("decision", "Decided in"),
            Column::words("owner", "Asked for by"),
            Column::words("decided", "When"),
            Column::words("revisit", "Look again"),
        ],
        rows,
        ..Table::default()
    })
}

/// What was refused or put off, with its reason.
#[must_use]
pub fn row(reader: &Reader, id: DocId, bet: &Bet) -> Row {
    let today = reader.today();
    let item = card::item(reader, id);
    let day = |day: jiff::civil::Date| Cell {
        text: words::day(day, today),
        value: Some(json!(day_number(day))),
        ..Cell::default()
    };
    let reason = bet.reason.as_deref().map_or_else(
        || Cell { text: "no reason written".into(), tone: Some(tone::OFF), ..Cell::default() },
        |reason| Cell { text: words::capital(reason).into(), ..Cell::default() },
    );
    let decision = reader.decisions(id).first().map(|decision| {
        let approver = reader
            .out(*decision)
            .find(|(edge, _)| edge.relation == Relation::Approver)
            .and_then(|(edge, outcome)| card::named(reader, edge, outcome));
        let item = card::item(reader, *decision);
        let sub = approver.map(|who| format!("approved by {}", who.name).into());
        Cell { text: item.title, url: item.url, kind: item.kind, sub, ..Cell::default() }
    });
    let revisit = bet.revisit.map(|date| {
        let late = days_between(date, today) > 0;
        Cell { tone: late.then_some(tone::RISK), ..day(date) }
    });
    let owner = card::owner(reader, id).map(Cell::who);
    Row {
        cells: vec![
            Some(Cell::of(item)),
            Some(reason),
            decision,
            owner,
            bet.decided.map(day),
            revisit,
        ],
        ..Row::default()
    }
}
