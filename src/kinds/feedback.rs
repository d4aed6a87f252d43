//! Feedback: what was heard, and how the answer travelled.

use jiff::civil::Date;

use crate::kinds::edges::{Edges, Relation};
use crate::kinds::status::Status;
use crate::kinds::{Kind, kind_of};
use crate::parse::fields::{Fields, Ref};
use crate::words;

words! {
    /// Where it was heard.
    Source {
        /// In an interview.
        Interview = "interview",
        /// In a support case.
        Support = "support",
        /// By sales.
        Sales = "sales",
        /// In a survey of recommendation.
        Nps = "nps",
        /// In a test of use.
        Usability = "usability",
        /// In data of use.
        Analytics = "analytics",
    }
}

/// Feedback.
#[derive(Debug, Clone, Default)]
pub struct Feedback {
    /// When it was heard.
    pub heard: Option<Date>,
    /// Where.
    pub source: Option<Source>,
    /// When it was decided what to do.
    pub decided: Option<Date>,
    /// When it was measured whether that helped.
    pub remeasured: Option<Date>,
    /// The decision.
    pub decision: Option<Ref>,
    /// Why it was declined.
    pub reason: Option<Box<str>>,
    /// What it speaks for.
    pub informs: Vec<Ref>,
    /// How many said it.
    pub customers: Option<f64>,
    /// The file of survey answers, beside the document.
    pub survey: Option<Box<str>>,
    /// How much it matters to them, 1 to 3 or more.
    pub importance: Option<f64>,
}

impl Kind for Feedback {
    const NAME: &'static str = "feedback";
    const HOMES: &'static [&'static str] = &["feedback"];
    const STATUSES: &'static [&'static str] = &["open", "accepted", "declined"];
    const DEFAULT_STATUS: Option<Status> = Some(Status::Open);

    fn read(f: &mut Fields<'_>) -> Self {
        Self {
            heard: f.field("heard", "When it was heard.").required().date(),
            source: f.field("source", "Where it was heard.").required().choice(),
            decided: f.field("decided", "When it was decided what to do.").date(),
            remeasured: f.field("remeasured", "When it was measured whether that helped.").date(),
            decision: f.field("decision", "The decision.").reference(&["decision"]),
            reason: f.field("reason", "Why it was declined.").text(),
            informs: f
                .field("informs", "What it speaks for.")
                .references(&["goal", "bet", "release", "metric"]),
            customers: f.field("customers", "How many said it.").number_within(Some(0.0), None),
            survey: f
                .field("survey", "The file of answers, `respondent,date,score,comment`.")
                .text(),
            importance: f.field("importance", "How much it matters to them.").number(),
        }
    }

    fn edges(&self, out: &mut Edges) {
        out.one(Relation::Decision, self.decision.as_ref());
        out.many(Relation::Informs, &self.informs);
    }

    kind_of!(Feedback);
}
