//! The integration tests, in one binary so that they link once.

mod edit;
mod look;
mod markdown;
mod publish;
mod report;
mod source;
