//! The integration tests, in one binary so that they link once.

#![allow(
    clippy::pedantic,
    clippy::type_complexity,
    clippy::assertions_on_constants,
    clippy::incompatible_msrv,
    reason = "a test is read for what it says, and built with the newest compiler"
)]

mod around;
mod audience;
mod bad_input;
mod browser;
mod cache;
mod cases;
mod charts;
mod config;
mod diff;
mod edit;
mod explained;
mod export;
mod golden;
mod guide;
mod history;
mod hostile;
mod hosting;
mod hosts;
mod import;
mod incremental;
mod invariants;
mod languages;
mod look;
mod mapping;
mod markdown;
mod mend;
mod numbers;
mod parse;
mod past;
mod payloads;
mod planted;
mod preview;
mod program;
mod propose;
mod publish;
mod pull;
mod query;
mod rename;
mod report;
mod sample;
mod schema;
mod search;
mod serve;
mod shell;
mod small;
mod soak;
mod source;
mod tidy;
mod traps;
mod vectors;
mod views;
mod watch;
