//! Why a formula refuses to answer.

/// An input from which no honest number follows. Its code is stable: lints and tests name it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, thiserror::Error)]
pub enum Unmeasurable {
    /// Something that the formula cannot do without.
    #[error("an input is missing")]
    MissingInput,
    /// Not a number, infinite, or so large that the result is.
    #[error("a number is too large, or is none")]
    NotFinite,
    /// Below zero where that means nothing.
    #[error("an input is negative")]
    NegativeInput,
    /// Zero or less where a logarithm is taken.
    #[error("a value is not above zero")]
    NotPositive,
    /// A share below 0 or above 1.
    #[error("a share is not between 0 and 1")]
    ShareOutOfRange,
    /// A part larger than its whole.
    #[error("a count is larger than what it is counted from")]
    CountOutOfRange,
    /// A scale's answer that is not on the scale.
    #[error("a value is not on its scale from 1 to 10")]
    OutOfScale,
    /// A word for impact that is not one of the five.
    #[error("the impact is none of massive, high, medium, low, minimal")]
    ImpactUnreadable,
    /// A confidence that is neither a number nor a word of the scale.
    #[error("the confidence is neither a number nor high, medium or low")]
    ConfidenceUnreadable,
    /// A confidence below 0 or above 100 %.
    #[error("the confidence is not between 0 and 100 %")]
    ConfidenceOutOfRange,
    /// Work of no size, by which nothing can be divided.
    #[error("the effort is not above zero")]
    EffortNotPositive,
    /// An effort in no form that we know.
    #[error("the effort is not written like `3pw`, `1.5pm` or `8pd`")]
    EffortUnreadable,
    /// A word that is none of `MoSCoW`'s four.
    #[error("the priority is none of must, should, could, wont")]
    PriorityUnknown,
    /// A period in no form that we know, or a week that its year does not have.
    #[error("the period is not written like `2026-Q2`")]
    PeriodUnreadable,
    /// A period that ends before it begins.
    #[error("the period ends before it begins")]
    PeriodReversed,
    /// A window without a day.
    #[error("the period has no days")]
    PeriodEmpty,
    /// Baseline and target are equal and nothing says which way is good.
    #[error("baseline and target are equal, and no kind says which way is good")]
    KindNeeded,
    /// The kind says up and the numbers go down, or the other way round.
    #[error("the kind goes against the direction from baseline to target")]
    DirectionMismatch,
    /// A value to be kept, and no bound to keep it in.
    #[error("neither floor nor ceiling is given")]
    MaintainNeedsBound,
    /// A milestone that consists of nothing.
    #[error("there is nothing to be done in the milestone")]
    MilestoneEmpty,
    /// A goal that is its own ancestor.
    #[error("a goal is its own ancestor")]
    GoalCycle,
    /// A link's strength below 0 or above 1.
    #[error("a link is not between 0 and 1")]
    LinkOutOfRange,
    /// Weights of the links that do not add up to 1.
    #[error("the weights of the links do not add up to 1")]
    WeightsUnbalanced,
    /// More aligned than there is.
    #[error("more is aligned than there is")]
    AlignedExceedsTotal,
    /// Dates that cannot have happened in this order.
    #[error("the dates are out of order")]
    DatesOutOfOrder,
    /// A date after today.
    #[error("a date lies in the future")]
    DateInFuture,
    /// A limit of nothing.
    #[error("the limit is not above zero")]
    LimitNotPositive,
    /// An answer that is no whole number from 0 to 10.
    #[error("an answer is not a whole number from 0 to 10")]
    NpsOutOfRange,
    /// A questionnaire with a blank, or without its ten answers.
    #[error("a questionnaire does not have its ten answers")]
    SusIncomplete,
    /// An answer that is no whole number from 1 to 5, or a score that is not between 0 and 100.
    #[error("an answer is not a whole number from 1 to 5, or a score not between 0 and 100")]
    SusOutOfRange,
    /// A rating that is no whole number from 1 to 5.
    #[error("a rating is not a whole number from 1 to 5")]
    CsatOutOfRange,
}

impl Unmeasurable {
    /// The stable code.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::MissingInput => "missing-input",
            Self::NotFinite => "not-finite",
            Self::NegativeInput => "negative-input",
            Self::NotPositive => "not-positive",
            Self::ShareOutOfRange => "share-out-of-range",
            Self::CountOutOfRange => "count-out-of-range",
            Self::OutOfScale => "out-of-scale",
            Self::ImpactUnreadable => "impact-unreadable",
            Self::ConfidenceUnreadable => "confidence-unreadable",
            Self::ConfidenceOutOfRange => "confidence-out-of-range",
            Self::EffortNotPositive => "effort-not-positive",
            Self::EffortUnreadable => "effort-unreadable",
            Self::PriorityUnknown => "priority-unknown",
            Self::PeriodUnreadable => "period-unreadable",
            Self::PeriodReversed => "period-reversed",
            Self::PeriodEmpty => "period-empty",
            Self::KindNeeded => "kind-needed",
            Self::DirectionMismatch => "direction-mismatch",
            Self::MaintainNeedsBound => "maintain-needs-bound",
            Self::MilestoneEmpty => "milestone-empty",
            Self::GoalCycle => "goal-cycle",
            Self::LinkOutOfRange => "link-out-of-range",
            Self::WeightsUnbalanced => "weights-unbalanced",
            Self::AlignedExceedsTotal => "aligned-exceeds-total",
            Self::DatesOutOfOrder => "dates-out-of-order",
            Self::DateInFuture => "date-in-future",
            Self::LimitNotPositive => "limit-not-positive",
            Self::NpsOutOfRange => "nps-out-of-range",
            Self::SusIncomplete => "sus-incomplete",
            Self::SusOutOfRange => "sus-out-of-range",
            Self::CsatOutOfRange => "csat-out-of-range",
        }
    }
}
