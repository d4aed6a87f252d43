//! The history checks could not run, or not over everything: `site` finds it.

use crate::base::diagnostic::Level;
use crate::check::lint::{Lint, Run, Topic};

/// `no-history`.
pub static LINT: Lint = Lint {
    name: "no-history",
    level: Level::Note,
    topic: Topic::History,
    why: "what was promised before is known to git alone",
    page: include_str!("no_history.md"),
    thresholds: &[],
    run: Run::Site,
};
