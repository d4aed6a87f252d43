//! Alignment: how well work hangs on the strategy, and what each broken link costs.

use serde::Serialize;

use crate::measure::formulas::Formula;
use crate::measure::stats::{EPSILON, finite, not_negative};
use crate::measure::unmeasurable::Unmeasurable;

/// How whole each of a work item's five links is, 0 to 1.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Links {
    /// 1 when it has a goal, else 0; or the share of its effort that has one.
    pub goal: f64,
    /// 1 names a measurable key result of the goal; 0.5 the goal has one, the item names none; 0 there is none.
    pub outcome: f64,
    /// 1 when the goal's ancestors reach a pillar.
    pub strategy: f64,
    /// 1 when the dates meet the goal's period; 0.5 not known; 0 they do not.
    pub time: f64,
    /// 1 one accountable owner whose team serves the goal; 0.5 an owner, another team; 0 none.
    pub owner: f64,
}

/// How much each link counts. They add up to 1, and are ours: settings may change them.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Weights {
    goal: f64,
    outcome: f64,
    strategy: f64,
    time: f64,
    owner: f64,
}

impl Default for Weights {
    fn default() -> Self {
        Self { goal: 0.40, outcome: 0.25, strategy: 0.15, time: 0.10, owner: 0.10 }
    }
}

impl Weights {
    /// Weights for goal, outcome, strategy, time and owner, in this order.
    ///
    /// # Errors
    /// A negative weight, or weights that do not add up to 1.
    pub fn new([goal, outcome, strategy, time, owner]: [f64; 5]) -> Result<Self, Unmeasurable> {
        let mut sum = 0.0;
        for weight in [goal, outcome, strategy, time, owner] {
            sum += not_negative(weight)?;
        }
        if (sum - 1.0).abs() > EPSILON {
            return Err(Unmeasurable::WeightsUnbalanced);
        }
        Ok(Self { goal, outcome, strategy, time, owner })
    }

    /// The weights for goal, outcome, strategy, time and owner, in this order.
    #[must_use]
    pub const fn all(&self) -> [f64; 5] {
        [self.goal, self.outcome, self.strategy, self.time, self.owner]
    }
}

/// What each broken link costs, in shares of 1.
#[derive(Debug, Clone, Copy, PartialEq, Default, Serialize)]
pub struct Losses {
    /// No goal: with it everything else is lost, and it alone answers for that.
    pub goal: f64,
    /// No key result named.
    pub outcome: f64,
    /// The goal hangs on no pillar.
    pub strategy: f64,
    /// Outside the goal's period.
    pub time: f64,
    /// No owner, or another team.
    pub owner: f64,
}

impl Losses {
    /// All of them together: 1 - score.
    #[must_use]
    pub fn total(&self) -> f64 {
        self.goal + self.outcome + self.strategy + self.time + self.owner
    }

    fn add(&mut self, more: &Self, share: f64) {
        self.goal += share * more.goal;
        self.outcome += share * more.outcome;
        self.strategy += share * more.strategy;
        self.time += share * more.time;
        self.owner += share * more.owner;
    }
}

/// How well one item is threaded. Score and losses add up to 1.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Thread {
    /// 0 to 1.
    pub score: f64,
    /// What is missing, link by link.
    pub losses: Losses,
}

/// How well one item is threaded: goal × (weighted links).
///
/// Unit: a share, 0 to 1. Without a goal it is 0, whatever else is there. No link's repair lowers it.
///
/// # Errors
/// A link outside 0 to 1.
pub fn thread_score(links: &Links, weights: &Weights) -> Result<Thread, Unmeasurable> {
    let Links { goal, outcome, strategy, time, owner } = *links;
    if [goal, outcome, strategy, time, owner].iter().any(|it| !(0.0..=1.0).contains(it)) {
        return Err(Unmeasurable::LinkOutOfRange);
    }
    let inner = weights.goal
        + weights.outcome * outcome
        + weights.strategy * strategy
        + weights.time * time
        + weights.owner * owner;
    let lost = |weight: f64, link: f64| goal * weight * (1.0 - link);
    Ok(Thread {
        score: goal * inner,
        losses: Losses {
            goal: 1.0 - goal,
            outcome: lost(weights.outcome, outcome),
            strategy: lost(weights.strategy, strategy),
            time: lost(weights.time, time),
            owner: lost(weights.owner, owner),
        },
    })
}

/// An item with its size.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Item {
    /// Person-weeks; 1 where nothing is written. Items of 0 do not count.
    pub effort: f64,
    /// Its links.
    pub links: Links,
}

/// How well a set of work is threaded. Score and losses add up to 1.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Alignment {
    /// 0 to 1; `None` when there is no work: nothing is not 100 % aligned.
    pub score: Option<f64>,
    /// What is missing, link by link.
    pub losses: Option<Losses>,
    /// The share of effort that has a goal which reaches the strategy.
    pub on_thread: Option<f64>,
    /// The effort, in the items' unit.
    pub effort: f64,
}

/// How well a set of work is threaded: the mean of the items' thread scores, weighted by effort.
///
/// Unit: a share, 0 to 1, whatever the unit of effort. An item with several goals is given as several items with a
/// share of its effort each: splitting changes nothing.
///
/// # Errors
/// A negative effort, a link outside 0 to 1, a number that is not finite.
pub fn alignment_score(items: &[Item], weights: &Weights) -> Result<Alignment, Unmeasurable> {
    let mut effort = 0.0;
    for item in items {
        effort += not_negative(item.effort)?;
    }
    if finite(effort)? <= 0.0 {
        return Ok(Alignment { score: None, losses: None, on_thread: None, effort: 0.0 });
    }
    let (mut score, mut on_thread, mut losses) = (0.0, 0.0, Losses::default());
    for item in items {
        let share = item.effort / effort;
        let thread = thread_score(&item.links, weights)?;
        score += share * thread.score;
        losses.add(&thread.losses, share);
        if item.links.goal > 0.0 && item.links.strategy > 0.0 {
            on_thread += share;
        }
    }
    Ok(Alignment {
        score: Some(score.clamp(0.0, 1.0)),
        losses: Some(losses),
        on_thread: Some(on_thread.clamp(0.0, 1.0)),
        effort,
    })
}

/// How `thread_score` is explained.
pub const THREAD_SCORE: Formula = Formula {
    name: "thread_score",
    title: "Thread score",
    definition: "score = goal × (0.40 + 0.25 × outcome + 0.15 × strategy + 0.10 × time + 0.10 × owner)",
    unit: "a share, 0 to 1",
    source: "our own definition; the weights are chosen by feel",
    example: "a goal, no key result named, another team: 1 × (0.40 + 0.125 + 0.15 + 0.10 + 0.05) = 0.825",
    page: include_str!("pages/thread_score.md"),
};

/// How `alignment_score` is explained.
pub const ALIGNMENT_SCORE: Formula = Formula {
    name: "alignment_score",
    title: "Alignment score",
    definition: "alignment = Σ effort × thread score ÷ Σ effort; losses likewise, link by link",
    unit: "a share of the effort, 0 to 1",
    source: "our own definition",
    example: "6 person-weeks with a whole thread and 2 without a goal → 75 %; 25 points lost by “no goal”",
    page: include_str!("pages/alignment_score.md"),
};
