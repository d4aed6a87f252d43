//! The rows of lists: what is said of a document where it stands among others of its kind.

use jiff::civil::Date;
use serde_json::json;

use crate::base::date::day_number;
use crate::kinds::AnyKind;
use crate::kinds::bet::{Bet, Moscow};
use crate::kinds::checkin::Checkin;
use crate::kinds::decision::Decision;
use crate::kinds::edges::Relation;
use crate::kinds::feedback::Feedback;
use crate::kinds::goal::Goal;
use crate::kinds::metric::Metric;
use crate::kinds::release::Release;
use crate::kinds::study::Study;
use crate::measure::metric::Verdict;
use crate::measure::staleness::Freshness;
use crate::model::doc::{Doc, DocId};
use crate::model::numbers::{goals, readings};
use crate::model::reader::Reader;
use crate::views::block::{Cell, Row};
use crate::views::card;
use crate::views::facts::feedback::source_words;
use crate::views::facts::period_words;
use crate::views::item::Text;
use crate::views::standing;
use crate::views::words;

/// The row of a document.
#[must_use]
pub fn row(reader: &Reader, id: DocId) -> Option<Row> {
    let doc = reader.doc(id)?;
    let line = Line { reader, id, doc };
    let cells = match &doc.kind {
        AnyKind::Strategy(it) => vec![
            Some(line.name()),
            line.status(),
            words_cell(it.period.as_ref().map(period_words)),
            line.owner(),
            Some(line.counted(Relation::Pillar)),
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
            Some(line.name()),
            words_cell(it.mission.clone()),
            line.linked(Relation::Lead),
            Some(line.counted(Relation::Teams)),
            Some(line.people()),
        ],
        AnyKind::Person(it) => vec![
            Some(line.name()),
            words_cell(it.role.clone()),
            line.linked(Relation::Team),
            Some(line.counted(Relation::Owner)),
        ],
        AnyKind::Page(_) => {
            let summary = card::summary(reader, id).map(|s| words::cut(&s, 160));
            vec![Some(line.name()), words_cell(summary)]
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
    fn name(&self) -> Cell {
        Cell::of(card::item(self.reader, self.id))
    }

    fn status(&self) -> Option<Cell> {
        let standing = standing::of(self.reader, self.id)?;
        Some(Cell::standing(standing))
    }

    fn owner(&self) -> Option<Cell> {
        let owner = card::owner(self.reader, self.id)?;
        Some(Cell::who(owner))
    }

    fn day(&self, day: Option<Date>) -> Option<Cell> {
        day.map(|day| Cell::day(day, self.reader.today()))
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

    fn counted(&self, relation: Relation) -> Cell {
        Cell::count(self.reader.sources(self.id, relation).len())
    }

    fn people(&self) -> Cell {
        Cell::count(self.reader.targets(self.id, Relation::Members).count())
    }

    fn goal(&self, _: &Goal) -> Vec<Option<Cell>> {
        let serves = self.linked(Relation::Pillar).or_else(|| self.linked(Relation::Parent));
        let numbers = goals::goal(self.reader, self.id);
        let graded = numbers.as_ref().and_then(|it| it.grade).and_then(|grade| grade.grade);
        let progress = numbers.as_ref().and_then(|it| it.progress);
        let progress = match (graded, progress) {
            (Some(grade), _) => Cell::number(grade, format!("{grade:.1}")).how("grade"),
            (None, Some(progress)) => {
                Cell::number(progress, words::percent(progress)).how("objective_score")
            }
            (None, None) => Cell::words(words::NOT_KNOWN),
        };
        let expected = numbers.and_then(|it| it.expected).filter(|_| graded.is_none());
        let expected = expected.map(|it| {
            Cell::number(it.expected, words::percent(it.expected)).how("expected_progress")
        });
        vec![
            Some(self.name()),
            self.status(),
            Some(progress),
            expected,
            serves,
            self.owner(),
            Some(self.counted(Relation::Goals)),
        ]
    }

    fn metric(&self, it: &Metric) -> Vec<Option<Cell>> {
        let today = self.reader.today();
        let unit = it.unit.as_deref();
        let last = readings::readings(self.reader, self.id).last();
        let reading = last.map_or_else(
            || Cell::words(words::NOT_KNOWN),
            |last| Cell::number(last.value, words::amount(last.value, unit)),
        );
        let change = readings::change(self.reader, self.id).ok().and_then(|it| {
            let delta = it.delta?;
            let worse = it.verdict == Some(Verdict::Worsened);
            let tone = worse.then_some(words::tone::OFF);
            Some(Cell { tone, ..Cell::number(delta, words::signed(delta)).how("metric_delta") })
        });
        let stale =
            readings::age(self.reader, self.id).is_some_and(|age| age.state == Freshness::Stale);
        let read_on = last.map(|last| Cell {
            tone: stale.then_some(words::tone::RISK),
            sub: stale.then(|| "stale".into()),
            ..Cell::day(last.date, today)
        });
        vec![
            Some(self.name()),
            Some(reading),
            change,
            read_on,
            words_cell(it.cadence.map(|c| Text::from(c.as_str()))),
            self.owner(),
            Some(self.counted(Relation::Metric)),
        ]
    }

    fn bet(&self, it: &Bet) -> Vec<Option<Cell>> {
        let moscow = it.moscow.map(|m| match m {
            Moscow::Must => "Must".into(),
            Moscow::Should => "Should".into(),
            Moscow::Could => "Could".into(),
            Moscow::Wont => "Won\u{2019}t".into(),
        });
        let name = Some(Cell { sub: it.reason.clone(), ..self.name() });
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
            Some(self.name()),
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
            date: it.date.map(|d| d.to_string().into()),
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
            Some(self.name()),
            words_cell(it.source.map(|s| source_words(s).into())),
            self.day(it.heard),
            self.day(it.decided),
            self.informed(),
        ]
    }

    fn study(&self, it: &Study) -> Vec<Option<Cell>> {
        vec![
            Some(self.name()),
            self.day(it.date),
            number_cell(it.participants, None),
            self.informed(),
        ]
    }

    fn decision(&self, it: &Decision) -> Vec<Option<Cell>> {
        let count = |n: usize| Some(Cell::count(n));
        vec![
            Some(self.name()),
            self.day(it.date),
            self.linked(Relation::Driver),
            self.linked(Relation::Approver),
            count(it.accepts.len()),
            count(it.declines.len()),
        ]
    }
}
