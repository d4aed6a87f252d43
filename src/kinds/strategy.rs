//! A strategy: why, for whom, by which pillars, and what not.

use crate::kinds::edges::{Edges, Relation};
use crate::kinds::status::Status;
use crate::kinds::values::{Forms, Period};
use crate::kinds::{Kind, kind_of};
use crate::parse::fields::{Fields, Ref};

/// A strategy.
#[derive(Debug, Clone, Default)]
pub struct Strategy {
    /// The time it is for.
    pub period: Option<Period>,
    /// What it rests on.
    pub pillars: Vec<Pillar>,
    /// What is refused on purpose.
    pub not_doing: Vec<Box<str>>,
    /// The one metric that stands for its success.
    pub north_star: Option<Ref>,
    /// The world when it has worked.
    pub vision: Option<Box<str>>,
}

/// A pillar of a strategy.
#[derive(Debug, Clone)]
pub struct Pillar {
    /// Its id within the strategy.
    pub id: Box<str>,
    /// What it is called.
    pub title: Option<Box<str>>,
    /// Its planned share of effort, in any unit.
    pub weight: Option<f64>,
    /// Why it matters.
    pub why: Option<Box<str>>,
}

impl Kind for Strategy {
    const NAME: &'static str = "strategy";
    const HOMES: &'static [&'static str] = &["strategy", "strategies"];
    const STATUSES: &'static [&'static str] = &["draft", "active", "superseded", "dropped"];
    const DEFAULT_STATUS: Option<Status> = Some(Status::Active);

    fn read(f: &mut Fields<'_>) -> Self {
        Self {
            period: f
                .field("period", "The time it is for.")
                .aliases(&["quarter", "cycle", "timespan"])
                .required()
                .period(),
            pillars: f
                .field("pillars", "What it rests on; goals hang under them.")
                .required()
                .items(Some("id"), |f| {
                    let id = f.field("id", "Its id within the strategy.").required().text();
                    let title = f.field("title", "What it is called.").text();
                    let weight = f
                        .field("weight", "Its planned share of effort, in any unit.")
                        .number_within(Some(0.0), None);
                    let why = f.field("why", "Why it matters.").text();
                    let _ = f.field("summary", "One sentence.").text();
                    id.map(|id| Pillar { id, title, weight, why })
                })
                .unwrap_or_default(),
            not_doing: f.field("not_doing", "What is refused on purpose.").texts(),
            north_star: f
                .field("north_star", "The one metric that stands for its success.")
                .reference(&["metric"]),
            vision: f.field("vision", "The world when it has worked.").text(),
        }
    }

    fn edges(&self, out: &mut Edges) {
        out.one(Relation::NorthStar, self.north_star.as_ref());
    }

    kind_of!(Strategy);
}
