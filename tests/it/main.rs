//! The integration tests, in one binary so that they link once.

mod cases;
mod charts;
mod config;
mod edit;
mod explained;
mod guide;
mod hostile;
mod incremental;
mod invariants;
mod look;
mod mapping;
mod markdown;
mod numbers;
mod parse;
mod planted;
mod publish;
mod report;
mod sample;
mod serve;
mod shell;
mod small;
mod source;
mod tidy;
mod vectors;
mod views;
mod watch;
