//! A metric: a number that is read again and again, with its series beside it.

use crate::kinds::edges::{Edges, Relation};
use crate::kinds::status::Status;
use crate::kinds::values::Every;
use crate::kinds::{Kind, kind_of};
use crate::parse::fields::{Fields, Ref};
use crate::words;

words! {
    /// Which way is good.
    Better {
        /// More is better.
        Up = "up",
        /// Less is better.
        Down = "down",
    }
}

words! {
    /// How a metric is made of its inputs.
    Composition {
        /// Multiplied.
        Product = "product",
        /// Added.
        Sum = "sum",
        /// Not computed.
        None = "none",
    }
}

/// A metric.
#[derive(Debug, Clone, Default)]
pub struct Metric {
    /// The unit of its numbers.
    pub unit: Option<Box<str>>,
    /// Which way is good.
    pub better: Option<Better>,
    /// The file of its series, beside the document; `<id>.csv` where nothing is written.
    pub csv: Option<Box<str>>,
    /// What it is made of.
    pub inputs: Vec<Ref>,
    /// Metrics that move before it.
    pub leading: Vec<Ref>,
    /// How it is made of its inputs.
    pub relation: Option<Composition>,
    /// Where it should be.
    pub target: Option<f64>,
    /// How often it is read.
    pub cadence: Option<Every>,
    /// What exactly is counted.
    pub definition: Option<Box<str>>,
    /// How it is asked of the data.
    pub query: Option<Box<str>>,
}

impl Kind for Metric {
    const NAME: &'static str = "metric";
    const HOMES: &'static [&'static str] = &["metrics"];
    const STATUSES: &'static [&'static str] = &["active", "retired"];
    const DEFAULT_STATUS: Option<Status> = Some(Status::Active);

    fn read(f: &mut Fields<'_>) -> Self {
        Self {
            unit: f.field("unit", "The unit of its numbers.").required().text(),
            better: f.field("better", "Which way is good.").required().choice(),
            csv: f
                .field(
                    "csv",
                    "The file of its series, `date,value`; default is the id with `.csv`.",
                )
                .text(),
            inputs: f.field("inputs", "What it is made of.").references(&["metric"]),
            leading: f.field("leading", "Metrics that move before it.").references(&["metric"]),
            relation: f.field("relation", "How it is made of its inputs.").choice(),
            target: f.field("target", "Where it should be.").number(),
            cadence: f.field("cadence", "How often it is read.").choice(),
            definition: f.field("definition", "What exactly is counted.").text(),
            query: f.field("query", "How it is asked of the data.").text(),
        }
    }

    fn edges(&self, out: &mut Edges) {
        out.many(Relation::Inputs, &self.inputs);
        out.many(Relation::Leading, &self.leading);
    }

    kind_of!(Metric);
}
