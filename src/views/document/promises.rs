//! What a document promised over time, as git remembers it: a drawing of the promise, and every change with who made it
//! and the decision that covers it.

use crate::base::chart::time::{Item as Span, Lane, Line as Curve, Reading, Timeline};
use crate::base::chart::{Chart, Form, Name, Stage, Tone};
use crate::base::date::{Date, add_days, days_between, parse_date};
use crate::base::names::slugify;
use crate::base::text::count;
use crate::kinds::AnyKind;
use crate::kinds::goal::Goal;
use crate::model::history::facts::key_of;
use crate::model::history::{Change, Line};
use crate::views::past;
use crate::views::words;

use super::{Rung, Sheet};

/// So many steps stand on a page, so many promises and key results are drawn.
const MOST: usize = 40;
const MOST_DRAWN: usize = 8;
const MOST_CURVES: usize = 3;

impl Sheet<'_, '_> {
    /// Adds what git remembers.
    pub(super) fn promises(&mut self) {
        let Some(line) = self.reader.history(self.id) else { return };
        match &self.doc.kind {
            AnyKind::Release(_) => self.promised_days(line),
            AnyKind::Goal(it) => self.promised_targets(line, it),
            _ => {}
        }
        self.steps(line);
    }

    fn steps(&mut self, line: &Line) {
        let changes = line.changes();
        let told: Vec<&Change> =
            changes.iter().filter(|change| past::meaning(change).is_some()).collect();
        let Some(first) = line.versions.first().filter(|_| !told.is_empty()) else { return };
        // Dates that are written down and of which git saw no change stay where they are.
        if told.iter().any(|change| change.field == "targets") {
            self.data.history.clear();
        }
        let from = told.len().saturating_sub(MOST);
        let steps = told.iter().skip(from).map(|change| past::step(self.reader, self.id, change));
        self.data.history.extend(steps);
        let today = self.reader.today();
        let since = words::day(first.day, today);
        let n = count(told.len(), "change", "changes");
        self.data.history_note = Some(match self.data.history_note.take() {
            Some(note) => format!("{note}; {n} since {since}").into(),
            None => format!("{n} since {since}").into(),
        });
    }

    /// Each promise of a release: from the day on which it was made to the day that it names.
    fn promised_days(&mut self, line: &Line) {
        let mut promises: Vec<(Date, Date)> = Vec::new();
        for (said, value) in line.values("targets") {
            let Some(day) = value.rsplit(' ').next().and_then(parse_date) else { continue };
            if promises.last().is_none_or(|(_, last)| *last != day) {
                promises.push((said, day));
            }
        }
        if promises.len() < 2 {
            return;
        }
        let from = promises.len().saturating_sub(MOST_DRAWN);
        let promises = promises.get(from..).unwrap_or_default();
        let today = self.reader.today();
        let (Some((begin, first)), Some((_, last))) = (promises.first(), promises.last()) else {
            return;
        };
        let end = promises.iter().map(|(_, day)| *day).max().unwrap_or(*last);
        let lanes = promises.iter().map(|(said, day)| {
            let days = days_between(*first, *day);
            let item = Span {
                name: Name::from(&*words::day(*day, today)),
                start: Some(*said).filter(|said| said <= day),
                end: *day,
                latest: None,
                promised: Some(*first).filter(|first| first != day),
                slip: if days == 0 { "".into() } else { words::slip(days) },
                stage: if day == last { Stage::InProgress } else { Stage::Cancelled },
                tone: if days > 0 { Tone::Risk } else { Tone::On },
            };
            let name = Name::from(&*format!("Said on {}", words::day(*said, today)));
            Lane { name, items: vec![item], ..Lane::default() }
        });
        let form = Form::Timeline(Timeline {
            from: *begin,
            to: add_days(end.max(today), 7),
            today: Some(today),
            lanes: lanes.collect(),
        });
        let summary = format!(
            "{}, from {} to {}.",
            count(promises.len(), "promise", "promises"),
            words::day(*first, today),
            words::day(*last, today)
        );
        self.chart("promised", "What was promised, and when", &summary, form);
    }

    /// The targets of key results that were changed.
    fn promised_targets(&mut self, line: &Line, goal: &Goal) {
        let today = self.reader.today();
        let mut drawn = 0;
        for kr in &goal.krs {
            let field = format!("krs.{}.target", key_of(kr));
            let values = line.values(&field);
            if values.len() < 2 || drawn == MOST_CURVES {
                continue;
            }
            drawn += 1;
            let points = steps(&values, today);
            let title = kr.title.as_deref().unwrap_or(&kr.id);
            let way: Vec<&str> = values.iter().map(|(_, value)| *value).collect();
            let summary = format!("The target went {}.", way.join(" \u{2192} "));
            let form = Form::Line(Curve {
                unit: kr.unit.clone().unwrap_or_default(),
                points,
                today: Some(today),
                ..Curve::default()
            });
            let name = format!("target-{}", slugify(&kr.id));
            let title = format!("Target of \u{201c}{title}\u{201d}");
            self.chart(&name, &title, &summary, form);
        }
    }

    /// Adds a drawing in a section of its own.
    fn chart(&mut self, name: &str, title: &str, summary: &str, form: Form) {
        self.charts.push((name.to_owned(), Chart::new(name, title, summary, form)));
        let anchor = format!("about-{name}");
        self.rung(Rung {
            anchor: anchor.as_str().into(),
            title: title.into(),
            chart: Some(name.into()),
            after_body: true,
            ..Rung::default()
        });
    }
}

/// Values that hold until the next one is said: each has a point where it begins and one where it ends.
fn steps(values: &[(Date, &str)], today: Date) -> Vec<Reading> {
    let mut points: Vec<Reading> = Vec::new();
    let mut last: Option<(Date, f64)> = None;
    for (day, value) in values {
        let Ok(number) = value.parse::<f64>() else { continue };
        let eve = add_days(*day, -1);
        if let Some((_, before)) = last.filter(|(begun, _)| *begun < eve) {
            points.push(Reading::new(eve, before, words::number(before)));
        }
        points.push(Reading::new(*day, number, words::number(number)));
        last = Some((*day, number));
    }
    if let Some((_, number)) = last.filter(|(begun, _)| *begun < today) {
        points.push(Reading::new(today, number, words::number(number)));
    }
    points
}
