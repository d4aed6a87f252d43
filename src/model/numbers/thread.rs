//! How well one piece of work hangs on the strategy: its five links, goal by goal.

use jiff::civil::Date;

use crate::config::Config;
use crate::kinds::edges::Relation;
use crate::kinds::goal::Goal;
use crate::kinds::person::Person;
use crate::kinds::release::Release;
use crate::kinds::status::Status;
use crate::kinds::{AnyKind, KindTag};
use crate::measure::Unmeasurable;
use crate::measure::alignment::{Alignment, Item, Links, Weights, alignment_score};
use crate::model::doc::DocId;
use crate::model::reader::Reader;
use crate::model::resolve::{Outcome, Target};

use super::goals::is_measurable;

/// So many goals may hang below each other.
const DEEP: usize = 64;

/// A strand of a piece of work: the part of it that serves one goal.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Strand {
    /// The goal; `None` for the part that serves none.
    pub goal: Option<DocId>,
    /// The pillar that the goal reaches.
    pub pillar: Option<Target>,
    /// The share of the work, 0 to 1.
    pub share: f64,
    /// How whole its links are.
    pub links: Links,
}

impl Strand {
    /// Whether it leads all the way up.
    #[must_use]
    pub fn is_whole(&self) -> bool {
        self.links.goal > 0.0 && self.links.strategy > 0.0
    }

    /// Whether it leads all the way up, in its goal's time.
    #[must_use]
    pub fn is_in_time(&self) -> bool {
        self.is_whole() && self.links.time > 0.0
    }
}

/// The weights of the links, as the settings have them.
#[must_use]
pub fn weights(config: &Config) -> Weights {
    let it = &config.weights;
    Weights::new([it.goal, it.outcome, it.strategy, it.time, it.owner]).unwrap_or_default()
}

/// The pillar on which a goal hangs, by itself or through the goals above it.
#[must_use]
pub fn pillar(reader: &Reader, goal: DocId) -> Option<Target> {
    let mut at = goal;
    for _ in 0..DEEP {
        if let Some(pillar) = reader.target(at, Relation::Pillar) {
            return Some(pillar);
        }
        at = reader.target(at, Relation::Parent).map(|above| above.doc).filter(|it| *it != goal)?;
    }
    None
}

/// The strands of a release or bet; to be asked of the reader, who keeps them.
#[must_use]
pub(in crate::model) fn worked_out(reader: &Reader, id: DocId) -> Vec<Strand> {
    let Some(doc) = reader.doc(id) else { return Vec::new() };
    let (goals, dates, team) = match &doc.kind {
        AnyKind::Release(it) => (
            shares(reader, id, it),
            Dates::of(it, doc.status(), reader.today()),
            reader.target(id, Relation::Team).map(|team| team.doc),
        ),
        AnyKind::Bet(it) => (
            reader.target(id, Relation::Goal).map(|goal| (goal, 1.0)).into_iter().collect(),
            Dates { from: it.decided, to: it.decided },
            None,
        ),
        _ => return Vec::new(),
    };
    let owner = Owner::of(reader, id, team);
    let mut left = 1.0;
    let mut strands: Vec<Strand> = goals
        .into_iter()
        .map(|(goal, share)| {
            left -= share;
            let pillar = pillar(reader, goal.doc);
            let links = Links {
                goal: 1.0,
                outcome: outcome(reader, id, goal),
                strategy: f64::from(pillar.is_some()),
                time: time(reader, goal.doc, dates),
                owner: owner.serves(reader, goal.doc),
            };
            Strand { goal: Some(goal.doc), pillar, share, links }
        })
        .collect();
    if left > 1e-9 {
        strands.push(Strand { goal: None, pillar: None, share: left, links: Links::default() });
    }
    strands
}

/// How well a release or bet is threaded, with what it lacks; its effort is 1.
///
/// # Errors
/// None with the links that documents have.
pub fn of(reader: &Reader, id: DocId) -> Result<Alignment, Unmeasurable> {
    of_strands(reader, reader.strands(id))
}

/// The same of a piece of work whose strands are at hand.
///
/// # Errors
/// None with the links that documents have.
pub fn of_strands(reader: &Reader, strands: &[Strand]) -> Result<Alignment, Unmeasurable> {
    let items: Vec<Item> =
        strands.iter().map(|strand| Item { effort: strand.share, links: strand.links }).collect();
    alignment_score(&items, &weights(reader.config()))
}

/// The goals of a release that are there, each with its share. Where shares are missing, what is left is divided
/// evenly; where they exceed 1, they are scaled down. A goal that is not there keeps its share, and serves nothing.
fn shares(reader: &Reader, id: DocId, release: &Release) -> Vec<(Target, f64)> {
    let written: Vec<f64> = release.goals.iter().filter_map(|it| it.share).collect();
    let (sum, count) = (written.iter().sum::<f64>(), release.goals.len());
    let silent = u32::try_from(count - written.len()).unwrap_or(u32::MAX);
    let each = if silent == 0 { 0.0 } else { (1.0 - sum).max(0.0) / f64::from(silent) };
    let scale = if sum > 1.0 { 1.0 / sum } else { 1.0 };
    let found = |index: usize| -> Option<Target> {
        let mut edges = reader.out(id).filter(|(edge, _)| entry(&edge.path) == Some(index));
        edges.find_map(|(_, outcome)| outcome.target())
    };
    let goals = release.goals.iter().enumerate();
    goals
        .filter_map(|(index, it)| Some((found(index)?, it.share.unwrap_or(each) * scale)))
        .collect()
}

/// The entry of `goals` in which a goal is named: `goals[1].goal`.
fn entry(path: &str) -> Option<usize> {
    path.strip_prefix("goals[")?.strip_suffix("].goal")?.parse().ok()
}

/// 1 when the work names a measurable key result of the goal, or the metric of one; 0.5 when there is one that it
/// does not name.
fn outcome(reader: &Reader, id: DocId, goal: Target) -> f64 {
    let Some((_, it)) = reader.get::<Goal>(goal.doc) else { return 0.0 };
    let measurable = |part: u32| it.krs.get(part as usize).is_some_and(is_measurable);
    let reads = |metric: DocId| {
        let mut metrics = reader.targets(goal.doc, Relation::Metric);
        metrics.any(|read| read.doc == metric)
    };
    let names = goal.part.is_some_and(measurable)
        || reader.targets(id, Relation::Moves).any(|moved| match moved.part {
            Some(part) => moved.doc == goal.doc && measurable(part),
            None => reads(moved.doc),
        });
    match (names, it.krs.iter().any(is_measurable)) {
        (true, _) => 1.0,
        (false, true) => 0.5,
        (false, false) => 0.0,
    }
}

/// The time in which work is done, as far as it is known.
#[derive(Debug, Clone, Copy)]
struct Dates {
    from: Option<Date>,
    to: Option<Date>,
}

impl Dates {
    fn of(release: &Release, status: Option<Status>, today: Date) -> Self {
        let promised = release.targets.last().copied();
        let running = status == Some(Status::InProgress);
        let to = release.shipped.or(promised.map(|it| if running { it.max(today) } else { it }));
        Self { from: release.started.or(to), to: to.or(release.started.map(|it| it.max(today))) }
    }
}

/// 1 when the work's time meets the goal's period, 0 when it does not, 0.5 when that is not known.
fn time(reader: &Reader, goal: DocId, dates: Dates) -> f64 {
    let period = reader.get::<Goal>(goal).and_then(|(_, it)| it.period.as_ref());
    let (Some(period), Some(from), Some(to)) = (period, dates.from, dates.to) else { return 0.5 };
    if from <= period.end && period.start <= to.max(from) { 1.0 } else { 0.0 }
}

/// Who answers for a piece of work, and the teams on whose behalf.
struct Owner {
    single: bool,
    teams: Vec<DocId>,
}

impl Owner {
    fn of(reader: &Reader, id: DocId, team: Option<DocId>) -> Self {
        let owners = owners(reader, id);
        let mut teams: Vec<DocId> = Vec::new();
        match team {
            Some(team) => teams.push(team),
            None => {
                for owner in owners.iter().flatten() {
                    teams.extend(teams_of(reader, *owner));
                }
            }
        }
        // A squad serves what its tribe serves.
        let tribes: Vec<DocId> = teams
            .iter()
            .filter_map(|team| reader.target(*team, Relation::Tribe))
            .map(|tribe| tribe.doc)
            .collect();
        teams.extend(tribes);
        Self { single: owners.len() == 1, teams }
    }

    fn serves(&self, reader: &Reader, goal: DocId) -> f64 {
        if !self.single {
            return 0.0;
        }
        let mut listed = reader.targets(goal, Relation::Teams).peekable();
        if listed.peek().is_none() || listed.any(|team| self.teams.contains(&team.doc)) {
            1.0
        } else {
            0.5
        }
    }
}

/// The owners of a document; `None` for one that is named and has no page.
#[must_use]
pub fn owners(reader: &Reader, id: DocId) -> Vec<Option<DocId>> {
    let written = reader.out(id).filter(|(edge, _)| {
        edge.relation == Relation::Owner && edge.path.starts_with(Relation::Owner.info().name)
    });
    written
        .filter_map(|(_, outcome)| match outcome {
            Outcome::Found(target, _) => Some(Some(target.doc)),
            Outcome::Free | Outcome::Hidden => Some(None),
            _ => None,
        })
        .collect()
}

/// The teams of a person, or the team itself.
fn teams_of(reader: &Reader, owner: DocId) -> Vec<DocId> {
    let Some(doc) = reader.doc(owner) else { return Vec::new() };
    if doc.tag() == KindTag::Team {
        return vec![owner];
    }
    if doc.get::<Person>().is_none() {
        return Vec::new();
    }
    let mut teams: Vec<DocId> =
        reader.targets(owner, Relation::Team).map(|target| target.doc).collect();
    teams.extend(reader.sources(owner, Relation::Members));
    teams.extend(reader.sources(owner, Relation::Lead));
    teams.sort_unstable();
    teams.dedup();
    teams
}
