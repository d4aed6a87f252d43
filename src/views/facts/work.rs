//! The facts of work and those who do it: releases, check-ins, teams, people.

use serde_json::json;

use crate::kinds::checkin::Checkin;
use crate::kinds::edges::Relation;
use crate::kinds::person::Person;
use crate::kinds::release::{Release, ReleaseKind, Stage};
use crate::kinds::status::Status;
use crate::kinds::team::{Team, TeamKind};
use crate::model::numbers::thread;
use crate::views::item::Fact;
use crate::views::standing;
use crate::views::words;

use super::Facts;

impl Facts<'_, '_> {
    pub(super) fn release(&mut self, it: &Release) {
        self.links("team", "", Relation::Team);
        self.day("started", "Started", it.started);
        self.ships(it);
        self.effort("effort", "Effort", it.effort);
        self.maybe(
            "stage",
            "",
            it.stage.map(|stage| match stage {
                Stage::Mvp => "MVP",
                Stage::Iteration => "Iteration",
                Stage::Ga => "General release",
                Stage::Retired => "Retired",
            }),
        );
        self.maybe(
            "kind",
            "",
            it.kind.and_then(|kind| match kind {
                ReleaseKind::Feature => None,
                ReleaseKind::Hotfix => Some("Hotfix"),
                ReleaseKind::Maintenance => Some("Maintenance"),
            }),
        );
        self.maybe("version", "Version", it.version.as_deref());
        self.links("bet", "Bet", Relation::Bet);
        let thread = thread::of(self.reader, self.id).ok().and_then(|it| it.score);
        if let Some(score) = thread.filter(|_| self.doc.status() != Some(Status::Cancelled)) {
            let text = words::percent_fine(score);
            self.computed("thread", "Thread", "thread_score", score, text);
        }
        if it.failed == Some(true) {
            match it.recovered {
                Some(_) => self.day("recovered", "Failed, mended", it.recovered),
                None => self.text("failed", "", "Failed, not mended yet"),
            }
        }
    }

    /// The day on which it ships or shipped, with the day that was promised first.
    fn ships(&mut self, it: &Release) {
        let today = self.reader.today();
        let status = self.doc.status();
        let last = it.targets.last().copied();
        let Some(day) = it.shipped.or(last) else {
            if matches!(status, Some(Status::Planned | Status::InProgress)) {
                self.text("targets", "Ships", "no date yet");
            }
            return;
        };
        let first = it.targets.first().copied().filter(|first| *first != day);
        let moved = standing::moved(self.reader, it, status).filter(|days| *days != 0);
        self.list.push(Fact {
            key: Some(if it.shipped.is_some() { "shipped" } else { "targets" }),
            label: Some(match (it.shipped, status) {
                (Some(_), _) => "Shipped",
                (None, Some(Status::Cancelled)) => "Was to ship",
                _ => "Ships",
            }),
            text: Some(words::day(day, today)),
            value: Some(json!(day.to_string())),
            was: first.map(|first| words::day(first, today)),
            slip: moved.map(words::slip),
            late: moved.is_some_and(|days| days >= standing::LATE),
            ..Fact::default()
        });
    }

    pub(super) fn checkin(&mut self, it: &Checkin) {
        self.day("date", "", it.date);
        self.links("team", "", Relation::CheckinTeam);
        self.links("goal", "Goal", Relation::CheckinGoal);
        self.share("confidence", "Confidence", it.confidence);
    }

    pub(super) fn team(&mut self, it: &Team) {
        self.text(
            "kind",
            "",
            match it.kind {
                Some(TeamKind::Tribe) => "Tribe",
                _ => "Squad",
            },
        );
        for lead in self.people(Relation::Lead) {
            self.list.push(Fact { key: Some("lead"), owner: Some(lead), ..Fact::default() });
        }
        self.links("tribe", "Tribe", Relation::Tribe);
        self.number("wip_limit", "At most in progress", it.wip_limit, None);
        self.maybe(
            "checkin_every",
            "Checks in",
            it.checkin_every.map(crate::kinds::values::Every::as_str),
        );
        self.number("capacity", "Capacity a quarter", it.capacity, Some("person-weeks"));
    }

    pub(super) fn person(&mut self, it: &Person) {
        self.maybe("role", "", it.role.as_deref());
        self.links("team", "Team", Relation::Team);
        self.day("left", "Left", it.left);
    }
}
