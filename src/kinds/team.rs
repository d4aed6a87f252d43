//! A team: a squad that builds, or a tribe of squads.

use crate::kinds::edges::{Edges, Relation};
use crate::kinds::status::Status;
use crate::kinds::values::Every;
use crate::kinds::{Kind, kind_of};
use crate::parse::fields::{Fields, Ref};
use crate::words;

words! {
    /// What sort of team it is.
    TeamKind {
        /// Squads that belong together.
        Tribe = "tribe",
        /// People who build together.
        Squad = "squad",
    }
}

/// A team.
#[derive(Debug, Clone, Default)]
pub struct Team {
    /// What sort it is; a squad where nothing is written.
    pub kind: Option<TeamKind>,
    /// Who leads it.
    pub lead: Option<Ref>,
    /// What it is there for.
    pub mission: Option<Box<str>>,
    /// The tribe of a squad.
    pub tribe: Option<Ref>,
    /// Its people.
    pub members: Vec<Ref>,
    /// How much it wants in progress at once.
    pub wip_limit: Option<f64>,
    /// How often it checks in; weekly where nothing is written.
    pub checkin_every: Option<Every>,
    /// Person-weeks that it has in a quarter.
    pub capacity: Option<f64>,
}

impl Kind for Team {
    const NAME: &'static str = "team";
    const HOMES: &'static [&'static str] = &["teams"];
    const STATUSES: &'static [&'static str] = &[];
    const DEFAULT_STATUS: Option<Status> = None;

    fn read(f: &mut Fields<'_>) -> Self {
        Self {
            kind: f.field("kind", "A squad or a tribe.").choice(),
            lead: f.field("lead", "Who leads it.").reference(&["person"]),
            mission: f.field("mission", "What it is there for.").text(),
            tribe: f.field("tribe", "The tribe of a squad.").reference(&["team"]),
            members: f.field("members", "Its people.").references(&["person"]),
            wip_limit: f
                .field("wip_limit", "How much it wants in progress at once.")
                .number_within(Some(0.0), None),
            checkin_every: f.field("checkin_every", "How often it checks in.").choice(),
            capacity: f
                .field("capacity", "Person-weeks that it has in a quarter.")
                .number_within(Some(0.0), None),
        }
    }

    fn edges(&self, out: &mut Edges) {
        out.one(Relation::Lead, self.lead.as_ref());
        out.one(Relation::Tribe, self.tribe.as_ref());
        out.many(Relation::Members, &self.members);
    }

    kind_of!(Team);
}
