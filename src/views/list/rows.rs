//! The rows of lists: what is said of a document where it stands among others of its kind.

use jiff::civil::Date;
use serde_json::json;

use crate::base::date::day_number;
use crate::kinds::bet::{Bet, Moscow};
use crate::kinds::checkin::Checkin;
use crate::kinds::decision::Decision;
use crate::kinds::edges::Relation;
use crate::kinds::feedback::Feedback;
use crate::kinds::goal::Goal;
use crate::kinds::metric::Metric;
use crate::kinds::release::Release;
use crate::kinds::study::Study;
use crate::kinds::{AnyKind, KindTag};
use crate::model::doc::{Doc, DocId};
use crate::model::reader::Reader;
use crate::views::block::{Cell, Column, Row};
use crate::views::card;
use crate::views::facts::feedback::source_words;
use crate::views::facts::period_words;
use crate::views::item::Text;
use crate::views::standing;
use crate::views::words;

fn column(key: &'static str, title: &str) -> Column {
    Column { key, title: title.into(), kind: None, unit: None }
}

fn numbers(key: &'static str, title: &str) -> Column {
    Column { key, title: title.into(), kind: Some("number"), unit: None }
}

/// The columns of a kind.
#[must_use]
pub fn columns(tag: KindTag) -> Vec<Column> {
    let status = || column("status", "Status");
    let owner = || column("owner", "Owner");
    match tag {
        KindTag::Strategy => {
            vec![
                column("title", "Strategy"),
                status(),
                column("period", "Period"),
                owner(),
                numbers("goals", "Goals"),
            ]
        }
        KindTag::Goal => vec![
            column("title", "Goal"),
            status(),
            column("serves", "Serves"),
            owner(),
            numbers("krs", "Key results"),
            numbers("releases", "Releases"),
        ],
        KindTag::Metric => vec![
            column("title", "Metric"),
            column("unit", "Unit"),
            column("cadence", "Read"),
            owner(),
            numbers("readers", "Key results that read it"),
        ],
        KindTag::Bet => vec![
            column("title", "Bet"),
            column("moscow", "MoSCoW"),
            column("goal", "Goal"),
            owner(),
            column("decided", "Decided"),
            numbers("effort", "Effort"),
        ],
        KindTag::Release => vec![
            column("title", "Release"),
            column("goal", "Goal"),
            column("team", "Team"),
            owner(),
            column("ships", "Ships"),
            numbers("effort", "Effort"),
        ],
        KindTag::Checkin => vec![
            column("date", "Day"),
            column("team", "Team"),
            column("goal", "Goal"),
            status(),
            numbers("confidence", "Confidence"),
        ],
        KindTag::Feedback => vec![
            column("title", "Feedback"),
            column("source", "Source"),
            column("heard", "Heard"),
            column("decided", "Decided"),
            column("informs", "Speaks for"),
        ],
        KindTag::Study => vec![
            column("title", "Study"),
            column("date", "Day"),
            numbers("participants", "Participants"),
            column("informs", "Speaks for"),
        ],
        KindTag::Decision => vec![
            column("title", "Decision"),
            column("date", "Day"),
            column("driver", "Driver"),
            column("approver", "Approver"),
            numbers("yes", "Yes"),
            numbers("no", "No"),
        ],
        KindTag::Team => vec![
            column("title", "Team"),
            column("mission", "Mission"),
            column("lead", "Lead"),
            numbers("goals", "Goals"),
            numbers("people", "People"),
        ],
        KindTag::Person => vec![
            column("title", "Person"),
            column("role", "Role"),
            column("team", "Team"),
            numbers("owns", "Owns"),
        ],
        KindTag::Page => vec![column("title", "Page"), column("summary", "About")],
    }
}

/// The row of a document.
#[must_use]
pub fn row(reader: &Reader, id: DocId) -> Option<Row> {
    let doc = reader.doc(id)?;
    let line = Line { reader, id, doc };
    let cells = match &doc.kind {
        AnyKind::Strategy(it) => vec![
            line.name(),
            line.status(),
            words_cell(it.period.as_ref().map(period_words)),
            line.owner(),
            line.counted(Relation::Pillar),
        ],
        AnyKind::Goal(it) => line.goal(it),
        AnyKind::Metric(it) => line.metric(it),
        AnyKind::Bet(it) => line.bet(it),
        AnyKind::Release(it) => line.release(it),
        AnyKind::Checkin(it) => line.checkin(it),
        AnyKind::Feedback(it) => line.feedback(it),
        AnyKind::Study(it) => line.study(it),
        AnyKind::Decision(it) => line.decision(it),
        AnyKind::Team(it) => vec![
            line.name(),
            words_cell(it.mission.clone()),
            line.linked(Relation::Lead),
            line.counted(Relation::Teams),
            line.people(),
        ],
        AnyKind::Person(it) => vec![
            line.name(),
            words_cell(it.role.clone()),
            line.linked(Relation::Team),
            line.counted(Relation::Owner),
        ],
        AnyKind::Page(_) => {
            let summary = card::summary(reader, id).map(|s| words::cut(&s, 160));
            vec![line.name(), words_cell(summary)]
        }
    };
    Some(Row { cells, ..Row::default() })
}

struct Line<'r, 'm> {
    reader: &'r Reader<'m>,
    id: DocId,
    doc: &'m Doc,
}

fn words_cell(text: Option<Text>) -> Option<Cell> {
    text.map(|text| Cell { text, ..Cell::default() })
}

fn number_cell(number: Option<f64>, text: Option<Text>) -> Option<Cell> {
    let text = text.or_else(|| number.map(|n| words::number(n).into()))?;
    Some(Cell { text, value: number.map(|n| json!(n)), ..Cell::default() })
}

impl Line<'_, '_> {
    fn name(&self) -> Option<Cell> {
        let item = card::item(self.reader, self.id);
        Some(Cell {
            text: item.title,
            url: item.url,
            kind: item.kind,
            status: item.status.filter(|_| self.doc.tag() == KindTag::Release),
            tone: item.tone.filter(|_| self.doc.tag() == KindTag::Release),
            ..Cell::default()
        })
    }

    fn status(&self) -> Option<Cell> {
        let standing = standing::of(self.reader, self.id)?;
        Some(Cell { text: standing.word.into(), status: Some(standing.slug), ..Cell::default() })
    }

    fn owner(&self) -> Option<Cell> {
        let owner = card::owner(self.reader, self.id)?;
        Some(Cell { text: owner.name, url: owner.url, ..Cell::default() })
    }

    fn day(&self, day: Option<Date>) -> Option<Cell> {
        let day = day?;
        let text = words::day(day, self.reader.today());
        Some(Cell { text, value: Some(json!(day_number(day))), ..Cell::default() })
    }

    /// The first link of a relation, and how many more there are.
    fn linked(&self, relation: Relation) -> Option<Cell> {
        let mut found = self.reader.out(self.id).filter(|(edge, _)| edge.relation == relation);
        let first = found.find_map(|(edge, outcome)| card::outcome(self.reader, edge, outcome))?;
        let more = found.count();
        Some(Cell {
            text: first.title,
            url: first.url,
            sub: (more > 0).then(|| format!("and {more} more").into()),
            ..Cell::default()
        })
    }

    /// What feedback or a study speaks for.
    fn informed(&self) -> Option<Cell> {
        let ids = self.reader.informed(self.id);
        let first = self.reader.doc(*ids.first()?)?;
        let more = ids.len() - 1;
        Some(Cell {
            text: first.title.clone(),
            url: Some(card::url(first)),
            sub: (more > 0).then(|| format!("and {more} more").into()),
            ..Cell::default()
        })
    }

    fn counted(&self, relation: Relation) -> Option<Cell> {
        let n = self.reader.sources(self.id, relation).len();
        let text = if n == 0 { "\u{2013}".into() } else { n.to_string().into() };
        Some(Cell { text, value: Some(json!(n)), ..Cell::default() })
    }

    fn people(&self) -> Option<Cell> {
        let n = self.reader.targets(self.id, Relation::Members).count();
        Some(Cell { text: n.to_string().into(), value: Some(json!(n)), ..Cell::default() })
    }

    fn goal(&self, it: &Goal) -> Vec<Option<Cell>> {
        let serves = self.linked(Relation::Pillar).or_else(|| self.linked(Relation::Parent));
        let krs = it.krs.len();
        let krs =
            Some(Cell { text: krs.to_string().into(), value: Some(json!(krs)), ..Cell::default() });
        vec![self.name(), self.status(), serves, self.owner(), krs, self.counted(Relation::Goals)]
    }

    fn metric(&self, it: &Metric) -> Vec<Option<Cell>> {
        let cadence = it.cadence.map(|c| Text::from(c.as_str()));
        vec![
            self.name(),
            words_cell(it.unit.clone()),
            words_cell(cadence),
            self.owner(),
            self.counted(Relation::Metric),
        ]
    }

    fn bet(&self, it: &Bet) -> Vec<Option<Cell>> {
        let moscow = it.moscow.map(|m| match m {
            Moscow::Must => "Must".into(),
            Moscow::Should => "Should".into(),
            Moscow::Could => "Could".into(),
            Moscow::Wont => "Won\u{2019}t".into(),
        });
        let name = self.name().map(|cell| Cell { sub: it.reason.clone(), ..cell });
        vec![
            name,
            words_cell(moscow),
            self.linked(Relation::Goal),
            self.owner(),
            self.day(it.decided),
            self.effort(it.effort),
        ]
    }

    fn effort(&self, effort: Option<crate::kinds::values::Effort>) -> Option<Cell> {
        let effort = effort?;
        let text = crate::views::facts::effort_words(self.reader, effort);
        number_cell(Some(effort.weeks), Some(text))
    }

    fn release(&self, it: &Release) -> Vec<Option<Cell>> {
        let day = it.shipped.or(it.targets.last().copied());
        let moved = standing::moved(self.reader, it, self.doc.status()).filter(|days| *days != 0);
        let ships = self.day(day).map(|cell| Cell {
            sub: moved.map(words::slip),
            tone: moved.filter(|days| *days >= standing::LATE).map(|_| words::tone::RISK),
            ..cell
        });
        let goal = self.linked(Relation::Goals).or_else(|| {
            // An entry that leads to something unseen is no missing goal.
            it.goals.is_empty().then(|| Cell {
                text: "No goal".into(),
                tone: Some(words::tone::OFF),
                ..Cell::default()
            })
        });
        vec![
            self.name(),
            goal,
            self.linked(Relation::Team),
            self.owner(),
            ships,
            self.effort(it.effort),
        ]
    }

    fn checkin(&self, it: &Checkin) -> Vec<Option<Cell>> {
        let day =
            it.date.map_or_else(|| self.doc.title.clone(), |d| words::day(d, self.reader.today()));
        let day = Cell {
            text: day,
            url: Some(card::url(self.doc)),
            kind: Some("checkin"),
            value: it.date.map(|d| json!(day_number(d))),
            ..Cell::default()
        };
        vec![
            Some(day),
            self.linked(Relation::CheckinTeam),
            self.linked(Relation::CheckinGoal),
            self.status(),
            number_cell(it.confidence, it.confidence.map(words::percent)),
        ]
    }

    fn feedback(&self, it: &Feedback) -> Vec<Option<Cell>> {
        vec![
            self.name(),
            words_cell(it.source.map(|s| source_words(s).into())),
            self.day(it.heard),
            self.day(it.decided),
            self.informed(),
        ]
    }

    fn study(&self, it: &Study) -> Vec<Option<Cell>> {
        vec![self.name(), self.day(it.date), number_cell(it.participants, None), self.informed()]
    }

    fn decision(&self, it: &Decision) -> Vec<Option<Cell>> {
        let count = |n: usize| {
            let text = if n == 0 { "\u{2013}".into() } else { n.to_string().into() };
            Some(Cell { text, value: Some(json!(n)), ..Cell::default() })
        };
        vec![
            self.name(),
            self.day(it.date),
            self.linked(Relation::Driver),
            self.linked(Relation::Approver),
            count(it.accepts.len()),
            count(it.declines.len()),
        ]
    }
}
