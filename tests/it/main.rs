//! The integration tests, in one binary so that they link once.

mod look;
mod markdown;
mod report;
mod source;
