//! The integration tests, in one binary so that they link once.

mod look;
mod report;
mod source;
