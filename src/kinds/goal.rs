//! A goal: what success looks like in a period, said by key results.

use crate::kinds::edges::{Edges, Effect, Relation};
use crate::kinds::status::Status;
use crate::kinds::values::{Forms, Period};
use crate::kinds::{Kind, kind_of};
use crate::parse::fields::{Fields, Ref};
use crate::words;

words! {
    /// What a full score means.
    Ambition {
        /// Promised: 1.0 is expected.
        Committed = "committed",
        /// A stretch: 0.7 is a success.
        Aspirational = "aspirational",
    }
}

words! {
    /// Where a goal's progress comes from.
    Rollup {
        /// Its own key results.
        Krs = "krs",
        /// The goals below.
        Children = "children",
        /// Both.
        Both = "both",
    }
}

words! {
    /// How a key result is measured.
    KrKind {
        /// From a baseline up to a target.
        Increase = "increase",
        /// From a baseline down to a target.
        Decrease = "decrease",
        /// Within a floor and a ceiling.
        Maintain = "maintain",
        /// So many of so many.
        Milestone = "milestone",
    }
}

/// A goal.
#[derive(Debug, Clone, Default)]
pub struct Goal {
    /// The time it is for.
    pub period: Option<Period>,
    /// The strategy's pillar that it serves.
    pub pillar: Option<Ref>,
    /// The goal that it is part of.
    pub parent: Option<Ref>,
    /// Promised or a stretch; committed where nothing is written.
    pub ambition: Option<Ambition>,
    /// The teams that work for it.
    pub teams: Vec<Ref>,
    /// Its weight in its parent.
    pub weight: Option<f64>,
    /// Where its progress comes from.
    pub rollup: Option<Rollup>,
    /// The goal of an earlier period that it carries on.
    pub continues: Vec<Ref>,
    /// A word on its status.
    pub status_note: Option<Box<str>>,
    /// Metrics that must not suffer.
    pub guarded_by: Vec<Ref>,
    /// What it needs.
    pub depends_on: Vec<Dependency>,
    /// Its key results.
    pub krs: Vec<KeyResult>,
}

/// A key result.
#[derive(Debug, Clone)]
pub struct KeyResult {
    /// Its id within the goal; its place in the list where none is written.
    pub id: Box<str>,
    /// Whether the id is written.
    pub id_written: bool,
    /// What should be true.
    pub title: Option<Box<str>>,
    /// How it is measured, where written.
    pub kind: Option<KrKind>,
    /// The metric that it reads.
    pub metric: Option<Ref>,
    /// Where it begins.
    pub baseline: Option<f64>,
    /// Where it should be.
    pub target: Option<f64>,
    /// The reading as written, in place of the metric's.
    pub current: Option<f64>,
    /// Lowest value that is right.
    pub floor: Option<f64>,
    /// Highest value that is right.
    pub ceiling: Option<f64>,
    /// How many are done.
    pub done: Option<f64>,
    /// Of how many.
    pub total: Option<f64>,
    /// Its weight in the goal.
    pub weight: Option<f64>,
    /// The unit of its numbers.
    pub unit: Option<Box<str>>,
    /// Who answers for it.
    pub owner: Option<Ref>,
}

/// Something that is needed first.
#[derive(Debug, Clone)]
pub struct Dependency {
    /// What is needed.
    pub item: Ref,
    /// How much it holds up; slows where nothing is written.
    pub effect: Effect,
    /// Whether the other side has agreed to it.
    pub accepted: Option<bool>,
    /// By when it is needed.
    pub by: Option<crate::base::date::Date>,
}

words! {
    /// The words of an effect.
    EffectWord {
        /// Nothing yet.
        None = "none",
        /// It slows.
        Slows = "slows",
        /// It blocks.
        Blocks = "blocks",
    }
}

/// Reads `depends_on`, which several kinds have.
pub fn dependencies(f: &mut Fields<'_>) -> Vec<Dependency> {
    f.field("depends_on", "What it needs first, with the effect: none, slows or blocks.")
        .aliases(&["dependencies", "blocked_by"])
        .items(Some("item"), |f| {
            let item = f
                .field("item", "What is needed.")
                .required()
                .reference(&["release", "bet", "goal"]);
            let effect = match f.field("effect", "How much it holds up.").choice::<EffectWord>() {
                Some(EffectWord::None) => Effect::None,
                Some(EffectWord::Blocks) => Effect::Blocks,
                Some(EffectWord::Slows) | None => Effect::Slows,
            };
            let accepted = f.field("accepted", "Whether the other side has agreed to it.").flag();
            let by = f.field("by", "By when it is needed.").date();
            let _ = f.field("note", "A word on it.").text();
            item.map(|item| Dependency { item, effect, accepted, by })
        })
        .unwrap_or_default()
}

/// The links of `depends_on`.
pub fn dependency_edges(list: &[Dependency], out: &mut Edges) {
    for (index, dependency) in list.iter().enumerate() {
        out.in_list(Relation::DependsOn, ("depends_on", index), ".item", Some(&dependency.item));
    }
}

fn key_result(f: &mut Fields<'_>, index: usize) -> KeyResult {
    let id = f.field("id", "Its id within the goal.").text();
    KeyResult {
        id_written: id.is_some(),
        id: id.unwrap_or_else(|| format!("kr{}", index + 1).into()),
        title: f.field("title", "What should be true.").aliases(&["kr", "name"]).required().text(),
        kind: f.field("kind", "How it is measured.").choice(),
        metric: f.field("metric", "The metric that it reads.").reference(&["metric"]),
        baseline: f.field("baseline", "Where it begins.").aliases(&["start", "from"]).number(),
        target: f.field("target", "Where it should be.").aliases(&["to"]).number(),
        current: f
            .field("current", "The reading, in place of the metric's.")
            .aliases(&["value", "now"])
            .number(),
        floor: f.field("floor", "Lowest value that is right.").number(),
        ceiling: f.field("ceiling", "Highest value that is right.").number(),
        done: f.field("done", "How many are done.").number_within(Some(0.0), None),
        total: f.field("total", "Of how many.").number_within(Some(0.0), None),
        weight: f.field("weight", "Its weight in the goal.").number_within(Some(0.0), None),
        unit: f.field("unit", "The unit of its numbers.").text(),
        owner: f.field("owner", "Who answers for it.").reference(&["person", "team"]),
    }
}

impl Kind for Goal {
    const NAME: &'static str = "goal";
    const HOMES: &'static [&'static str] = &["goals"];
    const STATUSES: &'static [&'static str] = &["draft", "active", "dropped"];
    const DEFAULT_STATUS: Option<Status> = Some(Status::Active);

    fn read(f: &mut Fields<'_>) -> Self {
        let mut index = 0;
        Self {
            period: f
                .field("period", "The time it is for.")
                .aliases(&["quarter", "cycle", "timespan"])
                .required()
                .period(),
            pillar: f
                .field("pillar", "The strategy's pillar that it serves.")
                .reference(&["strategy"]),
            parent: f.field("parent", "The goal that it is part of.").reference(&["goal"]),
            ambition: f
                .field("ambition", "Promised (committed) or a stretch (aspirational).")
                .choice(),
            teams: f
                .field("teams", "The teams that work for it.")
                .aliases(&["team"])
                .references(&["team"]),
            weight: f.field("weight", "Its weight in its parent.").number_within(Some(0.0), None),
            rollup: f.field("rollup", "Where its progress comes from.").choice(),
            continues: f
                .field("continues", "The goal of an earlier period that it carries on.")
                .references(&["goal"]),
            status_note: f.field("status_note", "A word on its status.").text(),
            guarded_by: f
                .field("guarded_by", "Metrics that must not suffer.")
                .references(&["metric"]),
            depends_on: dependencies(f),
            krs: f
                .field("krs", "Key results: how we know that it is reached.")
                .aliases(&["key_results"])
                .items(Some("title"), |f| {
                    index += 1;
                    Some(key_result(f, index - 1))
                })
                .unwrap_or_default(),
        }
    }

    fn edges(&self, out: &mut Edges) {
        out.one(Relation::Pillar, self.pillar.as_ref());
        out.one(Relation::Parent, self.parent.as_ref());
        out.many(Relation::Teams, &self.teams);
        out.many(Relation::Continues, &self.continues);
        out.many(Relation::GuardedBy, &self.guarded_by);
        dependency_edges(&self.depends_on, out);
        for (index, kr) in self.krs.iter().enumerate() {
            out.in_list(Relation::Metric, ("krs", index), ".metric", kr.metric.as_ref());
            out.in_list(Relation::Owner, ("krs", index), ".owner", kr.owner.as_ref());
        }
    }

    kind_of!(Goal);
}
