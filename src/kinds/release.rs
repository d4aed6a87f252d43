//! A release: what reaches users, for which goal, and whether it worked.

use jiff::civil::Date;

use crate::kinds::bet::{Evidence, evidence, evidence_edges};
use crate::kinds::edges::{Edges, Relation};
use crate::kinds::goal::{Dependency, dependencies, dependency_edges};
use crate::kinds::status::Status;
use crate::kinds::values::{Effort, EffortUnit, Forms, roles};
use crate::kinds::{Kind, kind_of};
use crate::parse::fields::{Fields, Ref};
use crate::words;

words! {
    /// What sort of release it is.
    ReleaseKind {
        /// Something new.
        Feature = "feature",
        /// A mend of what broke.
        Hotfix = "hotfix",
        /// Keeps things running.
        Maintenance = "maintenance",
    }
}

words! {
    /// How far the thing has come.
    Stage {
        /// The smallest thing that teaches.
        Mvp = "mvp",
        /// A step on from it.
        Iteration = "iteration",
        /// For everybody.
        Ga = "ga",
        /// Taken away.
        Retired = "retired",
    }
}

/// A release.
#[derive(Debug, Clone, Default)]
pub struct Release {
    /// The goals that it serves, with the share of each.
    pub goals: Vec<GoalShare>,
    /// Why it serves none.
    pub unaligned_reason: Option<Box<str>>,
    /// Key results or metrics that it should move.
    pub moves: Vec<Ref>,
    /// The bet that it ships.
    pub bet: Option<Ref>,
    /// Who builds it.
    pub team: Option<Ref>,
    /// Its version, as text.
    pub version: Option<Box<str>>,
    /// When work began.
    pub started: Option<Date>,
    /// When the first change was committed.
    pub first_commit: Option<Date>,
    /// Every date ever promised, oldest first.
    pub targets: Vec<Date>,
    /// When it reached users.
    pub shipped: Option<Date>,
    /// Its size.
    pub effort: Option<Effort>,
    /// What sort it is; a feature where nothing is written.
    pub kind: Option<ReleaseKind>,
    /// How far the thing has come.
    pub stage: Option<Stage>,
    /// The release that it carries on.
    pub iterates: Option<Ref>,
    /// Whether it broke something.
    pub failed: Option<bool>,
    /// When that was mended.
    pub recovered: Option<Date>,
    /// Who does which part.
    pub roles: Vec<(Box<str>, Box<str>)>,
    /// What it needs.
    pub depends_on: Vec<Dependency>,
    /// What speaks for it.
    pub evidence: Vec<Evidence>,
    /// What it should change, and what it did.
    pub outcome: Option<Outcome>,
    /// Whom or what it waits for.
    pub waiting_on: Option<Waiting>,
    /// Metrics that must not suffer.
    pub guarded_by: Vec<Ref>,
    /// The decision about it.
    pub decision: Option<Ref>,
}

/// A goal and the share of the release that serves it.
#[derive(Debug, Clone)]
pub struct GoalShare {
    /// The goal.
    pub goal: Ref,
    /// 0 to 1; equal shares where nothing is written.
    pub share: Option<f64>,
}

/// What a release should change, and what it did.
#[derive(Debug, Clone, Default)]
pub struct Outcome {
    /// For the people who use it.
    pub customer: Option<Box<str>>,
    /// For the business.
    pub business: Option<Box<str>>,
    /// What is expected, in words.
    pub expected: Option<Box<str>>,
    /// The expected change of the metric, where it is written as a number.
    pub change: Option<f64>,
    /// The expected value of the metric, where it is written as a number.
    pub reaches: Option<f64>,
    /// By when.
    pub by: Option<Date>,
    /// How sure we are.
    pub confidence: Option<f64>,
    /// When we looked.
    pub measured: Option<Date>,
    /// Whether it moved.
    pub moved: Option<bool>,
    /// What was read.
    pub value: Option<f64>,
}

/// Whom or what a release waits for.
#[derive(Debug, Clone)]
pub struct Waiting {
    /// Whom or what: an id, or words.
    pub on: Box<str>,
    /// Since when.
    pub since: Option<Date>,
    /// For what.
    pub what: Option<Box<str>>,
}

fn outcome(f: &mut Fields<'_>) -> Outcome {
    let customer = f.field("customer", "What it changes for the people who use it.").text();
    let business = f.field("business", "What it changes for the business.").text();
    let mut out = Outcome {
        customer,
        business,
        by: f.field("by", "By when.").date(),
        confidence: f.field("confidence", "How sure we are.").share(),
        measured: f.field("measured", "When we looked.").date(),
        moved: f.field("moved", "Whether it moved.").flag(),
        value: f.field("value", "What was read.").number(),
        ..Outcome::default()
    };
    read_expected(f, &mut out);
    out
}

/// `expected` is words, or `{change: n}` or `{value: n}`.
fn read_expected(f: &mut Fields<'_>, out: &mut Outcome) {
    let numbers = f
        .field("expected", "What is expected: words, or `{change: n}` or `{value: n}`.")
        .items(Some("text"), |f| {
            Some((
                f.field("text", "In words.").text(),
                f.field("change", "The change of the metric.").number(),
                f.field("value", "The value of the metric.").number(),
            ))
        });
    if let Some((text, change, reaches)) = numbers.and_then(|list| list.into_iter().next()) {
        out.expected = text.or_else(|| {
            change
                .map(|n| format!("a change of {n}").into())
                .or_else(|| reaches.map(|n| format!("reaches {n}").into()))
        });
        out.change = change;
        out.reaches = reaches;
    }
}

impl Kind for Release {
    const NAME: &'static str = "release";
    const HOMES: &'static [&'static str] = &["releases"];
    const STATUSES: &'static [&'static str] = &["planned", "in-progress", "shipped", "cancelled"];
    const DEFAULT_STATUS: Option<Status> = None;

    fn read(f: &mut Fields<'_>) -> Self {
        Self {
            goals: f
                .field("goals", "The goals that it serves; an entry may be `{goal, share}`.")
                .aliases(&["goal", "objective", "objectives"])
                .items(Some("goal"), |f| {
                    let goal = f.field("goal", "The goal.").required().reference(&["goal"]);
                    let share =
                        f.field("share", "The share of the release that serves it.").share();
                    goal.map(|goal| GoalShare { goal, share })
                })
                .unwrap_or_default(),
            unaligned_reason: f.field("unaligned_reason", "Why it serves no goal.").text(),
            moves: f
                .field("moves", "Key results or metrics that it should move.")
                .references(&["goal", "metric"]),
            bet: f.field("bet", "The bet that it ships.").reference(&["bet"]),
            team: f.field("team", "Who builds it.").reference(&["team"]),
            version: f.field("version", "Its version, as text.").text(),
            started: f.field("started", "When work began.").date(),
            first_commit: f.field("first_commit", "When the first change was committed.").date(),
            targets: f
                .field("targets", "Every date ever promised, oldest first.")
                .aliases(&["target", "due", "due_date"])
                .dates(),
            shipped: f.field("shipped", "When it reached users.").aliases(&["released"]).date(),
            effort: f
                .field("effort", "Its size; a bare number is person-weeks.")
                .effort(EffortUnit::Weeks),
            kind: f.field("kind", "What sort of release it is.").choice(),
            stage: f.field("stage", "How far the thing has come.").choice(),
            iterates: f
                .field("iterates", "The release that it carries on.")
                .reference(&["release"]),
            failed: f.field("failed", "Whether it broke something.").flag(),
            recovered: f.field("recovered", "When that was mended.").date(),
            roles: roles(f),
            depends_on: dependencies(f),
            evidence: evidence(f),
            outcome: f
                .field("outcome", "What it should change, and what it did.")
                .aliases(&["success_metric"])
                .object(outcome),
            waiting_on: f
                .field("waiting_on", "Whom or what it waits for, since when.")
                .items(Some("on"), |f| {
                    let on =
                        f.field("on", "Whom or what.").aliases(&["item", "who"]).required().text();
                    let since = f.field("since", "Since when.").date();
                    let what = f.field("what", "For what.").text();
                    on.map(|on| Waiting { on, since, what })
                })
                .and_then(|list| list.into_iter().next()),
            guarded_by: f
                .field("guarded_by", "Metrics that must not suffer.")
                .references(&["metric"]),
            decision: f.field("decision", "The decision about it.").reference(&["decision"]),
        }
    }

    fn edges(&self, out: &mut Edges) {
        for (index, entry) in self.goals.iter().enumerate() {
            out.in_list(Relation::Goals, ("goals", index), ".goal", Some(&entry.goal));
        }
        out.many(Relation::Moves, &self.moves);
        out.one(Relation::Bet, self.bet.as_ref());
        out.one(Relation::Team, self.team.as_ref());
        out.one(Relation::Iterates, self.iterates.as_ref());
        out.many(Relation::GuardedBy, &self.guarded_by);
        out.one(Relation::Decision, self.decision.as_ref());
        evidence_edges(&self.evidence, out);
        dependency_edges(&self.depends_on, out);
        for (role, person) in &self.roles {
            out.at(
                Relation::Roles,
                &format!("roles.{role}"),
                Some(&Ref { target: person.clone() }),
            );
        }
    }

    kind_of!(Release);
}
