//! The formulas: pure functions over numbers and dates, each with its definition, its source and its edges.
//!
//! A function answers with finite numbers, says `None` where something is not known, or refuses with
//! [`Unmeasurable`]. Unknown is never 0 and never 100 %. Today's date is always an argument.
//! What a document means is not decided here: the model brings documents to these inputs.

mod names;
pub mod stats;
pub mod unmeasurable;

// How a formula is explained, and all of them.
pub mod formulas;

// What to do first, and what not at all.
pub mod confidence;
pub mod effort;
pub mod focus;
pub mod ice;
pub mod kano;
pub mod moscow;
pub mod quadrant;
pub mod rank;
pub mod rice;
pub mod wsjf;

// Goals and their key results.
pub mod agreement;
pub mod okr;
pub mod pace;
pub mod period;
pub mod progress;
pub mod rollup;

// Whether the work hangs together.
pub mod alignment;
pub mod drift;
pub mod ownership;

// How fast, and where to.
pub mod dora;
pub mod flow;
pub mod slip;
pub mod velocity;

// What people say and what numbers do.
pub mod csat;
pub mod metric;
pub mod north_star;
pub mod nps;
pub mod sus;
pub mod usability;

// Whether we learn.
pub mod calibration;
pub mod discovery;
pub mod loops;
pub mod outcome;
pub mod staleness;

pub use formulas::{FORMULAS, Formula, formula};
pub use unmeasurable::Unmeasurable;
