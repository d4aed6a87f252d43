//! A goal's own sections: key results, releases, bets, check-ins; and a metric's.

use crate::kinds::KindTag;
use crate::kinds::checkin::Checkin;
use crate::kinds::edges::Relation;
use crate::kinds::goal::{Goal, KeyResult as Kr, KrKind};
use crate::kinds::metric::Metric;
use crate::kinds::release::Release;
use crate::model::doc::DocId;
use crate::model::reader::Reader;
use crate::views::card;
use crate::views::facts::effort_words;
use crate::views::item::{Item, Text};
use crate::views::relations::{MOST, Side, listed};
use crate::views::{thread, words};

use super::{KeyResult, Rung, Sheet};

impl Sheet<'_, '_> {
    pub(super) fn goal(&mut self, it: &Goal) {
        self.data.krs = (0..).zip(&it.krs).map(|(part, kr)| self.key_result(part, kr)).collect();
        self.children();
        self.releases(Relation::Goals, "Releases that serve it");
        let bets = self.reader.sources(self.id, Relation::Goal);
        if !bets.is_empty() {
            let items = listed(self.reader, &bets);
            self.rung(Rung { kind: Some("bet"), items, ..Rung::after("about-bets", "Bets") });
        }
        self.checkins(Relation::CheckinGoal);
        let informed = self.reader.sources(self.id, Relation::Informs);
        if !informed.is_empty() {
            let items = listed(self.reader, &informed);
            self.rung(Rung {
                kind: Some("feedback"),
                items,
                ..Rung::after("about-evidence", "What speaks for it")
            });
        }
        self.shown.extend([
            Side::Back(Relation::Goals),
            Side::Back(Relation::Goal),
            Side::Back(Relation::CheckinGoal),
            Side::Back(Relation::Informs),
            Side::Back(Relation::Parent),
            Side::Back(Relation::Moves),
        ]);
    }

    fn children(&mut self) {
        let children = self.reader.sources(self.id, Relation::Parent);
        if !children.is_empty() {
            let items = super::strategy::goals_by_period(self.reader, &children);
            self.rung(Rung {
                kind: Some("goal"),
                items,
                ..Rung::after("about-children", "Goals below")
            });
        }
    }

    fn key_result(&self, part: u32, kr: &Kr) -> KeyResult {
        let unit = kr.unit.as_deref();
        let shown = |value: Option<f64>| value.map(|v| words::amount(v, unit));
        let path = format!("krs[{part}].metric");
        let metric = self
            .reader
            .out(self.id)
            .find(|(edge, _)| *edge.path == *path)
            .and_then(|(_, outcome)| outcome.target());
        let (now, start, target) = match kr.kind {
            Some(KrKind::Milestone) => (kr.done.or(kr.current), Some(0.0), kr.total),
            _ if kr.total.is_some() => (kr.done.or(kr.current), Some(0.0), kr.total),
            _ => (kr.current, kr.baseline, kr.target),
        };
        KeyResult {
            id: format!("KR{}", part + 1).into(),
            anchor: kr.id.clone(),
            title: kr.title.clone().unwrap_or_else(|| kr.id.clone()),
            url: metric.and_then(|m| self.reader.doc(m.doc)).map(card::url),
            now: shown(now),
            start: shown(start),
            target: shown(target).or_else(|| bounds(kr, unit)),
            note: kr.weight.map(|w| format!("Weight {}", words::number(w)).into()),
            ..KeyResult::default()
        }
    }

    /// The releases that point here by a relation, by the day on which they ship.
    pub(super) fn releases(&mut self, relation: Relation, title: &str) {
        let ids = self.reader.sources(self.id, relation);
        let ids: Vec<DocId> = ids
            .into_iter()
            .filter(|id| self.reader.doc(*id).is_some_and(|d| d.tag() == KindTag::Release))
            .collect();
        if ids.is_empty() {
            return;
        }
        let weeks: f64 = ids
            .iter()
            .take(MOST)
            .filter_map(|id| self.reader.get::<Release>(*id)?.1.effort)
            .map(|effort| effort.weeks)
            .sum();
        let mut note = thread::counted(ids.len(), KindTag::Release).to_lowercase();
        if weeks > 0.0 && ids.len() <= MOST {
            let effort = crate::kinds::values::Effort { weeks };
            note = format!("{note}, {}", effort_words(self.reader, effort));
        }
        self.rung(Rung {
            kind: Some("release"),
            note: Some(words::capital(&note).into()),
            items: release_lines(self.reader, &ids, self.id),
            ..Rung::after("about-releases", title)
        });
    }

    /// Check-ins that point here by a relation, the latest first.
    pub(super) fn checkins(&mut self, relation: Relation) {
        let ids = self.reader.sources(self.id, relation);
        let mut found: Vec<_> = ids
            .iter()
            .rev()
            .take(MOST)
            .filter_map(|id| {
                let (_, checkin) = self.reader.get::<Checkin>(*id)?;
                Some((std::cmp::Reverse(checkin.date), *id, checkin))
            })
            .collect();
        if found.is_empty() {
            return;
        }
        found.sort_by_key(|(date, id, ..)| (*date, *id));
        let today = self.reader.today();
        let items = found
            .into_iter()
            .map(|(_, id, checkin)| Item {
                note: said(self.reader, id, checkin),
                right: checkin.date.map(|d| words::day(d, today)),
                title: checkin_title(self.reader, id, relation),
                ..card::item(self.reader, id)
            })
            .collect();
        self.rung(Rung {
            kind: Some("checkin"),
            note: Some(thread::counted(ids.len(), KindTag::Checkin).into()),
            items,
            ..Rung::after("about-checkins", "Check-ins")
        });
    }

    pub(super) fn metric(&mut self, it: &Metric) {
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

/// Releases as lines, by the day on which they ship, those without a day last; each says which key results of this
/// goal it should move.
pub(in crate::views) fn release_lines(reader: &Reader, ids: &[DocId], goal: DocId) -> Vec<Item> {
    let today = reader.today();
    let mut found: Vec<_> = ids
        .iter()
        .take(MOST)
        .filter_map(|id| {
            let (doc, release) = reader.get::<Release>(*id)?;
            let day = release.shipped.or(release.targets.last().copied());
            Some((day.is_none(), day, *id, doc, release))
        })
        .collect();
    found.sort_by_key(|(none, day, id, ..)| (*none, *day, *id));
    let mut items: Vec<Item> = found
        .into_iter()
        .map(|(_, day, id, doc, release)| {
            let moved = card::moved(release, doc.status(), today).filter(|days| *days != 0);
            Item {
                right: Some(day.map_or_else(|| "no date".into(), |d| words::day(d, today))),
                slip: moved.map(words::slip),
                late: moved.is_some_and(|days| days >= card::LATE),
                note: moves(reader, id, goal),
                owner: card::owner(reader, id),
                ..card::item(reader, id)
            }
        })
        .collect();
    if ids.len() > MOST {
        let title = format!("and {} more", ids.len() - MOST);
        items.push(Item { title: title.into(), ..Item::default() });
    }
    items
}

/// The key results of a goal that a release should move.
fn moves(reader: &Reader, release: DocId, goal: DocId) -> Option<Text> {
    let doc = reader.doc(goal)?;
    let titles: Vec<&str> = reader
        .targets(release, Relation::Moves)
        .filter(|target| target.doc == goal)
        .filter_map(|target| doc.part_title(target.part?))
        .collect();
    (!titles.is_empty()).then(|| titles.join("; ").into())
}

/// What a check-in says, and how sure it is.
fn said(reader: &Reader, id: DocId, checkin: &Checkin) -> Option<Text> {
    let words = card::summary(reader, id).map(|s| words::cut(&s, 160));
    let sure = checkin.confidence.map(|c| format!("{} sure", words::percent(c)));
    match (words, sure) {
        (Some(words), Some(sure)) => Some(format!("{sure}. {words}").into()),
        (words, sure) => words.or_else(|| sure.map(Into::into)),
    }
}

/// On a goal's page a check-in is named by its team, on a team's by its goal.
fn checkin_title(reader: &Reader, id: DocId, seen_from: Relation) -> Text {
    let other = match seen_from {
        Relation::CheckinGoal => Relation::CheckinTeam,
        _ => Relation::CheckinGoal,
    };
    let named = reader.target(id, other).and_then(|t| reader.doc(t.doc)).map(|d| d.title.clone());
    named.or_else(|| reader.doc(id).map(|d| d.title.clone())).unwrap_or_default()
}

/// `at least 4.3`, `1 to 3`: the range of a key result that holds a level.
pub(in crate::views) fn bounds(kr: &Kr, unit: Option<&str>) -> Option<Text> {
    Some(match (kr.floor, kr.ceiling) {
        (Some(floor), Some(ceiling)) => {
            format!("{} to {}", words::number(floor), words::amount(ceiling, unit)).into()
        }
        (Some(floor), None) => format!("\u{2265} {}", words::amount(floor, unit)).into(),
        (None, Some(ceiling)) => format!("\u{2264} {}", words::amount(ceiling, unit)).into(),
        (None, None) => return None,
    })
}
