//! A decision: what was chosen, by whom, with what else on the table.

use jiff::civil::Date;

use crate::kinds::edges::{Edges, Relation};
use crate::kinds::status::Status;
use crate::kinds::{Kind, kind_of};
use crate::parse::fields::{Fields, Ref};

/// A decision.
#[derive(Debug, Clone, Default)]
pub struct Decision {
    /// The day.
    pub date: Option<Date>,
    /// Who drove it.
    pub driver: Option<Ref>,
    /// Who approved it.
    pub approver: Option<Ref>,
    /// Who was asked.
    pub contributors: Vec<Ref>,
    /// Who was told.
    pub informed: Vec<Ref>,
    /// What else was on the table.
    pub options: Vec<Box<str>>,
    /// Why the question came up.
    pub context: Option<Box<str>>,
    /// The answer.
    pub outcome: Option<Box<str>>,
    /// Bets that it accepts.
    pub accepts: Vec<Ref>,
    /// Bets that it declines.
    pub declines: Vec<Ref>,
    /// Bets that it defers.
    pub defers: Vec<Ref>,
}

impl Kind for Decision {
    const NAME: &'static str = "decision";
    const HOMES: &'static [&'static str] = &["decisions"];
    const STATUSES: &'static [&'static str] = &[];
    const DEFAULT_STATUS: Option<Status> = None;

    fn read(f: &mut Fields<'_>) -> Self {
        Self {
            date: f.field("date", "The day.").required().date(),
            driver: f
                .field("driver", "Who drove it.")
                .aliases(&["deciders", "decider"])
                .required()
                .reference(&["person"]),
            approver: f.field("approver", "Who approved it.").reference(&["person"]),
            contributors: f
                .field("contributors", "Who was asked.")
                .aliases(&["consulted"])
                .references(&["person", "team"]),
            informed: f.field("informed", "Who was told.").references(&["person", "team"]),
            options: f.field("options", "What else was on the table.").texts(),
            context: f.field("context", "Why the question came up.").text(),
            outcome: f.field("outcome", "The answer.").text(),
            accepts: f.field("accepts", "Bets that it accepts.").references(&["bet"]),
            declines: f.field("declines", "Bets that it declines.").references(&["bet"]),
            defers: f.field("defers", "Bets that it defers.").references(&["bet"]),
        }
    }

    fn edges(&self, out: &mut Edges) {
        out.one(Relation::Driver, self.driver.as_ref());
        out.one(Relation::Approver, self.approver.as_ref());
        out.many(Relation::Contributors, &self.contributors);
        out.many(Relation::Informed, &self.informed);
        out.many(Relation::Accepts, &self.accepts);
        out.many(Relation::Declines, &self.declines);
        out.many(Relation::Defers, &self.defers);
    }

    kind_of!(Decision);
}
