//! The order of bets, and the pairs that contradict it.

use std::cmp::Ordering;

use crate::measure::formulas::Formula;
use crate::measure::names::names;
use crate::measure::stats::EPSILON;

/// Something to be ranked.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Ranked<'a> {
    /// Its id, the last word where all else is equal.
    pub id: &'a str,
    /// Its score, in whichever unit all have.
    pub score: Option<f64>,
    /// How sure we are; not known counts as 0.
    pub confidence: Option<f64>,
    /// How much work it is; not known counts as 0.
    pub effort: Option<f64>,
}

/// The order, as places in `items`: score down, confidence down, effort up, id up; unknown scores last.
///
/// The id makes the order total, so that two builds never differ. A score that is not finite is unknown.
#[must_use]
pub fn rank(items: &[Ranked<'_>]) -> Vec<usize> {
    let mut keyed: Vec<(usize, &Ranked<'_>)> = items.iter().enumerate().collect();
    keyed.sort_by(|(_, a), (_, b)| order(a, b));
    keyed.into_iter().map(|(place, _)| place).collect()
}

names! {
    /// What was said to a bet, as far as inversions go.
    Answer {
        /// Yes.
        Accepted = "accepted",
        /// No.
        Declined = "declined",
        /// Neither.
        Open = "open",
    }
}

/// A bet with its answer.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Answered<'a> {
    /// Its id.
    pub id: &'a str,
    /// What was said to it.
    pub answer: Answer,
    /// Its score.
    pub score: Option<f64>,
}

/// Each pair of a declined bet that outscores an accepted one, as places in `items`, sorted by their ids.
///
/// Equal scores are no contradiction, unknown scores neither.
#[must_use]
pub fn priority_inversions(items: &[Answered<'_>]) -> Vec<(usize, usize)> {
    let pairs = |(no, yes): (usize, Vec<usize>)| yes.into_iter().map(move |yes| (no, yes));
    outscoring(items).flat_map(pairs).collect()
}

/// Each declined bet that outscores an accepted one, with those that it outscores, as places in `items`, sorted by their
/// ids. All together may be as many as there are pairs: they are worked out one after the other, as far as they are asked
/// for.
#[must_use]
pub fn outscoring<'a>(
    items: &'a [Answered<'a>],
) -> impl ExactSizeIterator<Item = (usize, Vec<usize>)> + 'a {
    let with = |answer: Answer| {
        items.iter().enumerate().filter(move |(_, it)| it.answer == answer).filter_map(
            |(place, it)| {
                it.score.filter(|score| score.is_finite()).map(|score| (it.id, place, score))
            },
        )
    };
    let mut accepted: Vec<_> = with(Answer::Accepted).collect();
    accepted.sort_by(|(.., a), (.., b)| a.total_cmp(b));
    let outscores = |score: f64, lower: f64| score > lower + EPSILON;
    let lowest = accepted.first().map(|(.., lowest)| *lowest);
    let mut declined: Vec<_> = with(Answer::Declined)
        .filter(|(.., score)| lowest.is_some_and(|lowest| outscores(*score, lowest)))
        .collect();
    declined.sort_unstable_by_key(|(id, place, _)| (*id, *place));
    declined.into_iter().map(move |(_, no, score)| {
        let outscored = accepted.iter().take_while(|(.., lower)| outscores(score, *lower));
        let mut yes: Vec<(&str, usize)> = outscored.map(|(id, place, _)| (*id, *place)).collect();
        yes.sort_unstable();
        (no, yes.into_iter().map(|(_, place)| place).collect())
    })
}

fn order(a: &Ranked<'_>, b: &Ranked<'_>) -> Ordering {
    let known = |it: Option<f64>| it.filter(|it| it.is_finite());
    // Adding zero makes -0 and 0 equal.
    let or_zero = |it: Option<f64>| known(it).unwrap_or(0.0) + 0.0;
    match (known(a.score), known(b.score)) {
        (None, Some(_)) => Ordering::Greater,
        (Some(_), None) => Ordering::Less,
        (a, b) => or_zero(b).total_cmp(&or_zero(a)),
    }
    .then_with(|| or_zero(b.confidence).total_cmp(&or_zero(a.confidence)))
    .then_with(|| or_zero(a.effort).total_cmp(&or_zero(b.effort)))
    .then_with(|| a.id.cmp(b.id))
}

/// How `rank` is explained.
pub const RANK: Formula = Formula {
    name: "rank",
    title: "Rank of a bet",
    definition: "sort by score ↓, then confidence ↓, then effort ↑, then id ↑; unknown scores last",
    unit: "places, 1 first",
    source: "our own definition",
    example: "scores 9, 5 (sure), 5, 5, none → in this order; of two equal ones the smaller, then the earlier id",
    page: include_str!("pages/rank.md"),
};

/// How `priority_inversions` is explained.
pub const PRIORITY_INVERSIONS: Formula = Formula {
    name: "priority_inversions",
    title: "Priority inversions",
    definition: "every pair of a declined and an accepted bet with score(declined) > score(accepted)",
    unit: "pairs of bets",
    source: "our own definition",
    example: "a accepted with 20, c accepted with 30, b declined with 25 → (b, a)",
    page: include_str!("pages/priority_inversions.md"),
};
