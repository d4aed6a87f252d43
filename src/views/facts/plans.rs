//! The facts of what is wanted and chosen: strategies, goals, metrics, bets.

use crate::kinds::bet::Bet;
use crate::kinds::edges::Relation;
use crate::kinds::goal::Goal;
use crate::kinds::metric::{Better, Metric};
use crate::kinds::strategy::Strategy;
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
        self.maybe("ambition", "", it.ambition.map(|a| a.as_str()).map(words::capital).as_deref());
        self.maybe("status_note", "", it.status_note.as_deref());
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

    pub(super) fn metric(&mut self, it: &Metric) {
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
        self.maybe("cadence", "Read", it.cadence.map(|c| c.as_str()));
    }

    pub(super) fn bet(&mut self, it: &Bet) {
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
