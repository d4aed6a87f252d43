//! An entry of `allow` that allows nothing: `suppress` judges it once all findings are known.

use crate::base::diagnostic::Level;
use crate::check::lint::{Lint, Run, Topic};

/// `unused-allow`.
pub static LINT: Lint = Lint {
    name: "unused-allow",
    level: Level::Warning,
    topic: Topic::Structure,
    why: "an exception that outlives its cause hides the next fault",
    page: include_str!("unused_allow.md"),
    thresholds: &[],
    run: Run::Site,
};
