//! How far goals and their key results have come.

use std::collections::HashSet;

use jiff::civil::Date;

use crate::config::Config;
use crate::kinds::KindTag;
use crate::kinds::edges::Relation;
use crate::kinds::goal::{self, Goal, KeyResult, KrKind};
use crate::kinds::status::Status as Written;
use crate::kinds::values::Period;
use crate::measure::Unmeasurable;
use crate::measure::okr::{
    CycleHealth, Grade, Objective, Part, Score, cycle_health, grade, objective_score,
};
use crate::measure::pace::{
    Ambition, Expected, Pace, Status, Thresholds, expected_progress, kr_status, projection,
    upkeep_status,
};
use crate::measure::period::Window;
use crate::measure::progress::{Direction, Flag, Measured, Progress, kr_progress};
use crate::measure::rollup::{From, Node, rollup};
use crate::model::doc::DocId;
use crate::model::reader::Reader;

use super::readings::{readings, since, until};

/// How far a key result has come.
#[derive(Debug, Clone, PartialEq)]
pub struct KeyResultNumbers {
    /// The metric that it reads.
    pub metric: Option<DocId>,
    /// The value that counts: written, or the metric's last one up to today and up to the period's end.
    pub current: Option<f64>,
    /// The day of that reading.
    pub read_on: Option<Date>,
    /// How far it has come, or why that cannot be said.
    pub progress: Result<Progress, Unmeasurable>,
    /// Against what is expected; `None` where there is no period or no progress to speak of.
    pub pace: Option<Pace>,
    /// Its weight in the goal.
    pub weight: f64,
}

impl KeyResultNumbers {
    /// The share of the way, 0 to 1, if it is known.
    #[must_use]
    pub fn share(&self) -> Option<f64> {
        self.progress.as_ref().ok().and_then(|it| it.progress)
    }

    /// Whether it is out of its bounds now.
    #[must_use]
    pub fn is_breached(&self) -> bool {
        self.progress.as_ref().is_ok_and(|it| it.flags.contains(&Flag::BreachedNow))
    }

    /// Its status by its numbers.
    #[must_use]
    pub fn status(&self) -> Option<Status> {
        self.pace.map(|it| it.status)
    }
}

/// How far a goal has come.
#[derive(Debug, Clone, PartialEq)]
pub struct GoalNumbers {
    /// Its key results, in their order.
    pub krs: Vec<KeyResultNumbers>,
    /// The mean of its own key results, with how much of it is known.
    pub score: Score,
    /// Its progress: of its key results, of the goals below, or of both, as it says.
    pub progress: Option<f64>,
    /// How much of its period is over, and what that asks for.
    pub expected: Option<Expected>,
    /// Progress against what is expected.
    pub pace: Option<Pace>,
    /// Where progress ends if it goes on as it did.
    pub projected: Option<f64>,
    /// Its grade, once its period is over.
    pub grade: Option<Grade>,
    /// The key result that is furthest behind, by position.
    pub worst: Option<usize>,
}

impl GoalNumbers {
    /// Its status by its numbers.
    #[must_use]
    pub fn status(&self) -> Option<Status> {
        self.pace.map(|it| it.status)
    }
}

/// A document's period as a window.
#[must_use]
pub fn window(period: Option<&Period>) -> Option<Window> {
    period.and_then(|it| Window::new(it.start, it.end).ok())
}

/// What a full score means for a goal.
#[must_use]
pub fn ambition(goal: &Goal) -> Ambition {
    match goal.ambition {
        Some(goal::Ambition::Aspirational) => Ambition::Aspirational,
        Some(goal::Ambition::Committed) | None => Ambition::Committed,
    }
}

/// How a key result is measured: as it says, else by the numbers that it gives.
#[must_use]
pub fn kind(kr: &KeyResult) -> Option<KrKind> {
    let bounded = kr.floor.is_some() || kr.ceiling.is_some();
    kr.kind.or(match (kr.target, kr.total, bounded) {
        (None, Some(_), _) => Some(KrKind::Milestone),
        (None, None, true) => Some(KrKind::Maintain),
        _ => None,
    })
}

/// Whether a key result can ever be told from a number.
#[must_use]
pub fn is_measurable(kr: &KeyResult) -> bool {
    kr.metric.is_some()
        || kr.target.is_some()
        || kr.total.is_some()
        || kr.floor.is_some()
        || kr.ceiling.is_some()
}

/// The metric that a key result reads.
#[must_use]
pub fn metric_of(reader: &Reader, goal: DocId, part: usize) -> Option<DocId> {
    let place = |path: &str| {
        path.strip_prefix("krs[")?.strip_suffix("].metric").and_then(|it| it.parse::<usize>().ok())
    };
    let mut metrics = reader.out(goal).filter(|(edge, _)| place(&edge.path) == Some(part));
    metrics.find_map(|(_, outcome)| outcome.target()).map(|target| target.doc)
}

/// How far a key result of a goal has come.
#[must_use]
pub fn key_result(reader: &Reader, goal: DocId, part: usize) -> Option<KeyResultNumbers> {
    let (_, it) = reader.get::<Goal>(goal)?;
    Some(key_result_of(reader, goal, it, part, it.krs.get(part)?))
}

fn key_result_of(
    reader: &Reader,
    id: DocId,
    goal: &Goal,
    part: usize,
    kr: &KeyResult,
) -> KeyResultNumbers {
    let metric = metric_of(reader, id, part);
    let period = window(goal.period.as_ref());
    let end = period.map_or(reader.today(), |it| it.end().min(reader.today()));
    let series = metric.map_or(&[][..], |metric| until(readings(reader, metric), end));
    let last = series.last();
    let current = kr.current.or(last.map(|reading| reading.value));
    let kind = kind(kr);
    let inside = period.map_or(series, |it| since(series, it.start()));
    let values: Vec<f64> = match kr.current {
        Some(written) => vec![written],
        None => inside.iter().map(|reading| reading.value).collect(),
    };
    let change = |direction| Measured::Change {
        direction,
        baseline: kr.baseline,
        target: kr.target,
        current,
    };
    let progress = kr_progress(&match kind {
        Some(KrKind::Milestone) => Measured::Milestone { done: kr.done, total: kr.total },
        Some(KrKind::Maintain) => {
            Measured::Maintain { floor: kr.floor, ceiling: kr.ceiling, readings: &values }
        }
        Some(KrKind::Increase) => change(Some(Direction::Increase)),
        Some(KrKind::Decrease) => change(Some(Direction::Decrease)),
        None => change(None),
    });
    let mut numbers = KeyResultNumbers {
        metric,
        current: if kind == Some(KrKind::Milestone) { kr.done } else { current },
        read_on: if kr.current.is_some() { None } else { last.map(|reading| reading.date) },
        progress,
        pace: None,
        weight: kr.weight.unwrap_or(1.0),
    };
    let today = reader.today();
    numbers.pace = period.filter(|_| numbers.progress.is_ok()).and_then(|period| {
        let (share, ambition) = (numbers.share(), ambition(goal));
        if kind == Some(KrKind::Maintain) {
            upkeep_status(share, numbers.is_breached(), period, today, ambition).ok()
        } else {
            kr_status(share, period, today, ambition, &thresholds(reader.config())).ok()
        }
    });
    numbers
}

/// How far a goal has come.
#[must_use]
pub fn goal(reader: &Reader, id: DocId) -> Option<GoalNumbers> {
    let (_, goal) = reader.get::<Goal>(id)?;
    let krs: Vec<KeyResultNumbers> = goal
        .krs
        .iter()
        .enumerate()
        .map(|(part, kr)| key_result_of(reader, id, goal, part, kr))
        .collect();
    let (ambition, today) = (ambition(goal), reader.today());
    let unknown = Score { score: None, coverage: None, grade: Grade::default() };
    let score = objective_score(&parts(&krs), ambition).unwrap_or(unknown);
    let progress = rolled(reader, id, as_node(goal, None, parts(&krs)));
    let period = window(goal.period.as_ref());
    let expected = period.map(|period| expected_progress(period, today, ambition));
    let upkeep =
        !goal.krs.is_empty() && goal.krs.iter().all(|kr| kind(kr) == Some(KrKind::Maintain));
    let pace = period.and_then(|period| {
        if upkeep {
            let breached = krs.iter().any(KeyResultNumbers::is_breached);
            upkeep_status(progress, breached, period, today, ambition).ok()
        } else {
            kr_status(progress, period, today, ambition, &thresholds(reader.config())).ok()
        }
    });
    let over = period.is_some_and(|period| period.end() < today);
    Some(GoalNumbers {
        score,
        progress,
        expected,
        pace,
        projected: expected.and_then(|it| projection(progress, it.elapsed).ok().flatten()),
        grade: over.then(|| grade(progress, ambition).unwrap_or_default()),
        worst: worst(&krs),
        krs,
    })
}

fn parts(krs: &[KeyResultNumbers]) -> Vec<Part> {
    krs.iter().map(|kr| Part { progress: kr.share(), weight: kr.weight }).collect()
}

/// The key result with the largest gap; of equals the first.
fn worst(krs: &[KeyResultNumbers]) -> Option<usize> {
    let gap = |kr: &KeyResultNumbers| kr.pace.and_then(|pace| pace.gap);
    let behind = krs.iter().enumerate().filter_map(|(place, kr)| Some((place, gap(kr)?)));
    behind.rev().max_by(|(_, a), (_, b)| a.total_cmp(b)).map(|(place, _)| place)
}

/// When a gap is at risk or off track, as the settings have it.
#[must_use]
pub const fn thresholds(config: &Config) -> Thresholds {
    Thresholds { at_risk: config.thresholds.on_track, off_track: config.thresholds.at_risk }
}

/// The progress of a goal, from its key results and the active goals below it, as each of them says.
///
/// `None` where nothing is known, and where goals go round in a circle, which is a finding.
#[must_use]
pub fn progress(reader: &Reader, id: DocId) -> Option<f64> {
    rolled(reader, id, node(reader, id, None)?)
}

fn rolled(reader: &Reader, id: DocId, top: Node) -> Option<f64> {
    let mut ids = vec![id];
    let mut seen = HashSet::from([id]);
    let mut nodes = vec![top];
    let mut next = 0;
    while let Some(&at) = ids.get(next) {
        let place = next;
        next += 1;
        // A goal with key results of its own does not ask the goals below, unless it says so.
        if nodes.get(place).is_some_and(|it| it.from == From::Krs && !it.krs.is_empty()) {
            continue;
        }
        for below in reader.sources(at, Relation::Parent) {
            if !seen.insert(below) {
                return None;
            }
            if reader.status(below) != Some(Written::Active) {
                continue;
            }
            let Some(node) = node(reader, below, Some(place)) else { continue };
            ids.push(below);
            nodes.push(node);
        }
    }
    rollup(&nodes).ok()?.first().copied().flatten()
}

fn node(reader: &Reader, id: DocId, parent: Option<usize>) -> Option<Node> {
    let (_, goal) = reader.get::<Goal>(id)?;
    let krs = goal.krs.iter().enumerate().map(|(part, kr)| {
        let numbers = key_result_of(reader, id, goal, part, kr);
        Part { progress: numbers.share(), weight: numbers.weight }
    });
    Some(as_node(goal, parent, krs.collect()))
}

fn as_node(goal: &Goal, parent: Option<usize>, krs: Vec<Part>) -> Node {
    let from = match goal.rollup {
        Some(goal::Rollup::Children) => From::Children,
        Some(goal::Rollup::Both) => From::Both,
        Some(goal::Rollup::Krs) | None => From::Krs,
    };
    Node { parent, weight: goal.weight.unwrap_or(1.0), from, krs }
}

/// The goals of a period that are in force, by path.
#[must_use]
pub fn of_period(reader: &Reader, period: &str) -> Vec<DocId> {
    let of = |id: &DocId| {
        reader.get::<Goal>(*id).is_some_and(|(doc, goal)| {
            doc.status() == Some(Written::Active)
                && goal.period.as_ref().is_some_and(|it| &*it.text == period)
        })
    };
    reader.ids(KindTag::Goal).iter().copied().filter(of).collect()
}

/// The health of a cycle, over goals; its misses are positions among them.
///
/// # Errors
/// None with the scores that goals have.
pub fn cycle(reader: &Reader, goals: &[DocId]) -> Result<CycleHealth, Unmeasurable> {
    let objectives: Vec<Objective> = goals
        .iter()
        .map(|id| Objective {
            ambition: reader
                .get::<Goal>(*id)
                .map_or(Ambition::Committed, |(_, goal)| ambition(goal)),
            score: progress(reader, *id),
        })
        .collect();
    cycle_health(&objectives)
}
