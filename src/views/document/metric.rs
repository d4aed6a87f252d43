//! A metric's own sections: what is counted, its readings, which key results read it.

use crate::base::address::encoded;
use crate::base::chart::time::{Line, Reading};
use crate::base::chart::{Chart, Form};
use crate::kinds::edges::Relation;
use crate::kinds::goal::Goal;
use crate::kinds::metric::Metric;
use crate::model::data::data_path;
use crate::model::doc::DocId;
use crate::model::numbers::{goals, readings};
use crate::model::reader::Reader;
use crate::views::card;
use crate::views::item::Item;
use crate::views::relations::{MOST, Side};

use crate::views::words;

use super::{Rung, Sheet};

/// So many readings are drawn.
const MOST_READINGS: usize = 400;

impl Sheet<'_, '_> {
    pub(super) fn metric(&mut self, it: &Metric) {
        self.readings();
        if let Some(definition) = &it.definition {
            self.rung(Rung {
                text: Some(definition.clone()),
                ..Rung::before("about-definition", "What is counted")
            });
        }
        if let Some(query) = &it.query {
            self.rung(Rung {
                text: Some(query.clone()),
                ..Rung::after("about-query", "How the data is asked")
            });
        }
        let mut items: Vec<Item> = Vec::new();
        for back in self.reader.back(self.id).iter().filter(|b| b.relation == Relation::Metric) {
            let parts = self.readers_of(back.from);
            items
                .extend(parts.into_iter().filter(|part| !items.contains(part)).collect::<Vec<_>>());
            if items.len() > MOST {
                break;
            }
        }
        if !items.is_empty() {
            self.rung(Rung {
                kind: Some("key-result"),
                items,
                ..Rung::after("about-read-by", "Key results that read it")
            });
        }
        self.shown.push(Side::Back(Relation::Metric));
    }

    /// Its series as a drawing, with the target of the goal of now that reads it.
    fn readings(&mut self) {
        let Some(chart) = chart(self.reader, self.id, "readings") else { return };
        self.charts.push(("readings".to_owned(), chart));
        let path = data_path(self.doc).map(|(path, _)| path);
        let file = path.as_ref().and_then(|path| self.reader.file(path));
        self.rung(Rung {
            chart: Some("readings".into()),
            note: path.as_ref().map(|path| path.as_str().into()),
            note_url: file.map(|file| encoded(&file.url()).into()),
            ..Rung::before("about-readings", "Readings")
        });
    }

    /// The key results of a goal that read this metric.
    fn readers_of(&self, goal: DocId) -> Vec<Item> {
        let title = self.reader.doc(goal).map(|doc| doc.title.clone());
        self.reader
            .out(goal)
            .filter(|(edge, outcome)| {
                edge.relation == Relation::Metric
                    && outcome.target().is_some_and(|t| t.doc == self.id)
            })
            .filter_map(|(edge, _)| {
                let part = edge.path.strip_prefix("krs[")?.split(']').next()?.parse().ok()?;
                Some(Item { note: title.clone(), ..card::part_item(self.reader, goal, part) })
            })
            .collect()
    }
}

/// The series of a metric as a drawing, with the target of the goal of now that reads it; nothing where it was never read.
#[must_use]
pub fn chart(reader: &Reader, id: DocId, name: &str) -> Option<Chart> {
    let (doc, it) = reader.get::<Metric>(id)?;
    let all = readings::readings(reader, id);
    let (last, first) = all.last().zip(all.first())?;
    let today = reader.today();
    let unit = it.unit.as_deref();
    let reading = |date, value| Reading::new(date, value, words::amount(value, unit));
    let from = all.len().saturating_sub(MOST_READINGS);
    let points = all.iter().skip(from).map(|r| reading(r.date, r.value)).collect();
    let (baseline, target) = aim(reader, id, unit).unzip();
    let said = words::amount(last.value, unit);
    let title = format!("{}, {said} on {}", doc.title, words::day(last.date, today));
    let summary = format!(
        "{} readings from {} to {}; the first {}, the last {said}.",
        all.len(),
        crate::base::date::long(first.date),
        crate::base::date::long(last.date),
        words::amount(first.value, unit),
    );
    let form = Form::Line(Line {
        unit: unit.unwrap_or_default().into(),
        points,
        baseline,
        target,
        today: Some(today),
        ..Line::default()
    });
    Some(Chart::new(name, &title, &summary, form))
}

/// From where to where the goal of now wants it to go.
fn aim(reader: &Reader, id: DocId, unit: Option<&str>) -> Option<(Reading, Reading)> {
    let goals = reader.sources(id, Relation::Metric);
    let live = goals.into_iter().find(|id| reader.is_live(*id))?;
    let (_, goal) = reader.get::<Goal>(live)?;
    let period = goal.period.as_ref()?;
    let at = (0..goal.krs.len()).find(|part| goals::metric_of(reader, live, *part) == Some(id))?;
    let kr = goal.krs.get(at)?;
    let reading = |date, value| Reading::new(date, value, words::amount(value, unit));
    Some((reading(period.start, kr.baseline?), reading(period.end, kr.target?)))
}
