//! The facts of what is wanted and chosen: strategies, goals, metrics, bets.

use serde_json::json;

use crate::kinds::bet::Bet;
use crate::kinds::edges::Relation;
use crate::kinds::goal::Goal;
use crate::kinds::metric::{Better, Metric};
use crate::kinds::strategy::Strategy;
use crate::measure::staleness::Freshness;
use crate::model::numbers::{bets, goals, readings, voices};
use crate::views::how;
use crate::views::item::Fact;
use crate::views::words;

use super::Facts;

impl Facts<'_, '_> {
    pub(super) fn strategy(&mut self, it: &Strategy) {
        self.period(it.period.as_ref());
        self.links("north_star", "North star", Relation::NorthStar);
    }

    pub(super) fn goal(&mut self, it: &Goal) {
        self.links("teams", "", Relation::Teams);
        self.period(it.period.as_ref());
        self.maybe(
            "ambition",
            "",
            it.ambition.map(crate::kinds::goal::Ambition::as_str).map(words::capital).as_deref(),
        );
        self.maybe("status_note", "", it.status_note.as_deref());
        self.progress();
        self.number("weight", "Weight", it.weight, None);
        if let Some(rollup) = it.rollup {
            self.text(
                "rollup",
                "Progress from",
                match rollup {
                    crate::kinds::goal::Rollup::Krs => "its key results",
                    crate::kinds::goal::Rollup::Children => "the goals below",
                    crate::kinds::goal::Rollup::Both => "key results and the goals below",
                },
            );
        }
    }

    /// How far a goal is: while its period runs the progress, once it is over the grade.
    fn progress(&mut self) {
        let Some(numbers) = goals::goal(self.reader, self.id) else { return };
        let graded = numbers.grade.and_then(|grade| grade.grade);
        match (graded, numbers.progress) {
            (Some(grade), _) => {
                self.computed("grade", "Grade", "grade", grade, format!("{grade:.1}"));
            }
            (None, Some(progress)) => {
                let text = match numbers.expected {
                    Some(expected) => format!(
                        "{} of {} due by now",
                        words::percent(progress),
                        words::percent(expected.expected)
                    ),
                    None => words::percent(progress).into(),
                };
                self.computed("progress", "Progress", "objective_score", progress, text);
            }
            (None, None) => self.text("progress", "Progress", words::NOT_KNOWN),
        }
        let coverage = numbers.score.coverage.filter(|share| *share < 1.0);
        if let Some(coverage) = coverage.filter(|share| *share > 0.0) {
            let text = format!("{} of its weight", words::percent(coverage));
            self.computed("coverage", "Known", "objective_score", coverage, text);
        }
        if let Some(latest) = voices::trend(self.reader, self.id).ok().and_then(|it| it.latest) {
            let text = words::percent(latest);
            self.computed("confidence", "Confidence", "confidence_trend", latest, text);
        }
    }

    pub(super) fn metric(&mut self, it: &Metric) {
        self.reading(it);
        self.maybe("unit", "Unit", it.unit.as_deref());
        self.maybe(
            "better",
            "",
            it.better.map(|better| match better {
                Better::Up => "More is better",
                Better::Down => "Less is better",
            }),
        );
        self.number("target", "Target", it.target, it.unit.as_deref());
        self.maybe("cadence", "Read", it.cadence.map(crate::kinds::values::Every::as_str));
    }

    /// The last reading of a metric, how it moved, and how old it is.
    fn reading(&mut self, it: &Metric) {
        let Some(last) = readings::readings(self.reader, self.id).last() else {
            self.text("reading", "Last read", words::NOT_KNOWN);
            return;
        };
        let today = self.reader.today();
        let unit = it.unit.as_deref();
        self.list.push(Fact {
            key: Some("reading"),
            label: Some("Last read"),
            text: Some(
                format!("{} on {}", words::amount(last.value, unit), words::day(last.date, today))
                    .into(),
            ),
            value: Some(json!(last.value)),
            ..Fact::default()
        });
        let change = readings::change(self.reader, self.id).ok();
        if let Some(delta) = change.and_then(|it| it.delta).filter(|delta| *delta != 0.0) {
            let text = format!("{} since the reading before", words::signed(delta));
            self.computed("change", "", "metric_delta", delta, text);
        }
        let age = readings::age(self.reader, self.id);
        if let Some(days) = age.filter(|it| it.state == Freshness::Stale).and_then(|it| it.age_days)
        {
            let text = format!("{} old", words::days(days));
            self.computed("age", "Stale:", "staleness", days_of(days), text);
        }
    }

    pub(super) fn bet(&mut self, it: &Bet) {
        self.scores(it);
        self.maybe(
            "moscow",
            "",
            it.moscow.map(|m| match m {
                crate::kinds::bet::Moscow::Must => "Must",
                crate::kinds::bet::Moscow::Should => "Should",
                crate::kinds::bet::Moscow::Could => "Could",
                crate::kinds::bet::Moscow::Wont => "Won\u{2019}t this time",
            }),
        );
        self.effort("effort", "Effort", it.effort);
        self.effort("appetite", "Appetite", it.appetite);
        self.day("proposed", "Proposed", it.proposed);
        self.day("decided", "Decided", it.decided);
        self.day("revisit", "Look again", it.revisit);
    }
}

impl Facts<'_, '_> {
    /// A bet's scores and the corner in which it lies.
    fn scores(&mut self, it: &Bet) {
        if let Ok(rice) = bets::rice_of(it) {
            self.computed("rice", "RICE", "rice", rice.score, words::number(rice.score));
        }
        if let Ok(wsjf) = bets::wsjf_of(it) {
            self.computed("wsjf", "WSJF", "wsjf", wsjf.score, words::number(wsjf.score));
        }
        if let Ok(ice) = bets::ice_of(self.reader, it) {
            self.computed("ice", "ICE", "ice", ice, words::number(ice));
        }
        if let Some(quadrant) = bets::quadrant_of(it) {
            self.list.push(Fact {
                key: Some("quadrant"),
                text: Some(words::quadrant(quadrant).into()),
                value: Some(json!(quadrant.as_str())),
                how_url: Some(how::url("quadrant")),
                formula: how::definition("quadrant"),
                ..Fact::default()
            });
        }
    }
}

#[expect(clippy::cast_precision_loss, reason = "days between dates of the calendar are few")]
const fn days_of(days: i64) -> f64 {
    days as f64
}
