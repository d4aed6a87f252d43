//! Drawings of what hangs on what.

use serde::Serialize;

use super::{Amount, Name, Tone};

/// How much is off the line at each rung.
#[derive(Debug, Clone, PartialEq, Default, Serialize)]
pub struct Ladder {
    /// What the rungs are. Heads the table.
    pub things: Box<str>,
    /// What is measured: "Share off the line". Heads the table.
    pub measure: Box<str>,
    /// The rungs, from the top.
    pub rungs: Vec<Rung>,
    /// What the earlier run is called: "last quarter".
    pub before_label: Box<str>,
}

/// A rung.
#[derive(Debug, Clone, PartialEq, Default, Serialize)]
pub struct Rung {
    /// What it is.
    pub name: Name,
    /// How much of it is off the line; none is "not known".
    pub off: Option<Amount>,
    /// How much was.
    pub before: Option<f64>,
}

/// What serves what: nodes in columns, joined by ribbons as thick as the work in them.
#[derive(Debug, Clone, PartialEq, Default, Serialize)]
pub struct Thread {
    /// The columns, from what is served to what serves it: "Pillar", "Goal", "Release".
    pub columns: Vec<Box<str>>,
    /// What the ribbons measure: "person-weeks". Heads the table.
    pub measure: Box<str>,
    /// The nodes, each column in its order.
    pub nodes: Vec<Node>,
    /// The ribbons between nodes of neighbouring columns.
    pub ribbons: Vec<Ribbon>,
}

/// A thing on the thread. One that nothing joins to the column before hangs off it.
#[derive(Debug, Clone, PartialEq, Default, Serialize)]
pub struct Node {
    /// Its column, from 0.
    pub column: usize,
    /// What it is.
    pub name: Name,
    /// Its kind of document, for its shape: `goal`.
    pub kind: Box<str>,
    /// A few words beside it: "no goal", "12 pw".
    pub note: Box<str>,
    /// How it stands.
    pub tone: Tone,
}

/// What joins two nodes, by their places in the list.
#[derive(Debug, Clone, PartialEq, Default, Serialize)]
pub struct Ribbon {
    /// The node that is served.
    pub from: usize,
    /// The node that serves it.
    pub to: usize,
    /// The work.
    pub amount: Amount,
    /// How it stands.
    pub tone: Tone,
}

/// What consists of what.
#[derive(Debug, Clone, PartialEq, Default, Serialize)]
pub struct Tree {
    /// What the things are. Heads the table.
    pub things: Box<str>,
    /// What is measured. Heads the table.
    pub measure: Box<str>,
    /// The roots.
    pub roots: Vec<Branch>,
}

/// A thing and what it consists of.
#[derive(Debug, Clone, PartialEq, Default, Serialize)]
pub struct Branch {
    /// What it is.
    pub name: Name,
    /// Its value in words, with how it moved.
    pub text: Box<str>,
    /// How it stands.
    pub tone: Tone,
    /// What it consists of.
    pub parts: Vec<Branch>,
}
