//! In which groups and in which order the documents of a kind stand.

use crate::base::date::day_number;
use crate::kinds::edges::Relation;
use crate::kinds::status::Status;
use crate::kinds::team::TeamKind;
use crate::kinds::{AnyKind, KindTag};
use crate::model::doc::{Doc, DocId};
use crate::model::reader::Reader;
use crate::views::facts::period_words;
use crate::views::item::Text;
use crate::views::words;

/// A group of a list.
#[derive(Debug, Clone, Default)]
pub struct Group {
    /// Its place among the groups.
    rank: i64,
    /// Its heading; empty where there is but one group.
    pub title: Text,
    /// What its documents are, within a sentence; empty where that says nothing.
    pub word: Text,
}

/// Documents in order, each with its group.
#[must_use]
pub fn ordered(reader: &Reader, tag: KindTag, ids: &[DocId]) -> Vec<(Group, DocId)> {
    let mut keyed: Vec<_> = ids
        .iter()
        .filter_map(|id| {
            let doc = reader.doc(*id)?;
            let (group, order) = place(reader, *id, doc, tag);
            Some(((group.rank, group.title.clone(), order, doc.title.to_lowercase(), *id), group))
        })
        .collect();
    keyed.sort_by(|a, b| a.0.cmp(&b.0));
    keyed.into_iter().map(|((.., id), group)| (group, id)).collect()
}

fn place(reader: &Reader, id: DocId, doc: &Doc, tag: KindTag) -> (Group, i64) {
    let latest =
        |day: Option<jiff::civil::Date>| day.map_or(i64::MAX, |d| -i64::from(day_number(d)));
    match &doc.kind {
        AnyKind::Goal(it) => {
            let group = match &it.period {
                Some(period) => {
                    let now = period.contains(reader.today());
                    let rank = latest(Some(period.end)) * 2 + i64::from(period.days() < 0);
                    let title = period_words(period);
                    let word = format!("in {title}").into();
                    Group { rank: if now { i64::MIN / 2 + rank } else { rank }, title, word }
                }
                None => Group { rank: i64::MAX, title: "Without a period".into(), word: "".into() },
            };
            (group, i64::from(doc.is_dead()))
        }
        AnyKind::Release(it) => {
            let ahead = matches!(doc.status(), Some(Status::Planned | Status::InProgress));
            let order = if ahead {
                it.targets.last().map_or(i64::MAX, |d| i64::from(day_number(*d)))
            } else {
                latest(it.shipped)
            };
            let all = [Status::InProgress, Status::Planned, Status::Shipped, Status::Cancelled];
            (by_status(doc, &all), order)
        }
        AnyKind::Bet(it) => {
            let all = [Status::Accepted, Status::Proposed, Status::Deferred, Status::Declined];
            (by_status(doc, &all), latest(it.decided.or(it.proposed)))
        }
        AnyKind::Feedback(it) => {
            let order = match doc.status() {
                Some(Status::Open) => it.heard.map_or(i64::MAX, |d| i64::from(day_number(d))),
                _ => latest(it.heard),
            };
            (by_status(doc, &[Status::Open, Status::Accepted, Status::Declined]), order)
        }
        AnyKind::Checkin(it) => {
            let group = it.date.map_or_else(Group::default, |day| {
                let month = crate::base::date::month_name(day.month());
                let title = format!("{month} {}", day.year()).into();
                let rank = -(i64::from(day.year()) * 12 + i64::from(day.month()));
                Group { rank, title, word: "".into() }
            });
            (group, latest(it.date))
        }
        AnyKind::Study(it) => (Group::default(), latest(it.date)),
        AnyKind::Decision(it) => (Group::default(), latest(it.date)),
        AnyKind::Strategy(_) => {
            let all = [Status::Active, Status::Draft, Status::Superseded, Status::Dropped];
            (by_status(doc, &all), 0)
        }
        AnyKind::Metric(_) => (by_status(doc, &[Status::Active, Status::Retired]), 0),
        AnyKind::Team(it) => {
            let tribe = match it.kind {
                Some(TeamKind::Tribe) => Some(doc.title.clone()),
                _ => reader
                    .target(id, Relation::Tribe)
                    .and_then(|t| reader.doc(t.doc))
                    .map(|tribe| tribe.title.clone()),
            };
            let order = i64::from(it.kind != Some(TeamKind::Tribe));
            let group = match tribe {
                Some(title) => Group { rank: 0, title, word: "".into() },
                None => Group { rank: 1, title: "Squads".into(), word: "".into() },
            };
            (group, order)
        }
        AnyKind::Person(it) => {
            let left = it.left.is_some_and(|day| day <= reader.today());
            let title = if left { "Who left" } else { "" };
            (Group { rank: i64::from(left), title: title.into(), word: "".into() }, 0)
        }
        AnyKind::Page(_) => {
            debug_assert_eq!(tag, KindTag::Page);
            (Group::default(), 0)
        }
    }
}

/// Groups by status, in this order.
fn by_status(doc: &Doc, order: &[Status]) -> Group {
    let Some(status) = doc.status() else {
        return Group { rank: i64::MAX, title: "Without a status".into(), word: "".into() };
    };
    let rank = order.iter().position(|s| *s == status).and_then(|at| i64::try_from(at).ok());
    let title = words::status(status);
    Group {
        rank: rank.unwrap_or(i64::MAX - 1),
        title: title.into(),
        word: title.to_lowercase().into(),
    }
}
