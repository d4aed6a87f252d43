//! The integration tests, in one binary so that they link once.

mod edit;
mod look;
mod markdown;
mod publish;
mod parse;
mod report;
mod source;
