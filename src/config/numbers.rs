//! The settings of the numbers: what a link weighs, when a pace is at risk, how scores are made.

use crate::base::diagnostic::Problem;
use crate::base::place::Place;
use crate::parse::fields::Fields;
use crate::words;

/// What each link of a thread adds to its score; together they are 1. Chosen by feel.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Weights {
    /// The work names a goal.
    pub goal: f64,
    /// It says which number it should move.
    pub outcome: f64,
    /// Its goal hangs on the strategy.
    pub strategy: f64,
    /// It falls into its goal's period.
    pub time: f64,
    /// Its team works for that goal.
    pub owner: f64,
}

impl Default for Weights {
    fn default() -> Self {
        Self { goal: 0.40, outcome: 0.25, strategy: 0.15, time: 0.10, owner: 0.10 }
    }
}

impl Weights {
    pub(super) fn read(f: &mut Fields<'_>) -> Self {
        let usual = Self::default();
        let weights = Self {
            goal: f.field("goal", "The work names a goal.").share().unwrap_or(usual.goal),
            outcome: f
                .field("outcome", "It says which number it should move.")
                .share()
                .unwrap_or(usual.outcome),
            strategy: f
                .field("strategy", "Its goal hangs on the strategy.")
                .share()
                .unwrap_or(usual.strategy),
            time: f.field("time", "It falls into its goal's period.").share().unwrap_or(usual.time),
            owner: f.field("owner", "Its team works for that goal.").share().unwrap_or(usual.owner),
        };
        let sum = weights.goal + weights.outcome + weights.strategy + weights.time + weights.owner;
        if (sum - 1.0).abs() < 1e-9 {
            return weights;
        }
        let rounded = (sum * 1e6).round() / 1e6;
        f.problem(
            Problem::new(
                "wrong-type",
                Place::field("weights"),
                format!("the five weights add up to 1, not {rounded}"),
            )
            .help("the defaults are goal 0.4, outcome 0.25, strategy 0.15, time 0.1, owner 0.1"),
        );
        usual
    }
}

/// How far behind its expected progress a key result may be.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Pace {
    /// At most so far behind is on track. Chosen by feel.
    pub on_track: f64,
    /// At most so far behind is at risk; more is off track. Chosen by feel.
    pub at_risk: f64,
}

impl Default for Pace {
    fn default() -> Self {
        Self { on_track: 0.10, at_risk: 0.25 }
    }
}

impl Pace {
    pub(super) fn read(f: &mut Fields<'_>) -> Self {
        let usual = Self::default();
        let pace = Self {
            on_track: f
                .field("on_track", "At most so far behind is on track.")
                .share()
                .unwrap_or(usual.on_track),
            at_risk: f
                .field("at_risk", "At most so far behind is at risk; more is off track.")
                .share()
                .unwrap_or(usual.at_risk),
        };
        if pace.on_track <= pace.at_risk {
            return pace;
        }
        f.problem(Problem::new(
            "wrong-type",
            Place::field("thresholds"),
            format!("`on_track` ({}) is at most `at_risk` ({})", pace.on_track, pace.at_risk),
        ));
        usual
    }
}

words! {
    /// How an ICE score is made of its three numbers.
    IceMode {
        /// Their mean.
        Mean = "mean",
        /// Their product.
        Product = "product",
    }
}

/// How scores are made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Scoring {
    /// How an ICE score is made.
    pub ice: IceMode,
}

impl Default for Scoring {
    fn default() -> Self {
        Self { ice: IceMode::Mean }
    }
}

impl Scoring {
    pub(super) fn read(f: &mut Fields<'_>) -> Self {
        let ice = f.field("ice", "How an ICE score is made of its three numbers.").choice();
        Self { ice: ice.unwrap_or(IceMode::Mean) }
    }
}

words! {
    /// The unit in which effort is shown.
    ShownEffort {
        /// Person-weeks.
        Weeks = "pw",
        /// Person-months.
        Months = "pm",
        /// Person-days.
        Days = "pd",
    }
}
