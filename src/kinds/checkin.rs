//! A check-in: what a team says about its goal in a week.

use jiff::civil::Date;

use crate::kinds::edges::{Edges, Relation};
use crate::kinds::status::Status;
use crate::kinds::{Kind, kind_of};
use crate::parse::fields::{Fields, Ref};

/// A check-in.
#[derive(Debug, Clone, Default)]
pub struct Checkin {
    /// The day.
    pub date: Option<Date>,
    /// Who speaks.
    pub team: Option<Ref>,
    /// About which goal.
    pub goal: Option<Ref>,
    /// How sure they are to reach it, 0 to 1.
    pub confidence: Option<f64>,
    /// What is in the way.
    pub blockers: Vec<Box<str>>,
    /// What they ask of others.
    pub asks: Vec<Ask>,
}

/// Something asked of others.
#[derive(Debug, Clone)]
pub struct Ask {
    /// Of whom.
    pub of: Option<Ref>,
    /// What.
    pub what: Option<Box<str>>,
}

impl Kind for Checkin {
    const NAME: &'static str = "checkin";
    const HOMES: &'static [&'static str] = &["checkins"];
    const STATUSES: &'static [&'static str] = &["on-track", "at-risk", "off-track"];
    const DEFAULT_STATUS: Option<Status> = None;

    fn read(f: &mut Fields<'_>) -> Self {
        Self {
            date: f.field("date", "The day.").required().date(),
            team: f.field("team", "Who speaks.").required().reference(&["team"]),
            goal: f.field("goal", "About which goal.").required().reference(&["goal"]),
            confidence: f
                .field("confidence", "How sure they are to reach it: `0.7` or `7/10`.")
                .required()
                .scalar_or(
                    "confidence-out-of-range",
                    crate::parse::schema::Shape::Share,
                    "a confidence from 0 to 1, such as `0.7` or `7/10`",
                    crate::parse::fields::share,
                    |_| None,
                ),
            blockers: f.field("blockers", "What is in the way.").texts(),
            asks: f
                .field("asks", "What they ask of others.")
                .items(Some("what"), |f| {
                    let of = f.field("of", "Of whom.").reference(&["team", "person"]);
                    let what = f.field("what", "What.").text();
                    Some(Ask { of, what })
                })
                .unwrap_or_default(),
        }
    }

    fn edges(&self, out: &mut Edges) {
        out.one(Relation::CheckinTeam, self.team.as_ref());
        out.one(Relation::CheckinGoal, self.goal.as_ref());
        for (index, ask) in self.asks.iter().enumerate() {
            out.in_list(Relation::Asks, ("asks", index), ".of", ask.of.as_ref());
        }
    }

    kind_of!(Checkin);
}
