//! A team's own sections: its squads, its people, its goals, its work.

use crate::kinds::KindTag;
use crate::kinds::edges::Relation;
use crate::kinds::team::Team;
use crate::model::doc::DocId;
use crate::views::relations::{Side, listed};

use super::goal::release_lines;
use super::release::is_ahead;
use super::strategy::goals_by_period;
use super::{Rung, Sheet};

impl Sheet<'_, '_> {
    pub(super) fn team(&mut self, _: &Team) {
        let reader = self.reader;
        let squads = reader.sources(self.id, Relation::Tribe);
        self.people_of("team", "about-squads", "Squads", &squads);
        let goals = reader.sources(self.id, Relation::Teams);
        if !goals.is_empty() {
            let items = goals_by_period(reader, &goals);
            self.rung(Rung { kind: Some("goal"), items, ..Rung::after("about-goals", "Goals") });
        }
        let work = reader.sources(self.id, Relation::Team);
        let (releases, people): (Vec<DocId>, Vec<DocId>) = work
            .into_iter()
            .partition(|id| reader.doc(*id).is_some_and(|doc| doc.tag() == KindTag::Release));
        let (ahead, done): (Vec<DocId>, Vec<DocId>) =
            releases.into_iter().partition(|id| is_ahead(reader.status(*id)));
        for (anchor, title, ids) in [
            ("about-ahead", "In progress and planned", ahead),
            ("about-done", "Shipped and stopped", done),
        ] {
            if !ids.is_empty() {
                let items = release_lines(reader, &ids, self.id);
                self.rung(Rung { kind: Some("release"), items, ..Rung::after(anchor, title) });
            }
        }
        let mut members: Vec<DocId> =
            reader.targets(self.id, Relation::Members).map(|t| t.doc).chain(people).collect();
        let mut seen = Vec::new();
        members.retain(|id| {
            let new = !seen.contains(id);
            seen.push(*id);
            new
        });
        self.people_of("person", "about-people", "People", &members);
        self.checkins(Relation::CheckinTeam);
        self.shown.extend([
            Side::Back(Relation::Tribe),
            Side::Back(Relation::Teams),
            Side::Back(Relation::Team),
            Side::Back(Relation::CheckinTeam),
        ]);
        if !members.is_empty() {
            self.shown.push(Side::Out(Relation::Members));
        }
    }

    fn people_of(&mut self, kind: &'static str, anchor: &str, title: &str, ids: &[DocId]) {
        if !ids.is_empty() {
            let items = listed(self.reader, ids);
            self.rung(Rung { kind: Some(kind), items, ..Rung::after(anchor, title) });
        }
    }
}
