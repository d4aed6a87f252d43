//! A person.

use jiff::civil::Date;

use crate::kinds::edges::{Edges, Relation};
use crate::kinds::status::Status;
use crate::kinds::{Kind, kind_of};
use crate::parse::fields::{Fields, Ref};

/// A person.
#[derive(Debug, Clone, Default)]
pub struct Person {
    /// The name.
    pub name: Option<Box<str>>,
    /// What they do.
    pub role: Option<Box<str>>,
    /// Their team.
    pub team: Option<Ref>,
    /// When they left.
    pub left: Option<Date>,
}

impl Kind for Person {
    const NAME: &'static str = "person";
    const HOMES: &'static [&'static str] = &["people"];
    const STATUSES: &'static [&'static str] = &[];
    const DEFAULT_STATUS: Option<Status> = None;

    fn read(f: &mut Fields<'_>) -> Self {
        Self {
            name: f.field("name", "The name.").required().text(),
            role: f.field("role", "What they do.").text(),
            team: f.field("team", "Their team.").reference(&["team"]),
            left: f.field("left", "When they left.").date(),
        }
    }

    fn edges(&self, out: &mut Edges) {
        out.one(Relation::Team, self.team.as_ref());
    }

    kind_of!(Person);
}
