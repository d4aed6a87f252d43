//! What a drawing says, before anybody draws it: numbers with their names, in one of a dozen forms.
//!
//! Views fill these in; the theme draws them. Every number carries the words it is shown by, so that a
//! drawing never decides how a number is written.

pub mod amounts;
pub mod threads;
pub mod time;

use serde::Serialize;

use amounts::{Bars, Dots, Matrix, Quadrant, Stack, Waterfall};
use threads::{Ladder, Thread, Tree};
use time::{Line, Spark, Timeline};

/// A drawing with what it is called and what it says.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Chart {
    /// Its name, unique on its page: a slug.
    pub name: Box<str>,
    /// What it shows, with the gist: "Fill rate within 48 hours, 71 % in May".
    pub title: Box<str>,
    /// The whole of it in a sentence or two, for those who cannot see it.
    pub summary: Box<str>,
    /// A line under it, where the section does not say it already.
    pub caption: Option<Box<str>>,
    /// Its form.
    pub form: Form,
}

impl Chart {
    /// A drawing without a caption.
    #[must_use]
    pub fn new(name: &str, title: &str, summary: &str, form: Form) -> Self {
        Self {
            name: name.into(),
            title: title.into(),
            summary: summary.into(),
            caption: None,
            form,
        }
    }
}

/// The forms there are.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case", tag = "type")]
pub enum Form {
    /// A number over time, with where it should be.
    Line(Line),
    /// Amounts beside each other.
    Bars(Bars),
    /// Wholes and their parts.
    Stack(Stack),
    /// From one amount to another, loss by loss.
    Waterfall(Waterfall),
    /// How much is off the line at each rung.
    Ladder(Ladder),
    /// What serves what, as thick as the work in it.
    Thread(Thread),
    /// Work in its lanes, with where it was promised.
    Timeline(Timeline),
    /// Things by two measures.
    Quadrant(Quadrant),
    /// Estimates with their margins.
    Dots(Dots),
    /// Rows against columns.
    Matrix(Matrix),
    /// The shape of a number over time, small enough for a table.
    Spark(Spark),
    /// What consists of what.
    Tree(Tree),
}

/// A number and the words that show it.
#[derive(Debug, Clone, PartialEq, Default, Serialize)]
pub struct Amount {
    /// The number that is drawn.
    pub value: f64,
    /// How it is written: `10 878`, `71 %`, `−4.5`.
    pub text: Box<str>,
}

impl Amount {
    /// An amount with its words.
    #[must_use]
    pub fn new(value: f64, text: impl Into<Box<str>>) -> Self {
        Self { value, text: text.into() }
    }
}

/// What a mark stands for, with the way to its page.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Name {
    /// The words.
    pub text: Box<str>,
    /// The page's address below the root.
    pub url: Option<Box<str>>,
}

impl Name {
    /// A name that leads to a page.
    #[must_use]
    pub fn linked(text: impl Into<Box<str>>, url: impl Into<Box<str>>) -> Self {
        Self { text: text.into(), url: Some(url.into()) }
    }
}

impl From<&str> for Name {
    fn from(text: &str) -> Self {
        Self { text: text.into(), url: None }
    }
}

/// How something stands; drawn as a colour and as a shape.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Tone {
    /// It has no standing.
    #[default]
    Plain,
    /// On the line.
    On,
    /// In danger.
    Risk,
    /// Off the line.
    Off,
    /// Not begun, or refused.
    Idle,
}

/// How far a release is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Stage {
    /// Not begun.
    #[default]
    Planned,
    /// Begun.
    InProgress,
    /// Out.
    Shipped,
    /// Given up.
    Cancelled,
}
