//! Drawings along a calendar.

use serde::{Serialize, Serializer};

use crate::base::date::Date;

use super::{Amount, Name, Stage, Tone};

/// A number over time.
#[derive(Debug, Clone, PartialEq, Default, Serialize)]
pub struct Line {
    /// The unit, said once at the axis: `%`, `visits a week`.
    pub unit: Box<str>,
    /// The readings, in order of their dates.
    pub points: Vec<Reading>,
    /// Where pace is reckoned from; with a target it draws the pace.
    pub baseline: Option<Reading>,
    /// What is to be reached, and by when.
    pub target: Option<Reading>,
    /// An earlier run to compare with, moved to these dates.
    pub before: Vec<Reading>,
    /// What the earlier run is called: "last year".
    pub before_label: Box<str>,
    /// Things that happened, along the base.
    pub events: Vec<Event>,
    /// The as-of date.
    #[serde(serialize_with = "day")]
    pub today: Option<Date>,
    /// Whether the axis begins at zero, as it should where sizes are compared.
    pub from_zero: bool,
}

/// One value on one day.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Reading {
    /// The day.
    #[serde(serialize_with = "a_day")]
    pub date: Date,
    /// The value.
    pub amount: Amount,
    /// The margin around it, from and to.
    pub margin: Option<(f64, f64)>,
}

impl Reading {
    /// A value without a margin.
    #[must_use]
    pub fn new(date: Date, value: f64, text: impl Into<Box<str>>) -> Self {
        Self { date, amount: Amount::new(value, text), margin: None }
    }
}

/// Something that happened on a day.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Event {
    /// The day.
    #[serde(serialize_with = "a_day")]
    pub date: Date,
    /// What.
    pub name: Name,
    /// How it stands.
    pub tone: Tone,
}

/// The shape of a number over time.
#[derive(Debug, Clone, PartialEq, Default, Serialize)]
pub struct Spark {
    /// The values in order.
    pub values: Vec<f64>,
    /// How the last one stands.
    pub tone: Tone,
}

/// Work in lanes.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Timeline {
    /// The first day shown.
    #[serde(serialize_with = "a_day")]
    pub from: Date,
    /// The last day shown.
    #[serde(serialize_with = "a_day")]
    pub to: Date,
    /// The as-of date.
    #[serde(serialize_with = "day")]
    pub today: Option<Date>,
    /// The lanes, in order.
    pub lanes: Vec<Lane>,
}

/// A lane: a goal, a team.
#[derive(Debug, Clone, PartialEq, Default, Serialize)]
pub struct Lane {
    /// The heading above it, where a group of lanes begins.
    pub group: Option<Name>,
    /// Its name.
    pub name: Name,
    /// How it stands.
    pub tone: Tone,
    /// What is in it.
    pub items: Vec<Item>,
    /// Said where nothing is in it.
    pub empty: Box<str>,
}

/// A release in its lane.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Item {
    /// Its name.
    pub name: Name,
    /// The day it starts; without one it is a point.
    #[serde(serialize_with = "day")]
    pub start: Option<Date>,
    /// The day it ships.
    #[serde(serialize_with = "a_day")]
    pub end: Date,
    /// The day it could still take until.
    #[serde(serialize_with = "day")]
    pub latest: Option<Date>,
    /// The day that was promised first.
    #[serde(serialize_with = "day")]
    pub promised: Option<Date>,
    /// How much it slipped, in words: `+14 d`.
    pub slip: Box<str>,
    /// How far it is.
    pub stage: Stage,
    /// How it stands.
    pub tone: Tone,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "the signature that serde asks for")]
fn a_day<S: Serializer>(date: &Date, to: S) -> Result<S::Ok, S::Error> {
    to.collect_str(date)
}

#[expect(
    clippy::ref_option,
    clippy::trivially_copy_pass_by_ref,
    reason = "the signature that serde asks for"
)]
fn day<S: Serializer>(date: &Option<Date>, to: S) -> Result<S::Ok, S::Error> {
    match date {
        Some(date) => to.collect_str(date),
        None => to.serialize_none(),
    }
}
