//! An entry of `allow` without reason or end: `suppress` finds it.

use crate::base::diagnostic::Level;
use crate::check::lint::{Lint, Run, Topic};

/// `allow-without-end`.
pub static LINT: Lint = Lint {
    name: "allow-without-end",
    level: Level::Warning,
    topic: Topic::Structure,
    why: "an exception without reason and end is a rule that nobody decided",
    page: include_str!("allow_without_end.md"),
    thresholds: &[],
    run: Run::Site,
};
