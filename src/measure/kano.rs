//! Kano: what a feature means to people, from a pair of questions.

use serde::Serialize;

use crate::measure::formulas::Formula;
use crate::measure::names::names;
use crate::measure::stats::{count, share};

names! {
    /// An answer to "how would you feel if it were there?" or "… if it were not?".
    Answer {
        /// I like it that way.
        Like = "like",
        /// I expect it.
        Expect = "expect",
        /// I do not care.
        Neutral = "neutral",
        /// I can live with it.
        Tolerate = "tolerate",
        /// I dislike it.
        Dislike = "dislike",
    }
}

names! {
    /// What a feature is to somebody. Where two are equally frequent, the earlier one wins.
    Category {
        /// Its absence hurts, its presence is taken for granted.
        MustBe = "M",
        /// The more, the better.
        Performance = "O",
        /// Unexpected and welcome.
        Attractive = "A",
        /// It makes no difference.
        Indifferent = "I",
        /// They would rather not have it.
        Reverse = "R",
        /// The two answers contradict each other.
        Questionable = "Q",
    }
}

/// What the answers say.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Kano {
    /// The most frequent category; `None` without answers.
    pub category: Option<Category>,
    /// How many answers fell into each category, in the categories' order.
    pub counts: [u32; 6],
    /// How much having it would please, 0 to 1.
    pub better: Option<f64>,
    /// How much lacking it would displease, -1 to 0.
    pub worse: Option<f64>,
}

/// The category of a feature from pairs of a functional and a dysfunctional answer.
///
/// The questions are Kano's (1984); the table is that of Berger and others (1993), as are better and worse.
#[must_use]
pub fn kano(answers: &[(Answer, Answer)]) -> Kano {
    let counts = [
        Category::MustBe,
        Category::Performance,
        Category::Attractive,
        Category::Indifferent,
        Category::Reverse,
        Category::Questionable,
    ]
    .map(|category| count(answers, |(with, without)| category_of(*with, *without) == category));
    let [must_be, performance, attractive, indifferent, ..] = counts;
    let base = must_be + performance + attractive + indifferent;
    let most = counts.iter().copied().max().unwrap_or(0);
    let first = Category::ALL.iter().zip(counts).find(|(_, n)| *n == most && *n > 0);
    Kano {
        category: first.map(|(category, _)| *category),
        counts,
        better: share(attractive + performance, base),
        worse: share(performance + must_be, base).map(|it| 0.0 - it),
    }
}

/// The category of one pair of answers: with the feature, and without it.
#[must_use]
pub const fn category_of(with: Answer, without: Answer) -> Category {
    use Answer::{Dislike, Expect, Like, Neutral, Tolerate};

    match (with, without) {
        (Like, Like) | (Dislike, Dislike) => Category::Questionable,
        (Like, Dislike) => Category::Performance,
        (Like, Expect | Neutral | Tolerate) => Category::Attractive,
        (Dislike, _) | (_, Like) => Category::Reverse,
        (_, Dislike) => Category::MustBe,
        (Expect | Neutral | Tolerate, Expect | Neutral | Tolerate) => Category::Indifferent,
    }
}

/// How `kano` is explained.
pub const KANO: Formula = Formula {
    name: "kano",
    title: "Kano category",
    definition: "category = the most frequent of the answers' cells in the 5 × 5 table; better = (A + O) ÷ (A + O + M + I); worse = −(O + M) ÷ (A + O + M + I)",
    unit: "a letter; better 0 to 1; worse −1 to 0",
    source: "Kano and others (1984); table and coefficients after Berger and others, Center for Quality of Management Journal (1993)",
    example: "like/dislike twice, like/neutral once, neutral/neutral once → O, better 0.75, worse −0.5",
    page: include_str!("pages/kano.md"),
};
