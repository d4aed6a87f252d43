//! The facts of a document, kind by kind: what a reader wants to know before the text.

pub mod feedback;
mod plans;
mod work;

use jiff::civil::Date;
use serde_json::json;

use crate::base::date::{add_days, days_between, long};
use crate::kinds::AnyKind;
use crate::kinds::edges::{Edge, Relation};
use crate::kinds::values::{Effort, Every, Period};
use crate::model::doc::{Doc, DocId};
use crate::model::reader::Reader;
use crate::model::resolve::Outcome;

use super::card;
use super::how;
use super::item::{Fact, Owner, Text};
use super::standing;
use super::words;

/// Gathers facts about one document.
pub(super) struct Facts<'r, 'm> {
    pub(super) reader: &'r Reader<'m>,
    pub(super) id: DocId,
    pub(super) doc: &'m Doc,
    pub(super) out: Vec<(&'m Edge, Outcome)>,
    pub(super) list: Vec<Fact>,
}

/// The facts of a document: status and owner first.
#[must_use]
pub fn of(reader: &Reader, id: DocId) -> Vec<Fact> {
    let Some(doc) = reader.doc(id) else { return Vec::new() };
    let mut facts = Facts { reader, id, doc, out: reader.out(id).collect(), list: Vec::new() };
    if let Some(standing) = standing::of_doc(reader, id, doc) {
        facts.list.push(Fact {
            key: Some("status"),
            status: Some(standing.slug),
            status_word: Some(standing.word),
            ..Fact::default()
        });
    }
    facts.owners();
    match &doc.kind {
        AnyKind::Strategy(it) => facts.strategy(it),
        AnyKind::Goal(it) => facts.goal(it),
        AnyKind::Metric(it) => facts.metric(it),
        AnyKind::Bet(it) => facts.bet(it),
        AnyKind::Release(it) => facts.release(it),
        AnyKind::Checkin(it) => facts.checkin(it),
        AnyKind::Feedback(it) => facts.feedback(it),
        AnyKind::Study(it) => facts.study(it),
        AnyKind::Decision(it) => facts.decision(it),
        AnyKind::Team(it) => facts.team(it),
        AnyKind::Person(it) => facts.person(it),
        AnyKind::Page(_) => {}
    }
    facts.common();
    facts.list
}

impl Facts<'_, '_> {
    fn owners(&mut self) {
        use crate::kinds::KindTag::{Bet, Decision, Goal, Metric, Release, Strategy};
        let owners = self.people(Relation::Owner);
        let wanted = matches!(self.doc.tag(), Strategy | Goal | Metric | Bet | Release | Decision);
        if owners.is_empty() && wanted && !card::is_owned(self.doc) {
            self.list.push(Fact {
                key: Some("owner"),
                owner: Some(Owner::default()),
                ..Fact::default()
            });
        }
        for owner in owners {
            self.list.push(Fact { key: Some("owner"), owner: Some(owner), ..Fact::default() });
        }
    }

    fn common(&mut self) {
        let common = &self.doc.common;
        if let Some(imported) = &common.imported {
            let tool = imported.tool.as_deref().unwrap_or("elsewhere");
            let id = imported.id.as_deref().map(|id| format!(" {id}")).unwrap_or_default();
            self.text("imported", "From", format!("{tool}{id}"));
        }
        for (index, tag) in common.tags.iter().enumerate() {
            self.list.push(Fact {
                key: Some("tags"),
                label: (index == 0).then_some("Tags"),
                text: Some(tag.clone()),
                url: super::tags::anchor(tag),
                ..Fact::default()
            });
        }
    }

    /// A fact in words.
    pub(super) fn text(&mut self, key: &'static str, label: &'static str, text: impl Into<Text>) {
        self.list.push(Fact {
            key: Some(key),
            label: Some(label).filter(|l| !l.is_empty()),
            text: Some(text.into()),
            ..Fact::default()
        });
    }

    /// A fact in words, where it is written.
    pub(super) fn maybe(&mut self, key: &'static str, label: &'static str, text: Option<&str>) {
        if let Some(text) = text {
            self.text(key, label, text);
        }
    }

    /// A day.
    pub(super) fn day(&mut self, key: &'static str, label: &'static str, day: Option<Date>) {
        if let Some(day) = day {
            self.list.push(Fact {
                key: Some(key),
                label: Some(label),
                text: Some(words::day(day, self.reader.today())),
                value: Some(json!(day.to_string())),
                ..Fact::default()
            });
        }
    }

    /// A number.
    pub(super) fn number(
        &mut self,
        key: &'static str,
        label: &'static str,
        number: Option<f64>,
        unit: Option<&str>,
    ) {
        if let Some(number) = number {
            self.list.push(Fact {
                key: Some(key),
                label: Some(label),
                text: Some(words::amount(number, unit)),
                value: Some(json!(number)),
                ..Fact::default()
            });
        }
    }

    /// A number that is worked out, with the way to how.
    pub(super) fn computed(
        &mut self,
        key: &'static str,
        label: &'static str,
        formula: &'static str,
        number: f64,
        text: impl Into<Text>,
    ) {
        self.list.push(Fact {
            key: Some(key),
            label: Some(label).filter(|l| !l.is_empty()),
            text: Some(text.into()),
            value: Some(json!(number)),
            how_url: Some(how::url(formula)),
            formula: how::definition(formula),
            ..Fact::default()
        });
    }

    /// A share, shown as percent.
    pub(super) fn share(&mut self, key: &'static str, label: &'static str, share: Option<f64>) {
        if let Some(share) = share {
            self.list.push(Fact {
                key: Some(key),
                label: Some(label),
                text: Some(words::percent(share)),
                value: Some(json!(share)),
                ..Fact::default()
            });
        }
    }

    /// An effort, in the unit that the site shows.
    pub(super) fn effort(
        &mut self,
        key: &'static str,
        label: &'static str,
        effort: Option<Effort>,
    ) {
        if let Some(effort) = effort {
            self.list.push(Fact {
                key: Some(key),
                label: Some(label),
                text: Some(effort_words(self.reader, effort)),
                value: Some(json!({ "person_weeks": effort.weeks })),
                ..Fact::default()
            });
        }
    }

    /// A time.
    pub(super) fn period(&mut self, period: Option<&Period>) {
        if let Some(period) = period {
            self.list.push(Fact {
                key: Some("period"),
                label: Some("Period"),
                text: Some(period_words(period)),
                value: Some(json!({
                    "text": period.text, "start": period.start.to_string(), "end": period.end.to_string(),
                })),
                ..Fact::default()
            });
        }
    }

    /// The links of a relation, one fact each.
    pub(super) fn links(&mut self, key: &'static str, label: &'static str, relation: Relation) {
        let found: Vec<Fact> = self
            .out
            .iter()
            .filter(|(edge, _)| edge.relation == relation)
            .filter_map(|(edge, outcome)| card::outcome(self.reader, edge, *outcome))
            .map(|item| Fact {
                key: Some(key),
                label: Some(label).filter(|l| !l.is_empty()),
                text: Some(item.title),
                url: item.url,
                value: item.id.map(|id| json!(id)),
                ..Fact::default()
            })
            .collect();
        self.list.extend(found);
    }

    /// Those whom a relation of the document itself names.
    pub(super) fn people(&self, relation: Relation) -> Vec<Owner> {
        let name = relation.info().name;
        self.out
            .iter()
            .filter(|(edge, _)| edge.relation == relation && edge.path.starts_with(name))
            .filter_map(|(edge, outcome)| card::named(self.reader, edge, *outcome))
            .collect()
    }
}

/// `6 person-weeks`, or in months or days where the settings say so.
#[must_use]
pub fn effort_words(reader: &Reader, effort: Effort) -> Text {
    use crate::config::numbers::ShownEffort;
    let unit = reader.config().effort_unit;
    let (n, one, many) = match unit {
        Some(ShownEffort::Months) => (effort.weeks / 4.0, "person-month", "person-months"),
        Some(ShownEffort::Days) => (effort.weeks * 5.0, "person-day", "person-days"),
        _ => (effort.weeks, "person-week", "person-weeks"),
    };
    let unit = if (n - 1.0).abs() < 1e-9 { one } else { many };
    [&*words::number(n), "\u{a0}", unit].concat().into()
}

/// `Q2 2026`, `2026`, `1 Apr 2026 to 30 Jun 2026`.
#[must_use]
pub fn period_words(period: &Period) -> Text {
    if period.text.contains("..") {
        return format!("{} to {}", long(period.start), long(period.end)).into();
    }
    match period.text.split_once('-') {
        Some((year, part)) if part.starts_with(['Q', 'H', 'W']) => {
            [part, " ", year].concat().into()
        }
        Some((year, _)) => {
            format!("{} {year}", crate::base::date::month_name(period.start.month())).into()
        }
        None => period.text.clone(),
    }
}

/// When a document was looked over, and when that is due again.
#[must_use]
pub fn review(doc: &Doc, today: Date) -> Option<Text> {
    let every = doc.common.review_every;
    let reviewed = doc.common.reviewed;
    let due = |from: Date, every: Every| {
        let next = add_days(from, every.days());
        let late = days_between(next, today);
        if late > 0 {
            format!("review was due {} ({} ago)", words::day(next, today), words::days(late))
        } else {
            format!("next due {}", words::day(next, today))
        }
    };
    Some(match (reviewed, every) {
        (Some(reviewed), Some(every)) => {
            format!("Reviewed {}, {}", words::day(reviewed, today), due(reviewed, every)).into()
        }
        (Some(reviewed), None) => format!("Reviewed {}", words::day(reviewed, today)).into(),
        (None, Some(_)) => "Never reviewed, though it asks for it".into(),
        (None, None) => return None,
    })
}
