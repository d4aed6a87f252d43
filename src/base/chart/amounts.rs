//! Drawings that compare amounts.

use serde::Serialize;

use super::{Amount, Name, Tone};

/// Amounts beside each other.
#[derive(Debug, Clone, PartialEq, Default, Serialize)]
pub struct Bars {
    /// What the bars are: "Team". Heads the table.
    pub things: Box<str>,
    /// What is measured: "Person-weeks". Heads the table.
    pub measure: Box<str>,
    /// The bars, in order.
    pub bars: Vec<Bar>,
    /// The end of the scale, where it is not the longest bar.
    pub full: Option<f64>,
}

/// One bar.
#[derive(Debug, Clone, PartialEq, Default, Serialize)]
pub struct Bar {
    /// What it stands for.
    pub name: Name,
    /// How much; none is "not known".
    pub amount: Option<Amount>,
    /// Where it should be by now.
    pub expected: Option<f64>,
    /// How it stands.
    pub tone: Tone,
}

/// Wholes and their parts.
#[derive(Debug, Clone, PartialEq, Default, Serialize)]
pub struct Stack {
    /// What the rows are. Heads the table.
    pub things: Box<str>,
    /// The parts, from the base of a bar; at most five keep apart.
    pub parts: Vec<Part>,
    /// The rows, in order.
    pub rows: Vec<StackRow>,
    /// A line across, with its words: "at most 60 %".
    pub limit: Option<Amount>,
    /// The end of the scale, where it is not the longest row.
    pub full: Option<f64>,
}

/// A part of every whole.
#[derive(Debug, Clone, PartialEq, Default, Serialize)]
pub struct Part {
    /// What it is called.
    pub text: Box<str>,
    /// How it stands; plain parts go from dark to light.
    pub tone: Tone,
}

/// A whole.
#[derive(Debug, Clone, PartialEq, Default, Serialize)]
pub struct StackRow {
    /// What it stands for.
    pub name: Name,
    /// How much of each part, in their order.
    pub amounts: Vec<Amount>,
    /// The whole in words.
    pub total: Box<str>,
}

/// From one amount to another.
#[derive(Debug, Clone, PartialEq, Default, Serialize)]
pub struct Waterfall {
    /// What the steps are: "Why". Heads the table.
    pub things: Box<str>,
    /// Where it begins, named.
    pub start: (Name, Amount),
    /// Each step: negative for what is lost.
    pub steps: Vec<(Name, Amount)>,
    /// Where it ends, named.
    pub end: (Name, Amount),
}

/// Estimates with their margins.
#[derive(Debug, Clone, PartialEq, Default, Serialize)]
pub struct Dots {
    /// What the rows are. Heads the table.
    pub things: Box<str>,
    /// What is measured. Heads the table.
    pub measure: Box<str>,
    /// The rows, in order.
    pub dots: Vec<Dot>,
    /// The scale, from and to; by default what the rows need.
    pub scale: Option<(f64, f64)>,
    /// A value to compare with, named: "pace", "zero".
    pub reference: Option<Amount>,
}

/// An estimate.
#[derive(Debug, Clone, PartialEq, Default, Serialize)]
pub struct Dot {
    /// What it stands for.
    pub name: Name,
    /// The value, with its margin and sample in words: `44 ± 6, n = 231`; none is "not known".
    pub amount: Option<Amount>,
    /// The margin, from and to.
    pub margin: Option<(f64, f64)>,
    /// How it stands.
    pub tone: Tone,
}

/// Things by two measures.
#[derive(Debug, Clone, PartialEq, Default, Serialize)]
pub struct Quadrant {
    /// What the things are. Heads the table.
    pub things: Box<str>,
    /// The measure across.
    pub x: Axis,
    /// The measure upwards.
    pub y: Axis,
    /// Names of the corners: top left, top right, bottom left, bottom right.
    pub corners: [Box<str>; 4],
    /// The things, in order; numbered from 1.
    pub points: Vec<Point>,
}

/// One of two measures.
#[derive(Debug, Clone, PartialEq, Default, Serialize)]
pub struct Axis {
    /// What it measures, with its unit.
    pub text: Box<str>,
    /// Where it is cut in two; by default in its middle.
    pub split: Option<f64>,
    /// Whether equal steps multiply.
    pub log: bool,
}

/// A thing by two measures.
#[derive(Debug, Clone, PartialEq, Default, Serialize)]
pub struct Point {
    /// What it is.
    pub name: Name,
    /// Across.
    pub x: Amount,
    /// Upwards.
    pub y: Amount,
    /// How it stands; idle is hollow.
    pub tone: Tone,
}

/// Rows against columns.
#[derive(Debug, Clone, PartialEq, Default, Serialize)]
pub struct Matrix {
    /// What the rows are. Heads the first column.
    pub things: Box<str>,
    /// The columns.
    pub columns: Vec<Name>,
    /// The rows with their cells, in the order of the columns; none is empty.
    pub rows: Vec<(Name, Vec<Option<Cell>>)>,
}

/// A cell of a matrix.
#[derive(Debug, Clone, PartialEq, Default, Serialize)]
pub struct Cell {
    /// How much, shown by shade and in words.
    pub amount: Amount,
    /// Its page.
    pub url: Option<Box<str>>,
    /// How it stands.
    pub tone: Tone,
}
