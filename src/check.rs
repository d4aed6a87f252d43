//! The compiler's judgement: every lint, run through a `Reader`, and what becomes of its findings.

pub mod facts;
pub mod findings;
pub mod level;
pub mod lint;
pub mod lints;
pub mod past;
pub mod run;
pub mod suppress;
pub mod thresholds;
