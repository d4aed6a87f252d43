//! Focus: how often the answer is no.

use serde::Serialize;

use crate::measure::formulas::Formula;
use crate::measure::names::names;
use crate::measure::stats::{count, share};

names! {
    /// What was said to a bet.
    Answer {
        /// Accepted, in progress or shipped.
        Yes = "yes",
        /// Declined.
        No = "no",
        /// Proposed, deferred, anything else. A deferral is not a no.
        Undecided = "undecided",
    }
}

impl Answer {
    /// The answer that a status stands for.
    #[must_use]
    pub fn of_status(status: &str) -> Self {
        match status {
            "accepted" | "in-progress" | "shipped" => Self::Yes,
            "declined" => Self::No,
            _ => Self::Undecided,
        }
    }
}

/// Yes and no, counted.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Focus {
    /// How many were accepted.
    pub yes: u32,
    /// How many were declined.
    pub no: u32,
    /// How many wait for an answer.
    pub undecided: u32,
    /// The share of no among the decided.
    pub no_share: Option<f64>,
    /// How many times no for each yes; `None` where there is no yes.
    pub no_per_yes: Option<f64>,
    /// Whether no is the more frequent answer; a draw is not. `None` where nothing is decided.
    pub passes: Option<bool>,
}

/// How often the answer is no.
///
/// Unit: shares of the decided bets. Ours, after the saying that focus means to say no more often than yes.
#[must_use]
pub fn focus_ratio(answers: &[Answer]) -> Focus {
    let of = |answer: Answer| count(answers, |it| *it == answer);
    let (yes, no) = (of(Answer::Yes), of(Answer::No));
    let decided = yes.saturating_add(no);
    Focus {
        yes,
        no,
        undecided: of(Answer::Undecided),
        no_share: share(no, decided),
        no_per_yes: share(no, yes),
        passes: (decided > 0).then_some(no > yes),
    }
}

/// How `focus_ratio` is explained.
pub const FOCUS_RATIO: Formula = Formula {
    name: "focus_ratio",
    title: "Focus ratio",
    definition: "no share = no ÷ (yes + no); passes when no > yes",
    unit: "shares of the decided bets",
    source: "our own definition, after the saying, best known from Steve Jobs (1997), that focus is about saying no",
    example: "6 accepted, 8 declined, 2 open → no share 57 %, 1.33 no for each yes, passes",
    page: include_str!("pages/focus_ratio.md"),
};
