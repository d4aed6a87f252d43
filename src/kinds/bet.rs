//! A bet: something that we might build, with what speaks for it and the answer.

use jiff::civil::Date;

use crate::kinds::edges::{Edges, Relation};
use crate::kinds::goal::{Dependency, dependencies, dependency_edges};
use crate::kinds::status::Status;
use crate::kinds::values::{Effort, EffortUnit, Forms};
use crate::kinds::{Kind, kind_of};
use crate::parse::fields::{Fields, Ref};
use crate::words;

words! {
    /// How badly it is needed this time.
    Moscow {
        /// Nothing works without it.
        Must = "must",
        /// Painful to leave out.
        Should = "should",
        /// Nice to have.
        Could = "could",
        /// Not this time.
        Wont = "wont",
    }
}

words! {
    /// The kind of risk in an assumption.
    Risk {
        /// Will they want it?
        Value = "value",
        /// Can they use it?
        Usability = "usability",
        /// Can we build it?
        Feasibility = "feasibility",
        /// Does it work for the business?
        Viability = "viability",
    }
}

/// A bet.
#[derive(Debug, Clone, Default)]
pub struct Bet {
    /// When it was asked for.
    pub proposed: Option<Date>,
    /// The goal that it serves.
    pub goal: Option<Ref>,
    /// How badly it is needed this time.
    pub moscow: Option<Moscow>,
    /// How many it reaches, in the site's unit of reach.
    pub reach: Option<f64>,
    /// How much it helps each: 0.25, 0.5, 1, 2, 3.
    pub impact: Option<f64>,
    /// How sure we are, 0 to 1; above 1 it is read as percent.
    pub confidence: Option<f64>,
    /// Its size.
    pub effort: Option<Effort>,
    /// Inputs of a WSJF score.
    pub wsjf: Option<Wsjf>,
    /// Inputs of an ICE score.
    pub ice: Option<Ice>,
    /// When it was decided.
    pub decided: Option<Date>,
    /// The decision about it.
    pub decision: Option<Ref>,
    /// Why it was declined or deferred.
    pub reason: Option<Box<str>>,
    /// When a deferred one is looked at again.
    pub revisit: Option<Date>,
    /// The most that it may cost.
    pub appetite: Option<Effort>,
    /// The need that it answers.
    pub opportunity: Option<Box<str>>,
    /// What must be true for it to work.
    pub assumptions: Vec<Assumption>,
    /// What speaks for it.
    pub evidence: Vec<Evidence>,
    /// What it needs.
    pub depends_on: Vec<Dependency>,
}

/// Inputs of weighted shortest job first.
#[derive(Debug, Clone, Default)]
pub struct Wsjf {
    /// Value for users and business.
    pub business_value: Option<f64>,
    /// How fast the value decays.
    pub time_criticality: Option<f64>,
    /// What risk it removes or opportunity it opens.
    pub risk_opportunity: Option<f64>,
    /// Relative size.
    pub job_size: Option<f64>,
}

/// Inputs of impact, confidence, ease.
#[derive(Debug, Clone, Default)]
pub struct Ice {
    /// 1 to 10.
    pub impact: Option<f64>,
    /// 1 to 10.
    pub confidence: Option<f64>,
    /// 1 to 10.
    pub ease: Option<f64>,
}

/// Something that must be true.
#[derive(Debug, Clone)]
pub struct Assumption {
    /// What.
    pub text: Option<Box<str>>,
    /// The kind of risk.
    pub risk: Option<Risk>,
    /// How it is tested.
    pub test: Option<Box<str>>,
    /// What came out.
    pub result: Option<Box<str>>,
}

/// Something that speaks for a bet or release: a document, or a dated note.
#[derive(Debug, Clone)]
pub enum Evidence {
    /// Feedback or a study.
    Document(Ref),
    /// A note of its own.
    Note { date: Option<Date>, note: Option<Box<str>>, url: Option<Box<str>> },
}

/// Reads `evidence`, which bets and releases have.
pub fn evidence(f: &mut Fields<'_>) -> Vec<Evidence> {
    f.field("evidence", "What speaks for it: ids of feedback or studies, or dated notes.")
        .items(Some("id"), |f| {
            let id = f.field("id", "Feedback or a study.").reference(&["feedback", "study"]);
            let date = f.field("date", "When it was learnt.").date();
            let note = f.field("note", "What was learnt.").aliases(&["text", "what"]).text();
            let url = f.field("url", "Where it can be read.").text();
            Some(id.map_or(Evidence::Note { date, note, url }, Evidence::Document))
        })
        .unwrap_or_default()
}

/// The links of `evidence`.
pub fn evidence_edges(list: &[Evidence], out: &mut Edges) {
    for (index, item) in list.iter().enumerate() {
        if let Evidence::Document(id) = item {
            out.in_list(Relation::Evidence, ("evidence", index), ".id", Some(id));
        }
    }
}

impl Kind for Bet {
    const NAME: &'static str = "bet";
    const HOMES: &'static [&'static str] = &["bets"];
    const STATUSES: &'static [&'static str] = &["proposed", "accepted", "declined", "deferred"];
    const DEFAULT_STATUS: Option<Status> = None;

    fn read(f: &mut Fields<'_>) -> Self {
        Self {
            proposed: f.field("proposed", "When it was asked for.").required().date(),
            goal: f
                .field("goal", "The goal that it serves.")
                .aliases(&["objective"])
                .reference(&["goal"]),
            moscow: f.field("moscow", "How badly it is needed this time.").choice(),
            reach: f.field("reach", "How many it reaches, in the site's unit of reach.").number(),
            impact: f.field("impact", "How much it helps each: 0.25, 0.5, 1, 2, 3.").number(),
            confidence: f
                .field("confidence", "How sure we are, 0 to 1 (above 1: percent).")
                .scalar(
                    crate::parse::schema::Shape::Percent,
                    "a share such as `0.8` or `80%`",
                    |text| {
                        text.strip_suffix('%').map_or_else(
                            || crate::parse::fields::number(text),
                            |t| crate::parse::fields::number(t).map(|n| n / 100.0),
                        )
                    },
                ),
            effort: f
                .field("effort", "Its size; a bare number is person-months.")
                .effort(EffortUnit::Months),
            wsjf: f.field("wsjf", "Inputs of weighted shortest job first.").object(|f| Wsjf {
                business_value: f
                    .field("business_value", "Value for users and business.")
                    .aliases(&["value"])
                    .number(),
                time_criticality: f
                    .field("time_criticality", "How fast the value decays.")
                    .number(),
                risk_opportunity: f
                    .field("risk_opportunity", "What risk it removes or opportunity it opens.")
                    .aliases(&["risk_reduction"])
                    .number(),
                job_size: f.field("job_size", "Relative size.").aliases(&["size"]).number(),
            }),
            ice: f.field("ice", "Inputs of impact, confidence, ease; each 1 to 10.").object(|f| {
                Ice {
                    impact: f.field("impact", "1 to 10.").number(),
                    confidence: f.field("confidence", "1 to 10.").number(),
                    ease: f.field("ease", "1 to 10.").number(),
                }
            }),
            decided: f.field("decided", "When it was decided.").date(),
            decision: f.field("decision", "The decision about it.").reference(&["decision"]),
            reason: f.field("reason", "Why it was declined or deferred.").text(),
            revisit: f.field("revisit", "When a deferred one is looked at again.").date(),
            appetite: f.field("appetite", "The most that it may cost.").effort(EffortUnit::Months),
            opportunity: f.field("opportunity", "The need that it answers.").text(),
            assumptions: f
                .field("assumptions", "What must be true for it to work.")
                .aliases(&["key_assumptions"])
                .items(Some("text"), |f| {
                    Some(Assumption {
                        text: f
                            .field("text", "What must be true.")
                            .aliases(&["assumption"])
                            .required()
                            .text(),
                        risk: f.field("risk", "The kind of risk.").choice(),
                        test: f.field("test", "How it is tested.").text(),
                        result: f.field("result", "What came out.").text(),
                    })
                })
                .unwrap_or_default(),
            evidence: evidence(f),
            depends_on: dependencies(f),
        }
    }

    fn edges(&self, out: &mut Edges) {
        out.one(Relation::Goal, self.goal.as_ref());
        out.one(Relation::Decision, self.decision.as_ref());
        evidence_edges(&self.evidence, out);
        dependency_edges(&self.depends_on, out);
    }

    kind_of!(Bet);
}
