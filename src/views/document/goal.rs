//! A goal's own sections: key results, releases, bets, check-ins; and a metric's.

use crate::kinds::KindTag;
use crate::kinds::checkin::Checkin;
use crate::kinds::edges::Relation;
use crate::kinds::goal::Goal;
use crate::kinds::release::Release;
use crate::measure::agreement::Verdict;
use crate::model::doc::DocId;
use crate::model::numbers::goals::{self, GoalNumbers};
use crate::model::numbers::voices;
use crate::model::reader::Reader;
use crate::views::card;
use crate::views::facts::effort_words;
use crate::views::item::{Item, Text};
use crate::views::relations::{MOST, Side, listed};
use crate::views::standing::{self, Standing};
use crate::views::{thread, words};

use super::{Rung, Sheet, Stated};

impl Sheet<'_, '_> {
    pub(super) fn goal(&mut self, it: &Goal) {
        let numbers = goals::goal(self.reader, self.id);
        let of = |part: usize| numbers.as_ref().and_then(|numbers| numbers.krs.get(part));
        self.data.krs = (0..)
            .zip(it.krs.iter().enumerate())
            .map(|(part, (at, kr))| self.key_result(part, kr, of(at)))
            .collect();
        self.opinions(numbers.as_ref());
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

    /// What the team says beside what the numbers say.
    fn opinions(&mut self, numbers: Option<&GoalNumbers>) {
        if let Some(computed) = numbers.and_then(GoalNumbers::status).map(Standing::computed) {
            let why = numbers.and_then(|it| Some((it.progress?, it.pace?.expected)));
            self.data.computed = Some(Stated {
                status: computed.slug,
                status_word: computed.word,
                why: why.map(|(progress, expected)| {
                    format!(
                        "{} of the way, where {} is due.",
                        words::percent(progress),
                        words::percent(expected)
                    )
                    .into()
                }),
            });
        }
        let Some((word, agreement)) = voices::agreement(self.reader, self.id) else { return };
        if matches!(agreement.verdict, Verdict::Optimistic | Verdict::Pessimistic) {
            let day = words::day(word.date, self.reader.today());
            self.data.stated = word.status.map(Standing::computed).map(|stated| Stated {
                status: stated.slug,
                status_word: stated.word,
                why: Some(format!("Check-in of {day}").into()),
            });
        }
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
            let moved = standing::moved(reader, release, doc.status()).filter(|days| *days != 0);
            Item {
                right: Some(day.map_or_else(|| "no date".into(), |d| words::day(d, today))),
                slip: moved.map(words::slip),
                late: moved.is_some_and(|days| days >= standing::LATE),
                note: moves(reader, id, goal),
                owner: card::owner(reader, id),
                ..card::item(reader, id)
            }
        })
        .collect();
    items.extend(card::rest(ids.len(), MOST));
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
