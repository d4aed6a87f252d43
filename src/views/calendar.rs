//! The dates that a team plans by, as appointments: releases, check-ins, reviews, and what was promised for a day.

use std::collections::HashMap;

use ahash::RandomState;
use jiff::civil::Date;

use crate::base::date::add_days;
use crate::kinds::AnyKind;
use crate::kinds::edges::Relation;
use crate::kinds::release::Release;
use crate::kinds::status::Status;
use crate::kinds::team::Team;
use crate::kinds::values::Every;
use crate::model::doc::{Doc, DocId};
use crate::model::reader::Reader;

use super::item::Text;
use super::{card, words};

/// What lies further back is left out, so that a calendar does not grow for ever.
const DAYS_BACK: i64 = 366;

/// A whole day on which something is due or happened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Appointment {
    /// Stands for it in every later calendar, whatever its day: `release/shift-swap`.
    pub name: String,
    /// The day.
    pub day: Date,
    /// What.
    pub what: &'static str,
    /// Of which document.
    pub title: Text,
    /// Whether that ends in a day that no author wrote.
    pub by_day: bool,
    /// A sentence about it.
    pub note: Option<Text>,
    /// The page of its document.
    pub url: Text,
    /// The kind of its document, in words.
    pub kind: &'static str,
    /// Whether it happened or is settled; else it is a plan.
    pub sure: bool,
}

/// Every appointment, by day.
#[must_use]
pub fn appointments(reader: &Reader) -> Vec<Appointment> {
    let mut list = Vec::new();
    let mut spoken: HashMap<DocId, Date, RandomState> = HashMap::default();
    for id in reader.all() {
        let Some(doc) = reader.doc(id) else { continue };
        let one = One { reader, id, doc };
        match &doc.kind {
            AnyKind::Release(it) => list.extend(one.release(it)),
            AnyKind::Checkin(it) => {
                list.extend(one.at(it.date, "checkin", "Check-in", true));
                let team = reader.target(id, Relation::CheckinTeam).map(|target| target.doc);
                if let (Some(team), Some(day)) = (team, it.date) {
                    let last = spoken.entry(team).or_insert(day);
                    *last = day.max(*last);
                }
            }
            AnyKind::Bet(it) if doc.status() == Some(Status::Deferred) => {
                list.extend(one.at(it.revisit, "bet", "Look again", false));
            }
            _ => {}
        }
        let due = doc.common.reviewed.zip(doc.common.review_every);
        let due = due.map(|(day, every)| add_days(day, every.days()));
        if !doc.is_dead() {
            list.extend(one.at(due, "review", "Review", false));
        }
    }
    for (id, doc, team) in reader.each::<Team>() {
        // A team that works for nothing at the moment is not asked how it goes.
        let works = reader.sources(id, Relation::Teams).into_iter().any(|it| reader.is_live(it));
        let Some(last) = spoken.get(&id).filter(|_| works) else { continue };
        let every = team.checkin_every.unwrap_or(Every::Weekly).days();
        let day = add_days(*last, every).max(reader.today());
        list.extend(One { reader, id, doc }.at(Some(day), "next", "Check-in due", false));
    }
    let first = add_days(reader.today(), -DAYS_BACK);
    list.retain(|it| it.day >= first);
    list.sort_by(|a, b| (a.day, &a.name).cmp(&(b.day, &b.name)));
    list
}

/// A document whose dates are asked for.
struct One<'r, 'm> {
    reader: &'r Reader<'m>,
    id: DocId,
    doc: &'m Doc,
}

impl One<'_, '_> {
    fn at(
        &self,
        day: Option<Date>,
        name: &str,
        what: &'static str,
        sure: bool,
    ) -> Option<Appointment> {
        Some(Appointment {
            name: format!("{name}/{}", self.doc.slug),
            day: day?,
            what,
            title: card::title(self.reader, self.id, self.doc),
            by_day: card::is_named_by_day(self.doc),
            note: card::summary(self.reader, self.id).map(|text| words::cut(&text, 300)),
            url: card::url(self.doc),
            kind: words::kind(self.doc.tag()),
            sure,
        })
    }

    /// One appointment that moves with the release until it has shipped, and one for the day of its result.
    fn release(&self, it: &Release) -> Vec<Appointment> {
        let ships = match (it.shipped, self.doc.status()) {
            (Some(day), _) => self.at(Some(day), "release", "Shipped", true),
            (None, Some(Status::Planned | Status::InProgress)) => {
                self.at(it.targets.last().copied(), "release", "Ships", false)
            }
            _ => None,
        };
        let outcome = it.outcome.as_ref().filter(|_| !self.doc.is_dead());
        let result = outcome.and_then(|outcome| match outcome.measured {
            Some(day) => self.at(Some(day), "outcome", "Measured", true),
            None => self.at(outcome.by, "outcome", "To be measured", false),
        });
        ships.into_iter().chain(result).collect()
    }
}
